//! A card: its events, and what they fold to.

use super::archive::Rest;
use super::checklist::{Folding, Item};
use super::cord::{Cord, Pulled};
use super::event::{Action, Event, Field, Standing};
use super::fold::{NONE, Scratch, Set, cancel, presence, walk};
use super::{ColumnIx, Id, Name, Timestamp};

/// Why and since when a card is blocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block<'a> {
    /// When work stopped.
    pub since: Timestamp,
    /// The reason given.
    pub why: &'a str,
    /// Who said so.
    pub by: Name,
}

/// Whether a card is on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is.
    OnBoard,
    /// It was taken off by the event at this place of its history.
    Deleted(usize),
    /// Putting it on the board was undone.
    Undone,
}

/// A card, folded from its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    id: Id,
    events: Box<[Event]>,
    column: ColumnIx,
    tip: u32,
    entered: Timestamp,
    presence: Presence,
    class: Option<Id>,
    /// For each field, the event that gives its value.
    latest: [u32; Field::ALL.len()],
    blocked: u32,
    pulled: Pulled,
    rank: u32,
    labels: Box<[Name]>,
    who: Box<[Name]>,
    /// Its checklist and links, if it has any.
    lists: Option<Box<Lists>>,
    rest: Rest,
}

/// What few cards have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Lists {
    items: Box<[Item]>,
    links: Box<[Name]>,
}

impl Card {
    /// Folds `events`, at least one of them.
    pub(super) fn fold(id: Id, mut events: Vec<Event>, scratch: &mut Scratch) -> Self {
        if !events.is_sorted_by_key(Event::order) {
            events.sort_by_key(Event::order);
        }
        for event in &mut events {
            event.standing = Standing::Holds;
        }
        cancel(&mut events);
        let (tip, column) = walk(&mut events, scratch);
        let mut card = Self {
            id,
            column,
            tip,
            entered: events.get(tip as usize).map_or(Timestamp::MIN, |event| event.at),
            presence: presence(&events),
            class: None,
            latest: [NONE; Field::ALL.len()],
            blocked: NONE,
            pulled: Pulled::NOT,
            rank: NONE,
            labels: Box::default(),
            who: Box::default(),
            lists: None,
            rest: Rest::of(&events),
            events: events.into(),
        };
        card.registers();
        card.class = card.value(Field::Class).parse().ok();
        card
    }

    /// The last event in order that gives a register a value is the one that holds.
    fn registers(&mut self) {
        let (mut labels, mut who, mut links) = (Set::default(), Set::default(), Set::default());
        let mut checks = Folding::default();
        for (place, event) in (0..).zip(&self.events) {
            if event.standing != Standing::Holds {
                continue;
            }
            match &event.action {
                Action::Add(card) => {
                    for (field, _) in &card.values {
                        self.latest[*field as usize] = place;
                    }
                    labels.update(event.rev, &card.labels, &[]);
                    who.update(event.rev, &card.who, &[]);
                    if let Some(extras) = &card.extras {
                        checks.update(event.rev, &extras.checks);
                        links.update(event.rev, &extras.links, &[]);
                    }
                    if card.rank.is_some() {
                        self.rank = place;
                    }
                }
                Action::Edit(values) => {
                    for (field, _) in values.iter() {
                        self.latest[*field as usize] = place;
                    }
                }
                Action::Label(change) => labels.update(event.rev, &change.add, &change.drop),
                Action::Assign(change) => who.update(event.rev, &change.add, &change.drop),
                Action::Check(change) => checks.update(event.rev, change),
                Action::Link(change) => links.update(event.rev, &change.add, &change.drop),
                Action::Block { .. } if self.blocked == NONE => self.blocked = place,
                Action::Unblock => self.blocked = NONE,
                // An order by hand is an order among the cards of one column.
                Action::Move { .. } => self.rank = NONE,
                Action::Rank(_) => self.rank = place,
                action => self.pulled.update(place, action),
            }
        }
        self.labels = labels.members().into();
        self.who = who.members().into();
        let lists = Lists { items: checks.items(), links: links.members().into() };
        self.lists = (lists != Lists::default()).then(|| Box::new(lists));
    }

    /// The card as those of its events fold that had happened by `now`, as their writers' clocks
    /// say; `None` when none had.
    pub fn as_of(&self, now: Timestamp) -> Option<Self> {
        let events: Vec<Event> = self.events.iter().filter(|event| event.at <= now).cloned().collect();
        (!events.is_empty()).then(|| Self::fold(self.id, events, &mut Scratch::default()))
    }

    /// The card's name for the program.
    pub fn id(&self) -> Id {
        self.id
    }

    /// The whole history, in the order it holds.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The event of that name.
    pub fn event(&self, id: Id) -> Option<&Event> {
        self.events.iter().find(|event| event.id == id)
    }

    /// The place in its history of the event that gives a field its value.
    pub(super) fn place_of(&self, field: Field) -> Option<usize> {
        usize::try_from(self.latest[field as usize]).ok().filter(|place| *place < self.events.len())
    }

    /// A field's value; empty when it was never given or was cleared.
    pub fn value(&self, field: Field) -> &str {
        let values = match self.place_of(field).map(|place| &self.events[place].action) {
            Some(Action::Add(card)) => &card.values,
            Some(Action::Edit(values)) => &**values,
            _ => return "",
        };
        values.iter().rev().find(|(of, _)| *of == field).map_or("", |(_, value)| value)
    }

