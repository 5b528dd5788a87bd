//! How the program ends, and what it says when something is wrong: a table of exit codes, bad
//! files, prefixes of ids, places that cannot be written, closed pipes.

use std::io::Read;
use std::process::Stdio;

use super::cli::{Place, TEAM};

#[test]
fn exit_codes() {
    let place = Place::team();
    let long = "x".repeat(501);
    for (args, code, words) in [
        (&["list"][..], 0, ""),
        (&["add", &long], 1, "the title has 501 characters; at most 500 are kept"),
        (&["--help"], 0, ""),
        (&["move", "--help"], 0, ""),
        (&["--version"], 0, ""),
        (&["frobnicate"], 2, "unrecognized subcommand"),
        (&["add"], 2, "required"),
        (&["move", "aaaa1"], 2, "required"),
        (&["edit", "aaaa1"], 2, "required"),
        (&["--print", "team.board.json"], 0, ""),
        (&["--print", "--keys", "m"], 0, ""),
        (&["--print", "--size", "0x5"], 2, "a size is COLUMNSxROWS"),
        (&["--size", "80x24"], 2, "--print"),
        (&["--print", "other.board.json"], 1, "there is no such file"),
        (&["--print", "--keys", "<Nope>"], 2, "Nope"),
        (&[], 1, "andon draws on a terminal"),
        (&["list", "--print"], 2, "unexpected argument"),
        (&["--print", "list"], 2, "belong to the screen"),
        (&["limit", "ready", "0"], 2, "'0' is no limit"),
        (&["limit", "ready", "-1"], 2, ""),
        (&["limit", "ready", "65536"], 2, "is no limit"),
        (&["limit", "ready"], 2, "say what the limit is for"),
        (&["show", "zzzz"], 1, "no card's id starts with 'zzzz'"),
        (&["show", "../etc"], 1, "no card's id starts with"),
        (&["show", ""], 1, "no card's id starts with ''"),
        (&["show", "aaaa"], 1, "'aaaa' is the start of 2 cards' ids"),
        (&["move", "aaaa1", "nowhere"], 1, "there is no column 'nowhere'"),
        (&["move", "aaaa1", "d"], 1, "'d' fits more than one column"),
        (&["move", "aaaa1", "ready"], 1, "already in Ready"),
        (&["move", "dddd", "ready"], 1, "was deleted by maria; restore it first"),
        (&["restore", "aaaa1"], 1, "there is nothing to restore"),
        (&["unblock", "aaaa1"], 1, "is not blocked"),
        (&["block", "aaaa2", "again"], 1, "already blocked"),
        (&["edit", "aaaa1", "--title", ""], 1, "the title may not be empty"),
        (&["edit", "aaaa1", "--due", "tomorow"], 2, "did you mean tomorrow?"),
        (&["edit", "aaaa1", "--class", "gold"], 1, "there is no class of service 'gold'"),
        (&["edit", "aaaa1", "--title", "Retry on timeout"], 1, "nothing to change"),
        (&["move", "bbbb", "doing"], 3, "Doing is full (1 of 1)"),
        (&["add", "x", "--to", "doing"], 3, "Doing is full (1 of 1)"),
        (&["undo", "--event", "e1"], 2, "--card"),
        (&["undo", "--card", "aaaa1", "--event", "zz"], 1, "no event 'zz'"),
        (&["list", "--board", "other.board.json"], 1, "there is no such file"),
        (&["list", "--board", "."], 1, "not a file"),
    ] {
        place.refuses(args, code, &[words]);
    }
}

#[test]
fn a_prefix_of_an_id_is_enough_when_it_is_unique() {
    let place = Place::team();
    for prefix in ["aaaa1", "aaaa1111", "AAAA1", "b", "bbbb3"] {
        assert_eq!(place.andon(&["show", prefix]).code, 0, "{prefix}");
    }
    let answer = place.andon(&["show", "a"]);
    assert!(
        answer.err.contains("aaaa1  Retry on timeout") && answer.err.contains("aaaa2  Refund API"),
        "{answer:?}"
    );
}

#[test]
fn a_column_is_named_by_id_by_name_or_by_the_start_of_either() {
    let place = Place::team();
    for column in ["done", "DONE", "Delivered", "deliv", "do", "doing"] {
        let answer = place.andon(&["list", "--column", column]);
        assert_eq!(answer.code, i32::from(column == "do"), "{column}: {answer:?}");
    }
}

#[test]
fn no_board_several_boards_and_one_above() {
    let place = Place::empty();
    let answer = place.andon(&["list"]);
    assert_eq!(answer.code, 1);
    assert!(
        answer.err.contains("error: there is no board here") && answer.err.contains("hint: andon init"),
        "{answer:?}"
    );
    std::fs::create_dir_all(place.path().join("boards")).unwrap();
    std::fs::write(place.path().join("boards/a.board.json"), TEAM).unwrap();
    let below = place.path().join("src/deep");
    std::fs::create_dir_all(&below).unwrap();
    assert!(place.command(&["list"]).current_dir(&below).output().unwrap().status.success());
    std::fs::write(place.board(), TEAM).unwrap();
    let answer = place.andon(&["list"]);
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("more than one board") && answer.err.contains("--board"), "{answer:?}");
}

