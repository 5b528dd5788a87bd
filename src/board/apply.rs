//! The one door through which a board changes.
//!
//! The screen, the command line and the import all ask [`Board::apply`]; it checks the limits,
//! records the event, and says how to take it back. Nothing else changes a board.

use super::archive::saw;
use super::change::{Applied, Change, Draft, Operation, Place, Record};
use super::event::{Action, Event, Extras, Field, NewCard, Standing};
use super::fold::Scratch;
use super::refusal::{Holder, Refusal};
use super::values::word;
use super::{AtLimit, Board, Card, Checking, Checks, ColumnIx, Id, Presence, Scope, WipLimit, rank};

impl Board {
    /// Makes a change, or refuses it and leaves the board as it was.
    pub fn apply(&mut self, operation: &Operation) -> Result<Applied, Refusal> {
        let mut ids = Ids(operation.seed);
        match &operation.change {
            Change::Set { subject, fields } => self.set(subject, fields, operation, ids.event()),
            Change::Add(draft) => self.add(draft, operation, &mut ids),
            change => self.happen(change, operation, &mut ids),
        }
    }

    fn add(&mut self, draft: &Draft, operation: &Operation, ids: &mut Ids) -> Result<Applied, Refusal> {
        let event = ids.event();
        let mut id = ids.card();
        while let Some(other) = self.card(id) {
            if other.event(event).is_some() {
                return Ok(done(id, event, true));
            }
            id = ids.card();
        }
        let to = match draft.to {
            Some(column) => self.known_column(column)?,
            None => self.display_order().first().copied().ok_or_else(|| self.no_column("the first"))?,
        };
        let values = self.checked(&draft.values)?;
        if !values.iter().any(|(field, _)| *field == Field::Title) {
            return Err(Refusal::Empty("the title"));
        }
        let card = NewCard {
            to,
            values: values.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
            labels: self.intern(&draft.labels)?.into(),
            who: self.intern(&draft.who)?.into(),
            source: draft.source.as_deref().map(Into::into),
            rank: None,
            extras: self.extras(draft)?,
        };
        self.enact(None, id, event, Action::Add(Box::new(card)), operation)
    }

    /// The checklist and the links of a new card, if it has any.
    fn extras(&mut self, draft: &Draft) -> Result<Option<Box<Extras>>, Refusal> {
        let mut checking = Checking::default();
        for (item, done) in &draft.items {
            checking.add.push(item.clone());
            checking.tick.extend(done.then(|| item.clone()));
        }
        let checks = if draft.items.is_empty() { Checks::default() } else { self.checks(&[], &checking)? };
        let links =
            if draft.links.is_empty() { Vec::new() } else { self.linked(&[], &draft.links, &[])?.add };
        let extras = Extras { checks, links };
        Ok((extras != Extras::default()).then(|| Box::new(extras)))
    }

    /// A change to a card that exists.
    fn happen(&mut self, change: &Change, operation: &Operation, ids: &mut Ids) -> Result<Applied, Refusal> {
        let id = change.card().ok_or(Refusal::Nothing)?;
        let card = self.card(id).ok_or(Refusal::NoSuchCard(id))?;
        let event = ids.event();
        if card.event(event).is_some() {
            return Ok(done(id, event, true));
        }
        if operation.backdated && operation.at < card.last_at() {
            let (card, at, last) = (self.short_id(id), operation.at, card.last_at());
            return Err(Refusal::BeforeLastEvent { card, at, last });
        }
        self.may_happen(change, card)?;
        let action = self.action(change, id, ids)?;
        let card = self.card(id).cloned().ok_or(Refusal::NoSuchCard(id))?;
        self.enact(Some(&card), id, event, action, operation)
    }

