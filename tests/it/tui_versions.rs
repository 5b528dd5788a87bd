//! Stories of what people did at the same time: the card moved twice, a field of two values, a
//! limit that two moves exceed together, and what the screen and the command line say of it.

use andon::board::{Board, Change, Field, Fields, Id, Subject, WipLimit};
use andon::store::{canonical, content_of, load};
use andon::tui::app::Tone;
use andon::tui::layer::Layer;
use andon::tui::message::Message;

use crate::tui_story::{Story, board, line};

/// What git makes of both, as the file is read then.
fn merged(one: &Board, other: &Board) -> Board {
    let rows = canonical(&[content_of(one), content_of(other)].concat()).unwrap();
    load(&rows).unwrap().board
}

/// Everybody changed the board in a clone of their own, and git has merged it all into this one.
pub fn meanwhile(story: Story, changes: &[(&str, Change)]) -> Story {
    let start = Board::clone(&story.app.board);
    let mut all = start.clone();
    let mut story = story;
    for (by, change) in changes {
        story.now = story.now.plus_ms(1000);
        let mut clone = start.clone();
        story.by_other(&mut clone, by, change.clone());
        all = merged(&all, &clone);
    }
    story.then(Message::Reloaded { board: Box::new(all), read_only: None })
}

fn to(story: &Story, title: &str, column: &str) -> Change {
    Change::Move { card: story.card(title).id(), to: column.parse().unwrap() }
}

fn field(story: &Story, title: &str, field: Field, value: &str) -> Change {
    Change::Edit { card: story.card(title).id(), values: vec![(field, value.to_owned())] }
}

fn id(story: &Story) -> Id {
    story.app.board.cards().next().unwrap().id()
}

#[test]
fn one_key_swaps_to_the_other_version_and_undo_goes_back() {
    let story = board("todo: A*");
    let (jon, ann) = (field(&story, "A", Field::Title, "B"), field(&story, "A", Field::Title, "C"));
    let story = meanwhile(story, &[("jon", jon), ("ann", ann)]).is("todo: C*");
    let short = story.app.board.short_id(id(&story));
    let story = story.keys("V").is("todo: B*").says(&format!("the title of {short} is “B”"));
    assert!(!story.app.board.card(id(&story)).unwrap().has_versions(), "somebody has settled it");
    let story = story.keys("V").says("take the other version: no field of this card was given two values");
    story.keys("u").is("todo: C*").keys("V").is("todo: B*").keys("u").keys("U").is("todo: B*");
}

#[test]
fn of_several_other_versions_one_is_chosen() {
    let story = board("todo: A*");
    let changes = [
        ("jon", field(&story, "A", Field::Title, "B")),
        ("ann", field(&story, "A", Field::Title, "C")),
        ("bo", field(&story, "A", Field::Title, "D")),
        ("jon", field(&story, "A", Field::Kind, "risk")),
    ];
    let story = meanwhile(story, &changes).is("todo: D*").keys("V");
    let story = story.shows(|layer| match layer {
        Layer::Picker(picker) => {
            let rows: Vec<String> =
                picker.items.iter().map(|item| format!("{}, {}", item.text, item.detail)).collect();
            rows == ["title: “C”, by ann", "title: “B”, by jon"]
        }
        _ => false,
    });
    story.keys("<Down><Enter>").bare().is("todo: B*");
    // Another field that others gave a value to, too: all of them are offered.
    let story = board("todo: A*");
    let changes = [
        ("jon", field(&story, "A", Field::Due, "2026-01-01")),
        ("ann", field(&story, "A", Field::Due, "2026-01-02")),
        ("jon", field(&story, "A", Field::Kind, "risk")),
        ("ann", field(&story, "A", Field::Kind, "debt")),
    ];
    let story = meanwhile(story, &changes).keys("V");
    let story = story.shows(|layer| matches!(layer, Layer::Picker(picker) if picker.items.len() == 2));
    let story = story.keys("<Enter>");
    let card = story.card("A");
    assert_eq!((card.value(Field::Kind), card.value(Field::Due)), ("risk", "2026-01-02"));
    assert!(card.has_versions(), "the other field still has two");
}

