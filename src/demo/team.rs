//! The people at work: half hours from Monday to Friday, pulled from the right.

use crate::board::{
    AtLimit, Board, Builder, Change, ColumnIx, Draft, Field, Fields, Id, Operation, Presence, Subject,
    Timestamp, WipLimit,
};
use crate::template::Template;

use super::random::Random;
use super::stories::{BLOCKS, DEBT, DEFECTS, FEATURES, OVERRIDES, RISK, Story, TEXTS, URGENT};

/// Monday, 2026-03-02, midnight UTC.
const MONDAY_MS: i64 = 1_772_409_600_000;
const DAY_MS: i64 = 86_400_000;
const HALF_HOUR_MS: i64 = 1_800_000;
/// Calendar days simulated; the last is a Friday.
const DAYS: i64 = 89;
/// Half hours of a working day, which begins at eight.
const HALVES: i64 = 17;

const OWNER: &str = "Ines";
const DEVELOPERS: [&str; 4] = ["Maria", "Jon", "Aisha", "Tomas"];
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
    team.operations
}

/// Work left on a card in its column, in half hours.
struct Work {
    card: Id,
    left: u32,
    /// Half hours until a block is lifted.
    blocked: u32,
}

/// The stories of each kind that are still to be told.
struct Stock {
    kind: &'static str,
    stories: Vec<Story>,
}

struct Team {
    board: Board,
    operations: Vec<Operation>,
    random: Random,
    clock: Timestamp,
    work: Vec<Work>,
    stock: Vec<Stock>,
    urgent: Vec<Story>,
    columns: Columns,
    day: i64,
}

