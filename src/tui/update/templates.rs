//! Cards that begin as a template of the team says.

use crate::board::Id;
use crate::card_markdown::{self, Sheet};
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
        let mut items = vec![row("an empty form", String::new(), None)];
        items.extend(self.board.templates().iter().map(|template| {
            let title = card_markdown::read(&template.body).sheet.title;
            row(&template.name, title, Some(template.name.to_string()))
        }));
        let likeliest = usize::from(items.len() > 1);
        self.pick("A new card begins as".to_owned(), items, likeliest);
    }

    /// Opens the form of a new card: empty, or as a template says.
    pub(super) fn begin_as(&mut self, column: Id, template: Option<&str>) {
        let sheet = match template.map(|name| self.board.template(name)) {
            None => Sheet::default(),
            Some(Some(template)) => card_markdown::read(&template.body).sheet,
            Some(None) => {
                return self.tell(Tone::Unavailable, "somebody deleted this template".to_owned(), None);
            }
        };
        self.open_form_with(FormOf::New(column), &sheet);
    }
}
