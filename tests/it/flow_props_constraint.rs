//! The constraint's evidence beside a second telling of the same definitions, and what holds of it
//! for every log and every history of limits.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;

use andon::board::{
    Board, Change, ColumnIx, ColumnKind, Field, Fields, Id, Operation, Scope, Setting, Subject, Timestamp,
    WipLimit, Workers,
};
use andon::flow::constraint::{Constraint, Evidence, Verdict, Yardstick};
use andon::flow::{DAY_MS, Halt, Journey, Journeys, Metrics, Stay, Window};

use crate::flow_boards::{START, board, rebuilt};

fn cases() -> ProptestConfig {
    ProptestConfig::with_cases(1000)
}

/// Something said of the board, and when, in days.
#[derive(Debug, Clone, Copy)]
struct Said {
    what: usize,
    of: usize,
    number: u64,
    day: i64,
}

/// Which columns of the board are a stage together.
const ARRANGED: [&[&[usize]]; 6] =
    [&[], &[&[2, 3]], &[&[1, 2, 3]], &[&[2, 3], &[4]], &[&[1, 2], &[3, 4]], &[&[1, 2, 3, 4, 5]]];

/// A random board with stages, limits and workers that change, and cards with right of way.
fn policed() -> impl Strategy<Value = Board> {
    let said = (0..9_usize, 0..8_usize, 0..4_u64, -20..150_i64).prop_map(|(what, of, number, day)| Said {
        what,
        of,
        number,
        day,
    });
    (board(), 0..ARRANGED.len(), vec(said, 0..24), prop::bool::ANY).prop_map(
        |(board, arranged, said, is_old)| {
            // Columns are described before the cards came, or, as in an imported log, long after.
            let described = |setting: &Setting| {
                let at = if is_old { Timestamp::from_ms(START - 30 * DAY_MS) } else { setting.at };
                Setting { at, ..setting.clone() }
            };
            let mut board = rebuilt(&board, described, |event| Some(event.clone()));
            let expedite = Fields { expedite: Some(true), ..Fields::default() };
            set(&mut board, Subject::Class(id("expedite")), expedite, 0);
            for (number, columns) in ARRANGED[arranged].iter().enumerate() {
                for column in *columns {
                    let column = Subject::Column(board.columns()[*column].id);
                    set(
                        &mut board,
                        column,
                        Fields { stage: Some(Some(stage(number))), ..Fields::default() },
                        0,
                    );
                }
            }
            for said in said {
                say(&mut board, said);
            }
            board
        },
    )
}

