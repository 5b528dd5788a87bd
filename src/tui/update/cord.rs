//! The andon cord by one key: pull it, answer it, resolve it, whichever comes next.

use crate::board::{Change, Id};
use crate::tui::app::App;
use crate::tui::layer::Ask;
use crate::tui::message::Effect;

impl App {
    /// Asks why the cord is pulled; takes up a pulled one at once; asks of one that was taken up
    /// what was done.
    pub(super) fn cord(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let Some(card) = self.subject() else { return effects };
        let (id, cord) = (card.id(), card.cord());
        let (short, answered) = (self.short(id), cord.map(|cord| cord.answered.is_some()));
        let why = cord.map(|cord| cord.why.to_owned());
        match (answered, why) {
            (Some(false), _) => {
                let what = format!("answered the cord on {short}: it is yours; once more resolves it");
                self.act(&what, vec![Change::Answer { card: id }], &mut effects);
            }
            (Some(true), Some(why)) => {
                let question = format!("What was done about {short}?");
                let hint = format!("the countermeasure, so that it does not come back: {why}");
                self.ask(Ask::Countermeasure(id), question, &hint, "", Vec::new());
            }
            _ => {
                let question = format!("Pull the andon cord on {short}: what is wrong?");
                let hint = "everybody sees it; whoever comes answers with the same key";
                self.ask(Ask::PullReason(id), question, hint, "", Vec::new());
            }
        }
        effects
    }

    /// True if the pull was taken.
    pub(super) fn pull_cord(&mut self, card: Id, why: &str, effects: &mut Vec<Effect>) -> bool {
        let what = format!("pulled the cord on {}", self.short(card));
        self.act(&what, vec![Change::Pull { card, why: why.to_owned() }], effects)
    }

    /// True if the countermeasure was taken.
    pub(super) fn resolve_cord(&mut self, card: Id, done: &str, effects: &mut Vec<Effect>) -> bool {
        let what = format!("resolved the cord on {}", self.short(card));
        self.act(&what, vec![Change::Resolve { card, what: done.to_owned() }], effects)
    }
}
