//! Cards at rest: their history lies in the board's archive, and the board keeps their marks.
//!
//! An `archived` event says which events its writer saw to hold, as one short sum of their ids. While
//! exactly those hold the card is at rest; if any other does, or one of them does not, somebody
//! worked on it without knowing, or brought it back, and it is on the board again. A revision could
//! not tell that: who worked from an older state of the card than the archiver may have written a
//! lower one.
//!
//! Where the history is not at hand only the *marks* of a card are: its archived events, and what
//! undid them. They say that it is at rest, and nothing else about it.

use super::event::{Action, Event, Standing};
use super::fold::NONE;
use super::{Card, Id, Presence};

/// Whether a card is at rest, and how much of it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rest {
    /// The card was archived at some time.
    marked: bool,
    /// The archived event that holds.
    by: u32,
    resting: bool,
    /// Nothing but marks is known.
    marks_only: bool,
    /// It was archived, and not all that its archiver saw is here.
    incomplete: bool,
}

impl Rest {
    /// Of a card that was never archived.
    const NOT: Self = Self { marked: false, by: NONE, resting: false, marks_only: false, incomplete: false };

    /// Of the card with these events, which are in order.
    pub(super) fn of(events: &[Event]) -> Self {
        if !events.iter().any(|event| matches!(event.action, Action::Archive { .. })) {
            return Self::NOT;
        }
        let marks_only = !marks(events).contains(&false);
        let all = saw(events);
        let archived = || {
            (0..).zip(events).filter_map(|(place, event)| match event.action {
                Action::Archive { saw } => Some((place, event, saw)),
                _ => None,
            })
        };
        let holds = |(_, event, saw): &(u32, &Event, Id)| {
            event.standing == Standing::Holds && (marks_only || *saw == all)
        };
        let by = archived().filter(holds).last().map_or(NONE, |(place, ..)| place);
        let resting = by != NONE;
        let lacks = |(_, event, saw): (u32, &Event, Id)| {
            sum(events.iter().filter(|other| other.rev < event.rev)) != saw
        };
        let incomplete = !resting && archived().any(lacks);
        Self { marked: true, by, resting, marks_only, incomplete }
    }

    /// Of a card that only the archive knows.
    pub(super) fn unmarked(self) -> Self {
        Self { resting: true, ..self }
    }

    /// Whether the card was ever archived.
    pub(super) fn is_marked(self) -> bool {
        self.marked
    }

    pub(super) fn is_at_rest(self) -> bool {
        self.resting
    }
}

/// What an archived event says of the events its writer saw, which are folded.
pub(super) fn saw(events: &[Event]) -> Id {
    sum(events.iter())
}

/// For each event, whether it only says that the card was archived, or takes that back.
fn marks(events: &[Event]) -> Vec<bool> {
    let mut marks: Vec<bool> = Vec::with_capacity(events.len());
    for event in events {
        marks.push(match event.action {
            Action::Archive { .. } => true,
            Action::Undo(target) => {
                events.iter().zip(&marks).any(|(earlier, mark)| *mark && earlier.id == target)
            }
            _ => false,
        });
    }
    marks
}

/// The same for the same events that hold, in whatever order. An undo is known by what it undid.
fn sum<'a>(events: impl Iterator<Item = &'a Event>) -> Id {
    let holds = |event: &&Event| {
        event.standing != Standing::Undone
            && !matches!(event.action, Action::Undo(_) | Action::Archive { .. })
    };
    Id::random(events.filter(holds).fold(0, |sum: u64, event| sum.wrapping_add(mix(event.id.bits()))), 12)
}

/// Stafford's variant 13 of the finaliser of `MurmurHash3`: every bit of an id moves every bit.
pub(super) fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

impl Card {
    /// True if it is at rest in the archive.
    pub fn is_archived(&self) -> bool {
        self.rest().resting
    }

    /// The event that put it to rest. `None` for a card on the board, and for one that stands in the
    /// archive and that the board has no mark of.
    pub fn archived(&self) -> Option<&Event> {
        self.events().get(self.rest().by as usize)
    }

    /// True if nothing of it is known but that it was archived: its history was not read.
    pub fn is_history_missing(&self) -> bool {
        self.rest().marks_only
    }

    /// True if it was archived once, is not at rest for sure, and some of its history is elsewhere.
    pub fn is_incomplete(&self) -> bool {
        self.rest().incomplete
    }

    /// True if it was taken off the board, by deleting it or by taking back that it was added.
    pub fn is_deleted(&self) -> bool {
        self.presence() != Presence::OnBoard
    }

