//! The form: opened, typed into, completed, kept and saved.

mod read;

use crate::board::{Card, Change, Field, Id};
use crate::card_markdown::{Sheet, listed};
use crate::due;
use crate::text::fuzzy::{Finder, Query};
use crate::tui::app::{App, Tone};
use crate::tui::command::Command;
use crate::tui::form::{Completion, Form, FormField, FormLine, FormOf, Source};
use crate::tui::layer::Layer;
use crate::tui::message::Effect;

/// The kinds of work that every team knows.
const KINDS: [&str; 4] = ["feature", "defect", "debt", "risk"];

impl App {
    /// Opens the form of the card that commands are about.
    pub(super) fn open_form(&mut self) {
        let Some(card) = self.subject() else { return };
        let mut sheet = Sheet::of(&self.board, card);
        if sheet.class.is_empty() {
            "standard".clone_into(&mut sheet.class);
        }
        self.open_form_with(FormOf::Card(card.id()), &sheet);
    }

    /// Opens an empty form for a new card in a column, or the one that was left.
    pub fn open_form_for_new(&mut self, column: Id) {
        self.open_form_with(FormOf::New(column), &Sheet::default());
    }

    /// Opens the form of a new card that begins as a template says, whatever form was left before.
    pub(super) fn open_form_as(&mut self, column: Id, template: &Sheet) {
        let mut form = Form::new(FormOf::New(column), self.fields(template));
        // What a new card begins as is to be recorded, too.
        form.fields.iter_mut().for_each(|field| field.before.clear());
        self.tell_meanings(&mut form);
        self.layers.push(Layer::Form(form));
    }

    fn open_form_with(&mut self, of: FormOf, sheet: &Sheet) {
        let mut form = Form::new(of, self.fields(sheet));
        if let Some(earlier) = self.kept_form.take_if(|earlier| earlier.of == of) {
            form.begin_with(earlier);
            let news = "what you typed is here again; Esc now lets it go".to_owned();
            self.tell(Tone::Other, news, None);
        }
        self.tell_meanings(&mut form);
        // The words that complete.
        self.begin_survey();
        self.layers.push(Layer::Form(form));
    }

