//! The one door through which a board changes.
//!
//! The screen, the command line and the import all ask [`Board::apply`]; it checks the limits,
//! records the event, and says how to take it back. Nothing else changes a board.

use super::card::Scratch;
use super::change::{Applied, Change, Draft, Operation, Place, Record};
use super::event::{Action, Event, Field, Membership, NewCard, Standing, Values};
use super::refusal::{Holder, Refusal};
use super::setting::{Fields, Setting, Subject};
use super::{AtLimit, Board, Card, ColumnIx, Id, Name, Presence, Scope, WipLimit, rank};

/// The longest title that is taken, in characters.
pub const TITLE_MAX: usize = 500;
/// The longest text that is taken, in characters.
pub const TEXT_MAX: usize = 100_000;
/// The longest name, label, kind or reason that is taken, in characters.
pub const WORD_MAX: usize = 1_000;

impl Board {
    /// Makes a change, or refuses it and leaves the board as it was.
    pub fn apply(&mut self, operation: &Operation) -> Result<Applied, Refusal> {
        let mut ids = Ids(operation.seed);
        match &operation.change {
            Change::Set { subject, fields } => self.set(subject, fields, operation, &mut ids),
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
            labels: self.intern(&draft.labels)?,
            who: self.intern(&draft.who)?,
            source: draft.source.as_deref().map(Into::into),
            rank: None,
        };
        self.enact(None, id, event, Action::Add(Box::new(card)), operation)
    }