/// An instant to ask about, and a window that has begun by then.
fn asked() -> impl Strategy<Value = (Window, Timestamp)> {
    (-5 * DAY_MS..80 * DAY_MS, 0..80 * DAY_MS, 0..120 * DAY_MS).prop_map(|(from, length, now)| {
        let from = Timestamp::from_ms(START + from);
        (Window { from, to: from.plus_ms(length) }, from.plus_ms(now))
    })
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn stage(number: usize) -> Id {
    id(["s0", "s1"][number % 2])
}

fn say(board: &mut Board, Said { what, of, number, day }: Said) {
    let column = board.columns()[of % board.columns().len()].id;
    let wip = Fields { wip: Some(WipLimit::new(number)), ..Fields::default() };
    let workers = Fields { workers: Some(Workers::new(number)), ..Fields::default() };
    match what {
        0 | 1 => set(board, Subject::Column(column), wip, day),
        2 => set(board, Subject::Column(column), workers, day),
        3 => set(board, Subject::Stage(stage(of)), wip, day),
        4 => set(board, Subject::Stage(stage(of)), workers, day),
        5 => {
            let stage = Some((number > 0).then(|| stage(usize::try_from(number).unwrap())));
            set(board, Subject::Column(column), Fields { stage, ..Fields::default() }, day);
        }
        6 => {
            let gone = Fields { gone: Some(number == 0), ..Fields::default() };
            set(board, Subject::Column(column), gone, day);
        }
        7 => {
            let fields =
                Fields { kind: Some(ColumnKind::ALL[usize::try_from(number).unwrap()]), ..Fields::default() };
            set(board, Subject::Column(column), fields, day);
        }
        _ => {
            let Some(card) = board.cards().nth(of % 5).map(andon::board::Card::id) else { return };
            let change = Change::Edit { card, values: vec![(Field::Class, "expedite".to_owned())] };
            apply(board, change, 0);
        }
    }
}

fn set(board: &mut Board, subject: Subject, fields: Fields, day: i64) {
    apply(board, Change::Set { subject, fields }, day);
}

/// What is refused, such as removing a column that holds cards, is left out.
fn apply(board: &mut Board, change: Change, day: i64) {
    let (at, by) = (Timestamp::from_ms(START + day * DAY_MS), "someone".to_owned());
    let seed = 77_000 + board.settings().len() as u64;
    let _ = board.apply(&Operation { change, at, by, seed, over: None, backdated: true });
}

/// The last number said by `at`, in the order in which settings hold; what was said first holds
/// before it, too.
fn number(
    board: &Board,
    subject: &Subject,
    at: Timestamp,
    read: impl Fn(&Fields) -> Option<Option<usize>>,
) -> Option<usize> {
    let of_subject = || board.settings().iter().filter(|setting| setting.subject == *subject);
    let first = of_subject().map(|setting| setting.at).min()?;
    let said = of_subject().filter(|setting| setting.at <= at.max(first));
    let said = said.filter_map(|setting| Some((setting.rev, setting.at, setting.id, read(&setting.fields)?)));
    said.max_by_key(|(rev, at, id, _)| (*rev, *at, *id))?.3
}

fn limit_of(board: &Board, subject: &Subject, at: Timestamp) -> Option<usize> {
    number(board, subject, at, |fields| fields.wip.map(|limit| limit.map(WipLimit::cards)))
}

fn workers_of(board: &Board, subject: &Subject, at: Timestamp) -> Option<usize> {
    number(board, subject, at, |fields| fields.workers.map(|workers| workers.map(Workers::number)))
}

/// A stage as it is told here: its columns from left to right, and the queues in front of it.
#[derive(Debug)]
struct Told<'a> {
    board: &'a Board,
    scope: Scope,
    columns: Vec<ColumnIx>,
    queues: Vec<ColumnIx>,
    tells: bool,
}

fn tell(board: &Board) -> Vec<Told<'_>> {
    let mut line: Vec<ColumnIx> = board.column_numbers().collect();
    line.sort_by_key(|ix| {
        (!board.column(*ix).described, board.column(*ix).rank.clone(), board.column(*ix).id)
    });
    let scope = |ix: ColumnIx| board.column(ix).stage.map_or(Scope::Column(ix), Scope::Stage);
    let works = |ix: ColumnIx| board.column(ix).kind == ColumnKind::Active && !board.column(ix).gone;
    let mut stages: Vec<Told<'_>> = Vec::new();
    for ix in &line {
        let of_scope = || line.iter().copied().filter(|other| scope(*other) == scope(*ix));
        if stages.iter().any(|stage| stage.scope == scope(*ix)) || !of_scope().any(works) {
            continue;
        }
        let leaves = |ix: ColumnIx| {
            let mut right = line.iter().skip_while(|other| **other != ix).skip(1);
            let next = right.find(|other| !board.column(**other).gone);
            next.is_some_and(|next| matches!(board.column(*next).kind, ColumnKind::Queue | ColumnKind::Done))
        };
        let tells = of_scope().filter(|ix| works(*ix)).all(leaves);
        stages.push(Told { board, scope: scope(*ix), columns: of_scope().collect(), queues: vec![], tells });
    }
    for (place, ix) in line.iter().enumerate() {
        let mine = |stage: &Told<'_>| stage.columns.contains(ix);
        if board.column(*ix).kind == ColumnKind::Queue && !stages.iter().any(mine) {
            let mut right = line[place..].iter();
            let next = right.find_map(|ix| stages.iter().position(|stage| stage.columns.contains(ix)));
            if let Some(next) = next {
                stages[next].queues.push(*ix);
            }
        }
    }
    stages
}

