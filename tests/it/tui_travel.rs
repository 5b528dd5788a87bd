//! Stories of time travel and of the feed of what happened.

use andon::board::{Board, Change, Fields, Id, Subject, WipLimit};
use andon::tui::app::{Problem, Tone};
use andon::tui::command::{COMMANDS, Context};
use andon::tui::layer::Layer;
use andon::tui::message::{Effect, Message};
use andon::tui::pane::PaneSize;
use andon::tui::theme::Theme;

use crate::screens::dump;
use crate::tui_story::{Story, board, line};

/// Two cards went on: the past of this has four boards worth seeing.
fn story() -> Story {
    board("todo: A*, B | doing(1): | done:").keys("LL<Left><Left>").keys("L")
}

fn screen(story: &mut Story, width: u16, height: u16) -> String {
    let screen = dump::screen(&mut story.app, width, height, &Theme::MONO);
    let rows = screen.content.chunks(usize::from(width));
    rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>() + "\n").collect()
}

#[test]
fn events_are_gone_through_one_by_one_and_now_is_as_it_was() {
    let story = story().is("todo: | doing(1): B* | done: A");
    let story = story.keys("t").is("todo: | doing(1): B* | done: A");
    let story = story.keys("[").is("todo: | doing(1): B* | done: A");
    let story = story.keys("[").is("todo: B* | doing(1): | done: A");
    let story = story.keys("[").is("todo: B* | doing(1): A | done:");
    let story = story.keys("[").is("todo: A, B* | doing(1): | done:");
    let story = story.keys("2]").is("todo: B* | doing(1): | done: A");
    // Beyond the last event is now, and there is nothing beyond now.
    let story = story
        .keys("]")
        .is("todo: | doing(1): B* | done: A")
        .sees(|app| app.now < app.travel.as_ref().unwrap().clock);
    let story =
        story.keys("]").sees(|app| app.travel.as_ref().is_some_and(|travel| travel.moment.at.is_none()));
    let story = story.keys("]").says("this is now");
    let story = story.keys("[[t").is("todo: | doing(1): B* | done: A").sees(|app| app.travel.is_none());
    story.keys("H").is("todo: B* | doing(1): | done: A").keys("u").is("todo: | doing(1): B* | done: A");
}

#[test]
fn limits_and_columns_are_as_they_were() {
    let doing: Id = "doing".parse().unwrap();
    let fields = Fields { wip: Some(WipLimit::new(5)), ..Fields::default() };
    let mut story = board("todo: A* | doing(1): B").keys("x");
    story.now = story.now.plus_ms(60_000);
    let story = story.given(Change::Set { subject: Subject::Column(doing), fields });
    let story = story.is("todo: | doing(5): B");
    let story = story.keys("t[").is("todo: | doing(5): B").keys("[").is("todo: | doing(1): B");
    let story = story.keys("[").is("todo: A* | doing(1): B");
    // Back to where nothing was there yet: no column, no card, no panic.
    let story = story.keys("<Home>").sees(|app| line(&app.board) == "todo:");
    let story = story.keys("3]").sees(|app| line(&app.board) == "todo: A | doing: B");
    story.keys("<End>").is("todo: | doing(5): B").keys("<Esc>").is("todo: | doing(5): B");
}

#[test]
fn days_and_weeks_end_where_the_board_lives() {
    let mut story = board("todo: A* | doing:");
    let first = story.now.plus_ms(-86_400_000);
    for _ in 0..3 {
        story.now = story.now.plus_ms(2 * 86_400_000);
        story = story.keys("Lu");
    }
    let moment = |story: &Story| story.app.travel.as_ref().unwrap().moment.at;
    let story = story.keys("t{");
    let evening = moment(&story).unwrap();
    assert_eq!((evening.ms() + 1) % 86_400_000, 0);
    let story = story.keys("{");
    assert_eq!(evening.since(moment(&story).unwrap()), 86_400_000);
    let story = story.keys("}");
    assert_eq!(moment(&story), Some(evening));
    let story = story.keys("(");
    assert!(moment(&story).unwrap() < evening);
    let story = story.keys("9(");
    assert!(moment(&story).unwrap() < first.plus_ms(60_000));
    let story = story.keys("9)");
    assert_eq!(moment(&story), None);
}

#[test]
fn nothing_is_changed_in_the_past_and_it_says_so() {
    let story = story().keys("t[");
    let before = line(&story.app.board);
    let committed = story.committed.len();
    let story = story.keys("x").says("this is the past (").says("t goes back to now");
    let mut story = story;
    for entry in COMMANDS.iter().filter(|entry| entry.contexts.contains(&Context::Board)) {
        let travelled = Story { app: story.app.clone(), now: story.now, effects: vec![], committed: vec![] };
        let after = travelled.then(Message::Do(entry.command, None));
        assert!(after.committed.is_empty(), "{:?}", entry.command);
        assert_eq!(line(after.app.board_now()), line(story.app.board_now()), "{:?}", entry.command);
        if (entry.available)(&story.app).is_err_and(|why| why.contains("this is the past")) {
            assert!(after.app.notice.is_some_and(|notice| notice.tone == Tone::Unavailable));
        }
    }
    story = story.keys("aNew<Enter>");
    assert_eq!((line(&story.app.board), story.committed.len()), (before, committed));
}

