//! Stories of several cards: selected, and worked on together.

use andon::board::{Change, Field};
use andon::tui::app::Tone;
use andon::tui::layer::Layer;
use andon::tui::message::Message;

use crate::tui_story::{Story, board, line};

/// The titles of the selected cards, in alphabetical order.
fn chosen(story: &Story) -> String {
    let mut titles: Vec<&str> =
        story.app.chosen.iter().map(|id| story.app.board.card(id).unwrap().title()).collect();
    titles.sort_unstable();
    titles.join(" ")
}

#[test]
fn cards_are_selected_one_by_one_in_ranges_and_by_column() {
    let start = || board("todo: A*, B, C, D | doing: E, F");
    for (keys, titles) in [
        ("<Space>", "A"),
        ("<Space><Space>", "A B"),
        ("3<Space>", "A B C"),
        ("9<Space>", "A B C D"),
        ("<Space>k<Space>", ""),
        ("<Space>l<Space>", "A F"),
        ("v", "A"),
        ("vjj", "A B C"),
        ("vjjk", "A B"),
        ("jvk", "A B"),
        ("vjvj", "A B"),
        ("vjvjjv", "A B D"),
        ("vj<Space>", "A"),
        ("vjl", "A B"),
        ("<C-a>", "A B C D"),
        ("<Space>l<C-a>", "A E F"),
        ("<C-a><Esc>", ""),
        ("vjj<Esc>", ""),
        ("<C-a>/B<Enter>", "A B C D"),
        ("/B<Enter><C-a>", "B"),
    ] {
        assert_eq!(chosen(&start().keys(keys)), titles, "{keys}");
    }
    let story =
        start().keys("/B<Enter><Space><Esc>").sees(|app| app.chosen.is_empty() && !app.filter.is_empty());
    story.keys("<Esc>").sees(|app| app.filter.is_empty());
    start().keys("<C-a>/is:selected -B<Enter>").sees(|app| app.len_in(app.board.display_order()[0]) == 3);
    board("todo: | doing: E").keys("<Space>").says("no card is selected");
}

#[test]
fn a_selection_stays_with_its_cards_and_drops_those_that_are_gone() {
    let mut story = board("todo: A*, B, C | doing:").keys("<C-a>");
    let mut new = story.app.board.as_ref().clone();
    let (a, b) = (story.card("A").id(), story.card("B").id());
    story.by_other(&mut new, "jon", Change::Delete { card: a });
    story.by_other(&mut new, "jon", Change::Move { card: b, to: "doing".parse().unwrap() });
    story.send(Message::Reloaded { board: Box::new(new), read_only: None });
    assert_eq!(chosen(&story), "B C");
}

#[test]
fn several_cards_move_as_far_as_the_limits_let_them() {
    let story = board("todo: A*, B, C | doing(2): D | done:").keys("<C-a>L");
    let story = story.is("todo: B, C | doing(2): D, A* | done:");
    let story = story.says("1 moved to doing, 2 refused: doing is full (2 of 2)");
    assert_eq!(chosen(&story), "B C", "those refused stay selected");
    assert_eq!(story.app.notice.as_ref().unwrap().tone, Tone::Refused);
    assert_eq!(story.app.notice.as_ref().unwrap().column, "doing".parse().ok());
    assert_eq!(story.app.past.len(), 1);
    let story = story.keys("2L").is("todo: | doing(2): D, A* | done: C, B").says("2 cards moved to done");
    assert_eq!(chosen(&story), "");
    let story = story.keys("uu").is("todo: A*, B, C | doing(2): D | done:");
    assert_eq!(line(&story.keys("UU").app.board), "todo: | doing(2): D, A | done: C, B");
}

#[test]
fn cards_that_come_together_keep_their_order() {
    let all = "A*, B, C, D, E, F, G, H";
    let story = board(&format!("todo: {all} | doing:")).keys("<C-a>L").is(&format!("todo: | doing: {all}"));
    let story = story.keys("<C-a>H").is(&format!("todo: {all} | doing:"));
    story.keys("<C-a>Luu").is(&format!("todo: | doing: {all}"));
    let paste = Message::Paste("B\nC\nD\nE\nF\nG\nH\n".to_owned());
    board("todo: A*").keys("a").then(paste).keys("y").is("todo: A, B, C, D, E, F, G, H*");
}