impl Told<'_> {
    fn live(&self) -> impl Iterator<Item = ColumnIx> + '_ {
        self.columns.iter().copied().filter(|ix| !self.board.column(*ix).gone)
    }

    fn kind(&self, column: ColumnIx) -> ColumnKind {
        self.board.column(column).kind
    }

    fn active(&self) -> Vec<ColumnIx> {
        self.live().filter(|ix| self.kind(*ix) == ColumnKind::Active).collect()
    }

    /// The stage's own number, else the sum of those of `columns`.
    fn own_or_sum(
        &self,
        columns: &[ColumnIx],
        at: Timestamp,
        read: fn(&Board, &Subject, Timestamp) -> Option<usize>,
    ) -> Option<usize> {
        let own = match self.scope {
            Scope::Stage(id) => read(self.board, &Subject::Stage(id), at),
            _ => None,
        };
        let of = |ix: &ColumnIx| read(self.board, &Subject::Column(self.board.column(*ix).id), at);
        own.or_else(|| columns.iter().map(of).sum())
    }

    fn limit(&self, at: Timestamp) -> Option<usize> {
        self.own_or_sum(&self.live().collect::<Vec<_>>(), at, limit_of)
    }

    fn workers_then(&self, at: Timestamp) -> Option<usize> {
        let active = self.active();
        let limit = |ix: &ColumnIx| limit_of(self.board, &Subject::Column(self.board.column(*ix).id), at);
        let of_limits = || active.iter().map(limit).sum::<Option<usize>>().filter(|_| self.tells);
        self.own_or_sum(&active, at, workers_of).or_else(of_limits)
    }

    /// As many as were known of by then, else as were known of first; none if none are now.
    fn workers(&self, at: Timestamp, now: Timestamp, instants: &BTreeSet<Timestamp>) -> Option<usize> {
        self.workers_then(now)?;
        let mut before = instants.range(..=at).rev();
        let mut after = instants.range(at..=now);
        before.find_map(|at| self.workers_then(*at)).or_else(|| after.find_map(|at| self.workers_then(*at)))
    }
}

/// What is where at one instant and until the next: nothing is added up here but whole counts.
struct Moment<'a> {
    journeys: &'a Journeys,
    at: Timestamp,
}

impl Moment<'_> {
    fn cards(&self) -> impl Iterator<Item = (&Journey, &Stay)> {
        let is_now = |stay: &&Stay| stay.from <= self.at && self.at < stay.to;
        let all = self.journeys.list().iter();
        all.filter_map(move |journey| Some((journey, self.journeys.stays(journey).iter().find(is_now)?)))
    }

    fn is_blocked(&self, journey: &Journey) -> bool {
        let holds = |halt: &&Halt| halt.from <= self.at && self.at < halt.to;
        let owner = |halt: &Halt| self.journeys.list()[halt.owner as usize].card;
        self.journeys.halts().iter().filter(holds).any(|halt| owner(halt) == journey.card)
    }

    fn count(&self, counts: impl Fn(&Journey, ColumnIx) -> bool) -> usize {
        self.cards().filter(|(journey, stay)| counts(journey, stay.column)).count()
    }
}

