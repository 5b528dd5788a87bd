//! How does the board stand in its repository, and what will the next pull or commit meet?

use crate::cli::desk::near;
use crate::cli::findings::Severity;
use crate::git::{FileState, GoingOn, Head, Status, Version};

use super::facts::{Facts, Git, Here};
use super::finding::{Finding, Part};

/// What is not well about git, or about this board in it.
pub(super) fn check(facts: &Facts) -> Vec<Finding> {
    match &facts.git {
        Git::Here(here) => of_board(here),
        Git::Nowhere => {
            let what = "the board lies in no git repository";
            let why = "it is yours alone: to share it, put its folder under git";
            vec![Finding::note(Part::Repository, "no-repository", what).why(why).next("git init")]
        }
        Git::Missing => {
            let what = "git is not to be found";
            let why = "the board works without it; sharing, andon sync, diff and resolve do not";
            vec![Finding::warning(Part::Repository, "git-missing", what).why(why).next("install git")]
        }
        Git::Untrusted(said) => {
            let what = "git does not read this repository: it belongs to another user";
            let why = "nothing can be said about merging, and andon sync does not work";
            let trust = said.lines().map(str::trim).find(|line| line.starts_with("git config"));
            let next = format!(
                "if you trust it: {}",
                trust.unwrap_or("git config --global --add safe.directory FOLDER")
            );
            vec![Finding::warning(Part::Repository, "untrusted", what).why(why).next(next)]
        }
        Git::Broken(said) => {
            let what = format!("git cannot read this repository: {said}");
            let why = "nothing can be said about merging; the board itself works";
            vec![Finding::error(Part::Repository, "git-broken", what).why(why).next("git status tells more")]
        }
    }
}

fn of_board(here: &Here) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(version(here.version));
    found.extend(link(here));
    found.extend(twins(here));
    found.extend(unfinished(here));
    found.extend(uncommitted(here));
    found.extend(flags(here));
    found.extend(branch(here));
    found.extend(blocked(here));
    if here.jj {
        let what =
            "jj shares this repository; it does not know union, and leaves markers where two changes meet";
        let why =
            "andon reads both sides through them: the next change, or andon resolve, writes the file clean";
        found.push(
            Finding::note(Part::Repository, "jj", what).why(why).next("after a conflict: andon resolve"),
        );
    }
    found
}

fn version(version: Option<Version>) -> Option<Finding> {
    let version = version.filter(|version| *version < Version::OLDEST)?;
    let what = format!("git {version} is older than {}", Version::OLDEST);
    let why = "boards merge, but andon sync, diff and resolve may not work";
    Some(Finding::warning(Part::Repository, "git-old", what).why(why).next("update git"))
}

fn link(here: &Here) -> Option<Finding> {
    let root = here.linked_from.as_ref()?;
    let what = format!(
        "{} holds a link to the board, and the board lies elsewhere: {}",
        root.display(),
        here.root.display()
    );
    let why = "a clone of the first gets the link without the board";
    Some(
        Finding::warning(Part::Repository, "link", what)
            .why(why)
            .next("put the board itself there, or clone both"),
    )
}

fn twins(here: &Here) -> Option<Finding> {
    if here.twins.is_empty() {
        return None;
    }
    let what = format!("another file is the same board, copied: {}", here.twins.join(", "));
    let why = "changes in one never reach the other, and reports over both count each card twice";
    let next = "keep one and delete the other, or make a new board with andon init";
    Some(Finding::warning(Part::Repository, "twins", what).why(why).next(next))
}

/// Whether git stopped over the board, in a merge or whatever joins versions.
pub(super) fn is_stopped(here: &Here) -> bool {
    here.status.board == FileState::Unmerged
}

/// git is in the middle of something.
fn unfinished(here: &Here) -> Option<Finding> {
    let stopped = is_stopped(here);
    let Some(going_on) = here.status.going_on else {
        return stopped.then(|| {
            let what = "two versions of the board were not joined; a stash or a checkout left them so";
            let why = "both are kept; git commits nothing until they are joined";
            let next = format!("andon resolve, then git add {}", here.shown_quoted());
            Finding::error(Part::Repository, "unmerged", what).why(why).next(next)
        });
    };
    let word = going_on.word();
    let go_on = match going_on {
        GoingOn::Merge => "git commit --no-edit".to_owned(),
        _ => format!("git {word} --continue"),
    };
    Some(if stopped {
        let what = format!("a {word} stopped over the board");
        let why = "both sides' rows are kept; git waits for you";
        let next = format!("andon resolve, then git add {} && {go_on}", here.shown_quoted());
        Finding::error(Part::Repository, "unmerged", what).why(why).next(next)
    } else {
        let what = format!("a {word} is going on");
        let why = "nothing is pulled or pushed until it ends";
        let next = format!("git status tells what it waits for; then {go_on}, or git {word} --abort");
        Finding::warning(Part::Repository, "going-on", what).why(why).next(next)
    })
}

