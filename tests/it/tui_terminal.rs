//! The screen in a real terminal: taken and given back, resized, suspended, lent to an editor,
//! changed from outside.
//!
//! The program in the terminal is this test binary itself, which runs [`the_program`]: so a panic
//! can be had without a door for it in the real one.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use andon::board::{Change, Field, Id, Operation, Timestamp};
use andon::store::BoardFile;
use andon::tui::theme::Themes;
use andon::tui::{Options, run, terminal};
use portable_pty::CommandBuilder;

use crate::pty::{Pty, script};
use crate::tui_story;

const BOARD: &str = "ANDON_TEST_BOARD";
const BESIDE: &str = "ANDON_TEST_BESIDE";
const PANIC: &str = "ANDON_TEST_PANIC";

fn clock() -> Timestamp {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Timestamp::from_ms(i64::try_from(now.as_millis()).unwrap())
}

/// Not a test of its own: what the tests below start in a terminal.
#[test]
fn the_program() {
    let Some(board) = std::env::var_os(BOARD) else { return };
    if std::env::var_os(PANIC).is_some() {
        let _screen = terminal::Screen::take(true).unwrap();
        panic!("the roof came down");
    }
    let seed = u64::from(std::process::id()) << 20 | 5;
    let options = Options {
        board: Some(PathBuf::from(board)),
        beside: std::env::var_os(BESIDE).map(PathBuf::from).into_iter().collect(),
        boards: Vec::new(),
        folder: PathBuf::new(),
        home: None,
        by: "maria".to_owned(),
        seed,
        clock,
        keys: String::new(),
        themes: Themes::default(),
        config: andon::config::Config::default(),
        make: |_| Err("not here".to_owned()),
        state: None,
        news: None,
        lessons: false,
        mouse: false,
    };
    let exit = run(&options).unwrap();
    println!("left: {} unsaved, {}", exit.unsaved, tui_story::line(&exit.board.unwrap()));
}

struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    fn new(board: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        BoardFile::create(&folder.path().join("team.board.json"), &tui_story::parse(board).0).unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("team.board.json")
    }

    fn command(&self) -> CommandBuilder {
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", "tui_terminal::the_program", "--nocapture", "--quiet"]);
        command.env(BOARD, self.path());
        command.env("RUST_BACKTRACE", "0");
        command.env_remove("VISUAL");
        command.env_remove("EDITOR");
        command
    }

    fn start(&self) -> Pty {
        let pty = Pty::start(self.command());
        pty.is_taken();
        pty.shows("Apple");
        pty
    }

    fn board(&self) -> String {
        tui_story::line(BoardFile::open(&self.path()).unwrap().board())
    }

    /// Waits until the file is as asked.
    #[track_caller]
    fn holds(&self, pty: &Pty, board: &str) {
        let until = Instant::now() + Duration::from_secs(20);
        while self.board() != board {
            assert!(Instant::now() < until, "the file holds {}; the screen:\n{}", self.board(), pty.text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Somebody else changes the file.
    fn other(&self, change: impl Fn(Id) -> Change, title: &str) {
        let mut file = BoardFile::open(&self.path()).unwrap();
        let card = file.board().cards().find(|card| card.title() == title).unwrap().id();
        let operation = Operation {
            change: change(card),
            at: clock(),
            by: "jon".to_owned(),
            seed: 99,
            over: None,
            backdated: false,
        };
        file.commit(&[operation]).unwrap().outcomes.remove(0).unwrap();
    }
}

#[test]
fn the_terminal_is_taken_and_given_back() {
    let bench = Bench::new("todo: Apple | doing: | done:");
    let mut pty = bench.start();
    pty.types("L");
    bench.holds(&pty, "todo: | doing: Apple | done:");
    pty.types("q");
    assert!(pty.ends());
    pty.is_as_before();
    // What is printed after the end stands on the ordinary screen.
    pty.shows("left: 0 unsaved, todo: | doing: Apple | done:");
}

#[test]
fn keys_typed_just_before_leaving_are_saved() {
    let bench = Bench::new("todo: Apple, Banana, Cherry | doing: | done:");
    let mut pty = bench.start();
    pty.types("LhLhLq");
    assert!(pty.ends());
    let file = BoardFile::open(&bench.path()).unwrap();
    let doing = file.board().find_column("doing".parse().unwrap()).unwrap();
    assert_eq!(file.board().cards_in(doing).len(), 3, "{}", bench.board());
}

/// News from other threads come while keys do: none of either may be lost.
#[test]
fn no_key_is_lost_beside_saves_and_news() {
    let bench = Bench::new("todo: Apple | doing: | done:");
    let mut pty = bench.start();
    for key in ["L", "H"].iter().cycle().take(60) {
        pty.types(key);
        std::thread::sleep(Duration::from_millis(7));
    }
    pty.types("Lq");
    assert!(pty.ends());
    let file = BoardFile::open(&bench.path()).unwrap();
    assert_eq!(file.board().cards().next().unwrap().events().len(), 1 + 61, "{}", bench.board());
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let bench = Bench::new("todo: Apple");
    let mut command = bench.command();
    command.env(PANIC, "1");
    let mut pty = Pty::start(command);
    pty.shows("the roof came down");
    assert!(!pty.ends());
    pty.is_as_before();
    pty.shows("the roof came down");
}

#[test]
fn a_limit_on_the_size_of_files_is_a_save_that_fails() {
    let bench = Bench::new("todo: Apple | doing: | done:");
    let free = bench.command();
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "ulimit -f 0; exec \"$0\" \"$@\""]);
    command.args(free.get_argv());
    command.env(BOARD, bench.path());
    let mut pty = Pty::start(command);
    pty.shows("Apple");
    pty.types("L");
    pty.shows("ulimit -f");
    assert_eq!(bench.board(), "todo: Apple | doing: | done:");
    pty.types("q");
    pty.shows("lose them");
    pty.types("y");
    assert!(pty.ends());
    pty.is_as_before();
}

#[test]
fn a_refusal_is_shown() {
    let bench = Bench::new("todo: Apple | doing(1): Banana | done:");
    let mut pty = bench.start();
    pty.types("L");
    pty.shows("doing is full (1 of 1)");
    pty.types("q");
    assert!(pty.ends());
    assert_eq!(bench.board(), "todo: Apple | doing(1): Banana | done:");
}

#[test]
fn the_screen_follows_the_size_of_the_terminal() {
    let bench = Bench::new("todo: Apple | doing: | done: Zucchini");
    let mut pty = bench.start();
    for (columns, rows) in [(120, 40), (40, 12), (1, 1), (200, 50), (80, 24)] {
        pty.resize(columns, rows);
        if columns >= 80 {
            pty.awaits("the columns spread over the width", |screen| {
                let text = screen.contents();
                text.contains("Apple") && text.contains("Zucchini")
            });
        }
    }
    pty.types("q");
    assert!(pty.ends());
    pty.is_as_before();
}

#[test]
fn others_changes_appear_by_themselves() {
    let bench = Bench::new("todo: Apple | doing: | done:");
    let mut pty = bench.start();
    let rename = |card| Change::Edit { card, values: vec![(Field::Title, "Quince".to_owned())] };
    bench.other(rename, "Apple");
    pty.shows("Quince");
    pty.shows("jon");
    // Both sides' changes are in the file.
    pty.types("L");
    bench.holds(&pty, "todo: | doing: Quince | done:");
    pty.types("q");
    assert!(pty.ends());
}

#[test]
fn a_broken_file_is_shown_and_opens_again_when_mended() {
    let bench = Bench::new("todo: Apple | doing:");
    let whole = std::fs::read(bench.path()).unwrap();
    let mut pty = bench.start();
    std::fs::write(bench.path(), "{\"andon\":1,\"rows\":[\n{\"what\n").unwrap();
    pty.shows("team.board.json:");
    std::fs::write(bench.path(), &whole).unwrap();
    pty.shows("can be read again");
    pty.types("L");
    bench.holds(&pty, "todo: | doing: Apple");
    pty.types("q");
    assert!(pty.ends());
}