#[test]
fn a_bad_file_is_told_with_its_place_and_left_alone() {
    let cut: String = TEAM.chars().take(1500).collect();
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let long = TEAM.replace("Dark mode", &"x".repeat(1 << 20));
    for (content, words) in [
        ("", "the file is empty"),
        (&cut, "ends too early"),
        ("[1,2,3]", "team.board.json:1:"),
        ("{\"a\":1}", "not a board"),
        ("hello", "team.board.json:1:"),
        (&deep, "team.board.json:1:"),
        (&long, "longer than 1 MiB"),
        ("{\"name\":\"Team\",\"columns\":[{\"name\":\"Doing\",\"wip\":0}]}", "team.board.json:1:"),
        ("{\"name\":\"Team\",\"columns\":[{\"name\":\"Doing\",\"wip\":-3}]}", "team.board.json:1:"),
    ] {
        let place = Place::with(content);
        for args in [&["list"][..], &["add", "x"], &["check"], &["report"]] {
            place.refuses(args, 1, &["error: ", "team.board.json:", words, "hint: "]);
        }
    }
    let place = Place::with([0xff, 0xfe, b'{', 0]);
    place.refuses(&["list"], 1, &["this is not a text file"]);
}

#[test]
fn odd_files_open_and_are_put_in_order() {
    let crlf = TEAM.replace('\n', "\r\n");
    let bom = format!("\u{feff}{TEAM}");
    let rows: Vec<&str> = TEAM.lines().collect();
    let row = rows[2];
    let twice = TEAM.replace(row, &format!("{row}\n{row}"));
    let marked = TEAM.replace(row, &format!("<<<<<<< HEAD\n{row}\n=======\n{}\n>>>>>>> other", rows[3]));
    for content in [crlf, bom, twice, marked] {
        let place = Place::with(&content);
        assert_eq!(place.json(&["list"])["cards"].as_array().unwrap().len(), 4, "{content:.60}");
        place.ok(&["label", "bbbb", "x"]);
        let saved = String::from_utf8(place.bytes()).unwrap();
        assert!(saved.starts_with("{\"andon\":1,\"rows\":[\n"), "{saved:.60?}");
        assert!(saved.ends_with("{\"end\":1}]}\n"));
        assert!(!saved.contains('\r') && !saved.contains("<<<<<<<"));
        assert_eq!(saved.lines().count(), TEAM.lines().count() + 1);
    }
}

#[test]
fn text_of_a_board_never_steers_the_terminal() {
    let nasty = r"\u001b[2J\u001b]0;owned\u0007 \u202egnp.exe \u200b";
    let place = Place::with(TEAM.replace("Dark mode", nasty));
    for args in
        [&["list"][..], &["show", "bbbb"], &["log"], &["move", "bbbb", "doing"], &["label", "bbbb", "x"]]
    {
        let answer = place.andon(args);
        for text in [answer.out, answer.err] {
            let bad = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{200b}');
            assert!(!text.contains(bad), "andon {args:?}: {text:?}");
        }
    }
}

#[test]
fn a_newer_board_is_read_and_not_written() {
    let place = Place::with(TEAM.replace("{\"andon\":1,", "{\"andon\":2,"));
    assert_eq!(place.andon(&["list"]).code, 0);
    place.refuses(&["add", "x"], 1, &["a newer andon wrote this board"]);
}

#[cfg(unix)]
#[test]
fn a_symlinked_board_stays_a_link() {
    let place = Place::empty();
    let real = place.path().join("elsewhere");
    std::fs::create_dir(&real).unwrap();
    std::fs::write(real.join("real.json"), TEAM).unwrap();
    std::os::unix::fs::symlink(real.join("real.json"), place.board()).unwrap();
    place.ok(&["label", "bbbb", "x"]);
    assert!(place.board().symlink_metadata().unwrap().file_type().is_symlink());
    assert_eq!(
        std::fs::read_to_string(real.join("real.json")).unwrap().lines().count(),
        TEAM.lines().count() + 1
    );
}

#[cfg(unix)]
#[test]
fn read_only_places_can_be_looked_at_and_not_changed() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let place = Place::team();
    mode(&place.board(), 0o444);
    assert_eq!(place.andon(&["list"]).code, 0);
    place.refuses(&["add", "x"], 1, &["the file is read-only", "hint: "]);
    mode(&place.board(), 0o644);
    mode(place.path(), 0o555);
    assert_eq!(place.andon(&["list"]).code, 0);
    place.refuses(&["add", "x"], 1, &["the folder is read-only"]);
    mode(place.path(), 0o755);
}

#[test]
fn a_closed_pipe_is_quiet_success() {
    let place = Place::team();
    for args in [&["list"][..], &["log", "--json"], &["report"], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut child = place.command(args).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "andon {args:?}");
    }
}
