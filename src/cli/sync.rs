//! `andon sync`: commits the board, takes in what others did, pushes.

use std::io::{self, IsTerminal as _};

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::git::Asking;
use crate::git::sync::{self, Pushed, Request, Scope, Step, Synced};
use crate::report::words::count;
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
        let synced = sync::sync(&request, &mut |step| progress.say(doing(step).as_str()));
        drop(progress);
        let synced = synced?;
        if self.json {
            context.out.json(&Answer::of(&synced))?;
        } else {
            context.out.line(&sentence(&synced))?;
        }
        if !synced.stashed.is_empty() && !self.json {
            context.out.flush()?;
            note(&format!(
                "changes of yours that were not committed did not fit: {}; both stand in the files, between markers: \
                 edit them, then git add them; git stash has yours, too",
                synced.stashed.join(", ")
            ));
        }
        Ok(())
    }
}

fn doing(step: Step) -> String {
    match step {
        Step::Committing => "committing the board".to_owned(),
        Step::Fetching => "fetching what others did".to_owned(),
        Step::Joining => "joining it with the board".to_owned(),
        Step::Pushing { attempt: 1 } => "pushing".to_owned(),
        Step::Pushing { attempt } => format!("pushing, attempt {attempt}: others were faster"),
    }
}

/// What was done, and what was not and why: "committed 3 moves (maria); received 2 moves (jon);
/// pushed to origin/main".
fn sentence(synced: &Synced) -> String {
    let mut said = Vec::new();
    said.extend(synced.commit.iter().map(|what| format!("committed: {what}")));
    said.extend(synced.received.iter().map(|what| format!("received: {what}")));
    let nothing = said.is_empty();
    match &synced.pushed {
        Pushed::Yes { upstream } => said.push(format!("pushed to {upstream}")),
        Pushed::NothingToPush { upstream } if nothing => {
            said.push(format!("up to date with {upstream}"));
        }
        Pushed::NotAsked if nothing => said.push("nothing to commit: the board is as it was".to_owned()),
        Pushed::NothingToPush { .. } | Pushed::NotAsked => {}
        Pushed::NoUpstream { branch, remote, gone } => {
            said.push(no_upstream(branch, remote.as_deref(), gone.as_deref()));
        }
        Pushed::OtherCommits { count: n, first, behind } => {
            let commits = count(*n, "commit");
            let touch = if *n == 1 { "touches" } else { "touch" };
            let wait = match behind {
                0 => String::new(),
                1 => "; 1 commit of others waits".to_owned(),
                n => format!("; {n} commits of others wait"),
            };
            said.push(format!(
                "not pushed: {commits} that {touch} other files would go along ({first}); andon sync --all takes them{wait}"
            ));
        }
    }
    said.join("; ")
}

fn no_upstream(branch: &str, remote: Option<&str>, gone: Option<&str>) -> String {
    match (gone, remote) {
        (Some(gone), Some(remote)) => {
            format!("not pushed: {gone} is not there any more; git push -u {remote} {branch} makes it again")
        }
        (None, Some(remote)) => {
            format!("not pushed: {branch} follows no branch yet; git push -u {remote} {branch}")
        }
        (_, None) => {
            format!(
                "not pushed: there is no remote; git remote add origin URL, then git push -u origin {branch}"
            )
        }
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
            says: clean(&sentence(synced)).into_owned(),
            other_commits,
            behind,
            stashed: synced.stashed.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_one_sentence() {
        let main = || "origin/main".to_owned();
        let some = |text: &str| Some(text.to_owned());
        let no = |remote: Option<&str>, gone: Option<&str>| Pushed::NoUpstream {
            branch: "main".into(),
            remote: remote.map(str::to_owned),
            gone: gone.map(str::to_owned),
        };
        for (commit, received, pushed, said) in [
            (
                some("3 moves (maria)"),
                some("2 moves (jon)"),
                Pushed::Yes { upstream: main() },
                "committed: 3 moves (maria); received: 2 moves (jon); pushed to origin/main",
            ),
            (
                None,
                some("1 move (jon)"),
                Pushed::NothingToPush { upstream: main() },
                "received: 1 move (jon)",
            ),
            (None, None, Pushed::NothingToPush { upstream: main() }, "up to date with origin/main"),
            (None, None, Pushed::Yes { upstream: main() }, "pushed to origin/main"),
            (None, None, Pushed::NotAsked, "nothing to commit: the board is as it was"),
            (some("1 move (jon)"), None, Pushed::NotAsked, "committed: 1 move (jon)"),
            (
                None,
                None,
                no(Some("origin"), None),
                "not pushed: main follows no branch yet; git push -u origin main",
            ),
            (
                None,
                None,
                no(None, None),
                "not pushed: there is no remote; git remote add origin URL, then git push -u origin main",
            ),
            (
                None,
                None,
                no(Some("o"), Some("o/x")),
                "not pushed: o/x is not there any more; git push -u o main makes it again",
            ),
            (
                None,
                None,
                Pushed::OtherCommits { count: 2, first: "Fix parser".into(), behind: 1 },
                "not pushed: 2 commits that touch other files would go along (Fix parser); andon sync --all takes \
                 them; 1 commit of others waits",
            ),
        ] {
            let synced = Synced { commit, received, pushed, stashed: Vec::new() };
            assert_eq!(sentence(&synced), said);
        }
    }
}
