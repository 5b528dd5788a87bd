//! Generated lines of four stages, worked card by card: lines whose constraint is known.
//!
//! A pull line: a card enters a stage when there is room, waits there to be worked on, is worked on by
//! one of the stage's workers, and keeps its place until the next stage has room for it. With cards
//! enough in the backlog it is saturated; open, cards arrive at random, at a share of what the
//! constraint can do.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::time::Duration;

use andon::board::{
    Action, AtLimit, Board, Builder, Change, Event, Field, Fields, Id, NewCard, Operation, Standing, Subject,
    Timestamp, WipLimit, Workers,
};
use andon::template::{Plan, PlannedColumn, PlannedStage};

/// How many stages a line has.
pub const STAGES: usize = 4;
const NAMES: [&str; STAGES] = ["Analysis", "Dev", "Review", "Test"];
const START: i64 = 1_704_067_200_000;

/// Numbers that look random and are the same for the same seed (Steele, Lea and Flood 2014).
pub struct Numbers(pub u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    /// Between 0 and 1, and neither of them.
    fn part(&mut self) -> f64 {
        ((self.next() >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.part()
    }

    /// A gamma distributed duration of whole shape: a sum of as many exponential ones.
    fn gamma(&mut self, shape: usize, mean: f64) -> f64 {
        (0..shape).map(|_| -self.part().ln()).sum::<f64>() * mean / shape as f64
    }
}

/// A line of stages.
#[derive(Debug, Clone)]
pub struct PullLine {
    pub workers: [usize; STAGES],
    pub limits: [usize; STAGES],
    /// The days one worker takes for a card, in the mean.
    pub days: [f64; STAGES],
    /// The shape of the gamma distribution they are drawn from.
    pub shape: usize,
    /// Which stage is the constraint; none where all are as fast.
    pub constraint: Option<usize>,
}

impl PullLine {
    /// A line with 1 to 3 workers a stage and limits of 0 to 3 more. All stages finish a card a day,
    /// or one of them does and the others 1.2 to 3.2, the next slowest 1.2 to 2.
    pub fn random(numbers: &mut Numbers, with_constraint: bool) -> Self {
        let workers = [(); STAGES].map(|()| 1 + numbers.below(3));
        let limits = workers.map(|workers| workers + numbers.below(4));
        let shape = [1, 2, 4][numbers.below(3)];
        let constraint = with_constraint.then(|| numbers.below(STAGES));
        let (next, next_is) = (numbers.between(1.2, 2.0), numbers.below(STAGES - 1));
        let mut days = [0.0; STAGES];
        let mut others = 0;
        for stage in 0..STAGES {
            let pace = match constraint {
                Some(slowest) if slowest != stage => {
                    others += 1;
                    if others - 1 == next_is { next } else { next * numbers.between(1.0, 1.6) }
                }
                _ => 1.0,
            };
            days[stage] = workers[stage] as f64 / pace;
        }
        Self { workers, limits, days, shape, constraint }
    }

    /// What happened until `cards` were done: a card, when, and into which column it went.
    pub fn run(&self, cards: usize, load: Option<f64>, numbers: &mut Numbers) -> Vec<(usize, i64, usize)> {
        let mut run = Run {
            line: self,
            log: Vec::new(),
            now: 0,
            stages: Default::default(),
            backlog: VecDeque::new(),
            ends: BinaryHeap::new(),
            done: 0,
        };
        let mut born = 0;
        let mut arrive = |run: &mut Run, at: i64| {
            run.log.push((born, at, 0));
            run.backlog.push_back(born);
            born += 1;
        };
        let mut next_arrival = 0;
        if load.is_none() {
            (0..cards + self.limits.iter().sum::<usize>()).for_each(|_| arrive(&mut run, 0));
        }
        while run.done < cards {
            run.settle(numbers);
            let end = run.ends.peek().map(|Reverse((at, ..))| *at);
            match load {
                Some(load) if end.is_none_or(|end| next_arrival < end) => {
                    run.now = next_arrival;
                    arrive(&mut run, next_arrival);
                    next_arrival += ms(numbers.gamma(1, 1.0 / load));
                }
                _ => run.end(),
            }
        }
        run.log
    }
}

fn ms(days: f64) -> i64 {
    let time = Duration::from_secs_f64(days * 86_400.0);
    i64::try_from(time.as_millis()).unwrap() + 1
}

#[derive(Default)]
struct Stage {
    queue: VecDeque<usize>,
    working: usize,
    finished: VecDeque<usize>,
}

struct Run<'a> {
    line: &'a PullLine,
    log: Vec<(usize, i64, usize)>,
    now: i64,
    stages: [Stage; STAGES],
    backlog: VecDeque<usize>,
    ends: BinaryHeap<Reverse<(i64, usize, usize)>>,
    done: usize,
}

impl Run<'_> {
    fn has_room(&self, stage: usize) -> bool {
        let Stage { queue, working, finished } = &self.stages[stage];
        queue.len() + working + finished.len() < self.line.limits[stage]
    }

    fn go(&mut self, card: usize, column: usize) {
        self.log.push((card, self.now, column));
    }

    /// Pulls until nobody can: the last stage first.
    fn settle(&mut self, numbers: &mut Numbers) {
        for stage in (0..STAGES).rev() {
            while stage + 1 == STAGES || self.has_room(stage + 1) {
                let Some(card) = self.stages[stage].finished.pop_front() else { break };
                self.go(card, 4 + 3 * stage);
                match self.stages.get_mut(stage + 1) {
                    Some(next) => next.queue.push_back(card),
                    None => self.done += 1,
                }
            }
        }
        while self.has_room(0) {
            let Some(card) = self.backlog.pop_front() else { break };
            self.go(card, 1);
            self.stages[0].queue.push_back(card);
        }
        for stage in 0..STAGES {
            while self.stages[stage].working < self.line.workers[stage] {
                let Some(card) = self.stages[stage].queue.pop_front() else { break };
                self.go(card, 2 + 3 * stage);
                self.stages[stage].working += 1;
                let work = ms(numbers.gamma(self.line.shape, self.line.days[stage]));
                self.ends.push(Reverse((self.now + work, card, stage)));
            }
        }
    }

    /// Ends the work that ends next.
    fn end(&mut self) {
        let Some(Reverse((at, card, stage))) = self.ends.pop() else { return };
        self.now = at;
        self.stages[stage].working -= 1;
        self.stages[stage].finished.push_back(card);
        self.go(card, 3 + 3 * stage);
    }
}

