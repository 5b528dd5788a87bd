//! The people at work: half hours from Monday to Friday, pulled from the right.

use crate::board::{
    Applied, AtLimit, Board, Builder, Card, Change, ColumnIx, Fields, Id, Operation, Presence, Subject,
    Timestamp, WipLimit,
};
use crate::template::Template;

use super::random::Random;
use super::stories::{BLOCKS, DEBT, DEFECTS, FEATURES, RISK, Story, URGENT};

/// Monday, 2026-03-02, midnight UTC.
pub(super) const MONDAY_MS: i64 = 1_772_409_600_000;
pub(super) const DAY_MS: i64 = 86_400_000;
const HALF_HOUR_MS: i64 = 1_800_000;
/// Calendar days simulated; the last is a Friday.
pub(super) const DAYS: i64 = 89;
/// Half hours of a working day, which begins at eight.
pub(super) const HALVES: i64 = 17;

pub(super) const OWNER: &str = "Ines";
pub(super) const DEVELOPERS: [&str; 4] = ["Maria", "Jon", "Aisha", "Tomas"];
const TESTERS: [&str; 2] = ["Lena", "Kenji"];
/// Half hours of development a card takes: mostly small, sometimes not.
const SIZES: [u32; 12] = [6, 8, 8, 10, 12, 12, 16, 16, 20, 24, 36, 56];

/// The operations of the whole simulation, in the order they happen.
pub(super) fn simulate(seed: u64) -> Vec<Operation> {
    let mut team = Team::new(seed);
    team.set_up();
    for day in 0..DAYS {
        if day % 7 < 5 {
            team.work_a_day(day);
        }
    }
    team.write_details();
    // Answers and countermeasures come while other work goes on.
    team.operations.sort_by_key(|operation| operation.at);
    team.operations
}

/// Work left on a card in its column, in half hours.
pub(super) struct Work {
    pub(super) card: Id,
    pub(super) left: u32,
    /// Half hours until a block is lifted.
    pub(super) blocked: u32,
}

/// The stories of each kind that are still to be told.
pub(super) struct Stock {
    pub(super) kind: &'static str,
    pub(super) stories: Vec<Story>,
}

pub(super) struct Team {
    pub(super) board: Board,
    pub(super) operations: Vec<Operation>,
    pub(super) random: Random,
    /// For what happens beside the work.
    pub(super) aside: Random,
    pub(super) clock: Timestamp,
    pub(super) work: Vec<Work>,
    pub(super) stock: Vec<Stock>,
    pub(super) urgent: Vec<Story>,
    pub(super) columns: Columns,
    pub(super) day: i64,
}

#[derive(Clone, Copy)]
pub(super) struct Columns {
    pub(super) backlog: Id,
    pub(super) ready: Id,
    pub(super) development: Id,
    pub(super) doing: Id,
    pub(super) built: Id,
    pub(super) review: Id,
    pub(super) test: Id,
    pub(super) delivered: Id,
}

impl Team {
    fn new(seed: u64) -> Self {
        let plan = Template::Dev.plan();
        let column = |place: usize| plan.columns[place].id;
        let stock = [("feature", FEATURES), ("defect", DEFECTS), ("debt", DEBT), ("risk", RISK)];
        Self {
            board: Builder::new().build(),
            operations: Vec::new(),
            random: Random::new(seed),
            aside: Random::new(!seed),
            clock: Timestamp::from_ms(MONDAY_MS + 15 * HALF_HOUR_MS),
            work: Vec::new(),
            stock: stock.map(|(kind, stories)| Stock { kind, stories: stories.to_vec() }).into(),
            urgent: URGENT.to_vec(),
            columns: Columns {
                backlog: column(0),
                ready: column(1),
                development: plan.stages[0].id,
                doing: column(2),
                built: column(3),
                review: column(4),
                test: column(5),
                delivered: column(6),
            },
            day: 0,
        }
    }

