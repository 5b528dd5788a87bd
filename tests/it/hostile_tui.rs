//! A hostile board through every screen: all commands of the table in all contexts they have, drawn
//! in memory at several sizes; and a walk through layers and tabs on a real terminal.

use std::collections::HashMap;

use andon::board::{Board, Timestamp};
use andon::git::{FileState, Head, Status, Upstream};
use andon::store::load;
use andon::tui::app::{App, Health, Problem, Session, Unsaved};
use andon::tui::command::{COMMANDS, Command, Context};
use andon::tui::in_git::{Last, Standing, Trouble};
use andon::tui::keymap;
use andon::tui::layer::{InGitLayer, Layer, Welcome};
use andon::tui::measurer::Question;
use andon::tui::message::{Effect, Message};
use andon::tui::tab::Tab;
use andon::tui::theme::Theme;
use andon::tui::update::update;
use ratatui::buffer::Buffer;

use super::escapes::Seen;
use super::hostile::{NASTY, NASTY_NAME, board, broken, forbidden};
use super::hostile_cli::{Den, looked_at};
use super::pty::{Pty, script};
use super::screens::dump;

const NOW: i64 = 1_773_144_000_000;

/// How a context is come to from the board, and every road to a layer in it.
fn roads(context: Context) -> &'static [&'static str] {
    match context {
        Context::Board => &["", "l", "m", "<Esc>/is:blocked<Enter>"],
        Context::Metrics => {
            &["mm1", "mm2", "mm3", "mm4", "mm5", "mm6", "mm7", "mm8", "mm9", "mm8G", "mm3ll", "mm5j"]
        }
        Context::Settings => &[",", ",<Tab>", ",<S-Tab>", ",<S-Tab><S-Tab>", ",lll"],
        Context::Detail => &["<Enter>", "l<Enter>", "ll<Enter>", "l<Enter><Tab><Tab><Tab><Tab><Tab>"],
        Context::Typing => &["a", "+", "e", "f", "b", "p", "@", "#", "/", "f<Tab>", "W", ",<Enter>", ",a"],
        Context::List => {
            &["lgl", "lgc", "P", "?", ":", "v", "c", "R", "o", "ga/", ",l<Enter>", ",lll<Enter>"]
        }
        Context::Travel => &["t", "t[", "t[[[[", "t<Home>"],
        Context::Activity => &["ga", "gajj"],
        // Told by `question` and `aside`.
        Context::Question | Context::Aside => &[],
    }
}

fn app(board: Board) -> App {
    let session = Session {
        by: NASTY.to_owned(),
        path: Some(format!("{NASTY_NAME}.board.json").into()),
        boards: vec![format!("{NASTY_NAME}.board.json").into(), format!("{NASTY_NAME}/b.board.json").into()],
        saving: false,
        ..Session::default()
    };
    App::new(board, session, 7, Timestamp::from_ms(NOW))
}

/// What an update asks for is answered; a failure is told with the worst words.
fn send(app: &mut App, message: Message) {
    let now = Timestamp::from_ms(NOW);
    for effect in update(app, message, now) {
        let answer = match effect {
            Effect::Measure => {
                let (board, revision, window) = (app.board.clone(), app.revision, app.metrics.window);
                Message::Measured(Question { tab: app.tab, board, revision, window, now }.answer())
            }
            Effect::Commit(operations) => {
                Message::Saved { board: None, refusals: vec![None; operations.len()] }
            }
            Effect::Recall => match app.recall() {
                Some(recalled) => Message::Recalled(recalled),
                None => continue,
            },
            Effect::Edit { .. } => Message::Failed(NASTY.to_owned()),
            _ => continue,
        };
        let _ = update(app, answer, now);
    }
}

fn types(app: &mut App, keys: &str) {
    for key in keymap::parse(keys).unwrap() {
        send(app, Message::Key(key.into()));
    }
}

