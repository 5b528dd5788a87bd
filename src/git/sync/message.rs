//! The message of a commit: what happened, in words.
//!
//! The words of cards go into it, and a message is read by machines too: git takes lines of a
//! certain form for trailers, hosts close issues and skip checks when they are told to. So every
//! line of the body begins with a dash, and what would speak to a host is taken apart.

use std::fmt::Write as _;

use crate::board::{Board, Entry};
use crate::report::history;
use crate::text::fit;

/// The most lines about what happened.
const LINES: usize = 20;

/// The most cells of a line: what `git log` shows without wrapping.
const CELLS: usize = 100;

/// What a commit says that takes the board from one state to another. `otherwise` is for a commit
/// in which nothing happened to the board.
pub(super) fn message(before: &Board, after: &Board, otherwise: &str) -> String {
    let entries = after.beyond(before);
    let mut message = format!("andon: {}\n", subject(after, &entries, otherwise));
    if !entries.is_empty() {
        message.push('\n');
    }
    for entry in entries.iter().take(LINES) {
        message.push_str(&harmless(&format!("- {}", history::entry(after, entry))));
        message.push('\n');
    }
    if entries.len() > LINES {
        let _ = writeln!(message, "- and {} more", entries.len() - LINES);
    }
    message
}

/// What happened, counted.
pub(super) fn subject(board: &Board, entries: &[Entry<'_>], otherwise: &str) -> String {
    harmless(&history::summary(board, entries).unwrap_or_else(|| otherwise.to_owned()))
}

/// Text that says the same to people and nothing to machines: "Fixes #12" on a card that waits in
/// the backlog must not close an issue, "[skip ci]" must not skip anything.
fn harmless(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(match c {
            '[' => '(',
            ']' => ')',
            c => c,
        });
        if matches!(c, '#' | '@') && chars.peek().is_some_and(|next| next.is_alphanumeric()) {
            out.push(' ');
        }
    }
    fit(&out, CELLS).as_str().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Builder, Change, ColumnKind, Draft, Field, Fields, Operation, Subject, Timestamp};

    fn board(titles: &[&str]) -> Board {
        let mut board = Builder::new().build();
        let fields = Fields {
            name: Some("Signed-off-by".into()),
            kind: Some(ColumnKind::Queue),
            rank: Some("a".into()),
            ..Fields::default()
        };
        let column = Change::Set { subject: Subject::Column("a".parse().unwrap()), fields };
        let add = |title: &&str| {
            Change::Add(Draft { values: vec![(Field::Title, (*title).to_owned())], ..Draft::default() })
        };
        for (number, change) in (1..).zip([column].into_iter().chain(titles.iter().map(add))) {
            let at = Timestamp::from_ms(1_767_225_600_000 + number * 1000);
            let seed = u64::try_from(number).unwrap() << 32;
            let by = "maria".to_owned();
            board.apply(&Operation { change, at, by, seed, over: None, backdated: false }).unwrap();
        }
        board
    }

    #[test]
    fn it_counts_first_and_then_tells() {
        let (before, after) = (board(&["One"]), board(&["One", "Two", "Three"]));
        let said = message(&before, &after, "");
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines[..2], ["andon: 2 new cards (maria)", ""]);
        assert!(lines[2].starts_with("- ") && lines[2].ends_with("Two: added to Signed-off-by"), "{said}");
        assert_eq!(lines.len(), 4);
        assert_eq!(message(&after, &after, "board put in order"), "andon: board put in order\n");
    }

    #[test]
    fn many_are_counted() {
        let titles = ["A"; 30];
        let said = message(&Builder::new().build(), &board(&titles), "");
        assert_eq!(said.lines().count(), 2 + LINES + 1);
        assert!(said.ends_with("- and 11 more\n"), "{said}");
    }

    #[test]
    fn words_of_cards_speak_to_people_only() {
        for (title, said) in [
            ("Fixes #12", "Fixes # 12"),
            ("[skip ci] now", "(skip ci) now"),
            ("ask @ops", "ask @ ops"),
            ("C# in a class", "C# in a class"),
            ("\u{1b}[31mred", "␛(31mred"),
            ("a\u{202e}b", "⟨U+202E⟩"),
        ] {
            let message = message(&board(&[]), &board(&[title]), "");
            assert!(message.contains(said), "{message}");
            for line in message.lines().skip(2) {
                assert!(line.starts_with("- "), "{line}");
            }
        }
        let long = message(&board(&[]), &board(&[&"x".repeat(400)]), "");
        assert!(long.lines().all(|line| line.chars().count() <= CELLS), "{long}");
    }
}
