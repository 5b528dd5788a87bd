//! A small writer of jj's conflict markers: what a work copy of jj holds after a merge that
//! conflicts, in each of its three styles (jj's documentation, "First-class conflicts").

use crate::git_pairs::Pair;
use std::fmt::Write as _;

/// `ui.conflict-marker-style`, and a conflict as older versions of jj told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Diff,
    OldDiff,
    Snapshot,
    Git,
    /// Markers grow beyond what stands in the file.
    Long,
}

pub const STYLES: [Style; 5] = [Style::Diff, Style::OldDiff, Style::Snapshot, Style::Git, Style::Long];

/// The file of a merge, and how many conflicts it has.
pub fn materialize(pair: &Pair, style: Style) -> (Vec<u8>, usize) {
    let [base, ours, theirs] =
        [&pair.base, &pair.ours, &pair.theirs].map(|content| std::str::from_utf8(content).unwrap());
    let (base, ours, theirs) = (lines(base), lines(ours), lines(theirs));
    let (mut ours, mut theirs) = (ours.into_iter().peekable(), theirs.into_iter().peekable());
    let mut hunks: Vec<Hunk<'_>> = Vec::new();
    // Lines are only ever added, so both sides go along with the base.
    for line in base.iter().copied().map(Some).chain([None]) {
        let new = |side: &mut std::iter::Peekable<std::vec::IntoIter<_>>| -> Vec<&str> {
            std::iter::from_fn(|| side.next_if(|next| Some(*next) != line)).collect()
        };
        let (left, right) = (new(&mut ours), new(&mut theirs));
        let conflict = left != right && !left.is_empty() && !right.is_empty();
        let plain = if left.is_empty() { right.clone() } else { left.clone() };
        hunks.push(if conflict { Hunk::Conflict { left, right } } else { Hunk::Plain(plain) });
        if let Some(line) = line {
            hunks.push(Hunk::Plain(vec![line]));
            ours.next();
            theirs.next();
        }
    }
    let count = hunks.iter().filter(|hunk| matches!(hunk, Hunk::Conflict { .. })).count();
    let (mut text, mut number) = (String::new(), 0);
    for hunk in hunks {
        match hunk {
            Hunk::Plain(lines) => put(&mut text, "", &lines),
            Hunk::Conflict { left, right } => {
                number += 1;
                conflict(&mut text, style, &format!("conflict {number} of {count}"), &left, &right);
            }
        }
    }
    (text.into_bytes(), count)
}

enum Hunk<'a> {
    Plain(Vec<&'a str>),
    Conflict { left: Vec<&'a str>, right: Vec<&'a str> },
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

fn put(text: &mut String, before: &str, lines: &[&str]) {
    for line in lines {
        writeln!(text, "{before}{line}").unwrap();
    }
}

/// The base of a conflict is nothing: both sides have added lines at one place.
fn conflict(text: &mut String, style: Style, name: &str, left: &[&str], right: &[&str]) {
    let len = if style == Style::Long { 15 } else { 7 };
    let mark = |character: char| character.to_string().repeat(len);
    let (from, to) = ("vpxusssl 38d49363 \"base\"", "rtsqusxu 2768b0b9 \"ours\"");
    match style {
        Style::Diff | Style::Long => {
            writeln!(text, "{} {name}", mark('<')).unwrap();
            writeln!(text, "{} diff from: {from}", mark('%')).unwrap();
            writeln!(text, "{}        to: {to}", mark('\\')).unwrap();
            put(text, "+", left);
            writeln!(text, "{} ysrnknol 7a20f389 \"theirs\"", mark('+')).unwrap();
            put(text, "", right);
            writeln!(text, "{} {name} ends", mark('>')).unwrap();
        }
        Style::OldDiff => {
            text.push_str("<<<<<<<\n+++++++\n");
            put(text, "", left);
            text.push_str("%%%%%%%\n");
            put(text, "+", right);
            text.push_str(">>>>>>>\n");
        }
        Style::Snapshot => {
            writeln!(text, "{} {name}", mark('<')).unwrap();
            writeln!(text, "{} {to}", mark('+')).unwrap();
            put(text, "", left);
            writeln!(text, "{} {from}", mark('-')).unwrap();
            writeln!(text, "{} Contents of side #2", mark('+')).unwrap();
            put(text, "", right);
            writeln!(text, "{} {name} ends", mark('>')).unwrap();
        }
        Style::Git => {
            writeln!(text, "{} {to}", mark('<')).unwrap();
            put(text, "", left);
            writeln!(text, "{} {from}", mark('|')).unwrap();
            writeln!(text, "{}", mark('=')).unwrap();
            put(text, "", right);
            writeln!(text, "{} Side #2 ({name} ends)", mark('>')).unwrap();
        }
    }
}
