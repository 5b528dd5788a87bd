//! `andon doctor`: what it finds in repositories as they are, what `--fix` does, and that it does
//! nothing else.

use serde_json::Value;

use super::cli::{Answer, TEAM};
use super::git_ground::{Ground, Tree, answer, shown};
use super::json_schema::faults;

fn json(answer: &Answer) -> Value {
    let json: Value = serde_json::from_str(&answer.out).unwrap_or_else(|_| panic!("{answer:?}"));
    let schema = serde_json::from_str(include_str!("../../assets/andon-doctor-1.schema.json")).unwrap();
    assert_eq!(faults(&schema, &json), [""; 0], "{json:#}");
    let is_bad = json["findings"].as_array().unwrap().iter().any(|one| one["severity"] != "note");
    assert_eq!((answer.code, &*answer.err), (i32::from(is_bad), ""), "{json:#}");
    assert_eq!(json["sound"], !is_bad);
    json
}

fn doctor(tree: &Tree, args: &[&str]) -> Value {
    json(&tree.andon(&[&["doctor", "--board", "team.board.json", "--json"], args].concat()))
}

/// The codes of what is found, but for the two notes that every board of these tests meets.
fn codes_of(json: &Value) -> Vec<String> {
    let found = json["findings"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap());
    found.filter(|code| !["diff-rows", "no-upstream"].contains(code)).map(str::to_owned).collect()
}

fn codes(tree: &Tree) -> Vec<String> {
    codes_of(&doctor(tree, &[]))
}

fn next(json: &Value, code: &str) -> String {
    let found = json["findings"].as_array().unwrap().iter().find(|one| one["code"] == code);
    found.unwrap_or_else(|| panic!("no {code}: {json:#}"))["next"].as_str().unwrap().to_owned()
}

#[test]
fn a_removal_that_is_staged_is_told_while_the_file_is_here() {
    let ground = Ground::new();
    let origin = ground.team("origin");
    let tree = ground.clone_of(&origin, "clone");
    tree.git(&["rm", "-q", "--cached", "team.board.json"]);
    let told = doctor(&tree, &[]);
    assert_eq!(codes_of(&told), ["removal-staged"]);
    assert_eq!(next(&told, "removal-staged"), "git add team.board.json");
    tree.git(&["add", "team.board.json"]);
    assert_eq!(codes(&tree), [""; 0]);
}

#[test]
fn all_is_well_on_one_calm_screen() {
    let ground = Ground::new();
    let origin = ground.team("origin");
    let tree = ground.clone_of(&origin, "clone");
    let said = tree.ok(&["doctor"]).replace(tree.root.to_str().unwrap(), "/team");
    assert_eq!(
        said,
        "\
/team/team.board.json: in the repository /team, on main, level with origin/main as of the last fetch

 ✓ file      5 cards; every row is understood
 ✓ sessions  nothing is left of sessions that ended too early
 ✓ merging   git joins the rows of both sides (union), here and in every clone
 ✓ content   git keeps it as andon writes it
 ✓ git       committed, on main, level with origin/main as of the last fetch
 · git diff  git diff shows the rows of a board; it can show sentences instead [diff-rows]
             it is a matter of taste, and of this clone alone
             → andon doctor --fix --diff

All is well.
"
    );
    let said = tree.ok(&["doctor", "--ascii"]);
    assert!(said.is_ascii() && said.contains(" + merging"), "{said}");
    let mut command = tree.command(env!("CARGO_BIN_EXE_andon"), &["doctor"]);
    assert!(
        answer(std::mem::replace(command.env("LANG", "C"), std::process::Command::new("true")))
            .out
            .is_ascii()
    );
    assert!(!tree.path(".git/andon").exists(), "looking leaves nothing behind");
}

#[test]
fn a_missing_line_is_found_and_fixed_and_then_waits_to_be_committed() {
    let ground = Ground::new();
    let tree = ground.repository("team");
    tree.write("boards/team.board.json", TEAM);
    tree.write("else/.gitattributes", "*.board.json merge=union text eol=lf\n");
    tree.commit("no line for the board");
    let folder = tree.at(tree.path("boards"));
    let found = doctor(&folder, &[]);
    assert_eq!(codes_of(&found), ["attributes-missing"]);
    assert!(found["findings"][0]["what"].as_str().unwrap().contains("else/.gitattributes"), "{found:#}");

    let fixed = doctor(&folder, &["--fix"]);
    assert_eq!(fixed["fixed"][0]["worked"], true);
    assert_eq!(codes_of(&fixed), ["attributes-uncommitted"]);
    assert_eq!(tree.read("boards/.gitattributes"), "*.board.json merge=union text eol=lf\n");
    let next = next(&fixed, "attributes-uncommitted");
    assert_eq!(next, "git add .gitattributes team.board.json && git commit");
    folder.git(&["add", ".gitattributes", "team.board.json"]);
    folder.git(&["commit", "-qm", "line"]);
    assert_eq!(codes(&folder), [""; 0]);
    assert_eq!(doctor(&folder, &["--fix"])["fixed"], Value::Array(Vec::new()), "nothing is left to do");
}

