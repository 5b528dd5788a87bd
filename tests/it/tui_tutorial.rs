//! The tutorial as somebody takes it: each lesson by the keys it names, on the board it is given.

use andon::board::{Board, Builder, Timestamp};
use andon::demo::scratch;
use andon::tui::app::{App, Session};
use andon::tui::keymap;
use andon::tui::message::{Effect, Message};
use andon::tui::theme::Theme;
use andon::tui::tutorial::LESSONS;
use andon::tui::update::update;

use crate::screens::dump;
use crate::tui_story::START;

/// Somebody at the first lesson.
fn begun() -> App {
    let now = Timestamp::from_ms(START);
    let mut board: Board = Builder::new().build();
    for operation in scratch::operations(now) {
        board.apply(&operation).unwrap();
    }
    let session =
        Session { by: "maria".to_owned(), path: Some("tutorial.board.json".into()), ..Session::default() };
    let mut app = App::without_board(session, 7, now);
    app.tutorial = Some(Box::default());
    let opened =
        Message::Opened { path: "tutorial.board.json".into(), board: Box::new(board), read_only: None };
    let _ = update(&mut app, opened, now);
    app
}

fn types(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for key in keymap::parse(keys).unwrap() {
        effects = update(app, Message::Key(key.into()), app.now.plus_ms(1000));
    }
    effects
}

fn at(app: &App) -> &'static str {
    app.tutorial.as_ref().map_or("", |tutorial| tutorial.lesson().title)
}

fn screen(app: &mut App, width: u16, height: u16) -> String {
    dump::text(&dump::screen(app, width, height, &Theme::MONO))
}

#[test]
fn every_lesson_is_done_by_what_it_says_and_by_nothing_less() {
    let mut app = begun();
    let steps = [
        ("j", "l", "That is all it takes"),
        ("h", "L", "Pulled."),
        ("hgg", "L", "Refused, in words"),
        ("l", "L", "Done, and there is room again"),
        ("b", "a spare part<Enter>", "Blocked, since now"),
        ("m", "m", "How long things take"),
        ("<Esc>", "u", "Taken back."),
    ];
    assert_eq!(steps.len() + 1, LESSONS.len());
    for ((before, done, praise), lesson) in steps.into_iter().zip(LESSONS) {
        assert_eq!(at(&app), lesson.title);
        types(&mut app, before);
        assert_eq!(at(&app), lesson.title, "{before} is not enough");
        types(&mut app, done);
        assert_ne!(at(&app), lesson.title, "{done} is enough: {:?}", app.notice);
        let seen = screen(&mut app, 80, 24);
        assert!(seen.contains(praise), "{seen}");
    }
    assert!(app.tutorial.as_ref().unwrap().is_over());
    assert!(types(&mut app, "q").contains(&Effect::Quit));
}

#[test]
fn lessons_are_skipped_and_left_at_any_time() {
    for (skipped, lesson) in LESSONS.iter().enumerate() {
        let mut app = begun();
        types(&mut app, &".".repeat(skipped));
        assert_eq!(at(&app), lesson.title);
        assert!(types(&mut app, "q").contains(&Effect::Quit));
    }
    let mut app = begun();
    types(&mut app, &".".repeat(LESSONS.len()));
    assert_eq!(app.notice.unwrap().text, "skip the lesson: that was the last lesson");
}

#[test]
fn the_board_stays_usable_beside_every_lesson() {
    for (skipped, lesson) in LESSONS.iter().enumerate() {
        let mut app = begun();
        types(&mut app, &".".repeat(skipped));
        let seen = screen(&mut app, 80, 24);
        assert!(seen.contains("Call the plumber") && seen.contains("Fix the chair"), "{seen}");
        // The whole text is there: it ends before its room does.
        let text = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        let end: String =
            lesson.text.rsplit('}').next().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        let last: Vec<&str> = end.rsplit(' ').take(3).collect();
        let last: Vec<&str> = last.into_iter().rev().collect();
        assert!(text.contains(&last.join(" ")), "{last:?}\n{seen}");
        for (width, height) in [(120, 40), (40, 12), (20, 6), (3, 3), (1, 1)] {
            screen(&mut app, width, height);
        }
        // A reason is typed above the strip.
        types(&mut app, "b");
        assert!(screen(&mut app, 80, 24).contains(lesson.title));
    }
}