/// Draws at a size of the people's, in turn, and at all of them in a deliberate run; how many screens
/// and cells were looked at.
#[track_caller]
fn drawn(what: &str, turn: usize, app: &App) -> (usize, usize) {
    const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];
    let every = std::env::var_os("ANDON_CASES").is_some();
    let mut seen = (0, 0);
    for (columns, rows) in SIZES.into_iter().cycle().skip(turn % 3).take(if every { 3 } else { 1 }) {
        let theme = if columns == 40 { Theme::MONO.ascii() } else { Theme::ANSI };
        let mut app = app.clone();
        send(&mut app, Message::Resize(columns, rows));
        let screen: Buffer = dump::screen(&mut app, columns, rows, &theme);
        for cell in screen.content() {
            assert!(!cell.symbol().contains(forbidden), "{what} at {columns}×{rows}: {:?}", cell.symbol());
        }
        assert!(!andon::text::clean(&app.title()).contains(forbidden), "{what}: the title");
        seen = (seen.0 + 1, seen.1 + screen.content().len());
    }
    seen
}

#[test]
fn no_screen_shows_what_a_hostile_board_says() {
    let board = load(&board()).unwrap().board;
    let mut measured = app(board);
    types(&mut measured, "mm");
    types(&mut measured, "<Esc>");
    let measured = measured;
    let (mut screens, mut cells, mut commands) = (0, 0, 0);
    let mut look = |what: &str, app: &App| {
        let seen = drawn(what, screens, app);
        (screens, cells) = (screens + seen.0, cells + seen.1);
    };
    // Each road is walked once; the commands begin at its end.
    let mut ends: HashMap<(Context, &str), App> = HashMap::new();
    for entry in COMMANDS {
        commands += 1;
        for context in entry.contexts {
            // One road for each command and place in turn; all of them in a deliberate run.
            let roads = roads(*context);
            let every = std::env::var_os("ANDON_CASES").is_some();
            let one = roads.iter().cycle().skip(commands).take(1.min(roads.len()));
            let taken: Vec<&&str> = if every { roads.iter().collect() } else { one.collect() };
            for road in taken {
                let end = ends.entry((*context, road)).or_insert_with(|| {
                    let mut app = measured.clone();
                    types(&mut app, road);
                    app
                });
                let mut app = end.clone();
                types(&mut app, entry.keys[0]);
                look(&format!("{road} and then {:?}", entry.command), &app);
                if entry.command == Command::Accept {
                    // What is typed is taken, and what is said about it is told.
                    send(&mut app, Message::Paste(NASTY.to_owned()));
                    types(&mut app, "<Enter>");
                    look(&format!("{road}, pasted and taken"), &app);
                }
            }
        }
    }
    for (what, app) in questions(&measured).into_iter().chain(asides(&measured)) {
        look(what, &app);
        for entry in COMMANDS.iter().filter(|entry| entry.contexts.contains(&Context::of(&app))) {
            let mut app = app.clone();
            types(&mut app, entry.keys[0]);
            look(what, &app);
        }
    }
    assert!(Tab::ALL.len() >= 9 && commands == COMMANDS.len());
    println!("{commands} commands, {screens} screens, {cells} cells looked at");
}

/// Questions with yes or no, by whatever asks them.
fn questions(app: &App) -> Vec<(&'static str, App)> {
    let mut found = Vec::new();
    for keys in ["c", "x", "D", "f<Esc>", "e?<Esc>", "vj<Enter>", "L", "L!", ",x"] {
        let mut app = app.clone();
        types(&mut app, keys);
        if Context::of(&app) == Context::Question {
            found.push((keys, app));
        }
    }
    found
}

/// The screens without a board, and everything the world may say.
fn asides(app: &App) -> Vec<(&'static str, App)> {
    let nasty = || NASTY.to_owned();
    let problem = || Problem { place: nasty(), reason: nasty(), hint: Some(nasty()) };
    let empty = || self::app(andon::board::Builder::new().build());
    let after = |mut app: App, message: Message| {
        send(&mut app, message);
        app
    };
    let mut welcome = empty();
    welcome.layers.push(Layer::Welcome(Welcome { folder: NASTY_NAME.into() }));
    let mut read_only = app.clone();
    read_only.health = Health::ReadOnly(nasty());
    // A branch, a remote and what a server says are as hostile as a board.
    let trouble = || Trouble { reason: nasty(), hint: nasty(), said: nasty() };
    let mut in_git = app.clone();
    in_git.git.standing = Standing::Inside(Status {
        head: Head::Branch(nasty()),
        upstream: Some(Upstream {
            name: nasty(),
            remote: nasty(),
            branch: nasty(),
            ahead: 1,
            behind: 2,
            gone: false,
        }),
        board: FileState::Changed,
        going_on: None,
    });
    let mut in_words = in_git.clone();
    in_words.git.last = Some(Last { at: in_words.now, outcome: Err(trouble()) });
    in_words.layers.push(Layer::InGit(InGitLayer::default()));
    let mut silent = in_words.clone();
    silent.git.standing = Standing::Silent(trouble());
    vec![
        ("a welcome", welcome),
        ("the board in git", in_git),
        ("the board in git, in words", in_words),
        ("git that does not say", silent),
        ("a broken file at the start", after(empty(), Message::Broken(problem()))),
        ("a broken file later", after(app.clone(), Message::Broken(problem()))),
        ("a read-only place", read_only),
        ("a failed save", after(app.clone(), Message::SaveFailed(Unsaved { why: nasty(), kept: false }))),
        ("a failure", after(app.clone(), Message::Failed(nasty()))),
        ("news", after(app.clone(), Message::News(nasty()))),
    ]
}

