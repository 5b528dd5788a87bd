//! A sync in words, for whoever waits and whoever reads: the command line and the screen say the
//! same.

use std::fmt;

use super::{Pushed, Step, Synced};
use crate::report::words::count;

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Committing => f.write_str("committing the board"),
            Self::Fetching => f.write_str("fetching what others did"),
            Self::Joining => f.write_str("joining it with the board"),
            Self::Pushing { attempt: 0 | 1 } => f.write_str("pushing"),
            Self::Pushing { attempt } => write!(f, "pushing, attempt {attempt}: others were faster"),
        }
    }
}

/// What was done, and what was not and why: "committed: 3 moves (maria); received: 2 moves (jon);
/// pushed to origin/main".
impl fmt::Display for Synced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&sentence(self))
    }
}

impl Synced {
    /// What is to be done about changes that were not committed and do not fit, if there are such.
    pub fn misfits(&self) -> Option<String> {
        let files = self.stashed.join(", ");
        (!files.is_empty()).then(|| {
            format!(
                "changes of yours that were not committed did not fit: {files}; both stand in the files, between \
                 markers: edit them, then git add them; git stash has yours, too"
            )
        })
    }
}

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
            assert_eq!(synced.to_string(), said);
        }
    }
}
