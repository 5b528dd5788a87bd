//! Every road into a place meets the limit of that place: roads × scopes, each combination tried
//! with room, at the limit, and at the limit with a reason.

use std::path::Path;

use andon::board::{
    AtLimit, Board, Builder, Change, ColumnKind, Draft, Field, Fields, Id, Oddness, Operation, Refusal,
    Subject, Timestamp, WipLimit,
};
use andon::exchange::{self, Import};
use andon::store::{self, Sides};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Road {
    Add,
    Move,
    Bulk,
    Restore,
    Undo,
    Redo,
    EditClass,
    Assign,
    Import,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Column,
    Stage,
    Class,
    Person,
    Board,
}

const ROADS: [Road; 9] = [
    Road::Add,
    Road::Move,
    Road::Bulk,
    Road::Restore,
    Road::Undo,
    Road::Redo,
    Road::EditClass,
    Road::Assign,
    Road::Import,
];
const PLACES: [Place; 5] = [Place::Column, Place::Stage, Place::Class, Place::Person, Place::Board];

/// Whether the road can lead into the place at all. An imported log tells neither class nor
/// people; a class decides about the board no more than about a person; and so on.
fn leads_into(road: Road, place: Place) -> bool {
    match road {
        Road::Add | Road::Move | Road::Bulk | Road::Restore | Road::Undo | Road::Redo => true,
        Road::EditClass => matches!(place, Place::Column | Place::Stage | Place::Class),
        Road::Assign => place == Place::Person,
        Road::Import => matches!(place, Place::Column | Place::Stage | Place::Board),
    }
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

struct World {
    board: Board,
    steps: u64,
}

impl World {
    /// A board with one card in Doing: of the class `fast`, with ann on it.
    fn new(policy: AtLimit) -> Self {
        let mut world = Self { board: Builder::new().build(), steps: 0 };
        let set = |subject, fields| Change::Set { subject, fields };
        let whole = Fields { name: Some("Team".into()), at_limit: Some(policy), ..Fields::default() };
        world.must(set(Subject::Board(id("b")), whole));
        for (column, kind, rank) in [
            ("backlog", ColumnKind::Backlog, "b"),
            ("doing", ColumnKind::Active, "d"),
            ("done", ColumnKind::Done, "f"),
        ] {
            let fields = Fields {
                name: Some(column.into()),
                kind: Some(kind),
                rank: Some(rank.into()),
                stage: (column == "doing").then(|| Some(id("dev"))),
                ..Fields::default()
            };
            world.must(set(Subject::Column(id(column)), fields));
        }
        let named = |name: &str| Fields { name: Some(name.into()), ..Fields::default() };
        world.must(set(Subject::Stage(id("dev")), named("Development")));
        world.must(set(Subject::Class(id("fast")), named("Fast")));
        let expedite = Fields { expedite: Some(true), ..named("Expedite") };
        world.must(set(Subject::Class(id("expedite")), expedite));
        world.card("doing", "fast", "ann");
        world
    }

    fn operation(&mut self, change: Change, over: Option<&str>) -> Operation {
        self.steps += 1;
        Operation {
            change,
            at: Timestamp::from_ms(1_772_000_000_000 + 60_000 * i64::try_from(self.steps).unwrap()),
            by: "maria".to_owned(),
            seed: self.steps,
            over: over.map(str::to_owned),
            backdated: false,
        }
    }

    fn ask(&mut self, change: Change, over: Option<&str>) -> Result<Id, Refusal> {
        let operation = self.operation(change, over);
        self.board.apply(&operation).map(|applied| applied.card().unwrap_or(id("b")))
    }

    fn must(&mut self, change: Change) -> Id {
        self.ask(change, None).unwrap()
    }

    fn card(&mut self, to: &str, class: &str, who: &str) -> Id {
        self.must(draft(to, class, who))
    }

    fn limit(&mut self, place: Place, cards: u64) {
        let wip = Fields { wip: Some(WipLimit::new(cards)), ..Fields::default() };
        let subject = match place {
            Place::Column => Subject::Column(id("doing")),
            Place::Stage => Subject::Stage(id("dev")),
            Place::Class => Subject::Class(id("fast")),
            Place::Person => Subject::Person("ann".into()),
            Place::Board => Subject::Board(id("b")),
        };
        self.must(Change::Set { subject, fields: wip });
    }

    fn last_event(&self, card: Id) -> Id {
        self.board.card(card).unwrap().events().last().unwrap().id
    }

    /// Goes the road with a limit of `cards` in the way, over it if a reason is given.
    fn go(&mut self, road: Road, place: Place, cards: u64, over: Option<&str>) -> Result<(), Refusal> {
        match road {
            Road::Bulk => {
                // The first of the two comes in while there is still room.
                let first = self.card("backlog", "fast", "ann");
                let second = self.card("backlog", "fast", "ann");
                self.must(Change::Move { card: first, to: id("doing") });
                self.limit(place, cards + 1);
                self.ask(Change::Move { card: second, to: id("doing") }, over).map(drop)
            }
            Road::Import => {
                self.limit(place, cards);
                self.import(over)
            }
            _ => {
                let change = self.prepare(road);
                self.limit(place, cards);
                self.ask(change, over).map(drop)
            }
        }
    }

    /// What is left to do on a road that ends in Doing.
    fn prepare(&mut self, road: Road) -> Change {
        let doing = id("doing");
        match road {
            Road::Add => draft("doing", "fast", "ann"),
            Road::Move | Road::Bulk | Road::Import => {
                Change::Move { card: self.card("backlog", "fast", "ann"), to: doing }
            }
            Road::Restore => {
                let card = self.card("doing", "fast", "ann");
                self.must(Change::Delete { card });
                Change::Restore { card }
            }
            Road::Undo => {
                let card = self.card("doing", "fast", "ann");
                self.must(Change::Move { card, to: id("backlog") });
                Change::Undo { card, event: self.last_event(card) }
            }
            Road::Redo => {
                let card = self.card("backlog", "fast", "ann");
                self.must(Change::Move { card, to: doing });
                let event = self.last_event(card);
                self.must(Change::Undo { card, event });
                Change::Undo { card, event: self.last_event(card) }
            }
            // A card with right of way is not counted in column and stage until it loses it.
            Road::EditClass => {
                let card = self.card("doing", "expedite", "ann");
                Change::Edit { card, values: vec![(Field::Class, "fast".to_owned())] }
            }
            Road::Assign => {
                let card = self.card("doing", "fast", "jon");
                Change::Assign { card, add: vec!["ann".to_owned()], drop: Vec::new() }
            }
        }
    }

    fn import(&mut self, over: Option<&str>) -> Result<(), Refusal> {
        let log = "card,ts,from,to\nX,2026-03-01T08:00:00Z,,backlog\nX,2026-03-01T09:00:00Z,backlog,doing\n";
        let how = Import { name: "log.csv", by: "maria", over, seed: 7 };
        match exchange::import(log.as_bytes(), &mut self.board, &how) {
            Ok(_) => Ok(()),
            Err(error) => match *error.fault {
                exchange::Fault::Refused(_, refusal) => Err(refusal),
                other => panic!("{other}"),
            },
        }
    }

    /// Two clones, each with room for one card more, put one in; then they are merged.
    fn merge(&mut self) {
        let mut other = Self { board: self.board.clone(), steps: self.steps + 1000 };
        other.card("doing", "fast", "ann");
        self.card("doing", "fast", "ann");
        let [ours, theirs] = [&self.board, &other.board].map(store::content_of);
        let sides = Sides { theirs: Some(theirs), ..Sides::default() };
        let merged = store::resolve(Path::new("team.board.json"), Some(&ours), &sides).unwrap();
        self.board = store::load(&merged.content).unwrap().board;
    }

    fn overrides(&self) -> usize {
        self.board.cards().flat_map(andon::board::Card::events).filter(|event| event.over.is_some()).count()
    }
}

fn draft(to: &str, class: &str, who: &str) -> Change {
    let values = vec![(Field::Title, "A card".to_owned()), (Field::Class, class.to_owned())];
    Change::Add(Draft { to: Some(id(to)), values, who: vec![who.to_owned()], ..Draft::default() })
}

#[test]
fn every_road_meets_every_limit() {
    for road in ROADS {
        for place in PLACES {
            let at_limit = World::new(AtLimit::Refuse).go(road, place, 1, None);
            if leads_into(road, place) {
                assert!(
                    matches!(at_limit, Err(Refusal::AtLimit { .. })),
                    "{road:?} into {place:?}: {at_limit:?}"
                );
            } else {
                assert_eq!(at_limit, Ok(()), "{road:?} has nothing to do with {place:?}");
            }
        }
    }
}

#[test]
fn no_road_is_closed_while_there_is_room() {
    for road in ROADS {
        for place in PLACES {
            assert_eq!(
                World::new(AtLimit::Refuse).go(road, place, 2, None),
                Ok(()),
                "{road:?} into {place:?}"
            );
        }
    }
}

#[test]
fn a_reason_opens_every_road_where_the_policy_takes_reasons_and_is_recorded() {
    for road in ROADS {
        for place in PLACES.into_iter().filter(|place| leads_into(road, *place)) {
            let mut strict = World::new(AtLimit::Refuse);
            let refused = strict.go(road, place, 1, Some("release"));
            assert!(matches!(refused, Err(Refusal::AtLimit { .. })), "{road:?} into {place:?}: {refused:?}");
            assert_eq!(strict.overrides(), 0);
            let mut lenient = World::new(AtLimit::Reason);
            assert_eq!(lenient.go(road, place, 1, Some("release")), Ok(()), "{road:?} into {place:?}");
            assert_eq!(lenient.overrides(), 1, "{road:?} into {place:?}");
        }
    }
}

/// A merge is a road that nobody stands at: it lets both in, says so, and closes all others.
#[test]
fn a_merge_beyond_a_limit_keeps_both_cards_and_closes_every_road() {
    for place in PLACES {
        for road in ROADS.into_iter().filter(|road| leads_into(*road, place)) {
            let mut world = World::new(AtLimit::Refuse);
            let change = world.prepare(road);
            world.limit(place, 2);
            world.merge();
            let now = Timestamp::from_ms(1_773_000_000_000);
            let odd = world.board.audit(now);
            assert!(odd.iter().any(|odd| matches!(odd, Oddness::OverLimit { .. })), "{place:?}: {odd:?}");
            let refused =
                if road == Road::Import { world.import(None) } else { world.ask(change, None).map(drop) };
            assert!(matches!(refused, Err(Refusal::AtLimit { .. })), "{road:?} into {place:?}: {refused:?}");
        }
    }
}
