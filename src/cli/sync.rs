//! `andon sync`: commits the board, takes in what others did, pushes.

use std::io::{self, IsTerminal as _};

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::git::Asking;
use crate::git::sync::{self, Pushed, Request, Scope, Synced};
use crate::text::clean;

use super::output::{Progress, note};
use super::{Context, desk};

/// Commit the board, take in what others did, push
#[derive(Debug, Args)]
#[command(
    long_about = "Commit the board, take in what others did, push.\n\n\
        Only the board is committed, with its archive and the line of .gitattributes that andon adds: whatever else \
        is changed or staged stays as it is. The message says what happened on the board. What others pushed comes \
        below it, as a rebase would put it, and a push that comes too late is tried again.\n\n\
        Commits that touch other files are neither put on top of others nor pushed, unless --all asks for it. Where \
        two changed the board at one place, the rows of both are the board; nobody is asked to choose.",
    after_help = "Examples:\n  andon sync\n  andon sync --commit-only\n  andon sync --all   your other commits, too"
)]
pub(super) struct Sync {
    /// Commit the board, and do not ask the network
    #[arg(long, conflicts_with = "all")]
    commit_only: bool,
    /// Rebase and push commits that touch other files, too
    #[arg(long)]
    all: bool,
    /// Print JSON (andon-sync/1)
    #[arg(long)]
    json: bool,
}

impl Sync {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let board = desk::path(&context.global)?;
        let by = desk::by(&context.global);
        // git asks at the terminal, but only where somebody sits who sees the question.
        let somebody = io::stdin().is_terminal() && io::stderr().is_terminal();
        let asking = if somebody { Asking::Terminal } else { Asking::Nobody };
        let scope = if self.commit_only { Scope::Commit } else { Scope::Sync { others: self.all } };
        let mut progress = Progress::new();
        let request = Request { board: &board, by: &by, asking, scope };
        let synced = sync::sync(&request, &mut |step| progress.say(&step.to_string()));
        drop(progress);
        let synced = synced?;
        if self.json {
            context.out.json(&Answer::of(&synced))?;
        } else {
            context.out.line(&synced.to_string())?;
        }
        if let Some(misfits) = synced.misfits().filter(|_| !self.json) {
            context.out.flush()?;
            note(&misfits);
        }
        Ok(())
    }
}

#[derive(Debug, Serialize)]
struct Answer {
    schema: &'static str,
    committed: Option<String>,
    received: Option<String>,
    pushed: bool,
    upstream: Option<String>,
    /// Why nothing was pushed, as a word that stays the same.
    not_pushed: Option<&'static str>,
    /// The same as a sentence.
    says: String,
    other_commits: usize,
    behind: u32,
    stashed: Vec<String>,
}

impl Answer {
    fn of(synced: &Synced) -> Self {
        let not_pushed = match &synced.pushed {
            Pushed::Yes { .. } => None,
            Pushed::NothingToPush { .. } => Some("nothing-to-push"),
            Pushed::NotAsked => Some("not-asked"),
            Pushed::NoUpstream { gone: Some(_), .. } => Some("upstream-gone"),
            Pushed::NoUpstream { remote: None, .. } => Some("no-remote"),
            Pushed::NoUpstream { .. } => Some("no-upstream"),
            Pushed::OtherCommits { .. } => Some("other-commits"),
        };
        let upstream = match &synced.pushed {
            Pushed::Yes { upstream } | Pushed::NothingToPush { upstream } => Some(upstream.clone()),
            Pushed::NoUpstream { gone, .. } => gone.clone(),
            Pushed::NotAsked | Pushed::OtherCommits { .. } => None,
        };
        let (other_commits, behind) = match &synced.pushed {
            Pushed::OtherCommits { count, behind, .. } => (*count, *behind),
            _ => (0, 0),
        };
        Self {
            schema: "andon-sync/1",
            committed: synced.commit.clone(),
            received: synced.received.clone(),
            pushed: matches!(synced.pushed, Pushed::Yes { .. }),
            upstream,
            not_pushed,
            says: clean(&synced.to_string()).into_owned(),
            other_commits,
            behind,
            stashed: synced.stashed.clone(),
        }
    }
}
