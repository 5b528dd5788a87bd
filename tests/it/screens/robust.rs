//! No size, no board and no key makes drawing panic, and drawing takes what is in sight, not what
//! is on the board.

use andon::board::{Change, Draft, Field, Fields, Share, Sle, Subject};
use andon::tui::app::{App, Problem, Session};
use andon::tui::layer::{Layer, Welcome};
use andon::tui::theme::Theme;
use proptest::prelude::*;

use super::dump::screen;
use super::scene::{Scene, id, keys, now};

const KEYS: [&str; 41] = [
    "j",
    "k",
    "h",
    "l",
    "L",
    "H",
    "J",
    "a",
    "<Enter>",
    "<Esc>",
    "b",
    "p",
    "f",
    "?",
    ":",
    "m",
    "w",
    "v",
    "c",
    "/",
    "x",
    "u",
    "G",
    "5",
    "<Tab>",
    "<Down>",
    "<Up>",
    "<PageDown>",
    "é",
    "支",
    "<Space>",
    "]",
    "9",
    "l",
    "s",
    "zd",
    "zl",
    "zc",
    "zo",
    "zz",
    "V",
];

fn boards() -> Vec<App> {
    let mut wide = Scene::empty();
    for nth in 0..40_i64 {
        wide.card(
            &format!("支払い {nth} {}", "x".repeat(200)),
            &["a\u{202e}b"],
            &["\u{1b}"],
            100 + nth,
            &[("delivered", 50)],
        );
    }
    let mut welcome = App::without_board(Session::default(), 1, now());
    welcome.layers.push(Layer::Welcome(Welcome::default()));
    let mut broken = App::without_board(Session::default(), 1, now());
    let long = "x".repeat(300);
    broken.layers.push(Layer::Broken(Problem {
        place: long.clone(),
        reason: long.clone(),
        hint: Some(long),
    }));
    vec![
        welcome,
        broken,
        Scene::empty().app(),
        Scene::busy().app(),
        Scene::troubled().app(),
        Scene::called().app(),
        wide.app(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_panics(
        which in 0..7_usize,
        steps in prop::collection::vec((0..KEYS.len(), 1..200_u16, 1..60_u16, any::<bool>()), 1..30),
    ) {
        let mut app = boards().swap_remove(which);
        for (key, width, height, mono) in steps {
            let theme = if mono { Theme::MONO.ascii() } else { Theme::ANSI };
            app.size = (width, height);
            keys(&mut app, KEYS[key]);
            let buffer = screen(&mut app, width, height, &theme);
            for cell in &buffer.content {
                prop_assert!(!cell.symbol().contains(char::is_control), "{:?}", cell.symbol());
            }
            // The sizes at which things stop fitting come up too seldom by chance.
            let _ = screen(&mut app, width % 25 + 1, height % 10 + 1, &theme);
        }
    }
}

/// A frame of a crowded board takes no longer than one of a board that fits.
#[test]
fn a_frame_costs_what_is_in_sight() {
    const COLUMNS: [&str; 5] = ["ready", "doing", "devdone", "review", "delivered"];
    let crowded = |cards: usize| {
        let mut scene = Scene::empty();
        let boundless = Fields { wip: Some(None), ..Fields::default() };
        let columns = COLUMNS.map(|column| Subject::Column(id(column)));
        for subject in columns.into_iter().chain([Subject::Stage(id("dev")), Subject::Board(id("b"))]) {
            // Columns that never had a limit have none to lose.
            scene.may(2, "maria", Change::Set { subject, fields: boundless.clone() });
        }
        // Whatever is an hour old has missed it, and bears a mark.
        let sle = Sle::new(60_000, Share::new(85).unwrap());
        let promise = Fields { sle: Some(sle), ..Fields::default() };
        scene.does(2, "maria", Change::Set { subject: Subject::Board(id("b")), fields: promise });
        for nth in 0..cards {
            let draft = Draft {
                to: Some(id(COLUMNS[nth % COLUMNS.len()])),
                values: vec![(Field::Title, format!("Card number {nth} with a title of two lines"))],
                who: vec![format!("person {}", nth % 40)],
                labels: vec![format!("label {}", nth % 70)],
                ..Draft::default()
            };
            scene.does(1, "maria", Change::Add(draft));
        }
        scene.app()
    };
    let frame = |app: &mut App| {
        let fastest = (0..50).map(|_| {
            let started = std::time::Instant::now();
            let _ = screen(app, 200, 60, &Theme::ANSI);
            started.elapsed()
        });
        fastest.min().unwrap()
    };
    let (mut few, mut many) = (crowded(150), crowded(5_000));
    // Every card in process is marked with its age.
    assert!(many.metrics.measured.as_ref().unwrap().charts.ages.len() > 1_000);
    for look in ["$G", "zlassignee<Enter>", "cexp<Enter>zllabel<Enter>", "gg", "zd", "zcG"] {
        keys(&mut few, look);
        keys(&mut many, look);
        let (few, many) = (frame(&mut few), frame(&mut many));
        println!("a frame at 200x60 after {look}, of 150 cards: {few:?}, of 5,000 cards: {many:?}");
        assert!(many < few * 2, "after {look}: 150 cards: {few:?}, 5,000 cards: {many:?}");
    }
}
