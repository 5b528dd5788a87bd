//! When a card is due, in words.

use chrono::NaiveDate;

use crate::board::{Change, Field, Id};
use crate::due;
use crate::flow::local_day;
use crate::tui::app::{App, Tone};
use crate::tui::layer::{Ask, AskSeveral, Layer};
use crate::tui::message::Effect;

impl App {
    /// The day it is, where the board is.
    pub(super) fn today(&self) -> NaiveDate {
        local_day(self.now, self.board.zone())
    }

    pub(super) fn ask_when_due(&mut self) {
        let Some(card) = self.subject() else { return };
        let (id, now) = (card.id(), due::of_value(card.value(Field::Due)));
        let today = self.today();
        let question = format!("When is {} due?", self.short(id));
        let hint = match now {
            Some(day) => format!("now {}; fri, in 3 days, 24 dec, none", due::named(day, today)),
            None => "fri, in 3 days, 24 dec, 2026-12-24".to_owned(),
        };
        self.ask(Ask::Due(id), question, &hint, "", Vec::new());
    }

    /// Says what the line on top means so far.
    pub(super) fn tell_day(&mut self) {
        let today = self.today();
        if let Some(Layer::Prompt(prompt)) = self.layers.last_mut()
            && matches!(prompt.ask, Ask::Due(_) | Ask::Several(AskSeveral::Due, _))
        {
            prompt.means = due::echo(&prompt.input.text(), today).unwrap_or_default();
        }
    }

    /// True if the day was taken. Nothing typed is nothing changed: "none" takes the day away.
    pub(super) fn set_due(&mut self, card: Id, text: &str, effects: &mut Vec<Effect>) -> bool {
        let today = self.today();
        let day = match due::read(text, today) {
            _ if text.trim().is_empty() => return true,
            Ok(day) => day,
            Err(error) => {
                self.tell(Tone::Failed, error.to_string(), None);
                return false;
            }
        };
        let value = due::value(day);
        if self.board.card(card).is_some_and(|card| card.value(Field::Due) == value) {
            return true;
        }
        let short = self.short(card);
        let what = match day {
            Some(day) => format!("{short} is due {}, {}", due::named(day, today), due::told(day, today)),
            None => format!("{short} is no longer due"),
        };
        self.act(&what, vec![Change::Edit { card, values: vec![(Field::Due, value)] }], effects)
    }
}