#[test]
fn what_overrides_the_line_is_named_and_a_stronger_line_is_written_where_that_helps() {
    for (file, line, code, fixable) in [
        (".git/info/attributes", "*.json -merge", "merge-binary", false),
        (".git/info/attributes", "*.board.json merge=ours", "merge-overridden", false),
        (".gitattributes", "*.board.json binary", "merge-binary", false),
        (".gitattributes", "*.board.json merge=text", "merge-overridden", false),
        (".gitattributes", "*.board.json filter=lfs", "lfs", false),
        (".gitattributes", "*.board.json filter=crypt", "filter", false),
        (".gitattributes", "*.board.json eol=crlf", "line-ends", false),
    ] {
        let tree = Ground::new();
        let tree = tree.team("team");
        tree.append(file, &format!("{line}\n"));
        let found = doctor(&tree, &[]);
        let first = &found["findings"][0];
        assert_eq!(first["code"], code, "{line}: {found:#}");
        assert_eq!(first["fixable"], fixable, "{line}");
        if code.starts_with("merge") {
            let said = format!("{file}:{} says '{line}'", tree.read(file).lines().count());
            assert!(first["what"].as_str().unwrap().contains(&said), "{found:#}");
        }
        let before = tree.read(file);
        doctor(&tree, &["--fix"]);
        assert_eq!(tree.read(file), before, "{line}: nothing is written that would not help");
    }

    // Generic lines of the root lose against a line beside the board.
    let ground = Ground::new();
    let tree = ground.repository("team");
    tree.write("team/team.board.json", TEAM);
    tree.write(".gitattributes", "*.json binary\n");
    tree.commit("board");
    let folder = tree.at(tree.path("team"));
    assert_eq!(codes(&folder), ["merge-binary"]);
    assert_eq!(codes_of(&doctor(&folder, &["--fix"])), ["attributes-uncommitted"]);

    let ground = Ground::new();
    let tree = ground.team("team");
    tree.git(&["config", "merge.keep.driver", "true"]);
    tree.append(".gitattributes", "*.board.json merge=keep\n");
    assert_eq!(codes(&tree), ["merge-driver"]);
}

#[test]
fn a_link_in_the_place_of_attributes_is_left_alone() {
    #[cfg(unix)]
    {
        let ground = Ground::new();
        let tree = ground.repository("team");
        let profile = ground.path().join("profile");
        std::fs::write(&profile, "mine\n").unwrap();
        tree.write("team.board.json", TEAM);
        std::os::unix::fs::symlink(&profile, tree.path(".gitattributes")).unwrap();
        tree.commit("board");
        let fixed = doctor(&tree, &["--fix"]);
        assert_eq!(fixed["fixed"][0]["worked"], false, "{fixed:#}");
        assert_eq!(std::fs::read_to_string(profile).unwrap(), "mine\n");
    }
}

