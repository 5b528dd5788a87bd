//! Stories of what is in a card: its checklist, its links, what it is part of and its parts.

use andon::board::{Board, Change, Checking, Field, Fields, Id, Subject, is_link};
use andon::store::{canonical, content_of, load};
use andon::tui::layer::Layer;
use andon::tui::message::{Effect, Message};

use crate::tui_story::{Story, board};

/// A card's checklist in a line: "[x]write [ ]try".
fn items(story: &Story, title: &str) -> String {
    let names = story.app.board.names();
    let item = |item: &andon::board::Item| {
        format!("[{}]{}", if item.done { 'x' } else { ' ' }, names.text(item.text))
    };
    story.card(title).items().iter().map(item).collect::<Vec<_>>().join(" ")
}

fn id(story: &Story, title: &str) -> Id {
    story.card(title).id()
}

fn linked(story: Story, title: &str, links: &[&str]) -> Story {
    let add = links.iter().map(|link| (*link).to_owned()).collect();
    let card = id(&story, title);
    story.given(Change::Link { card, add, drop: Vec::new() })
}

fn part_of(story: Story, card: &str, whole: &str) -> Story {
    let (card, whole) = (id(&story, card), id(&story, whole));
    story.given(Change::Edit { card, values: vec![(Field::Parent, whole.to_string())] })
}

/// The card of the detail on top.
fn shown(story: &Story) -> String {
    match story.app.top() {
        Some(Layer::Detail(detail)) => story.app.board.card(detail.card).unwrap().title().to_owned(),
        other => panic!("no detail on top: {other:?}"),
    }
}

#[test]
fn items_are_added_one_after_the_other_from_the_board() {
    let story = board("todo: A*").keys("+write<Enter>").says("added “write” to the checklist");
    let story = story.keys("try<Space>it<Enter><Enter>");
    assert!(story.app.layers.is_empty(), "an empty line ends");
    assert_eq!(items(&story, "A"), "[ ]write [ ]try it");
    let story = story.keys("u");
    assert_eq!(items(&story, "A"), "[ ]write");
    let story = story.keys("U+x<Esc>");
    assert_eq!(items(&story, "A"), "[ ]write [ ]try it");
    // What is there already is no second item, and the line stays.
    let story = story.keys("+write<Enter>").says("it is so already");
    assert!(matches!(story.app.top(), Some(Layer::Prompt(_))));
}

#[test]
fn a_pasted_list_is_as_many_items_and_one_step_of_undo() {
    let story = board("todo: A*").keys("+").then(Message::Paste("- [ ] one\n- [x] two\n\nthree".to_owned()));
    assert!(story.app.layers.is_empty());
    assert_eq!(items(&story, "A"), "[ ]one [ ]two [ ]three");
    let story = story.keys("u");
    assert_eq!(items(&story, "A"), "");
    let story = story.keys("+").then(Message::Paste(" one line ".to_owned())).keys("<Enter><Enter>");
    assert_eq!(items(&story, "A"), "[ ]one line");
}

#[test]
fn the_cursor_goes_round_and_ticks() {
    let story = board("todo: A*").keys("+a<Enter>b<Enter><Enter><Enter>");
    let story = story.keys("<Space>").says("tick: Tab goes to an item");
    let story = story.keys("<Tab><Space>").says("ticked “a”");
    assert_eq!(items(&story, "A"), "[x]a [ ]b");
    let story = story.keys("<Tab><Space><Tab><Space>").says("unticked “a”");
    assert_eq!(items(&story, "A"), "[ ]a [x]b");
    let story = story.keys("u");
    assert_eq!(items(&story, "A"), "[x]a [x]b");
    let story = story.keys("<S-Tab><Enter>").says("unticked “b”");
    let story = story.keys("-").says("took “b” off the checklist");
    assert_eq!(items(&story, "A"), "[x]a");
    // The cursor stays where the item was.
    let story = story.keys("-");
    assert_eq!(items(&story, "A"), "");
    story.keys("-").says("take off: this card has no checklist, links or parts");
}

