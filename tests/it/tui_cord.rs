//! The andon cord on the screen: one key that pulls, answers and resolves.

use andon::board::Change;
use andon::tui::app::Tone;
use andon::tui::layer::{Ask, Layer};

use crate::tui_story::{Story, board};

fn pulled() -> Story {
    let story = board("todo: A*, B | doing: C");
    let card = story.card("A").id();
    story.given(Change::Pull { card, why: "the tests fail".to_owned() })
}

fn answered(story: &Story) -> Option<bool> {
    story.card("A").cord().map(|cord| cord.answered.is_some())
}

#[test]
fn one_key_pulls_answers_and_resolves() {
    let story = board("todo: A*").keys("p");
    let story = story
        .shows(|layer| matches!(layer, Layer::Prompt(prompt) if matches!(prompt.ask, Ask::PullReason(_))));
    let story = story.keys("the tests fail<Enter>").bare().says("pulled the cord on");
    let cord = story.card("A").cord().unwrap();
    assert_eq!((cord.why, story.app.board.names().text(cord.by)), ("the tests fail", "maria"));
    // An answer asks nothing.
    let story = story.keys("p").bare().says("it is yours; once more resolves it");
    assert_eq!(answered(&story), Some(true));
    let story = story.keys("p");
    let story = story.shows(|layer| match layer {
        Layer::Prompt(prompt) => {
            matches!(prompt.ask, Ask::Countermeasure(_)) && prompt.hint.ends_with("the tests fail")
        }
        _ => false,
    });
    let story = story.keys("wait for the port<Enter>").bare().says("resolved the cord on");
    assert_eq!(answered(&story), None);
    assert_eq!(story.committed.len(), 3);
}

#[test]
fn each_step_is_taken_back_on_its_own() {
    let story = board("todo: A*").keys("psmoke<Enter>ppwater<Enter>");
    assert_eq!(answered(&story), None);
    let story = story.keys("u");
    assert_eq!(answered(&story), Some(true));
    let story = story.keys("u");
    assert_eq!(answered(&story), Some(false));
    let story = story.keys("u");
    assert_eq!(answered(&story), None);
    let story = story.keys("UUU").says("done again: resolved");
    assert_eq!(answered(&story), None);
    assert_eq!(story.card("A").events().len(), 10);
}

#[test]
fn a_question_stays_until_it_is_answered_or_left() {
    let asks = |layer: &Layer| matches!(layer, Layer::Prompt(prompt) if prompt.error.as_deref() == Some("the reason may not be empty"));
    board("todo: A*").keys("p<Enter>").shows(asks);
    let story = board("todo: A*").keys("p<Esc>").bare();
    assert!(story.committed.is_empty());
    let what = |layer: &Layer| matches!(layer, Layer::Prompt(prompt) if prompt.error.as_deref() == Some("the countermeasure may not be empty"));
    pulled().keys("pp<Enter>").shows(what);
}

/// Somebody else answers or resolves while the question is open: the board says so, nothing is lost.
#[test]
fn others_may_be_faster() {
    let story = board("todo: A*").keys("psmoke");
    let card = story.card("A").id();
    let story = story.given(Change::Pull { card, why: "fire".to_owned() }).keys("<Enter>");
    let story =
        story.says("was already pulled by jon: fire").shows(|layer| matches!(layer, Layer::Prompt(_)));
    assert_eq!(story.app.notice.as_ref().unwrap().tone, Tone::Refused);
    let story = story.keys("<Esc>p");
    assert_eq!(answered(&story), Some(true));
    let story = story.keys("pwater");
    let story = story.given(Change::Resolve { card, what: "sand".to_owned() }).keys("<Enter>");
    story.says("nobody has pulled the cord");
}

#[test]
fn the_filter_finds_pulled_cords_and_the_detail_can_answer_them() {
    let story = pulled();
    assert_eq!(story.found("is:andon"), ["A"]);
    let story = story.keys("<Enter>p").shows(|layer| matches!(layer, Layer::Detail(_)));
    assert_eq!(answered(&story), Some(true));
    board("todo: | doing: A").keys("p").bare().says("no card is selected");
}
