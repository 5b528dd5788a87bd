//! A hostile board, in a file and a folder with hostile names, through every command, on a real
//! terminal: nothing that steers it or hides from the eye is ever sent.

use std::path::PathBuf;

use portable_pty::CommandBuilder;

use super::cli::{NOW, Place};
use super::escapes::{Seen, look};
use super::every_command::lines;
use super::hostile::{NASTY, NASTY_NAME, board, board_in, broken};
use super::pty::Pty;

/// A folder with a hostile name, and a hostile board in it.
pub struct Den {
    place: Place,
    pub folder: PathBuf,
}

impl Den {
    pub fn with(content: &[u8]) -> Self {
        let place = Place::empty();
        let folder = place.path().join(NASTY_NAME);
        std::fs::create_dir(&folder).unwrap();
        let den = Self { place, folder };
        std::fs::write(den.board(), content).unwrap();
        den
    }

    pub fn board(&self) -> PathBuf {
        self.folder.join(format!("{NASTY_NAME}.board.json"))
    }

    /// The program in this folder, with nothing of this machine around it.
    pub fn andon<T: AsRef<std::ffi::OsStr>>(&self, args: impl IntoIterator<Item = T>) -> CommandBuilder {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_andon"));
        let plain = self.place.command(&[]);
        command.args(args);
        command.cwd(&self.folder);
        command.env_clear();
        for (name, value) in plain.get_envs() {
            command.env(name, value.unwrap_or_default());
        }
        command.env("ANDON_NOW", NOW);
        command
    }
}

/// Fails with the command line that sent it.
#[track_caller]
pub fn looked_at(what: &str, sent: &[u8]) -> Seen {
    look(sent).unwrap_or_else(|wrong| panic!("{}: {wrong}", what.escape_debug()))
}

#[test]
fn no_command_sends_what_a_hostile_board_says() {
    let den = Den::with(&board());
    let log = format!("card,ts,from,to\n\"{NASTY}\",2026-03-01T08:00:00Z,,A\n");
    std::fs::write(den.folder.join("log.csv"), log).unwrap();
    let (mut seen, mut said, mut worked) = (Seen::default(), 0, 0);
    let lines = lines(None, NASTY);
    for line in &lines {
        let (well, sent) = Pty::start(den.andon(line)).sent();
        worked += usize::from(well);
        said += usize::from(!sent.is_empty());
        seen += looked_at(&format!("andon {line:?}"), &sent);
    }
    assert_eq!(said, lines.len(), "every command says something");
    // The others ask for what is not there, in the worst words.
    assert!(worked > lines.len() / 3, "{worked} of {} worked", lines.len());
    assert!(!den.folder.join("pwned").exists(), "nothing that a text says is run");
    println!("{} command lines, {worked} of them worked, {} bytes looked at", lines.len(), seen.bytes);
}

/// A zone that is none stops reports, and is quoted by all who complain of it.
#[test]
fn no_command_sends_what_a_hostile_zone_is_called() {
    let den = Den::with(&board_in(NASTY));
    let mut seen = Seen::default();
    for line in [
        &["report"][..],
        &["report", "--full"],
        &["check"],
        &["check", "--json"],
        &["log", "-n", "0"],
        &["--print"],
    ] {
        seen += looked_at(&format!("andon {line:?}"), &Pty::start(den.andon(line)).sent().1);
    }
    println!("{} bytes looked at", seen.bytes);
}

#[test]
fn no_complaint_sends_what_a_broken_file_says() {
    let mut seen = Seen::default();
    let mut complaints = 0;
    for content in broken() {
        let den = Den::with(&content);
        let file = den.board();
        for line in [
            &["list"][..],
            &["check"],
            &["check", "--json"],
            &["report"],
            &["add", "x"],
            &["--print"],
            &["init", "--file", &file.to_string_lossy()],
        ] {
            seen += looked_at(&format!("andon {line:?}"), &Pty::start(den.andon(line)).sent().1);
            complaints += 1;
        }
    }
    println!("{complaints} complaints, {} bytes looked at", seen.bytes);
}

/// The questions offer the folder's name, and repeat what was answered.
#[test]
fn the_questions_of_init_are_clean_too() {
    let den = Den::with(b"");
    std::fs::remove_file(den.board()).unwrap();
    let mut pty = Pty::start(den.andon(["init"]));
    pty.shows("Name of the board");
    pty.types("\r");
    pty.shows("Template");
    pty.types("\r");
    pty.shows("At a limit");
    pty.types("\r");
    looked_at("andon init", &pty.sent().1);
}
