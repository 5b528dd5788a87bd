//! One line to type: what is asked, and what is done with the answer.

use crate::board::{Change, Field, Id, Name, Operation};
use crate::card_markdown;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::input::Input;
use crate::tui::layer::{Ask, AskSeveral, Layer, Prompt};
use crate::tui::message::Effect;

/// Completions that are offered at a time.
const OFFERED: usize = 8;

impl App {
    pub(super) fn ask(&mut self, ask: Ask, title: String, hint: &str, text: &str, words: Vec<String>) {
        if self.words_for(&ask).is_some() {
            self.begin_survey();
        }
        let (hint, input) = (hint.to_owned(), Input::line(text));
        self.layers.push(Layer::Prompt(Prompt {
            ask,
            title,
            hint,
            input,
            words,
            completions: Vec::new(),
            means: String::new(),
            error: None,
        }));
    }

    pub(super) fn ask_for_card(&mut self) {
        let Some(column) = self.column() else { return };
        let column = self.board.column(column);
        let (id, title) = (column.id, format!("New card in {}", column.name));
        let hint = "a title; #label, @name, !class and due:fri at its end are taken as such";
        self.ask(Ask::NewCard(id), title, hint, "", Vec::new());
    }

    pub(super) fn ask_for_title(&mut self) {
        let Some((id, title)) = self.subject().map(|card| (card.id(), card.title().to_owned())) else {
            return;
        };
        let question = format!("Title of {}", self.short(id));
        self.ask(Ask::Title(id), question, "", &title, Vec::new());
    }

    pub(super) fn ask_why_blocked(&mut self, card: Id) {
        let question = format!("Why is {} blocked?", self.short(card));
        let hint = format!("what it waits for; {} again unblocks", self.key_text(Command::Block));
        self.ask(Ask::BlockReason(card), question, &hint, "", Vec::new());
    }

    pub(super) fn ask_who(&mut self) {
        let Some(card) = self.subject() else { return };
        let (id, text) = (card.id(), self.listed(card.who()));
        let question = format!("Who is on {}?", self.short(id));
        let hint = format!("names, separated by commas; {} completes", self.key_text(Command::Next));
        self.ask(Ask::Assignees(id), question, &hint, &text, Vec::new());
    }

    pub(super) fn ask_for_labels(&mut self) {
        let Some(card) = self.subject() else { return };
        let (id, text) = (card.id(), self.listed(card.labels()));
        let question = format!("Labels of {}", self.short(id));
        let hint = format!("labels, separated by commas; {} completes", self.key_text(Command::Next));
        self.ask(Ask::Labels(id), question, &hint, &text, Vec::new());
    }

    pub(super) fn ask_for_reason(&mut self) {
        let Some(operation) = self.refused.clone() else { return };
        let question = "Why go over the limit?".to_owned();
        self.ask(
            Ask::OverReason(Box::new(operation)),
            question,
            "is recorded, and shown on the card",
            "",
            Vec::new(),
        );
    }

    /// Names as they are typed: separated by commas.
    pub(super) fn listed(&self, names: &[Name]) -> String {
        let names: Vec<&str> = names.iter().map(|name| self.board.names().text(*name)).collect();
        card_markdown::listed(&names)
    }

    /// What the line for an answer is completed with, as far as it is the words that cards use. They
    /// are looked for when the line opens, in slices: no key waits for them.
    fn words_for(&self, ask: &Ask) -> Option<Vec<String>> {
        let used = &self.finding.survey.vocabulary;
        match ask {
            Ask::NewCard(_) => {
                // What is typed here has no blanks in it.
                let with = |sign: char, words: &[String]| -> Vec<String> {
                    let words = words.iter().filter(|word| !word.contains(char::is_whitespace));
                    words.map(|word| format!("{sign}{word}")).collect()
                };
                let classes: Vec<String> =
                    self.board.classes().iter().map(|class| class.id.to_string()).collect();
                Some([with('@', &used.people), with('#', &used.labels), with('!', &classes)].concat())
            }
            Ask::Assignees(_) | Ask::Several(AskSeveral::Who, _) => Some(used.people.clone()),
            Ask::Labels(_) | Ask::Several(AskSeveral::Labels, _) => Some(used.labels.clone()),
            _ => None,
        }
    }

    /// The text on top has changed.
    pub(super) fn typed(&mut self) {
        let words = match self.layers.last() {
            Some(Layer::Prompt(prompt)) => self.words_for(&prompt.ask),
            _ => None,
        };
        match self.layers.last_mut() {
            Some(Layer::Prompt(prompt)) => {
                prompt.words = words.unwrap_or_else(|| std::mem::take(&mut prompt.words));
                prompt.error = None;
                prompt.complete();
                if let Ask::Filter(_) = prompt.ask {
                    self.filter_typed();
                }
                self.tell_day();
                self.tell_card();
            }
            Some(Layer::Form(_)) => self.form_typed(),
            Some(Layer::GoTo(_)) => self.go_to_typed(),
            Some(Layer::Palette(palette)) => palette.selected = 0,
            Some(Layer::Picker(picker)) => picker.search(),
            Some(Layer::Help(help)) => help.selected = 0,
            Some(Layer::Activity(activity)) => activity.words_changed(),
            _ => {}
        }
    }

    /// Closes the prompt; a filter goes back to what it was.
    pub(super) fn leave_prompt(&mut self) {
        if let Some(Layer::Prompt(Prompt { ask: Ask::Filter(before), .. })) = self.layers.pop() {
            self.set_filter(&before);
        }
    }

