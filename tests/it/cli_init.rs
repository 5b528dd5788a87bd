//! The questions of `andon init`, asked of somebody at a terminal.

use std::path::Path;

use portable_pty::CommandBuilder;

use super::cli::Place;
use super::pty::Pty;

fn init(place: &Place, folder: &Path, args: &[&str]) -> Pty {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_andon"));
    command.arg("init");
    command.args(args);
    command.cwd(folder);
    command.env_clear();
    for (name, value) in place.command(&[]).get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    Pty::start(command)
}

/// A folder that is called like a team.
fn folder(place: &Place) -> std::path::PathBuf {
    let folder = place.path().join("Payments Team");
    std::fs::create_dir(&folder).unwrap();
    folder
}

#[test]
fn each_question_has_an_answer_ready() {
    let place = Place::empty();
    let folder = folder(&place);
    let mut pty = init(&place, &folder, &[]);
    pty.shows("Name of the board [Payments Team]:");
    pty.types("\r");
    pty.shows("Template: basic, dev or ops [basic]:");
    pty.types("\r");
    pty.shows("At a limit: refuse, or allow with a recorded reason (refuse, reason) [refuse]:");
    pty.types("\r");
    assert!(pty.ends());
    pty.shows("next:  andon");
    let made = std::fs::read_to_string(folder.join("payments-team.board.json")).unwrap();
    for said in ["\"name\":\"Payments Team\"", "\"name\":\"To do\""] {
        assert!(made.contains(said), "{said} in {made}");
    }
    assert!(!made.contains("\"at_limit\":\"reason\""), "{made}");
}

#[test]
fn what_is_answered_is_taken() {
    let place = Place::empty();
    let folder = folder(&place);
    let mut pty = init(&place, &folder, &[]);
    for (question, answer) in
        [("Name of the board", "  Größe 2 "), ("Template", "DEV"), ("At a limit", "reason")]
    {
        pty.shows(question);
        pty.types(&format!("{answer}\r"));
    }
    assert!(pty.ends());
    let made = std::fs::read_to_string(folder.join("größe-2.board.json")).unwrap();
    for said in ["\"name\":\"Größe 2\"", "\"name\":\"Review\"", "\"at_limit\":\"reason\""] {
        assert!(made.contains(said), "{said} in {made}");
    }
    assert!(folder.join(".gitattributes").is_file());
}

#[test]
fn an_answer_that_is_none_makes_nothing() {
    for (answers, says) in [
        (&["Team\r", "huge\r"][..], "there is no template 'huge'"),
        (&["Team\r", "ops\r", "sometimes\r"], "'sometimes'"),
        (&["Team\r", "\u{4}"], "there was no answer; nothing was made"),
        (&["\u{4}"], "hint: give the answers on the command line"),
    ] {
        let place = Place::empty();
        let folder = folder(&place);
        let mut pty = init(&place, &folder, &[]);
        for (question, answer) in ["Name of the board", "Template", "At a limit"].iter().zip(answers) {
            pty.shows(question);
            pty.types(answer);
        }
        assert!(!pty.ends(), "{answers:?}");
        pty.shows(says);
        assert_eq!(folder.read_dir().unwrap().count(), 0, "{answers:?}");
    }
}

#[test]
fn who_gives_an_answer_on_the_command_line_is_not_asked() {
    let place = Place::empty();
    let folder = folder(&place);
    let mut pty = init(&place, &folder, &["--template", "ops"]);
    assert!(pty.ends());
    assert!(!pty.text().contains("Name of the board"), "{}", pty.text());
    assert!(folder.join("payments-team.board.json").is_file());
}