#[test]
fn whatever_only_looks_works_in_the_past() {
    let story = story().keys("t[[[").is("todo: B* | doing(1): A | done:");
    let story = story.keys("l").is("todo: B | doing(1): A* | done:");
    let story = story.keys("<Enter>").shows(|layer| matches!(layer, Layer::Detail(_)));
    // In a card's detail its own events are gone through.
    let story = story.keys("[").is("todo: A*");
    let story = story.keys("2]").is("todo: B | doing(1): | done: A*").keys("<Esc>");
    let story = story.keys("?").shows(|layer| matches!(layer, Layer::Help(_))).keys("<Esc>");
    let story = story.keys("/B<Enter>").sees(|app| app.filter.text() == "B");
    let story = story.keys("m").sees(|app| app.metrics.size == PaneSize::Pane);
    // And all of it is left behind.
    let story = story.keys("t").bare().is("todo: | doing(1): B* | done: A");
    story.sees(|app| app.filter.is_empty() && app.metrics.size == PaneSize::Line && app.travel.is_none());
}

#[test]
fn who_comes_back_finds_everything_where_it_was() {
    let mut story =
        board("todo: A, B, C*, D, E, F | doing: G").then(Message::Resize(80, 12)).keys("/-G<Enter>j");
    let before = (story.app.selection.clone(), story.app.scroll.clone(), story.app.filter.text().to_owned());
    story = story.keys("t[[[[[[{kkl").keys("<Enter>").keys("t");
    assert!(story.app.travel.is_none() && story.app.layers.is_empty());
    assert_eq!(
        (story.app.selection.clone(), story.app.scroll.clone(), story.app.filter.text().to_owned()),
        before
    );
}

#[test]
fn the_event_of_the_moment_is_marked_told_and_in_sight() {
    let mut story = story().keys("t[[");
    let card = story.card("A").id();
    assert_eq!(story.app.mark(card).map(|mark| mark.what.as_str()), Some("moved from doing to done"));
    let text = screen(&mut story, 100, 24);
    assert!(
        text.contains("PAST") && text.contains("maria") && text.contains("moved from doing to done"),
        "{text}"
    );
    let text = screen(&mut story.keys("<End>"), 100, 24);
    assert!(text.contains("NOW"), "{text}");

    // Far down in a column the cursor is not in: the column is scrolled to it.
    let cards = (0..40).map(|n| format!("c{n}")).collect::<Vec<_>>().join(", ");
    let story = board(&format!("todo: A* | doing: {cards}")).then(Message::Resize(80, 16));
    let mut story = story.keys("l").keys("G").keys("#x<Enter>").keys("ggh");
    story = story.keys("t[").stands_on("A");
    assert!(screen(&mut story, 80, 16).contains("c39"), "{}", screen(&mut story, 80, 16));
    // In the column of the cursor, too far from it to see both: the cursor goes there.
    story.keys("tlt[").stands_on("c39");
}

#[test]
fn news_of_the_file_are_taken_in_underneath_and_told() {
    let story = story().keys("t[[[").is("todo: B* | doing(1): A | done:");
    let mut theirs = Board::clone(story.app.board_now());
    let card = story.app.board_now().cards().find(|card| card.title() == "A").unwrap().id();
    story.by_other(&mut theirs, "jon", Change::Delete { card });
    let reloaded = Message::Reloaded { board: Box::new(theirs), read_only: None };
    let story = story.then(reloaded).says("jon").is("todo: B* | doing(1): A | done:");
    let story = story.keys("<End>").is("todo: | doing(1): B* | done:");
    // Coming back, the card is gone; what came is marked as new in the feed.
    let story = story.keys("t").is("todo: | doing(1): B* | done:");
    assert_eq!(story.app.unread.len(), 1);
    story.keys("ga").shows(|layer| matches!(layer, Layer::Activity(activity) if activity.unread.len() == 1));
}

#[test]
fn a_file_that_cannot_be_read_ends_the_journey() {
    let problem = Problem { place: "b.json:1:1".into(), reason: "no".into(), hint: None };
    let story = story().keys("t[[").then(Message::Broken(problem));
    story.shows(|layer| matches!(layer, Layer::Broken(_))).sees(|app| app.travel.is_none());
}

#[test]
fn measures_are_those_of_the_moment() {
    let story = story();
    let now = story.now;
    let mut story = story.keys("mt[[");
    assert!(story.effects.contains(&Effect::Measure));
    assert!(story.app.now < now);
    let measured = andon::tui::pane::Measured::of(&story.app.board, story.app.revision, 30, story.app.now);
    story.send(Message::Measured(measured.clone()));
    assert_eq!(story.app.metrics.behind(story.app.revision), Some(0));
    // What comes late, of the past, is not shown now.
    let mut story = story.keys("t");
    assert!(story.effects.contains(&Effect::Measure));
    story.send(Message::Measured(measured));
    assert_ne!(story.app.metrics.behind(story.app.revision), Some(0));
    assert!(story.app.metrics.measured.is_none() || story.app.metrics.behind(story.app.revision) > Some(0));
}

