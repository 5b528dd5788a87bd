//! News from the file: saved, changed by somebody else, broken, mended.

use std::path::PathBuf;
use std::sync::Arc;

use crate::board::{Board, Change, Refusal};
use crate::memory::Note;
use crate::tui::app::{App, Health, Problem, Tone, Unsaved};
use crate::tui::charts::Cursor;
use crate::tui::layer::Layer;
use crate::tui::message::Effect;

impl App {
    /// A board was opened: everything starts anew but the person's settings.
    pub(super) fn opened(&mut self, path: PathBuf, board: Board, read_only: Option<String>) -> Vec<Effect> {
        let mut fresh = Self::new(board, self.session.clone(), self.seed, self.now);
        let same_board = self.session.path.as_ref() == Some(&path);
        fresh.inherit(self);
        fresh.tab = self.tab;
        fresh.tutorial = self.tutorial.take();
        fresh.others = std::mem::take(&mut self.others);
        fresh.note(Note::Opened { path: path.clone(), at: fresh.now });
        fresh.session.path = Some(path);
        fresh.session.saving = false;
        fresh.health = read_only.map_or(Health::Well, Health::ReadOnly);
        // A sync that runs goes on, whatever is on screen.
        fresh.git.running = self.git.running.take();
        fresh.metrics = self.metrics.clone();
        fresh.metrics.measured = None;
        fresh.metrics.asked = None;
        fresh.metrics.cursor = Cursor::default();
        // Revisions go on, so that a measure of the board before is never taken for this one's.
        fresh.revision = self.revision + 1;
        if same_board && !self.is_opening() {
            fresh.look_as(self.look.clone());
        } else {
            fresh.look_as_kept();
        }
        // What was said while it was read still holds: that it was just made.
        fresh.notice = self.notice.take().filter(|_| self.is_opening());
        // So does what was opened on the empty screen: the help, a question half answered.
        if self.is_opening() {
            self.layers.retain(|layer| !matches!(layer, Layer::Broken(_) | Layer::Welcome(_)));
            fresh.layers = std::mem::take(&mut self.layers);
        }
        *self = fresh;
        Vec::new()
    }

    /// The file has other content. The cursor, the layers and undo stay: all go by ids.
    pub(super) fn reloaded(&mut self, board: Board, read_only: Option<String>) -> Vec<Effect> {
        if self.board.id().is_some() && board.id().is_some() && self.board.id() != board.id() {
            return self.replaced(board, read_only);
        }
        self.mended();
        self.health = read_only.map_or(Health::Well, Health::ReadOnly);
        let came = self.mark_changed(&board);
        let gone = self.board.cards().filter(|card| board.card(card.id()).is_none()).count();
        self.show_board(board);
        if gone > 0 && self.pending.is_empty() {
            // Git brought back an older file.
            let cards = if gone == 1 { "a card is".to_owned() } else { format!("{gone} cards are") };
            let and = came.summary.map_or_else(String::new, |summary| format!("; {summary}"));
            self.tell(Tone::Other, format!("the file changed: {cards} not in it any more{and}"), None);
        } else {
            self.tell_what_came(&came);
        }
        Vec::new()
    }

    /// Another board stands in the file: the cards, the cursor and undo are none of its own.
    fn replaced(&mut self, board: Board, read_only: Option<String>) -> Vec<Effect> {
        let Some(path) = self.session.path.clone() else { return Vec::new() };
        let pending = std::mem::take(&mut self.pending);
        let effects = self.opened(path, board, read_only);
        self.pending = pending;
        self.tell(Tone::Other, format!("the file holds another board now: {}", self.title()), None);
        effects
    }

    /// The archive was read: nothing happened to the board, it only knows more.
    pub(super) fn history_read(&mut self, board: Board) -> Vec<Effect> {
        self.show_board(board);
        Vec::new()
    }

    /// The oldest operations went into the file, or were refused by the board as it is there.
    pub(super) fn saved(&mut self, board: Option<Board>, refusals: Vec<Option<Refusal>>) -> Vec<Effect> {
        if matches!(self.health, Health::SaveFailed(_)) {
            self.tell(Tone::Done, "saved now: the file takes changes again".to_owned(), None);
        }
        self.mended();
        let done = self.pending.drain(..refusals.len().min(self.pending.len())).collect::<Vec<_>>();
        self.session.saving = !self.pending.is_empty();
        if let Some(board) = board {
            let came = self.mark_changed(&board);
            self.show_board(board);
            // Of the rest the marks tell: the line of news is about what the person just did.
            if self.exceeded_by(&came).is_some() {
                self.tell_what_came(&came);
            }
        }
        for (operation, refusal) in done.iter().zip(refusals) {
            if let Some(refusal) = refusal {
                let column = match &operation.change {
                    Change::Move { to, .. } => Some(*to),
                    _ => None,
                };
                self.tell(Tone::Refused, format!("taken back, the file had changed: {refusal}"), column);
            }
        }
        Vec::new()
    }

    pub(super) fn save_failed(&mut self, unsaved: Unsaved) -> Vec<Effect> {
        self.tell(Tone::Failed, format!("not saved yet: {}", unsaved.why), None);
        if !matches!(self.health, Health::Broken(_)) {
            self.health = Health::SaveFailed(unsaved);
        }
        Vec::new()
    }

    /// The last good board stays on screen under the message; `Esc` shows it.
    pub(super) fn broken(&mut self, problem: Problem) -> Vec<Effect> {
        self.layers.retain(|layer| !matches!(layer, Layer::Broken(_) | Layer::Welcome(_)));
        self.layers.push(Layer::Broken(problem.clone()));
        self.health = Health::Broken(problem);
        Vec::new()
    }

    fn mended(&mut self) {
        if matches!(self.health, Health::Broken(_)) {
            self.tell(Tone::Done, "the file can be read again".to_owned(), None);
        }
        if !matches!(self.health, Health::ReadOnly(_)) {
            self.health = Health::Well;
        }
        self.layers.retain(|layer| !matches!(layer, Layer::Broken(_) | Layer::Welcome(_)));
    }

    /// Shows the file's board with the operations not yet saved on top. What cannot be applied
    /// any more is left out here; the saver will be told the same and report it.
    fn show_board(&mut self, mut board: Board) {
        for operation in &self.pending {
            let _refused_again_when_saved = board.apply(operation);
        }
        self.board = Arc::new(board);
        self.revision += 1;
        let board = &self.board;
        let exists = |change: &Change| match change {
            Change::Undo { card, event } => {
                board.card(*card).is_some_and(|card| card.event(*event).is_some())
            }
            _ => true,
        };
        self.past.retain(|step| step.changes.iter().all(exists));
        self.future.retain(|step| step.changes.iter().all(exists));
        self.refilter();
        self.close_details_of_the_gone();
        self.settle();
    }
}
