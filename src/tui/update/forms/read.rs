//! What the fields of a form ask for.

use crate::board::{Change, Draft, Field, Id, Name, Refusal, is_link};
use crate::card_markdown::{self, Item, checking, difference, names};
use crate::due;
use crate::tui::app::App;
use crate::tui::form::{Form, FormField, FormLine, FormOf};

/// The items of a checklist, one a line.
pub(super) fn items(text: &str) -> Vec<Item> {
    text.lines().map(card_markdown::item).filter(|item| !item.text.is_empty()).collect()
}

/// The links of a text: one a line, or with blanks between.
fn links(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

impl App {
    /// The value of a field that holds one, as the board takes it, where it was changed. The error
    /// is a sentence.
    pub(super) fn read_field(&self, of: FormOf, field: &FormField) -> Result<Option<String>, String> {
        let text = field.input.text();
        let new = matches!(of, FormOf::New(_));
        // A new card must have a title; whatever else was not touched is not looked at.
        let wanted = new && field.line == FormLine::Value(Field::Title);
        if !field.is_changed() && !wanted {
            return Ok(None);
        }
        match field.line {
            FormLine::Value(Field::Title) if text.trim().is_empty() => {
                Err(Refusal::Empty("the title").to_string())
            }
            FormLine::Value(Field::Class) => card_markdown::class(&self.board, &text).map(Some),
            FormLine::Value(Field::Parent) => card_markdown::parent(&self.board, &text).map(Some),
            FormLine::Value(Field::Due) => match due::read(&text, self.today()) {
                Ok(day) => Ok(Some(due::value(day))),
                Err(error) => Err(error.to_string()),
            },
            FormLine::Value(_) => Ok(Some(text)),
            FormLine::Links => {
                let before = links(&field.before);
                let bad = links(&text).into_iter().find(|link| !before.contains(link) && !is_link(link));
                bad.map_or(Ok(None), |link| Err(Refusal::NotALink(link).to_string()))
            }
            FormLine::Who | FormLine::Labels | FormLine::Checklist => Ok(None),
        }
    }

    /// Fields that hold one value, where they were changed; what is wrong is left with its field.
    fn values_of(&self, form: &mut Form) -> Vec<(Field, String)> {
        let mut values = Vec::new();
        for field in &mut form.fields {
            match (self.read_field(form.of, field), field.line) {
                (Ok(Some(value)), FormLine::Value(of)) => values.push((of, value)),
                (Ok(_), _) => {}
                (Err(why), _) => field.error = Some(why),
            }
        }
        values
    }

    /// The changes that make a card what its form says.
    pub(super) fn changes_of(&self, form: &mut Form, id: Id) -> Vec<Change> {
        let mut values = self.values_of(form);
        let mut changes = Vec::new();
        let Some(card) = self.board.card(id) else { return changes };
        values.retain(|(field, value)| card.value(*field) != value);
        if !values.is_empty() {
            changes.push(Change::Edit { card: id, values });
        }
        let texts = |names: &[Name]| -> Vec<String> {
            names.iter().map(|name| self.board.names().text(*name).to_owned()).collect()
        };
        for field in form.fields.iter().filter(|field| field.is_changed()) {
            let (before, text) = (&field.before, field.input.text());
            changes.extend(match field.line {
                FormLine::Who => difference(&names(before), &names(&text), &texts(card.who()))
                    .map(|(add, drop)| Change::Assign { card: id, add, drop }),
                FormLine::Labels => difference(&names(before), &names(&text), &texts(card.labels()))
                    .map(|(add, drop)| Change::Label { card: id, add, drop }),
                FormLine::Links => difference(&links(before), &links(&text), &texts(card.links()))
                    .map(|(add, drop)| Change::Link { card: id, add, drop }),
                FormLine::Checklist => {
                    let has = card_markdown::Sheet::of(&self.board, card).checklist;
                    checking(&items(before), &items(&text), &has)
                        .map(|checking| Change::Check { card: id, checking })
                }
                FormLine::Value(_) => None,
            });
        }
        changes
    }

    /// The new card that a form says.
    pub(super) fn draft_of(&self, form: &mut Form, column: Id) -> Vec<Change> {
        let mut values = self.values_of(form);
        values.retain(|(_, value)| !value.is_empty());
        let mut draft = Draft { to: Some(column), values, ..Draft::default() };
        for field in &form.fields {
            let text = field.input.text();
            match field.line {
                FormLine::Who => draft.who = names(&text),
                FormLine::Labels => draft.labels = names(&text),
                FormLine::Links => draft.links = links(&text),
                FormLine::Checklist => {
                    draft.items = items(&text).into_iter().map(|item| (item.text, item.done)).collect();
                }
                FormLine::Value(_) => {}
            }
        }
        vec![Change::Add(draft)]
    }
}