/// What a board tells of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Waiting, working and being finished, each in a column of its own.
    Apart,
    /// One column for all of it.
    InOne,
}

impl Told {
    fn columns(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Apart => &[(" queue", "queue"), (" doing", "active"), (" finished", "queue")],
            Self::InOne => &[("", "active")],
        }
    }

    /// How many columns a stage has.
    pub fn width(self) -> usize {
        self.columns().len()
    }

    /// Where a card is when it is in a column of the log: "Ready", three a stage, "Done".
    fn place(self, column: usize) -> usize {
        match self {
            Self::Apart => column,
            Self::InOne => column.div_ceil(3),
        }
    }
}

/// An empty board of a line: a backlog, stages with a limit each, done.
pub fn board(limits: [usize; STAGES], told: Told) -> Board {
    let column = |name: String, kind: &str, stage: Option<Id>| PlannedColumn {
        id: Id::slug(&name).unwrap(),
        name,
        kind: kind.parse().unwrap(),
        wip: None,
        stage,
    };
    let mut plan = Plan { columns: vec![column("Ready".to_owned(), "backlog", None)], ..Plan::default() };
    for (name, limit) in NAMES.into_iter().zip(limits) {
        let id = Id::slug(name).unwrap();
        plan.stages.push(PlannedStage { id, name, wip: WipLimit::new(limit as u64) });
        let parts = told.columns().iter();
        plan.columns.extend(parts.map(|(part, kind)| column(format!("{name}{part}"), kind, Some(id))));
    }
    plan.columns.push(column("Done".to_owned(), "done", None));
    let mut board = Builder::new().build();
    for change in plan.changes("line".parse().unwrap(), "Line", "UTC", AtLimit::Refuse) {
        set(&mut board, change, START);
    }
    board
}

/// Says how many work in each stage.
pub fn say_workers(board: &mut Board, workers: [usize; STAGES]) {
    for (name, workers) in NAMES.into_iter().zip(workers) {
        let fields = Fields { workers: Some(Workers::new(workers as u64)), ..Fields::default() };
        let subject = Subject::Stage(Id::slug(name).unwrap());
        set(board, Change::Set { subject, fields }, START);
    }
}

fn set(board: &mut Board, change: Change, at: i64) {
    let seed = board.settings().len() as u64;
    let (at, by) = (Timestamp::from_ms(at), "andon".to_owned());
    board.apply(&Operation { change, at, by, seed, over: None, backdated: false }).unwrap();
}

/// The board of a line with a log on it, and the instant after its last event.
pub fn worked(line: &PullLine, told: Told, log: &[(usize, i64, usize)]) -> (Board, Timestamp) {
    let empty = board(line.limits, told);
    let mut builder = Builder::new();
    let by = builder.name("andon");
    // "Ready", then the stages' columns, then "Done", as they were described.
    let mut columns: Vec<(&str, Id)> =
        empty.columns().iter().map(|column| (&*column.rank, column.id)).collect();
    columns.sort_unstable();
    let columns: Vec<_> = columns.into_iter().map(|(_, id)| builder.column(id).unwrap()).collect();
    for setting in empty.settings() {
        assert!(builder.setting(setting.clone()));
    }
    let cards = log.iter().map(|(card, ..)| card + 1).max().unwrap_or(0);
    let mut of_card: Vec<Vec<(i64, usize)>> = vec![Vec::new(); cards];
    for (card, at, column) in log {
        let (way, place) = (&mut of_card[*card], told.place(*column));
        if way.last().is_none_or(|(_, last)| *last != place) {
            way.push((*at, place));
        }
    }
    let id = |number: usize| Id::random((number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15), Id::CARD_LEN);
    for (card, way) in of_card.iter().enumerate() {
        for (place, (at, column)) in way.iter().enumerate() {
            let to = columns[*column];
            let action = match place.checked_sub(1) {
                Some(before) => Action::Move { from: columns[way[before].1], to },
                None => Action::Add(Box::new(NewCard {
                    to,
                    values: [(Field::Title, "Card".into())].into(),
                    labels: Box::default(),
                    who: Box::default(),
                    source: None,
                    rank: None,
                    extras: None,
                })),
            };
            let (at, rev) = (Timestamp::from_ms(START + at), u32::try_from(place + 1).unwrap());
            let (over, standing) = (None, Standing::Holds);
            builder.event(id(card), Event { id: id(place), at, rev, by, action, over, standing });
        }
    }
    let last = log.iter().map(|(_, at, _)| *at).max().unwrap_or(0);
    (builder.build(), Timestamp::from_ms(START + last))
}
