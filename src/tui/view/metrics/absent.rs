//! Words that stand where there is nothing to show: why, and what would help.

use ratatui::layout::Rect;

use crate::flow::Absence;
use crate::report::absence::no_data;
use crate::text;
use crate::tui::theme::Role;
use crate::tui::view::pen::Pen;

/// Says something where a picture would be.
pub fn say(pen: &mut Pen<'_>, area: Rect, words: &str) {
    let lines = text::wrap(words, area.width.into(), area.height.into());
    for (part, y) in lines.iter().zip(area.y..area.bottom()) {
        pen.put(area.x, y, area.right(), part.as_str(), Role::Text);
    }
}

/// Why a measure has no value, and the key that may help.
pub fn words(absence: Absence) -> String {
    let other_window = matches!(
        absence,
        Absence::NothingFinished | Absence::NothingTimed | Absence::NothingMoved | Absence::TooFew { .. }
    );
    let help = if other_window { "; w measures over another one" } else { "" };
    no_data(absence) + help
}
