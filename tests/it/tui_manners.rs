//! The manners of the program in a real terminal: colours only where they are wanted, calls,
//! copies, pastes, and nothing that a terminal did not ask for.

use std::process::Command;
use std::time::{Duration, Instant};

use andon::board::{Change, Operation, Timestamp};
use andon::store::BoardFile;
use portable_pty::CommandBuilder;

use crate::pty::Pty;
use crate::tui_program::{andon, board, folder};

/// The numbers of all sequences that set a style.
fn styles(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\u{1b}[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        rest.get(end..)?.starts_with('m').then(|| rest.get(..end).unwrap_or_default().to_owned())
    });
    sequences.collect()
}

fn is_colour(style: &str) -> bool {
    style.split(';').any(|number| matches!(number.parse(), Ok(30..=38 | 40..=48 | 90..=107)))
}

#[test]
fn no_color_means_none_and_the_cursor_is_still_seen() {
    let folder = folder("todo: Apple* | doing(1): Banana | done:");
    let mut command = andon(folder.path(), &["--no-report"]);
    command.env("NO_COLOR", "1");
    let mut pty = Pty::start(command);
    pty.shows("\u{258c}");
    pty.types("Lq");
    let (well, sent) = pty.sent();
    assert!(well);
    let coloured: Vec<String> = styles(&sent).into_iter().filter(|style| is_colour(style)).collect();
    assert!(coloured.is_empty(), "{coloured:?}");
    assert!(styles(&sent).iter().any(|style| style == "1"), "bold is no colour");
}

#[test]
fn a_theme_with_a_background_fills_the_screen_and_can_be_changed() {
    let folder = folder("todo: Apple* | doing: | done:");
    let mut command = andon(folder.path(), &["--no-report", "--theme", "dark"]);
    command.env("COLORTERM", "truecolor");
    let mut pty = Pty::start(command);
    pty.shows("Apple");
    let ground = |is: bool| {
        move |screen: &vt100::Screen| {
            let cell = |row, column| screen.cell(row, column).map(vt100::Cell::bgcolor);
            let dark = Some(vt100::Color::Rgb(0x15, 0x17, 0x1c));
            (cell(12, 70) == dark) == is && (cell(0, 79) == dark || !is)
        }
    };
    pty.awaits("a dark ground everywhere", ground(true));
    pty.types("ztztztzt");
    pty.shows("theme: ansi");
    pty.awaits("the terminal's own ground", ground(false));
    pty.types("q");
    assert!(pty.ends());
    pty.is_as_before();
}

#[test]
fn a_dumb_terminal_gets_lines_and_no_sequences() {
    let folder = folder("todo: Apple* | doing: | done:");
    let mut pty = Pty::start_as("dumb", andon(folder.path(), &["--no-report"]));
    pty.shows("andon> ");
    pty.types("move right\nquit\n");
    let (well, sent) = pty.sent();
    let text = String::from_utf8(sent).unwrap();
    assert!(well && !text.contains('\u{1b}') && text.contains("TERM is dumb"), "{text}");
    assert_eq!(board(folder.path()), "todo: | doing: Apple | done:");
}

#[test]
fn a_paste_is_text_and_never_commands() {
    let folder = folder("todo: Apple* | doing: | done:");
    let mut pty = Pty::start(andon(folder.path(), &["--no-report"]));
    pty.shows("Apple");
    pty.types("\u{1b}[200~xxLLq\u{1b}[201~");
    pty.shows("to paste cards");
    pty.types("a\u{1b}[200~Quince xLq\u{1b}[201~\r");
    pty.shows("Quince xLq");
    pty.types("q");
    assert!(pty.ends());
    assert_eq!(board(folder.path()), "todo: Apple, Quince xLq | doing: | done:");
}

