//! The board: columns and cards as their rows fold, with the orders in which people see them.

use std::sync::{Arc, OnceLock};

use chrono_tz::Tz;

use super::builder::{by_subject, unknown_column};
use super::cards::Cards;
use super::family::named;
use super::setting::{Fields, Setting, Subject};
use super::{
    AtLimit, Card, Class, Column, ColumnIx, ColumnKind, Id, Names, Person, Sle, Stage, Template, WipLimit,
    WorkTarget,
};

/// A board in memory.
#[derive(Debug, Clone)]
pub struct Board {
    pub(super) names: Names,
    pub(super) settings: Vec<Setting>,
    id: Option<Id>,
    whole: Fields,
    zone: Tz,
    pub(super) columns: Vec<Column>,
    /// Columns left to right. Those taken off the board are listed while they hold cards.
    order: Vec<ColumnIx>,
    stages: Vec<Stage>,
    classes: Vec<Class>,
    people: Vec<Person>,
    targets: Vec<WorkTarget>,
    templates: Vec<Template>,
    /// Shared with copies of the board.
    pub(super) cards: Cards,
    /// Every card's place in `cards`, by id.
    pub(super) index: Arc<Vec<(Id, u32)>>,
    /// For each column its cards, top to bottom, once somebody looked.
    pub(super) lanes: OnceLock<Vec<Vec<u32>>>,
    /// The cards on the board whose andon cord is pulled.
    pub(super) pulled: Vec<u32>,
    /// Cards that are part of others, once somebody asked.
    pub(super) family: OnceLock<Vec<(Id, u32)>>,
}

impl Board {
    /// Folds the settings and lays out the cards.
    pub(super) fn assemble(names: Names, settings: Vec<Setting>, columns: Vec<Column>, cards: Cards) -> Self {
        let mut index: Vec<(Id, u32)> = cards.iter().map(|card| card.id()).zip(0..).collect();
        index.sort_unstable();
        let is_pulled = |card: &Card| card.on_board() && card.cord().is_some();
        let pulled =
            (0..).zip(cards.iter()).filter(|(_, card)| is_pulled(card)).map(|(place, _)| place).collect();
        let mut board = Self {
            names,
            settings,
            id: None,
            whole: Fields::default(),
            zone: Tz::UTC,
            columns,
            order: Vec::new(),
            stages: Vec::new(),
            classes: Vec::new(),
            people: Vec::new(),
            targets: Vec::new(),
            templates: Vec::new(),
            cards,
            index: Arc::new(index),
            lanes: OnceLock::new(),
            pulled,
            family: OnceLock::new(),
        };
        board.fold_settings();
        board.arrange();
        board
    }

    /// The board's own id: tells one board from another. `None` where no row says it.
    pub fn id(&self) -> Option<Id> {
        self.id
    }

    /// The board's name for people; may be empty.
    pub fn name(&self) -> &str {
        self.whole.name.as_deref().unwrap_or_default()
    }

    /// The time zone whose days and weeks the board counts in. UTC if it names none that is known.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The time zone as the file names it, known or not.
    pub fn zone_name(&self) -> &str {
        self.whole.zone.as_deref().unwrap_or("UTC")
    }

    /// What happens at a limit.
    pub fn at_limit(&self) -> AtLimit {
        self.whole.at_limit.unwrap_or_default()
    }

    /// The limit of cards in process on the whole board.
    pub fn board_limit(&self) -> Option<WipLimit> {
        self.whole.wip.flatten()
    }

    /// The limit of people who have none of their own.
    pub fn person_limit(&self) -> Option<WipLimit> {
        self.whole.person_wip.flatten()
    }

    /// The service level expectation the team agreed on.
    pub fn sle(&self) -> Option<Sle> {
        self.whole.sle.flatten()
    }

    /// The kinds of work that should have a certain share, by name.
    pub fn work_targets(&self) -> &[WorkTarget] {
        &self.targets
    }

    /// The team's templates of cards, by name.
    pub fn templates(&self) -> &[Template] {
        &self.templates
    }

    /// All columns ever named, by their [`ColumnIx`].
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The columns people see, left to right.
    pub fn display_order(&self) -> &[ColumnIx] {
        &self.order
    }