#[test]
fn what_others_do_to_the_list_leaves_the_cursor_on_its_item() {
    let story = board("todo: A*").keys("+a<Enter>b<Enter>c<Enter><Enter><Enter><Tab><Tab>");
    let mut other = Board::clone(&story.app.board);
    let card = id(&story, "A");
    let checking = Checking { drop: vec!["a".to_owned()], ..Checking::default() };
    story.by_other(&mut other, "jon", Change::Check { card, checking });
    let story = story.then(Message::Reloaded { board: Box::new(other), read_only: None });
    let story = story.keys("<Space>").says("ticked “b”");
    assert_eq!(items(&story, "A"), "[x]b [ ]c");
}

#[test]
fn two_clones_tick_and_take_off_at_the_same_time() {
    let mut story = board("todo: A*").keys("+a<Enter>b<Enter><Enter>");
    let card = id(&story, "A");
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let start = Board::clone(&story.app.board);
    let mut rows = Vec::new();
    for (by, checking) in [
        ("jon", Checking { tick: texts(&["a"]), ..Checking::default() }),
        ("ann", Checking { drop: texts(&["b"]), ..Checking::default() }),
        ("bo", Checking { add: texts(&["c"]), ..Checking::default() }),
    ] {
        story.now = story.now.plus_ms(1000);
        let mut clone = start.clone();
        story.by_other(&mut clone, by, Change::Check { card, checking });
        rows.push(content_of(&clone));
    }
    let all = load(&canonical(&rows.concat()).unwrap()).unwrap().board;
    let story = story.then(Message::Reloaded { board: Box::new(all), read_only: None });
    assert_eq!(items(&story, "A"), "[x]a [ ]c");
}

#[test]
fn links_are_opened_on_request_only_and_only_links_are() {
    let story = board("todo: A*").keys("gl").says("open a link: this card has no links");
    let story = linked(story, "A", &["https://example.org/1"]).keys("gl");
    assert_eq!(story.effects, [Effect::OpenLink("https://example.org/1".to_owned())]);
    let story = linked(story, "A", &["mailto:a@example.org"]).keys("gl").asks(&[]);
    let story = story.keys("<Down><Enter>");
    assert_eq!(story.effects, [Effect::OpenLink("mailto:a@example.org".to_owned())]);
    let story = story.keys("<Enter><Tab><Enter>");
    assert_eq!(story.effects, [Effect::OpenLink("https://example.org/1".to_owned())]);
    let story = story.keys("-").says("took “https://example.org/1” off");
    assert_eq!(story.card("A").links().len(), 1);

    // A file may call anything a link.
    let evil = "file:///etc/passwd";
    assert!(!is_link(evil));
    let rows = String::from_utf8(content_of(&story.app.board)).unwrap().replace("mailto:a@example.org", evil);
    let odd = load(rows.as_bytes()).unwrap().board;
    let story = story.then(Message::Reloaded { board: Box::new(odd), read_only: None });
    story.keys("<Tab><Enter>").says("is not opened: only https, http and mailto are").asks(&[]);
}

#[test]
fn a_card_is_made_part_of_another_and_gone_to_and_fro() {
    let story = board("todo: Anna*, Berta | doing: Cellar").keys("gp").says("this card is part of no other");
    let story = story.keys("gc").says("no card is part of this one").keys("PCellar<Enter>").says("part of");
    assert_eq!(story.card("Anna").value(Field::Parent), id(&story, "Cellar").to_string());
    let story = story.keys("gp").is("todo: Anna, Berta | doing: Cellar*");
    let story = story.keys("gc").is("todo: Anna*, Berta | doing: Cellar");
    // With several parts they are chosen from.
    let story =
        part_of(story, "Berta", "Cellar").keys("gpgcBerta<Enter>").is("todo: Anna, Berta* | doing: Cellar");
    // From one detail to the other, and back by Esc.
    let story = story.keys("<Enter>gp");
    assert_eq!(shown(&story), "Cellar");
    let story = story.keys("<Tab><Enter>");
    assert_eq!(shown(&story), "Anna");
    let story = story.keys("<Tab><Enter>");
    assert_eq!(shown(&story), "Cellar");
    assert_eq!(story.app.layers.len(), 2, "going round in a circle comes back");
    let story = story.keys("<Esc>");
    assert_eq!(shown(&story), "Berta");
    let story = story.keys("P<Enter>").says("is a card of its own");
    assert_eq!(story.card("Berta").value(Field::Parent), "");
}

