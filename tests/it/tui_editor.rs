//! Stories of a card in an editor, of due days in words, and of what is copied.

use andon::board::{Change, Field, Id};
use andon::tui::layer::Layer;
use andon::tui::message::{Effect, Message};

use crate::tui_story::{Story, board};

/// The card's id and the page that `E` gives to the editor.
fn given(story: &Story) -> (Id, String, String) {
    match story.effects.iter().find(|effect| matches!(effect, Effect::Edit { .. })) {
        Some(Effect::Edit { card, before, text }) => (*card, before.clone(), text.clone()),
        _ => panic!("{:?}", story.effects),
    }
}

#[test]
fn the_editor_gets_the_whole_card_and_only_what_it_changed_is_recorded() {
    let story = board("todo: A*").keys("E");
    let (card, before, text) = given(&story);
    assert_eq!(before, text);
    for line in ["# A", "class: standard", "due:", "labels:", "## Checklist"] {
        assert!(text.lines().any(|own| own == line), "{line} in {text}");
    }
    let after = text
        .replace("due:\n", "due: tomorrow\n")
        .replace("\n## Checklist", "\nMore.\n\n## Checklist")
        .replace("- [ ]", "- [x] measure");
    let story = story.then(Message::Edited { card, before: before.clone(), after });
    let found = story.card("A");
    assert_eq!((found.value(Field::Text), found.value(Field::Due)), ("More.", "2026-05-29"));
    assert_eq!(found.checked(), (1, 1));
    assert_eq!(story.committed.len(), 2);
    // All of it is one step of undo.
    let story = story.keys("u");
    assert_eq!((story.card("A").value(Field::Due), story.card("A").items().len()), ("", 0));
    story
        .then(Message::Edited { card, before: before.clone(), after: before })
        .says("is as it was")
        .asks(&[]);
}

#[test]
fn what_others_changed_while_the_editor_was_open_stays() {
    let story = board("todo: A*").keys("E");
    let (card, before, text) = given(&story);
    let values = vec![(Field::Kind, "debt".to_owned())];
    let story = story.given(Change::Edit { card, values });
    let story = story.then(Message::Edited { card, before, after: text.replace("# A", "# B") });
    assert_eq!(story.card("B").value(Field::Kind), "debt");
}

#[test]
fn a_mistake_is_told_with_its_line_and_nothing_typed_is_lost() {
    let story = board("todo: A*").keys("E");
    let (card, before, text) = given(&story);
    let after = text.replace("# A", "# B").replace("due:\n", "due: frx\n");
    let story = story.then(Message::Edited { card, before: before.clone(), after: after.clone() });
    let line = after.lines().position(|line| line == "due: frx").unwrap() + 1;
    let story = story.is("todo: A*").says(&format!("line {line}: 'frx' is no day"));
    let story = story.says("E opens what you wrote again").keys("E");
    let (_, again, text) = given(&story);
    assert_eq!(again, before);
    let told = text.lines().position(|line| line.starts_with("<!-- andon: ! 'frx' is no day"));
    assert_eq!(told, Some(line - 1), "{text}");
    // Mended, it is taken, and what was kept goes.
    let story = story.then(Message::Edited { card, before, after: text.replace("frx", "fri") });
    let story = story.is("todo: B*");
    assert!(story.app.kept_text.is_none());
}

#[test]
fn what_the_board_refuses_is_kept_too() {
    let story = board("todo: A*").keys("E");
    let (card, before, _) = given(&story);
    let left = |after: String| Message::Edited { card, before: before.clone(), after };
    let long = format!("# B\n\n{}", "y".repeat(100_001));
    let story = story.then(left(long.clone()));
    let story = story.is("todo: A*").says("at most 100000 are kept. E opens what you wrote").keys("E");
    story.asks(&[Effect::Edit { card, before: before.clone(), text: long }]);
    let story = board("todo: A*").keys("E").then(left(String::new()));
    // An empty page is how one says that it was not meant; what was kept before goes with it.
    let story = story.says("the page was empty").is("todo: A*");
    let story = story.then(left("# \n".to_owned())).says("line 1: the title may not be empty. E opens");
    let story = story.then(left(" \n\n".to_owned())).says("the page was empty").is("todo: A*");
    assert!(story.app.kept_text.is_none());
    // A card that went meanwhile does not take the text with it.
    let story = story.keys("xE").then(left("# C\n".to_owned()));
    assert_eq!(story.says("no longer on the board").app.kept_text.unwrap().text, "# C\n");
}

