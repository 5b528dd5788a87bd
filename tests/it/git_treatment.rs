//! How git treats a board: what andon says of attributes, held against real git.

use andon::git::{Flags, Repository, Source, deciding};

use super::cli::TEAM;
use super::git_ground::{Ground, Tree};

fn repository(tree: &Tree) -> Repository {
    Repository::of(&tree.path("any")).unwrap().unwrap()
}

/// Every line of every file, alone and after others: the line that is found decides as git does.
#[test]
fn the_line_that_is_found_says_what_git_says() {
    let lines = [
        "*.board.json merge=union text eol=lf",
        "*.json -merge",
        "* text=auto",
        "*.board.json binary",
        "boards/* merge=ours",
        "/boards/*.json !merge",
        "boards/** merge",
        "**/team.board.json merge=there",
        "boards/ merge=never",
        "\"*.board.json\" merge=quoted",
        "  [tx]eam.* merge=set",
        "team.board.jso? merge=one",
        "# * merge=comment",
        "!* merge=not",
        "*.board.json merge=union binary",
        "*.board.json binary merge=union",
        "*.png merge=picture",
    ];
    let names = ["team.board.json", "boards/team.board.json", "boards/x/größe.board.json"];
    let ground = Ground::new();
    let tree = ground.repository("team");
    let (mut cases, repository) = (0, repository(&tree));
    for first in lines {
        for second in lines {
            let content = format!("{first}\n{second}\n");
            tree.write(".gitattributes", &content);
            let source = Source { name: ".gitattributes".into(), folder: String::new(), content };
            let asked = tree.git(&[&["check-attr", "-z", "merge", "text", "--"], &names[..]].concat());
            for three in asked.split('\0').collect::<Vec<_>>().chunks_exact(3) {
                let said = deciding(std::slice::from_ref(&source), three[0], three[1]);
                let said = said.map_or("unspecified".to_owned(), |said| said.value);
                assert_eq!(said, three[2], "{} of {} by\n{}", three[1], three[0], source.content);
                cases += 1;
            }
        }
    }
    println!("{cases} answers as git gives them");
    assert!(repository.said_here("team.png", "merge").unwrap().is_some());
}

#[test]
fn each_file_of_attributes_has_its_rank() {
    let ground = Ground::new();
    let tree = ground.repository("team");
    let own = ground.path().join("own-attributes");
    tree.git(&["config", "core.attributesFile", own.to_str().unwrap()]);
    let files = [
        (own.to_str().unwrap().to_owned(), "*.json merge=user", "user"),
        (".gitattributes".to_owned(), "*.json merge=root", "root"),
        ("boards/.gitattributes".to_owned(), "*.json merge=folder", "folder"),
        (".git/info/attributes".to_owned(), "*.json merge=clone", "clone"),
    ];
    let repository = repository(&tree);
    let name = "boards/team.board.json";
    assert_eq!(repository.said_here(name, "merge").unwrap(), None);
    for (file, line, value) in files {
        tree.write(&file, line);
        let said = repository.said_here(name, "merge").unwrap().unwrap();
        assert_eq!((&*said.source, said.line, &*said.text, &*said.value), (&*file, 1, line, value));
        assert_eq!(said.in_tree(), file.ends_with(".gitattributes"), "{file}");
        let treatment = repository.treatment(name).unwrap();
        assert_eq!((treatment.merge.as_deref(), treatment.driver), (Some(value), false), "{file}");
    }
    tree.git(&["config", "merge.clone.driver", "true"]);
    assert!(repository.treatment(name).unwrap().driver);

    // What the others get is what was committed.
    assert_eq!(repository.said_in_clones(name, "merge").unwrap(), None);
    tree.git(&["add", ".gitattributes"]);
    tree.git(&["commit", "-qm", "root"]);
    assert_eq!(repository.said_in_clones(name, "merge").unwrap().unwrap().value, "root");
    tree.commit("folder");
    assert_eq!(repository.said_in_clones(name, "merge").unwrap().unwrap().value, "folder");
}

#[test]
fn line_ends_follow_attributes_and_then_settings() {
    let ground = Ground::new();
    let tree = ground.repository("team");
    let repository = repository(&tree);
    for (line, autocrlf, eol, kept, settled) in [
        ("", "false", "native", true, false),
        ("", "true", "native", false, false),
        ("", "input", "native", true, false),
        ("", "false", "crlf", true, false),
        ("* text=auto", "false", "crlf", false, false),
        ("*.board.json text eol=lf", "true", "crlf", true, true),
        ("*.board.json eol=crlf", "false", "lf", false, false),
        ("*.board.json -text", "true", "crlf", true, true),
    ] {
        tree.write(".gitattributes", line);
        tree.git(&["config", "core.autocrlf", autocrlf]);
        tree.git(&["config", "core.eol", eol]);
        let treatment = repository.treatment("team.board.json").unwrap();
        let told = (treatment.keeps_line_ends(), treatment.settles_line_ends());
        assert_eq!(told, (kept, settled), "{line:?}, {autocrlf}, {eol}");

        // And so does git.
        tree.write("team.board.json", TEAM);
        tree.commit("board");
        std::fs::remove_file(tree.board()).unwrap();
        tree.git(&["checkout", "-q", "--", "team.board.json"]);
        assert_eq!(!tree.read("team.board.json").contains('\r'), kept, "{line:?}, {autocrlf}, {eol}");
        tree.git(&["rm", "-rqf", "."]);
        tree.git(&["commit", "-qm", "again"]);
    }
}

#[test]
fn what_the_index_is_told_of_a_board() {
    let ground = Ground::new();
    let tree = ground.team("team");
    let flags = || repository(&tree).flags("team.board.json").unwrap();
    assert_eq!(flags(), Flags::default());
    for (flag, not, expected) in [
        (
            "--assume-unchanged",
            "--no-assume-unchanged",
            Flags { assumed_unchanged: true, ..Flags::default() },
        ),
        ("--skip-worktree", "--no-skip-worktree", Flags { skipped: true, ..Flags::default() }),
    ] {
        tree.git(&["update-index", flag, "team.board.json"]);
        assert_eq!(flags(), expected);
        tree.git(&["update-index", not, "team.board.json"]);
    }
    let none = Flags { not_in_index: true, ..Flags::default() };
    assert_eq!(repository(&tree).flags("nobody.board.json").unwrap(), none);
}

#[test]
fn who_ignores_a_board_and_what_is_to_be_pulled() {
    let ground = Ground::new();
    let origin = ground.team("origin");
    let tree = ground.clone_of(&origin, "clone");
    let repository = repository(&tree);
    assert_eq!(repository.ignored_by("new.board.json").unwrap(), None);
    tree.write(".gitignore", "*.txt\n\nnew.*\n");
    assert_eq!(repository.ignored_by("new.board.json").unwrap().as_deref(), Some(".gitignore:3:new.*"));

    tree.append(".gitignore", "!new.board.json\n");
    assert_eq!(repository.ignored_by("new.board.json").unwrap(), None, "taken out again");

    origin.write("other.txt", "");
    origin.commit("another file");
    tree.git(&["fetch", "-q"]);
    assert!(!repository.changed_upstream("origin/main", "team.board.json").unwrap());
    origin.write("team.board.json", TEAM.replace("Fax", "Telefax"));
    origin.commit("the board");
    tree.git(&["fetch", "-q"]);
    assert!(repository.changed_upstream("origin/main", "team.board.json").unwrap());
    assert_eq!(repository.names_ending(&[".board.json"]).unwrap(), ["team.board.json"]);
}
