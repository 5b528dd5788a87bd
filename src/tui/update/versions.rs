//! Taking the value that does not hold, of a field that was given several at the same time.

use crate::board::{Change, Field, Id};
use crate::report::quoted;
use crate::tui::app::App;
use crate::tui::layer::{Choice, PickerItem};
use crate::tui::message::Effect;

impl App {
    /// Takes the other version; where there are several others, they are chosen from.
    pub(super) fn take_other_version(&mut self) -> Vec<Effect> {
        let Some(card) = self.subject() else { return Vec::new() };
        let (id, names) = (card.id(), self.board.names());
        let mut items = Vec::new();
        for versions in card.all_versions() {
            let field = versions.field;
            items.extend(versions.others.iter().map(|other| PickerItem {
                text: format!("{}: {}", field.word(), quoted(other.value)),
                detail: format!("by {}", names.text(other.by)),
                unavailable: None,
                choice: Choice::Version { card: id, field, value: other.value.to_owned() },
            }));
        }
        match (items.pop(), items.is_empty()) {
            (Some(PickerItem { choice: Choice::Version { card, field, value }, .. }), true) => {
                self.take_version(card, field, value)
            }
            (last, _) => {
                items.extend(last);
                self.pick(format!("Versions of {}", self.short(id)), items, 0);
                Vec::new()
            }
        }
    }

    /// Gives a field the value: an edit as any other, so that undo takes it back.
    pub(super) fn take_version(&mut self, card: Id, field: Field, value: String) -> Vec<Effect> {
        let mut effects = Vec::new();
        let what = format!("the {} of {} is {}", field.word(), self.short(card), quoted(&value));
        self.act(&what, vec![Change::Edit { card, values: vec![(field, value)] }], &mut effects);
        effects
    }
}