#[test]
fn a_card_is_not_offered_its_own_parts_nor_itself() {
    let story = part_of(part_of(board("todo: A*, B, C, D"), "B", "A"), "C", "B").keys("P");
    let Some(Layer::Picker(picker)) = story.app.top() else { panic!("no picker") };
    let offered: Vec<&str> = picker.items.iter().map(|item| item.text.rsplit(' ').next().unwrap()).collect();
    assert_eq!(offered, ["D"]);
}

#[test]
fn a_parent_that_is_gone_is_told() {
    let story = part_of(board("todo: A*, B"), "A", "B");
    let whole = id(&story, "B");
    let story = story.given(Change::Delete { card: whole }).keys("gp").says("was deleted; R puts it back");
    story.keys("<Enter><Tab>-").says("took").keys("gp").says("is part of no other");
}

#[test]
fn a_new_card_begins_as_a_template_says() {
    let body =
        "# Fix\n\nkind: defect\nlabels: bug\n\nWhat happens?\n\n## Checklist\n\n- [ ] a test that fails\n";
    let fields = Fields { body: Some(body.into()), ..Fields::default() };
    let story =
        board("todo: A* | doing:").given(Change::Set { subject: Subject::Template("bug".into()), fields });
    let story = story.keys("lAbug<Enter><Space>rounding<C-s>").is("todo: A | doing: Fix rounding*");
    assert_eq!(items(&story, "Fix rounding"), "[ ]a test that fails");
    let card = story.card("Fix rounding");
    assert_eq!((card.value(Field::Kind), card.value(Field::Text)), ("defect", "What happens?"));
    assert_eq!(card.labels().len(), 1);
    let story = story.keys("u").is("todo: A | doing:");
    // The first row is an empty form; without templates it is the only one.
    let story = story.keys("hAempty<Enter>New<C-s>").is("todo: A, New* | doing:");
    let _ = story.keys("A<Esc>").asks(&[]);
}

#[test]
fn a_template_goes_before_the_form_that_was_left_and_keeps_it() {
    let fields = Fields { body: Some("# Fix\n\nkind: defect\n".into()), ..Fields::default() };
    let story = board("todo: A*").given(Change::Set { subject: Subject::Template("bug".into()), fields });
    let title = |story: &Story| match story.app.top() {
        Some(Layer::Form(form)) => form.fields[0].input.text(),
        top => panic!("{top:?}"),
    };
    let story = story.keys("Aempty<Enter>Half<Esc>").bare().says("is kept");
    let story = story.keys("Abug<Enter>");
    assert_eq!(title(&story), "Fix");
    // A template that was only looked at is not kept in its place.
    let story = story.keys("<Esc>").bare().keys("A<Enter>").says("what you typed is here again");
    assert_eq!(title(&story), "Half");
    // One that was typed into is, with all it began with.
    let story = story.keys("<Esc>Abug<Enter><Space>it<Esc>Aleft<Enter><C-s>").is("todo: A, Fix it*");
    assert_eq!(story.card("Fix it").value(Field::Kind), "defect");
}

#[test]
fn a_part_is_taken_out_of_the_whole() {
    let story = part_of(part_of(board("todo: A*, B, C"), "B", "A"), "C", "A").keys("<Enter><Tab><Tab>-");
    assert_eq!(story.card("C").value(Field::Parent), "");
    assert_eq!(story.card("B").value(Field::Parent), id(&story, "A").to_string());
}
