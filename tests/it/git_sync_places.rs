//! `andon sync` wherever a board may lie and however git is set up: the same story each time.

use super::git_sync::{Clone, Team};

/// Two people work in turn, and both have everything.
fn story(name: &str, one: &Clone, two: &Clone) {
    for (number, (here, there)) in [(one, two), (two, one)].into_iter().enumerate() {
        here.add(&format!("card {number} here"));
        there.add(&format!("card {number} there"));
        for (place, clone) in [here, there, here].into_iter().enumerate() {
            let said = clone.sync(&[]);
            assert_eq!(said.code, 0, "{name}, {number}.{place}: {said:?}");
            assert!(!said.out.contains("not pushed"), "{name}, {number}.{place}: {said:?}");
        }
        assert_eq!(here.rows(), there.rows(), "{name}, {number}");
        for clone in [here, there] {
            assert_eq!(clone.told(&["status", "--porcelain"]), "", "{name}, {number}");
        }
    }
    assert_eq!(one.titles().len(), 4, "{name}");
    assert_eq!(one.told(&["rev-list", "--merges", "--count", "HEAD"]), "0", "{name}");
}

/// A board in the first clone, pushed by its first sync, and the second clone.
fn board(team: &Team, how: &[&str], place: &str) -> (Clone, Clone) {
    let one = team.clone("one", &[], place);
    let folder = one.board.parent().unwrap().to_owned();
    std::fs::create_dir_all(&folder).unwrap();
    let made = team.at("", "setup", "x.board.json");
    let file = made.folder().join("x.board.json");
    if !file.exists() {
        made.andon(&["init", "--name", "x", "--template", "dev"]).ok();
    }
    std::fs::copy(&file, &one.board).unwrap();
    std::fs::copy(made.folder().join(".gitattributes"), folder.join(".gitattributes")).unwrap();
    for earlier in 0..2 {
        one.add(&format!("earlier {earlier}"));
        one.andon(&["delete", &first_card(&one)]).ok();
        one.sync(&[]).ok();
    }
    (one, team.clone("two", how, place))
}

