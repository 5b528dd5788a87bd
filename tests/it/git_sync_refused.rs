//! Everything that `andon sync` stops at: it says what, in which state things are, and what helps.

use super::git_sync::{BOARD, Clone, Said, Team};

type Prepare = fn(&Team, &Clone, &Clone);

/// What is in the way, what is said about it, what helps, and whether the board is committed.
const REFUSALS: &[(Prepare, &str, &str, bool)] = &[
    (
        |_, one, _| {
            one.write(".git/info/exclude", "*.board.json\n");
            one.git(&["rm", "-q", "--cached", BOARD]).ok();
            one.git(&["commit", "-qm", "no board"]).ok();
        },
        "git is told to ignore team.board.json",
        "git check-ignore -v team.board.json",
        false,
    ),
    (
        |_, one, _| {
            one.git(&["checkout", "-q", "--detach"]).ok();
        },
        "no branch is checked out",
        "git switch",
        false,
    ),
    (
        |_, one, _| {
            one.git(&["branch", "topic"]).ok();
            one.commit("code", "a\n");
            one.git(&["checkout", "-q", "topic"]).ok();
            one.commit("code", "b\n");
            assert_ne!(one.git(&["merge", "main"]).code, 0);
        },
        "git merge was begun in this repository and is not done",
        "git merge --abort takes it back",
        false,
    ),
    (
        |_, one, _| {
            one.git(&["branch", "topic"]).ok();
            one.write(".gitattributes", "");
            one.row("1");
            one.git(&["commit", "-qam", "here"]).ok();
            one.git(&["checkout", "-q", "topic"]).ok();
            one.write(".gitattributes", "");
            one.row("2");
            one.git(&["commit", "-qam", "there"]).ok();
            assert_ne!(one.git(&["rebase", "main"]).code, 0);
        },
        "git rebase was begun",
        "it stopped over the board alone: andon resolve joins both sides and says how to go on",
        false,
    ),
    (
        |_, one, _| {
            one.write("code", "mine\n");
            one.git(&["stash", "-q"]).ok();
            one.commit("code", "theirs\n");
            assert_ne!(one.git(&["stash", "pop"]).code, 0);
        },
        "git waits for a decision about code",
        "git add code",
        false,
    ),
    (
        |_, one, _| one.hook("pre-commit", "echo looking; echo cards need an owner >&2; exit 1"),
        "a hook of this repository refused the commit:\n       looking\n       cards need an owner",
        "nothing was committed, the board is saved",
        false,
    ),
    (
        |_, one, _| {
            one.git(&["config", "commit.gpgSign", "true"]).ok();
            one.git(&["config", "gpg.program", "false"]).ok();
        },
        "the commit could not be signed",
        "nothing was committed",
        false,
    ),
    (
        |_, one, _| {
            one.git(&["remote", "set-url", "origin", "file:///nowhere/at/all.git"]).ok();
        },
        "origin cannot be reached: '/nowhere/at/all.git' does not appear to be a git repository",
        "your changes are committed here; the next sync pushes them",
        true,
    ),
    (
        |_, one, _| {
            one.git(&["remote", "set-url", "origin", "http://127.0.0.1:1/x.git"]).ok();
        },
        "origin cannot be reached: unable to access",
        "the next sync pushes them",
        true,
    ),
    (
        |_, one, _| {
            one.git(&[
                "config",
                "core.sshCommand",
                "echo 'git@h: Permission denied (publickey).' >&2; false",
            ])
            .ok();
            one.git(&["remote", "set-url", "origin", "git@h:x.git"]).ok();
        },
        "origin does not let you in: git@h: Permission denied (publickey).",
        "git fetch origin",
        true,
    ),
    (
        |team, _, _| team.server().hook("pre-receive", "echo error: main is protected; exit 1"),
        "origin refused the push to main: main is protected",
        "where a branch takes no pushes",
        true,
    ),
    (
        |_, one, _| one.hook("pre-push", "echo tests fail; exit 1"),
        "a hook of this repository refused the push:\n       tests fail",
        "your changes are committed here",
        true,
    ),
    (
        |_, one, two| {
            two.commit("new", "theirs");
            two.git(&["push", "-q"]).ok();
            one.write("new", "mine, unknown to git");
        },
        "origin/main changes files that you have changed and not committed: new",
        "commit or move them",
        true,
    ),
    (
        |_, one, _| one.write(".git/index.lock", ""),
        "another git is at work in this repository",
        "try again",
        false,
    ),
];

#[track_caller]
fn refused(said: &Said, words: &str, hint: &str) {
    assert_eq!(said.code, 1, "{said:?}");
    let (error, help) = said.err.split_once("hint: ").unwrap_or_else(|| panic!("{said:?}"));
    assert!(error.contains(words), "{words:?}: {said:?}");
    assert!(help.replace("\n      ", "\n").contains(hint), "{hint:?}: {said:?}");
    assert_eq!(said.out, "");
}