    /// The card's name for people. Where the row that gave it is missing, it says so.
    pub fn title(&self) -> &str {
        let title = self.value(Field::Title);
        if !title.is_empty() {
            return title;
        }
        // A card that was put on the board and taken back keeps its name.
        self.first_title()
    }

    /// The title it was put on the board with.
    pub fn first_title(&self) -> &str {
        let given = self.events.iter().find_map(|event| match &event.action {
            Action::Add(card) => card.values.iter().find(|(field, _)| *field == Field::Title),
            _ => None,
        });
        let lost = if self.is_history_missing() { "(archived)" } else { "(title lost)" };
        given.map_or(lost, |(_, title)| title)
    }

    /// The class of service it was given, if any.
    pub fn class(&self) -> Option<Id> {
        self.class
    }

    /// The column it is in, or was in when it left the board.
    pub fn column(&self) -> ColumnIx {
        self.column
    }

    /// When it came into its column.
    pub fn entered(&self) -> Timestamp {
        self.entered
    }

    /// Its labels, in the order of the board's names.
    pub fn labels(&self) -> &[Name] {
        &self.labels
    }

    /// The people on it.
    pub fn who(&self) -> &[Name] {
        &self.who
    }

    /// The items of its checklist, in the order they were added.
    pub fn items(&self) -> &[Item] {
        self.lists.as_ref().map_or(&[], |lists| &lists.items)
    }

    /// How many items of its checklist are ticked, and how many there are.
    pub fn checked(&self) -> (usize, usize) {
        let items = self.items();
        (items.iter().filter(|item| item.done).count(), items.len())
    }

    /// Its links, in the order they were added. What a file calls a link need not be one that
    /// [`is_link`](super::is_link) lets a program open.
    pub fn links(&self) -> &[Name] {
        self.lists.as_ref().map_or(&[], |lists| &lists.links)
    }

    /// Whether it is on the board.
    pub fn presence(&self) -> Presence {
        self.presence
    }

    /// True if it is on the board: neither deleted nor archived.
    pub fn on_board(&self) -> bool {
        self.presence == Presence::OnBoard && !self.rest.is_at_rest()
    }

    pub(super) fn rest(&self) -> Rest {
        self.rest
    }

    /// The same card, of which the board has no mark that it was archived.
    pub(super) fn unmarked(self) -> Self {
        Self { rest: self.rest.unmarked(), ..self }
    }

    /// Its events, to be folded anew.
    pub(super) fn into_events(self) -> Vec<Event> {
        self.events.into_vec()
    }

    /// Why it is blocked, if it is.
    pub fn block(&self) -> Option<Block<'_>> {
        let event = self.events.get(self.blocked as usize)?;
        match &event.action {
            Action::Block { why } => Some(Block { since: event.at, why, by: event.by }),
            _ => None,
        }
    }

    /// The andon cord on it, if somebody pulled it and nobody has resolved it.
    pub fn cord(&self) -> Option<Cord<'_>> {
        self.pulled.read(&self.events)
    }

    /// The place in its column that a person gave it, if one did.
    pub fn rank(&self) -> Option<&str> {
        match &self.events.get(self.rank as usize)?.action {
            Action::Rank(key) => Some(key),
            Action::Add(card) => card.rank.as_deref(),
            _ => None,
        }
    }

    /// Its id in the log it was imported from.
    pub fn source(&self) -> Option<&str> {
        self.events.iter().find_map(|event| match &event.action {
            Action::Add(card) => card.source.as_deref(),
            _ => None,
        })
    }

    /// The highest revision of its events.
    pub fn rev(&self) -> u32 {
        self.events.last().map_or(0, |event| event.rev)
    }

    /// When its last event happened, by the clocks of those who wrote.
    pub fn last_at(&self) -> Timestamp {
        self.events.iter().map(|event| event.at).max().unwrap_or(Timestamp::MIN)
    }

    /// The event that put the card where it is.
    pub fn tip(&self) -> Option<&Event> {
        self.events.get(self.tip as usize)
    }

    /// The reason given when it went over a limit into its column, if it did.
    pub fn over(&self) -> Option<&str> {
        self.tip().and_then(|event| event.over.as_deref()).map(AsRef::as_ref)
    }

    /// The highest revision of those events that did something to it.
    fn touched(&self) -> u32 {
        if !self.rest.is_marked() {
            return self.rev();
        }
        let marks: Vec<Id> = self.archive_marks().map(|event| event.id).collect();
        self.events.iter().rev().find(|event| !marks.contains(&event.id)).map_or(0, |event| event.rev)
    }

    /// A move that somebody else made at the same time and that does not hold. Shown until the
    /// card is touched again.
    pub fn also_moved(&self) -> Option<&Event> {
        let newest = self.touched();
        let mine = self.tip()?;
        (mine.rev == newest)
            .then(|| {
                self.events.iter().rev().find(|event| {
                    event.standing == Standing::Superseded && event.destination() != Some(self.column)
                })
            })
            .flatten()
    }

    /// A deletion that does not hold, because somebody changed the card at the same time.
    pub fn deletion_outlived(&self) -> Option<&Event> {
        let newest = self.touched();
        self.on_board()
            .then(|| {
                self.events.iter().find(|event| {
                    event.standing == Standing::Holds
                        && matches!(event.action, Action::Delete)
                        && event.rev == newest
                })
            })
            .flatten()
    }
}
