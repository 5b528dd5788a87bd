//! A card in one line: `Retry on timeout #payments @maria !expedite due:in 3 days`.

use crate::board::{Change, Draft, Field, Id};
use crate::due::{self, NotADay};
use crate::tui::app::{App, Tone};
use crate::tui::layer::{Ask, Layer};
use crate::tui::message::Effect;

/// Words a day can have: `due:in 3 days`.
const DAY_WORDS: usize = 4;

impl App {
    /// Adds a card; a day that is none is told, and nothing is added. True if it was.
    pub(super) fn add_card(&mut self, column: Id, text: &str, effects: &mut Vec<Effect>) -> bool {
        let draft = match self.card_in_a_line(column, text) {
            (_, Some(mistake)) => {
                self.tell(Tone::Unavailable, mistake.to_string(), None);
                return false;
            }
            (draft, None) => draft,
        };
        let name = self.board.find_column(column).map(|column| self.board.column(column).name.clone());
        let what = format!("added a card to {}", name.unwrap_or_default());
        let taken = self.act(&what, vec![Change::Add(draft)], effects);
        let added = self.past.last().and_then(|step| step.changes.first());
        if let Some(Change::Undo { card, .. }) = added.filter(|_| taken) {
            self.keep_cursor_on(*card);
        }
        taken
    }

    /// A new card as a line says.
    pub(super) fn draft(&self, column: Id, text: &str) -> Draft {
        self.card_in_a_line(column, text).0
    }

    /// Signs count at the end of a title only, so that "Fix issue #12 in C" stays what it is. The
    /// second is what is wrong with a day that stands there.
    fn card_in_a_line(&self, column: Id, text: &str) -> (Draft, Option<NotADay>) {
        let mut draft = Draft { to: Some(column), ..Draft::default() };
        let mut mistake = None;
        let mut words: Vec<&str> = text.split_whitespace().collect();
        while words.len() > 1 {
            let Some(last) = words.last() else { break };
            let mut used = 1;
            if let Some(label) = last.strip_prefix('#').filter(|label| !label.is_empty()) {
                draft.labels.insert(0, label.to_owned());
            } else if let Some(who) = last.strip_prefix('@').filter(|who| !who.is_empty()) {
                draft.who.insert(0, who.to_owned());
            } else if let Some(class) = last.strip_prefix('!').filter(|class| self.has_class(class)) {
                draft.values.push((Field::Class, class.to_owned()));
            } else if let Some((count, day)) = day_at_end(&words) {
                match due::read(&day, self.today()) {
                    Ok(day) => draft.values.extend(day.map(|day| (Field::Due, due::value(Some(day))))),
                    Err(error) => {
                        // Words between a day and the end of the title make it part of the title.
                        mistake = (count == 1).then_some(error);
                        break;
                    }
                }
                used = count;
            } else {
                break;
            }
            words.truncate(words.len() - used);
        }
        draft.values.push((Field::Title, words.join(" ")));
        (draft, mistake)
    }

    fn has_class(&self, text: &str) -> bool {
        text.parse().is_ok_and(|id| self.board.class(id).is_some())
    }

    /// Says what the line on top is taken for, where it is more than a title.
    pub(super) fn tell_card(&mut self) {
        let Some(Layer::Prompt(prompt)) = self.layers.last() else { return };
        let Ask::NewCard(column) = prompt.ask else { return };
        // What the word can become is of more use while it is typed.
        let offers = !prompt.completions.is_empty();
        let draft = self.draft(column, &prompt.input.text());
        let mut parts: Vec<String> = draft.labels.iter().map(|label| format!("#{label}")).collect();
        parts.extend(draft.who.iter().map(|who| format!("@{who}")));
        let today = self.today();
        for (field, value) in &draft.values {
            match field {
                Field::Class => parts.push(format!("!{value}")),
                Field::Due => parts.extend(
                    due::of_value(value)
                        .map(|day| format!("due {}, {}", due::named(day, today), due::told(day, today))),
                ),
                _ => {}
            }
        }
        if let Some(Layer::Prompt(prompt)) = self.layers.last_mut() {
            prompt.means =
                if offers || parts.is_empty() { String::new() } else { format!("= {}", parts.join("  ")) };
        }
    }
}

/// The day at the end of a line, in words, and how many of its words it takes.
fn day_at_end(words: &[&str]) -> Option<(usize, String)> {
    let last = words.len().min(DAY_WORDS + 1).saturating_sub(1);
    (1..=last).find_map(|count| {
        let (first, rest) = words.get(words.len() - count..)?.split_first()?;
        let first = first.strip_prefix("due:").filter(|day| !day.is_empty() || count > 1)?;
        let all: Vec<&str> = std::iter::once(first).chain(rest.iter().copied()).collect();
        Some((count, all.join(" ").trim().to_owned()))
    })
}