#[test]
fn a_file_that_is_not_as_it_should_be_is_told_and_is_mended_where_that_is_safe() {
    let markers = TEAM.replace("{\"end\":1}", "<<<<<<< ours\n=======\n>>>>>>> theirs\n{\"end\":1}");
    let odd = TEAM.replace("{\"class\"", "{\"card\":\"x\",\"id\":\"e1\",\"rev\":1},\n{\"class\"");
    let future = TEAM.replace("2026-03-06T09:40:00Z", "2027-03-06T09:40:00Z");
    let newer = TEAM.replace("{\"andon\":1", "{\"andon\":9");
    let two = TEAM.replace(
        "{\"card\":\"aaaa1111\",\"id\":\"e1\"",
        "{\"board\":\"c\",\"id\":\"s1\",\"rev\":1,\"at\":\"2026-03-02T08:00:00Z\",\"by\":\"maria\",\"name\":\"Other\"},\n{\"card\":\"aaaa1111\",\"id\":\"e1\"",
    );
    for (content, found, left) in [
        (markers.as_str(), &["markers"][..], &[][..]),
        (&TEAM.replace("},\n{\"card\":\"dddd", "},\n\n{\"card\":\"dddd"), &["not-canonical"], &[]),
        (&TEAM.replace('\n', "\r\n"), &["not-canonical"], &[]),
        (&odd, &["row"], &["row"]),
        (&future, &["after-now"], &["after-now"]),
        (&newer, &["newer"], &["newer"]),
        (&two, &["two-boards"], &["two-boards"]),
        ("", &["unreadable"], &["unreadable"]),
        ("{\"andon\":1,\"rows\":[\n", &["unreadable"], &["unreadable"]),
    ] {
        let ground = Ground::new();
        let tree = ground.team("team");
        tree.write("team.board.json", content);
        tree.git(&["add", "-A"]);
        tree.git(&["commit", "-q", "--allow-empty", "-m", "odd"]);
        assert_eq!(codes(&tree), found, "{content}");
        assert_eq!(tree.read("team.board.json"), content, "looking changes nothing");
        let fixed = doctor(&tree, &["--fix"]);
        assert_eq!(codes_of(&fixed), left, "{content}");
        if left.is_empty() {
            assert_eq!(tree.read("team.board.json"), TEAM);
        } else {
            assert_eq!(tree.read("team.board.json"), content, "what is not understood is left alone");
        }
    }
}

#[test]
fn what_sessions_left_is_told_and_made_good() {
    let ground = Ground::new();
    let tree = ground.team("team");
    // A save makes the side-car; its files are named after the board.
    tree.ok(&["add", "A card"]);
    tree.commit("a card");
    let side = tree.path(".git/andon");
    let lock = std::fs::read_dir(&side)
        .unwrap()
        .flatten()
        .find(|one| one.path().extension().is_some_and(|end| end == "lock"));
    let stem = shown(&lock.unwrap().path()).replace(".lock", "");
    tree.write(".team.board.json.andon-abcdefgh", "half of a bo");
    assert_eq!(codes(&tree), ["strays"]);
    assert!(tree.path(".team.board.json.andon-abcdefgh").exists());

    // The last words of a session that was killed: taken from a real one that could not save.
    let ask = "ask 1 not an operation\n";
    std::fs::write(format!("{stem}.journal-0"), ask).unwrap();
    assert_eq!(codes(&tree), ["unsaved", "strays"]);
    let fixed = doctor(&tree, &["--fix"]);
    assert_eq!(codes_of(&fixed), [""; 0], "{fixed:#}");
    assert!(!tree.path(".team.board.json.andon-abcdefgh").exists());

    let held = std::fs::File::open(format!("{stem}.lock")).unwrap();
    held.lock().unwrap();
    let found = doctor(&tree, &[]);
    assert_eq!(codes_of(&found), ["lock"]);
    assert!(next(&found, "lock").contains("lsof"), "{found:#}");
}

#[test]
fn how_the_board_stands_is_told_with_what_to_do() {
    let ground = Ground::new();
    let tree = ground.repository("team");
    tree.write("team.board.json", TEAM);
    tree.write(".gitattributes", "*.board.json merge=union text eol=lf\n");
    assert_eq!(codes(&tree), ["attributes-uncommitted", "never-committed"]);
    tree.write(".gitignore", "team.*\n");
    let found = doctor(&tree, &[]);
    assert_eq!(codes_of(&found), ["attributes-uncommitted", "ignored"]);
    assert!(found["findings"][1]["what"].as_str().unwrap().contains(".gitignore:1:team.*"), "{found:#}");
    tree.git(&["add", "-f", "team.board.json"]);
    tree.commit("board");
    assert_eq!(codes(&tree), [""; 0]);
    tree.write("copy.board.json", TEAM);
    assert_eq!(codes(&tree), ["twins"]);
    std::fs::remove_file(tree.path("copy.board.json")).unwrap();
    tree.git(&["update-index", "--assume-unchanged", "team.board.json"]);
    assert_eq!(codes(&tree), ["assume-unchanged"]);
    tree.git(&["update-index", "--no-assume-unchanged", "team.board.json"]);
    std::fs::create_dir(tree.path(".jj")).unwrap();
    assert_eq!(codes(&tree), ["jj"]);
    std::fs::remove_dir(tree.path(".jj")).unwrap();
    tree.git(&["checkout", "-q", "--detach"]);
    assert_eq!(codes(&tree), ["detached"]);

    let tree = ground.folder("outside");
    tree.write("team.board.json", TEAM);
    assert_eq!(codes(&tree), ["no-repository"]);
}