    /// What is not on the board can be brought back, and deleted cards can be archived.
    fn may_happen(&self, change: &Change, card: &Card) -> Result<(), Refusal> {
        let brings_back = change.brings_back();
        let short = || self.short_id(card.id());
        match change {
            _ if brings_back && card.is_history_missing() => Err(Refusal::HistoryMissing(short())),
            _ if brings_back || card.on_board() => Ok(()),
            _ if card.is_archived() => Err(Refusal::Archived(short())),
            Change::Archive { .. } => Ok(()),
            _ => Err(Refusal::Deleted(short(), self.deleter(card))),
        }
    }

    /// What a change comes to on the board as it is.
    fn action(&mut self, change: &Change, id: Id, ids: &mut Ids) -> Result<Action, Refusal> {
        let card = self.card(id).ok_or(Refusal::NoSuchCard(id))?;
        Ok(match change {
            Change::Move { to, .. } => {
                let to = self.known_column(*to)?;
                if card.column() == to {
                    let name = self.column(to).name.to_string();
                    return Err(Refusal::AlreadyThere(self.short_id(id), name));
                }
                Action::Move { from: card.column(), to }
            }
            Change::Edit { values, .. } => {
                let mut values = self.checked(values)?;
                values.retain(|(field, value)| card.value(*field) != &**value);
                for (_, whole) in values.iter().filter(|(field, _)| *field == Field::Parent) {
                    self.may_be_part_of(id, whole)?;
                }
                if values.is_empty() {
                    return Err(Refusal::Nothing);
                }
                Action::Edit(Box::new(values.into()))
            }
            Change::Label { add, drop, .. } => {
                let has = card.labels().to_vec();
                Action::Label(Box::new(self.membership(&has, add, drop)?))
            }
            Change::Assign { add, drop, .. } => {
                let has = card.who().to_vec();
                Action::Assign(Box::new(self.membership(&has, add, drop)?))
            }
            Change::Check { checking, .. } => {
                let has = card.items().to_vec();
                Action::Check(Box::new(self.checks(&has, checking)?))
            }
            Change::Link { add, drop, .. } => {
                let has = card.links().to_vec();
                Action::Link(Box::new(self.linked(&has, add, drop)?))
            }
            Change::Block { why, .. } => {
                if let Some(block) = card.block() {
                    return Err(Refusal::AlreadyBlocked(self.short_id(id), block.why.to_owned()));
                }
                Action::Block { why: word("the reason", why)?.into() }
            }
            Change::Unblock { .. } if card.block().is_none() => {
                return Err(Refusal::NotBlocked(self.short_id(id)));
            }
            Change::Unblock { .. } => Action::Unblock,
            Change::Pull { why, .. } => self.pull(card, why)?,
            Change::Answer { .. } => self.answer(card)?,
            Change::Resolve { what, .. } => self.resolve(card, what)?,
            Change::Reorder { place, .. } => Action::Rank(self.rank_at(card, *place, ids)?.into()),
            Change::Delete { .. } => Action::Delete,
            Change::Restore { .. } if card.on_board() => {
                return Err(Refusal::NotDeleted(self.short_id(id)));
            }
            Change::Restore { .. } => match card.presence() {
                // What was never put on the board comes back by taking back the undo.
                Presence::Undone => Action::Undo(Self::undoing_add(card).ok_or(Refusal::Nothing)?),
                _ => Action::Restore,
            },
            Change::Archive { .. } => Action::Archive { saw: saw(card.events()) },
            Change::Undo { event, .. } => {
                self.may_undo(card, *event)?;
                Action::Undo(*event)
            }
            Change::Add(_) | Change::Set { .. } => return Err(Refusal::Nothing),
        })
    }

