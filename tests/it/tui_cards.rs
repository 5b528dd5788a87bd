//! Stories of cards: moved, refused, reordered, blocked, deleted, undone.

use andon::board::{Change, Field, Fields, Id, Subject, WipLimit};
use andon::tui::app::Tone;
use andon::tui::layer::Layer;
use andon::tui::message::Effect;

use crate::tui_story::board;

#[test]
fn a_card_moves_and_the_cursor_goes_with_it() {
    board("todo: A*, B | doing: C | done:").keys("L").is("todo: B | doing: C, A* | done:").says("moved");
    board("todo: A*, B | doing: | done:").keys("2L").is("todo: B | doing: | done: A*");
    board("todo: | doing: A* | done:").keys("<S-Left>").is("todo: A* | doing: | done:");
    board("todo: A* | doing:").keys("9L").is("todo: | doing: A*");
}

#[test]
fn a_move_is_one_operation_for_the_saver() {
    let story = board("todo: A* | doing:").keys("L");
    let [Effect::Commit(operations), ..] = &story.effects[..] else { panic!("{:?}", story.effects) };
    let card = story.card("A").id();
    assert_eq!(operations.len(), 1);
    assert_eq!(operations[0].change, Change::Move { card, to: "doing".parse().unwrap() });
    assert_eq!((operations[0].by.as_str(), operations[0].at), ("maria", story.now));
    assert_eq!(story.app.pending, *operations);
}

#[test]
fn a_full_column_refuses_and_says_who_fills_it() {
    let story =
        board("todo: A* | doing(1): B").keys("L").is("todo: A* | doing(1): B").says("doing is full (1 of 1)");
    let notice = story.app.notice.clone().unwrap();
    assert_eq!(notice.tone, Tone::Refused);
    assert_eq!(notice.column, Some("doing".parse().unwrap()), "the column is marked");
    let holder = story.app.board.short_id(story.card("B").id());
    assert!(notice.text.contains(&holder), "{}", notice.text);
    story.asks(&[]);
}

#[test]
fn a_limit_gives_way_to_a_reason_only_where_the_policy_says_so() {
    board("todo: A* | doing(1): B").keys("L!").bare().says("policy does not let anything over");
    board("todo: A* | doing(1): B").reasons_allowed().keys("!").bare().says("no limit has refused");
    board("todo: A* | doing(1): B")
        .reasons_allowed()
        .keys("L")
        .says("or give a reason to go over. ! asks for one.");
    let story = board("todo: A* | doing(1): B").reasons_allowed().keys("L!the bank waits<Enter>");
    let story = story.is("todo: | doing(1): B, A*").bare();
    assert_eq!(story.card("A").over(), Some("the bank waits"));
    assert_eq!(story.committed.len(), 1);
    // Without a reason the question stays.
    let story = board("todo: A* | doing(1): B").reasons_allowed().keys("L!<Enter>");
    story
        .shows(|layer| matches!(layer, Layer::Prompt(prompt) if prompt.error.is_some()))
        .is("todo: A* | doing(1): B");
}

#[test]
fn a_refused_change_can_be_forced_only_until_the_board_changes() {
    let story = board("todo: A*, C | doing(1): B").reasons_allowed().keys("LD!");
    story.bare().says("no limit has refused");
}

#[test]
fn there_is_nothing_beyond_the_borders() {
    board("todo: A* | doing:").keys("H").says("no column to the left");
    board("todo: | doing: A*").keys("L").says("no column to the right");
    board("todo: | doing: A").keys("L").is("todo: | doing: A").says("no card is selected");
}

#[test]
fn cards_are_ordered_by_hand() {
    board("todo: A*, B, C").keys("J").is("todo: B, A*, C").keys("J").is("todo: B, C, A*");
    board("todo: A*, B, C").keys("9J").is("todo: B, C, A*").keys("2K").is("todo: A*, B, C");
    board("todo: A*, B").keys("K").is("todo: A*, B").says("nothing to change");
}

#[test]
fn undo_and_redo_go_back_and_forth() {
    board("todo: A* | doing: | done:")
        .keys("LL")
        .is("todo: | doing: | done: A*")
        .keys("u")
        .is("todo: | doing: A* | done:")
        .says("undone: moved")
        .keys("u")
        .is("todo: A* | doing: | done:")
        .keys("u")
        .says("nothing was changed")
        .keys("UU")
        .is("todo: | doing: | done: A*")
        .keys("U")
        .says("nothing was undone")
        .keys("uuL")
        .keys("U")
        .says("nothing was undone");
}

#[test]
fn an_undo_meets_the_limits_and_can_be_tried_again() {
    let full = |cards: u64| {
        let fields = Fields { wip: Some(WipLimit::new(cards)), ..Fields::default() };
        Change::Set { subject: Subject::Column("todo".parse().unwrap()), fields }
    };
    let story = board("todo: A*, B | doing:").keys("L").given(full(1));
    let story = story.keys("u").says("todo is full (1 of 1)").is("todo(1): B | doing: A*");
    story.given(full(2)).keys("u").is("todo(2): A*, B | doing:");
}

#[test]
fn a_deleted_card_comes_back() {
    board("todo: A, B*, C").keys("D").is("todo: A, C*").says("deleted").keys("u").is("todo: A, B*, C");
    board("todo: A, B*, C")
        .keys("xR")
        .shows(|layer| matches!(layer, Layer::Picker(_)))
        .keys("<Enter>")
        .is("todo: A, B*, C");
    board("todo: A*").keys("R").bare().says("no card was deleted or archived");
    board("todo: A* | doing:").keys("x").is("todo: | doing:").keys("u").is("todo: A* | doing:");
}

