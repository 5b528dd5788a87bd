//! The form: all fields of a card at once.

use crate::board::{Change, Field};
use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::layer::{Form, FormField, FormLine, Layer};
use crate::tui::message::Effect;

impl App {
    pub(super) fn open_form(&mut self) {
        let Some(card) = self.subject() else { return };
        let classes: Vec<String> = self.board.classes().iter().map(|class| class.id.to_string()).collect();
        let line = |line: FormLine, title: &'static str, hint: String, text: &str| {
            let input =
                if line == FormLine::Value(Field::Text) { Input::lines(text) } else { Input::line(text) };
            let before = input.text();
            FormField { line, title, hint, input, before }
        };
        let value = |field: Field, title: &'static str, hint: &str| {
            line(FormLine::Value(field), title, hint.to_owned(), card.value(field))
        };
        let names = "separated by commas";
        let fields = vec![
            value(Field::Title, "Title", ""),
            value(Field::Text, "Text", "Markdown; Ctrl-s saves"),
            value(Field::Class, "Class", &format!("standard {}", classes.join(" "))),
            value(Field::Kind, "Kind", "feature, defect, debt, risk or your own word"),
            value(Field::Due, "Due", "YYYY-MM-DD"),
            line(FormLine::Who, "Who", names.to_owned(), &self.listed(card.who())),
            line(FormLine::Labels, "Labels", names.to_owned(), &self.listed(card.labels())),
            value(Field::Parent, "Part of", "a card's whole id"),
        ];
        let form = Form { card: card.id(), fields, focus: 0, error: None };
        self.layers.push(Layer::Form(form));
    }

    /// Records what was changed in the form, and nothing else: what others changed meanwhile
    /// stays. When something is refused nothing is recorded and the form stays, with the reason.
    pub(super) fn accept_form(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let Some(Layer::Form(form)) = self.layers.pop() else { return effects };
        let mut values = Vec::new();
        let mut changes = Vec::new();
        for field in &form.fields {
            let text = field.input.text();
            if text == field.before {
                continue;
            }
            match field.line {
                FormLine::Value(of) => values.push((of, text)),
                FormLine::Who => changes.extend(self.names_change(form.card, &text, false)),
                FormLine::Labels => changes.extend(self.names_change(form.card, &text, true)),
            }
        }
        if !values.is_empty() {
            changes.insert(0, Change::Edit { card: form.card, values });
        }
        let what = format!("edited {}", self.short(form.card));
        if !changes.is_empty() && !self.act(&what, changes, &mut effects) {
            let error = self.notice.as_ref().map(|notice| notice.text.clone());
            self.layers.push(Layer::Form(Form { error, ..form }));
        }
        effects
    }
}