    /// The number of every column there ever was, in no order that means anything.
    pub fn column_numbers(&self) -> impl ExactSizeIterator<Item = ColumnIx> + use<> {
        let columns = u16::try_from(self.columns.len()).unwrap_or(u16::MAX);
        (0..columns).map(ColumnIx)
    }

    /// A column.
    pub fn column(&self, column: ColumnIx) -> &Column {
        &self.columns[column.index()]
    }

    /// The column of that id.
    pub fn find_column(&self, id: Id) -> Option<ColumnIx> {
        (0..).map(ColumnIx).zip(&self.columns).find(|(_, column)| column.id == id).map(|(column, _)| column)
    }

    /// The stages.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// The stage of that id.
    pub fn stage(&self, id: Id) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    /// The classes of service.
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// The class of that id.
    pub fn class(&self, id: Id) -> Option<&Class> {
        self.classes.iter().find(|class| class.id == id)
    }

    /// The people who have a limit of their own.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// The names the board uses.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Everything said about the board itself: by subject, then in the order it holds.
    pub fn settings(&self) -> &[Setting] {
        &self.settings
    }

    /// Every card, deleted ones too, in no order that means anything.
    pub fn cards(&self) -> impl ExactSizeIterator<Item = &Card> + DoubleEndedIterator + Clone + '_ {
        self.cards.iter().map(AsRef::as_ref)
    }

    /// The card of that id, deleted or not.
    pub fn card(&self, id: Id) -> Option<&Card> {
        self.place(id).map(|place| &*self.cards[place as usize])
    }

    /// The cards on the board whose andon cord is pulled, found at once however many cards there
    /// are; in no order that means anything.
    pub fn pulled_cards(&self) -> impl ExactSizeIterator<Item = &Card> + '_ {
        self.pulled.iter().map(|place| &*self.cards[*place as usize])
    }

    /// The cards whose id starts with `prefix`, as git names commits; deleted ones too.
    pub fn cards_with_prefix<'a>(&'a self, prefix: &str) -> impl Iterator<Item = &'a Card> + 'a {
        let (low, high) = Id::prefix_range(prefix).map_or((0, 0), |(low, high)| (low.bits(), high));
        let start = self.index.partition_point(|(id, _)| id.bits() < low);
        self.index
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(move |(id, _)| id.bits() <= high)
            .map(|(_, place)| &*self.cards[*place as usize])
    }

    /// The shortest start of a card's id, of four characters or more, that no other card has.
    pub fn short_id(&self, id: Id) -> String {
        let text = id.to_string();
        let place = self.index.partition_point(|(other, _)| *other < id);
        let shared = |other: Option<&(Id, u32)>| {
            other.filter(|(other, _)| *other != id).map_or(0, |(other, _)| {
                text.bytes().zip(other.to_string().bytes()).take_while(|(a, b)| a == b).count()
            })
        };
        let before = shared(place.checked_sub(1).and_then(|place| self.index.get(place)));
        let len = 4.max(1 + before.max(shared(self.index.get(place + 1))));
        text.chars().take(len).collect()
    }

    pub(super) fn place(&self, id: Id) -> Option<u32> {
        self.index.binary_search_by_key(&id, |(id, _)| *id).ok().map(|found| self.index[found].1)
    }

    /// Puts a folded card in place of the one with its id, or adds it.
    pub(super) fn put(&mut self, card: Card) {
        self.put_shared(Arc::new(card));
    }

    /// The same with a card that another board may hold too.
    pub(super) fn put_shared(&mut self, card: Arc<Card>) {
        let id = card.id();
        let mut lanes = self.take_lanes();
        let (mut before, after) = (None, named(&card));
        let place = if let Some(place) = self.place(id) {
            let old = self.cards[place as usize].column().index();
            before = named(&self.cards[place as usize]);
            lanes[old].retain(|other| *other != place);
            self.cards.set(place as usize, card);
            place
        } else {
            let place = u32::try_from(self.cards.len()).unwrap_or(u32::MAX);
            let at = self.index.partition_point(|(other, _)| *other < id);
            Arc::make_mut(&mut self.index).insert(at, (id, place));
            self.cards.push(card);
            place
        };
        self.adopt(place, before, after);
        let card = &self.cards[place as usize];
        self.pulled.retain(|other| *other != place);
        if card.on_board() {
            self.pulled.extend(card.cord().map(|_| place));
            let lane = &mut lanes[card.column().index()];
            lane.insert(self.row_in(lane, card), place);
        }
        self.lanes = lanes.into();
        self.arrange();
    }

    /// Records a setting and folds the settings anew.
    pub(super) fn record(&mut self, setting: Setting) {
        let place = self.settings.partition_point(|other| by_subject(other, &setting).is_le());
        self.settings.insert(place, setting);
        self.fold_settings();
        // Columns may have come, and a class may have got right of way.
        self.lanes.take();
        self.arrange();
    }

    /// Lists the columns left to right.
    pub(super) fn arrange(&mut self) {
        self.order.clear();
        let shown = |column: &ColumnIx| !self.column(*column).gone || self.cards_in(*column).len() > 0;
        let mut order: Vec<ColumnIx> =
            (0..).map(ColumnIx).take(self.columns.len()).filter(|column| shown(column)).collect();
        order.sort_by(|a, b| {
            let key = |column: &ColumnIx| {
                let column = self.column(*column);
                (!column.described, column.rank.as_ref(), column.id)
            };
            key(a).cmp(&key(b))
        });
        self.order = order;
    }

    pub(super) fn fold_settings(&mut self) {
        self.stages.clear();
        self.classes.clear();
        self.people.clear();
        self.targets.clear();
        self.templates.clear();
        self.whole = Fields::default();
        let mut rest = &self.settings[..];
        while let Some(first) = rest.first() {
            let end = rest.partition_point(|other| other.subject <= first.subject);
            let (group, others) = rest.split_at(end);
            rest = others;
            let mut fields = Fields::default();
            for setting in group {
                fields.update(&setting.fields);
            }
            let (wip, workers) = (fields.wip.flatten(), fields.workers.flatten());
            let given = fields.name.clone().filter(|name| !name.is_empty());
            let name = |id: &Id| given.clone().unwrap_or_else(|| id.to_string().into());
            let gone = fields.gone.unwrap_or(false);
            match &first.subject {
                Subject::Board(id) => {
                    // Two ids mean that two boards were joined; the lower one is kept.
                    self.id = self.id.or(Some(*id));
                    self.whole.update(&fields);
                }
                Subject::Column(id) => {
                    let place =
                        self.columns.iter().position(|column| column.id == *id).unwrap_or_else(|| {
                            self.columns.push(unknown_column(*id));
                            self.columns.len() - 1
                        });
                    let column = &mut self.columns[place];
                    column.name = name(id);
                    column.kind = fields.kind.unwrap_or(ColumnKind::Active);
                    column.wip = wip;
                    column.workers = workers;
                    column.stage = fields.stage.flatten();
                    column.rank = fields.rank.clone().unwrap_or_default();
                    column.gone = gone;
                    column.done_when = fields.done_when.unwrap_or_default();
                    column.described = true;
                }
                // What was taken off the board stays as long as something on the board is in it.
                Subject::Stage(id) if gone && !self.columns.iter().any(|column| column.is_in(*id)) => {}
                Subject::Class(id)
                    if gone
                        && !self.cards.iter().any(|card| card.on_board() && card.class() == Some(*id)) => {}
                Subject::Stage(id) => {
                    let (name, done_when) = (name(id), fields.done_when.unwrap_or_default());
                    self.stages.push(Stage { id: *id, name, wip, workers, done_when });
                }
                Subject::Class(id) => {
                    let expedite = fields.expedite.unwrap_or(false);
                    self.classes.push(Class { id: *id, name: name(id), wip, expedite });
                }
                Subject::Person(name) => self.people.push(Person { name: name.clone(), wip }),
                Subject::WorkKind(kind) => {
                    let target = |share| WorkTarget { kind: kind.clone(), share };
                    self.targets.extend(fields.target.flatten().map(target));
                }
                Subject::Template(name) => {
                    let body = fields.body.filter(|body| !body.is_empty());
                    self.templates.extend(body.map(|body| Template { name: name.clone(), body }));
                }
            }
        }
        self.zone = self.zone_name().parse().unwrap_or(Tz::UTC);
    }
}
