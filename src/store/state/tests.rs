use std::path::Path;

use super::*;
use crate::board::Timestamp;

fn place() -> (tempfile::TempDir, StateFile) {
    let root = tempfile::tempdir().unwrap();
    // The folder itself is not there yet.
    let file = StateFile::in_folder(&root.path().join("state/andon"));
    (root, file)
}

fn opened(path: &str, ms: i64) -> Note {
    Note::Opened { path: path.into(), at: Timestamp::from_ms(ms) }
}

fn filter(name: &str, text: &str) -> Note {
    Note::Filter { name: name.to_owned(), text: Some(text.to_owned()) }
}

#[test]
fn what_is_noted_is_remembered() {
    let (_root, file) = place();
    assert_eq!(file.read(), Memory::default());
    let view = [("lanes".to_owned(), "class".to_owned())].into();
    let notes = [
        opened("/a b/ü.board.json", 1_700_000_000_000),
        Note::View { board: "/a b/ü.board.json".into(), view },
        filter("mine", "@maria -is:blocked"),
        Note::Command("move to".to_owned()),
    ];
    file.record(&notes).unwrap();
    let mut memory = Memory::default();
    for note in &notes {
        memory.take(note);
    }
    assert_eq!(file.read(), memory);
}

#[test]
fn sessions_add_to_what_others_wrote() {
    let (_root, file) = place();
    let sessions: Vec<_> = (0..4)
        .map(|session| {
            let file = file.clone();
            std::thread::spawn(move || {
                for nth in 0..5 {
                    file.record(&[filter(&format!("{session}.{nth}"), "x")]).unwrap();
                }
            })
        })
        .collect();
    for session in sessions {
        session.join().unwrap();
    }
    assert_eq!(file.read().filters.len(), 20);
}

#[test]
fn a_file_that_is_none_is_set_aside_and_begun_anew() {
    for content in ["{\"andon_state\":1,\"boards\":[", "nonsense", "[]", "{}", "{\"andon_state\":\"x\"}"] {
        let (_root, file) = place();
        file.record(&[filter("old", "x")]).unwrap();
        fs::write(&file.path, content).unwrap();
        assert_eq!(file.read(), Memory::default(), "{content}");
        assert_eq!(fs::read_to_string(&file.path).unwrap(), content, "reading changes nothing");
        let kept = file.record(&[filter("new", "y")]).unwrap();
        let aside = kept.set_aside.unwrap();
        assert_eq!(fs::read_to_string(aside).unwrap(), content);
        assert_eq!(file.read().filters.len(), 1);
    }
}

#[test]
fn an_entry_that_is_not_understood_costs_nothing_else() {
    let (_root, file) = place();
    file.record(&[filter("old", "x")]).unwrap();
    let content = r#"{"andon_state":1,"boards":[7,{"path":"/a.board.json","opened":"2026-01-02T03:04:05Z"},
        {"path":"/b.board.json","opened":"yesterday"}],"filters":{"a":"@x","b":3},"commands":["quit",null],"later":[1]}"#;
    fs::write(&file.path, content).unwrap();
    let memory = file.read();
    assert_eq!(memory.boards.len(), 1);
    assert_eq!(memory.boards[0].path, Path::new("/a.board.json"));
    assert_eq!((memory.filters.len(), memory.commands), (1, vec!["quit".to_owned()]));
    file.record(&[filter("c", "z")]).unwrap();
    assert!(fs::read_to_string(&file.path).unwrap().contains("\"later\""), "what is newer stays");
}

#[test]
fn a_file_of_a_newer_andon_is_left_as_it_is() {
    let (_root, file) = place();
    file.record(&[filter("old", "x")]).unwrap();
    let content = r#"{"andon_state":2,"filters":{"a":"@x"}}"#;
    fs::write(&file.path, content).unwrap();
    assert_eq!(file.read().filters.len(), 1);
    assert!(matches!(file.record(&[filter("b", "y")]), Err(StateError::Newer(_))));
    assert_eq!(fs::read_to_string(&file.path).unwrap(), content);
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error_with_a_place() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("file"), "").unwrap();
    let file = StateFile::in_folder(&root.path().join("file/andon"));
    let error = file.record(&[filter("a", "b")]).unwrap_err().to_string();
    assert!(error.contains("state.json"), "{error}");
    assert_eq!(file.read(), Memory::default());
}

#[cfg(unix)]
#[test]
fn it_is_for_this_person_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_root, file) = place();
    file.record(&[filter("a", "b")]).unwrap();
    file.record(&[filter("c", "d")]).unwrap();
    assert_eq!(fs::metadata(&file.path).unwrap().permissions().mode() & 0o777, 0o600);
}
