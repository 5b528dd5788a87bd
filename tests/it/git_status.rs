//! How a board stands in its repository: every state, made by real git.

use andon::git::{FileState, GitError, GoingOn, Head, Repository, Status, status_of};

use super::cli::TEAM;
use super::git_ground::{Ground, Tree};

fn status(tree: &Tree) -> Status {
    status_of(&tree.board()).unwrap().unwrap()
}

fn row(id: &str) -> String {
    let rows = format!(
        "{{\"andon\":1,\"rows\":[\n{{\"card\":\"zz{id}zzz\",\"id\":\"e1\",\"rev\":1,\"at\":\"2026-03-02T09:40:00Z\",\"by\":\"maria\",\"do\":\"add\",\"to\":\"ready\",\"title\":\"{id}\"}},\n"
    );
    TEAM.replace("{\"andon\":1,\"rows\":[\n", &rows)
}

#[test]
fn the_file_is_clean_changed_new_or_ignored() {
    let ground = Ground::new();
    let tree = ground.team("team");
    assert_eq!(status(&tree).board, FileState::Clean);
    assert_eq!(status(&tree).head, Head::Branch("main".to_owned()));
    assert_eq!((status(&tree).upstream, status(&tree).going_on), (None, None));

    tree.write("team.board.json", row("one"));
    assert_eq!(status(&tree).board, FileState::Changed);
    tree.git(&["add", "team.board.json"]);
    assert_eq!(status(&tree).board, FileState::Changed, "staged is not committed");
    tree.write("team.board.json", TEAM);
    assert_eq!(status(&tree).board, FileState::Clean, "what is in the file is compared, not the index");

    let tree = ground.repository("new");
    tree.write("team.board.json", TEAM);
    assert_eq!(status(&tree).board, FileState::New);
    assert_eq!(status(&tree).head, Head::Unborn("main".to_owned()));
    tree.git(&["add", "team.board.json"]);
    assert_eq!(status(&tree).board, FileState::New, "added, and in no commit");

    let tree = ground.repository("ignored");
    tree.write("team.board.json", TEAM);
    tree.write(".gitignore", "*.json\n");
    assert_eq!(status(&tree).board, FileState::Ignored);
    tree.git(&["add", "-f", "team.board.json"]);
    assert_eq!(status(&tree).board, FileState::New, "git has it, ignored or not");
    tree.commit("all");
    assert_eq!(status(&tree).board, FileState::Clean);
}

#[test]
fn line_ends_that_git_makes_are_no_change() {
    let ground = Ground::new();
    let tree = ground.team("team");
    for (autocrlf, eol) in [("true", "lf"), ("input", "lf"), ("true", "crlf")] {
        tree.git(&["config", "core.autocrlf", autocrlf]);
        let content = if eol == "crlf" { TEAM.replace('\n', "\r\n") } else { TEAM.to_owned() };
        tree.write("team.board.json", content);
        assert_eq!(status(&tree).board, FileState::Clean, "autocrlf={autocrlf}, {eol}");
    }
}

#[test]
fn what_is_checked_out_is_a_branch_a_commit_or_nothing_yet() {
    let ground = Ground::new();
    let tree = ground.team("team");
    tree.git(&["switch", "-qc", "feature/größe"]);
    assert_eq!(status(&tree).head, Head::Branch("feature/größe".to_owned()));
    tree.git(&["checkout", "-q", "--detach"]);
    let Head::Detached(commit) = status(&tree).head else { panic!("not detached") };
    assert!(tree.git(&["rev-parse", "HEAD"]).starts_with(&commit) && commit.len() >= 4, "{commit}");
    tree.git(&["switch", "-q", "--orphan", "fresh"]);
    tree.write("team.board.json", TEAM);
    assert_eq!(status(&tree).head, Head::Unborn("fresh".to_owned()));
    assert_eq!(status(&tree).board, FileState::New);
    // A tag of the branch's name does not make the name mean the tag.
    tree.git(&["switch", "-q", "-f", "main"]);
    tree.git(&["tag", "main"]);
    assert!(status(&tree).head.name().ends_with("main"), "{:?}", status(&tree).head);
    assert_eq!(status(&tree).board, FileState::Clean);
}

