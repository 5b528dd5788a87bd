//! The real program in a real terminal, from the command to the report on the way out.

use std::path::Path;
use std::process::Command;

use andon::store::BoardFile;
use portable_pty::CommandBuilder;

use crate::pty::Pty;
use crate::tui_story;

pub fn folder(board: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("settings.toml"), "").unwrap();
    BoardFile::create(&folder.path().join("team.board.json"), &tui_story::parse(board).0).unwrap();
    folder
}

pub fn andon(folder: &Path, arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_andon"));
    command.args(["--by", "maria"]);
    command.args(arguments);
    command.cwd(folder);
    for name in ["NO_COLOR", "VISUAL", "EDITOR"] {
        command.env_remove(name);
    }
    // No settings of this machine, and nothing it remembers.
    command.env("ANDON_STATE_DIR", folder.join(".state"));
    command.env("ANDON_CONFIG", folder.join("settings.toml"));
    command
}

pub fn board(folder: &Path) -> String {
    tui_story::line(BoardFile::open(&folder.join("team.board.json")).unwrap().board())
}

#[test]
fn the_report_is_printed_on_the_way_out() {
    let folder = folder("todo: Apple* | doing: | done: Banana");
    let mut pty = Pty::start(andon(folder.path(), &[]));
    pty.is_taken();
    pty.shows("Apple");
    pty.types("Lq");
    assert!(pty.ends());
    pty.is_as_before();
    pty.awaits("the report", |screen| {
        let text = screen.contents().to_lowercase();
        text.contains("flow report") && text.contains("throughput")
    });
    assert_eq!(board(folder.path()), "todo: | doing: Apple | done: Banana");
}

#[test]
fn a_conflict_is_told_in_words_and_the_next_save_writes_it_clean() {
    let folder = folder("todo: Apple* | doing: | done: Banana");
    let path = folder.path().join("team.board.json");
    let whole = std::fs::read_to_string(&path).unwrap();
    let rows: Vec<&str> = whole.lines().collect();
    let (first, last) = (rows[1], rows[rows.len() - 2]);
    let torn = whole.replacen(first, &format!("<<<<<<< HEAD\n{first}\n=======\n{last}\n>>>>>>> jon"), 1);
    std::fs::write(&path, torn).unwrap();
    let mut pty = Pty::start(andon(folder.path(), &["--no-report"]));
    pty.shows("a merge left conflicts: both sides are shown");
    pty.types("Lq");
    assert!(pty.ends());
    assert_eq!(board(folder.path()), "todo: | doing: Apple | done: Banana");
    let clean = std::fs::read_to_string(&path).unwrap();
    assert!(!clean.contains("<<<<") && rows.iter().all(|row| clean.contains(row)), "{clean}");
}

#[test]
fn without_a_report_nothing_is_printed() {
    let folder = folder("todo: Apple");
    let mut pty = Pty::start(andon(folder.path(), &["--no-report", "--keys", "q"]));
    assert!(pty.ends());
    pty.is_as_before();
    assert_eq!(pty.text().trim(), "");
}

#[test]
fn keys_are_typed_first() {
    let folder = folder("todo: Apple, Banana | doing: | done:");
    let mut pty = Pty::start(andon(folder.path(), &["--keys", "jL?"]));
    pty.shows("key or words:");
    pty.types("\u{1b}");
    pty.awaits("the board", |screen| !screen.contents().contains("key or words:"));
    pty.types("q");
    assert!(pty.ends());
    assert_eq!(board(folder.path()), "todo: Apple | doing: Banana | done:");
}

#[test]
fn where_there_is_no_board_a_welcome_teaches() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("settings.toml"), "").unwrap();
    let mut pty = Pty::start(andon(folder.path(), &[]));
    pty.is_taken();
    pty.shows("andon init");
    pty.types("q");
    assert!(pty.ends());
    pty.is_as_before();
}

#[test]
fn a_broken_board_is_shown_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("team.board.json"), "{\"andon\":1,\"rows\":[\n{\"what\n").unwrap();
    let mut pty = Pty::start(andon(folder.path(), &[]));
    pty.shows("team.board.json");
    pty.types("q");
    pty.ends();
    pty.is_as_before();
    let kept = std::fs::read_to_string(folder.path().join("team.board.json")).unwrap();
    assert_eq!(kept, "{\"andon\":1,\"rows\":[\n{\"what\n", "nothing is ever written over a broken board");
}

/// Crossterm 0.29 takes bold away with each colour where there are no colours.
#[test]
fn without_colours_the_cursor_can_still_be_seen() {
    let folder = folder("todo: Apple, Banana | doing:");
    let mut command = andon(folder.path(), &[]);
    command.env("NO_COLOR", "1");
    let mut pty = Pty::start(command);
    pty.shows("Apple");
    pty.awaits("no colour, a mark and emphasis", |screen| {
        let (rows, columns) = screen.size();
        let cells = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
        let cells: Vec<_> = cells.filter_map(|(row, column)| screen.cell(row, column)).collect();
        cells
            .iter()
            .all(|cell| cell.fgcolor() == vt100::Color::Default && cell.bgcolor() == vt100::Color::Default)
            && cells.iter().any(|cell| cell.bold())
            && screen.contents().contains('▌')
    });
    pty.types("q");
    assert!(pty.ends());
}