#[derive(Clone, Copy)]
struct Columns {
    backlog: Id,
    ready: Id,
    doing: Id,
    built: Id,
    review: Id,
    test: Id,
    delivered: Id,
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
            clock: Timestamp::from_ms(MONDAY_MS + 15 * HALF_HOUR_MS),
            work: Vec::new(),
            stock: stock.map(|(kind, stories)| Stock { kind, stories: stories.to_vec() }).into(),
            urgent: URGENT.to_vec(),
            columns: Columns {
                backlog: column(0),
                ready: column(1),
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

    fn effort(&mut self, card: Id, column: Id) -> u32 {
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

    /// Mornings: the product owner asks for things; but for Thursdays the team commits to some.
    fn plan(&mut self) {
        let waiting = self.cards(self.columns.backlog).len();
        let wanted = self.random.between(1, 5) as usize;
        for _ in 0..wanted.min(17_usize.saturating_sub(waiting)) {
            self.request();
        }
        if self.day % 7 != 3 {
            for card in self.cards(self.columns.backlog) {
                if !self.move_to(OWNER, card, self.columns.ready) {
                    break;
                }
                self.work.push(Work { card, left: 0, blocked: 0 });
            }
        }
        if matches!(self.day, 9 | 30 | 51 | 72) {
            self.overrule();
        }
        if self.day == 28 {
            self.limit(self.columns.review, 3);
        }
    }

    /// What happens now and then.
    fn manage(&mut self) {
        if self.day % 10 == 4 || self.day == DAYS - 1 {
            self.emergency();
        }
        if self.day % 11 == 2 {
            self.abandon();
        }
        if matches!(self.day, 24 | 46 | 66) {
            self.reopen();
        }
        if matches!(self.day, 15 | 43 | 72) {
            self.slip();
        }
        if self.day == DAYS - 12 {
            self.get_stuck();
        }
        if self.random.per_mille(350) {
            self.describe();
        }
    }

    fn request(&mut self) {
        let place = match self.random.between(1, 100) {
            1..=54 => 0,
            55..=80 => 1,
            81..=92 => 2,
            _ => 3,
        };
        let told = self.stock[place].stories.is_empty();
        let stock = &mut self.stock[if told { 0 } else { place }];
        if stock.stories.is_empty() {
            return;
        }
        let last = u32::try_from(stock.stories.len() - 1).unwrap_or(0);
        let (title, label) = stock.stories.swap_remove(self.random.between(0, last) as usize);
        let mut values = vec![(Field::Title, title.to_owned()), (Field::Kind, stock.kind.to_owned())];
        if self.random.per_mille(250) {
            values.push((Field::Text, (*self.random.pick(TEXTS)).to_owned()));
        }
        let draft = Draft {
            to: Some(self.columns.backlog),
            values,
            labels: vec![label.to_owned()],
            ..Draft::default()
        };
        self.ask(OWNER, Change::Add(draft));
    }

    /// Something broke for customers: straight to the front, past every queue.
    fn emergency(&mut self) {
        let Some((title, label)) = self.urgent.pop() else { return };
        let by = (*self.random.pick(&DEVELOPERS)).to_owned();
        let values = [(Field::Title, title), (Field::Class, "expedite"), (Field::Kind, "defect")];
        let draft = Draft {
            to: Some(self.columns.ready),
            values: values.map(|(field, value)| (field, value.to_owned())).into(),
            labels: vec![label.to_owned(), "incident".to_owned()],
            ..Draft::default()
        };
        let Some(card) = self.ask_for_card(&by, Change::Add(draft)) else { return };
        if self.move_to(&by, card, self.columns.doing) {
            let left = self.random.between(2, 8);
            self.work.push(Work { card, left, blocked: 0 });
            self.ask(&by, Change::Assign { card, add: vec![by.clone()], drop: Vec::new() });
        }
    }

    /// Not worth doing after all.
    fn abandon(&mut self) {
        let from = if self.random.per_mille(500) { self.columns.backlog } else { self.columns.ready };
        if let Some(card) = self.cards(from).last().copied() {
            self.ask(OWNER, Change::Delete { card });
        }
    }

    /// A customer found that it was not done.
    fn reopen(&mut self) {
        let Some(card) = self.cards(self.columns.delivered).iter().rev().nth(2).copied() else { return };
        let by = (*self.random.pick(&DEVELOPERS)).to_owned();
        if self.move_to(&by, card, self.columns.doing) {
            let drop = self.worker(card).into_iter().filter(|other| *other != by).collect();
            self.ask(&by, Change::Assign { card, add: vec![by.clone()], drop });
            let left = self.random.between(3, 9);
            self.work.push(Work { card, left, blocked: 0 });
        }
    }

    /// The wrong card was moved, and at once moved back by undo.
    fn slip(&mut self) {
        let Some(card) = self.cards(self.columns.doing).last().copied() else { return };
        let by = self.worker(card).unwrap_or_else(|| OWNER.to_owned());
        if self.move_to(&by, card, self.columns.built)
            && let Some(event) = self.board.card(card).and_then(|card| card.tip()).map(|event| event.id)
        {
            self.ask(&by, Change::Undo { card, event });
        }
    }

    /// Somebody writes more about a card.
    fn describe(&mut self) {
        let column = *self.random.pick(&[self.columns.backlog, self.columns.ready, self.columns.doing]);
        let Some(card) = self.cards(column).first().copied() else { return };
        let value = if self.random.per_mille(500) {
            (Field::Text, (*self.random.pick(TEXTS)).to_owned())
        } else {
            let due = self.clock.plus_ms(i64::from(self.random.between(5, 21)) * DAY_MS).to_string();
            (Field::Due, due.chars().take(10).collect())
        };
        self.ask(OWNER, Change::Edit { card, values: vec![value] });
    }

    /// A limit is exceeded on purpose, and the reason is recorded.
    fn overrule(&mut self) {
        let over = (*self.random.pick(OVERRIDES)).to_owned();
        let full = [(self.columns.built, self.columns.review), (self.columns.backlog, self.columns.ready)];
        for (from, to) in full {
            for card in self.cards(from) {
                let Some(by) = self.worker(card).or_else(|| Some(OWNER.to_owned())) else { continue };
                let change = Change::Move { card, to };
                if self.would(&by, &change) {
                    continue;
                }
                if self.ask_over(&by, change, Some(over.clone())).is_some() {
                    let left = self.effort(card, to);
                    match self.work.iter_mut().find(|work| work.card == card) {
                        Some(work) => work.left = left,
                        None => self.work.push(Work { card, left, blocked: 0 }),
                    }
                    return;
                }
            }
        }
    }

    /// A card that nobody can go on with until after the end of the story.
    fn get_stuck(&mut self) {
        let calm = |id: &Id| self.board.card(*id).is_some_and(|card| card.block().is_none());
        let Some(card) = self.cards(self.columns.doing).into_iter().find(calm) else { return };
        let by = self.worker(card).unwrap_or_else(|| OWNER.to_owned());
        if self.ask(&by, Change::Block { card, why: BLOCKS[0].to_owned() })
            && let Some(work) = self.work.iter_mut().find(|work| work.card == card)
        {
            work.blocked = u32::MAX;
        }
    }

    /// So that there is something to see: two blocked cards on the last day.
    fn last_day(&mut self, half: i64) {
        if half != HALVES - 1 {
            return;
        }
        let at_work = [self.columns.test, self.columns.review, self.columns.doing];
        let cards: Vec<Id> = at_work.into_iter().flat_map(|column| self.cards(column)).collect();
        let known = |id: &Id| self.board.card(*id);
        let blocked = cards.iter().filter_map(known).filter(|card| card.block().is_some()).count();
        let calm =
            |id: &&Id| known(id).is_some_and(|card| !self.board.expedited(card) && card.block().is_none());
        let calm: Vec<Id> = cards.iter().rev().filter(calm).copied().collect();
        for (card, why) in calm.into_iter().zip(&BLOCKS[1..]).take(2_usize.saturating_sub(blocked)) {
            let by = self.worker(card).unwrap_or_else(|| OWNER.to_owned());
            self.ask(&by, Change::Block { card, why: (*why).to_owned() });
        }
    }

    fn limit(&mut self, column: Id, cards: u64) {
        let fields = Fields { wip: Some(WipLimit::new(cards)), ..Fields::default() };
        self.ask(OWNER, Change::Set { subject: Subject::Column(column), fields });
    }

    fn cards(&self, column: Id) -> Vec<Id> {
        let column: Option<ColumnIx> = self.board.find_column(column);
        column.map(|column| self.board.cards_in(column).map(|card| card.id()).collect()).unwrap_or_default()
    }

    fn worker(&self, card: Id) -> Option<String> {
        let card = self.board.card(card).filter(|card| card.presence() == Presence::OnBoard)?;
        card.who().first().map(|name| self.board.names().text(*name).to_owned())
    }

    fn move_to(&mut self, by: &str, card: Id, to: Id) -> bool {
        self.ask(by, Change::Move { card, to })
    }

    fn ask(&mut self, by: &str, change: Change) -> bool {
        self.ask_over(by, change, None).is_some()
    }

    fn ask_for_card(&mut self, by: &str, change: Change) -> Option<Id> {
        self.ask_over(by, change, None)?
    }

    /// True if the change would be made without a reason.
    fn would(&self, by: &str, change: &Change) -> bool {
        let operation = self.operation(by, change.clone(), None, 1);
        self.board.clone().apply(&operation).is_ok()
    }

    /// Asks the board, and keeps what it did. `Some` if it did, with the card if it was one.
    fn ask_over(&mut self, by: &str, change: Change, over: Option<String>) -> Option<Option<Id>> {
        self.clock = self.clock.plus_ms(1000 * i64::from(self.random.between(3, 50)));
        let seed = self.random.next();
        let operation = self.operation(by, change, over, seed);
        let applied = self.board.apply(&operation).ok()?;
        self.operations.push(operation);
        Some(applied.card())
    }

    fn operation(&self, by: &str, change: Change, over: Option<String>, seed: u64) -> Operation {
        Operation { change, at: self.clock, by: by.to_owned(), seed, over, backdated: false }
    }
}