    /// The events that only say that it was archived, or take that back. They stay on the board
    /// when all others go to the archive.
    pub fn archive_marks(&self) -> impl Iterator<Item = &Event> {
        let marks = if self.rest().is_marked() { marks(self.events()) } else { Vec::new() };
        self.events().iter().zip(marks).filter(|(_, mark)| *mark).map(|(event, _)| event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::fold::Scratch;
    use crate::board::{Builder, ColumnIx, NewCard, Timestamp};

    /// A card from `rev what` a line; `archived` saw the events before it, or those of the lines it
    /// names.
    fn card(rows: &str) -> Card {
        let mut builder = Builder::new();
        let id = |text: &str| text.parse::<Id>().unwrap();
        let column = builder.column(id("done")).unwrap();
        let by = builder.name("m");
        let mut events: Vec<Event> = Vec::new();
        for (number, row) in (0..).zip(rows.split(", ")) {
            let words: Vec<&str> = row.split_whitespace().collect();
            let action = match words[1] {
                "add" => Action::Add(Box::new(new(column))),
                "edit" => Action::Edit(Box::new([].into())),
                "delete" => Action::Delete,
                "restore" => Action::Restore,
                "undo" => Action::Undo(id(words[2])),
                "archived" if words.len() > 2 => {
                    let named = events.iter().filter(|event| words[2..].contains(&&*event.id.to_string()));
                    Action::Archive { saw: seen(named) }
                }
                "archived" => Action::Archive { saw: seen(events.iter()) },
                other => panic!("{other}"),
            };
            let at = Timestamp::from_ms(1_700_000_000_000 + number * 60_000);
            let (rev, standing) = (words[0].parse().unwrap(), Standing::Holds);
            events.push(Event { id: id(&format!("e{number}")), at, rev, by, action, over: None, standing });
        }
        for event in events.into_iter().filter(|event| event.rev > 0) {
            builder.event(id("card"), event);
        }
        builder.build().cards().next().unwrap().clone()
    }

    fn seen<'a>(events: impl Iterator<Item = &'a Event>) -> Id {
        saw(Card::fold("card".parse().unwrap(), events.cloned().collect(), &mut Scratch::default()).events())
    }

    fn new(to: ColumnIx) -> NewCard {
        let (values, labels, who) = (Box::default(), Box::default(), Box::default());
        NewCard { to, values, labels, who, source: None, rank: None, extras: None }
    }

    /// `rests` or `stands`, and whether more is known elsewhere.
    fn told(rows: &str) -> &'static str {
        let card = card(rows);
        assert_eq!(card.on_board(), !card.is_archived() && !card.is_deleted(), "{rows}");
        match (card.is_archived(), card.is_history_missing(), card.is_incomplete()) {
            (true, true, false) => "rests, marks only",
            (true, false, false) => "rests",
            (false, false, false) => "stands",
            (false, _, true) => "stands, incomplete",
            other => panic!("{rows}: {other:?}"),
        }
    }

    #[test]
    fn a_card_rests_while_it_is_what_its_archiver_saw() {
        // Rows of revision 0 are known to the archiver and not here.
        for (rows, expected) in [
            ("1 add", "stands"),
            ("1 add, 2 archived", "rests"),
            ("0 add, 2 archived", "rests, marks only"),
            // Somebody worked on it at the same time, or later, or from long before.
            ("1 add, 2 archived, 2 edit", "stands"),
            ("1 add, 2 archived, 3 edit", "stands"),
            ("1 add, 2 edit, 3 archived, 2 edit", "stands, incomplete"),
            // And of the rest nothing is here, or not all.
            ("0 add, 2 archived, 2 edit", "stands, incomplete"),
            ("1 add, 0 edit, 3 archived", "stands, incomplete"),
            // It was brought back, and put away again.
            ("1 add, 2 archived, 3 restore", "stands"),
            ("0 add, 2 archived, 3 restore", "stands, incomplete"),
            ("1 add, 2 archived, 3 restore, 4 archived", "rests"),
            ("1 add, 2 archived, 3 undo e1", "stands"),
            ("0 add, 2 archived, 3 undo e1", "stands, incomplete"),
            ("1 add, 2 archived, 3 undo e1, 4 undo e2", "rests"),
            ("0 add, 2 archived, 3 undo e1, 4 undo e2", "rests, marks only"),
            ("1 add, 2 archived, 3 undo e1, 4 archived", "rests"),
            // Undoing anything else is work.
            ("1 add, 2 edit, 3 archived, 4 undo e1", "stands, incomplete"),
            // And taking that back, or the bringing back, puts it to rest again.
            ("1 add, 2 edit, 3 archived, 4 undo e1, 5 undo e3", "rests"),
            ("1 add, 2 archived, 3 restore, 4 undo e2", "rests"),
            ("1 add, 2 archived, 2 edit, 3 undo e2", "rests"),
            // Two archived it at once: knowing the same, knowing more, each knowing what the other did not.
            ("1 add, 2 archived e0, 2 archived e0", "rests"),
            ("1 add, 2 edit, 2 archived e0, 3 archived e0 e1", "rests"),
            ("1 add, 2 edit, 2 edit, 3 archived e0 e1, 3 archived e0 e2", "stands, incomplete"),
        ] {
            assert_eq!(told(rows), expected, "{rows}");
        }
    }

    #[test]
    fn being_archived_is_nothing_that_was_done_to_a_card() {
        let deleted = card("1 add, 2 delete, 3 archived");
        assert!(deleted.is_deleted() && deleted.is_archived());
        let undone = card("1 add, 2 undo e0, 3 archived");
        assert_eq!((undone.presence(), undone.is_archived()), (Presence::Undone, true));
        let again = card("1 add, 2 archived, 3 restore");
        assert_eq!(again.archive_marks().map(|event| event.rev).collect::<Vec<_>>(), [2]);
        let kept = card("1 add, 2 delete, 2 edit, 3 archived, 4 undo e3");
        assert!(kept.deletion_outlived().is_some());
    }
}
