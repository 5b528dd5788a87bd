//! Says when the board file has become another one.
//!
//! What the system reports is only a hint to look; a fingerprint of the content decides. So our
//! own writes are told from others' by what is in the file and never by counting events or by
//! waiting a while. The parent folder is watched: an atomic save replaces the inode, and a watch
//! on the file itself goes silent after the first. Beside the hints the file is looked at every
//! two seconds anyway, for places that give no hints (network folders) or drop them.

use super::atomic::RETRIES_MS;
use super::{Fingerprint, displaced::Stamp};
use notify::{EventKind, RecursiveMode, Watcher as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use std::{fs, io};

/// A burst of events is over after this long without one…
const QUIET: Duration = Duration::from_millis(40);
/// …and is looked at after this long though it goes on.
const QUIET_AT_MOST: Duration = Duration::from_millis(250);
/// Between looks at length and time of change when hints work, and when they do not.
const POLL: Duration = Duration::from_secs(2);
const POLL_BLIND: Duration = Duration::from_millis(500);
/// Between looks at the content when length and time stayed the same.
const FULL_LOOK: Duration = Duration::from_secs(30);

/// What was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// The file holds other content than what was last known. Read it anew.
    Changed,
    /// The file is gone and did not come back within two seconds. It is being waited for.
    Missing,
    /// The system cannot tell of changes here; they show up within half a second instead.
    Polling {
        /// Why, in the system's words.
        reason: String,
    },
}

/// The content that the session already knows, shared with whoever saves.
#[derive(Debug, Clone, Default)]
pub struct Known(Arc<Mutex<KnownContent>>);

#[derive(Debug, Default)]
struct KnownContent {
    shown: Option<Fingerprint>,
    /// About to be written by us.
    coming: Option<Fingerprint>,
}

impl Known {
    /// This content was read or written by the session: finding it is no news.
    pub fn remember(&self, content: Fingerprint) {
        *self.locked() = KnownContent { shown: Some(content), coming: None };
    }

    /// This content is about to be written, and may be found before the writing is over.
    pub fn expect(&self, content: Fingerprint) {
        self.locked().coming = Some(content);
    }

    /// Nothing of ours is coming after all.
    pub fn expect_nothing(&self) {
        self.locked().coming = None;
    }