#[test]
fn what_happened_is_listed_and_leads_on() {
    let story = story().keys("ga").shows(|layer| matches!(layer, Layer::Activity(_)));
    let mut story = story;
    let text = screen(&mut story, 100, 30);
    assert!(text.contains("What happened") && text.contains("today") && text.contains("yesterday"), "{text}");
    assert!(text.find("B: moved from todo to doing") < text.find("A: moved from doing to done"), "{text}");
    // Enter goes to the card, wherever the cursor was.
    let story = story.keys("j<Enter>").bare().is("todo: | doing(1): B | done: A*");
    // t goes to the moment; coming back the list is there again.
    let story = story.keys("ga").keys("2j").keys("t").is("todo: B | doing(1): A* | done:").bare();
    let story = story.keys("t").shows(|layer| matches!(layer, Layer::Activity(a) if a.selected == 2));
    // Words, a person, a card.
    let rows = |story: &Story| match story.app.top() {
        Some(Layer::Activity(activity)) => activity.len(story.app.history.as_ref().unwrap().line.len()),
        _ => 0,
    };
    let story = story.keys("/@maria a: moved");
    assert_eq!(rows(&story), 2);
    let story = story.keys("<Enter>G").keys("t").is("todo: B | doing(1): A* | done:").keys("t");
    let mut story = story.keys("/ nonsense");
    assert!(screen(&mut story, 100, 30).contains("Nothing here has these words"));
    let story = story.keys("<Esc>");
    assert!(rows(&story) > 7);
    story.keys("<Esc>").bare().sees(|app| app.history.is_none());
}

/// So far back that the board is asked of the thread, and keys that come before its answer.
#[test]
fn a_long_way_is_gone_in_the_background() {
    let mut story = board("todo: A* | doing:");
    for _ in 0..60 {
        story = story.keys("LH");
    }
    let ahead = story.keys("t81[");
    let there = ahead.is("todo: A* | doing:");
    let story = there.keys("[").is("todo: | doing: A*");
    assert!(!story.app.travel.as_ref().unwrap().is_under_way());
    let mut story = story.keys("<End>t");
    // Keys before the history was read are not lost.
    for key in andon::tui::keymap::parse("t[[").unwrap() {
        let _ = andon::tui::update::update(&mut story.app, Message::Key(key.into()), story.now);
    }
    let recalled = story.app.recall().unwrap();
    let story = story.then(Message::Recalled(recalled)).is("todo: | doing: A*");
    // And an answer about a board that is no longer the present one is none.
    let stale = story.app.history.clone().unwrap();
    let stale = andon::tui::recall::Recalled { history: stale, past: None, found: None };
    let story = story.keys("tL").then(Message::Recalled(stale));
    assert!(story.app.history.is_none());
}

/// Whatever is scrubbed, at whatever size: the board on screen is the board of the moment.
#[test]
fn the_board_on_screen_is_that_of_the_moment() {
    let mut story =
        board("todo: A*, B, C | doing(2): D | done: E").keys("LxuljLH#x<Enter>u@m<Enter>lbwait<Enter>");
    let mut bits = 7_u64;
    story = story.keys("t");
    for step in 0..120_u16 {
        bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let keys =
            ["[", "]", "3[", "{", "}", "(", ")", "<Home>", "<End>", "j", "l", "h", "<Enter>", "<Esc>t", "m"];
        let key = keys[usize::try_from(bits >> 40).unwrap() % keys.len()];
        story = story.then(Message::Resize(step * 7 % 150 + 1, step * 5 % 60 + 1)).keys(key);
        if story.app.travel.is_none() {
            story = story.keys("t");
        }
        let history = story.app.history.clone().unwrap();
        let count = story.app.travel.as_ref().unwrap().moment.count;
        let then = history.line.board_after(&history.board, count);
        assert_eq!(line(&story.app.board), line(&then), "{key}");
        let (width, height) = story.app.size;
        let _ = screen(&mut story, width, height);
    }
}

impl Story {
    /// The cursor is on the card of that title.
    #[track_caller]
    fn stands_on(self, title: &str) -> Self {
        assert_eq!(self.app.card().map(andon::board::Card::title), Some(title));
        self
    }
}

#[test]
fn who_is_called_back_by_a_broken_file_finds_the_cursor_in_its_column() {
    let problem = Problem { place: "a:1".to_owned(), reason: "it is cut".to_owned(), hint: None };
    for keys in ["tzc", "tzllabel<Enter>"] {
        let story = board("todo: A*, B | doing: C").then(Message::Resize(80, 24)).keys(keys);
        let story = story.then(Message::Broken(problem.clone())).sees(|app| app.travel.is_none());
        let app = &story.app;
        let column = app.column().unwrap();
        assert_eq!(app.card().is_some(), app.len_in(column) > 0, "{keys}");
        assert_eq!(app.card().and_then(|card| app.row_of(card)).unwrap_or(0), app.selection.row, "{keys}");
    }
}
