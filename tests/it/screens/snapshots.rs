//! The screens people see, kept as files.

use andon::tui::app::{App, Problem, Tone};
use andon::tui::layer::{Layer, Welcome};
use andon::tui::theme::Theme;

use super::dump::{screen, styles, text};
use super::scene::{Scene, keys, now};

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 50)];

fn hold(name: &str, app: &mut App) {
    for (width, height) in SIZES {
        let buffer = screen(app, width, height, &Theme::ANSI);
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), text(&buffer) + "\n" + &styles(&buffer));
    }
    let buffer = screen(app, 80, 24, &Theme::MONO);
    insta::assert_snapshot!(format!("{name}_mono"), styles(&buffer));
}

fn session() -> andon::tui::app::Session {
    andon::tui::app::Session::default()
}

#[test]
fn board() {
    hold("board", &mut Scene::busy().app());
}

#[test]
fn empty_board() {
    hold("empty_board", &mut Scene::empty().app());
}

#[test]
fn refusal() {
    let mut app = Scene::busy().app();
    // The first move fills Review; the second one is refused.
    keys(&mut app, "llLhhLL");
    assert_eq!(app.notice.as_ref().map(|notice| notice.tone), Some(Tone::Refused));
    hold("refusal", &mut app);
}

#[test]
fn detail() {
    let mut app = Scene::busy().app();
    keys(&mut app, "l<Enter>");
    hold("detail", &mut app);
}

#[test]
fn help() {
    let mut app = Scene::busy().app();
    keys(&mut app, "?");
    hold("help", &mut app);
}

#[test]
fn palette() {
    let mut app = Scene::busy().app();
    keys(&mut app, ":bl");
    hold("palette", &mut app);
}

#[test]
fn prompt() {
    let mut app = Scene::busy().app();
    keys(&mut app, "b");
    hold("prompt", &mut app);
}

#[test]
fn form() {
    let mut app = Scene::busy().app();
    keys(&mut app, "lf");
    hold("form", &mut app);
}

#[test]
fn picker() {
    let mut app = Scene::busy().app();
    keys(&mut app, "v");
    hold("picker", &mut app);
}

#[test]
fn metrics_pane() {
    let mut app = Scene::busy().app();
    keys(&mut app, "m");
    hold("metrics_pane", &mut app);
}

#[test]
fn metrics_full() {
    let mut app = Scene::busy().app();
    keys(&mut app, "mm");
    hold("metrics_full", &mut app);
}

#[test]
fn filter() {
    let mut app = Scene::busy().app();
    keys(&mut app, "/@ann");
    hold("filter", &mut app);
    keys(&mut app, "xyz<Enter>");
    hold("filter_of_nothing", &mut app);
}

#[test]
fn over_reason() {
    let mut app = Scene::busy().app();
    keys(&mut app, "llLhhLL!");
    hold("over_reason", &mut app);
}

#[test]
fn cord() {
    let mut app = Scene::called().app();
    hold("cord", &mut app);
    let buffer = screen(&mut app, 80, 24, &Theme::MONO.ascii());
    insta::assert_snapshot!("cord_ascii", text(&buffer));
    keys(&mut app, "p");
    hold("cord_prompt", &mut app);
    keys(&mut app, "<Esc>l<Enter>");
    hold("cord_detail", &mut app);
}

#[test]
fn every_state() {
    hold("every_state", &mut Scene::troubled().app());
}

#[test]
fn ascii() {
    let mut app = Scene::troubled().app();
    let buffer = screen(&mut app, 80, 24, &Theme::MONO.ascii());
    insta::assert_snapshot!("ascii", text(&buffer));
}

#[test]
fn welcome() {
    let mut app = App::without_board(session(), 7, now());
    app.layers.push(Layer::Welcome(Welcome { folder: "/home/maria/shop".into() }));
    hold("welcome", &mut app);
}

#[test]
fn error() {
    let mut app = App::without_board(session(), 7, now());
    app.layers.push(Layer::Broken(Problem {
        place: "payments.board.json:41:7".to_owned(),
        reason: "this is no row of a board: expected `,` or `}`".to_owned(),
        hint: Some("`andon check` lists every row that cannot be read".to_owned()),
    }));
    hold("error", &mut app);
}
