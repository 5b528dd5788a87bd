//! Board files as a user meets them: good ones, bad ones, places that cannot be written, and other
//! programs' saves.

use crate::store_support::{add, board, operation, strays, three_columns, titles, work_tree};
use andon::board::{Change, Fields, Subject, WipLimit};
use andon::store::{BoardFile, CommitError, ReadError, Sight, canonical};
use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{fs, io};

fn new_board(path: &Path) -> BoardFile {
    BoardFile::create(path, &board(&three_columns())).unwrap()
}

const CARD: &str = r#"{"card":"aaaa","id":"e1","rev":1,"at":"2026-01-01T00:00:00Z","by":"m","do":"add","to":"todo","title":"T"}"#;

fn with_rows(rows: &[&str]) -> String {
    format!("{{\"andon\":1,\"rows\":[\n{},\n{{\"end\":1}}]}}\n", rows.join(",\n"))
}

#[test]
fn files_that_are_no_boards_say_where_and_why_and_are_left_alone() {
    let whole = with_rows(&[CARD]);
    for (content, words) in [
        (String::new(), ":1:1: the file is empty"),
        (whole.replace("{\"end\":1}]}\n", ""), ":2:107: the file ends too early"),
        (whole.chars().take(60).collect(), ":2:41: the file ends too early"),
        ("<<<<<<< a\n{\"name\":\"A\",\n=======\n>>>>>>> b\n".to_owned(), ":1:1: merge conflict markers"),
        ("\u{0}\u{1}".to_owned(), ":1:1: this is not a text file"),
        (
            whole.replace("\"T\"", &format!("\"{}\"", "x".repeat(1 << 20))),
            ":2:1: this line is longer than 1 MiB",
        ),
        ("[".repeat(100_000), ":1:1: this is not a board"),
        (
            "{\"name\":\"A\",\"columns\":[{\"name\":\"A\",\"wip\":-1}]}".to_owned(),
            "wip -1: a limit is 1 to 65535",
        ),
    ] {
        let (_folder, path) = work_tree();
        fs::write(&path, &content).unwrap();
        let error = BoardFile::open(&path).unwrap_err();
        let text = error.to_string();
        assert!(text.starts_with(path.to_str().unwrap()), "{text}");
        assert!(text.contains(words), "{text} has not {words}");
        assert!(!error.hint().is_empty());
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
        assert_eq!(strays(&path), [""; 0]);
    }
}

#[test]
fn rows_that_are_not_understood_are_told_by_line_and_survive_a_save() {
    let odd = [
        r#"{"card":"aaaa","id":"e2","rev":"two","at":"2026-01-01T00:00:00Z","by":"m","do":"delete"}"#,
        r#"{"card":"aaaa","id":"e3","rev":2,"at":"2026-01-01T00:00:00Z","by":"m","do":"teleport","x":[1]}"#,
        r#"{"card":"aaaa","id":"e4","rev":2,"at":"yesterday","by":"m","do":"delete"}"#,
        r#"{"card":"No Id!","id":"e5","rev":2,"at":"2026-01-01T00:00:00Z","by":"m","do":"delete"}"#,
        r#"{"column":"todo","id":"e6","rev":1,"at":"2026-01-01T00:00:00Z","by":"m","wip":0}"#,
        r#"{"column":"todo","id":"e7","rev":1,"at":"2026-01-01T00:00:00Z","by":"m","wip":-3}"#,
        r#"{"future":1}"#,
        r#"{"card":"aaaa","card":"bbbb","id":"e8"}"#,
        r#"{"card":"aaaa","id":"e1","rev":2,"at":"2026-01-01T00:00:00Z","by":"m","do":"delete"}"#,
    ];
    let content = with_rows(&[&[CARD], &odd[..]].concat());
    let (_folder, path) = work_tree();
    fs::write(&path, content).unwrap();
    let mut file = BoardFile::open(&path).unwrap();
    let told: Vec<(usize, &str)> =
        file.findings().iter().map(|finding| (finding.line, finding.reason.as_str())).collect();
    for (line, words) in [
        (3, "\"two\" stands where a whole number, not below zero should be"),
        (4, "do 'teleport' is not known to this andon"),
        (5, "'yesterday': not an RFC 3339 instant"),
        (6, "'No Id!': an id is 1 to 12 characters"),
        (7, "wip 0: a limit is 1 to 65535"),
        (8, "wip -3: a limit is 1 to 65535"),
        (9, "says neither card"),
        (10, "duplicate field `card`"),
    ] {
        assert!(told.iter().any(|(at, reason)| *at == line && reason.contains(words)), "{words}: {told:?}");
    }
    assert!(told.iter().any(|(_, reason)| reason.contains("id e1 stands on another row too")), "{told:?}");
    file.commit(&three_columns()).unwrap();
    let saved = fs::read_to_string(&path).unwrap();
    for row in odd {
        assert!(saved.contains(&format!("{row},\n")), "{row}");
    }
    assert_eq!(canonical(saved.as_bytes()).unwrap(), saved.as_bytes());
}