#[test]
fn the_distance_to_the_upstream_is_told_and_when_it_is_gone() {
    let ground = Ground::new();
    let origin = ground.team("origin");
    let tree = ground.clone_of(&origin, "clone");
    let apart =
        || status(&tree).upstream.map(|up| (up.name, up.remote, up.branch, up.ahead, up.behind, up.gone));
    let is = |ahead, behind, gone| {
        Some((
            "origin/main".to_owned(),
            "origin".to_owned(),
            "refs/heads/main".to_owned(),
            ahead,
            behind,
            gone,
        ))
    };
    assert_eq!(apart(), is(0, 0, false));
    tree.git(&["commit", "-q", "--allow-empty", "-m", "one"]);
    tree.git(&["commit", "-q", "--allow-empty", "-m", "two"]);
    assert_eq!(apart(), is(2, 0, false));
    origin.git(&["commit", "-q", "--allow-empty", "-m", "theirs"]);
    assert_eq!(apart(), is(2, 0, false), "as of the last fetch");
    tree.git(&["fetch", "-q"]);
    assert_eq!(apart(), is(2, 1, false));
    origin.git(&["branch", "-m", "main", "trunk"]);
    tree.git(&["fetch", "-q", "--prune"]);
    assert_eq!(apart(), is(0, 0, true));
    tree.git(&["branch", "--unset-upstream"]);
    assert_eq!(apart(), None);
}

/// Two branches that say different things at one place of the board, where no attribute helps.
fn torn(ground: &Ground) -> Tree {
    let tree = ground.repository("torn");
    tree.write("team.board.json", TEAM);
    tree.commit("board");
    tree.git(&["switch", "-qc", "theirs"]);
    tree.write("team.board.json", row("two"));
    tree.commit("theirs");
    tree.git(&["switch", "-q", "main"]);
    tree.write("team.board.json", row("one"));
    tree.commit("ours");
    tree
}

#[test]
fn what_git_stopped_in_the_middle_of_is_told_until_it_ends() {
    for (args, going_on) in [
        (&["merge", "theirs"][..], GoingOn::Merge),
        (&["rebase", "theirs"], GoingOn::Rebase),
        (&["rebase", "--apply", "theirs"], GoingOn::Rebase),
        (&["cherry-pick", "theirs"], GoingOn::CherryPick),
    ] {
        let ground = Ground::new();
        let tree = torn(&ground);
        assert!(!tree.try_git(args).status.success(), "git {args:?} stops");
        let stopped = status(&tree);
        assert_eq!((stopped.board, stopped.going_on), (FileState::Unmerged, Some(going_on)), "git {args:?}");
        tree.git(&["add", "team.board.json"]);
        let added = status(&tree);
        assert_ne!(added.board, FileState::Unmerged, "git {args:?}");
        assert_eq!(added.going_on, Some(going_on));
        assert!(
            !tree.try_git(&[going_on.word(), "--abort"]).stderr.starts_with(b"fatal"),
            "its word is git's"
        );
        assert_eq!((status(&tree).board, status(&tree).going_on), (FileState::Clean, None), "git {args:?}");
    }

    let ground = Ground::new();
    let tree = torn(&ground);
    tree.write("team.board.json", row("three"));
    tree.commit("later");
    assert!(!tree.try_git(&["revert", "--no-edit", "HEAD~1"]).status.success());
    assert_eq!(status(&tree).going_on, Some(GoingOn::Revert));
    tree.git(&["revert", "--abort"]);

    let patch = ground.path().join("theirs.patch");
    std::fs::write(&patch, tree.git(&["format-patch", "--stdout", "-1", "theirs"])).unwrap();
    assert!(!tree.try_git(&["am", "-q", patch.to_str().unwrap()]).status.success());
    assert_eq!(status(&tree).going_on, Some(GoingOn::Patches));
    tree.git(&["am", "--abort"]);

    // A stash that does not fit leaves two versions, and nothing going on.
    tree.write("team.board.json", row("four"));
    tree.git(&["stash", "-q"]);
    tree.git(&["switch", "-q", "theirs"]);
    assert!(!tree.try_git(&["stash", "pop", "-q"]).status.success());
    assert_eq!((status(&tree).board, status(&tree).going_on), (FileState::Unmerged, None));
}

#[test]
fn a_linked_work_tree_has_a_head_and_a_state_of_its_own() {
    let ground = Ground::new();
    let tree = torn(&ground);
    let linked = ground.path().join("linked");
    tree.git(&["worktree", "add", "-q", linked.to_str().unwrap(), "theirs"]);
    let linked = tree.at(linked);
    assert_eq!(status(&linked).head, Head::Branch("theirs".to_owned()));
    assert!(!linked.try_git(&["merge", "main"]).status.success());
    assert_eq!(status(&linked).going_on, Some(GoingOn::Merge));
    assert_eq!(status(&tree).going_on, None);
    assert_eq!(Repository::of(&linked.board()).unwrap().unwrap().root(), linked.root);
}

