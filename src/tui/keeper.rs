//! The thread that has the board's file: it opens, follows and saves, and tells the screen.
//!
//! Errands are done in the order they are given, so a save asked for before leaving is done
//! before leaving.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::app::{Problem, Unsaved};
use super::inbox::{LastWords, Outbox};
use super::message::Message;
use crate::board::{Board, Operation, Refusal};
use crate::store::{BoardFile, CommitError, ReadError, Sight, Watch};

/// While something is wrong, it is tried again this often.
const AGAIN: Duration = Duration::from_secs(1);

enum Errand {
    Open(PathBuf),
    Commit(Vec<Operation>),
    Look(Sight),
    Leave,
}

/// The thread that has the board's file.
#[derive(Debug)]
pub struct Keeper {
    errands: Sender<Errand>,
    thread: Option<JoinHandle<Option<BoardFile>>>,
}

impl Keeper {
    /// Starts the thread.
    pub fn start(outbox: Outbox) -> std::io::Result<Self> {
        let (errands, todo) = channel();
        let own = errands.clone();
        let run = move || {
            let _last_words = LastWords(outbox.clone(), "the thread that saves");
            Desk { outbox, own, file: File::None, troubled: false, read_only: None }.work(&todo)
        };
        let thread = std::thread::Builder::new().name("keeper".to_owned()).spawn(run)?;
        Ok(Self { errands, thread: Some(thread) })
    }

    /// Opens a board; what was open is closed.
    pub fn open(&self, path: PathBuf) {
        self.ask(Errand::Open(path));
    }

    /// Saves operations.
    pub fn commit(&self, operations: Vec<Operation>) {
        self.ask(Errand::Commit(operations));
    }

    /// Asks it to end when everything asked for before is done.
    pub fn leave(&self) {
        self.ask(Errand::Leave);
    }

    fn ask(&self, errand: Errand) {
        // The thread ends before the program only by a panic, and that is told.
        let _ = self.errands.send(errand);
    }