fn first_card(clone: &Clone) -> String {
    let told: serde_json::Value = serde_json::from_str(&clone.andon(&["list", "--json"]).ok().out).unwrap();
    told["cards"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn names_that_git_or_a_shell_might_take_for_something_else() {
    for place in [
        "team.board.json",
        "boards/our team.board.json",
        "-dash/--all.board.json",
        "it's \"quoted\"/$(touch x)/:(glob)*.board.json",
        "größe/данные/看板.board.json",
        "new\ttab/a\\b.board.json",
    ] {
        let team = Team::new();
        let (one, two) = board(&team, &[], place);
        story(place, &one, &two);
        assert!(!one.folder().join("x").exists());
    }
}

#[test]
fn settings_of_people() {
    for settings in [
        &[
            ("push.default", "nothing"),
            ("pull.rebase", "false"),
            ("pull.ff", "only"),
            ("core.autocrlf", "true"),
            ("core.safecrlf", "warn"),
        ][..],
        &[
            ("push.default", "matching"),
            ("pull.rebase", "merges"),
            ("merge.ff", "false"),
            ("commit.verbose", "true"),
            ("commit.cleanup", "strip"),
            ("core.commentChar", "-"),
        ],
        &[
            ("rebase.autoSquash", "true"),
            ("rebase.updateRefs", "true"),
            ("rebase.backend", "apply"),
            ("fetch.prune", "true"),
            ("diff.noprefix", "true"),
            ("core.quotePath", "true"),
            ("status.short", "true"),
        ],
        &[
            ("merge.conflictStyle", "diff3"),
            ("branch.autoSetupMerge", "always"),
            ("submodule.recurse", "true"),
            ("color.ui", "always"),
            ("log.showSignature", "true"),
            ("advice.statusHints", "false"),
        ],
    ] {
        let team = Team::new();
        let (one, two) = board(&team, &[], "team.board.json");
        for clone in [&one, &two] {
            for (key, value) in settings {
                clone.git(&["config", key, value]).ok();
            }
        }
        story(&format!("{settings:?}"), &one, &two);
        assert!(one.told(&["log", "-1", "--format=%b"]).starts_with("- "), "{settings:?}");
    }
}

#[test]
fn repositories_of_all_kinds() {
    let team = Team::with(&["--object-format=sha256"]);
    let (one, two) = board(&team, &[], "team.board.json");
    story("sha256", &one, &two);

    let team = Team::new();
    let (one, two) = board(&team, &["--depth=1"], "team.board.json");
    assert_eq!(two.told(&["rev-parse", "--is-shallow-repository"]), "true");
    story("shallow", &one, &two);

    let team = Team::new();
    let (one, two) = board(&team, &["--filter=blob:none"], "team.board.json");
    story("partial", &one, &two);

    // A linked work tree on a branch of its own that follows main.
    let team = Team::new();
    let (one, two) = board(&team, &[], "team.board.json");
    two.git(&["worktree", "add", "-q", "--track", "-b", "linked", "../linked", "origin/main"]).ok();
    story("linked work tree", &one, &team.at("linked", "linked", "team.board.json"));

    // A submodule, with the branch checked out.
    let team = Team::new();
    let (one, _two) = board(&team, &[], "team.board.json");
    std::fs::create_dir(team.root().join("super")).unwrap();
    let outer = team.at("super", "outer", "team.board.json");
    outer.git(&["init", "-q"]).ok();
    let server = format!("file://{}", team.root().join("srv.git").display());
    outer.git(&["submodule", "--quiet", "add", &server, "sub"]).ok();
    let inner = team.at("super/sub", "inner", "team.board.json");
    inner.git(&["checkout", "-q", "main"]).ok();
    story("submodule", &one, &inner);
}

#[test]
fn several_boards_in_one_repository_go_together() {
    let team = Team::new();
    let (one, two) = board(&team, &[], "a.board.json");
    std::fs::copy(&one.board, one.folder().join("b.board.json")).unwrap();
    let other = |clone: &Clone, who: &str| team.at(clone.folder().to_str().unwrap(), who, "b.board.json");
    let (one_b, two_b) = (other(&one, "one"), other(&two, "two"));
    assert!(one_b.sync(&[]).ok().out.contains("pushed"));
    two.sync(&[]).ok();
    // Both boards are committed apart, and the second push takes both.
    one.add("on a");
    one_b.add("on b");
    one.sync(&["--commit-only"]).ok();
    one_b.sync(&["--commit-only"]).ok();
    two.add("on a, too");
    two_b.add("on b, too");
    two.sync(&[]).ok();
    two_b.sync(&[]).ok();
    one_b.sync(&[]).ok();
    two.sync(&[]).ok();
    for (here, there) in [(&one, &two), (&one_b, &two_b)] {
        assert_eq!(here.rows(), there.rows());
        assert_eq!(here.titles().len(), 2);
    }
}

#[cfg(unix)]
#[test]
fn hooks_run_and_what_is_linked_stays_a_link() {
    let team = Team::new();
    let (one, two) = board(&team, &[], "deep/real.board.json");
    std::fs::create_dir(one.folder().join("own-hooks")).unwrap();
    one.git(&["config", "core.hooksPath", "own-hooks"]).ok();
    one.write(".git/info/exclude", "own-hooks\nran-*\nteam.board.json\n");
    for hook in ["pre-commit", "commit-msg", "post-checkout", "pre-push"] {
        let path = one.folder().join("own-hooks").join(hook);
        std::fs::write(&path, format!("#!/bin/sh\ntouch ran-{hook}\n")).unwrap();
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }
    std::os::unix::fs::symlink("deep/real.board.json", one.folder().join("team.board.json")).unwrap();
    let linked = team.at("one", "one", "team.board.json");
    story("a link", &linked, &two);
    for hook in ["pre-commit", "commit-msg", "post-checkout", "pre-push"] {
        assert!(one.folder().join(format!("ran-{hook}")).exists(), "{hook}");
    }
    assert!(std::fs::symlink_metadata(&linked.board).unwrap().is_symlink());
}
