//! Stories of keys: chords and what may follow, a person's own keys, the palette, the help with
//! its marks, the line of hints.

use andon::config::Keys;
use andon::tui::app::App;
use andon::tui::command::{Command, Listed, hints_of};
use andon::tui::keymap::Keymap;
use andon::tui::layer::Layer;
use andon::tui::message::{Effect, Message};
use andon::tui::theme::Theme;

use crate::screens::dump;
use crate::tui_story::{Story, board};

/// The board of a person with their own keys.
fn with_keys(text: &str, keys: &[(&str, &[&str])]) -> Story {
    let mut story = board(text);
    let row = |(name, keys): &(&str, &[&str])| {
        ((*name).to_owned(), keys.iter().map(|key| (*key).to_owned()).collect())
    };
    story.app.keymap = Keymap::with(&Keys::new(keys.iter().map(row).collect()));
    story
}

fn screen(story: &mut Story, width: u16, height: u16) -> String {
    dump::text(&dump::screen(&mut story.app, width, height, &Theme::MONO))
}

fn last_line(story: &mut Story) -> String {
    screen(story, 80, 24).lines().last().unwrap_or_default().trim().to_owned()
}

fn hints(app: &App) -> Vec<String> {
    hints_of(app).into_iter().map(|(key, words)| format!("{key} {words}")).collect()
}

#[test]
fn a_chord_that_rests_shows_what_may_follow() {
    let mut story = board("todo: A*, B").keys("j").keys("3g");
    // Who knows the chord sees no flicker: nothing is shown at once, and it is known when.
    assert!(!story.app.shows_following());
    assert_eq!(story.app.deadline(), Some(story.app.now.plus_ms(300)));
    assert!(last_line(&mut story).starts_with("3g   Esc drop the keys"), "{}", last_line(&mut story));
    let mut story = story.then(Message::Tick);
    assert!(story.app.shows_following());
    assert_ne!(story.app.deadline(), Some(story.app.now.plus_ms(300)), "it is shown, nothing is waited for");
    let seen = screen(&mut story, 80, 24);
    assert!(seen.contains("g … go to") && seen.contains("g  first card"), "{seen}");
    for (width, height) in [(40, 12), (20, 6), (1, 1)] {
        screen(&mut story, width, height);
    }
    // Esc drops it and does nothing else; the next key goes on.
    let story =
        story.keys("<Esc>").is("todo: A, B*").sees(|app| app.chord.is_empty() && app.notice.is_none());
    story.keys("gg").is("todo: A*, B");
}

#[test]
fn what_may_follow_and_cannot_be_had_says_why() {
    let mut story =
        with_keys("todo: A*", &[("undo", &["Qu"]), ("add", &["Qa"])]).keys("Q").then(Message::Tick);
    let following = story.app.following();
    let find = |title: &str| following.iter().find(|next| next.title == title).unwrap();
    assert_eq!(find("undo").unavailable.as_deref(), Some("nothing was changed in this session"));
    assert_eq!(find("add").unavailable, None);
    assert!(screen(&mut story, 100, 24).contains("undo: nothing was changed in this session"));
}

#[test]
fn a_persons_own_keys_do_what_they_say_and_are_told_everywhere() {
    let own: &[(&str, &[&str])] = &[
        ("move-right", &[">"]),
        ("move-anyway", &["gm"]),
        ("quit", &[]),
        ("help", &["<F1>"]),
        ("restore", &[]),
    ];
    let story = || with_keys("todo: A*, B | doing(1): C", own).reasons_allowed();
    let mut refused = story().keys(">").says("doing is full (1 of 1)").says("gm asks for one");
    assert!(
        hints(&refused.app).first().is_some_and(|hint| hint.starts_with("gm ")),
        "{:?}",
        hints(&refused.app)
    );
    assert!(screen(&mut refused, 120, 24).contains("gm asks for one"));
    refused.keys("gmwhy<Enter>").is("todo: B | doing(1): C, A*");
    // What was taken away does nothing; Ctrl-C leaves whatever happens.
    story().keys("L").says("'L' does nothing here; F1 lists the keys").is("todo: A*, B | doing(1): C");
    story().keys("q").asks(&[]).keys("<C-c>").asks(&[Effect::Quit]);
    let mut help = story().keys("<F1>move right");
    let seen = screen(&mut help, 100, 30);
    assert!(seen.lines().any(|line| line.contains('>') && line.contains("move right")), "{seen}");
    let mut palette = story().keys(":quit");
    assert!(screen(&mut palette, 100, 30).contains("Ctrl-c"));
    // A command without a key is called by its name.
    let mut gone = story().keys("?").keys("<F1>delete");
    assert!(screen(&mut gone, 100, 30).contains("u or :restore"), "{}", screen(&mut gone, 100, 30));
}

