//! Any text on its way to people: what comes out steers nothing and hides nothing, and is never
//! wider than what was asked.

#![no_main]

use andon::board::{Board, Builder, Change, ColumnKind, Draft, Field, Fields, Id, Operation, Subject, Timestamp};
use andon::flow::{Journeys, Window};
use andon::report::{self, Report};
use andon::text::{Clean, clean, fit, tail, width, wrap, wrap_in};
use andon_fuzz::{Bytes, rarely, shown, up_to};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let cells = usize::try_from(up_to(&mut bytes, 90)).unwrap_or(0);
    let lines = usize::try_from(up_to(&mut bytes, 9)).unwrap_or(0);
    let whole_report = rarely(&mut bytes, 64);
    let text = String::from_utf8_lossy(bytes.take_rest());

    let cleaned = clean(&text);
    one_line("clean", &cleaned);
    assert_eq!(clean(&cleaned), cleaned, "cleaning twice is cleaning once");
    assert_eq!(Clean::new(&text).width(), width(&cleaned));
    for (what, cut) in [("fit", fit(&text, cells)), ("tail", tail(&text, cells))] {
        narrow(what, cut.as_str(), cells);
    }
    if width(&cleaned) <= cells {
        assert_eq!(fit(&text, cells).as_str(), cleaned, "what fits is not cut");
    }
    let wrapped = wrap(&text, cells, lines);
    assert!(wrapped.len() <= lines);
    for line in &wrapped {
        narrow("wrap", line.as_str(), cells);
    }
    let widths = [cells, cells / 2, cells + 3];
    let wrapped = wrap_in(&text, &widths);
    assert!(wrapped.len() <= widths.len());
    for (line, cells) in wrapped.iter().zip(widths) {
        narrow("wrap_in", line.as_str(), cells);
    }
    if whole_report {
        cells_of_reports(&text);
    }
});

#[track_caller]
fn one_line(what: &str, text: &str) {
    assert!(!text.contains(['\n', '\r']), "{what}: a line end in {text:?}");
    shown::check(what, text);
}

#[track_caller]
fn narrow(what: &str, text: &str, cells: usize) {
    one_line(what, text);
    assert!(width(text) <= cells, "{what}: {} cells of {cells}: {text:?}", width(text));
}

/// A board that says the text wherever a text can stand.
fn board(text: &str) -> Board {
    let mut board = Builder::new().build();
    let id = |text: &str| text.parse::<Id>().expect("an id");
    let name: String = text.chars().take(200).collect();
    let column = |kind, rank: &str| Fields {
        name: Some(name.as_str().into()),
        kind: Some(kind),
        rank: Some(rank.into()),
        ..Fields::default()
    };
    let card = Draft {
        values: vec![(Field::Title, format!("x{name}")), (Field::Text, name.clone()), (Field::Kind, name.clone())],
        labels: vec![format!("x{name}")],
        who: vec![format!("x{name}")],
        source: Some(name.clone()),
        ..Draft::default()
    };
    let changes = [
        Change::Set { subject: Subject::Column(id("a")), fields: column(ColumnKind::Active, "b") },
        Change::Set { subject: Subject::Column(id("z")), fields: column(ColumnKind::Done, "d") },
        Change::Set {
            subject: Subject::Board(id("b")),
            fields: Fields { name: Some(name.as_str().into()), ..Fields::default() },
        },
        Change::Add(card),
    ];
    let at = |seed: u64| Timestamp::from_ms(1_772_000_000_000 + i64::try_from(seed).unwrap_or(0) * 3_600_000);
    let by = format!("x{}", name.chars().take(100).collect::<String>());
    let mut ask = |seed: u64, change| {
        let operation = Operation { change, at: at(seed), by: by.clone(), seed, over: None, backdated: false };
        board.apply(&operation).ok()?.card()
    };
    let mut card = None;
    for (seed, change) in (1..).zip(changes) {
        card = ask(seed, change).or(card);
    }
    if let Some(card) = card {
        let why = format!("x{name}");
        ask(10, Change::Block { card, why: why.clone() });
        ask(11, Change::Pull { card, why: why.clone() });
        ask(12, Change::Resolve { card, what: why });
        ask(13, Change::Unblock { card });
        ask(60, Change::Move { card, to: id("z") });
    }
    board
}

fn cells_of_reports(text: &str) {
    let board = board(text);
    let now = Timestamp::from_ms(1_772_000_000_000 + 100 * 3_600_000);
    let journeys = Journeys::of(&board, now);
    let report = Report::over(&board, &journeys, Window::last(14, now));
    let cards = report::cards(&board, &journeys);
    shown::check("text", &report::text(&report));
    shown::check("full", &report::full(&report));
    shown::check("markdown", &report::markdown(&report));
    shown::check("csv", &report::csv(&report, &cards));
    let html = report::html(&report, &cards);
    shown::check("html", &html);
    // Nothing of the text becomes markup: there are as many tags as with a harmless text.
    assert!(!html.contains("<img") && !html.matches("<script").nth(0).is_some(), "markup from a text");
    let json: serde_json::Value = serde_json::from_str(&report::json(&report, Some(&cards))).expect("JSON");
    assert_eq!(json["board"].as_str().unwrap_or_default(), board.name(), "JSON says what the board says");
}
