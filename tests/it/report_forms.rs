//! Every form a report comes in: what they have in common, on the demo board and on one that means
//! harm.

use std::collections::BTreeSet;
use std::path::Path;

use andon::board::{Board, Change, Draft, Field, Fields, Id, Operation, Subject, Timestamp};
use andon::flow::{DAY_MS, Journeys, Window};
use andon::report::{self, CardRow, Report};
use andon::store::BoardFile;
use andon::text::{clean, width};

use crate::board_of;
use crate::json_schema::faults;
use crate::stories::at;

/// A report in all its forms, by their names.
pub struct Forms {
    pub report: Report,
    pub cards: Vec<CardRow>,
    pub texts: Vec<(&'static str, String)>,
}

impl Forms {
    pub fn of(board: &Board, window: Window, now: Timestamp) -> Self {
        Self::over(board, &Journeys::of(board, now), window)
    }

    pub fn over(board: &Board, journeys: &Journeys, window: Window) -> Self {
        let report = Report::over(board, journeys, window);
        let cards = report::cards(board, journeys);
        let texts = vec![
            ("text", report::text(&report)),
            ("full", report::full(&report)),
            ("markdown", report::markdown(&report)),
            ("csv", report::csv(&report, &cards)),
            ("json", report::json(&report, Some(&cards))),
            ("html", report::html(&report, &cards)),
        ];
        Self { report, cards, texts }
    }

    pub fn form(&self, name: &str) -> &str {
        &self.texts.iter().find(|(form, _)| *form == name).unwrap().1
    }

    /// What is wrong with any of the forms, whatever the board.
    pub fn faults(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (form, text) in &self.texts {
            for word in ["NaN", "nan ", "inf ", "Infinity", "-0 %"] {
                if text.contains(word) {
                    found.push(format!("{form} says {word}"));
                }
            }
            let lines = text.lines().map(|line| line.trim_end_matches('\r'));
            for line in lines.filter(|line| clean(line) != *line) {
                found.push(format!("{form} has a line that is not clean: {line:?}"));
            }
        }
        for form in ["text", "full"] {
            let wide = self.form(form).lines().filter(|line| width(line) > report::WIDTH);
            found.extend(wide.map(|line| format!("{form} has a line that is too wide: {line}")));
        }
        if self.form("text").lines().count() > report::LINES {
            found.push("text is too long".to_owned());
        }
        found.extend(self.csv_faults());
        found.extend(table_faults(self.form("markdown")));
        found.extend(crate::report_html::faults(self.form("html")));
        let json = serde_json::from_str(self.form("json")).unwrap();
        found.extend(faults(&crate::report::schema("andon-report-1.schema.json"), &json));
        found
    }

    fn csv_faults(&self) -> Vec<String> {
        let text = self.form("csv");
        let mut found = Vec::new();
        if text.replace("\r\n", "").contains(['\r', '\n']) {
            found.push("csv has a line end that is not CRLF".to_owned());
        }
        let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let names: BTreeSet<&String> = head.iter().collect();
        if names.len() != head.len() {
            found.push(format!("csv has two columns of one name: {head:?}"));
        }
        let mut rows: Vec<csv::StringRecord> = Vec::new();
        for row in reader.records() {
            match row {
                Ok(row) => rows.push(row),
                Err(error) => found.push(format!("csv: {error}")),
            }
        }
        if rows.len() != self.cards.len() {
            found.push(format!("csv has {} rows of {} cards", rows.len(), self.cards.len()));
        }
        for (row, card) in rows.iter().zip(&self.cards) {
            if row[0] != card.id {
                found.push(format!("csv has {} in the place of {}", &row[0], card.id));
            }
            for cell in row {
                if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                    found.push(format!("csv has a cell that is a formula: {cell}"));
                }
            }
            let spent: i64 = row.iter().skip(31).map(|cell| cell.parse::<i64>().unwrap()).sum();
            let told: i64 = card.columns.iter().map(|(.., ms)| ms).sum();
            if spent != told {
                found.push(format!("csv has {spent} ms in the columns of {}, of {told}", card.id));
            }
        }
        found
    }
}

/// Rows of a Markdown table that have another number of cells than its head.
fn table_faults(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut cells = None;
    for line in markdown.lines() {
        if !line.starts_with('|') {
            cells = None;
            continue;
        }
        let bars = line.matches('|').count();
        if *cells.get_or_insert(bars) != bars {
            found.push(format!("markdown has a row that breaks its table: {line}"));
        }
    }
    found
}

/// The board of `andon demo`, and its last instant.
pub fn demo() -> (Board, Timestamp) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("boards/demo.board.json");
    (BoardFile::open(&path).unwrap().board().clone(), at(andon::demo::END))
}

/// Texts that mean harm, each in its own way.
pub const HOSTILE: [&str; 10] = [
    "\u{1b}[2J\u{1b}]0;owned\u{7}",
    "\u{202e}live\u{2066}",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "a | b \\| c || d",
    "`code` ``` ~~~",
    "<script>alert(1)</script> </textarea> <img src=x onerror=alert(1)>",
    "@maria #12 https://evil.example [x](javascript:alert(1))",
    "line\r\nbreak\n\n## heading\n- [ ] task",
    "+1, \"quoted\", -2",
    "\u{200b}\u{feff}zero\u{ad} 支払い 👩\u{200d}👧",
];

