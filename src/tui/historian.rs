//! The thread that reads a board's history: what was asked last, and nothing older.

use std::cell::RefCell;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::inbox::{LastWords, Outbox};
use super::message::Message;
use super::open_boards::BoardTab;
use super::recall::Recall;

/// The thread that reads histories; it ends when this is dropped.
#[derive(Debug)]
pub struct Historian(Sender<(BoardTab, Recall)>);

impl Historian {
    /// Starts the thread.
    pub fn start(outbox: Outbox) -> std::io::Result<Self> {
        let (sender, questions) = channel();
        std::thread::Builder::new().name("historian".to_owned()).spawn(move || work(&outbox, &questions))?;
        Ok(Self(sender))
    }

    /// Asks of the board of a tab. The answer comes as a message; a question overtaken by another gets none.
    pub fn ask(&self, of: BoardTab, question: Recall) {
        let _ = self.0.send((of, question));
    }
}

fn work(outbox: &Outbox, questions: &Receiver<(BoardTab, Recall)>) {
    let _last_words = LastWords(outbox.clone(), "the thread that reads the history");
    let later = RefCell::new(None);
    loop {
        let next = later.take();
        let Some((mut of, mut question)) = next.or_else(|| questions.recv().ok()) else { return };
        while let Ok(later) = questions.try_recv() {
            (of, question) = later;
        }
        let overtaken = || {
            let next = questions.try_recv().ok();
            let is = next.is_some();
            later.replace(next);
            is
        };
        let answer = question.answer(overtaken);
        // Before it is told: a change on the screen copies the board as long as we hold it.
        drop(question);
        if let Some(recalled) = answer {
            outbox.about(of).message(Message::Recalled(recalled));
        }
    }
}
