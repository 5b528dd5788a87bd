//! `--explain TERM`: what a word means, and how this board's number came about.
//!
//! A term has its definition, its source, and a section that shows the cards and the intervals the
//! number is made of. The number itself is the one the report tells: nothing is measured again
//! here. One file for each family of terms.

mod asked;
mod behaviour;
mod constraint;
mod cord;
mod delays;
mod distribution;
mod handing_on;
mod little;
mod mix;
mod pace;
mod quality;
mod service_level;
mod stream;
mod throughput;
mod times;
mod wip;

use std::fmt;

use super::Report;
use super::page::{Section, print};
use crate::board::Board;
use crate::flow::Journeys;
use crate::text::{alike, nearest};
use asked::Asked;

/// A word that can be explained.
struct Term {
    /// What it is called.
    name: &'static str,
    /// What else people call it.
    also: &'static [&'static str],
    /// What it means.
    meaning: &'static str,
    /// Where the definition comes from.
    source: &'static str,
    /// How this board's number came about.
    tell: fn(&Asked, &mut Section),
}

/// No term is called so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTerm {
    /// What was asked for.
    pub asked: String,
    /// The term that was meant, if one is called nearly so.
    pub meant: Option<&'static str>,
    /// The terms there are, those most like it first.
    pub known: Vec<&'static str>,
}

impl UnknownTerm {
    fn of(asked: &str) -> Self {
        let names = terms().flat_map(|term| std::iter::once(&term.name).chain(term.also));
        let names = nearest(asked, names.copied());
        let term = |name: &&str| find(name).map(|term| term.name);
        let meant = names.first().filter(|name| alike(asked, name)).and_then(term);
        let mut known = Vec::new();
        for name in names.iter().filter_map(term) {
            if !known.contains(&name) {
                known.push(name);
            }
        }
        Self { asked: asked.to_owned(), meant, known }
    }
}

impl fmt::Display for UnknownTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no term '{}'", self.asked)
    }
}

/// Every term, in the order of a report.
fn terms() -> impl Iterator<Item = &'static Term> {
    [
        times::TERMS,
        service_level::TERMS,
        throughput::TERMS,
        wip::TERMS,
        pace::TERMS,
        little::TERMS,
        stream::TERMS,
        handing_on::TERMS,
        constraint::TERMS,
        delays::TERMS,
        cord::TERMS,
        behaviour::TERMS,
        mix::TERMS,
        quality::TERMS,
    ]
    .into_iter()
    .flatten()
}

/// The names of all terms, in the order of a report.
pub fn known_terms() -> Vec<&'static str> {
    terms().map(|term| term.name).collect()
}

/// Every term with its meaning, in the order of a report.
pub fn definitions() -> impl Iterator<Item = (&'static str, &'static str)> {
    terms().map(|term| (term.name, term.meaning))
}

/// What a term means and how the report's number came about, as text of 80 cells.
pub fn explain(
    asked: &str,
    report: &Report,
    board: &Board,
    journeys: &Journeys,
) -> Result<String, UnknownTerm> {
    let Some(term) = find(asked) else { return Err(UnknownTerm::of(asked)) };
    let mut meaning = Section::new(term.name);
    meaning.line(term.meaning);
    meaning.fact("Source", term.source);
    meaning.fact("Window", report.period());
    if !report.chosen.is_empty() {
        meaning.fact("Only", report.only());
    }
    if !term.also.is_empty() {
        meaning.fact("Also called", term.also.join(", "));
    }
    let mut here = Section::new("On this board");
    (term.tell)(&Asked::of(report, board, journeys), &mut here);
    Ok(print(&[meaning, here]))
}

/// The term of that name, however it is spelled: case, blanks and dashes do not matter.
fn find(text: &str) -> Option<&'static Term> {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace() && !"-_'’".contains(*c))
            .flat_map(char::to_lowercase)
            .collect()
    };
    let wanted = plain(text);
    terms().find(|term| std::iter::once(&term.name).chain(term.also).any(|name| plain(name) == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_means_one_term() {
        let names: Vec<&str> =
            terms().flat_map(|term| std::iter::once(&term.name).chain(term.also)).copied().collect();
        for name in &names {
            let of = find(name).unwrap();
            assert!(of.name == *name || of.also.contains(name), "{name} finds {}", of.name);
        }
        for (spelled, name) in [
            ("LEAD-TIME", "lead time"),
            ("%c/a", "%C/A"),
            ("Little’s law", "Little's law"),
            ("leadtime", "lead time"),
            ("xmr", "process behaviour"),
        ] {
            assert_eq!(find(spelled).unwrap().name, name);
        }
    }
}