/// The evidence of a stage, moment by moment.
fn reference(told: &Told<'_>, journeys: &Journeys, window: Window) -> Evidence {
    let (board, now) = (told.board, journeys.now());
    let end = window.to.min(now);
    let settings: BTreeSet<Timestamp> =
        board.settings().iter().map(|setting| setting.at).chain([Timestamp::MIN]).collect();
    let stays = || journeys.list().iter().flat_map(|journey| journeys.stays(journey));
    let mut instants: BTreeSet<Timestamp> = settings.clone();
    instants.extend(stays().flat_map(|stay| [stay.from, stay.to]));
    instants.extend(journeys.halts().iter().flat_map(|halt| [halt.from, halt.to]));
    instants.extend([window.from, end]);
    let instants: Vec<Timestamp> = instants.range(window.from..=end).copied().collect();
    let active = told.active();
    let last = *active.last().unwrap();
    let rank = |ix: ColumnIx| told.columns.iter().position(|column| *column == ix);
    let is_queue = |ix: ColumnIx| told.kind(ix) == ColumnKind::Queue;
    let [mut full, mut limited, mut busy, mut empty, mut starved] = [0_i64; 5];
    let [mut working, mut able, mut waiting, mut in_front] = [0_i128; 4];
    for pair in instants.windows(2) {
        let (at, ms) = (pair[0], pair[1].since(pair[0]));
        let moment = Moment { journeys, at };
        let mine = |ix: ColumnIx| told.columns.contains(&ix);
        let held =
            moment.count(|journey, ix| mine(ix) && !(journey.expedited && told.kind(ix) != ColumnKind::Done));
        let there = moment.count(|_, ix| mine(ix) && told.kind(ix).in_process());
        let worked_on = moment.count(|journey, ix| {
            mine(ix) && told.kind(ix) == ColumnKind::Active && !moment.is_blocked(journey)
        });
        let backlog = moment.count(|_, ix| board.column(ix).kind == ColumnKind::Backlog);
        let right = |ix| mine(ix) && rank(ix) > rank(last) && is_queue(ix);
        if let Some(limit) = told.limit(at) {
            limited += ms;
            full += if held >= limit { ms } else { 0 };
        }
        busy += if worked_on > 0 { ms } else { 0 };
        empty += if there == 0 { ms } else { 0 };
        starved += if there == 0 && backlog > 0 { ms } else { 0 };
        let workers = told.workers(at, now, &settings).unwrap_or(0);
        working += i128::from(ms) * worked_on.min(workers) as i128;
        able += i128::from(ms) * workers as i128;
        waiting += i128::from(ms) * moment.count(|_, ix| right(ix)) as i128;
        let front = |ix| told.queues.contains(&ix) || mine(ix) && is_queue(ix) && !right(ix);
        in_front += i128::from(ms) * moment.count(|_, ix| front(ix)) as i128;
    }
    let observed = end.since(window.from) as f64;
    let left =
        |stay: &&Stay| stay.column == last && stay.from < stay.to && window.from <= stay.to && stay.to < end;
    Evidence {
        scope: told.scope,
        workers: told.workers(now, now, &settings),
        limit: told.limit(now),
        utilisation: (able > 0).then(|| working as f64 / able as f64),
        busy: busy as f64 / observed,
        full: (limited > 0).then(|| full as f64 / observed),
        empty: empty as f64 / observed,
        starved: starved as f64 / observed,
        finished_waiting: waiting as f64 / observed,
        queue_in_front: in_front as f64 / observed,
        pieces: stays().filter(left).count(),
        score: None,
    }
}

