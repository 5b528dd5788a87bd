//! The thread that measures: the latest board asked about, and nothing older.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::inbox::{LastWords, Outbox};
use super::message::Message;
use super::open_boards::BoardTab;
use super::pane::Measured;
use crate::board::{Board, Timestamp};

/// What is to be measured.
#[derive(Debug)]
pub struct Question {
    /// The tab of the board.
    pub tab: BoardTab,
    /// The board.
    pub board: Arc<Board>,
    /// Its revision on the screen.
    pub revision: u64,
    /// The window, in days.
    pub window: u32,
    /// The instant it ends.
    pub now: Timestamp,
}

impl Question {
    /// Measures.
    pub fn answer(&self) -> Measured {
        Measured::of(&self.board, self.revision, self.window, self.now)
    }
}

/// The thread that measures; it ends when this is dropped.
#[derive(Debug)]
pub struct Measurer(Sender<Question>);

impl Measurer {
    /// Starts the thread.
    pub fn start(outbox: Outbox) -> std::io::Result<Self> {
        let (sender, questions) = channel();
        std::thread::Builder::new().name("measurer".to_owned()).spawn(move || work(&outbox, &questions))?;
        Ok(Self(sender))
    }

    /// Asks. The answer comes as a message; a question overtaken by another gets none.
    pub fn ask(&self, question: Question) {
        let _ = self.0.send(question);
    }
}

fn work(outbox: &Outbox, questions: &Receiver<Question>) {
    let _last_words = LastWords(outbox.clone(), "the thread that measures");
    while let Ok(mut question) = questions.recv() {
        while let Ok(later) = questions.try_recv() {
            question = later;
        }
        let (measured, tab) = (question.answer(), question.tab);
        // Before it is told: a change on the screen copies the board as long as we hold it.
        drop(question);
        outbox.about(tab).message(Message::Measured(measured));
    }
}
