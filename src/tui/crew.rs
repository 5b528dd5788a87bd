//! The threads that work for the boards that are open: each board has a keeper and a courier of
//! its own, so that a board which is not on screen is saved, watched and synced as any other.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use anyhow::{Context as _, Result};

use super::courier::Courier;
use super::in_git::Origin;
use super::inbox::Outbox;
use super::keeper::Keeper;
use super::message::Message;
use super::open_boards::BoardTab;
use crate::board::Operation;
use crate::config::Config;
use crate::store::BoardFile;

/// The threads of all boards that are open.
#[derive(Debug)]
pub struct Crew {
    outbox: Outbox,
    by: String,
    config: Config,
    /// Held by the courier that syncs.
    turn: Arc<Mutex<()>>,
    open: BTreeMap<BoardTab, Pair>,
    /// Keepers of boards that were closed: they end when everything of theirs is saved.
    closed: Vec<Keeper>,
}

#[derive(Debug)]
struct Pair {
    keeper: Keeper,
    courier: Courier,
}

/// What is left when all is saved that could be.
#[derive(Debug)]
pub struct Left {
    /// The file of the board that was on screen, if it was open.
    pub file: Option<BoardFile>,
    /// Changes that are in no file.
    pub unsaved: usize,
    /// They are all in journals.
    pub kept: bool,
}

impl Crew {
    /// Nobody yet.
    pub fn new(outbox: Outbox, by: String, config: Config) -> Self {
        let (turn, open, closed) = Default::default();
        Self { outbox, by, config, turn, open, closed }
    }

    /// Opens a board in a tab; what was open there is let go.
    pub fn open(&mut self, tab: BoardTab, path: PathBuf) -> Result<()> {
        if !self.open.contains_key(&tab) {
            let outbox = self.outbox.about(tab);
            let keeper = Keeper::start(outbox.clone()).context("starting the thread that saves")?;
            let (by, config, turn) = (self.by.clone(), self.config.clone(), Arc::clone(&self.turn));
            let courier = Courier::start(outbox, by, config, turn)
                .context("starting the thread that speaks with git")?;
            self.open.insert(tab, Pair { keeper, courier });
        }
        if let Some(pair) = self.open.get(&tab) {
            pair.keeper.open(path);
        }
        Ok(())
    }

    /// Saves operations on the board of a tab.
    pub fn commit(&self, tab: BoardTab, operations: Vec<Operation>) {
        if let Some(pair) = self.open.get(&tab) {
            pair.keeper.commit(operations);
        }
    }

    /// Syncs the board of a tab.
    pub fn sync(&self, tab: BoardTab, origin: Origin) {
        if let Some(pair) = self.open.get(&tab) {
            pair.courier.sync(origin);
        }
    }

    /// Lets the board of a tab go once everything of it is saved; nobody waits for that.
    pub fn close(&mut self, tab: BoardTab) {
        if let Some(Pair { keeper, .. }) = self.open.remove(&tab) {
            keeper.leave();
            self.closed.push(keeper);
        }
    }

    /// Tells the courier of a board what its keeper has told.
    pub fn hear(&self, message: &Message) {
        let Message::Of(tab, message) = message else { return };
        let Some(pair) = self.open.get(tab) else { return };
        match &**message {
            Message::Opened { path, .. } => pair.courier.follow(path.clone()),
            Message::Saved { .. } | Message::Reloaded { .. } => pair.courier.look(),
            _ => {}
        }
    }

    /// Waits until everything asked for is done.
    pub fn finish(self, shown: BoardTab) -> Left {
        let mut left = Left { file: None, unsaved: 0, kept: true };
        // All leave at the same time, then each is waited for.
        self.open.values().for_each(|pair| pair.keeper.leave());
        let open = self.open.into_iter().map(|(tab, pair)| (Some(tab), pair.keeper));
        for (tab, keeper) in open.chain(self.closed.into_iter().map(|keeper| (None, keeper))) {
            let Some(mut file) = keeper.finish() else { continue };
            let held = file.held().len();
            left.unsaved += held;
            left.kept &= held == 0 || file.keeps_held();
            if tab == Some(shown) {
                left.file = Some(file);
            }
        }
        left
    }
}