fn constraint(board: &Board, now: Timestamp, window: Window) -> Constraint {
    Metrics::compute(board, &Journeys::of(board, now), window).constraint
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn two_tellings_of_one_stage_agree(board in policed(), (window, now) in asked()) {
        let journeys = Journeys::of(&board, now);
        let found = constraint(&board, now, window);
        let told = tell(&board);
        if found.stages.is_empty() {
            prop_assert!(matches!(found.verdict, Verdict::Unknown(_)));
            prop_assert!(told.is_empty() || window.observed_ms(now) == 0 || journeys.list().iter().all(|journey| journey.created >= window.to));
            return Ok(());
        }
        prop_assert_eq!(found.stages.len(), told.len());
        for (told, found) in told.iter().zip(found.stages) {
            prop_assert_eq!(Evidence { score: None, ..found }, reference(told, &journeys, window));
        }
    }

    #[test]
    fn shares_are_shares_and_the_answer_follows_from_them(board in policed(), (window, now) in asked()) {
        let constraint = constraint(&board, now, window);
        for stage in &constraint.stages {
            let shares = [Some(stage.busy), stage.full, Some(stage.empty), Some(stage.starved), stage.utilisation];
            prop_assert!(shares.iter().flatten().all(|share| (0.0..=1.0).contains(share)), "{:?}", stage);
            prop_assert!(stage.busy + stage.empty <= 1.0 + 1e-12 && stage.starved <= stage.empty);
            prop_assert!(stage.finished_waiting >= 0.0 && stage.queue_in_front >= 0.0);
            prop_assert!(stage.finished_waiting.is_finite() && stage.queue_in_front.is_finite());
            prop_assert!(stage.score.is_none_or(|score| (-1.0..=1.0).contains(&score)));
            prop_assert_eq!(stage.score.is_none(), match constraint.yardstick {
                Yardstick::Utilisation => stage.utilisation.is_none(),
                Yardstick::DropOfFullness => stage.full.is_none(),
            });
        }
        let score = |stage: usize| constraint.stages[stage].score.unwrap_or(f64::NEG_INFINITY);
        let is_first = |first: usize| (0..constraint.stages.len()).all(|other| score(other) <= score(first));
        match constraint.verdict {
            Verdict::Named { stage, runner_up } => {
                prop_assert!(is_first(stage) && constraint.named() == Some(&constraint.stages[stage]));
                prop_assert!(runner_up.is_none_or(|other| other != stage && score(other) < score(stage)));
            }
            Verdict::NoClear { first, second } => prop_assert!(is_first(first) && first != second),
            Verdict::Unknown(_) => prop_assert_eq!(constraint.named(), None),
        }
    }

    #[test]
    fn a_window_is_the_mean_of_its_parts(board in policed(), (window, now) in asked(), which: prop::sample::Index) {
        // Where a card came or went, so that it is seen on which side that counts.
        let end = window.to.min(now);
        let journeys = Journeys::of(&board, now);
        let stays = journeys.list().iter().flat_map(|journey| journeys.stays(journey));
        let inside = stays.map(|stay| stay.to).filter(|at| window.from < *at && *at < end);
        let middle = window.from.plus_ms(end.since(window.from) / 2);
        let cuts: Vec<Timestamp> = inside.chain([middle]).collect();
        let cut = cuts[which.index(cuts.len())];
        let parts = [Window { to: cut, ..window }, Window { from: cut, ..window }];
        let [whole, left, right] = [window, parts[0], parts[1]].map(|window| constraint(&board, now, window));
        let [a, b] = parts.map(|part| part.observed_ms(now) as f64);
        // A part before the first card has nothing to tell.
        if left.stages.is_empty() || right.stages.is_empty() {
            return Ok(());
        }
        for ((whole, left), right) in whole.stages.iter().zip(&left.stages).zip(&right.stages) {
            let told: [fn(&Evidence) -> f64; 6] = [
                |stage| stage.busy, |stage| stage.empty, |stage| stage.starved, |stage| stage.full.unwrap_or(0.0),
                |stage| stage.finished_waiting, |stage| stage.queue_in_front,
            ];
            for told in told {
                let mean = (told(left) * a + told(right) * b) / (a + b);
                prop_assert!((told(whole) - mean).abs() < 1e-9, "{} is not {}", told(whole), mean);
            }
            prop_assert_eq!(whole.pieces, left.pieces + right.pieces);
            prop_assert_eq!(whole.full.is_some(), left.full.is_some() || right.full.is_some());
        }
    }

    #[test]
    fn names_and_what_is_said_later_change_nothing(board in policed(), (window, now) in asked(), later in vec((0..2_usize, 0..8_usize, 0..4_u64), 0..5)) {
        let before = constraint(&board, now, window);
        let renamed = rebuilt(&board, |setting: &Setting| {
            let mut setting = setting.clone();
            if matches!(setting.subject, Subject::Column(_) | Subject::Stage(_)) {
                setting.fields.name = Some("Same".into());
            }
            setting
        }, |event| Some(event.clone()));
        prop_assert_eq!(&before, &constraint(&renamed, now, window));
        let mut board = board;
        for (what, of, number) in later {
            // Limits and workers of columns, which were described by then.
            say(&mut board, Said { what: what * 2, of, number, day: 1000 });
        }
        prop_assert_eq!(before, constraint(&board, now, window));
    }
}
