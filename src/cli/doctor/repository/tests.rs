//! Every state of a repository has its finding.

use super::*;
use crate::git::{Flags, Said, Treatment, Upstream};

/// A board with which all is well.
pub(in crate::cli::doctor) fn here() -> Here {
    let said = |source: &str| {
        let (source, value) = (source.to_owned(), "union".to_owned());
        Some(Said { source, line: 1, text: "*.board.json merge=union text eol=lf".to_owned(), value })
    };
    let given = |value: &str| Some(value.to_owned());
    Here {
        root: "/team".into(),
        name: "team.board.json".to_owned(),
        cwd: "/team".into(),
        version: Some(Version(2, 47)),
        status: Status {
            head: Head::Branch("main".to_owned()),
            upstream: Some(upstream()),
            board: FileState::Clean,
            going_on: None,
        },
        treatment: Treatment {
            merge: given("union"),
            text: given("set"),
            eol: given("lf"),
            ..Treatment::default()
        },
        in_force: said(".gitattributes"),
        committed: said(".gitattributes"),
        line_beside: true,
        elsewhere: Vec::new(),
        flags: Flags::default(),
        remote: Some("origin".to_owned()),
        ignored_by: None,
        incoming: false,
        linked_from: None,
        jj: false,
        twins: Vec::new(),
        shows_differences: true,
    }
}

fn upstream() -> Upstream {
    let (name, remote, branch) =
        ("origin/main".to_owned(), "origin".to_owned(), "refs/heads/main".to_owned());
    Upstream { name, remote, branch, ahead: 0, behind: 0, gone: false }
}

#[test]
fn each_state_has_its_code_and_its_severity() {
    use Severity::{Error, Note, Warning};
    type Change = fn(&mut Here);
    let cases: &[(Change, &[(&str, Severity)])] = &[
        (|_| {}, &[]),
        (|here| here.status.board = FileState::Changed, &[]),
        (|here| here.status.board = FileState::New, &[("never-committed", Warning)]),
        (|here| here.status.board = FileState::Ignored, &[("ignored", Warning)]),
        (|here| here.status.board = FileState::Unmerged, &[("unmerged", Error)]),
        (|here| here.status.going_on = Some(GoingOn::Rebase), &[("going-on", Warning)]),
        (
            |here| {
                here.status.board = FileState::Unmerged;
                here.status.head = Head::Detached("abc".into());
                here.status.upstream = None;
                here.status.going_on = Some(GoingOn::Rebase);
            },
            &[("unmerged", Error)],
        ),
        (
            |here| (here.status.head, here.status.upstream) = (Head::Detached("abc".into()), None),
            &[("detached", Note)],
        ),
        (
            |here| {
                (here.status.head, here.status.upstream) = (Head::Detached("abc".into()), None);
                here.status.board = FileState::Changed;
            },
            &[("detached", Warning)],
        ),
        (|here| here.status.upstream = None, &[("no-upstream", Note)]),
        (|here| (here.status.head, here.status.upstream) = (Head::Unborn("main".into()), None), &[]),
        (|here| here.status.upstream.as_mut().unwrap().gone = true, &[("upstream-gone", Warning)]),
        (|here| here.incoming = true, &[]),
        (
            |here| (here.incoming, here.status.board) = (true, FileState::Changed),
            &[("pull-blocked", Warning)],
        ),
        (|here| here.flags.skipped = true, &[("sparse", Warning)]),
        (|here| here.flags.not_in_index = true, &[("removal-staged", Warning)]),
        (|here| here.flags.assumed_unchanged = true, &[("assume-unchanged", Warning)]),
        (|here| here.twins = vec!["copy.board.json".into()], &[("twins", Warning)]),
        (|here| here.linked_from = Some("/elsewhere".into()), &[("link", Warning)]),
        (|here| here.jj = true, &[("jj", Note)]),
        (|here| here.version = Some(Version(2, 20)), &[("git-old", Warning)]),
        (|here| here.version = None, &[]),
    ];
    for (place, (change, expected)) in cases.iter().enumerate() {
        let mut here = here();
        change(&mut here);
        let found = of_board(&here);
        let told: Vec<_> = found.iter().map(|one| (&*one.code, one.severity)).collect();
        assert_eq!(&told, expected, "case {place}");
        let said = found.iter().all(|one| !one.why.is_empty() && !one.next.is_empty());
        assert!(said, "case {place} says why and what next: {found:?}");
    }
}

#[test]
fn what_to_do_about_a_stop_is_whole() {
    for (going_on, words) in [
        (Some(GoingOn::Merge), "andon resolve, then git add team.board.json && git commit --no-edit"),
        (Some(GoingOn::Rebase), "andon resolve, then git add team.board.json && git rebase --continue"),
        (Some(GoingOn::Patches), "andon resolve, then git add team.board.json && git am --continue"),
        (None, "andon resolve, then git add team.board.json"),
    ] {
        let mut here = here();
        (here.status.board, here.status.going_on) = (FileState::Unmerged, going_on);
        assert_eq!(of_board(&here)[0].next, words);
    }
}

#[test]
fn a_branch_is_pushed_to_a_remote_that_there_is() {
    for (remote, words) in [
        (Some("origin"), "git push --set-upstream origin main"),
        (Some("team"), "git push --set-upstream team main"),
        (None, "git remote add origin URL, then git push --set-upstream origin main"),
    ] {
        let mut here = here();
        (here.status.upstream, here.remote) = (None, remote.map(str::to_owned));
        assert_eq!(of_board(&here)[0].next, words);
    }
}

#[test]
fn words_for_a_shell() {
    for (word, shown) in [
        ("team.board.json", "team.board.json"),
        ("../boards/größe.board.json", "../boards/größe.board.json"),
        ("our team.board.json", "'our team.board.json'"),
        ("$(rm -rf).board.json", "'$(rm -rf).board.json'"),
        ("it's.board.json", r"'it'\''s.board.json'"),
        ("", "''"),
    ] {
        assert_eq!(quoted(word), shown);
    }
}