    /// Does what the line says. When it cannot be done the prompt stays, with the reason.
    pub(super) fn accept_prompt(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let Some(Layer::Prompt(prompt)) = self.layers.pop() else { return effects };
        if !self.answer(&prompt.ask, &prompt.input.text(), &mut effects) {
            let error = self.notice.as_ref().map(|notice| notice.text.clone());
            self.layers.push(Layer::Prompt(Prompt { error, ..prompt }));
        }
        effects
    }

    /// True if the answer was taken.
    fn answer(&mut self, ask: &Ask, text: &str, effects: &mut Vec<Effect>) -> bool {
        match ask {
            Ask::Filter(_) => self.take_filter(text),
            Ask::FilterName(filter) => self.name_filter(text, filter),
            Ask::Several(ask, cards) => self.answer_several(*ask, cards, text, effects),
            Ask::NewCard(column) => self.add_card(*column, text, effects),
            Ask::Title(card) => {
                if self.board.card(*card).is_some_and(|card| card.title() == text.trim()) {
                    return true;
                }
                let what = format!("renamed {}", self.short(*card));
                let values = vec![(Field::Title, text.to_owned())];
                self.act(&what, vec![Change::Edit { card: *card, values }], effects)
            }
            Ask::BlockReason(card) => {
                let what = format!("blocked {}", self.short(*card));
                self.act(&what, vec![Change::Block { card: *card, why: text.to_owned() }], effects)
            }
            Ask::PullReason(card) => self.pull_cord(*card, text, effects),
            Ask::Countermeasure(card) => self.resolve_cord(*card, text, effects),
            Ask::Assignees(id) => self.set_names(*id, text, false, effects),
            Ask::Labels(id) => self.set_names(*id, text, true, effects),
            Ask::Item(card) => self.add_item(*card, text, effects),
            Ask::Due(id) => self.set_due(*id, text, effects),
            Ask::Setting(subject, register) => self.setting_typed(subject, *register, text, effects),
            Ask::BoardName => self.name_board(text),
            Ask::NewPart(section) => self.add_part(*section, text, effects),
            Ask::OverReason(operation) => {
                let change = operation.change.clone();
                let over = Some(text.to_owned()).filter(|text| !text.trim().is_empty());
                if over.is_none() {
                    self.tell(
                        crate::tui::app::Tone::Unavailable,
                        "the reason may not be empty".to_owned(),
                        None,
                    );
                    return false;
                }
                let refused = self.refused_with(operation);
                let operations: Vec<Operation> = refused
                    .iter()
                    .map(|refused| Operation { over: over.clone(), ..self.operation(refused.change.clone()) })
                    .collect();
                let what = match operations.len() {
                    1 => "went over the limit".to_owned(),
                    n => format!("went over the limit with {n} cards"),
                };
                let taken = self.act_with(&what, operations, effects);
                if taken {
                    self.leave_out(&refused);
                    // A step of undo that was forced is no step any more.
                    self.past.retain(|step| !step.changes.contains(&change));
                }
                taken
            }
        }
    }

    fn set_names(&mut self, id: Id, text: &str, labels: bool, effects: &mut Vec<Effect>) -> bool {
        let change = self.names_change(id, text, labels);
        let what = format!("{} {}", if labels { "labelled" } else { "assigned" }, self.short(id));
        change.is_none_or(|change| self.act(&what, vec![change], effects))
    }

    /// The change that gives a card the names listed in `text`; `None` if it has them already.
    pub(super) fn names_change(&self, id: Id, text: &str, labels: bool) -> Option<Change> {
        let card = self.board.card(id)?;
        let has: Vec<&str> = if labels { card.labels() } else { card.who() }
            .iter()
            .map(|name| self.board.names().text(*name))
            .collect();
        let wanted = card_markdown::names(text);
        let add: Vec<String> = wanted.iter().filter(|name| !has.contains(&name.as_str())).cloned().collect();
        let drop: Vec<String> = has
            .iter()
            .filter(|name| !wanted.iter().any(|wanted| wanted == *name))
            .map(|name| (*name).to_owned())
            .collect();
        if add.is_empty() && drop.is_empty() {
            return None;
        }
        Some(if labels {
            Change::Label { card: id, add, drop }
        } else {
            Change::Assign { card: id, add, drop }
        })
    }
}

impl Prompt {
    /// The last word typed, and what stands before it.
    fn last_word(&self) -> (String, String) {
        let text = self.input.text();
        if let Ask::Filter(_) = self.ask {
            let (before, word) = crate::filter::last_word(&text);
            return (before.to_owned(), word.to_owned());
        }
        let list = matches!(self.ask, Ask::Assignees(_) | Ask::Labels(_) | Ask::Several(..));
        let cut = if list { text.rfind(',').map(|at| at + 1) } else { text.rfind(' ').map(|at| at + 1) };
        let (before, word) = text.split_at_checked(cut.unwrap_or(0)).unwrap_or(("", &text));
        let blank = word.len() - word.trim_start().len();
        let (space, word) = word.split_at_checked(blank).unwrap_or(("", word));
        (format!("{before}{space}"), word.to_owned())
    }

    fn complete(&mut self) {
        let word = self.last_word().1.to_lowercase();
        let fits = |known: &&String| {
            let known = known.to_lowercase();
            !word.is_empty() && known.starts_with(&word) && known != word
        };
        self.completions = self.words.iter().filter(fits).take(OFFERED).cloned().collect();
    }

    /// Takes the first completion in place of the last word.
    pub(super) fn take_completion(&mut self) {
        if let Some(word) = self.completions.first().cloned() {
            let before = self.last_word().0;
            self.input.replace(&format!("{before}{word}"));
            self.complete();
        }
    }
}