    /// Folds the card with the new event, checks the limits, and puts it on the board.
    fn enact(
        &mut self,
        before: Option<&Card>,
        id: Id,
        event: Id,
        action: Action,
        operation: &Operation,
    ) -> Result<Applied, Refusal> {
        let by = self.names.intern(word("the name of who does it", &operation.by)?);
        let last = || Refusal::LastRevision(format!("card {}", self.short_id(id)));
        let rev = before.map_or(0, Card::rev).checked_add(1).ok_or_else(last)?;
        let standing = Standing::Holds;
        let mut events = before.map(|card| card.events().to_vec()).unwrap_or_default();
        events.push(Event { id: event, at: operation.at, rev, by, action, over: None, standing });
        let mut scratch = Scratch::default();
        let mut after = Card::fold(id, events, &mut scratch);
        if let Some((scope, limit)) = self.overfilled(before, &after).first().copied() {
            let reason = operation.over.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
            match (self.at_limit(), reason) {
                (AtLimit::Reason, Some(reason)) => {
                    let reason = word("the reason", reason)?;
                    let mut events = after.events().to_vec();
                    if let Some(new) = events.iter_mut().find(|other| other.id == event && other.rev == rev) {
                        new.over = Some(reason.into());
                    }
                    after = Card::fold(id, events, &mut scratch);
                }
                _ => return Err(self.full(scope, limit)),
            }
        }
        self.put(after);
        Ok(done(id, event, false))
    }

    fn full(&self, scope: Scope, limit: WipLimit) -> Refusal {
        let holders = self.holders(scope);
        let holder =
            |card: &&Card| Holder { short_id: self.short_id(card.id()), title: card.title().to_owned() };
        Refusal::AtLimit {
            scope: self.scope_name(scope),
            limit,
            holders: holders.iter().map(holder).collect(),
            at_limit: self.at_limit(),
        }
    }

    fn deleter(&self, card: &Card) -> String {
        let event = match card.presence() {
            Presence::Deleted(place) => card.events().get(place),
            _ => card.events().last(),
        };
        event.map_or_else(String::new, |event| self.names.text(event.by).to_owned())
    }

    /// The key that puts a card at a place among the cards of its column that rank like it.
    fn rank_at(&self, card: &Card, place: Place, ids: &mut Ids) -> Result<String, Refusal> {
        let column = card.column();
        let cards = self.cards_in(column).len();
        // Cards with right of way stand first, and rank among themselves.
        let ahead = cards - self.count(Scope::Column(column));
        let peers = if self.apart(card) { 0..ahead } else { ahead..cards };
        let row = self.row(card).ok_or(Refusal::Nothing)?;
        let last = peers.end - 1;
        let target = match place {
            Place::Top => peers.start,
            Place::Bottom => last,
            Place::By(rows) => row.saturating_add_signed(rows as isize).clamp(peers.start, last),
        };
        if target == row {
            return Err(Refusal::Nothing);
        }
        let (above, below) = if target < row {
            (target.checked_sub(1), Some(target))
        } else {
            (Some(target), Some(target + 1))
        };
        let key = |row: Option<usize>| {
            let peer = row.filter(|row| peers.contains(row)).and_then(|row| self.card_in(column, row));
            peer.map(|card| self.rank_key(card)).unwrap_or_default()
        };
        rank::between(&key(above), &key(below), ids.next())
            .filter(|key| rank::is_key(key))
            .ok_or(Refusal::Nothing)
    }

    fn known_column(&self, id: Id) -> Result<ColumnIx, Refusal> {
        self.find_column(id)
            .filter(|column| !self.column(*column).gone)
            .ok_or_else(|| self.no_column(&id.to_string()))
    }

    fn no_column(&self, asked: &str) -> Refusal {
        let known: Vec<String> =
            self.display_order().iter().map(|column| self.column(*column).id.to_string()).collect();
        Refusal::NoSuchColumn(asked.to_owned(), known.join(", "))
    }
}

fn done(card: Id, event: Id, known: bool) -> Applied {
    Applied { record: Record::Event { card, event }, inverse: Change::Undo { card, event }, known }
}

/// New ids from an operation's seed: the same operation makes the same ids wherever it is applied.
///
/// The generator is `SplitMix64` (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014).
struct Ids(u64);

impl Ids {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    fn event(&mut self) -> Id {
        Id::random(self.next(), Id::EVENT_LEN)
    }

    fn card(&mut self) -> Id {
        Id::random(self.next(), Id::CARD_LEN)
    }
}