#[test]
fn a_click_selects_and_the_wheel_scrolls() {
    let folder = folder("todo: Apple, Banana | doing: Cherry");
    let mut pty = Pty::start(andon(folder.path(), &["--no-report"]));
    pty.shows("Cherry");
    let (row, column) = place(&pty, "Cherry");
    pty.types(&format!("\u{1b}[<0;{};{}M", column + 1, row + 1));
    // The click comes first: what follows is about the card it chose.
    pty.types("e and more\r");
    pty.shows("Cherry and more");
    let (row, column) = place(&pty, "Apple");
    pty.types(&format!("\u{1b}[<0;{};{}M", column + 1, row + 1));
    pty.types(&format!("\u{1b}[<65;{};{}M", column + 1, row + 1));
    pty.types("e split\r");
    pty.shows("Banana split");
    pty.types("q");
    assert!(pty.ends());
    pty.is_as_before();
}

/// The row and column where a text begins.
fn place(pty: &Pty, text: &str) -> (usize, usize) {
    let screen = pty.text();
    let found = screen.lines().enumerate().find_map(|(row, line)| {
        let (before, _) = line.split_once(text)?;
        Some((row, before.chars().count()))
    });
    found.unwrap()
}

#[test]
fn where_there_is_no_terminal_it_says_what_scripts_use() {
    let folder = folder("todo: Apple");
    let output = Command::new(env!("CARGO_BIN_EXE_andon"))
        .current_dir(folder.path())
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("terminal"), "{said}");
}

/// Runs git as nobody in particular.
fn git(folder: &Path, args: &[&str]) -> String {
    let identity = ["-c", "user.name=maria", "-c", "user.email=maria@example.org"];
    let output = Command::new("git").args(identity).args(args).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A clone with a pushed board, and the settings beside it.
fn clone(board: &str, settings: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let clone = root.path().join("clone");
    git(root.path(), &["init", "-q", "--bare", "-b", "main", "hub.git"]);
    git(root.path(), &["clone", "-q", "hub.git", "clone"]);
    git(&clone, &["checkout", "-q", "-B", "main"]);
    BoardFile::create(&clone.join("team.board.json"), &tui_story::parse(board).0).unwrap();
    std::fs::write(clone.join(".gitattributes"), "*.board.json merge=union text eol=lf\n").unwrap();
    git(&clone, &["config", "user.name", "maria"]);
    git(&clone, &["config", "user.email", "maria@example.org"]);
    git(&clone, &["add", "."]);
    git(&clone, &["commit", "-q", "-m", "a board"]);
    git(&clone, &["push", "-q", "-u", "origin", "main"]);
    std::fs::write(clone.join("settings.toml"), settings).unwrap();
    root
}

fn pushed(root: &Path) -> String {
    git(&root.join("hub.git"), &["log", "-1", "--format=%s", "main"])
}

#[test]
fn the_board_in_git_is_shown_and_a_key_syncs_it() {
    let root = clone("todo: Apple* | doing: | done:", "");
    let mut pty = Pty::start(andon(&root.path().join("clone"), &["--no-report"]));
    pty.shows("Apple");
    pty.shows("main");
    pty.types("L");
    pty.shows("main \u{b1}");
    pty.types("S");
    pty.shows("committed: 1 move (maria); pushed to origin/main");
    assert!(pushed(root.path()).contains("1 move (maria)"));
    // What others push shows by the same key.
    let other = root.path().join("other");
    git(root.path(), &["clone", "-q", "hub.git", "other"]);
    let mut file = BoardFile::open(&other.join("team.board.json")).unwrap();
    let card = file.board().cards().next().unwrap().id();
    let operation = andon::board::Operation {
        change: andon::board::Change::Move { card, to: "done".parse().unwrap() },
        at: "2026-06-15T10:00:00Z".parse().unwrap(),
        by: "jon".to_owned(),
        seed: 99,
        over: None,
        backdated: false,
    };
    file.commit(&[operation]).unwrap().outcomes.remove(0).unwrap();
    git(&other, &["commit", "-q", "-a", "-m", "done"]);
    git(&other, &["push", "-q"]);
    pty.types("S");
    pty.shows("received: 1 move (jon)");
    pty.types("q");
    assert!(pty.ends());
    assert_eq!(board(&root.path().join("clone")), "todo: | doing: | done: Apple");
}

#[test]
fn a_board_of_the_settings_is_synced_on_leaving() {
    let root = clone("todo: Apple* | doing: | done:", "");
    let clone = root.path().join("clone");
    let settings = format!("[sync]\nauto = ['{}']\nevery = '1h'\n", clone.display());
    std::fs::write(clone.join("settings.toml"), settings).unwrap();
    let mut pty = Pty::start(andon(&clone, &["--no-report"]));
    pty.shows("main");
    pty.types("L");
    pty.shows("moved");
    pty.types("q");
    assert!(pty.ends());
    pty.is_as_before();
    assert!(pushed(root.path()).contains("1 move (maria)"), "{}", pushed(root.path()));
}

#[test]
fn settings_with_mistakes_are_told_at_the_start_and_nothing_else_happens() {
    let folder = folder("todo: Apple* | doing:");
    std::fs::write(folder.path().join("settings.toml"), "[snyc]\n").unwrap();
    let mut pty = Pty::start(andon(folder.path(), &["--no-report"]));
    pty.shows("your settings are not in force");
    pty.shows("did you mean [sync]?");
    pty.types("Lq");
    assert!(pty.ends());
    assert_eq!(board(folder.path()), "todo: | doing: Apple");
}