#[test]
fn a_pull_that_will_be_blocked_is_told_and_is_what_git_does() {
    let ground = Ground::new();
    let origin = ground.team("origin");
    let tree = ground.clone_of(&origin, "clone");
    origin.ok(&["add", "Theirs"]);
    origin.commit("theirs");
    tree.git(&["fetch", "-q"]);
    assert_eq!(codes(&tree), [""; 0], "behind, with nothing in the way");
    tree.ok(&["add", "Ours"]);
    let found = doctor(&tree, &[]);
    assert_eq!(codes_of(&found), ["pull-blocked"]);
    assert!(next(&found, "pull-blocked").starts_with("andon sync, or git pull --rebase --autostash"));
    let pulled = tree.try_git(&["pull", "-q", "--no-rebase"]);
    assert!(String::from_utf8(pulled.stderr).unwrap().contains("would be overwritten by merge"));
    // And what is advised works.
    tree.git(&["pull", "-q", "--rebase", "--autostash"]);
    // git puts the rows of both sides where they met, in whatever order.
    assert!(codes(&tree).iter().all(|code| code == "not-canonical"));
    let cards = tree.ok(&["list"]);
    assert!(cards.contains("Ours") && cards.contains("Theirs"), "{cards}");
}

#[test]
fn a_stopped_merge_is_for_resolve_and_is_left_alone() {
    let ground = Ground::new();
    let tree = ground.team("team");
    std::fs::remove_file(tree.path(".gitattributes")).unwrap();
    tree.commit("no line");
    tree.git(&["switch", "-qc", "theirs"]);
    tree.write("team.board.json", TEAM.replace("Fax gateway", "Telefax"));
    tree.commit("theirs");
    tree.git(&["switch", "-q", "main"]);
    tree.write("team.board.json", TEAM.replace("Fax gateway", "Facsimile"));
    tree.commit("ours");
    assert!(!tree.try_git(&["merge", "-q", "theirs"]).status.success());
    let before = tree.read("team.board.json");
    let found = doctor(&tree, &["--fix"]);
    let codes = codes_of(&found);
    assert!(codes.contains(&"unmerged".to_owned()) && codes.contains(&"markers".to_owned()), "{codes:?}");
    assert_eq!(
        next(&found, "unmerged"),
        "andon resolve, then git add team.board.json && git commit --no-edit"
    );
    assert_eq!(found["repository"]["going_on"], "merge");
    assert_eq!(tree.read("team.board.json"), before);
}

#[test]
fn a_board_that_a_sparse_checkout_leaves_out_is_named() {
    let ground = Ground::new();
    let tree = ground.repository("team");
    tree.write("plan/team.board.json", TEAM);
    tree.write("src/main.c", "");
    tree.commit("all");
    tree.git(&["sparse-checkout", "set", "src"]);
    let answer = tree.andon(&["doctor"]);
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("git has the board plan/team.board.json"), "{answer:?}");
    assert!(answer.err.contains("git sparse-checkout add plan"), "{answer:?}");
    tree.git(&["sparse-checkout", "add", "plan"]);
    assert!(tree.path("plan/team.board.json").exists());
}

#[test]
fn a_hook_a_stranger_and_a_missing_git_do_not_lead_astray() {
    let ground = Ground::new();
    let (tree, other) = (ground.team("team"), ground.repository("other"));
    let run = |settings: &[(&str, &str)]| {
        let mut command = tree.command(env!("CARGO_BIN_EXE_andon"), &["doctor", "--json"]);
        for (name, value) in settings {
            command.env(name, value);
        }
        json(&answer(command))
    };
    let dot_git = shown(&other.path(".git"));
    let found = run(&[
        ("GIT_DIR", &dot_git),
        ("GIT_INDEX_FILE", "/nowhere"),
        ("GIT_WORK_TREE", "/"),
        ("GIT_PREFIX", "x/"),
    ]);
    assert_eq!(found["repository"]["root"], shown(&tree.root), "{found:#}");
    assert_eq!(codes_of(&found), [""; 0]);

    let found = run(&[("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")]);
    assert_eq!(codes_of(&found), ["untrusted"]);
    assert!(next(&found, "untrusted").contains("git config --global --add safe.directory"), "{found:#}");

    let found = run(&[("PATH", "/nowhere")]);
    assert_eq!(codes_of(&found), ["git-missing"]);

    // A real hook, in the middle of a real commit.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let hook = tree.path(".git/hooks/post-commit");
        let said = shown(&ground.path().join("said"));
        let program = env!("CARGO_BIN_EXE_andon");
        tree.write(".git/hooks/post-commit", format!("#!/bin/sh\n'{program}' doctor --json > '{said}'\n"));
        std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
        tree.ok(&["add", "A card"]);
        tree.commit("by a hook");
        let found: Value = serde_json::from_str(&std::fs::read_to_string(said).unwrap()).unwrap();
        assert_eq!(found["repository"]["board"], "clean", "{found:#}");
        assert_eq!(codes_of(&found), [""; 0]);
    }
}

