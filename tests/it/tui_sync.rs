//! Stories of the file: saved, changed by somebody else, broken, mended, read-only.

use andon::board::{Board, Change, Field, Fields, Subject};
use andon::tui::app::{Health, Problem, Tone};
use andon::tui::layer::Layer;
use andon::tui::message::Message;

use crate::tui_story::{Story, board, line};

fn reloaded(board: Board) -> Message {
    Message::Reloaded { board: Box::new(board), read_only: None }
}

/// The file as somebody else left it.
fn changed(story: &Story, by: &str, change: Change) -> Message {
    let mut board = Board::clone(&story.app.board);
    story.by_other(&mut board, by, change);
    reloaded(board)
}

fn problem() -> Problem {
    let place = "team.board.json:41:7".to_owned();
    Problem { place, reason: "merge conflict markers".to_owned(), hint: None }
}

#[test]
fn the_cursor_stays_on_its_card_when_others_change_the_board() {
    let story = board("todo: A, B* | doing:");
    let (card, to) = (story.card("A").id(), "doing".parse().unwrap());
    let short = story.app.board.short_id(card);
    let reloaded = changed(&story, "jon", Change::Move { card, to });
    let story = story
        .then(reloaded)
        .is("todo: B* | doing: A")
        .says(&format!("jon: {short} A: moved from todo to doing"));
    assert_eq!(story.app.notice.as_ref().unwrap().tone, Tone::Other);
    let mark = story.app.mark(card).unwrap();
    assert_eq!((&*mark.by, &*mark.what), ("jon", "moved from todo to doing"));
    // The mark goes by itself.
    let mut story = story;
    story.now = story.now.plus_ms(60_000);
    let story = story.then(Message::Tick);
    assert!(story.app.mark(card).is_none() && story.app.notice.is_none());
}

#[test]
fn the_cursor_follows_its_card_and_stays_in_its_row_when_the_card_goes() {
    let story = board("todo: A, B*, C | doing:");
    let card = story.card("B").id();
    let reloaded = changed(&story, "jon", Change::Move { card, to: "doing".parse().unwrap() });
    let story = story.then(reloaded).is("todo: A, C | doing: B*");
    let story = story.keys("h").is("todo: A*, C | doing: B").keys("j");
    let reloaded = changed(&story, "jon", Change::Delete { card: story.card("C").id() });
    story.then(reloaded).is("todo: A* | doing: B");
}

#[test]
fn the_file_is_not_marked_for_what_we_did_ourselves() {
    let story = board("todo: A* | doing:").keys("L");
    let saved =
        Message::Saved { board: Some(Box::new(Board::clone(&story.app.board))), refusals: vec![None] };
    let story = story.then(saved).is("todo: | doing: A*");
    assert!(story.app.marks.is_empty() && story.app.pending.is_empty() && !story.app.session.saving);
}

#[test]
fn operations_not_yet_saved_stay_on_screen_over_what_others_did() {
    let story = board("todo: A*, B | doing:");
    let file = Board::clone(&story.app.board);
    let story = story.keys("LhL").is("todo: | doing: A, B*");
    // The first of the two is in the file; the other is not yet.
    let mut saved = file;
    saved.apply(&story.committed[0]).unwrap();
    let story = story.then(Message::Saved { board: Some(Box::new(saved)), refusals: vec![None] });
    let story = story.is("todo: | doing: A, B*");
    assert_eq!(story.app.pending.len(), 1);
    assert!(story.app.session.saving);
}

#[test]
fn an_operation_the_file_refuses_is_taken_back_and_announced() {
    let story = board("todo: A*, B | doing(1):");
    let mut file = Board::clone(&story.app.board);
    let story = story.keys("L").is("todo: B | doing(1): A*");
    // Meanwhile somebody else took the only place.
    story.by_other(
        &mut file,
        "jon",
        Change::Move { card: story.card("B").id(), to: "doing".parse().unwrap() },
    );
    let refusal = file.apply(&story.committed[0]).unwrap_err();
    let story = story.then(Message::Saved { board: Some(Box::new(file)), refusals: vec![Some(refusal)] });
    let story = story.is("todo: A* | doing(1): B").says("doing is full (1 of 1)");
    assert_eq!(story.app.notice.as_ref().unwrap().column, Some("doing".parse().unwrap()));
    story.keys("u").says("nothing was changed");
}

