//! The thread that speaks with git: it looks how the board stands there, and syncs.
//!
//! It looks after the board was opened, saved or read again and after git's own files changed, at
//! most once a second; and once in a while, in case nobody told. Outside a repository it sleeps.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::in_git::{Origin, Standing, Told, Trouble};
use super::inbox::{LastWords, Outbox};
use super::message::{Message, Synced};
use crate::config::Config;
use crate::git::sync::{self, Pushed, Request, Scope, SyncError};
use crate::git::{self, Asking, GitError, Repository};

/// It does not look more often than this.
const AT_MOST_EVERY: Duration = Duration::from_secs(1);
/// In a repository it looks this often without being told.
const AT_LEAST_EVERY: Duration = Duration::from_secs(30);

enum Errand {
    Follow(PathBuf),
    Look,
    Sync(Origin),
    Leave,
}

/// The thread that speaks with git; it ends when this is dropped, after the sync that is under way.
#[derive(Debug)]
pub struct Courier(Sender<Errand>);

impl Courier {
    /// Starts the thread. `by` is who works here.
    ///
    /// Couriers that share a `turn` sync one after the other: their boards may be in one repository.
    pub fn start(outbox: Outbox, by: String, config: Config, turn: Arc<Mutex<()>>) -> std::io::Result<Self> {
        let (errands, todo) = channel();
        let own = errands.clone();
        let work = move || {
            let _last_words = LastWords(outbox.clone(), "the thread that speaks with git");
            let look = move || drop(own.send(Errand::Look));
            Desk {
                outbox,
                by,
                config,
                turn,
                board: None,
                told: Standing::Unknown,
                watch: None,
                looked: None,
            }
            .work(&todo, look);
        };
        std::thread::Builder::new().name("courier".to_owned()).spawn(work)?;
        Ok(Self(errands))
    }

    /// Follows a board; what it followed before is let go.
    pub fn follow(&self, board: PathBuf) {
        self.ask(Errand::Follow(board));
    }

    /// Something may have changed.
    pub fn look(&self) {
        self.ask(Errand::Look);
    }

    /// Syncs the board. Its steps and its end are told as messages.
    pub fn sync(&self, origin: Origin) {
        self.ask(Errand::Sync(origin));
    }

    fn ask(&self, errand: Errand) {
        // The thread ends before the program only by a panic, and that is told.
        let _ = self.0.send(errand);
    }
}

impl Drop for Courier {
    /// A sync that is under way is not waited for: whoever leaves has decided that.
    fn drop(&mut self) {
        self.ask(Errand::Leave);
    }
}

struct Desk {
    outbox: Outbox,
    by: String,
    config: Config,
    turn: Arc<Mutex<()>>,
    board: Option<PathBuf>,
    /// What the screen was told last.
    told: Standing,
    #[allow(dead_code, reason = "it watches while it lives")]
    watch: Option<git::Watch>,
    looked: Option<Instant>,
}