    /// Waits until everything asked for is done, and hands the file back.
    pub fn finish(mut self) -> Option<BoardFile> {
        self.ask(Errand::Leave);
        self.thread.take().and_then(|thread| thread.join().ok()).flatten()
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.ask(Errand::Leave);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

enum File {
    None,
    Open(Box<BoardFile>, #[allow(dead_code, reason = "it watches while it lives")] Watch),
    /// It could not be opened yet; it is when it can be.
    Waiting(PathBuf, #[allow(dead_code, reason = "it watches while it lives")] Watch),
}

struct Desk {
    outbox: Outbox,
    own: Sender<Errand>,
    file: File,
    /// The screen was told that the file cannot be read.
    troubled: bool,
    /// Why the file cannot be written, as the screen was told.
    read_only: Option<String>,
}

impl Desk {
    fn work(mut self, todo: &Receiver<Errand>) -> Option<BoardFile> {
        let mut next = None;
        loop {
            let errand = match next.take() {
                Some(errand) => Ok(errand),
                None if self.must_try_again() => todo.recv_timeout(AGAIN),
                None => todo.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match errand {
                Ok(Errand::Open(path)) => self.open(path),
                Ok(Errand::Commit(mut operations)) => {
                    // A held key makes many operations while one is being saved: one save for all.
                    while let Ok(errand) = todo.try_recv() {
                        match errand {
                            Errand::Commit(more) => operations.extend(more),
                            other => {
                                next = Some(other);
                                break;
                            }
                        }
                    }
                    self.commit(&operations);
                }
                Ok(Errand::Look(sight)) => self.look(sight),
                Err(RecvTimeoutError::Timeout) => self.try_again(),
                Ok(Errand::Leave) | Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        match self.file {
            File::Open(file, _) => Some(*file),
            _ => None,
        }
    }

    fn open(&mut self, path: PathBuf) {
        // The watch of the board before must be silent before the next one speaks.
        self.file = File::None;
        match BoardFile::open(&path) {
            Ok(file) => self.opened(file),
            Err(error) => {
                self.trouble(problem(&error, error.hint()));
                let own = self.own.clone();
                let watch =
                    BoardFile::watch_unopened(&path, move |sight| drop(own.send(Errand::Look(sight))));
                self.file = File::Waiting(path, watch);
            }
        }
    }

    /// Shows and follows a file that is open.
    fn opened(&mut self, mut file: BoardFile) {
        let own = self.own.clone();
        let watch = file.watch(move |sight| drop(own.send(Errand::Look(sight))));
        self.troubled = false;
        self.read_only = file.read_only().map(|why| why.to_string());
        self.outbox.message(Message::Opened {
            path: file.path().to_owned(),
            board: Box::new(file.board().clone()),
            read_only: self.read_only.clone(),
        });
        for news in recovered(&file).into_iter().chain(merged(&file)) {
            self.outbox.message(Message::News(news));
        }
        // The board is on the screen; what is over may take as long as it takes.
        if file.read_history() {
            self.outbox.message(Message::History(Box::new(file.board().clone())));
        } else if let Some(trouble) = file.history().trouble() {
            self.outbox.message(Message::News(format!("archived cards count in nothing: {trouble}")));
        }
        self.file = File::Open(Box::new(file), watch);
    }

    fn commit(&mut self, operations: &[Operation]) {
        let File::Open(file, _) = &mut self.file else {
            let why = "no board is open".to_owned();
            self.outbox.message(Message::SaveFailed(Unsaved { why, kept: false }));
            return;
        };
        let held = file.held().to_vec();
        match file.commit_held(operations) {
            Ok(committed) => {
                let mut refusals: Vec<Option<Refusal>> = Vec::with_capacity(held.len() + operations.len());
                let mut trial = (!held.is_empty()).then(|| file.board().clone());
                refusals.extend(
                    held.iter().map(|operation| trial.as_mut().and_then(|board| refused(board, operation))),
                );
                refusals.extend(committed.outcomes.into_iter().map(Result::err));
                let same = !committed.others && refusals.iter().all(Option::is_none) && held.is_empty();
                let board = (!same).then(|| Box::new(file.board().clone()));
                self.troubled = false;
                self.outbox.message(Message::Saved { board, refusals });
                if committed.restored > 0 {
                    let news = "another program had overwritten changes; they were put back";
                    self.outbox.message(Message::News(news.to_owned()));
                }
            }
            Err(CommitError::Read(error)) => self.trouble(problem(&error, error.hint())),
            Err(error) => {
                let unsaved = Unsaved { why: error.to_string(), kept: file.keeps_held() };
                self.outbox.message(Message::SaveFailed(unsaved));
            }
        }
    }

    fn look(&mut self, sight: Sight) {
        match sight {
            Sight::Polling { reason } => {
                let news = format!("changes by others show up half a second late here: {reason}");
                self.outbox.message(Message::News(news));
            }
            Sight::Changed | Sight::Missing => self.read(),
        }
    }

    /// Reads the file again, and tells what is new.
    fn read(&mut self) {
        match &mut self.file {
            File::None => {}
            File::Waiting(path, _) => match BoardFile::open(path) {
                Ok(file) => self.opened(file),
                Err(error) => self.trouble(problem(&error, error.hint())),
            },
            File::Open(file, _) => match file.reload() {
                Ok(new) => {
                    if new || self.troubled {
                        self.read_only = file.read_only().map(|why| why.to_string());
                        self.outbox.message(Message::Reloaded {
                            board: Box::new(file.board().clone()),
                            read_only: self.read_only.clone(),
                        });
                        if let Some(news) = merged(file).filter(|_| new) {
                            self.outbox.message(Message::News(news));
                        }
                    }
                    self.troubled = false;
                }
                Err(error) => {
                    let hint = error.hint();
                    self.trouble(problem(&error, hint));
                }
            },
        }
    }

    fn must_try_again(&self) -> bool {
        self.troubled
            || self.read_only.is_some()
            || matches!(&self.file, File::Open(file, _) if !file.held().is_empty())
    }

    fn try_again(&mut self) {
        self.try_to_write_again();
        if self.troubled {
            self.read();
        }
        if !self.troubled && matches!(&self.file, File::Open(file, _) if !file.held().is_empty()) {
            self.commit(&[]);
        }
    }

    /// A folder that is made writable changes nothing in the file, so nothing tells of it.
    fn try_to_write_again(&mut self) {
        if let (File::Open(file, _), Some(_)) = (&self.file, &self.read_only) {
            let read_only = file.read_only().map(|why| why.to_string());
            if read_only != self.read_only {
                self.read_only.clone_from(&read_only);
                self.outbox.message(Message::Reloaded { board: Box::new(file.board().clone()), read_only });
            }
        }
    }

    fn trouble(&mut self, problem: Problem) {
        // The same trouble is told once: it would open the message again that a person has closed.
        if !self.troubled {
            self.outbox.message(Message::Broken(problem));
        }
        self.troubled = true;
    }
}

/// Why an operation that was held is not in the file after all.
fn refused(board: &mut Board, operation: &Operation) -> Option<Refusal> {
    board.apply(operation).err()
}

/// A problem as the screen shows it: the place and the reason apart.
pub fn problem(error: &dyn std::fmt::Display, hint: &str) -> Problem {
    let text = error.to_string();
    let (place, reason) = text.split_once(": ").unwrap_or(("", &text));
    Problem { place: place.to_owned(), reason: reason.to_owned(), hint: Some(hint.to_owned()) }
}

/// The problem of a file that cannot be read.
pub fn unreadable(error: &ReadError) -> Problem {
    problem(error, error.hint())
}

/// What to tell of a file that a merge left with conflicts.
fn merged(file: &BoardFile) -> Option<String> {
    let news = "a merge left conflicts: both sides are shown, the next save writes it clean";
    (file.conflicts() > 0).then(|| news.to_owned())
}

fn recovered(file: &BoardFile) -> Option<String> {
    let recovered = file.recovered();
    match (recovered.applied, recovered.refused.first()) {
        (0, None) => None,
        (1, None) => Some("a change of an earlier session was saved that had not been".to_owned()),
        (n, None) => Some(format!("{n} changes of an earlier session were saved that had not been")),
        (n, Some(why)) => {
            Some(format!("of an earlier session {n} changes were saved; one could not be: {why}"))
        }
    }
}