    /// A change to a card that exists.
    fn happen(&mut self, change: &Change, operation: &Operation, ids: &mut Ids) -> Result<Applied, Refusal> {
        let id = match change {
            Change::Move { card, .. }
            | Change::Edit { card, .. }
            | Change::Label { card, .. }
            | Change::Assign { card, .. }
            | Change::Block { card, .. }
            | Change::Unblock { card }
            | Change::Reorder { card, .. }
            | Change::Delete { card }
            | Change::Restore { card }
            | Change::Undo { card, .. } => *card,
            Change::Add(_) | Change::Set { .. } => return Err(Refusal::Nothing),
        };
        let card = self.card(id).ok_or(Refusal::NoSuchCard(id))?;
        let event = ids.event();
        if card.event(event).is_some() {
            return Ok(done(id, event, true));
        }
        if operation.backdated && operation.at < card.last_at() {
            let (card, at, last) = (self.short_id(id), operation.at, card.last_at());
            return Err(Refusal::BeforeLastEvent { card, at, last });
        }
        if !matches!(change, Change::Undo { .. } | Change::Restore { .. }) && !card.on_board() {
            return Err(Refusal::Deleted(self.short_id(id), self.deleter(card)));
        }
        let action = self.action(change, id, ids)?;
        let card = self.card(id).cloned().ok_or(Refusal::NoSuchCard(id))?;
        self.enact(Some(card), id, event, action, operation)
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
                if values.is_empty() {
                    return Err(Refusal::Nothing);
                }
                Action::Edit(Box::new(values))
            }
            Change::Label { add, drop, .. } => {
                let has = card.labels().to_vec();
                Action::Label(Box::new(self.membership(&has, add, drop)?))
            }
            Change::Assign { add, drop, .. } => {
                let has = card.who().to_vec();
                Action::Assign(Box::new(self.membership(&has, add, drop)?))
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
            Change::Reorder { place, .. } => Action::Rank(self.rank_at(card, *place, ids)?.into()),
            Change::Delete { .. } => Action::Delete,
            Change::Restore { .. } if card.on_board() => {
                return Err(Refusal::NotDeleted(self.short_id(id)));
            }
            Change::Restore { .. } => match card.presence() {
                // What was never put on the board comes back by taking back the undo.
                Presence::Undone => Action::Undo(self.undoing_add(card).ok_or(Refusal::Nothing)?),
                _ => Action::Restore,
            },
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
        before: Option<Card>,
        id: Id,
        event: Id,
        action: Action,
        operation: &Operation,
    ) -> Result<Applied, Refusal> {
        let by = self.names.intern(word("the name of who does it", &operation.by)?);
        let rev = before.as_ref().map_or(0, Card::rev).saturating_add(1);
        let standing = Standing::Holds;
        let mut events = before.as_ref().map(|card| card.events().to_vec()).unwrap_or_default();
        events.push(Event { id: event, at: operation.at, rev, by, action, over: None, standing });
        let mut scratch = Scratch::default();
        let mut after = Card::fold(id, events, &mut scratch);
        if let Some((scope, limit)) = self.overfilled(before.as_ref(), &after).first().copied() {
            let reason = operation.over.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
            match (self.at_limit(), reason) {
                (AtLimit::Reason, Some(reason)) => {
                    let reason = word("the reason", reason)?;
                    let mut events = after.events().to_vec();
                    if let Some(new) = events.iter_mut().find(|other| other.id == event && other.rev == rev) {
                        new.over = Some(Box::new(reason.into()));
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

    /// An undo is refused when the same thing was changed since.
    fn may_undo(&self, card: &Card, event: Id) -> Result<(), Refusal> {
        let events = card.events();
        let find = |id: Id| events.iter().position(|other| other.id == id);
        let place = find(event).ok_or_else(|| Refusal::NoSuchEvent(self.short_id(card.id()), event))?;
        match events[place].standing {
            Standing::Undone => return Err(Refusal::AlreadyUndone),
            Standing::Superseded => return Err(Refusal::Nothing),
            Standing::Holds => {}
        }
        // Undoing an undo brings back what that had cancelled.
        let mut root = place;
        while let Action::Undo(target) = events[root].action {
            root = find(target).filter(|target| *target < root).ok_or(Refusal::Nothing)?;
        }
        let since = events.get(place + 1..).unwrap_or_default().iter().find(|later| {
            later.standing == Standing::Holds && same_register(&events[root].action, &later.action)
        });
        since.map_or(Ok(()), |later| {
            Err(Refusal::ChangedSince {
                card: self.short_id(card.id()),
                by: self.names.text(later.by).to_owned(),
                what: later.action.word(),
                at: later.at,
            })
        })
    }

    fn undoing_add(&self, card: &Card) -> Option<Id> {
        let added = card.events().iter().find(|event| matches!(event.action, Action::Add(_)))?.id;
        let undone =
            |event: &&Event| event.standing == Standing::Holds && event.action == Action::Undo(added);
        card.events().iter().find(undone).map(|event| event.id)
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
        let expedited = self.expedited(card);
        let peers: Vec<&Card> =
            self.cards_in(card.column()).filter(|other| self.expedited(other) == expedited).collect();
        let row = peers.iter().position(|other| other.id() == card.id()).ok_or(Refusal::Nothing)?;
        let last = peers.len() - 1;
        let target = match place {
            Place::Top => 0,
            Place::Bottom => last,
            Place::By(rows) => row.saturating_add_signed(rows as isize).min(last),
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
            row.and_then(|row| peers.get(row))
                .map(|card| self.rank_key(card).as_ref().to_vec())
                .unwrap_or_default()
        };
        rank::between(&key(above), &key(below), ids.next())
            .filter(|key| rank::is_key(key))
            .ok_or(Refusal::Nothing)
    }

    fn membership(&mut self, has: &[Name], add: &[String], drop: &[String]) -> Result<Membership, Refusal> {
        let (mut add, mut drop) = (self.intern(add)?, self.intern(drop)?);
        add.retain(|name| !has.contains(name));
        drop.retain(|name| has.contains(name) && !add.contains(name));
        if add.is_empty() && drop.is_empty() {
            return Err(Refusal::Nothing);
        }
        Ok(Membership { add, drop })
    }

    fn intern(&mut self, texts: &[String]) -> Result<Vec<Name>, Refusal> {
        let mut names = Vec::with_capacity(texts.len());
        for text in texts {
            let name = self.names.intern(word("a name or label", text)?);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// Values as they may be recorded.
    fn checked(&self, values: &[(Field, String)]) -> Result<Values, Refusal> {
        let mut checked: Values = Vec::with_capacity(values.len());
        for (field, value) in values {
            let value: Box<str> = match field {
                Field::Title => one_line("title", value, TITLE_MAX)?.into(),
                Field::Text => limited("text", value.trim_end(), TEXT_MAX)?.into(),
                Field::Kind => one_line("kind", value, WORD_MAX)?.into(),
                Field::Class => self.checked_class(value.trim())?.into(),
                Field::Due => checked_due(value.trim())?.into(),
                Field::Parent => self.checked_parent(value.trim())?.into(),
            };
            if *field == Field::Title && value.is_empty() {
                return Err(Refusal::Empty("the title"));
            }
            checked.retain(|(other, _)| other != field);
            checked.push((*field, value));
        }
        checked.sort_by_key(|(field, _)| *field);
        Ok(checked)
    }

    fn checked_class<'a>(&self, value: &'a str) -> Result<&'a str, Refusal> {
        let known = value.parse::<Id>().is_ok_and(|id| self.class(id).is_some());
        // "standard" is what a card without a class is.
        match value {
            "" | "standard" if !known => Ok(""),
            _ if known => Ok(value),
            _ => {
                let mut known: Vec<String> = vec!["standard".to_owned()];
                known.extend(self.classes().iter().map(|class| class.id.to_string()));
                Err(Refusal::NoSuchClass(value.to_owned(), known.join(", ")))
            }
        }
    }

    fn checked_parent<'a>(&self, value: &'a str) -> Result<&'a str, Refusal> {
        if value.is_empty() || value.parse::<Id>().is_ok_and(|id| self.card(id).is_some()) {
            return Ok(value);
        }
        Err(Refusal::Malformed {
            field: Field::Parent,
            value: value.to_owned(),
            form: "give a card's whole id",
        })
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

    fn set(
        &mut self,
        subject: &Subject,
        fields: &Fields,
        operation: &Operation,
        ids: &mut Ids,
    ) -> Result<Applied, Refusal> {
        let id = ids.event();
        let group = || self.settings().iter().filter(|setting| setting.subject == *subject);
        let record = Record::Setting { subject: subject.clone(), id };
        let mut now = Fields::default();
        for setting in group().filter(|setting| setting.id != id) {
            now.update(&setting.fields);
        }
        let inverse = Change::Set { subject: subject.clone(), fields: was(&now, fields) };
        if group().any(|setting| setting.id == id) {
            return Ok(Applied { record, inverse, known: true });
        }
        let mut then = now.clone();
        then.update(fields);
        if then == now {
            return Err(Refusal::Nothing);
        }
        if let (Subject::Column(id), Some(true)) = (subject, fields.gone)
            && let Some(column) = self.find_column(*id)
            && self.cards_in(column).len() > 0
        {
            let name = self.column(column).name.to_string();
            return Err(Refusal::ColumnInUse(name, self.cards_in(column).len()));
        }
        let rev = group().map(|setting| setting.rev).max().unwrap_or(0).saturating_add(1);
        let by = word("the name of who does it", &operation.by)?.into();
        let subject = subject.clone();
        self.record(Setting { subject, id, rev, at: operation.at, by, fields: fields.clone() });
        Ok(Applied { record, inverse, known: false })
    }
}

/// True when undoing the first would disturb what the second did.
fn same_register(undone: &Action, later: &Action) -> bool {
    match (undone, later) {
        (_, Action::Undo(_)) => false,
        (Action::Add(_), _)
        | (Action::Move { .. }, Action::Move { .. } | Action::Add(_))
        | (Action::Block { .. } | Action::Unblock, Action::Block { .. } | Action::Unblock)
        | (Action::Delete | Action::Restore, Action::Delete | Action::Restore) => true,
        (Action::Edit(mine), Action::Edit(theirs)) => {
            mine.iter().any(|(field, _)| theirs.iter().any(|(other, _)| field == other))
        }
        _ => false,
    }
}

/// What `fields` said before, for each register they give.
fn was(before: &Fields, fields: &Fields) -> Fields {
    Fields {
        name: fields.name.as_ref().map(|_| before.name.clone().unwrap_or_default()),
        kind: fields.kind.and(before.kind),
        wip: fields.wip.map(|_| before.wip.flatten()),
        rank: fields.rank.as_ref().map(|_| before.rank.clone().unwrap_or_default()),
        stage: fields.stage.map(|_| before.stage.flatten()),
        gone: fields.gone.map(|_| before.gone.unwrap_or(false)),
        expedite: fields.expedite.map(|_| before.expedite.unwrap_or(false)),
        zone: fields.zone.as_ref().map(|_| before.zone.clone().unwrap_or_else(|| "UTC".into())),
        at_limit: fields.at_limit.map(|_| before.at_limit.unwrap_or_default()),
        person_wip: fields.person_wip.map(|_| before.person_wip.flatten()),
    }
}

fn done(card: Id, event: Id, known: bool) -> Applied {
    Applied { record: Record::Event { card, event }, inverse: Change::Undo { card, event }, known }
}

fn one_line(what: &'static str, text: &str, max: usize) -> Result<String, Refusal> {
    let line: Vec<&str> = text.split_whitespace().collect();
    limited(what, &line.join(" "), max).map(str::to_owned)
}

fn limited<'a>(what: &'static str, text: &'a str, max: usize) -> Result<&'a str, Refusal> {
    let len = text.chars().count();
    if len > max { Err(Refusal::TooLong { what, len, max }) } else { Ok(text) }
}

/// A text that must say something.
fn word<'a>(what: &'static str, text: &'a str) -> Result<&'a str, Refusal> {
    let text = limited(what, text.trim(), WORD_MAX)?;
    if text.is_empty() { Err(Refusal::Empty(what)) } else { Ok(text) }
}

fn checked_due(value: &str) -> Result<&str, Refusal> {
    let form = "give a day as YYYY-MM-DD";
    let day = chrono::NaiveDate::parse_from_str(value, "%Y-%m-%d");
    let fits = value.is_empty() || (value.len() == 10 && day.is_ok());
    if fits {
        Ok(value)
    } else {
        Err(Refusal::Malformed { field: Field::Due, value: value.to_owned(), form })
    }
}

/// New ids from an operation's seed: the same operation makes the same ids wherever it is applied.
///
/// The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
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