    fn set_up(&mut self) {
        let id = Id::random(self.random.next(), Id::CARD_LEN);
        for change in Template::Dev.plan().changes(id, "Payments", "Europe/Berlin", AtLimit::Reason) {
            self.ask(OWNER, change);
        }
        let people = Fields { person_wip: Some(WipLimit::new(4)), ..Fields::default() };
        self.ask(OWNER, Change::Set { subject: Subject::Board(id), fields: people });
        // They begin with more review in process than they will later find good.
        self.limit(self.columns.review, 4);
        self.agree();
        for _ in 0..16 {
            self.request();
        }
    }

    fn work_a_day(&mut self, day: i64) {
        self.day = day;
        for half in 0..HALVES {
            let start = MONDAY_MS + day * DAY_MS + (16 + half) * HALF_HOUR_MS;
            self.clock =
                self.clock.max(Timestamp::from_ms(start + 1000 * i64::from(self.random.between(5, 400))));
            match half {
                0 => self.plan(),
                3 => self.manage(),
                _ => {}
            }
            self.half_hour();
            self.call(half);
            if day == DAYS - 1 {
                self.last_day(half);
            }
        }
    }

    /// Everyone works half an hour on one thing, then whatever can be pulled is pulled.
    fn half_hour(&mut self) {
        let mut busy: Vec<String> = Vec::new();
        for column in [self.columns.test, self.columns.review, self.columns.doing] {
            for card in self.cards(column) {
                self.work_on(card, &mut busy);
            }
        }
        self.pull(self.columns.test, self.columns.delivered);
        self.pull(self.columns.review, self.columns.test);
        self.pull(self.columns.built, self.columns.review);
        self.pull(self.columns.doing, self.columns.built);
        self.pull(self.columns.ready, self.columns.doing);
    }

    fn work_on(&mut self, card: Id, busy: &mut Vec<String>) {
        let Some(worker) = self.worker(card) else { return };
        let blocked = self.board.card(card).is_some_and(|card| card.block().is_some());
        let last_day = self.day == DAYS - 1;
        let Some(work) = self.work.iter_mut().find(|work| work.card == card) else { return };
        if blocked {
            work.blocked = work.blocked.saturating_sub(1);
            if work.blocked == 0 {
                self.ask(&worker, Change::Unblock { card });
            }
            return;
        }
        if work.left == 0 || busy.contains(&worker) {
            return;
        }
        work.left -= 1;
        busy.push(worker.clone());
        if !last_day && self.random.per_mille(6) {
            let why = (*self.random.pick(BLOCKS)).to_owned();
            let halves = self.random.between(4, 50);
            if self.ask(&worker, Change::Block { card, why })
                && let Some(work) = self.work.iter_mut().find(|work| work.card == card)
            {
                work.blocked = halves;
            }
        }
    }

    /// Moves what is finished in `from` on to `to`, as far as limits and people allow.
    fn pull(&mut self, from: Id, to: Id) {
        for card in self.cards(from) {
            let finished = self.work.iter().any(|work| work.card == card && work.left == 0);
            let blocked = self.board.card(card).is_some_and(|card| card.block().is_some());
            if !finished || blocked {
                continue;
            }
            let before = self.worker(card);
            let checks = from == self.columns.review || from == self.columns.test;
            if checks && self.random.per_mille(110) && self.send_back(card) {
                continue;
            }
            let next = if to == self.columns.built || to == self.columns.delivered {
                before.clone()
            } else {
                self.free_person(to, before.as_deref())
            };
            let Some(next) = next else { continue };
            if !self.move_to(&next, card, to) {
                continue;
            }
            if before.as_deref() != Some(next.as_str()) {
                let drop = before.into_iter().collect();
                self.ask(&next, Change::Assign { card, add: vec![next.clone()], drop });
            }
            let left = self.effort(card, to);
            if let Some(work) = self.work.iter_mut().find(|work| work.card == card) {
                work.left = left;
            }
        }
    }