#[test]
fn two_moves_that_exceed_a_limit_together_are_kept_and_told() {
    let story = board("todo: A*, B | doing(1):");
    let changes = [("jon", to(&story, "A", "doing")), ("ann", to(&story, "B", "doing"))];
    let story = meanwhile(story, &changes).is("todo: | doing(1): A*, B");
    let story = story.says("doing is over its limit after a merge: 2 of 1 (by jon, ann).");
    let story = story.says("2 moves (jon, ann)");
    let notice = story.app.notice.as_ref().unwrap();
    assert_eq!((notice.tone, notice.column), (Tone::Refused, Some("doing".parse().unwrap())));
    // It takes nothing until it is back, and is not told again for what came before.
    let story = story.keys("hatwo<Enter>L").says("doing is full");
    let other = to(&story, "A", "todo");
    let story = meanwhile(story, &[("jon", other)]);
    assert!(!story.app.notice.as_ref().unwrap().text.contains("over its limit"));
}

#[test]
fn a_limit_that_was_lowered_is_no_merge() {
    let story = board("todo: A* | doing(3): B, C");
    let fields = Fields { wip: Some(WipLimit::new(1)), ..Fields::default() };
    let lower = Change::Set { subject: Subject::Column("doing".parse().unwrap()), fields };
    let story = meanwhile(story, &[("jon", lower)]);
    story.says("doing is over its limit now: 2 of 1. It takes nothing until it is back. jon: doing: limit 1");
}

#[test]
fn our_own_move_beside_another_exceeds_a_limit_and_is_told_when_it_is_saved() {
    let story = board("todo: A*, B | doing(1):");
    let file = Board::clone(&story.app.board);
    let story = story.keys("L");
    // The file had jon's move by the time; git had merged it in past the limit.
    let mut others = file.clone();
    story.by_other(&mut others, "jon", to(&story, "B", "doing"));
    let mut both = file;
    both.apply(&story.committed[0]).unwrap();
    let both = merged(&both, &others);
    let story = story.then(Message::Saved { board: Some(Box::new(both)), refusals: vec![None] });
    story.is("todo: | doing(1): B, A*").says("doing is over its limit after a merge: 2 of 1 (also by jon)");
}

#[test]
fn many_changes_are_summed_up_and_each_card_says_what_was_done() {
    let story = board("todo: A*, B, C | doing:");
    let changes = [
        ("jon", to(&story, "A", "doing")),
        ("jon", to(&story, "B", "doing")),
        ("ann", field(&story, "C", Field::Kind, "risk")),
    ];
    let story = meanwhile(story, &changes).says("2 moves, 1 edit (jon, ann)");
    assert_eq!(line(&story.app.board), "todo: C | doing: A, B");
    let what = |title: &str| {
        let mark = story.app.mark(story.card(title).id()).unwrap();
        format!("{}: {}", mark.by, mark.what)
    };
    assert_eq!(what("A"), "jon: moved from todo to doing");
    assert_eq!(what("C"), "ann: kind is now risk");
}

#[test]
fn several_changes_of_one_card_are_counted() {
    let story = board("todo: A* | doing:");
    let mut file = Board::clone(&story.app.board);
    let first = to(&story, "A", "doing");
    story.by_other(&mut file, "jon", first);
    let mut story = story;
    story.now = story.now.plus_ms(1000);
    let second = field(&story, "A", Field::Kind, "risk");
    story.by_other(&mut file, "ann", second);
    let story = story.then(Message::Reloaded { board: Box::new(file), read_only: None });
    let mark = story.app.mark(story.card("A").id()).unwrap();
    assert_eq!((&*mark.by, &*mark.what), ("ann", "kind is now risk, and 1 more before"));
}
