//! No size, no board and no key makes drawing panic, and drawing takes what is in sight, not what
//! is on the board.

use andon::tui::app::{App, Problem, Session};
use andon::tui::layer::{Layer, Welcome};
use andon::tui::theme::Theme;
use proptest::prelude::*;

use super::dump::screen;
use super::scene::{Scene, keys, now};

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
    #![proptest_config(ProptestConfig::with_cases(120))]

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