#[test]
fn who_looks_elsewhere_hears_of_a_pulled_cord_once() {
    let folder = folder("todo: Apple*, Banana | doing: | done:");
    let mut pty = Pty::start(andon(folder.path(), &["--no-report"]));
    pty.shows("Apple");
    pty.types("\u{1b}[O");
    let pull = |nth: usize| {
        let mut file = BoardFile::open(&folder.path().join("team.board.json")).unwrap();
        let card = file.board().cards().nth(nth).unwrap().id();
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        let operation = Operation {
            change: Change::Pull { card, why: "no door\u{1b}]0;x\u{7}".to_owned() },
            at: Timestamp::from_ms(i64::try_from(now.as_millis()).unwrap()),
            by: "jon".to_owned(),
            seed: 99 + nth as u64,
            over: None,
            backdated: false,
        };
        file.commit(&[operation]).unwrap().outcomes.remove(0).unwrap();
    };
    pull(0);
    pty.sends("\u{7}\u{1b}]9;andon: ");
    pull(1);
    pty.shows("andon: 2 open");
    pty.types("q");
    let (_, sent) = pty.sent();
    let text = String::from_utf8(sent).unwrap();
    assert_eq!(text.matches("\u{1b}]9;").count(), 1, "twice in a breath");
    let told = text.split("\u{1b}]9;").nth(1).and_then(|rest| rest.split('\u{7}').next()).unwrap();
    assert!(told.contains("by jon") && !told.contains('\u{1b}'), "{told:?}");
}

#[test]
fn the_window_is_named_unless_the_settings_say_no() {
    for (settings, named) in [("", true), ("[screen]\ntitle = false\n", false)] {
        let folder = folder("todo: Apple*");
        std::fs::write(folder.path().join("settings.toml"), settings).unwrap();
        let mut pty = Pty::start(andon(folder.path(), &["--no-report"]));
        pty.shows("Apple");
        pty.types("q");
        let (_, sent) = pty.sent();
        assert_eq!(memchr::memmem::find(&sent, b"\x1b]0;andon: ").is_some(), named, "{settings}");
    }
}

/// A real tmux: the board is drawn, keys arrive, a copy reaches tmux's own buffer, and the pane is
/// left as it was.
#[test]
fn it_lives_in_tmux() {
    let Ok(version) = Command::new("tmux").arg("-V").output() else {
        println!("SKIPPED: tmux is not installed, so nothing was seen of andon in it");
        return;
    };
    let folder = folder("todo: Apple* | doing: | done:");
    let socket = folder.path().join("tmux");
    let tmux = |arguments: &[&str]| {
        let mut command = Command::new("tmux");
        command.arg("-S").arg(&socket).args(["-f", "/dev/null"]).args(arguments).env_remove("TMUX");
        String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned()
    };
    let awaits = |what: &str, arguments: &[&str], is: &dyn Fn(&str) -> bool| {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            let text = tmux(arguments);
            if is(&text) {
                return;
            }
            assert!(Instant::now() < until, "waited in vain for {what}:\n{text}");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    let run = command_line(&andon(folder.path(), &["--no-report"]), folder.path());
    tmux(&["new-session", "-d", "-x", "80", "-y", "24", "sh"]);
    tmux(&["set", "-s", "set-clipboard", "on"]);
    tmux(&["send-keys", "-l", &run]);
    tmux(&["send-keys", "Enter"]);
    let pane: &[&str] = &["capture-pane", "-p"];
    awaits("the board", pane, &|text| text.contains("Apple") && text.contains("todo"));
    tmux(&["send-keys", "yt"]);
    awaits("the copy", &["show-buffer"], &|text| text == "Apple");
    tmux(&["send-keys", "L"]);
    let until = Instant::now() + Duration::from_secs(20);
    while board(folder.path()) != "todo: | doing: Apple | done:" {
        assert!(Instant::now() < until, "{}", tmux(pane));
        std::thread::sleep(Duration::from_millis(20));
    }
    tmux(&["send-keys", "q"]);
    awaits("the shell", pane, &|text| text.contains("settings.toml") && !text.contains("doing"));
    tmux(&["kill-server"]);
    println!("seen in {}", String::from_utf8_lossy(&version.stdout).trim());
}

/// What a person would type to start it.
fn command_line(command: &CommandBuilder, folder: &std::path::Path) -> String {
    let words = command.get_argv().iter().map(|word| format!("'{}'", word.to_string_lossy()));
    let settings = folder.join("settings.toml");
    let state = folder.join(".state");
    format!(
        "cd '{}' && ANDON_CONFIG='{}' ANDON_STATE_DIR='{}' {}",
        folder.display(),
        settings.display(),
        state.display(),
        words.collect::<Vec<_>>().join(" ")
    )
}
