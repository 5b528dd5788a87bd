//! Every tab of the metrics pane on the living example, as text and as styles; without colours and
//! in ASCII; and how long a frame of many cards takes.

use std::time::{Duration, Instant};

use andon::board::{Board, Builder, Id, Timestamp};
use andon::demo;
use andon::flow::{DAY_MS, Finished, Window};
use andon::report::Report;
use andon::tui::app::{App, Session};
use andon::tui::keymap;
use andon::tui::message::Message;
use andon::tui::pane::{Measured, PaneSize};
use andon::tui::tab::Tab;
use andon::tui::theme::Theme;
use andon::tui::update::update;
use ratatui::style::Color;

use super::dump::{screen, styles, text};

fn now() -> Timestamp {
    demo::END.parse::<Timestamp>().unwrap().plus_ms(5 * 60_000)
}

/// The example's board, with the measures of the last 30 days on the whole screen.
fn example() -> App {
    let mut board = Builder::new().build();
    for operation in demo::operations(demo::END.parse().unwrap()) {
        board.apply(&operation).unwrap();
    }
    showing(board, |board| Measured::of(board, 0, 30, now()))
}

fn showing(board: Board, measure: impl Fn(&Board) -> Measured) -> App {
    let measured = measure(&board);
    let mut app = App::new(board, Session::default(), 7, now());
    app.metrics.measured = Some(measured);
    app.metrics.size = PaneSize::Full;
    app
}

fn keys(app: &mut App, keys: &str) {
    for key in keymap::parse(keys).unwrap() {
        let _ = update(app, Message::Key(key.into()), now());
    }
}

fn hold(app: &mut App, name: &str) {
    for (width, height) in [(80, 24), (200, 60)] {
        let buffer = screen(app, width, height, &Theme::ANSI);
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), text(&buffer) + "\n" + &styles(&buffer));
    }
    let buffer = screen(app, 80, 24, &Theme::MONO);
    insta::assert_snapshot!(format!("{name}_mono"), text(&buffer) + "\n" + &styles(&buffer));
    let colourless = |cell: &ratatui::buffer::Cell| cell.fg == Color::Reset && cell.bg == Color::Reset;
    assert!(buffer.content.iter().all(colourless), "NO_COLOR");
    let buffer = screen(app, 80, 24, &Theme::MONO.ascii());
    insta::assert_snapshot!(format!("{name}_ascii"), text(&buffer));
    assert!(text(&buffer).is_ascii(), "a sign needs a good font");
}

#[test]
fn every_tab() {
    let mut app = example();
    for (tab, name) in Tab::ALL.into_iter().zip([
        "summary",
        "cumulative",
        "scatter",
        "histogram",
        "ageing",
        "throughput",
        "stream",
        "constraint",
        "behaviour",
    ]) {
        keys(&mut app, &tab.number().to_string());
        assert_eq!(app.metrics.tab, tab);
        hold(&mut app, name);
    }
}

#[test]
fn other_series() {
    let mut app = example();
    for (number, name) in [("4", "histogram_lead"), ("6", "throughput_weeks"), ("9", "behaviour_weeks")] {
        keys(&mut app, number);
        keys(&mut app, "s");
        app.notice = None;
        let buffer = screen(&mut app, 80, 24, &Theme::ANSI);
        insta::assert_snapshot!(name, text(&buffer));
    }
}

#[test]
fn under_the_board() {
    let mut app = example();
    app.metrics.size = PaneSize::Pane;
    let mut all = String::new();
    for _ in Tab::ALL {
        keys(&mut app, "]");
        let buffer = screen(&mut app, 80, 24, &Theme::ANSI);
        all += &text(&buffer);
    }
    insta::assert_snapshot!("panes", all);
}

/// Where there is nothing to show, the words say why, and which key may help.
#[test]
fn nothing_to_show() {
    let empty = |_: &Board| Measured::of(&super::scene::Scene::empty().board, 0, 30, now());
    let mut app = showing(super::scene::Scene::empty().board, empty);
    let mut all = String::new();
    for tab in Tab::ALL {
        keys(&mut app, &tab.number().to_string());
        let buffer = screen(&mut app, 80, 24, &Theme::ANSI);
        // What stands on the rest of the screen is the same everywhere.
        all += text(&buffer).lines().skip(3).take(8).collect::<Vec<_>>().join("\n").trim_end();
        all += "\n\n";
    }
    insta::assert_snapshot!("nothing", all);
}

/// A frame and a key take as long for a hundred thousand finished cards as for ten thousand.
#[test]
fn a_frame_costs_what_is_in_sight() {
    let many = |cards: u32| {
        showing(Builder::new().build(), |_| {
            let board = super::scene::Scene::empty().board;
            let mut report = Report::of(&board, Window::last(30, now()), now());
            let finished = (0..cards).map(|nth| {
                let part = i64::from(nth) * 30 * DAY_MS / i64::from(cards);
                let took = i64::from(nth.wrapping_mul(2_654_435_761) % 1000) * DAY_MS / 50;
                let id = Id::random(u64::from(nth) + 1, Id::CARD_LEN);
                Finished {
                    card: id,
                    at: now().plus_ms(part - 30 * DAY_MS),
                    times: Some([took + 1, took, took / 2]),
                }
            });
            report.metrics.finished = finished.collect();
            report.metrics.no_times = None;
            let started = Instant::now();
            let measured = Measured::told(&board, 0, 30, report);
            println!("pictures of {cards} cards made in {:?}", started.elapsed());
            measured
        })
    };
    let (mut few, mut more) = (many(10_000), many(100_000));
    few.board = super::scene::Scene::empty().board.into();
    more.board = few.board.clone();
    for tab in [Tab::Scatter, Tab::Histogram, Tab::Behaviour] {
        let frame = |app: &mut App| -> Duration {
            app.metrics.tab = tab;
            let fastest = (0..20).map(|_| {
                let started = Instant::now();
                keys(app, "h");
                let _ = screen(app, 200, 60, &Theme::ANSI);
                started.elapsed()
            });
            fastest.min().unwrap()
        };
        let (one, other) = (frame(&mut few), frame(&mut more));
        println!("{tab:?} at 200x60: a frame of 10,000 cards {one:?}, of 100,000 cards {other:?}");
        assert!(other < one * 2 + Duration::from_millis(2), "{tab:?}: {one:?}, {other:?}");
    }
}