#[test]
fn a_deletion_in_the_detail_closes_it() {
    board("todo: A*, B").keys("<Enter>x").bare().is("todo: B*");
}

#[test]
fn blocked_with_a_reason_and_unblocked_without_a_question() {
    let story = board("todo: A*").keys("bwaiting for the bank<Enter>").bare();
    assert_eq!(story.card("A").block().unwrap().why, "waiting for the bank");
    let story = story.keys("b").bare().says("unblocked");
    assert!(story.card("A").block().is_none());
    let story = board("todo: A*").keys("b<Enter>");
    story.shows(|layer| matches!(layer, Layer::Prompt(prompt) if prompt.error.as_deref() == Some("the reason may not be empty")));
}

#[test]
fn people_and_labels_are_given_as_lists() {
    let names = |story: &crate::tui_story::Story, labels: bool| {
        let card = story.card("A");
        let of = if labels { card.labels() } else { card.who() };
        of.iter().map(|name| story.app.board.names().text(*name).to_owned()).collect::<Vec<_>>()
    };
    let story = board("todo: A*").keys("@maria, @jon<Enter>");
    assert_eq!(names(&story, false), ["maria", "jon"]);
    let story = story.keys("@<BS><BS><BS><BS><BS><Enter>");
    assert_eq!(names(&story, false), ["maria"]);
    let story = story.keys("##api, slow<Enter>");
    assert_eq!(names(&story, true), ["api", "slow"]);
    assert_eq!(story.committed.len(), 3);
    // The same list again is no change.
    let story = story.keys("#<Enter>").bare();
    assert_eq!(story.committed.len(), 3);
    // A person's limit is met on this road too.
    let limit = Fields { wip: Some(WipLimit::new(1)), ..Fields::default() };
    let story =
        board("todo: A*, B").given(Change::Set { subject: Subject::Person("jon".into()), fields: limit });
    story.keys("@jon<Enter>j@jon<Enter>").shows(|layer| {
        matches!(layer, Layer::Prompt(prompt) if prompt.error.as_deref().is_some_and(|error| error.contains("@jon is full")))
    });
}

#[test]
fn a_class_of_service_is_chosen() {
    let story = board("todo: A*, B").expedite().keys("jc").shows(|layer| matches!(layer, Layer::Picker(_)));
    let story = story.keys("exp<Enter>").bare().is("todo: B*, A");
    assert_eq!(story.card("B").value(Field::Class), "expedite");
    story.keys("cstand<Enter>").is("todo: A, B*");
}

#[test]
fn a_column_is_chosen_and_the_full_ones_say_so() {
    let story = board("todo: A* | doing(1): B | done:").keys("M");
    let story = story.shows(|layer| {
        let Layer::Picker(picker) = layer else { return false };
        let said: Vec<_> = picker.items.iter().map(|item| item.unavailable.as_deref()).collect();
        said == [Some("it is here"), Some("full"), None]
    });
    story
        .keys("done<Enter>")
        .is("todo: | doing(1): B | done: A*")
        .keys("Mdoing<Enter>")
        .says("doing is full (1 of 1)");
}

#[test]
fn a_full_stage_is_told_in_the_choice_of_columns() {
    let stage = "dev".parse().unwrap();
    let within = Fields { stage: Some(Some(stage)), ..Fields::default() };
    let full = Fields { name: Some("Development".into()), wip: Some(WipLimit::new(1)), ..Fields::default() };
    let story = board("todo: A* | doing: B | checked: | done:")
        .given(Change::Set { subject: Subject::Column("doing".parse().unwrap()), fields: within.clone() })
        .given(Change::Set { subject: Subject::Column("checked".parse().unwrap()), fields: within })
        .given(Change::Set { subject: Subject::Stage(stage), fields: full });
    let unavailable = |layer: &Layer| {
        let Layer::Picker(picker) = layer else { return Vec::new() };
        picker.items.iter().map(|item| item.unavailable.clone().unwrap_or_default()).collect()
    };
    let full = "Development is full";
    let story = story.keys("M").shows(|layer| unavailable(layer) == ["it is here", full, full, ""]);
    let story = story.keys("checked<Enter>").says("Development is full (1 of 1)");
    // Within the stage there is always room.
    story.keys("lM").shows(|layer| unavailable(layer) == ["", "it is here", "", ""]);
}

#[test]
fn a_stage_that_refuses_is_marked_as_a_whole() {
    let stage: Id = "dev".parse().unwrap();
    let in_stage = |column: &str| Change::Set {
        subject: Subject::Column(column.parse().unwrap()),
        fields: Fields { stage: Some(Some(stage)), ..Fields::default() },
    };
    let limit = Fields { name: Some("Development".into()), wip: Some(WipLimit::new(1)), ..Fields::default() };
    let story = board("todo: A* | doing: B | made: | done:")
        .given(Change::Set { subject: Subject::Stage(stage), fields: limit })
        .given(in_stage("doing"))
        .given(in_stage("made"))
        .keys("L")
        .says("Development is full (1 of 1)");
    let notice = story.app.notice.as_ref().unwrap();
    assert_eq!((notice.column, notice.stage), (Some("doing".parse().unwrap()), Some(stage)));
    // A column's own limit is the column's alone.
    let story = board("todo: A* | doing(1): B").keys("L");
    assert_eq!(story.app.notice.unwrap().stage, None);
}