    pub(super) fn effort(&mut self, card: Id, column: Id) -> u32 {
        let returned = self.board.card(card).is_some_and(|card| {
            let doing = self.board.find_column(self.columns.doing);
            card.events().iter().filter(|event| event.destination() == doing).count() > 1
        });
        let size = *self.random.pick(&SIZES);
        match column {
            column if column == self.columns.doing => {
                if returned {
                    size.div_ceil(4)
                } else {
                    size
                }
            }
            column if column == self.columns.review => self.random.between(1, 6),
            column if column == self.columns.test => self.random.between(4, 6 + size * 5 / 8),
            _ => 0,
        }
    }

    /// A check found something: back to development, if there is room.
    fn send_back(&mut self, card: Id) -> bool {
        let Some(checker) = self.worker(card) else { return false };
        if !self.move_to(&checker, card, self.columns.doing) {
            return false;
        }
        let developer = (*self.random.pick(&DEVELOPERS)).to_owned();
        if developer != checker {
            self.ask(&checker, Change::Assign { card, add: vec![developer], drop: vec![checker.clone()] });
        }
        let left = self.random.between(2, 8);
        if let Some(work) = self.work.iter_mut().find(|work| work.card == card) {
            work.left = left;
        }
        true
    }

    /// Somebody with no more than one card, who did not do the step before.
    fn free_person(&mut self, column: Id, before: Option<&str>) -> Option<String> {
        let people: &[&str] = if column == self.columns.test { &TESTERS } else { &DEVELOPERS };
        let first = self.random.between(0, 7) as usize;
        let most = if column == self.columns.doing { 2 } else { 4 };
        (0..people.len())
            .map(|place| people[(first + place) % people.len()])
            .find(|person| Some(*person) != before && self.hands_full_of(person) < most)
            .map(str::to_owned)
    }

    fn hands_full_of(&self, person: &str) -> usize {
        let held = |id: Id| self.worker(id).as_deref() == Some(person);
        [self.columns.doing, self.columns.built, self.columns.review, self.columns.test]
            .into_iter()
            .flat_map(|column| self.cards(column))
            .filter(|card| held(*card))
            .count()
    }

    pub(super) fn limit(&mut self, column: Id, cards: u64) {
        let fields = Fields { wip: Some(WipLimit::new(cards)), ..Fields::default() };
        self.ask(OWNER, Change::Set { subject: Subject::Column(column), fields });
    }

    pub(super) fn cards(&self, column: Id) -> Vec<Id> {
        let column: Option<ColumnIx> = self.board.find_column(column);
        column.map(|column| self.board.cards_in(column).map(Card::id).collect()).unwrap_or_default()
    }

    pub(super) fn worker(&self, card: Id) -> Option<String> {
        let card = self.board.card(card).filter(|card| card.presence() == Presence::OnBoard)?;
        card.who().first().map(|name| self.board.names().text(*name).to_owned())
    }

    pub(super) fn move_to(&mut self, by: &str, card: Id, to: Id) -> bool {
        self.ask(by, Change::Move { card, to })
    }

    pub(super) fn ask(&mut self, by: &str, change: Change) -> bool {
        self.ask_over(by, change, None).is_some()
    }

    pub(super) fn ask_for_card(&mut self, by: &str, change: Change) -> Option<Id> {
        self.ask_over(by, change, None)?.card()
    }

    /// True if the change would be made without a reason.
    pub(super) fn would(&self, by: &str, change: &Change) -> bool {
        let operation = self.operation(by, change.clone(), None, 1);
        self.board.clone().apply(&operation).is_ok()
    }

    /// Asks the board, and keeps what it did.
    pub(super) fn ask_over(&mut self, by: &str, change: Change, over: Option<String>) -> Option<Applied> {
        self.clock = self.clock.plus_ms(1000 * i64::from(self.random.between(3, 50)));
        let seed = self.random.next();
        let operation = self.operation(by, change, over, seed);
        let applied = self.board.apply(&operation).ok()?;
        self.operations.push(operation);
        Some(applied)
    }

    pub(super) fn operation(&self, by: &str, change: Change, over: Option<String>, seed: u64) -> Operation {
        Operation { change, at: self.clock, by: by.to_owned(), seed, over, backdated: false }
    }
}
