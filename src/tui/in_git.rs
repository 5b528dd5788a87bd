//! What the screen knows of git: how the board stands there, the sync that runs, how the last one
//! went, and when the next one starts by itself.

use crate::board::Timestamp;
use crate::config::Auto;
use crate::git::{FileState, Status};

/// Leaving waits for a sync no longer than this, in milliseconds.
pub const PATIENCE_MS: i64 = 5_000;
/// After failures an automatic sync is tried again at the latest after this, in milliseconds,
/// unless the person has set a longer interval.
const RETRY_MAX_MS: i64 = 3_600_000;

/// What the screen knows of git.
#[derive(Debug, Clone, Default)]
pub struct InGit {
    /// How the board stands there.
    pub standing: Standing,
    /// What the sync that runs is doing, in a word or two.
    pub running: Option<Running>,
    /// A sync was asked for, and starts when the edits before it are in the file.
    pub wanted: Option<Origin>,
    /// How the last sync of this session went.
    pub last: Option<Last>,
    /// The person's settings for syncing by itself, where they cover this board.
    pub auto: Option<Auto>,
    /// When the next automatic sync starts.
    pub next: Option<Timestamp>,
    /// Automatic syncs that failed in a row.
    pub failures: u32,
    /// Something was changed here since the last sync that worked.
    pub edited: bool,
    /// The person is leaving: the program ends when this has passed, or nothing is to be waited for.
    pub leaving: Option<Timestamp>,
}

/// How the board stands in git.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Standing {
    /// Nobody has looked yet.
    #[default]
    Unknown,
    /// In no repository, or there is no git.
    Outside,
    /// git does not say; why, and what to do.
    Silent(Trouble),
    /// In a repository.
    Inside(Status),
}

/// Who asked for a sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The person, by its key.
    Asked,
    /// The person's settings: by the clock, or on leaving.
    Auto,
}

/// A sync that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// Who asked for it.
    pub origin: Origin,
    /// What it is doing, in a word or two.
    pub step: String,
}

/// How a sync went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// When it ended.
    pub at: Timestamp,
    /// What it did; or why it could not.
    pub outcome: Result<Told, Trouble>,
}

/// What a sync did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// In words.
    pub words: String,
    /// Commits stay here that were to be pushed.
    pub stays: bool,
}

/// Why something could not be done with git.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What happened, in a sentence.
    pub reason: String,
    /// What to do next.
    pub hint: String,
    /// What git said, as it stands.
    pub said: String,
}

impl InGit {
    /// The board's state in its repository, where it is in one.
    pub fn status(&self) -> Option<&Status> {
        match &self.standing {
            Standing::Inside(status) => Some(status),
            _ => None,
        }
    }

    /// The last sync, if it failed.
    pub fn trouble(&self) -> Option<&Trouble> {
        self.last.as_ref()?.outcome.as_ref().err()
    }

    /// True if nothing of the board waits to be committed, pushed or taken in, as far as is known here.
    pub fn is_settled(&self) -> bool {
        let even = |status: &Status| {
            status.upstream.as_ref().is_some_and(|up| !up.gone && up.ahead == 0 && up.behind == 0)
        };
        self.calm().is_some_and(|status| status.board == FileState::Clean && even(status))
    }

    /// True if an automatic sync would have something to do: never in the middle of what a person
    /// does with git, and without pushing only where there is something to commit.
    pub fn auto_has_work(&self) -> bool {
        let (Some(auto), Some(status)) = (&self.auto, self.calm()) else { return false };
        is_changed(status) || (auto.push && status.upstream.is_some())
    }

    /// True if leaving would leave something behind that a sync takes along. An edit of a moment
    /// ago counts, though git has not been asked since.
    pub fn leaves_something(&self) -> bool {
        let (Some(auto), Some(status)) = (&self.auto, self.calm()) else { return false };
        let ahead = status.upstream.as_ref().is_some_and(|upstream| upstream.ahead > 0);
        self.edited || is_changed(status) || (auto.push && ahead)
    }

    /// The state, unless git is in the middle of something or does not keep the board at all.
    fn calm(&self) -> Option<&Status> {
        let kept = |status: &&Status| !matches!(status.board, FileState::Unmerged | FileState::Ignored);
        self.status().filter(|status| status.going_on.is_none()).filter(kept)
    }

    /// Why the sync that leaving waited for did not do its work, if it did not.
    pub fn left_behind(&self) -> Option<String> {
        self.leaving?;
        match &self.last {
            _ if self.running.is_some() => Some("the sync was not done when andon was left".to_owned()),
            Some(Last { outcome: Err(trouble), .. }) => Some(trouble.reason.clone()),
            _ => None,
        }
    }

    /// Sets when the next automatic sync starts: after the interval, and after twice the time
    /// for each failure in a row.
    pub fn schedule(&mut self, now: Timestamp) {
        let Some(auto) = &self.auto else { return };
        let longest = auto.every_ms.max(RETRY_MAX_MS);
        let wait = auto.every_ms.saturating_mul(1_i64 << self.failures.min(20)).min(longest);
        self.next = Some(now.plus_ms(wait));
    }

    /// When something is to be done without a key.
    pub fn deadline(&self) -> Option<Timestamp> {
        match self.leaving {
            Some(until) => Some(until),
            None => self.next.filter(|_| self.running.is_none() && self.wanted.is_none()),
        }
    }
}

fn is_changed(status: &Status) -> bool {
    matches!(status.board, FileState::Changed | FileState::New)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_retried_less_and_less_often() {
        let minute = 60_000;
        for (every, waits) in [
            (5 * minute, [5, 10, 20, 40, 60, 60]),
            // Somebody who wants it every two hours gets it every two hours.
            (120 * minute, [120, 120, 120, 120, 120, 120]),
        ] {
            let now = Timestamp::from_ms(1_780_000_000_000);
            let auto = Auto { every_ms: every, on_exit: true, push: true };
            let mut git = InGit { auto: Some(auto), ..InGit::default() };
            for (failures, wait) in (0..).zip(waits) {
                git.failures = failures;
                git.schedule(now);
                assert_eq!(git.deadline(), Some(now.plus_ms(wait * minute)), "{failures} failures");
            }
            git.failures = u32::MAX;
            git.schedule(now);
            assert!(git.next > Some(now));
        }
    }
}
