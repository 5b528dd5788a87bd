//! The report as Markdown, short enough to be pasted into a pull request.
//!
//! What the board says stands in code spans: there nothing is a link, a mention, a reference, an
//! emphasis or HTML, on GitHub, GitLab and wherever else Markdown is read.

use std::fmt::Write as _;

use super::absence::no_data;
use super::page::{Block, Holds, Part, Section, Table, Words, said};
use super::words::count;
use super::{Report, sections};
use crate::flow::Measure;
use crate::text::{clean, fit};

/// How much of a text of the board is shown, in cells.
const LONGEST: usize = 120;
/// How many of the oldest cards are listed.
const OLDEST: usize = 5;

/// The report as Markdown (GitHub's flavour).
pub fn markdown(report: &Report) -> String {
    let mut out = String::new();
    let name =
        if report.board.is_empty() { said("Flow report") } else { said("Flow of ").theirs(&*report.board) };
    put(&mut out, &format!("## {}", spelled(&name)));
    put(&mut out, &spelled(&said(report.period())));
    if !report.chosen.is_empty() {
        put(&mut out, &spelled(&said("Only ").then(report.only())));
    }
    section(&mut out, &in_short(report));
    for told in [sections::times(report), sections::compared(report), sections::stream(report)] {
        section(&mut out, &told);
    }
    section(&mut out, &sections::constraint(report));
    section(&mut out, &in_process(report));
    section(&mut out, &sections::quality(report));
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// The sentences of the short report that no table of the others holds.
fn in_short(report: &Report) -> Section {
    let mut section = Section::new("In short");
    let metrics = &report.metrics;
    let throughput = match metrics.absence(Measure::Throughput) {
        Some(absence) => no_data(absence),
        None => format!("{} finished{}", metrics.throughput.total, sections::rate(report)),
    };
    section.fact("Throughput", throughput);
    section.fact("Expectation", sections::expectation(report));
    section.fact("In process", sections::in_process(report));
    section.fact("%C/A", sections::accuracy_line(report));
    section.fact("Little's law", sections::estimate(report));
    if metrics.little.cycle.estimate_ms.is_some() && !metrics.little.is_reliable() {
        section.fact("", "the board was not steady: the estimate is unreliable");
    }
    section
}

/// The oldest cards in process.
fn in_process(report: &Report) -> Section {
    let mut section = Section::new("Oldest in process");
    match report.metrics.absence(Measure::Age) {
        Some(absence) => section.line(no_data(absence)),
        None => section.table(sections::cards(report, OLDEST)),
    }
    let more = report.metrics.ages.cards.len().saturating_sub(OLDEST);
    if more > 0 {
        section.line(format!("and {} more", count(more, "card")));
    }
    section
}

fn section(out: &mut String, section: &Section) {
    put(out, &format!("### {}", section.title));
    for block in &section.blocks {
        match block {
            Block::Line(words) => put(out, &spelled(words)),
            Block::Facts(facts) => {
                let mut lines = String::new();
                for (name, words) in facts {
                    // Writing to a string does not fail.
                    let _ = if name.is_empty() {
                        writeln!(lines, "  - {}", spelled(words))
                    } else {
                        writeln!(lines, "- **{name}:** {}", spelled(words))
                    };
                }
                put(out, lines.trim_end_matches('\n'));
            }
            Block::Table(table) => put(out, &self::table(table)),
            // A picture needs letters of one width, and its numbers stand in the tables.
            Block::Picture(_) => {}
        }
    }
}

fn put(out: &mut String, paragraph: &str) {
    out.push_str(paragraph);
    out.push_str("\n\n");
}

fn table(table: &Table) -> String {
    let row = |cells: &Vec<Words>| {
        let cells: Vec<String> = cells.iter().map(spelled).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rules = table.holds.iter().map(|holds| if *holds == Holds::Numbers { "---:" } else { ":---" });
    let rule = format!("| {} |", rules.collect::<Vec<_>>().join(" | "));
    let rows = std::iter::once(row(&table.head)).chain([rule]).chain(table.rows.iter().map(row));
    rows.collect::<Vec<_>>().join("\n")
}

fn spelled(words: &Words) -> String {
    words
        .parts()
        .iter()
        .map(|part| match part {
            Part::Said(text) => escaped(text),
            Part::Theirs(text) => code(text),
        })
        .collect()
}

/// Our own words hold nothing that means something in Markdown, but for a few signs.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '|' | '#' | '@' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A code span. In one with a bar or a backtick, which would end a table's cell or the span, every
/// sign is spelled as the number of its character.
fn code(text: &str) -> String {
    let text = clean(text);
    let text = fit(&text, LONGEST);
    let text = text.as_str();
    if text.trim().is_empty() {
        return "–".to_owned();
    }
    if !text.contains(['|', '`', '\\']) {
        // One blank at each end is taken off again: text that begins with one keeps it.
        return if text.starts_with(' ') || text.ends_with(' ') {
            format!("` {text} `")
        } else {
            format!("`{text}`")
        };
    }
    let spell =
        |c: char| if c.is_ascii_punctuation() { format!("&#{};", u32::from(c)) } else { c.to_string() };
    format!("<code>{}</code>", text.chars().map(spell).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_boards_means_anything() {
        for (text, safe) in [
            ("Retry on timeout", "`Retry on timeout`"),
            ("@maria fixes #12", "`@maria fixes #12`"),
            ("<script>alert(1)</script>", "`<script>alert(1)</script>`"),
            ("a | b", "<code>a &#124; b</code>"),
            ("`rm -rf`", "<code>&#96;rm &#45;rf&#96;</code>"),
            ("a\\|b", "<code>a&#92;&#124;b</code>"),
            ("a\nb\r\nc", "`a␊b␍␊c`"),
            ("\u{202e}evil\u{1b}[2J", "`⟨U+202E⟩evil␛[2J`"),
            (" padded", "`  padded `"),
            ("", "–"),
            ("  ", "–"),
        ] {
            assert_eq!(code(text), safe, "{text:?}");
        }
    }

    #[test]
    fn our_own_signs_are_escaped() {
        assert_eq!(escaped("a_b *c* #1 %C/A 1.5 ÷ 2"), "a\\_b \\*c\\* \\#1 %C/A 1.5 ÷ 2");
    }
}
