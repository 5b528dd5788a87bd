//! The ways of looking at a board, as text and as styles.

use andon::board::{Change, Field, Fields, Share, Sle, Subject};
use andon::tui::app::App;
use andon::tui::look::{Density, Lanes};
use andon::tui::message::Message;
use andon::tui::pane::Measured;
use andon::tui::theme::Theme;
use andon::tui::update::update;

use super::dump::{screen, styles, text};
use super::scene::{DAY, Scene, id, keys, now};

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 50)];

fn hold(name: &str, app: &mut App, sizes: &[(u16, u16)]) {
    for (width, height) in sizes {
        let _ = update(app, Message::Resize(*width, *height), now());
        let buffer = screen(app, *width, *height, &Theme::ANSI);
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), text(&buffer) + "\n" + &styles(&buffer));
    }
}

/// A team that promised something, with cards that are due, late, and parts of others.
fn promising() -> App {
    let mut scene = Scene::busy();
    let sle = Sle::new(2 * DAY, Share::new(85).unwrap());
    let fields = Fields { sle: Some(sle), ..Fields::default() };
    scene.does(2, "maria", Change::Set { subject: Subject::Board(id("b")), fields });
    let of = |scene: &Scene, title: &str| {
        scene.board.cards().find(|card| card.title().starts_with(title)).unwrap().id()
    };
    for (title, field, value) in [
        ("Retry", Field::Due, "2026-06-12"),
        ("Nightly", Field::Due, "2026-06-16"),
        ("Upgrade", Field::Due, "2026-06-18"),
        ("Rate limit", Field::Kind, "feature"),
        ("Dark mode", Field::Kind, "debt"),
    ] {
        let card = of(&scene, title);
        scene.does(1, "maria", Change::Edit { card, values: vec![(field, value.to_owned())] });
    }
    scene.app()
}

#[test]
fn a_promise_and_what_is_left_of_it() {
    hold("promise", &mut promising(), &SIZES);
    let buffer = screen(&mut promising(), 120, 24, &Theme::MONO.ascii());
    assert!(text(&buffer).is_ascii() || text(&buffer).contains('支'), "a sign needs a good font");
    insta::assert_snapshot!("promise_ascii", text(&buffer));
}

#[test]
fn densities() {
    for (density, name) in
        [(Density::Compact, "compact"), (Density::Normal, "normal"), (Density::Roomy, "roomy")]
    {
        let mut app = promising();
        app.look.density = density;
        hold(name, &mut app, &[(80, 24), (120, 40), (200, 50)]);
    }
}

#[test]
fn lanes() {
    for (lanes, name) in [(Lanes::Assignee, "lanes_by_assignee"), (Lanes::Class, "lanes_by_class")] {
        let mut app = promising();
        let rows = Lanes::ALL.iter().position(|of| *of == lanes).unwrap();
        let from = Lanes::ALL.iter().position(|of| *of == app.look.lanes).unwrap();
        keys(&mut app, &format!("zl{}<Enter>", "<Down>".repeat(rows - from)));
        app.notice = None;
        hold(name, &mut app, &SIZES);
    }
}

#[test]
fn folded_and_zoomed() {
    let mut app = promising();
    keys(&mut app, "zc$zch");
    app.notice = None;
    hold("folded", &mut app, &[(80, 24), (120, 40)]);
    keys(&mut app, "zz");
    hold("zoomed", &mut app, &[(120, 40)]);
    let mut app = promising();
    keys(&mut app, "zclzclzclzclzc");
    app.notice = None;
    hold("all_folded", &mut app, &[(80, 24)]);
}

/// Nothing is told by colour alone: without colours every word and sign stays.
#[test]
fn without_colours_nothing_is_lost() {
    for (width, height) in SIZES {
        let coloured = text(&screen(&mut promising(), width, height, &Theme::ANSI));
        let plain = text(&screen(&mut promising(), width, height, &Theme::MONO));
        assert_eq!(coloured, plain);
    }
}

/// A card that is later than others says so where there is room, from what was measured.
#[test]
fn the_marks_of_age_come_from_the_measures() {
    let mut app = promising();
    let shown = text(&screen(&mut app, 200, 50, &Theme::MONO));
    assert!(shown.contains("● past SLE"), "{shown}");
    app.metrics.measured = None;
    let shown = text(&screen(&mut app, 200, 50, &Theme::MONO));
    assert!(!shown.contains("past SLE") && shown.contains("SLE 85% ≤ 2d"), "{shown}");
    let measured = Measured::of(&app.board, 0, 30, now());
    let _ = update(&mut app, Message::Measured(measured), now());
    let shown = text(&screen(&mut app, 200, 50, &Theme::MONO));
    assert!(shown.contains("budget "), "{shown}");
}
