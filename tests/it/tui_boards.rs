//! Several boards at a time: chosen, opened, switched, closed; each keeps what is its own.

use std::path::PathBuf;

use andon::board::{Board, Draft, Field, Operation};
use andon::memory::Note;
use andon::template::Template;
use andon::tui::app::{App, Health, Problem, Session, Unsaved};
use andon::tui::layer::{Layer, PickerItem, Welcome};
use andon::tui::message::{Effect, Message};
use andon::tui::open_boards::{BoardTab, FoundBoard, Sign};

use crate::tui_story::{Story, board, line, parse};

fn opened(path: &str, text: &str) -> Message {
    Message::Opened { path: path.into(), board: Box::new(parse(text).0), read_only: None }
}

fn of(tab: BoardTab, message: Message) -> Message {
    Message::Of(tab, Box::new(message))
}

/// Two boards: `a` on screen, with a file; `b` opened beside it, and on screen then.
fn two() -> Story {
    let story = board("todo:").then(opened("/w/a.board.json", "todo: A, B | doing: | done:"));
    let mut story = opens(story, "/w/b.board.json");
    let tab = story.app.tab;
    story.send(of(tab, opened("/w/b.board.json", "ideas: X, Y | doing: | done:")));
    story
}

/// Chooses a board in the picker.
fn opens(mut story: Story, path: &str) -> Story {
    story.app.session.boards = vec![path.into()];
    let name = path.rsplit('/').next().unwrap().trim_end_matches(".board.json");
    story.keys(&format!("o{name}<Enter>")).asks(&[Effect::Open(path.into())]).bare()
}

fn items(story: &Story) -> Vec<PickerItem> {
    match story.app.top() {
        Some(Layer::Picker(picker)) => picker.items.clone(),
        other => panic!("{other:?}"),
    }
}

fn names(app: &App) -> Vec<String> {
    app.board_labels(80).into_iter().map(|label| label.text).collect()
}

#[test]
fn boards_are_switched_round_and_round_and_closed() {
    let story = two().is("ideas: X*, Y | doing: | done:").keys("gt").is("todo: A*, B | doing: | done:");
    let story =
        story.keys("gT").is("ideas: X*, Y | doing: | done:").keys("2gt").is("ideas: X*, Y | doing: | done:");
    assert_eq!(names(&story.app), ["a", "b"]);
    let tab = story.app.tab;
    let story =
        story.keys("gx").asks(&[Effect::Close(tab)]).is("todo: A*, B | doing: | done:").says("closed b");
    story.keys("gx").says("no other board is open").keys("gt").says("no other board is open");
}

#[test]
fn each_board_keeps_its_cursor_its_filter_and_its_undo() {
    let story = two().keys("jL").is("ideas: X | doing: Y* | done:").keys("/Y<Enter>");
    let story = story.keys("gtjL").is("todo: A | doing: B* | done:").sees(|app| app.filter.is_empty());
    let story = story
        .keys("u")
        .is("todo: A, B* | doing: | done:")
        .says("moved")
        .keys("u")
        .says("nothing was changed");
    let story = story.keys("gt").is("ideas: X | doing: Y* | done:").sees(|app| app.filter.text() == "Y");
    story.keys("u").is("ideas: X, Y* | doing: | done:");
}

#[test]
fn a_board_that_is_open_is_shown_and_not_opened_again() {
    let mut story = two();
    story.app.session.boards = vec!["/w/a.board.json".into()];
    story.keys("oa<Enter>").asks(&[]).is("todo: A*, B | doing: | done:");
}

#[test]
fn while_a_board_is_read_keys_say_so_and_questions_stay() {
    let story = opens(two(), "/w/c.board.json").keys("a").says("the board is still being read").bare();
    let story =
        story.keys("L").says("the board is still being read").keys(",").says("still being read").bare();
    assert!(story.committed.is_empty());
    let mut story = story.keys("gnNext");
    let tab = story.app.tab;
    story.send(of(tab, opened("/w/c.board.json", "todo: A | done:")));
    let story = story.is("todo: A* | done:").keys("<Enter>");
    story.shows(|layer| matches!(layer, Layer::Picker(picker) if picker.title.contains("Next")));
}

