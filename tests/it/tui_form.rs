//! Stories of the form: filled in, completed, refused, left and found again.

use andon::board::{Change, Field, Id};
use andon::tui::form::{Form, FormLine};
use andon::tui::layer::Layer;

use crate::tui_story::{Story, board};

fn form(story: &Story) -> &Form {
    match story.app.top() {
        Some(Layer::Form(form)) => form,
        top => panic!("{top:?}"),
    }
}

/// Keys that go from the title to the field of that name.
fn to(field: &str) -> String {
    const FIELDS: [&str; 10] =
        ["Title", "Text", "Class", "Kind", "Due", "Who", "Labels", "Part of", "Checklist", "Links"];
    "<Tab>".repeat(FIELDS.iter().position(|name| *name == field).unwrap())
}

#[test]
fn all_fields_are_filled_in_and_are_one_step_of_undo() {
    let keys = format!(
        "f<BS>B{0}one<Enter>two{0}<C-u>exp<Tab>{0}debt{0}fri{0}@maria, jon{0}api{0}{0}ask<Enter>[x] measure{0}https://a.example{1}",
        "<Tab>", "<C-s>"
    );
    let story = board("todo: A*").expedite().keys(&keys).bare().is("todo: B*");
    let card = story.card("B");
    for (field, value) in [
        (Field::Text, "one\ntwo"),
        (Field::Class, "expedite"),
        (Field::Kind, "debt"),
        (Field::Due, "2026-05-29"),
    ] {
        assert_eq!(card.value(field), value);
    }
    assert_eq!((card.who().len(), card.labels().len(), card.links().len()), (2, 1, 1));
    assert_eq!(card.checked(), (1, 2));
    let story = story.keys("u").is("todo: A*");
    let card = story.card("A");
    assert!(card.who().is_empty() && card.items().is_empty() && card.value(Field::Class).is_empty());
    // A form that is saved as it was opened records nothing.
    let committed = story.committed.len();
    assert_eq!(story.keys("f<C-s>").bare().committed.len(), committed);
}

#[test]
fn the_day_and_the_checklist_say_what_they_mean_while_typed() {
    let story = board("todo: A*").keys(&format!("f{}fri", to("Due")));
    assert_eq!(form(&story).focused().unwrap().means, "= Fri 29 May, tomorrow");
    let story = story.keys(&format!("{}[x] a<Enter>b", "<Tab>".repeat(4)));
    assert_eq!(form(&story).focused().unwrap().means, "1/2");
}

#[test]
fn what_cannot_be_taken_is_said_by_its_field_and_nothing_is_recorded() {
    for (field, typed, words) in [
        ("Due", "frx", "'frx' is no day"),
        ("Class", "<C-u>fast", "there is no class of service 'fast'; the classes are standard, expedite"),
        ("Part of", "zzz", "no card's id starts with 'zzz'"),
        ("Links", "file:///etc/passwd", "is no link"),
    ] {
        let story = board("todo: A*").expedite().keys(&format!("f<BS>B{}{typed}<C-s>", to(field)));
        let form = form(&story);
        let focused = form.focused().unwrap();
        assert_eq!(focused.title, field);
        assert!(focused.error.as_deref().is_some_and(|why| why.contains(words)), "{:?}", focused.error);
        assert!(story.committed.is_empty());
        // Going on says it, too; typing takes it away.
        let story = story.keys("x");
        assert_eq!(self::form(&story).focused().unwrap().error, None);
        let story = story.keys("<Tab>");
        assert!(self::form(&story).fields.iter().any(|field| field.error.is_some()), "{field}");
    }
    let story = board("todo: A*").keys("f<BS><C-s>");
    assert_eq!(form(&story).focused().unwrap().error.as_deref(), Some("the title may not be empty"));
    // What the board itself refuses is said below, and the form stays.
    let story = board("todo: A*").keys(&format!("f{}{}<C-s>", to("Kind"), "x".repeat(1001)));
    assert!(form(&story).error.as_deref().is_some_and(|error| error.contains("at most 1000")));
}

