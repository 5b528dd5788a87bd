//! The table of commands, and the commands that only move the cursor or the view.

use andon::tui::app::{App, Session, Tone};
use andon::tui::command::{COMMANDS, Command, Context, entry, hints};
use andon::tui::layer::{Layer, Welcome};
use andon::tui::message::{Effect, Message};
use andon::tui::pane::PaneSize;

use crate::tui_story::{Story, board};

#[test]
fn the_cursor_goes_everywhere() {
    let three = || board("todo: A*, B, C, D | doing: E, F | done:");
    three().keys("j").is("todo: A, B*, C, D | doing: E, F | done:");
    three().keys("3j").is("todo: A, B, C, D* | doing: E, F | done:");
    three().keys("3j10k").is("todo: A*, B, C, D | doing: E, F | done:");
    three().keys("G").is("todo: A, B, C, D* | doing: E, F | done:");
    three().keys("Ggg").is("todo: A*, B, C, D | doing: E, F | done:");
    three().keys("2G").is("todo: A, B*, C, D | doing: E, F | done:");
    three().keys("<End><Home>").is("todo: A*, B, C, D | doing: E, F | done:");
    three().keys("<PageDown>").is("todo: A, B, C, D* | doing: E, F | done:");
    three().keys("<PageDown><C-u>").is("todo: A*, B, C, D | doing: E, F | done:");
    three().keys("l").is("todo: A, B, C, D | doing: E*, F | done:");
    three().keys("Gl").is("todo: A, B, C, D | doing: E, F* | done:");
    three().keys("<Right><Left>").is("todo: A*, B, C, D | doing: E, F | done:");
    three().keys("$").is("todo: A, B, C, D | doing: E, F | done:");
    three().keys("$^").is("todo: A*, B, C, D | doing: E, F | done:");
    three().keys("$0").is("todo: A*, B, C, D | doing: E, F | done:");
    three().keys("9l").sees(|app| app.column_place() == Some(2));
    three().then(Message::Wheel(1)).is("todo: A, B*, C, D | doing: E, F | done:");
}

#[test]
fn the_view_changes() {
    let story = board("todo: A*");
    let sizes = [PaneSize::Pane, PaneSize::Full, PaneSize::Hidden, PaneSize::Line];
    let mut story = story;
    for size in sizes {
        story = story.keys("m").sees(|app| app.metrics.size == size);
    }
    for days in [90, 7, 14, 30] {
        story = story.keys("w").sees(|app| app.metrics.window == days).says(&format!("{days} days"));
        assert!(story.effects.contains(&Effect::Measure));
    }
    story.keys("mm").keys("<Esc>").sees(|app| app.metrics.size == PaneSize::Line);
}

#[test]
fn measures_are_asked_for_once_for_each_board_and_window() {
    let story = board("todo: A* | doing:").then(Message::Tick).then(Message::Tick);
    assert!(!story.effects.contains(&Effect::Measure));
    let story = story.keys("L");
    assert!(story.effects.contains(&Effect::Measure));
    let story = story.keys("h");
    assert!(!story.effects.contains(&Effect::Measure));
    // The first line and the marks on the cards need them where the pane is not shown, too.
    let story = story.keys("mmmlH");
    assert!(story.effects.contains(&Effect::Measure));
}

#[test]
fn the_program_is_redrawn_suspended_and_left() {
    board("todo: A*").keys("<C-l>").asks(&[Effect::Redraw]);
    board("todo: A*").keys("<C-z>").asks(&[Effect::Suspend]);
    board("todo: A*").keys("<C-c>").asks(&[Effect::Quit]);
    board("todo: A*").keys("a<C-c>").asks(&[]).bare();
}

#[test]
fn a_key_that_does_nothing_says_so() {
    board("todo: A*").keys("Q").says("'Q' does nothing here");
}

#[test]
fn every_command_has_one_row_and_can_be_reached() {
    for entry_ in COMMANDS {
        assert_eq!(
            COMMANDS.iter().filter(|other| other.command == entry_.command).count(),
            1,
            "{:?}",
            entry_.command
        );
        assert!(std::ptr::eq(entry(entry_.command), entry_));
        assert!(entry_.help.ends_with('.') && !entry_.title.is_empty());
        assert!(!entry_.contexts.is_empty());
    }
    for context in [
        Context::Board,
        Context::Metrics,
        Context::Detail,
        Context::Typing,
        Context::List,
        Context::Question,
        Context::Aside,
        Context::Travel,
        Context::Activity,
    ] {
        for command in hints(context) {
            // In the past the keys of the board mean what they mean there.
            let contexts = entry(*command).contexts;
            let board = context == Context::Travel && contexts.contains(&Context::Board);
            assert!(contexts.contains(&context) || board, "{command:?} is hinted at in {context:?}");
        }
    }
}

/// The table in the code is the truth; README follows it.
#[test]
fn readme_lists_the_keys() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (before, after) = readme.split_once("<!-- keys -->\n").expect("README marks where its keys begin");
    let (listed, rest) = after.split_once("<!-- /keys -->").expect("README marks where its keys end");
    let table = andon::tui::command::key_table();
    if std::env::var_os("ANDON_BLESS").is_some() {
        let blessed = format!("{before}<!-- keys -->\n{table}<!-- /keys -->{rest}");
        return std::fs::write(path, blessed).unwrap();
    }
    assert!(listed.trim() == table.trim(), "README's keys are stale: run this test with ANDON_BLESS=1");
}

/// What each command needs, in one place: on an empty app every one of them answers with words
/// or does something, and none panics.
#[test]
fn without_a_board_every_command_says_why_or_does_what_it_can() {
    for entry in COMMANDS {
        let mut app = App::without_board(Session::default(), 1, andon::board::Timestamp::from_ms(1));
        app.layers.push(Layer::Welcome(Welcome::default()));
        let now = andon::board::Timestamp::from_ms(2);
        let effects = andon::tui::update::update(&mut app, Message::Do(entry.command, None), now);
        if let Err(why) = (entry.available)(&app) {
            let notice = app.notice.clone().unwrap_or_else(|| panic!("{:?} is silent", entry.command));
            assert_eq!(notice.tone, Tone::Unavailable);
            assert!(notice.text.contains(&why));
            assert!(effects.is_empty());
        }
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Commit(_))));
    }
}

#[test]
fn commands_that_change_nothing_commit_nothing() {
    let quiet = |story: &Story| story.committed.is_empty();
    let keys = "jkhlggG0$^?<Esc>:<Esc>mw/x<Esc>M<Esc>c<Esc>f<Esc>e<Esc>b<Esc>@<Esc>#<Esc>a<Esc><Enter><Esc>";
    assert!(quiet(&board("todo: A*, B | doing: C").keys(keys)));
}

#[test]
fn a_board_of_one_column_and_a_board_of_none() {
    board("todo:").keys("jkhlHLJKGgg$^xDbecf@#ME<Enter>u").is("todo:");
    let quit = entry(Command::Quit);
    assert!((quit.available)(&board("todo:").app).is_ok());
}