#[test]
fn a_newer_board_opens_and_is_not_changed() {
    let (_folder, path) = work_tree();
    let content = with_rows(&[CARD]).replace("\"andon\":1", "\"andon\":2");
    fs::write(&path, &content).unwrap();
    let mut file = BoardFile::open(&path).unwrap();
    assert_eq!(titles(file.board()), ["T"]);
    assert!(matches!(file.read_only(), Some(CommitError::Newer { .. })));
    assert!(matches!(file.commit(&[add(1, "x")]), Err(CommitError::Newer { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), content);
}

#[test]
fn the_short_form_becomes_a_board_with_the_first_save() {
    let (_folder, path) = work_tree();
    let short = r#"{"name":"Team","columns":[{"name":"To do"},{"name":"Doing","wip":3},{"name":"Done"}]}"#;
    fs::write(&path, short).unwrap();
    let mut file = BoardFile::open(&path).unwrap();
    assert!(!file.is_canonical());
    assert_eq!(fs::read_to_string(&path).unwrap(), short, "looking changes nothing");
    file.commit(&[add(1, "first")]).unwrap();
    assert!(file.is_canonical());
    let again = BoardFile::open(&path).unwrap();
    assert_eq!((again.board().name(), titles(again.board())), ("Team", vec!["first".to_owned()]));
    assert_eq!(again.board().columns().iter().filter(|column| column.wip == WipLimit::new(3)).count(), 1);
}

#[test]
fn nothing_is_written_when_everything_is_refused() {
    let (_folder, path) = work_tree();
    let mut file = new_board(&path);
    let wip = Fields { wip: Some(WipLimit::new(1)), ..Fields::default() };
    let subject = Subject::Column("todo".parse().unwrap());
    file.commit(&[operation(9, 9, Change::Set { subject, fields: wip }), add(1, "one")]).unwrap();
    let before = fs::read(&path).unwrap();
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    let committed = file.commit(&[add(2, "two")]).unwrap();
    assert!(committed.outcomes[0].as_ref().unwrap_err().to_string().starts_with("todo is full (1 of 1)"));
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), modified);
    assert_eq!(titles(file.board()), ["one"]);
    // The one door is asked again on what another session has put there meanwhile.
    let mut other = BoardFile::open(&path).unwrap();
    let card = other.board().cards().next().unwrap().id();
    other.commit(&[operation(3, 3, Change::Move { card, to: "doing".parse().unwrap() })]).unwrap();
    let committed = file.commit(&[add(2, "two")]).unwrap();
    assert!(committed.outcomes[0].is_ok() && committed.others);
}

#[test]
fn an_edit_that_a_careless_program_overwrote_is_made_again() {
    let (_folder, path) = work_tree();
    let mut file = new_board(&path);
    let before = fs::read(&path).unwrap();
    file.commit(&[add(1, "mine")]).unwrap();
    fs::write(&path, &before).unwrap();
    assert!(file.reload().unwrap());
    assert_eq!(titles(file.board()), ["mine"]);
    // The same by another session, when this one has ended.
    file.commit(&[add(2, "last")]).unwrap();
    drop(file);
    fs::write(&path, &before).unwrap();
    assert_eq!(titles(BoardFile::open(&path).unwrap().board()), ["last", "mine"]);
}

#[test]
fn an_edit_of_a_session_that_ended_is_made_again_by_those_that_go_on() {
    for by_saving in [true, false] {
        let (_folder, path) = work_tree();
        let mut goes_on = new_board(&path);
        let before = fs::read(&path).unwrap();
        let mut ends = BoardFile::open(&path).unwrap();
        ends.commit(&[add(7, "mine")]).unwrap();
        drop(ends);
        fs::write(&path, &before).unwrap();
        if by_saving {
            goes_on.commit(&[add(8, "yours")]).unwrap();
        } else {
            // What it last saw is what stands there now: another content in between is a change.
            fs::write(&path, [&before[..], b"\n"].concat()).unwrap();
            goes_on.reload().unwrap();
        }
        assert!(titles(goes_on.board()).contains(&"mine".to_owned()), "by saving: {by_saving}");
        assert!(fs::read_to_string(&path).unwrap().contains("mine"));
    }
}