#[test]
fn words_are_offered_and_taken_with_tab_and_arrows() {
    let story = board("todo: A*, B").keys("@maria, marko, jon<Enter>j");
    let story = story.keys(&format!("f{}ma", to("Who")));
    assert_eq!(form(&story).completion.words, ["maria", "marko"]);
    let story = story.keys("<Down><Tab>, j<Tab>");
    assert_eq!(form(&story).focused().unwrap().input.text(), "marko, jon");
    // Esc closes what is offered, not the form; Enter takes what was chosen, else saves.
    let story = story.keys(", mar<Esc>").shows(|layer| matches!(layer, Layer::Form(_)));
    assert!(!form(&story).completion.is_open());
    let story = story.keys("i<Down><Enter>");
    assert_eq!(form(&story).focused().unwrap().input.text(), "marko, jon, maria");
    let story = story.keys("<Enter>").bare();
    assert_eq!(story.card("B").who().len(), 3);
}

#[test]
fn the_card_it_is_part_of_is_found_by_its_words() {
    let story = board("todo: Retry*, All payments").keys(&format!("f{}pay", to("Part of")));
    let whole = story.card("All payments").id();
    assert_eq!(form(&story).completion.words, [format!("{} All payments", story.app.board.short_id(whole))]);
    let story = story.keys("<Tab><Enter>").bare();
    assert_eq!(story.card("Retry").value(Field::Parent), whole.to_string());
}

#[test]
fn a_form_that_is_left_is_kept_for_the_next_one_on_that_card() {
    let story = board("todo: A*, B").keys("f<BS>Better<Tab>Much text<Esc>").bare();
    let story = story.says("what you typed is kept: f on").is("todo: A*, B");
    // Another card's form knows nothing of it.
    let story = story.keys("jf");
    assert_eq!(form(&story).fields[0].input.text(), "B");
    let story = story.keys("<Esc>kf").says("what you typed is here again");
    assert_eq!(form(&story).fields[0].input.text(), "Better");
    // What others changed meanwhile stays, but for what was typed.
    let card: Id = story.card("A").id();
    let story = story.keys("<Esc>").bare().says("is let go").keys("f");
    assert_eq!(form(&story).fields[0].input.text(), "A");
    let story = story.keys("<BS>C<Esc>");
    let story = story.given(Change::Edit { card, values: vec![(Field::Kind, "debt".to_owned())] });
    let story = story.keys("f<C-s>").bare().is("todo: C*, B");
    assert_eq!(story.card("C").value(Field::Kind), "debt");
    // A form in which nothing was typed leaves nothing.
    assert!(story.keys("f<Esc>").app.kept_form.is_none());
}

#[test]
fn names_that_others_gave_meanwhile_stay() {
    let story = board("todo: A*").keys("#api<Enter>").keys(&format!("f{}, new", to("Labels")));
    let card = story.card("A").id();
    let other = Change::Label { card, add: vec!["slow".to_owned()], drop: vec!["api".to_owned()] };
    let story = story.given(other).keys("<C-s>").bare();
    let names: Vec<&str> =
        story.card("A").labels().iter().map(|name| story.app.board.names().text(*name)).collect();
    assert_eq!(names, ["slow", "new"]);
}

#[test]
fn a_new_card_is_made_by_form() {
    let mut story = board("todo: A* | doing:");
    story.app.open_form_for_new("doing".parse().unwrap());
    let story = story.keys(&format!("B{}api<C-s>", to("Labels"))).bare().is("todo: A | doing: B*");
    assert_eq!(story.card("B").labels().len(), 1);
    let mut story = story.keys("u").is("todo: A | doing:");
    story.app.open_form_for_new("doing".parse().unwrap());
    let mut story = story.keys("<C-s>").shows(|layer| {
        matches!(layer, Layer::Form(form) if form.fields[0].error.as_deref() == Some("the title may not be empty"))
    });
    story = story.keys("C<Esc>").bare();
    story.app.open_form_for_new("doing".parse().unwrap());
    story.keys("<C-s>").is("todo: A | doing: C*");
    // A full column refuses, and the form stays.
    let mut story = board("todo: A* | doing(1): X");
    story.app.open_form_for_new("doing".parse().unwrap());
    story.keys("B<C-s>").says("doing is full (1 of 1)").shows(|layer| matches!(layer, Layer::Form(_)));
}

#[test]
fn every_field_is_reached_round_and_round() {
    let story = board("todo: A*").keys("f<S-Tab>");
    assert_eq!(form(&story).focused().unwrap().line, FormLine::Links);
    let story = story.keys("<Tab>");
    assert_eq!(form(&story).focused().unwrap().line, FormLine::Value(Field::Title));
}