#[test]
fn git_diff_in_words_is_set_up_in_this_clone_alone_and_only_when_asked_for() {
    let ground = Ground::new();
    let tree = ground.team("team");
    doctor(&tree, &["--fix"]);
    assert!(!tree.read(".git/config").contains("textconv"));
    for _ in 0..2 {
        let found = doctor(&tree, &["--fix", "--diff"]);
        assert!(
            found["findings"].as_array().unwrap().iter().all(|one| one["code"] != "diff-rows"),
            "{found:#}"
        );
    }
    assert_eq!(tree.git(&["config", "--local", "diff.andon.textconv"]), "andon textconv\n");
    assert_eq!(tree.read(".git/info/attributes"), "*.board.json diff=andon\n");
    assert_eq!(tree.git(&["status", "--porcelain"]), "", "the team's files are as they were");
    assert_eq!(codes(&tree), [""; 0]);
    assert_eq!(tree.andon(&["doctor", "--diff"]).code, 2);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_its_repository_is_told() {
    let ground = Ground::new();
    let (tree, other) = (ground.team("team"), ground.repository("other"));
    std::os::unix::fs::symlink(tree.board(), other.board()).unwrap();
    assert_eq!(codes(&other), ["link"]);
    std::os::unix::fs::symlink("team.board.json", tree.path("same.board.json")).unwrap();
    let found = json(&tree.andon(&["doctor", "--json", "--board", "same.board.json"]));
    assert_eq!(codes_of(&found), [""; 0]);
}

#[test]
fn init_writes_the_line_where_it_is_in_force_and_says_so() {
    let ground = Ground::new();
    let tree = ground.repository("team");
    let made = tree.ok(&["init", "--name", "Team", "--zone", "UTC"]);
    assert_eq!(
        made,
        "\
made   team.board.json
wrote  .gitattributes
       git joins two people's changes to it by itself

next:  andon                         open the board
       andon add \"The first card\"    put a card on it
       git add team.board.json .gitattributes && git commit -m \"Add our board\"
"
    );
    assert_eq!(
        tree.git(&["status", "--porcelain"]),
        "?? .gitattributes\n?? team.board.json\n",
        "nothing is added"
    );
    tree.git(&["add", "team.board.json", ".gitattributes"]);
    tree.git(&["commit", "-qm", "Add our board"]);
    assert_eq!(codes(&tree), [""; 0]);

    // The root's line holds for a folder below.
    std::fs::create_dir(tree.path("ops")).unwrap();
    let ops = tree.at(tree.path("ops"));
    let made = ops.ok(&["init", "--name", "Ops"]);
    assert!(made.contains("by itself, by .gitattributes:1") && !made.contains("wrote"), "{made}");
    assert!(made.contains("git add ops.board.json && git commit"), "{made}");
    assert!(!ops.path(".gitattributes").exists());

    // A line that lacks the line ends is not enough, and is not changed.
    tree.write(".gitattributes", "*.board.json merge=union\n");
    let made = tree.ok(&["init", "--name", "Third"]);
    assert!(made.contains("wrote  .gitattributes"), "{made}");
    assert_eq!(
        tree.read(".gitattributes"),
        "*.board.json merge=union\n*.board.json merge=union text eol=lf\n"
    );

    tree.write(".git/info/attributes", "*.json -merge\n");
    let made = tree.ok(&["init", "--name", "Fourth"]);
    assert!(
        made.contains("git will not join two people's changes: .git/info/attributes:1 says '*.json -merge'"),
        "{made}"
    );

    let outside = ground.folder("outside");
    let made = outside.ok(&["init", "--name", "Our Own"]);
    assert!(
        made.contains("       git init  ") && made.contains("git add our-own.board.json .gitattributes"),
        "{made}"
    );
    assert_eq!(outside.read(".gitattributes"), "*.board.json merge=union text eol=lf\n");
}