#[test]
fn what_is_in_the_way_is_told_and_the_board_stays() {
    for (prepare, words, hint, committed) in REFUSALS {
        let (team, one, two) = Team::two();
        prepare(&team, &one, &two);
        one.add("a card");
        one.write("staged", "for later");
        let staged = one.git(&["add", "staged"]).code == 0;
        let (head, rows) = (one.told(&["rev-parse", "HEAD"]), one.rows());
        let status = one.told(&["status", "--porcelain"]);
        let going_on = one.folder().join(".git/rebase-merge").exists();
        refused(&one.sync(&[]), words, hint);
        assert_eq!(one.rows(), rows, "{words}");
        assert_eq!(one.folder().join(".git/rebase-merge").exists(), going_on, "{words}");
        let after = one.told(&["status", "--porcelain"]);
        if *committed {
            assert_eq!(one.told(&["rev-parse", "HEAD~1"]), head, "{words}");
            assert!(!after.contains(BOARD), "{words}: {after}");
        } else {
            assert_eq!(one.told(&["rev-parse", "HEAD"]), head, "{words}");
            assert_eq!(after, status, "{words}");
        }
        assert_eq!(after.contains("A  staged"), staged, "{words}: {after}");
    }
    println!("{} refusals", REFUSALS.len());
}

#[test]
fn a_new_board_that_a_hook_refuses_is_not_left_staged() {
    let team = Team::new();
    let one = team.clone("one", &[], BOARD);
    one.andon(&["init", "--name", "Team", "--template", "dev"]).ok();
    one.hook("pre-commit", "exit 1");
    refused(&one.sync(&[]), "a hook of this repository refused the commit", "do what the hook asks for");
    assert_eq!(one.told(&["status", "--porcelain"]), "?? .gitattributes\n?? team.board.json");
    std::fs::remove_file(one.folder().join(".git/hooks/pre-commit")).unwrap();
    one.sync(&[]).ok();
}

#[test]
fn without_a_repository_without_git_and_without_a_name() {
    let (team, one, _two) = Team::two();
    std::fs::create_dir(team.root().join("plain")).unwrap();
    let plain = team.at("plain", "plain", BOARD);
    plain.andon(&["init", "--name", "Team", "--template", "dev"]).ok();
    refused(&plain.sync(&[]), "this board is in no git repository", "git init");
    one.add("a card");
    let said = one.andon_with(&["sync"], &[("PATH", "/nowhere")]);
    refused(&said, "git is not to be found", "install git");
    one.git(&["config", "user.useConfigOnly", "true"]).ok();
    let nameless = ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"];
    let said = one.andon_with(&["sync"], &nameless.map(|name| (name, "")));
    refused(&said, "git does not know who you are", "git config --global user.name one");
    std::fs::write(&one.board, "{ not a board").unwrap();
    assert_eq!(one.sync(&[]).code, 1);
    assert_eq!(std::fs::read_to_string(&one.board).unwrap(), "{ not a board");
}

#[test]
fn where_nothing_is_followed_the_commit_stands() {
    let (_team, one, two) = Team::two();
    one.add("a card");
    one.git(&["branch", "--unset-upstream"]).ok();
    let follows =
        "committed: 1 new card (one); not pushed: main follows no branch yet; git push -u origin main\n";
    assert_eq!(one.sync(&[]).ok().out, follows);
    one.git(&["remote", "remove", "origin"]).ok();
    assert!(one.sync(&[]).ok().out.starts_with("not pushed: there is no remote; git remote add"));
    two.git(&["checkout", "-qb", "topic"]).ok();
    two.git(&["push", "-qu", "origin", "topic"]).ok();
    for prune in [&["push", "-q", "origin", ":topic"][..], &["fetch", "-q", "--prune"]] {
        two.git(prune).ok();
        let gone =
            "not pushed: origin/topic is not there any more; git push -u origin topic makes it again\n";
        assert_eq!(two.sync(&[]).ok().out, gone);
    }
}

/// Whatever asks for a password finds nobody, and nothing waits for an answer.
#[test]
fn nobody_is_asked() {
    let (_team, one, _two) = Team::two();
    one.add("a card");
    // A server that wants a password is played by git's own helper.
    one.write("askpass", "#!/bin/sh\ntouch asked\n");
    one.git(&[
        "config",
        "core.sshCommand",
        "printenv GIT_TERMINAL_PROMPT SSH_ASKPASS_REQUIRE SSH_ASKPASS >&2; false",
    ])
    .ok();
    one.git(&["remote", "set-url", "origin", "git@h:x.git"]).ok();
    let start = std::time::Instant::now();
    let said = one.sync(&["--json"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("origin cannot be reached"), "{said:?}");
    assert!(start.elapsed().as_secs() < 30);
}