/// A board every text of which means harm: its name, columns, stage, cards, people, reasons.
pub fn hostile() -> (Board, Timestamp) {
    let mut board = board_of::named(HOSTILE[0], "A:backlog,B:queue,C:active:2,D:active,E:done", "UTC");
    let mut clock = at("2026-02-01T00:00:00Z");
    let mut seed = 100;
    let mut apply = |board: &mut Board, change: Change| {
        (clock, seed) = (clock.plus_ms(3_600_000 * 5), seed + 1);
        let operation =
            Operation { change, at: clock, by: HOSTILE[6].to_owned(), seed, over: None, backdated: false };
        board.apply(&operation).unwrap().card()
    };
    let columns: Vec<Id> = board.display_order().iter().map(|ix| board.column(*ix).id).collect();
    let stage = Id::slug("stage").unwrap();
    let named = |name: &str| Fields { name: Some(name.into()), ..Fields::default() };
    for (column, name) in columns.iter().zip(&HOSTILE) {
        let stage = (name.len() > 20).then_some(Some(stage));
        apply(
            &mut board,
            Change::Set { subject: Subject::Column(*column), fields: Fields { stage, ..named(name) } },
        );
    }
    apply(&mut board, Change::Set { subject: Subject::Stage(stage), fields: named(HOSTILE[3]) });
    for text in HOSTILE.iter().chain(&HOSTILE) {
        let (label, who) = (vec![(*text).to_owned()], vec![(*text).to_owned()]);
        let values = vec![(Field::Title, (*text).to_owned()), (Field::Kind, (*text).to_owned())];
        let draft = Draft {
            to: Some(columns[0]),
            values,
            labels: label,
            who,
            source: Some((*text).to_owned()),
            items: vec![((*text).to_owned(), true)],
            ..Draft::default()
        };
        let card = apply(&mut board, Change::Add(draft)).unwrap();
        apply(&mut board, Change::Move { card, to: columns[1] });
        apply(&mut board, Change::Move { card, to: columns[2] });
        apply(&mut board, Change::Block { card, why: (*text).to_owned() });
        apply(&mut board, Change::Unblock { card });
        apply(&mut board, Change::Pull { card, why: (*text).to_owned() });
        apply(&mut board, Change::Answer { card });
        apply(&mut board, Change::Resolve { card, what: (*text).to_owned() });
        apply(&mut board, Change::Move { card, to: columns[3] });
        apply(&mut board, Change::Move { card, to: columns[2] });
        apply(&mut board, Change::Move { card, to: columns[3] });
        if !text.starts_with('+') {
            apply(&mut board, Change::Move { card, to: columns[4] });
        }
    }
    (board, clock.plus_ms(1))
}

#[test]
fn the_demo_board_in_every_form() {
    let (board, now) = demo();
    let forms = Forms::of(&board, Window::last(30, now), now);
    assert_eq!(forms.faults(), [""; 0]);
    insta::assert_snapshot!("demo_text", forms.form("text"));
    insta::assert_snapshot!("demo_full", forms.form("full"));
    insta::assert_snapshot!("demo_markdown", forms.form("markdown"));
    let csv: String = forms.form("csv").split_inclusive("\r\n").take(6).collect();
    insta::assert_snapshot!("demo_csv", csv.replace("\r\n", "\n"));
}

#[test]
fn the_readme_shows_the_report_of_the_demo_board() {
    let (board, now) = demo();
    let report = report::text(&Report::of(&board, Window::last(30, now), now));
    let readme = include_str!("../../README.md");
    let (_, after) =
        readme.split_once("<!-- report -->\n```\n").expect("README marks where the report begins");
    let (shown, _) = after.split_once("```\n<!-- /report -->").expect("README marks where the report ends");
    assert!(shown == report, "README's report is stale; between its marks belongs:\n\n{report}");
}

#[test]
fn the_value_stream_board_in_full() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("boards/value-stream.board.json");
    let board = BoardFile::open(&path).unwrap().board().clone();
    let last = board.cards().map(andon::board::Card::last_at).max().unwrap().plus_ms(1);
    let window = Window { from: last.plus_ms(-400 * DAY_MS), to: last };
    let forms = Forms::of(&board, window, last);
    assert_eq!(forms.faults(), [""; 0]);
    let full = forms.form("full");
    assert!(full.contains("2.3 %"), "the activity ratio of Figure 10 is missing:\n{full}");
}

#[test]
fn texts_that_mean_harm_do_none() {
    let (board, now) = hostile();
    let forms = Forms::of(&board, Window::last(60, now), now);
    assert_eq!(forms.faults(), [""; 0]);
    assert!(forms.report.metrics.finished.len() >= 18);
    insta::assert_snapshot!("hostile_full", forms.form("full"));
    insta::assert_snapshot!("hostile_markdown", forms.form("markdown"));
    let csv: String = forms.form("csv").split_inclusive("\r\n").take(11).collect();
    insta::assert_snapshot!("hostile_csv", csv.replace("\r\n", "\n"));
}

/// A test of the test: what is wrong is found.
#[test]
fn faults_are_found() {
    let (board, now) = demo();
    let whole = Forms::of(&board, Window::last(30, now), now);
    for (form, right, wrong) in [
        ("text", "52 finished", "NaN finished"),
        ("text", "Cycle time", "Cycle time                                                        "),
        ("full", "Refund", "\u{1b}[2JRefund"),
        ("markdown", "| all |", "| all | |"),
        ("csv", "Back button pays again", "=Back"),
        ("csv", "Back button pays again", "Back\nbutton"),
        ("json", "\"wip\"", "\"wup\""),
    ] {
        let mut forms = Forms::of(&board, Window::last(30, now), now);
        let text = &mut forms.texts.iter_mut().find(|(name, _)| *name == form).unwrap().1;
        *text = text.replace(right, wrong);
        assert!(text.as_str() != whole.form(form) && !forms.faults().is_empty(), "{form}: {wrong}");
    }
}