    /// Whether finding this content is news; it is told once.
    fn is_news(&self, content: Fingerprint) -> bool {
        let mut known = self.locked();
        let news = known.shown != Some(content) && known.coming != Some(content);
        if news {
            known.shown = Some(content);
        }
        news
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, KnownContent> {
        // Two fingerprints cannot be half changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A running watch; it ends when this is dropped.
#[derive(Debug)]
pub struct Watch {
    stop: Sender<Hint>,
    thread: Option<JoinHandle<()>>,
}

enum Hint {
    Look,
    Stop,
}

impl Watch {
    /// Watches the file at this canonical path. `is_whole` tells a finished file from one that is
    /// being written; `tell` is called on the watch's own thread.
    pub fn start(
        path: &Path,
        known: Known,
        is_whole: impl Fn(&[u8]) -> bool + Send + 'static,
        tell: impl FnMut(Sight) + Send + 'static,
    ) -> Self {
        let (stop, hints) = mpsc::channel();
        let (path, sender) = (path.to_owned(), stop.clone());
        let run = move || Look { path, known, is_whole, tell, missing: false }.run(sender, &hints);
        let thread = std::thread::Builder::new().name("watch".to_owned()).spawn(run).ok();
        Self { stop, thread }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.stop.send(Hint::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Look<W, T> {
    path: PathBuf,
    known: Known,
    is_whole: W,
    tell: T,
    missing: bool,
}

/// The session is over.
struct Stopped;

impl<W: Fn(&[u8]) -> bool, T: FnMut(Sight)> Look<W, T> {
    fn run(mut self, hint: Sender<Hint>, hints: &Receiver<Hint>) {
        let (_watcher, poll) = match watcher(&self.path, hint) {
            Ok(watcher) => (Some(watcher), POLL),
            Err(error) => {
                (self.tell)(Sight::Polling { reason: error.to_string() });
                (None, POLL_BLIND)
            }
        };
        // What happened before the watch began is found by looking once.
        let _ = self.run_until_stopped(hints, poll);
    }

    fn run_until_stopped(&mut self, hints: &Receiver<Hint>, poll: Duration) -> Result<(), Stopped> {
        let mut last = Stamp::of(&self.path);
        self.look(hints)?;
        let mut looked = Instant::now();
        loop {
            let hinted = settle(hints, poll)?;
            let stamp = Stamp::of(&self.path);
            if hinted || stamp != last || self.missing || looked.elapsed() >= FULL_LOOK {
                self.look(hints)?;
                (last, looked) = (stamp, Instant::now());
            }
        }
    }

    /// Reads, compares, tells. A file that is missing or unfinished is being replaced: wait.
    fn look(&mut self, hints: &Receiver<Hint>) -> Result<(), Stopped> {
        let mut waits = RETRIES_MS.iter();
        loop {
            let content = glance(&self.path);
            let settled = content.as_ref().is_ok_and(|(_, ends)| (self.is_whole)(ends));
            match (waits.next(), content) {
                (_, Ok((content, _))) if settled => break self.found(content),
                (Some(wait), _) if !self.missing => pause(hints, Duration::from_millis(*wait))?,
                // Unfinished for good: that is a content too, and has to be shown as what it is.
                (_, Ok((content, _))) => break self.found(content),
                (_, Err(_)) => {
                    if !std::mem::replace(&mut self.missing, true) {
                        (self.tell)(Sight::Missing);
                    }
                    break;
                }
            }
        }
        Ok(())
    }

    fn found(&mut self, content: Fingerprint) {
        let back = std::mem::take(&mut self.missing);
        if self.known.is_news(content) || back {
            (self.tell)(Sight::Changed);
        }
    }
}

/// What the file holds now, without holding it: a look must cost no memory on a large board.
fn glance(path: &Path) -> io::Result<(Fingerprint, Vec<u8>)> {
    // Opening a pipe would wait for its writer.
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    Fingerprint::of_reader(fs::File::open(path)?)
}

/// Waits for a hint, then for the burst to end. `false` when the time was up without one.
fn settle(hints: &Receiver<Hint>, poll: Duration) -> Result<bool, Stopped> {
    let mut next = match hints.recv_timeout(poll) {
        Err(RecvTimeoutError::Timeout) => return Ok(false),
        next => next,
    };
    let deadline = Instant::now() + QUIET_AT_MOST;
    loop {
        match next {
            Ok(Hint::Look) => {}
            Ok(Hint::Stop) | Err(RecvTimeoutError::Disconnected) => return Err(Stopped),
            Err(RecvTimeoutError::Timeout) => return Ok(true),
        }
        let left = deadline.saturating_duration_since(Instant::now());
        next = hints.recv_timeout(QUIET.min(left));
        if left.is_zero() && matches!(next, Ok(Hint::Look)) {
            return Ok(true);
        }
    }
}

/// Sleeps, but wakes for the end.
fn pause(hints: &Receiver<Hint>, wait: Duration) -> Result<(), Stopped> {
    let deadline = Instant::now() + wait;
    loop {
        match hints.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(Hint::Look) => {}
            Ok(Hint::Stop) | Err(RecvTimeoutError::Disconnected) => return Err(Stopped),
            Err(RecvTimeoutError::Timeout) => return Ok(()),
        }
    }
}

fn watcher(path: &Path, hint: Sender<Hint>) -> notify::Result<notify::RecommendedWatcher> {
    let board = path.to_owned();
    let folder = path.parent().unwrap_or(Path::new("/"));
    let heard = move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !concerns(&event, &board)) {
            return;
        }
        let _ = hint.send(Hint::Look);
    };
    let mut watcher = notify::recommended_watcher(heard)?;
    watcher.watch(folder, RecursiveMode::NonRecursive)?;
    Ok(watcher)
}

/// Our own reading makes `Access` events: to act on them would be an endless loop. An event without
/// a path, or one that says events were dropped, may be about anything.
fn concerns(event: &notify::Event, board: &Path) -> bool {
    if event.need_rescan() || event.paths.is_empty() {
        return true;
    }
    !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| path == board)
}

#[cfg(test)]
mod tests;
