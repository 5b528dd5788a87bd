//! The checklist of a card: items that come and go, and are ticked one by one.
//!
//! An item is its text: two people who add the same one at the same time have added one. Coming
//! beats going at the same time, as with labels. Whether an item is ticked is a register of its own:
//! the last event in order that says so holds. An item that comes again after it was taken off is a
//! new one: not ticked, and last.

use std::collections::{HashMap, HashSet};

use super::values::one_line;
use super::{Board, Name, Refusal};

/// The most items a card's checklist takes. A merge may leave more; all of them are kept.
pub const ITEMS_MAX: usize = 200;
/// The longest item that is taken, in characters.
pub const ITEM_MAX: usize = 500;

/// What happened to a checklist at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checks {
    /// Items that came, in their order.
    pub add: Vec<Name>,
    /// Items that were taken off.
    pub drop: Vec<Name>,
    /// Items that were ticked.
    pub tick: Vec<Name>,
    /// Items of which the tick was taken back.
    pub untick: Vec<Name>,
}

impl Checks {
    /// True when nothing happened.
    pub fn is_empty(&self) -> bool {
        self.names().next().is_none()
    }

    /// Every item it says something about.
    pub fn names(&self) -> impl Iterator<Item = Name> + '_ {
        [&self.add, &self.drop, &self.tick, &self.untick].into_iter().flatten().copied()
    }

    pub(super) fn names_mut(&mut self) -> impl Iterator<Item = &mut Name> {
        [&mut self.add, &mut self.drop, &mut self.tick, &mut self.untick].into_iter().flatten()
    }

    /// True if both say something about the same item.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let mine: HashSet<Name> = self.names().collect();
        other.names().any(|name| mine.contains(&name))
    }
}

/// What is asked of a checklist, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checking {
    /// Items to add, in their order.
    pub add: Vec<String>,
    /// Items to take off.
    pub drop: Vec<String>,
    /// Items to tick.
    pub tick: Vec<String>,
    /// Items of which to take the tick back.
    pub untick: Vec<String>,
}

/// An item of a checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Its text, a name of the board.
    pub text: Name,
    /// Whether it is ticked.
    pub done: bool,
}

/// A checklist while its events are folded, in their order.
#[derive(Debug, Default)]
pub(super) struct Folding {
    items: Vec<Register>,
    /// How many times an item came.
    comings: usize,
    places: HashMap<Name, usize>,
}

#[derive(Debug)]
struct Register {
    item: Item,
    /// The highest revision that added it, and that took it off.
    added: u32,
    dropped: u32,
    /// When it came: those that came later stand below.
    came: usize,
}

impl Register {
    fn is_there(&self) -> bool {
        self.added > 0 && self.added >= self.dropped
    }
}

impl Folding {
    pub(super) fn update(&mut self, rev: u32, checks: &Checks) {
        for name in &checks.add {
            self.comings += 1;
            let came = self.comings;
            let register = self.register(*name);
            if !register.is_there() {
                register.item.done = false;
                register.came = came;
            }
            register.added = rev.max(register.added);
        }
        for name in &checks.drop {
            let register = self.register(*name);
            register.dropped = rev.max(register.dropped);
        }
        for (names, done) in [(&checks.tick, true), (&checks.untick, false)] {
            for name in names {
                self.register(*name).item.done = done;
            }
        }
    }

    fn register(&mut self, name: Name) -> &mut Register {
        let place = *self.places.entry(name).or_insert_with(|| {
            let item = Item { text: name, done: false };
            self.items.push(Register { item, added: 0, dropped: 0, came: 0 });
            self.items.len() - 1
        });
        &mut self.items[place]
    }

    pub(super) fn items(mut self) -> Box<[Item]> {
        self.items.retain(Register::is_there);
        self.items.sort_by_key(|register| register.came);
        self.items.into_iter().map(|register| register.item).collect()
    }
}

impl Board {
    /// What `asked` comes to on a card with these items.
    pub(super) fn checks(&mut self, has: &[Item], asked: &Checking) -> Result<Checks, Refusal> {
        let there = |name: &Name| has.iter().find(|item| item.text == *name);
        let mut add = self.items(&asked.add)?;
        add.retain(|name| there(name).is_none());
        let mut drop = self.items(&asked.drop)?;
        drop.retain(|name| there(name).is_some() && !add.contains(name));
        let mut after: Vec<Item> = has.iter().filter(|item| !drop.contains(&item.text)).copied().collect();
        after.extend(add.iter().map(|text| Item { text: *text, done: false }));
        if !add.is_empty() && after.len() > ITEMS_MAX {
            return Err(Refusal::TooMany { what: "items on a checklist", len: after.len(), max: ITEMS_MAX });
        }
        let mut checks = Checks { add, drop, ..Checks::default() };
        for (asked, done) in [(&asked.tick, true), (&asked.untick, false)] {
            let mut changed = Vec::new();
            for name in self.items(asked)? {
                let item = after.iter().find(|item| item.text == name);
                let item = item.ok_or_else(|| Refusal::NoSuchItem(self.names.text(name).to_owned()))?;
                changed.extend((item.done != done).then_some(name));
            }
            *(if done { &mut checks.tick } else { &mut checks.untick }) = changed;
        }
        if checks.is_empty() { Err(Refusal::Nothing) } else { Ok(checks) }
    }

    /// Items as they may be recorded, each once.
    fn items(&mut self, texts: &[String]) -> Result<Vec<Name>, Refusal> {
        let mut names = Vec::with_capacity(texts.len());
        for text in texts {
            let text = one_line("an item of a checklist", text, ITEM_MAX)?;
            if text.is_empty() {
                return Err(Refusal::Empty("an item of a checklist"));
            }
            let name = self.names.intern(&text);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(names)
    }
}