#[test]
fn the_palette_is_fuzzy_and_remembers() {
    let story = board("todo: A* | doing: | done:").keys(":mvri<Enter>").is("todo: | doing: A* | done:");
    // What was used lately comes first; the key and the reason stand beside.
    let mut story = story.keys(":");
    assert_eq!(story.app.command_rows()[0].command, Command::MoveRight);
    let seen = screen(&mut story, 100, 30);
    assert!(seen.contains("move right") && seen.contains(" 1/"), "{seen}");
    let mut searched = story.keys("redo");
    assert!(screen(&mut searched, 100, 30).contains("nothing was undone"));
    let story = searched.keys("<Esc>:<Enter>").is("todo: | doing: | done: A*");
    // Answers to dialogs are not offered: there is none.
    let story = story.keys(":save");
    assert!(story.app.command_rows().iter().all(|entry| entry.command != Command::Save));
    story.keys("<Esc>:redo<Enter>").bare().says("redo: nothing was undone");
}

#[test]
fn the_help_does_what_is_under_its_cursor() {
    board("todo: A* | doing:").keys("?move right<Enter>").bare().is("todo: | doing: A*");
    // One that is not to be had says why, and the help stays.
    let story = board("todo: A*").keys("?undo<Enter>").says("undo: nothing was changed");
    let story = story.shows(|layer| matches!(layer, Layer::Help(_)));
    // Pages and ends.
    let story = story.keys("<C-u><PageDown>");
    let at = |story: &Story| match story.app.top() {
        Some(Layer::Help(help)) => help.selected,
        _ => usize::MAX,
    };
    let rows = story.app.matches().len();
    assert!(at(&story) > 0 && at(&story) < rows);
    let mut story = story.keys(&"<PageDown>".repeat(20));
    assert_eq!(at(&story), rows - 1);
    assert!(screen(&mut story, 80, 24).contains(&format!("{rows}/{rows}")));
}

#[test]
fn the_help_explains_the_marks() {
    let mut story = board("todo: A*").keys("?FULL");
    let Listed::Mark(mark) = story.app.matches()[0].listed else { panic!("{:?}", story.app.matches()[0]) };
    assert_eq!(mark.word, "FULL");
    assert!(screen(&mut story, 80, 24).contains("finish before you start"));
    story.keys("<Enter>").says("FULL is a mark of the board, no command");
    // So are the terms of the filter.
    let mut story = board("todo: A*").keys("?is:st");
    let Listed::Term(term) = story.app.matches()[0].listed else { panic!("{:?}", story.app.matches()[0]) };
    assert_eq!(term.key, "is:");
    assert!(screen(&mut story, 80, 24).contains("is:stale"));
    story.keys("<Enter>").says("is:blocked is typed into the filter; / asks for one");
    let mut story = board("todo: A*").keys("?due:<BS>");
    assert!(screen(&mut story, 120, 36).contains("due:<fri"));
    // Without words they stand between what can be done here and what can be done elsewhere.
    let story = board("todo: A*").keys("?");
    let kinds = story.app.matches().into_iter().map(|found| matches!(found.listed, Listed::Mark(_)));
    let kinds: Vec<bool> = kinds.collect();
    assert!(!kinds[0] && kinds.contains(&true) && !kinds[kinds.len() - 1]);
}

#[test]
fn a_picker_is_fuzzy_and_says_why_not() {
    board("todo: A* | doing: | done:").keys("Mdn<Enter>").is("todo: | doing: | done: A*");
    let story = board("todo: A*").expedite().keys("cstd<Enter>").says("Standard: it is so");
    story.shows(|layer| matches!(layer, Layer::Picker(_))).keys("<BS><BS><BS>exp<Enter>").bare();
}

#[test]
fn the_hint_line_follows_the_moment() {
    let of = |story: Story| hints(&story.app);
    let first = |story: Story| of(story).into_iter().next().unwrap_or_default();
    assert_eq!(first(board("todo: A*")), "? help");
    assert_eq!(first(board("todo: A*").keys("3")), "Esc drop the count");
    assert!(of(board("todo: A*").keys("3")).contains(&"j down".to_owned()));
    assert_eq!(first(board("todo: A*").keys("/B<Enter>")), "Esc show all cards");
    assert_eq!(
        first(board("todo: A* | doing(1): B").reasons_allowed().keys("L")),
        "! go over it, with a reason"
    );
    assert_eq!(first(board("todo: A*").keys("bthe bank<Enter>")), "b unblock");
    assert_eq!(first(board("todo: A*").keys("pit burns<Enter>")), "p answer the cord");
    assert_eq!(first(board("todo: A*").keys("<Enter>")), "Esc back");
    // Nothing that cannot be had is offered.
    assert!(of(board("todo:")).iter().all(|hint| !hint.contains("move") && !hint.contains("undo")));
    // No word is cut, whatever the width.
    let mut story = board("todo: A* | doing(1): B").reasons_allowed().keys("jk");
    let all = of(board("todo: A* | doing(1): B").reasons_allowed());
    for width in 20..120 {
        let text = screen(&mut story, width, 24);
        for hint in text.lines().last().unwrap().split("   ").map(str::trim).filter(|hint| !hint.is_empty()) {
            assert!(all.iter().any(|whole| whole == hint), "{width}: {hint:?}");
        }
    }
}
