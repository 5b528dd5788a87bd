//! Stories of what lies on top of the board: prompts, the form, help, palette, pickers, questions.

use andon::board::Field;
use andon::tui::app::{Health, Unsaved};
use andon::tui::command::Command;
use andon::tui::layer::Layer;
use andon::tui::message::{Effect, Message};

use crate::tui_story::board;

#[test]
fn a_card_is_added_where_the_cursor_is() {
    let story = board("todo: A* | doing:").keys("lanew one<Enter>").bare().is("todo: A | doing: new one*");
    assert_eq!(story.committed.len(), 1);
    board("todo: A*").keys("anew<Esc>").bare().is("todo: A*");
    board("todo: A*")
        .keys("a<Enter>")
        .shows(|layer| matches!(layer, Layer::Prompt(prompt) if prompt.error.is_some()));
    board("todo(1): A*")
        .keys("aB<Enter>")
        .says("todo is full (1 of 1)")
        .keys("<Esc>")
        .bare()
        .is("todo(1): A*");
}

#[test]
fn signs_at_the_end_of_a_new_title_are_labels_people_and_class() {
    let story = board("todo:").expedite().keys("aFix #12 in C #api @maria !expedite<Enter>").bare();
    let card = story.card("Fix #12 in C");
    let text = |names: &[andon::board::Name]| {
        names.iter().map(|name| story.app.board.names().text(*name).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!((text(card.labels()), text(card.who())), (vec!["api".to_owned()], vec!["maria".to_owned()]));
    assert_eq!(card.value(Field::Class), "expedite");
    // What is no class stays in the title.
    board("todo:").keys("aWow !now<Enter>").is("todo: Wow !now*");
}

#[test]
fn a_title_is_edited_in_place() {
    board("todo: A*").keys("e and more<Enter>").bare().is("todo: A and more*");
    let story = board("todo: A*").keys("e<Enter>").bare().is("todo: A*");
    assert!(story.committed.is_empty());
    board("todo: A*").keys("e<BS><Enter>").shows(|layer| matches!(layer, Layer::Prompt(_))).is("todo: A*");
}

#[test]
fn the_form_records_what_was_changed_as_one_step_of_undo() {
    let story =
        board("todo: A*").keys("f<BS>Better<Tab>line one<Enter>line two<C-s>").bare().is("todo: Better*");
    assert_eq!(story.card("Better").value(Field::Text), "line one\nline two");
    let story =
        board("todo: A*").keys("f<BS>B<S-Tab><S-Tab><S-Tab><S-Tab>api<S-Tab>jon<C-s>").bare().is("todo: B*");
    assert_eq!(story.committed.len(), 3);
    let story = story.keys("u").is("todo: A*");
    assert!(story.card("A").labels().is_empty() && story.card("A").who().is_empty());
    let story = story.keys("U").is("todo: B*");
    assert_eq!(story.card("B").who().len(), 1);
}

#[test]
fn the_filter_follows_what_is_typed_and_esc_takes_it_back() {
    let story = board("todo: Apple, Banana*, Cherry | doing: Apricot");
    let shown = |story: &crate::tui_story::Story| {
        let order = story.app.board.display_order();
        order.iter().map(|column| story.app.len_in(*column)).collect::<Vec<_>>()
    };
    let story = story.keys("/ap");
    assert_eq!(shown(&story), [1, 1]);
    let story = story.keys("<Enter>").bare().is("todo: Apple*, Banana, Cherry | doing: Apricot");
    let story = story.keys("j").is("todo: Apple*, Banana, Cherry | doing: Apricot");
    let story = story.keys("/<BS><BS>cher<Esc>");
    assert_eq!(shown(&story), [1, 1]);
    let story = story.keys("<Esc>");
    assert_eq!(shown(&story), [3, 1]);
    let story = story.keys("/zzz<Enter>");
    assert_eq!(shown(&story), [0, 0]);
    story.keys("L").says("no card is selected");
}

#[test]
fn the_filter_knows_people_labels_classes_and_blocks() {
    let story = board("todo: A*, B, C").expedite();
    let story = story.keys("@maria<Enter>j#api<Enter>bx<Enter>jcexp<Enter>");
    for (filter, titles) in [
        ("@mar", "A"),
        ("#api", "B"),
        ("is:blocked", "B"),
        ("-is:blocked", "C A"),
        ("class:exp", "C"),
        ("class:standard", "A B"),
        ("is:unassigned -#api", "C"),
        ("-@maria -class:exp", "B"),
    ] {
        let found = story.found(filter);
        assert_eq!(found.join(" "), titles, "{filter}");
    }
}

#[test]
fn one_line_stays_one_and_ctrl_u_clears_it() {
    board("todo: A*").keys("enot this<C-u>B<C-m>C<Enter>").bare().is("todo: BC*");
    board("todo: A*").keys("e, one two<C-w>three<Enter>").is("todo: A, one three*");
}

#[test]
fn names_are_completed() {
    let story = board("todo: A*, B").keys("@maria<Enter>j@ma");
    let story =
        story.shows(|layer| matches!(layer, Layer::Prompt(prompt) if prompt.completions == ["maria"]));
    let story = story.keys("<Tab><Enter>");
    let card = story.card("B");
    assert_eq!(story.app.board.names().text(card.who()[0]), "maria");
}

#[test]
fn help_is_searched_by_key_and_by_words() {
    let story = board("todo: A*").keys("?");
    assert!(story.app.command_rows().len() > 30);
    let story = story.keys("b");
    assert_eq!(story.app.command_rows()[0].command, Command::Block);
    let story = story.keys("<BS>editor");
    assert_eq!(story.app.command_rows()[0].command, Command::EditText);
    story.keys("<Esc>").bare();
}

#[test]
fn the_palette_finds_a_command_and_does_it() {
    board("todo: A* | doing:").keys(":move right<Enter>").bare().is("todo: | doing: A*");
    board("todo: A*").keys(":undo<Enter>").bare().says("undo: nothing was changed");
    board("todo: A*").keys(":nothing has this name<Enter>").shows(|layer| matches!(layer, Layer::Palette(_)));
    board("todo: A*").keys(":<Down><Down><Up><Enter>").bare();
}

#[test]
fn layers_are_taken_off_one_by_one() {
    let story = board("todo: A*").keys("<Enter>?");
    let story = story.shows(|layer| matches!(layer, Layer::Help(_))).keys("<Esc>");
    story.shows(|layer| matches!(layer, Layer::Detail(_))).keys("<Esc>").bare().keys("<Esc>").bare();
}

#[test]
fn the_detail_scrolls_and_its_card_can_be_moved_and_edited() {
    board("todo: A* | doing:")
        .keys("<Enter>3jk")
        .shows(|layer| matches!(layer, Layer::Detail(detail) if detail.scroll == 2));
    board("todo: A* | doing:")
        .keys("<Enter>L")
        .is("todo: | doing: A*")
        .shows(|layer| matches!(layer, Layer::Detail(_)));
    board("todo: A*")
        .keys("<Enter>e!<Enter>")
        .is("todo: A!*")
        .shows(|layer| matches!(layer, Layer::Detail(_)));
}

#[test]
fn a_paste_goes_into_a_text_and_never_into_commands() {
    board("todo: A*")
        .keys("e")
        .then(Message::Paste("two\nlines".to_owned()))
        .keys("<Enter>")
        .is("todo: Atwo lines*");
    board("todo: A*").then(Message::Paste("xxD".to_owned())).is("todo: A*").says("press a first");
}

#[test]
fn leaving_asks_only_when_something_could_be_lost() {
    board("todo: A*").keys("q").asks(&[Effect::Quit]);
    board("todo: A* | doing:").keys("Lq").asks(&[Effect::Quit]);
    for (kept, then) in [(true, "the journal keeps them"), (false, "lose them")] {
        let unsaved = Unsaved { why: "the disk is full".to_owned(), kept };
        let story = board("todo: A* | doing:").keys("L").then(Message::SaveFailed(unsaved.clone()));
        assert_eq!(story.app.health, Health::SaveFailed(unsaved));
        let story = story.says("not saved yet: the disk is full").keys("q").asks(&[]);
        let story = story.shows(|layer| matches!(layer, Layer::Confirm(ask) if ask.then.contains(then)));
        story.keys("n").bare().keys("qy").asks(&[Effect::Quit]);
    }
}

#[test]
fn a_save_that_works_again_says_so() {
    let unsaved = Unsaved { why: "the disk is full".to_owned(), kept: true };
    let story = board("todo: A* | doing:").keys("L").then(Message::SaveFailed(unsaved));
    let story = story.says("not saved yet: the disk is full");
    let saved = || Message::Saved { board: None, refusals: vec![None] };
    let story = story.then(saved()).says("saved now").sees(|app| app.health == Health::Well);
    // Of every other save nothing is said.
    let story = story.keys("H").then(saved());
    assert!(story.app.notice.is_none_or(|notice| !notice.text.contains("saved")));
}

#[test]
fn boards_are_picked() {
    let mut story = board("todo: A*");
    story.app.session.boards = vec!["one.board.json".into(), "two.board.json".into()];
    story.keys("otwo<Enter>").asks(&[Effect::Open("two.board.json".into())]).bare();
}

#[test]
fn a_pasted_list_becomes_a_card_for_each_line_after_asking() {
    let paste = |text: &str| Message::Paste(text.to_owned());
    let list = "- B\r\n- C #api\r\n\r\n";
    let story = board("todo: A*").keys("a").then(paste(list));
    let story = story.shows(|layer| matches!(layer, Layer::Confirm(confirm) if confirm.question == "Add 2 cards to todo, one for each line?"));
    let story = story.keys("y").bare().is("todo: A, B, C*").says("added 2 cards to todo");
    assert_eq!(story.card("C").labels().len(), 1);
    assert_eq!(story.committed.len(), 2);
    story.keys("u").is("todo: A*");
    // No: the prompt is as it was.
    board("todo: A*").keys("ax").then(paste(list)).keys("n<Enter>").bare().is("todo: A, x*");
    // One line is a title, whatever ends it.
    board("todo: A*").keys("a").then(paste("B\n")).keys("<Enter>").bare().is("todo: A, B*");
    // What was typed is the beginning of the first line.
    board("todo: A*").keys("aOh ").then(paste("B\nC")).keys("y").bare().is("todo: A, Oh B, C*");
}

#[test]
fn a_pasted_list_meets_the_limit_as_a_whole() {
    let paste = Message::Paste("B\nC\nD".to_owned());
    let story = board("todo(2): A*").keys("a").then(paste).keys("y");
    story.says("no card was added: 1 of the 3 would fit, then todo is full (2 of 2)").is("todo(2): A*");
    let many = "B\n".repeat(1001);
    board("todo: A*").keys("a").then(Message::Paste(many)).says("that is 1001 lines");
}
