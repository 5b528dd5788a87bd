//! One line per card as CSV (RFC 4180), for spreadsheets and scripts.
//!
//! Columns always come in the same order: what a card is, its dates (RFC 3339 in UTC), its times in
//! whole milliseconds, its counts, and then the time in each of the board's columns from left to
//! right. Where there is no value there is nothing between the commas. `finished_in_window` says
//! which cards the report's times are of.
//!
//! A cell that a spreadsheet would take for a formula begins with an apostrophe; what would steer a
//! terminal is shown as a mark. So texts are made safe, and may not be exactly the board's: that is
//! what the JSON is for.

use std::borrow::Cow;

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::{CardRow, Report, code};
use crate::board::Timestamp;
use crate::flow::Oddity;
use crate::text::clean;

/// What stands over the columns that every board has.
const HEAD: [&str; 31] = [
    "id",
    "source_id",
    "title",
    "kind",
    "class",
    "assignees",
    "labels",
    "column",
    "blocked",
    "created",
    "started",
    "first_finished",
    "finished",
    "abandoned",
    "finished_in_window",
    "lead_time_ms",
    "cycle_time_ms",
    "process_time_ms",
    "queue_time_ms",
    "blocked_time_ms",
    "time_in_done_ms",
    "time_back_in_backlog_ms",
    "age_ms",
    "returns",
    "reopens",
    "uncommits",
    "handoffs",
    "expedited",
    "data_quality",
    "items",
    "items_done",
];

/// The cards as CSV, lines ended by CRLF.
pub fn csv(report: &Report, cards: &[CardRow]) -> String {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(Vec::new());
    let columns = report.columns();
    let over = columns.iter().map(|name| guarded(&format!("{name} (ms)")).into_owned());
    // Writing to memory cannot fail, and all records are of one length.
    let _ = writer.write_record(HEAD.iter().map(ToString::to_string).chain(over));
    for card in cards {
        let spent = columns.iter().map(|name| {
            let ms = card.columns.iter().find(|(known, ..)| known == name).map_or(0, |(.., ms)| *ms);
            ms.to_string()
        });
        let _ = writer.write_record(of_card(report, card).into_iter().chain(spent));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn of_card(report: &Report, card: &CardRow) -> [String; 31] {
    let journey = &card.journey;
    let text = |text: &str| guarded(text).into_owned();
    let [created, started, first_finished, finished, abandoned] =
        card.dates().map(|at| at.map(|at: Timestamp| at.to_string()).unwrap_or_default());
    let ms = |ms: Option<i64>| ms.map(|ms| ms.to_string()).unwrap_or_default();
    let in_window = journey.finished.is_some_and(|at| report.metrics.window.contains(at));
    let odd = Oddity::ALL.into_iter().filter(|oddity| journey.oddities.has(*oddity)).map(code);
    [
        text(&card.id),
        text(card.source_id.as_deref().unwrap_or_default()),
        text(&card.title),
        text(&card.kind),
        text(&card.class),
        text(&card.assignees.join(" ")),
        text(&card.labels.join(" ")),
        text(card.column.as_deref().unwrap_or_default()),
        journey.blocked.to_string(),
        created,
        started,
        first_finished,
        finished,
        abandoned,
        in_window.to_string(),
        ms(journey.lead_ms()),
        ms(journey.cycle_ms()),
        ms(Some(journey.process_ms).filter(|_| report.metrics.activity.is_seen)),
        ms(Some(journey.queue_ms).filter(|_| report.metrics.shows_queues)),
        ms(Some(journey.blocked_ms)),
        ms(Some(journey.gap_ms)),
        ms(Some(journey.backlog_ms)),
        ms(card.age_ms),
        journey.returns.to_string(),
        journey.reopens.to_string(),
        journey.uncommits.to_string(),
        journey.handoffs.to_string(),
        journey.expedited.to_string(),
        odd.collect::<Vec<_>>().join(" "),
        card.items.to_string(),
        card.items_done.to_string(),
    ]
}

/// Text that neither a terminal nor a spreadsheet acts on.
fn guarded(text: &str) -> Cow<'_, str> {
    // A cleaned text has no tab and no carriage return any more that a formula could begin with;
    // blanks before a formula do not stop every spreadsheet.
    let clean = clean(text);
    match clean.trim_start().chars().next() {
        Some('=' | '+' | '-' | '@' | '␉' | '␍' | '␊' | '＝' | '＋' | '－' | '＠') => {
            Cow::Owned(format!("'{clean}"))
        }
        _ => clean,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_act_on_is_text() {
        for (text, safe) in [
            ("Retry on timeout", "Retry on timeout"),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'␉=1"),
            ("\r=1", "'␍=1"),
            ("  =1", "'  =1"),
            ("＝1", "'＝1"),
            ("a=1", "a=1"),
            ("\u{1b}[2J", "␛[2J"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), safe, "{text:?}");
        }
    }
}