#[test]
fn undo_works_by_event_and_not_by_place() {
    let story = board("todo: A* | doing: | done:").keys("L");
    let reloaded = changed(
        &story,
        "jon",
        Change::Edit { card: story.card("A").id(), values: vec![(Field::Title, "renamed".to_owned())] },
    );
    story.then(reloaded).keys("u").is("todo: renamed* | doing: | done:");
    let story = board("todo: A* | doing: | done:").keys("L");
    let reloaded =
        changed(&story, "jon", Change::Move { card: story.card("A").id(), to: "done".parse().unwrap() });
    story.then(reloaded).keys("u").is("todo: | doing: | done: A*").says("jon changed card");
}

#[test]
fn the_detail_of_a_card_that_somebody_deletes_closes() {
    let story = board("todo: A*, B").keys("<Enter>");
    let reloaded = changed(&story, "jon", Change::Delete { card: story.card("A").id() });
    story.then(reloaded).bare().is("todo: B*");
}

#[test]
fn a_prompt_stays_open_while_the_file_changes() {
    let story = board("todo: A*, B").keys("bwaiting");
    let reloaded = changed(&story, "jon", Change::Delete { card: story.card("B").id() });
    let story = story.then(reloaded).keys(" for it<Enter>").is("todo: A*");
    assert_eq!(story.card("A").block().unwrap().why, "waiting for it");
}

#[test]
fn a_broken_file_holds_the_edits_and_opens_again_when_mended() {
    let story = board("todo: A* | doing:").then(Message::Broken(problem()));
    let story =
        story.shows(|layer| matches!(layer, Layer::Broken(problem) if problem.place.ends_with(":41:7")));
    let story = story.keys("<Esc>").bare().keys("L").is("todo: A* | doing:").says("team.board.json:41:7");
    assert!(story.committed.is_empty());
    let mended = reloaded(Board::clone(&story.app.board));
    let story = story.then(Message::Broken(problem())).then(mended).bare().says("can be read again");
    assert_eq!(story.app.health, Health::Well);
    story.keys("L").is("todo: | doing: A*");
}

#[test]
fn a_read_only_board_says_why() {
    let story = board("todo: A* | doing:");
    let opened = Message::Opened {
        path: "x.board.json".into(),
        board: Box::new(Board::clone(&story.app.board)),
        read_only: Some("the folder cannot be written to".to_owned()),
    };
    let story = story.then(opened).keys("L").is("todo: A* | doing:");
    let story = story.says("read-only: the folder cannot be written to");
    story.keys("a").bare().says("add: this board is read-only");
}

#[test]
fn another_board_starts_anew() {
    let other = board("one: X | two:").app.board;
    let story = board("todo: A* | doing:").keys("L/a<Enter>");
    let opened = Message::Opened {
        path: "x.board.json".into(),
        board: Box::new(Board::clone(&other)),
        read_only: None,
    };
    let story = story.then(opened).is("one: X* | two:");
    assert!(story.app.past.is_empty() && story.app.pending.is_empty() && story.app.filter.is_empty());
    assert_eq!(line(&story.app.board), "one: X | two:");
}

#[test]
fn another_board_in_the_same_file_is_no_row_of_changes() {
    let named = |id: &str| Change::Set {
        subject: Subject::Board(id.parse().unwrap()),
        fields: Fields { name: Some(id.into()), ..Fields::default() },
    };
    let other = board("one: X | two:").given(named("other")).app.board;
    let mut story = board("todo: A* | doing:").given(named("mine")).keys("L");
    story.app.session.path = Some("x.board.json".into());
    let story = story.then(reloaded(Board::clone(&other))).is("one: X* | two:");
    let story = story.says("the file holds another board now: other");
    assert!(story.app.past.is_empty() && story.app.marks.is_empty());
}

#[test]
fn cards_that_git_took_away_are_told() {
    let older = board("todo: A | doing:").app.board;
    let mut story = board("todo: A, B* | doing:");
    story.app.pending.clear();
    story.then(reloaded(Board::clone(&older))).is("todo: A* | doing:").says("a card is not in it any more");
}

#[test]
fn a_board_that_cannot_be_written_any_more_says_so_at_the_next_key() {
    let story = board("todo: A* | doing:");
    let newer = Message::Reloaded {
        board: Box::new(Board::clone(&story.app.board)),
        read_only: Some("a newer andon wrote it".to_owned()),
    };
    let story = story.then(newer).keys("L").is("todo: A* | doing:").says("a newer andon wrote it");
    assert!(story.committed.is_empty());
    let mended = reloaded(Board::clone(&story.app.board));
    story.then(mended).keys("L").is("todo: | doing: A*");
}

#[test]
fn what_cannot_be_seen_is_not_changed() {
    let story = board("todo: A* | doing:").keys("mm").keys("L").is("todo: A* | doing:");
    let story = story.says("the measures fill the screen").keys("D").is("todo: A* | doing:");
    story.keys("<Esc>L").is("todo: | doing: A*");
}
