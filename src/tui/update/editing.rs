//! A card in the person's own editor: as a page of Markdown, and back.

use crate::board::{Card, Id};
use crate::card_markdown::{self, annotated, for_editor};
use crate::tui::app::{App, KeptText, Tone};
use crate::tui::command::Command;
use crate::tui::message::Effect;

impl App {
    /// Gives the card to the editor; what it left the last time, where that was not taken.
    pub(super) fn edit_text(&mut self) -> Vec<Effect> {
        let Some(card) = self.subject() else { return Vec::new() };
        let id = card.id();
        if let Some(kept) = self.kept_text.as_ref().filter(|kept| kept.card == id) {
            return vec![Effect::Edit { card: id, before: kept.before.clone(), text: kept.text.clone() }];
        }
        let before = for_editor(&self.board, card, &self.board.column(card.column()).name);
        vec![Effect::Edit { card: id, text: before.clone(), before }]
    }

    /// Takes what the editor left. Only what was changed in it is recorded, so that what others
    /// changed meanwhile stays; what cannot be taken is kept for the next time.
    pub(super) fn edited(&mut self, card: Id, before: &str, after: &str) -> Vec<Effect> {
        let mut effects = Vec::new();
        let short = self.short(card);
        // As in git: an empty page is how one says that it was not meant.
        if after.trim().is_empty() {
            self.forget_kept(card);
            self.tell(Tone::Other, format!("the page was empty: {short} is as it was"), None);
            return effects;
        }
        let changes = match self.board.card(card) {
            Some(found) => card_markdown::changes(&self.board, found, before, after, self.today()),
            None => Ok(Vec::new()),
        };
        let kept = |text: String| Some(KeptText { card, before: before.to_owned(), text });
        match changes {
            Err(mistakes) => {
                let more = match mistakes.len() {
                    0 | 1 => String::new(),
                    2 => ", and one more mistake".to_owned(),
                    n => format!(", and {} more mistakes", n - 1),
                };
                let first = mistakes.first().map(ToString::to_string).unwrap_or_default();
                self.kept_text = kept(annotated(after, &mistakes));
                self.tell(Tone::Failed, format!("nothing was changed: {first}{more}"), None);
                self.say_it_is_kept();
            }
            Ok(_) if !self.board.card(card).is_some_and(Card::on_board) => {
                self.kept_text = kept(after.to_owned());
                self.tell(Tone::Failed, format!("{short} is no longer on the board"), None);
                self.say_it_is_kept();
            }
            Ok(changes) if changes.is_empty() => {
                self.forget_kept(card);
                self.tell(Tone::Done, format!("{short} is as it was"), None);
            }
            Ok(changes) => {
                if self.act(&format!("edited {short}"), changes, &mut effects) {
                    self.forget_kept(card);
                } else {
                    // What took long to write is not thrown away because of a word too many.
                    self.kept_text = kept(after.to_owned());
                    self.say_it_is_kept();
                }
            }
        }
        effects
    }

    /// The editor failed; what it left is kept for the next time.
    pub(super) fn unedited(&mut self, card: Id, before: String, left: Option<String>, why: String) {
        self.tell(Tone::Failed, why, None);
        if let Some(text) = left {
            self.kept_text = Some(KeptText { card, before, text });
            self.say_it_is_kept();
        }
    }

    fn forget_kept(&mut self, card: Id) {
        self.kept_text = self.kept_text.take().filter(|kept| kept.card != card);
    }

    fn say_it_is_kept(&mut self) {
        let key = self.keymap.keys_text(Command::EditText);
        if let Some(notice) = &mut self.notice {
            notice.text = format!("{}. {key} opens what you wrote again", notice.text.trim_end_matches('.'));
        }
    }
}