fn uncommitted(here: &Here) -> Option<Finding> {
    match here.status.board {
        FileState::Clean | FileState::Changed if here.flags.not_in_index => {
            let what = "the next commit takes the board out of the repository";
            let why = "git rm --cached or git reset took it out of the index; who pulls that loses the file";
            let force = if here.ignored_by.is_some() { "--force " } else { "" };
            let next = format!("git add {force}{}", here.shown_quoted());
            Some(Finding::warning(Part::Repository, "removal-staged", what).why(why).next(next))
        }
        FileState::Clean | FileState::Changed | FileState::Unmerged => None,
        FileState::Ignored => {
            let by = here.ignored_by.as_ref().map(|line| format!(": {line}")).unwrap_or_default();
            let what = format!("git ignores the board{by}");
            let why = "nobody else sees it, and no clone has it";
            let next = format!("take that line out, or git add --force {}", here.shown_quoted());
            Some(Finding::warning(Part::Repository, "ignored", what).why(why).next(next))
        }
        FileState::New => {
            let why = "nobody else sees it, and git clean would remove it";
            let next = format!("git add {} && git commit", here.shown_quoted());
            let what = "the board was never committed";
            Some(Finding::warning(Part::Repository, "never-committed", what).why(why).next(next))
        }
    }
}

fn flags(here: &Here) -> Option<Finding> {
    if here.flags.skipped {
        let what = "a sparse checkout leaves the board out (skip-worktree)";
        let why = "git does not see your changes, and pulls do not reach the file";
        let see = format!("git update-index --no-skip-worktree {}", here.shown_quoted());
        // The top folder is in every sparse checkout.
        let next = match here.name.rsplit_once('/') {
            Some((folder, _)) => format!("git sparse-checkout add {}, or {see}", quoted(folder)),
            None => see,
        };
        return Some(Finding::warning(Part::Repository, "sparse", what).why(why).next(next));
    }
    here.flags.assumed_unchanged.then(|| {
        let what = "git is told to assume that the board never changes (assume-unchanged)";
        let why = "your changes are not seen, not committed, and in the way of pulls";
        let next = format!("git update-index --no-assume-unchanged {}", here.shown_quoted());
        Finding::warning(Part::Repository, "assume-unchanged", what).why(why).next(next)
    })
}

fn branch(here: &Here) -> Option<Finding> {
    match &here.status {
        // A rebase detaches for as long as it lasts.
        Status { head: Head::Detached(_), going_on: Some(_), .. } => None,
        Status { head: Head::Detached(commit), board, .. } => {
            let severity = if *board == FileState::Clean { Severity::Note } else { Severity::Warning };
            let what = format!("no branch is checked out, but the commit {commit}");
            let why = "what is committed here is on no branch, and is lost from sight at the next checkout";
            Some(
                Finding::new(severity, Part::Repository, "detached", what).why(why).next("git switch BRANCH"),
            )
        }
        Status { upstream: Some(upstream), head, .. } if upstream.gone => {
            let what = format!("{} follows {}, which was deleted there", head.name(), upstream.name);
            let why = "nothing can be pulled or pushed";
            let next =
                format!("git push --set-upstream {} {}, or git switch BRANCH", upstream.remote, head.name());
            Some(Finding::warning(Part::Repository, "upstream-gone", what).why(why).next(next))
        }
        Status { upstream: None, head: Head::Branch(branch), .. } => {
            let what = format!("{branch} follows no branch of another clone");
            let why = "the board is shared once it does";
            let push =
                |remote: &str| format!("git push --set-upstream {} {}", quoted(remote), quoted(branch));
            let next = match &here.remote {
                Some(remote) => push(remote),
                None => format!("git remote add origin URL, then {}", push("origin")),
            };
            Some(Finding::note(Part::Repository, "no-upstream", what).why(why).next(next))
        }
        _ => None,
    }
}

/// The next plain `git pull` would stop.
fn blocked(here: &Here) -> Option<Finding> {
    let upstream = here.status.upstream.as_ref()?;
    let is_blocked =
        here.incoming && here.status.board == FileState::Changed && here.status.going_on.is_none();
    is_blocked.then(|| {
        let what = format!("git pull will stop: the board changed here and on {}", upstream.name);
        let why = "git says \"Your local changes would be overwritten by merge\"; nothing is lost by that";
        Finding::warning(Part::Repository, "pull-blocked", what)
            .why(why)
            .next("andon sync, or git pull --rebase --autostash")
    })
}

/// What is well about the board in its repository.
pub(super) fn well(here: &Here) -> String {
    let state = match here.status.board {
        FileState::Clean => "committed",
        FileState::Changed => "changed since the last commit",
        FileState::New | FileState::Ignored | FileState::Unmerged => "",
    };
    format!("{state}, {}", standing(&here.status))
}

/// The branch, and how far it is from the one it follows.
pub(super) fn standing(status: &Status) -> String {
    let head = match &status.head {
        Head::Branch(name) => format!("on {name}"),
        Head::Unborn(name) => format!("on {name}, which has no commit yet"),
        Head::Detached(commit) => format!("on the commit {commit}"),
    };
    let Some(upstream) = &status.upstream else { return head };
    let apart = match (upstream.ahead, upstream.behind) {
        (0, 0) => format!("level with {}", upstream.name),
        (ahead, 0) => format!("{ahead} ahead of {}", upstream.name),
        (0, behind) => format!("{behind} behind {}", upstream.name),
        (ahead, behind) => format!("{ahead} ahead of and {behind} behind {}", upstream.name),
    };
    format!("{head}, {apart} as of the last fetch")
}

impl Here {
    /// The board's name, for a command line that the person may copy.
    pub(super) fn shown_quoted(&self) -> String {
        self.named_here(&self.name)
    }

    /// A name from the root, as it is to be said from where the person stands.
    pub(super) fn named_here(&self, name: &str) -> String {
        quoted(&near(&self.root.join(name), &self.cwd).display().to_string())
    }
}

/// A word as a shell reads it as one.
pub(in crate::cli) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+:@%,=".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
pub(super) mod tests;
