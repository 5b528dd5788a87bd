//! The screens people see, kept as files.

use std::fmt::Write as _;

use andon::git::{FileState, GoingOn, Head, Status, Upstream};
use andon::tui::app::{App, Problem, Tone};
use andon::tui::in_git::{Last, Standing};
use andon::tui::layer::{Layer, Welcome};
use andon::tui::theme::Theme;

use super::dump::{screen, styles, text};
use super::scene::{Scene, keys, now};
use crate::tui_git::{status, trouble};

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
fn parts() {
    let mut app = Scene::with_parts().app();
    hold("parts_board", &mut app);
    keys(&mut app, "ll<Enter><Tab><Tab><Tab>");
    hold("parts_detail", &mut app);
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

/// The board stands in git like this, as far as is known.
fn in_git(app: &mut App, status: Status) {
    app.git.standing = Standing::Inside(status);
}

#[test]
fn git_on_the_first_line() {
    let mut app = Scene::called().app();
    in_git(&mut app, status(1, 2, FileState::Changed));
    hold("git", &mut app);
    let buffer = screen(&mut app, 80, 24, &Theme::MONO.ascii());
    insta::assert_snapshot!("git_ascii", text(&buffer));
}

/// Every state on the first line, from wide to narrow: it falls away before anything else does.
#[test]
fn git_falls_away_first() {
    let merging = |going_on| Status { going_on: Some(going_on), ..status(0, 0, FileState::Unmerged) };
    let gone = |status: Status| Status {
        upstream: status.upstream.map(|upstream| Upstream { gone: true, ..upstream }),
        ..status
    };
    let plain = || status(0, 0, FileState::Clean);
    let states = [
        ("all pushed", plain()),
        ("ahead", status(12, 0, FileState::Clean)),
        ("both, changed", status(1, 2, FileState::Changed)),
        ("never committed", status(0, 0, FileState::New)),
        ("ignored", status(0, 0, FileState::Ignored)),
        ("merging", merging(GoingOn::Merge)),
        ("rebasing", merging(GoingOn::Rebase)),
        ("no upstream", Status { upstream: None, ..plain() }),
        ("upstream gone", gone(plain())),
        ("detached", Status { head: Head::Detached("4f1a2b3".to_owned()), upstream: None, ..plain() }),
        (
            "no commit",
            Status {
                head: Head::Unborn("main".to_owned()),
                upstream: None,
                board: FileState::New,
                ..plain()
            },
        ),
        (
            "hostile",
            Status {
                head: Head::Branch("ma\u{1b}[31min/\u{202e}evil/with/a/very/long/name".to_owned()),
                ..plain()
            },
        ),
    ];
    let mut told = String::new();
    for (name, status) in states {
        writeln!(told, "-- {name}").unwrap();
        for width in [80, 60, 46, 34] {
            let mut app = Scene::called().app();
            in_git(&mut app, status.clone());
            let lines = text(&screen(&mut app, width, 12, &Theme::MONO));
            writeln!(told, "{}", lines.lines().next().unwrap()).unwrap();
        }
    }
    insta::assert_snapshot!("git_states", told);
}

#[test]
fn git_in_words() {
    let mut app = Scene::busy().app();
    in_git(&mut app, status(1, 2, FileState::Changed));
    keys(&mut app, "s");
    hold("git_words", &mut app);
    app.git.last = Some(Last { at: now(), outcome: Err(trouble()) });
    hold("git_words_of_a_failure", &mut app);
    let mut app = Scene::busy().app();
    app.git.standing = Standing::Outside;
    keys(&mut app, "s");
    insta::assert_snapshot!("git_words_outside", text(&screen(&mut app, 80, 24, &Theme::MONO)));
}

#[test]
fn what_was_done_at_the_same_time() {
    let mut app = Scene::merged().app();
    hold("same_time", &mut app);
    let buffer = screen(&mut app, 80, 24, &Theme::MONO.ascii());
    insta::assert_snapshot!("same_time_ascii", text(&buffer));
    keys(&mut app, "lllG<Enter>");
    hold("same_time_detail", &mut app);
}
