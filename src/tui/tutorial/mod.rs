//! The tutorial: lessons on a strip above the last line, while the board stays the person's own.
//!
//! A lesson is a row of [`LESSONS`]: what to do, and how the app looks when it was done. Nothing is
//! asked and nothing is locked: whatever somebody does, the board is looked at afterwards.

mod lessons;

use std::sync::Arc;

use crate::board::{Board, Scope};
use crate::tui::app::{App, Selection};
use crate::tui::pane::PaneSize;

pub use lessons::{LESSONS, Lesson};

/// How far somebody has come.
#[derive(Debug, Clone, Default)]
pub struct Tutorial {
    /// The lesson, as a place in [`LESSONS`].
    at: usize,
    /// What is said of the one before.
    praise: &'static str,
    /// How things were when the lesson began; unknown until there is a board.
    start: Option<Start>,
}

/// How things were when a lesson began.
#[derive(Debug, Clone)]
pub struct Start {
    board: Arc<Board>,
    selection: Selection,
    size: PaneSize,
}

impl Start {
    fn of(app: &App) -> Self {
        Self { board: Arc::clone(&app.board), selection: app.selection.clone(), size: app.metrics.size }
    }

    /// How many cards are in the column at a place now, more than at the start.
    fn more_in(&self, app: &App, place: usize) -> bool {
        let count =
            |board: &Board| board.display_order().get(place).map(|of| board.count(Scope::Column(*of)));
        count(&app.board) > count(&self.board)
    }
}

impl Tutorial {
    /// The lesson somebody is at.
    pub fn lesson(&self) -> &'static Lesson {
        LESSONS.get(self.at).unwrap_or(&LESSONS[LESSONS.len() - 1])
    }

    /// Which lesson that is, from 1, and of how many.
    pub fn place(&self) -> (usize, usize) {
        (self.at + 1, LESSONS.len())
    }

    /// What is said of the lesson before; empty when it was skipped.
    pub fn praise(&self) -> &'static str {
        self.praise
    }

    /// True at the last lesson, which only says how to go on.
    pub fn is_over(&self) -> bool {
        self.at + 1 >= LESSONS.len()
    }
}

impl App {
    /// Looks whether the lesson was done, and goes on to the next one.
    pub(super) fn attend(&mut self) {
        if !self.has_board() {
            return;
        }
        let Some(mut tutorial) = self.tutorial.take() else { return };
        let start = tutorial.start.get_or_insert_with(|| Start::of(self));
        let lesson = LESSONS.get(tutorial.at);
        if let Some(lesson) = lesson.filter(|lesson| (lesson.done)(self, start)) {
            let next = (tutorial.at + 1).min(LESSONS.len() - 1);
            *tutorial = Tutorial { at: next, praise: lesson.praise, start: Some(Start::of(self)) };
        }
        self.tutorial = Some(tutorial);
    }

    /// Goes on to the next lesson although this one was not done.
    pub(super) fn skip_lesson(&mut self) {
        let start = Start::of(self);
        if let Some(tutorial) = &mut self.tutorial {
            let next = (tutorial.at + 1).min(LESSONS.len() - 1);
            **tutorial = Tutorial { at: next, praise: "", start: Some(start) };
        }
    }
}