#[test]
fn three_boards_stay_in_order() {
    let story = opens(two().keys("gT"), "/w/c.board.json");
    assert_eq!(names(&story.app), ["a", "c", "b"]);
    assert!(story.app.is_opening());
    let story = story.keys("gt").is("ideas: X*, Y | doing: | done:");
    assert_eq!(names(&story.app), ["a", "c", "b"]);
    let story = story.keys("gt").is("todo: A*, B | doing: | done:").keys("gx");
    assert_eq!(names(&story.app), ["c", "b"]);
    assert!(story.app.is_opening(), "the next one is shown");
    let story = story.keys("gx").is("ideas: X*, Y | doing: | done:");
    assert_eq!(names(&story.app), Vec::<String>::new());
}

#[test]
fn a_saver_is_told_of_the_board_it_has() {
    let story = two();
    let (b, a) = (story.app.tab, story.app.others.iter().next().unwrap().tab);
    let story = story.keys("L").keys("gt");
    let saved = || Message::Saved { board: None, refusals: vec![None] };
    // The save of the board that was left takes nothing from the one on screen.
    let story = story.keys("L").sees(|app| app.pending.len() == 1).then(of(b, saved()));
    let story =
        story.sees(|app| app.pending.len() == 1 && app.others.iter().next().unwrap().pending.is_empty());
    let story = story.then(of(a, saved())).sees(|app| app.pending.is_empty());
    // A board that was closed meanwhile is nobody's.
    story.keys("gtgx").then(of(b, saved())).is("todo: B | doing: A* | done:");
}

#[test]
fn what_others_did_to_a_board_that_rests_is_there_on_return() {
    let story = two();
    let b = story.app.tab;
    let story = story.keys("jL").keys("gt");
    let mut theirs = Board::clone(&story.app.others.iter().next().unwrap().board);
    let values = vec![(Field::Title, "Z".to_owned())];
    story.by_other(&mut theirs, "jon", andon::board::Change::Add(Draft { values, ..Draft::default() }));
    let story = story.then(of(b, Message::Reloaded { board: Box::new(theirs), read_only: None }));
    assert_eq!(story.app.board_labels(80)[1].sign, Sign::Unsaved, "ours is still to be saved");
    let story = story.is("todo: A*, B | doing: | done:").keys("gt").is("ideas: X, Z | doing: Y* | done:");
    assert_eq!(story.app.marks.len(), 1);
    story.keys("u").is("ideas: X, Y*, Z | doing: | done:");
}

#[test]
fn trouble_with_a_board_that_rests_is_said_once_and_shown_in_its_name() {
    let story = two();
    let b = story.app.tab;
    let unsaved = || Unsaved { why: "the disk is full".to_owned(), kept: true };
    let story = story.keys("L").keys("gt").then(of(b, Message::SaveFailed(unsaved())));
    let story = story.says("b: not saved yet: the disk is full");
    assert_eq!(story.app.board_labels(80)[1].sign, Sign::Trouble);
    assert_eq!(story.app.health, Health::Well);
    // Leaving asks, whichever board is on screen; so does closing that one.
    let story = story.keys("q").asks(&[]).shows(|layer| matches!(layer, Layer::Confirm(_))).keys("n");
    let story = story.keys("gt").keys("gx").shows(|layer| matches!(layer, Layer::Confirm(_)));
    let story = story.keys("n").is("ideas: Y | doing: X* | done:");
    story
        .keys("gxy")
        .asks(&[Effect::Close(b)])
        .is("todo: A*, B | doing: | done:")
        .keys("q")
        .asks(&[Effect::Quit]);
}

#[test]
fn a_file_that_breaks_while_its_board_rests_waits_there() {
    let story = two();
    let b = story.app.tab;
    let problem = Problem { place: "b:1:1".to_owned(), reason: "cut off".to_owned(), hint: None };
    let story = story.keys("gt").then(of(b, Message::Broken(problem))).says("b: cut off").bare();
    story.keys("gt").shows(|layer| matches!(layer, Layer::Broken(_)));
}