#[test]
fn what_an_editor_that_failed_left_is_kept() {
    let story = board("todo: A*").keys("E");
    let (card, before, _) = given(&story);
    let failed = |left: Option<&str>| Message::Unedited {
        card,
        before: before.clone(),
        left: left.map(str::to_owned),
        why: "the editor ended with signal: 9".to_owned(),
    };
    let story = story.then(failed(None)).says("ended with signal: 9");
    assert!(story.app.kept_text.is_none());
    let story = story.then(failed(Some("# B\n"))).says("signal: 9. E opens what you wrote again").keys("E");
    story.asks(&[Effect::Edit { card, before: before.clone(), text: "# B\n".to_owned() }]);
}

#[test]
fn a_due_day_is_said_in_words_and_told_back_while_typed() {
    // The story begins on Thursday, 28 May 2026.
    let means = |words: &'static str| move |layer: &Layer| matches!(layer, Layer::Prompt(prompt) if prompt.means == words);
    let story = board("todo: A*").keys("dfri").shows(means("= Fri 29 May, tomorrow"));
    let story = story.keys("<Enter>").bare().says("is due Fri 29 May, tomorrow");
    assert_eq!(story.card("A").value(Field::Due), "2026-05-29");
    // Nothing typed changes nothing, "none" takes it away, and undo brings it back.
    let story = story.keys("d<Enter>").bare();
    assert_eq!(story.committed.len(), 1);
    let story = story.keys("dnone<Enter>").bare().says("is no longer due").keys("u");
    assert_eq!(story.card("A").value(Field::Due), "2026-05-29");
    let story = story.keys("dthu<Enter>").shows(|layer| {
        matches!(layer, Layer::Prompt(prompt) if prompt.error.as_deref()
            .is_some_and(|error| error.contains("can be today, Thu 28 May or in a week, Thu 4 Jun")))
    });
    let story = story.keys("<C-u>20 may<Enter>").says("is Wed 20 May, 8 days ago, which is past");
    story.keys("<Esc>").bare();
}

#[test]
fn a_new_card_can_say_when_it_is_due_and_its_words_are_completed() {
    let story = board("todo:").keys("aPay the bill #api due:fri<Enter>").bare();
    assert_eq!(story.card("Pay the bill").value(Field::Due), "2026-05-29");
    // A day may be several words, in any place among the signs.
    let story = story.keys("aCall them due:in 3 days @li #api<Enter>").bare();
    assert_eq!(story.card("Call them").value(Field::Due), "2026-05-31");
    assert_eq!((story.card("Call them").who().len(), story.card("Call them").labels().len()), (1, 1));
    // What is no day is told, instead of making all that stands before it a title.
    let means = |story: &Story| match story.app.top() {
        Some(Layer::Prompt(prompt)) => (prompt.means.clone(), prompt.error.clone().unwrap_or_default()),
        top => panic!("{top:?}"),
    };
    let story = story.keys("aWhat is #api due:frx<Enter>");
    assert!(means(&story).1.contains("'frx' is no day"), "{:?}", means(&story));
    let story = story.keys("<BS>i");
    assert_eq!(means(&story), ("= #api  due Fri 29 May, tomorrow".to_owned(), String::new()));
    let story = story.keys("<Enter>").bare();
    assert_eq!(story.card("What is").value(Field::Due), "2026-05-29");
    // Words that only look like one stay in the title.
    let story = story.keys("aPay what is due: all of it<Enter>").bare();
    story.card("Pay what is due: all of it");
    let story = story
        .keys("aOther #a")
        .shows(|layer| matches!(layer, Layer::Prompt(prompt) if prompt.completions == ["#api"]));
    let story = story.keys("<Tab><Enter>").bare();
    assert_eq!(story.card("Other").labels().len(), 1);
}

#[test]
fn what_is_copied_is_said() {
    let story = board("todo: A card*");
    let id = story.card("A card").id().to_string();
    let story = story.keys("yi").says(&format!("copied the id {id}"));
    let story = story.asks(&[Effect::Copy(id.clone())]);
    let story = story.keys("yt").says("copied the title 'A card'").asks(&[Effect::Copy("A card".into())]);
    let both = format!("{id} A card");
    let story = story.keys("yy").says(&both).asks(&[Effect::Copy(both.clone())]);
    let story = story.keys("dfri<Enter>ym").says("as Markdown");
    story.asks(&[Effect::Copy("# A card\n\ndue: 2026-05-29\n".into())]);
    board("todo:").keys("yi").says("no card is selected").asks(&[]);
    // In the detail, too; and what is pasted into a shell has no line of its own.
    board("todo: A*").keys("<Enter>yt").asks(&[Effect::Copy("A".into())]);
}