#[test]
fn boards_have_names_whatever_they_are_called_and_wherever_they_lie() {
    let ground = Ground::new();
    let tree = ground.repository("our team's \"repository\"");
    for name in [
        "boards/deep/team.board.json",
        "größe/板.board.json",
        "two  spaces.board.json",
        "-rf.board.json",
        ":(top)x.board.json",
        "*.board.json",
        "a\nb.board.json",
        "\u{202e}x.board.json",
    ] {
        tree.write(name, TEAM);
        let repository = Repository::of(&tree.path(name)).unwrap().unwrap();
        assert_eq!(repository.root(), tree.root, "{name:?}");
        assert_eq!(repository.name_of(&tree.path(name)).as_deref(), Some(name));
        let state = |content: &str| repository.status(name, content.as_bytes()).unwrap().board;
        assert_eq!(state(TEAM), FileState::New, "{name:?}");
        tree.commit("another");
        assert_eq!(state(TEAM), FileState::Clean, "{name:?}");
        assert_eq!(state("x"), FileState::Changed, "{name:?}");
        assert_eq!(repository.ignored_by(name).unwrap(), None, "{name:?}");
        let content = repository.content_at("HEAD", name).unwrap();
        assert_eq!(content.as_deref(), Some(TEAM.as_bytes()), "{name:?}");
    }
    let repository = Repository::of(&tree.path("any")).unwrap().unwrap();
    assert_eq!(repository.name_of(&ground.path().join("elsewhere.board.json")), None);
    tree.write(".gitignore", "*.json\n");
    for name in [":(exclude)y.board.json", "--z.board.json", "a\nc.board.json", "größe/d.board.json"] {
        assert_eq!(repository.ignored_by(name).unwrap().as_deref(), Some(".gitignore:1:*.json"), "{name:?}");
    }
    let gone = tree.path("boards/deep/team.board.json");
    std::fs::remove_file(&gone).unwrap();
    assert_eq!(repository.name_of(&gone).as_deref(), Some("boards/deep/team.board.json"));
}

#[test]
fn outside_of_a_repository_there_is_nothing_to_tell_and_a_broken_one_is_no_outside() {
    let ground = Ground::new();
    let outside = ground.folder("outside");
    outside.write("team.board.json", TEAM);
    assert_eq!(status_of(&outside.board()).unwrap(), None);
    assert_eq!(Repository::of(&outside.path("not/there/yet.board.json")).unwrap(), None);

    let tree = ground.team("team");
    assert!(Repository::of(&tree.path("not/there/yet.board.json")).unwrap().is_some());
    assert_eq!(Repository::of(&tree.path(".git/x")).unwrap(), None, "inside of .git");

    let bare = ground.folder("bare");
    bare.git(&["init", "-q", "--bare"]);
    assert_eq!(Repository::of(&bare.path("x")).unwrap(), None, "a repository without files");

    tree.append(".git/config", "[broken\n");
    let error = Repository::of(&tree.board()).unwrap_err();
    assert!(matches!(error, GitError::Failed { .. }), "{error:?}");
    assert!(error.to_string().contains("bad config line"), "{error}");
}

#[test]
fn a_board_through_a_link_stands_where_it_lies() {
    let ground = Ground::new();
    let tree = ground.team("team");
    let link = ground.path().join("link.board.json");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(tree.board(), &link).unwrap();
        assert_eq!(status_of(&link).unwrap().unwrap().board, FileState::Clean);
    }
}

#[test]
fn commits_and_what_they_hold_are_found_by_name_and_by_nothing_else() {
    let ground = Ground::new();
    let tree = ground.team("team");
    let repository = Repository::of(&tree.board()).unwrap().unwrap();
    let head = repository.commit("HEAD").unwrap();
    assert_eq!(head.as_deref(), Some(tree.git(&["rev-parse", "HEAD"]).trim()));
    for name in ["nobody", "", "--all", "HEAD:team.board.json", "HEAD^{tree}", "--git-dir", "-h"] {
        assert_eq!(repository.commit(name).unwrap(), None, "{name:?}");
    }
    assert_eq!(repository.content_at("HEAD", "other.board.json").unwrap(), None);
    assert_eq!(repository.attribute("merge", "team.board.json").unwrap().as_deref(), Some("union"));
    assert_eq!(repository.attribute("merge", "team.txt").unwrap(), None);
}