/// A walk on a real terminal. The keys are those of the terminal; Escape is spelled so that it can
/// not be taken for the start of another key.
#[test]
fn no_layer_and_no_tab_sends_what_a_hostile_board_says() {
    const BACK: &str = "\u{1b}[27u";
    let den = Den::with(&board());
    let editor = script(&den.folder, "an editor", "exit 1");
    let (mut seen, mut frames) = (Seen::default(), 0);
    for (what, keys) in [
        (
            "the board",
            &["l", "l", "h", "j", "L", "L", "!", BACK, "b", "x", "\r", "u", "U", "E", "z", "m", "w"][..],
        ),
        ("the detail", &["\r", "j", "j", "\u{1b}[6~", BACK, "l", "\r", BACK, "l", "\r"]),
        (
            "lines",
            &[
                "a", BACK, "e", BACK, "b", BACK, "p", BACK, "@", "\t", BACK, "#", "\t", BACK, "/", "@", "\t",
                "\r",
            ],
        ),
        ("the form", &["f", "\t", "\t", "\t", "\t", "\t", "\t", BACK]),
        ("lists", &["?", "x", BACK, ":", "m", BACK, "v", "j", BACK, "c", BACK, "R", BACK, "o", BACK]),
        (
            "the measures",
            &["m", "m", "1", "2", "3", "l", "4", "5", "j", "6", "s", "7", "8", "j", "9", "s", "w", "\r"],
        ),
    ] {
        let mut command = den.andon(["--report", "markdown"]);
        command.env("VISUAL", format!("'{editor}' \"{NASTY}\""));
        let mut pty = Pty::start(command);
        pty.is_taken();
        pty.resize(100, 30);
        for key in keys {
            pty.presses(key);
        }
        for key in [BACK, BACK, BACK, BACK] {
            pty.presses(key);
        }
        frames += pty.frames();
        pty.types("q");
        seen += looked_at(what, &pty.sent().1);
    }
    assert!(seen.titles >= 6, "the title is sent and looked at");
    println!(
        "{frames} frames, {} bytes, {} sequences, {} titles looked at",
        seen.bytes, seen.sequences, seen.titles
    );
}

#[test]
fn no_welcome_no_choice_and_no_broken_board_sends_it_either() {
    let mut seen = Seen::default();
    let mut ends = |what: &str, mut pty: Pty| {
        pty.types("q");
        seen += looked_at(what, &pty.sent().1);
    };
    let den = Den::with(b"");
    std::fs::remove_file(den.board()).unwrap();
    let pty = Pty::start(den.andon([""; 0]));
    pty.shows("andon init");
    ends("the welcome", pty);
    let den = Den::with(&board());
    std::fs::copy(den.board(), den.folder.join(format!("another {NASTY_NAME}.board.json"))).unwrap();
    let mut pty = Pty::start(den.andon([""; 0]));
    pty.shows("Open a board");
    pty.presses("\u{1b}[27u");
    ends("the choice", pty);
    for content in broken() {
        let den = Den::with(&content);
        let pty = Pty::start(den.andon([""; 0]));
        pty.awaits("a frame", |screen| screen.contents().contains(".board.json"));
        ends("a broken board", pty);
    }
    println!("{} bytes looked at", seen.bytes);
}