#[test]
fn ids_of_two_boards_never_meet() {
    // Seeds go along: the same edit on two boards makes two different cards.
    let story = two().keys("anew<Enter>").keys("gt").keys("anew<Enter>");
    let seeds: Vec<u64> = story.committed.iter().map(|Operation { seed, .. }| *seed).collect();
    assert!(seeds.len() == 2 && seeds[0] != seeds[1]);
}

#[test]
fn the_picker_tells_what_is_known_and_then_what_was_found() {
    let mut story = two();
    story.app.session.home = Some("/home/maria".into());
    let path = |text: &str| PathBuf::from(text);
    let now = story.now;
    story
        .app
        .memory
        .take(&Note::Opened { path: path("/home/maria/x/gone.board.json"), at: now.plus_ms(-7_200_000) });
    story
        .app
        .memory
        .take(&Note::Opened { path: path("/home/maria/x/ops.board.json"), at: now.plus_ms(-90_000_000) });
    let story = story.keys("o");
    let known = match &story.effects[..] {
        [Effect::FindBoards(known)] => known.clone(),
        other => panic!("{other:?}"),
    };
    let shown: Vec<String> = items(&story).into_iter().map(|item| item.text).collect();
    assert_eq!(shown, ["a", "b", "gone", "ops"]);
    let found = known.into_iter().map(|path| {
        let gone = path.ends_with("gone.board.json");
        let missing = gone.then(|| "the file is gone".to_owned());
        FoundBoard { name: (!gone).then(|| "Operations".to_owned()), wip: Some(7), missing, path }
    });
    let story = story.then(Message::BoardsFound(found.collect()));
    let items = items(&story);
    // What cannot be opened comes last, and says why.
    let gone = items.last().unwrap();
    assert_eq!(gone.unavailable.as_deref(), Some("~/x/gone.board.json \u{b7} the file is gone"));
    let ops = &items[2];
    assert_eq!(
        (ops.text.as_str(), ops.detail.as_str()),
        ("Operations", "~/x/ops.board.json \u{b7} 7 in process \u{b7} 1d ago")
    );
    story.keys("gone<Enter>").says("the file is gone").asks(&[]);
}

#[test]
fn a_board_that_was_opened_is_remembered() {
    let story = board("todo:").then(opened("/w/a.board.json", "todo: A"));
    let remembered =
        story.effects.iter().any(|effect| matches!(effect, Effect::Remember(notes) if notes.len() == 1));
    assert!(remembered, "{:?}", story.effects);
    assert_eq!(story.app.memory.boards[0].path, PathBuf::from("/w/a.board.json"));
    // Also one that is read while another is on screen.
    let story = two().keys("gt");
    assert_eq!(story.app.memory.boards.len(), 2);
}

/// What was noted of how a board is looked at, the last time it was.
fn kept(story: &Story) -> Option<String> {
    let view = story.app.memory.boards.iter().find(|seen| seen.path.ends_with("a.board.json"))?.view.clone();
    Some(view.into_iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(" "))
}