impl Desk {
    fn work(mut self, todo: &Receiver<Errand>, look: impl Fn() + Clone + Send + 'static) {
        let mut due: Option<Instant> = None;
        loop {
            let errand = match due {
                Some(due) => todo.recv_timeout(due.saturating_duration_since(Instant::now())),
                None => todo.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match errand {
                Ok(Errand::Follow(board)) => {
                    let look = look.clone();
                    self.watch =
                        Repository::of(&board).ok().flatten().and_then(|repository| repository.watch(look));
                    self.board = Some(board);
                    self.told = Standing::Unknown;
                    due = self.look();
                }
                Ok(Errand::Look) => {
                    let now = Instant::now();
                    let soonest = self.looked.map_or(now, |looked| looked + AT_MOST_EVERY);
                    due = Some(due.map_or(soonest, |due| due.min(soonest)));
                }
                Ok(Errand::Sync(origin)) => {
                    self.sync(origin);
                    due = self.look();
                }
                Err(RecvTimeoutError::Timeout) => due = self.look(),
                Ok(Errand::Leave) | Err(RecvTimeoutError::Disconnected) => break,
            }
        }
    }

    /// Looks, and tells what is new. Answers when to look again without being told.
    fn look(&mut self) -> Option<Instant> {
        let board = self.board.clone()?;
        let standing = standing(&board);
        self.looked = Some(Instant::now());
        if standing != self.told {
            let covered = self.covers(&board);
            self.outbox.message(Message::InGit { standing: standing.clone(), covered });
            self.told = standing;
        }
        matches!(self.told, Standing::Inside(_)).then(|| Instant::now() + AT_LEAST_EVERY)
    }

    /// Whether the person's settings mean this board, wherever links lead.
    fn covers(&self, board: &Path) -> bool {
        let mut sync = self.config.sync.clone();
        for folder in &mut sync.folders {
            *folder = folder.canonicalize().unwrap_or_else(|_| folder.clone());
        }
        sync.covers(&board.canonicalize().unwrap_or_else(|_| board.to_owned()))
    }

    fn sync(&mut self, origin: Origin) {
        let Some(board) = self.board.clone() else { return };
        let pushes = origin == Origin::Asked || self.config.sync.auto().is_some_and(|auto| auto.push);
        let scope = if pushes { Scope::Sync { others: false } } else { Scope::Commit };
        let request = Request { board: &board, by: &self.by, asking: Asking::Nobody, scope };
        // A courier that panicked has told so, and the program ends.
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let done = sync::sync(&request, &mut |step| {
            self.outbox.message(Message::SyncGoesOn(step.to_string()));
        });
        drop(turn);
        let outcome = done.map(|done| told(&done)).map_err(|error| trouble(&error));
        self.outbox.message(Message::Synced(Synced { outcome }));
    }
}

fn standing(board: &Path) -> Standing {
    match git::status_of(board) {
        Ok(Some(status)) => Standing::Inside(status),
        // Without git the board is a file as any other.
        Ok(None) | Err(GitError::Missing(_)) => Standing::Outside,
        Err(error) => Standing::Silent(Trouble {
            reason: error.to_string(),
            hint: error.hint().to_owned(),
            said: error.said().to_owned(),
        }),
    }
}

/// What a sync did. What still wants somebody stays on the screen.
fn told(done: &sync::Synced) -> Told {
    let said = [Some(done.to_string()), done.misfits()];
    let stays = matches!(done.pushed, Pushed::NoUpstream { .. } | Pushed::OtherCommits { .. });
    Told { words: said.into_iter().flatten().collect::<Vec<_>>().join("; "), stays }
}

fn trouble(error: &SyncError) -> Trouble {
    let said = match error {
        SyncError::Git(error) => error.said(),
        SyncError::Hook { said, .. }
        | SyncError::Signing { said, .. }
        | SyncError::Busy { said, .. }
        | SyncError::Offline { said, .. }
        | SyncError::Login { said, .. }
        | SyncError::Refused { said, .. } => said,
        _ => "",
    };
    Trouble { reason: error.to_string(), hint: error.hint(), said: said.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_pushed_stays_on_the_screen() {
        let no_upstream = Pushed::NoUpstream { branch: "main".into(), remote: None, gone: None };
        let others = Pushed::OtherCommits { count: 2, first: "Add x".into(), behind: 1 };
        for (pushed, stays) in [
            (Pushed::NotAsked, false),
            (Pushed::Yes { upstream: "origin/main".into() }, false),
            (no_upstream, true),
            (others, true),
        ] {
            let done = sync::Synced { commit: None, received: None, pushed, stashed: vec!["a.rs".into()] };
            let told = told(&done);
            assert_eq!(told.stays, stays, "{told:?}");
            assert!(told.words.starts_with(&done.to_string()) && told.words.contains("a.rs"), "{told:?}");
        }
    }
}
