//! What the team agreed on, and its calls for help: pulls of the andon cord, answered within
//! minutes, resolved within hours. On the last day one still hangs.
//!
//! All of it has a generator of its own and takes no time of the team's clock, so that the rest of
//! the story is the same with it and without it.

use crate::board::{Change, Fields, Id, Share, Sle, Subject, Workers};

use super::stories::{CALLS, Call};
use super::team::{DAY_MS, DEVELOPERS, OWNER, Team};

const MINUTE_MS: i64 = 60_000;

impl Team {
    /// How many can work in a step, and how much of the work should be improvement.
    pub(super) fn agree(&mut self) {
        let (review, test) = (self.columns.review, self.columns.test);
        let places = [
            (Subject::Stage(self.columns.development), 4),
            (Subject::Column(review), 2),
            (Subject::Column(test), 2),
        ];
        for (subject, workers) in places {
            let fields = Fields { workers: Some(Workers::new(workers)), ..Fields::default() };
            self.ask_aside(OWNER, Change::Set { subject, fields }, 0);
        }
        for (kind, percent) in [("debt", 20), ("feature", 50)] {
            let fields = Fields { target: Some(Share::new(percent)), ..Fields::default() };
            self.ask_aside(OWNER, Change::Set { subject: Subject::WorkKind(kind.into()), fields }, 0);
        }
    }

    /// What the team expects of itself after its first weeks.
    pub(super) fn promise(&mut self) {
        let sle = Share::new(85).and_then(|share| Sle::new(10 * DAY_MS, share));
        let fields = Fields { sle: Some(sle), ..Fields::default() };
        if let Some(board) = self.board.id() {
            self.ask_aside(OWNER, Change::Set { subject: Subject::Board(board), fields }, 0);
        }
    }

    /// The calls for help of this half hour.
    pub(super) fn call(&mut self, half: i64) {
        let now = (self.day, half);
        for call in CALLS.iter().filter(|call| (call.day, call.half) == now) {
            self.pull_cord(call);
        }
    }

    fn pull_cord(&mut self, call: &Call) {
        let columns = [self.columns.test, self.columns.review, self.columns.doing];
        let Some(card) = self.cards(columns[call.place]).into_iter().find(|card| self.never_pulled(*card))
        else {
            return;
        };
        let by = self.worker(card).unwrap_or_else(|| OWNER.to_owned());
        self.ask_aside(&by, Change::Pull { card, why: call.why.to_owned() }, 0);
        let Some((minutes, what)) = call.resolved else { return };
        let mut others =
            (0..DEVELOPERS.len()).map(|place| DEVELOPERS[(call.helper + place) % DEVELOPERS.len()]);
        let helper = others.find(|other| *other != by).unwrap_or(OWNER);
        if let Some(minutes) = call.answered {
            self.ask_aside(helper, Change::Answer { card }, minutes * MINUTE_MS);
        }
        self.ask_aside(helper, Change::Resolve { card, what: what.to_owned() }, minutes * MINUTE_MS);
    }

    fn never_pulled(&self, card: Id) -> bool {
        let events = self.board.card(card).map_or(&[][..], |card| card.events());
        !events.iter().any(|event| event.action.is_of_the_cord())
    }

    /// Asks the board for what happens beside the work, so many milliseconds later.
    pub(super) fn ask_aside(&mut self, by: &str, change: Change, later_ms: i64) {
        let seed = self.aside.next();
        let mut operation = self.operation(by, change, None, seed);
        operation.at = operation.at.plus_ms(later_ms);
        if self.board.apply(&operation).is_ok() {
            self.operations.push(operation);
        }
    }
}