#[test]
fn how_a_board_was_looked_at_is_kept() {
    const TEXT: &str = "todo: A, B | doing: | done:";
    let open = || board("todo:").then(opened("/w/a.board.json", TEXT));
    let story = open();
    assert_eq!(kept(&story).as_deref(), Some(""));
    let folded = story.app.selection.column.unwrap();
    for (keys, expected) in [
        ("zd", "density=compact"),
        ("zdzdzdzd", ""),
        ("zllabel<Enter>", "lanes=label"),
        ("m", "metrics=pane"),
        // Measures over all the screen are not what anybody wants to begin with.
        ("mm", "metrics=pane"),
        ("mmm", "metrics=hidden"),
        ("mmmm", ""),
        ("m<C-Up>", "metrics=pane metrics-rows=ROWS"),
        ("zc", "folded=ID"),
        ("zczc", ""),
        ("zz", ""),
    ] {
        let left = open().keys(keys);
        let rows = left.app.metrics.rows.map_or_else(String::new, |rows| rows.to_string());
        let expected = expected.replace("ID", &folded.to_string()).replace("ROWS", &rows);
        assert_eq!(kept(&left).as_deref(), Some(expected.as_str()), "{keys}");
        // The next session opens it so, whether alone or beside another board.
        let mut next = board("todo:");
        next.app.memory = left.app.memory.clone();
        let next = next.then(opened("/w/a.board.json", TEXT));
        assert_eq!(
            next.app.look,
            andon::tui::look::Look { zoomed: false, ..left.app.look.clone() },
            "{keys}"
        );
        assert_eq!(next.app.metrics.rows, left.app.metrics.rows, "{keys}");
        let mut beside = board("todo:").then(opened("/w/c.board.json", "todo:"));
        beside.app.memory = left.app.memory.clone();
        let beside = opens(beside, "/w/a.board.json");
        let tab = beside.app.tab;
        let beside = beside.keys("gt").then(of(tab, opened("/w/a.board.json", TEXT))).keys("gt");
        assert_eq!(beside.app.look, next.app.look, "{keys}");
        assert_eq!(beside.app.metrics.size, next.app.metrics.size, "{keys}");
    }
}

#[test]
fn names_share_the_room_there_is() {
    let story = two();
    let labels = story.app.board_labels(80);
    assert_eq!(labels.iter().map(|label| label.cells.clone()).collect::<Vec<_>>(), [0..1, 4..5]);
    assert_eq!(labels.iter().filter(|label| label.shown).count(), 1);
    for width in 0..12 {
        let labels = story.app.board_labels(width);
        assert!(labels.iter().any(|label| label.shown), "{width}");
        assert!(labels.iter().all(|label| label.cells.end <= width), "{width}: {labels:?}");
    }
    let (b, a) = (labels[1].tab, labels[0].tab);
    let story = story.then(Message::ShowBoard(a)).is("todo: A*, B | doing: | done:");
    assert_eq!(line(&story.then(Message::ShowBoard(b)).app.board), "ideas: X, Y | doing: | done:");
}

#[test]
fn a_board_is_made_from_nothing() {
    let mut start = board("todo:");
    start.app =
        App::without_board(Session { folder: "/w/payments".into(), ..Session::default() }, 7, start.now);
    start.app.layers.push(Layer::Welcome(Welcome { folder: "/w/payments".into() }));
    let story = start
        .keys("gn<Enter>")
        .shows(|layer| matches!(layer, Layer::Picker(picker) if picker.items.len() == 3));
    let name = "payments".to_owned();
    let story = story.keys("dev<Enter>").asks(&[Effect::NewBoard { name, template: Template::Dev }]);
    // The disk says no: it is said, and nothing else is so.
    let story =
        story.then(Message::Failed("a file of this name exists already".to_owned())).says("exists already");
    let path: PathBuf = "/w/payments/payments.board.json".into();
    let story = story.then(Message::Made(path.clone())).asks(&[Effect::Open(path.clone())]);
    let story =
        story.says("a adds the first card").then(opened("/w/payments/payments.board.json", "todo: | done:"));
    assert!(story.app.session.path == Some(path) && story.app.others.is_empty());
    // Beside a board it goes into a tab of its own.
    let story = two().keys("gn<C-u>New<Enter>simple<Enter>").then(Message::Made("/w/new.board.json".into()));
    assert_eq!(names(&story.app), ["a", "b", "new"]);
    // A name is typed, not added to one that stands there.
    let name = "Ops".to_owned();
    let story = two().keys("gnOps<Enter>simple<Enter>");
    let story = story.asks(&[Effect::NewBoard { name, template: Template::Basic }]);
    assert!(story.app.layers.is_empty());
    let empty = two().keys("gn <Enter>");
    empty.shows(|layer| matches!(layer, Layer::Prompt(prompt) if prompt.error.is_some()));
}
