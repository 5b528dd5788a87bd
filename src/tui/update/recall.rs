//! What of a board's history is wanted, and what comes of it.

use std::sync::Arc;

use crate::board::{Board, Timestamp};
use crate::tui::activity::Activity;
use crate::tui::app::App;
use crate::tui::layer::Layer;
use crate::tui::message::Message;
use crate::tui::recall::{Recall, Recalled};
use crate::tui::travel::{History, Travel};

/// A person who travels, while news of the file come to what is shown at home.
pub(super) struct Away {
    travel: Box<Travel>,
    board: Arc<Board>,
}

impl App {
    /// The board as it is, also while another one is on screen.
    pub fn board_now(&self) -> &Arc<Board> {
        self.travel.as_ref().map_or(&self.board, |travel| &travel.home.board)
    }

    /// The instant of the last message, also while the screen is of another one.
    pub fn clock(&self) -> Timestamp {
        self.travel.as_ref().map_or(self.now, |travel| travel.clock)
    }

    /// The history of a board, if it was read.
    pub(super) fn history_of(&self, board: &Arc<Board>) -> Option<Arc<History>> {
        self.history.clone().filter(|history| Arc::ptr_eq(&history.board, board))
    }

    /// The feed of what happened, wherever among the layers it lies.
    pub(super) fn activity(&mut self) -> Option<&mut Activity> {
        self.layers.iter_mut().find_map(|layer| match layer {
            Layer::Activity(activity) => Some(activity),
            _ => None,
        })
    }

    /// What the screen needs of the history and does not have.
    fn lacks(&self) -> Option<Recall> {
        let feed = self.layers.iter().find_map(|layer| match layer {
            Layer::Activity(activity) => Some(activity),
            _ => None,
        });
        if feed.is_none() && self.travel.is_none() {
            return None;
        }
        let board = Arc::clone(self.board_now());
        let history = self.history_of(&board);
        let moment = self.travel.as_ref().filter(|travel| {
            // Before the first reading there is nothing to compare with.
            let anew = history.is_none() && self.history.is_some();
            anew || travel.shown != travel.moment.count
        });
        let moment = moment.map(|travel| travel.moment);
        let words = feed.and_then(|feed| feed.lacks(history.is_some()));
        let lacks = history.is_none() || moment.is_some() || words.is_some();
        lacks.then_some(Recall { board, history, moment, words })
    }

    /// True once for everything that is to be recalled.
    pub(super) fn wants_recall(&mut self) -> bool {
        let lacks = self.lacks();
        if lacks.is_none() && self.travel.is_none() && self.activity().is_none() {
            // A history holds a board, and a change copies a board that is held.
            self.history = None;
        }
        let wants = match (&lacks, &self.recall) {
            (Some(lacks), Some(asked)) => !lacks.is_same(asked),
            (Some(_), None) => true,
            (None, _) => false,
        };
        self.recall = lacks;
        wants
    }

    /// What the last [`Effect::Recall`](crate::tui::message::Effect::Recall) asked for, recalled
    /// here and now: for a frame without threads.
    pub fn recall(&self) -> Option<Recalled> {
        self.recall.as_ref()?.answer(|| false)
    }

    /// Takes what was recalled, unless the board has changed since.
    pub(super) fn recalled(&mut self, recalled: Recalled) {
        if !Arc::ptr_eq(&recalled.history.board, self.board_now()) {
            return;
        }
        let history = recalled.history;
        let before = self.history.replace(Arc::clone(&history));
        if let Some(activity) = self.activity() {
            let came = before.map_or(0, |before| history.line.len().saturating_sub(before.line.len()));
            activity.take(recalled.found, came);
        }
        let all = history.line.len();
        let Some(travel) = &mut self.travel else { return };
        if travel.moment.at.is_none() && recalled.past.is_none() {
            (travel.moment.count, travel.shown) = (all, all);
            if !Arc::ptr_eq(&self.board, &history.board) {
                self.board = Arc::clone(&history.board);
                self.look_around(&history);
            }
        } else if let Some((count, past)) = recalled.past {
            if self.recall.as_ref().is_some_and(|asked| asked.history.is_none()) {
                // The line was made anew: the same moment has another place on it.
                travel.moment.count = count;
            }
            if travel.shown != travel.moment.count || count == travel.moment.count {
                self.board = past;
                travel.shown = count;
                self.look_around(&history);
                self.arrive(&history);
            }
        }
        self.go_waiting_ways();
    }

    /// Before news of the file are taken in: shows home. What came is told all the same.
    pub(super) fn come_home(&mut self, message: &Message) -> Option<Away> {
        let is_news = matches!(
            message,
            Message::Opened { .. }
                | Message::Reloaded { .. }
                | Message::History(_)
                | Message::Saved { .. }
                | Message::Broken(_)
        );
        let mut travel = self.travel.take_if(|_| is_news)?;
        travel.home.swap(self);
        Some(Away { travel, board: Arc::clone(&self.board) })
    }

    /// And after: back to the past, unless there is no such past any more.
    pub(super) fn go_back(&mut self, away: Away, message_ends_it: bool) {
        let Away { mut travel, board } = away;
        if message_ends_it || board.id() != self.board.id() {
            self.metrics.asked = None;
            self.metrics.since = self.revision;
            // Lanes and folds may have been chosen in the past.
            self.refilter();
            self.settle();
            return;
        }
        travel.home.swap(self);
        self.travel = Some(travel);
    }
}