#[test]
fn what_git_took_away_stays_away() {
    let (_folder, path) = work_tree();
    let mut file = new_board(&path);
    let before = fs::read(&path).unwrap();
    file.commit(&[add(1, "mine")]).unwrap();
    let deadline = Instant::now() + Duration::from_secs(5);
    let index = path.with_file_name(".git").join("index");
    let saved = std::time::SystemTime::now();
    // As a checkout does: the index is written with the files.
    while fs::metadata(&index).and_then(|meta| meta.modified()).map_or(true, |at| at <= saved) {
        fs::write(&index, "").unwrap();
        assert!(Instant::now() < deadline);
    }
    fs::write(&path, &before).unwrap();
    assert!(file.reload().unwrap());
    assert_eq!(titles(file.board()), [""; 0]);
}

#[test]
fn a_failed_save_is_forgotten_or_held_as_asked() {
    let (_folder, path) = work_tree();
    let mut file = new_board(&path);
    let whole = fs::read(&path).unwrap();
    fs::write(&path, "{\"andon\":1,").unwrap();
    let Err(CommitError::Read(ReadError::Content { .. })) = file.commit(&[add(1, "forgotten")]) else {
        panic!("saved over what it cannot read");
    };
    assert!(file.commit_held(&[add(2, "held")]).is_err());
    assert_eq!(file.held().len(), 1);
    assert_eq!(fs::read(&path).unwrap(), b"{\"andon\":1,", "never overwritten");
    fs::write(&path, whole).unwrap();
    // The session ends here; the next one finds what it held.
    drop(file);
    let next = BoardFile::open(&path).unwrap();
    assert_eq!(titles(next.board()), ["held"]);
    assert_eq!(next.recovered().applied, 1);
    assert!(BoardFile::open(&path).unwrap().recovered().is_empty());
}

#[test]
fn read_only_places_open_and_refuse_with_the_reason() {
    let (_folder, path) = work_tree();
    drop(new_board(&path));
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let before = fs::read(&path).unwrap();
    let mut file = BoardFile::open(&path).unwrap();
    let error = file.commit(&[add(1, "x")]).unwrap_err();
    assert!(error.to_string().contains("read-only"), "{error}");
    assert_eq!(file.read_only().unwrap().to_string(), error.to_string());
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(titles(file.board()), [""; 0], "what was not saved is not shown");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_board_stays_a_link() -> io::Result<()> {
    let (_folder, path) = work_tree();
    let real = path.with_file_name("real.board.json");
    drop(new_board(&real));
    std::os::unix::fs::symlink("real.board.json", &path)?;
    let mut file = BoardFile::open(&path).unwrap();
    file.commit(&[add(1, "x")]).unwrap();
    assert!(fs::symlink_metadata(&path)?.is_symlink());
    assert_eq!(titles(BoardFile::open(&real).unwrap().board()), ["x"]);
    Ok(())
}

#[test]
fn a_new_board_does_not_replace_another() {
    let (_folder, path) = work_tree();
    let file = new_board(&path);
    let error = BoardFile::create(&path, file.board()).unwrap_err();
    assert!(error.to_string().contains("exists already"), "{error}");
}

#[test]
fn resolving_a_conflict_changes_nothing_else() {
    let (_folder, path) = work_tree();
    let other = CARD.replace("aaaa", "bbbb");
    let marked = with_rows(&[&format!("<<<<<<< a\n{CARD},\n=======\n{other},\n>>>>>>> b\n{CARD}")]);
    fs::write(&path, marked).unwrap();
    let mut file = BoardFile::open(&path).unwrap();
    assert!(file.make_canonical().unwrap());
    assert_eq!(fs::read_to_string(&path).unwrap(), with_rows(&[CARD, &other]));
    assert!(!file.make_canonical().unwrap());
}

#[test]
fn another_sessions_save_is_seen_and_ones_own_is_not() {
    let (_folder, path) = work_tree();
    let mut file = new_board(&path);
    let (tell, sights) = mpsc::channel();
    let _watch = file.watch(move |sight| {
        let _ = tell.send(sight);
    });
    let mut other = BoardFile::open(&path).unwrap();
    for round in 0..5 {
        file.commit(&[add(round * 2 + 1, &format!("mine {round}"))]).unwrap();
        other.commit(&[add(round * 2 + 2, &format!("theirs {round}"))]).unwrap();
        let start = Instant::now();
        assert_eq!(sights.recv_timeout(Duration::from_secs(10)), Ok(Sight::Changed));
        assert!(file.reload().unwrap(), "a sight is always news: own saves are not told");
        assert!(start.elapsed() < Duration::from_secs(5));
    }
    assert_eq!(titles(file.board()).len(), 10);
}