#[test]
fn one_step_of_undo_takes_all_of_it_back() {
    let start = "todo: A*, B, C | doing: D | done:";
    for keys in ["L", "2L", "D", "bbank<Enter>", "@li<Enter>", "#x,y<Enter>", "Mdone<Enter>", "dfri<Enter>"] {
        let story = board(start).keys("<C-a>").keys(keys).bare();
        assert_eq!((story.app.past.len(), story.app.chosen.len()), (1, 0), "{keys}");
        let story = story.keys("u").is(start).says("undone: 3 cards");
        assert!(story.app.past.is_empty());
        for title in ["A", "B", "C"] {
            let card = story.card(title);
            assert!(card.block().is_none() && card.who().is_empty() && card.labels().is_empty(), "{keys}");
        }
    }
}

#[test]
fn people_labels_and_blocks_are_for_all_of_them() {
    let story = board("todo: A*, B").keys("@jon<Enter><C-a>@li, -jon<Enter>").says("2 cards assigned to li");
    assert_eq!(story.found("@li"), ["A", "B"]);
    assert!(story.found("@jon").is_empty());
    let story = story.keys("<C-a>@li<Enter>").says("none assigned to li, 2 were so already");
    let story = story.keys("<C-a>#api<Enter>").says("2 cards labelled api");
    let story = story.keys("<C-a>bbank<Enter>").says("2 cards blocked");
    let story = story.keys("<C-a>b").bare().says("2 cards unblocked");
    let story = story
        .keys("<C-a>b<Enter>")
        .shows(|layer| matches!(layer, Layer::Prompt(prompt) if prompt.error.is_some()));
    story.keys("<Esc>").sees(|app| app.chosen.len() == 2);
    let story = board("todo: A*, B").expedite().keys("<C-a>cexp<Enter>").says("2 cards given class Expedite");
    assert_eq!(story.found("is:expedite").len(), 2);
}

#[test]
fn items_and_what_they_are_part_of_are_for_all_of_them() {
    let story = board("todo: A*, B | doing: C").keys("<C-a>+ask<Enter>").says("2 cards given the item");
    let story = story.keys("test<Enter><Enter>").bare();
    for title in ["A", "B"] {
        assert_eq!(story.card(title).checked(), (0, 2), "{title}");
    }
    assert_eq!(story.card("C").checked(), (0, 0));
    let story = story.keys("uu");
    assert_eq!(story.card("A").checked(), (0, 0));
    // A card is not offered as part of itself, nor of another that is selected.
    let story = story.keys("<C-a>P");
    let Some(Layer::Picker(picker)) = story.app.top() else { panic!("no picker") };
    assert!(picker.items.iter().all(|item| item.text.ends_with(" C")), "{:?}", picker.items);
    let story = story.keys("<Enter>").bare().says("2 cards made part of");
    let whole = story.card("C").id().to_string();
    for title in ["A", "B"] {
        assert_eq!(story.card(title).value(Field::Parent), whole, "{title}");
    }
    let story = story.keys("<C-a>Pnone<Enter>").says("2 cards made cards of their own").keys("u");
    assert_eq!(story.card("B").value(Field::Parent), whole);
}

#[test]
fn what_was_refused_is_forced_with_one_reason_where_the_board_allows_it() {
    let story = board("todo: A*, B, C | doing(1): ").reasons_allowed().keys("<C-a>L");
    let story = story.is("todo: B, C | doing(1): A*").says("! asks for a reason");
    let story = story.keys("!the bank waits<Enter>").bare().is("todo: | doing(1): A*, B, C");
    assert!(["B", "C"].iter().all(|title| story.card(title).over() == Some("the bank waits")));
    assert_eq!(chosen(&story), "");
    story.says("with 2 cards").keys("u").is("todo: B*, C | doing(1): A");
    let story = board("todo: A*, B | doing(1): ").keys("<C-a>L!").bare();
    story.says("policy does not let anything over");
}

#[test]
fn a_single_card_is_meant_where_several_make_no_sense() {
    let story = board("todo: A*, B").keys("<C-a>eX<Enter>");
    story.is("todo: AX*, B").sees(|app| app.chosen.len() == 2);
    // In a card's detail its own commands are about it alone.
    board("todo: A*, B | doing:").keys("<C-a><Enter>L").is("todo: B | doing: A*");
}

#[test]
fn nothing_is_done_to_cards_while_nothing_can_be_changed() {
    let mut story = board("todo: A*, B | doing:");
    let new = story.app.board.as_ref().clone();
    story.send(Message::Reloaded {
        board: Box::new(new),
        read_only: Some("a newer andon wrote it".to_owned()),
    });
    story.keys("<C-a>L").is("todo: A*, B | doing:").says("read-only").sees(|app| app.chosen.len() == 2);
}