#[test]
fn an_editor_gets_the_terminal_and_every_key() {
    let bench = Bench::new("todo: Apple | doing:");
    let editor = script(bench.folder.path(), "edit it", "read line; printf '# %s\\n' \"$line\" > \"$1\"");
    let mut command = bench.command();
    command.env("EDITOR", format!("'{editor}'"));
    let mut pty = Pty::start(command);
    pty.shows("Apple");
    pty.types("E");
    pty.awaits("the ordinary screen", |screen| !screen.alternate_screen());
    pty.types("Quince by hand, jjLLxq\n");
    pty.is_taken();
    pty.shows("Quince by hand");
    bench.holds(&pty, "todo: Quince by hand, jjLLxq | doing:");
    pty.types("q");
    assert!(pty.ends());
}

#[test]
fn without_an_editor_it_says_what_to_set() {
    let bench = Bench::new("todo: Apple | doing:");
    let mut pty = bench.start();
    pty.types("E");
    pty.shows("set $EDITOR");
    pty.types("q");
    assert!(pty.ends());
}

#[test]
fn it_stops_for_the_shell_and_comes_back() {
    let bench = Bench::new("todo: Apple | doing:");
    let program = std::env::current_exe().unwrap();
    let line = format!("{} --exact tui_terminal::the_program --nocapture --quiet", quoted(&program));
    let run = script(bench.folder.path(), "run", &format!("exec {line}"));
    let mut command = CommandBuilder::new("sh");
    command.arg("-i");
    command.env(BOARD, bench.path());
    command.env("PS1", "shell> ");
    command.env_remove("ENV");
    let mut pty = Pty::start(command);
    pty.shows("shell> ");
    pty.types(&format!("{run}\n"));
    pty.shows("Apple");
    pty.types("\u{1a}");
    pty.awaits("the shell", |screen| !screen.alternate_screen() && screen.contents().contains("topped"));
    pty.types("fg\n");
    pty.is_taken();
    pty.shows("Apple");
    pty.types("L");
    bench.holds(&pty, "todo: | doing: Apple");
    pty.types("q");
    pty.awaits("the shell again", |screen| !screen.alternate_screen());
    pty.types("exit\n");
    pty.ends();
}

fn quoted(path: &Path) -> String {
    format!("'{}'", path.display())
}

#[test]
fn a_request_to_end_gives_the_terminal_back() {
    let bench = Bench::new("todo: Apple | doing:");
    let mut pty = bench.start();
    let id = rustix::process::Pid::from_raw(i32::try_from(pty.id()).unwrap()).unwrap();
    rustix::process::kill_process(id, rustix::process::Signal::TERM).unwrap();
    assert!(pty.ends());
    pty.is_as_before();
}

/// Asleep means asleep: no look at the clock, the file or the terminal for its own sake. The file's
/// watch looks at it every two seconds.
#[cfg(target_os = "linux")]
#[test]
fn an_idle_screen_takes_no_time() {
    let bench = Bench::new("todo: Apple | doing:");
    let mut pty = bench.start();
    let ticks = || {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", pty.id())).unwrap();
        let fields: Vec<u64> = stat
            .rsplit(')')
            .next()
            .unwrap()
            .split_whitespace()
            .filter_map(|field| field.parse().ok())
            .collect();
        // After the state, which is no number: utime and stime are the 11th and 12th.
        fields[10] + fields[11]
    };
    std::thread::sleep(Duration::from_millis(500));
    let before = ticks();
    std::thread::sleep(Duration::from_secs(3));
    // A tick is 10 ms.
    assert!(ticks() - before <= 2, "{} ticks in three seconds", ticks() - before);
    pty.types("q");
    assert!(pty.ends());
}
