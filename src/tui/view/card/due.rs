//! When a card is due, for its face.

use crate::board::{Card, ColumnKind, Field};
use crate::due::{self, Urgency};
use crate::flow::local_day;
use crate::tui::app::App;
use crate::tui::theme::Role;

/// When a card is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Due {
    /// In words: "3 days overdue", "due tomorrow".
    pub words: String,
    /// In four letters, where there is no room for more; nothing while there is time.
    pub short: &'static str,
    /// How much it presses.
    pub role: Role,
}

impl Due {
    /// True from the day before on.
    pub fn presses(&self) -> bool {
        !self.short.is_empty()
    }
}

/// When a card is due; `None` where no day is given, and for what was delivered.
pub(super) fn of(app: &App, card: &Card) -> Option<Due> {
    let value = card.value(Field::Due);
    if value.is_empty() || app.board.column(card.column()).kind == ColumnKind::Done {
        return None;
    }
    let (day, today) = (due::of_value(value)?, local_day(app.now, app.board.zone()));
    let (short, role) = match due::urgency(day, today) {
        Urgency::Overdue => ("due!", Role::Bad),
        Urgency::Soon => ("due", Role::Warn),
        Urgency::Later => ("", Role::Faint),
    };
    Some(Due { words: due::due(day, today), short, role })
}
