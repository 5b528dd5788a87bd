//! The mouse in a real terminal: escape sequences in, a saved board out.

use std::path::Path;

use andon::store::BoardFile;

use crate::pty::Pty;
use crate::tui_program::andon;
use crate::tui_story;

fn start(folder: &Path, board: &str) -> Pty {
    BoardFile::create(&folder.join("team.board.json"), &tui_story::parse(board).0).unwrap();
    Pty::start(andon(folder, &["--no-report"]))
}

/// The cell of a word on the screen, counting from 1 as terminals do.
fn cell(pty: &Pty, word: &str) -> (usize, usize) {
    let text = pty.text();
    let found = text
        .lines()
        .enumerate()
        .find_map(|(row, line)| Some((line.split_once(word)?.0.chars().count() + 1, row + 1)));
    found.unwrap_or_else(|| panic!("no {word} in\n{text}"))
}

/// SGR mouse reporting: `button;column;row`, `M` when it goes down, `m` when it is let go.
fn sgr(button: u8, (column, row): (usize, usize), end: char) -> String {
    format!("\u{1b}[<{button};{column};{row}{end}")
}

#[test]
fn a_card_is_dragged_by_escape_sequences_and_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut pty = start(folder.path(), "todo: Apple*, Banana | doing(1): | done:");
    pty.shows("Apple");
    let is_ours = |screen: &vt100::Screen| screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None;
    pty.awaits("the mouse", is_ours);
    let (from, to) = (cell(&pty, "Apple"), (cell(&pty, "doing").0 + 2, 10));
    pty.types(&sgr(0, from, 'M'));
    pty.types(&(sgr(32, (from.0 + 3, from.1 + 1), 'M') + &sgr(32, to, 'M')));
    pty.shows("→ doing");
    pty.types(&sgr(0, to, 'm'));
    pty.shows("moved");
    // The column is full now: the next one is told so before it is let go, and refused after.
    let from = cell(&pty, "Banana");
    pty.types(&(sgr(0, from, 'M') + &sgr(32, to, 'M')));
    pty.shows("FULL, takes nothing");
    pty.types(&sgr(0, to, 'm'));
    pty.shows("doing is full (1 of 1)");
    // Left to the terminal, and not asked for any more.
    pty.types("zm");
    pty.shows("mouse off");
    pty.awaits("the mouse left to the terminal", |screen| !is_ours(screen));
    pty.types("q");
    assert!(pty.ends());
    let file = BoardFile::open(&folder.path().join("team.board.json")).unwrap();
    assert_eq!(tui_story::line(file.board()), "todo: Banana | doing(1): Apple | done:");
}
