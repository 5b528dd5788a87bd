//! The thread that writes down what is remembered of the person, so that no key waits for it.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::inbox::{LastWords, Outbox};
use super::message::Message;
use crate::memory::Note;
use crate::store::StateFile;

/// The thread that writes down what is remembered; what was asked for is written when it is dropped.
#[derive(Debug)]
pub struct Rememberer {
    notes: Option<Sender<Vec<Note>>>,
    thread: Option<JoinHandle<()>>,
}

impl Rememberer {
    /// Starts the thread. Without a file nothing is remembered.
    pub fn start(file: Option<StateFile>, outbox: Outbox) -> std::io::Result<Self> {
        let Some(file) = file else { return Ok(Self { notes: None, thread: None }) };
        let (notes, todo) = channel();
        let work = move || {
            let _last_words = LastWords(outbox.clone(), "the thread that remembers");
            work(&file, &outbox, &todo);
        };
        let thread = std::thread::Builder::new().name("rememberer".to_owned()).spawn(work)?;
        Ok(Self { notes: Some(notes), thread: Some(thread) })
    }

    /// Remembers something from now on.
    pub fn remember(&self, notes: Vec<Note>) {
        if let Some(to) = &self.notes {
            // The thread ends before the program only by a panic, and that is told.
            let _ = to.send(notes);
        }
    }
}

impl Drop for Rememberer {
    fn drop(&mut self) {
        self.notes = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn work(file: &StateFile, outbox: &Outbox, todo: &Receiver<Vec<Note>>) {
    let mut told = false;
    while let Ok(mut notes) = todo.recv() {
        notes.extend(todo.try_iter().flatten());
        let said = match file.record(&notes) {
            Ok(kept) => kept.set_aside.map(|aside| {
                format!(
                    "what andon remembered of you was damaged and begun anew; the old file is {}",
                    aside.display()
                )
            }),
            // A session that remembers nothing works as well; once is enough to say so.
            Err(error) => (!std::mem::replace(&mut told, true)).then(|| error.to_string()),
        };
        if let Some(said) = said {
            outbox.message(Message::News(said));
        }
    }
}
