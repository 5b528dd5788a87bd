//! Cards that begin as a template of the team says.

use crate::board::Id;
use crate::card_markdown;
use crate::tui::app::{App, Tone};
use crate::tui::form::FormOf;
use crate::tui::layer::{Choice, PickerItem};

impl App {
    /// Asks what a new card in the column under the cursor begins as.
    pub(super) fn pick_template(&mut self) {
        let Some(column) = self.column().map(|ix| self.board.column(ix).id) else { return };
        let row = |text: &str, detail: String, template: Option<String>| PickerItem {
            text: text.to_owned(),
            detail,
            unavailable: None,
            choice: Choice::Template { column, template },
        };
        let left = self.kept_form.as_ref().filter(|form| form.of == FormOf::New(column));
        let first = match left {
            Some(form) => {
                let title = form.fields.first().map(|field| field.input.text()).unwrap_or_default();
                row("the form you left", title, None)
            }
            None => row("an empty form", String::new(), None),
        };
        let is_left = left.is_some();
        let mut items = vec![first];
        items.extend(self.board.templates().iter().map(|template| {
            let title = card_markdown::read(&template.body).sheet.title;
            row(&template.name, title, Some(template.name.to_string()))
        }));
        let likeliest = usize::from(items.len() > 1 && !is_left);
        self.pick("A new card begins as".to_owned(), items, likeliest);
    }

    /// Opens the form of a new card: empty or as it was left, or as a template says.
    pub(super) fn begin_as(&mut self, column: Id, template: Option<&str>) {
        match template.map(|name| self.board.template(name)) {
            None => self.open_form_for_new(column),
            Some(Some(template)) => {
                let sheet = card_markdown::read(&template.body).sheet;
                self.open_form_as(column, &sheet);
            }
            Some(None) => self.tell(Tone::Unavailable, "somebody deleted this template".to_owned(), None),
        }
    }
}