    fn fields(&self, sheet: &Sheet) -> Vec<FormField> {
        let classes: Vec<String> = self.board.classes().iter().map(|class| class.id.to_string()).collect();
        let value = |field: Field, title: &'static str, hint: &str, text: &str| {
            FormField::new(FormLine::Value(field), title, hint, text)
        };
        let items: Vec<String> = sheet
            .checklist
            .iter()
            .map(|item| format!("[{}] {}", if item.done { "x" } else { " " }, item.text))
            .collect();
        let classes = format!("standard, {}", classes.join(", "));
        vec![
            value(Field::Title, "Title", "what is to be done", &sheet.title),
            value(Field::Text, "Text", "the description, in Markdown", &sheet.text),
            value(Field::Class, "Class", classes.trim_end_matches([',', ' ']), &sheet.class),
            value(Field::Kind, "Kind", "feature, defect, debt, risk or your own word", &sheet.kind),
            value(Field::Due, "Due", "fri, in 3 days, 24 dec, 2026-12-24 or none", &sheet.due),
            FormField::new(FormLine::Who, "Who", "names, with commas between", &listed(&sheet.who)),
            FormField::new(FormLine::Labels, "Labels", "words, with commas between", &listed(&sheet.labels)),
            value(Field::Parent, "Part of", "a card, by its id or words of its title", &sheet.parent),
            FormField::new(
                FormLine::Checklist,
                "Checklist",
                "an item a line; [x] is done",
                &items.join("\n"),
            ),
            FormField::new(FormLine::Links, "Links", "https://..., one a line", &sheet.links.join("\n")),
        ]
    }

    /// The text of the field in focus has changed.
    pub(super) fn form_typed(&mut self) {
        let Some(Layer::Form(mut form)) = self.layers.pop() else { return };
        form.error = None;
        form.again = false;
        if let Some(field) = form.fields.get_mut(form.focus) {
            field.error = None;
        }
        let source = self.source(&form);
        form.complete(&source);
        self.tell_meanings(&mut form);
        self.layers.push(Layer::Form(form));
    }

    /// What the field in focus can be completed from. The parent is looked for among all cards on
    /// the board, at each letter typed into that field and no other.
    fn source(&self, form: &Form) -> Source {
        let Some(field) = form.focused() else { return Source::Nothing };
        let (text, used) = (field.input.text(), &self.finding.survey.vocabulary);
        match field.line {
            FormLine::Who => {
                let mut words = used.people.clone();
                words.extend(self.board.people().iter().map(|person| person.name.to_string()));
                words.sort();
                words.dedup();
                Source::Words(words)
            }
            FormLine::Labels => Source::Words(used.labels.clone()),
            FormLine::Value(Field::Class) => {
                let ids = self.board.classes().iter().map(|class| class.id.to_string());
                Source::Words(std::iter::once("standard".to_owned()).chain(ids).collect())
            }
            FormLine::Value(Field::Kind) => {
                let own = used.kinds.iter().filter(|kind| !KINDS.contains(&kind.as_str()));
                Source::Words(KINDS.iter().map(|kind| (*kind).to_owned()).chain(own.cloned()).collect())
            }
            FormLine::Value(Field::Parent) => self.possible_parents(&text, form.of),
            _ => Source::Nothing,
        }
    }

    fn possible_parents(&self, text: &str, of: FormOf) -> Source {
        let wanted = text.trim().trim_start_matches('#').to_lowercase();
        let cards = self.board.cards().filter(|card| card.on_board() && of != FormOf::Card(card.id()));
        let (query, mut finder) = (Query::words(&wanted), Finder::default());
        let found = cards.filter(|card| {
            card.id().to_string().starts_with(&wanted) || finder.score(&query, card.title()).is_some()
        });
        let named = |card: &Card| format!("{} {}", self.board.short_id(card.id()), card.title());
        Source::Found(found.take(8).map(named).filter(|named| *named != text).collect())
    }

    /// Says beside each field what its text means, where it is not plain.
    fn tell_meanings(&self, form: &mut Form) {
        let today = self.today();
        for field in &mut form.fields {
            let text = field.input.text();
            field.means = match field.line {
                FormLine::Value(Field::Due) => due::echo(&text, today).unwrap_or_default(),
                FormLine::Checklist => {
                    let items = read::items(&text);
                    let done = items.iter().filter(|item| item.done).count();
                    if items.is_empty() { String::new() } else { format!("{done}/{}", items.len()) }
                }
                _ => String::new(),
            };
        }
    }

    /// Says of the field that is left what is wrong with it.
    pub(super) fn form_step(&mut self, by: isize) {
        let Some(Layer::Form(mut form)) = self.layers.pop() else { return };
        if form.completion.is_open() && form.focused().is_some_and(|field| !field.line.has_lines()) {
            form.completion.step(by);
        } else {
            self.check_field(&mut form);
            form.step(by);
        }
        self.layers.push(Layer::Form(form));
    }

    /// True if the form on top offers what the word being typed may become.
    pub(super) fn form_offers(&self) -> bool {
        matches!(self.layers.last(), Some(Layer::Form(form)) if form.completion.is_open())
    }

    /// Takes what is offered.
    pub(super) fn form_tab(&mut self) {
        let Some(Layer::Form(form)) = self.layers.last_mut() else { return };
        if form.take_completion() {
            self.form_typed();
            if let Some(Layer::Form(form)) = self.layers.last_mut() {
                form.completion = Completion::default();
            }
        }
    }

    fn check_field(&self, form: &mut Form) {
        let of = form.of;
        if let Some(field) = form.fields.get_mut(form.focus) {
            field.error = self.read_field(of, field).err();
        }
    }

    /// `Esc`: closes what is offered; else leaves the form and keeps what was typed.
    pub(super) fn leave_form(&mut self) {
        let Some(Layer::Form(form)) = self.layers.last_mut() else { return };
        if form.completion.is_open() {
            form.completion = Completion::default();
            return;
        }
        let Some(Layer::Form(form)) = self.layers.pop() else { return };
        if !form.is_typed() {
            return;
        }
        if form.again {
            self.tell(Tone::Done, "what you typed is let go".to_owned(), None);
            return;
        }
        let way = match form.of {
            FormOf::Card(card) => {
                let key = self.keymap.keys_text(Command::EditFields);
                format!("{key} on {} opens it again", self.short(card))
            }
            FormOf::New(_) => "the next new card's form begins with it".to_owned(),
        };
        self.kept_form = Some(form);
        self.tell(Tone::Other, format!("nothing was changed; what you typed is kept: {way}"), None);
    }

    /// `Enter`: takes what was chosen among what is offered, else saves.
    pub(super) fn form_enter(&mut self) -> Vec<Effect> {
        match self.layers.last() {
            Some(Layer::Form(form)) if form.completion.is_open() && form.completion.picked => {
                self.form_tab();
                Vec::new()
            }
            _ => self.accept_form(),
        }
    }

    /// Records what was changed in the form, and nothing else: what others changed meanwhile
    /// stays. When something is refused nothing is recorded and the form stays, with the reason.
    pub(super) fn accept_form(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let Some(Layer::Form(mut form)) = self.layers.pop() else { return effects };
        form.completion = Completion::default();
        let (change, what) = match form.of {
            FormOf::Card(card) => (self.changes_of(&mut form, card), format!("edited {}", self.short(card))),
            FormOf::New(column) => {
                let name =
                    self.board.find_column(column).map(|column| self.board.column(column).name.clone());
                (self.draft_of(&mut form, column), format!("added a card to {}", name.unwrap_or_default()))
            }
        };
        if form.go_to_mistake() {
            self.layers.push(Layer::Form(form));
            return effects;
        }
        if change.is_empty() {
            return effects;
        }
        let of = form.of;
        if !self.act(&what, change, &mut effects) {
            form.error = self.notice.as_ref().map(|notice| notice.text.clone());
            self.layers.push(Layer::Form(form));
            return effects;
        }
        let added = self.past.last().and_then(|step| step.changes.first());
        if let (Some(Change::Undo { card, .. }), FormOf::New(_)) = (added, of) {
            self.keep_cursor_on(*card);
        }
        effects
    }
}
