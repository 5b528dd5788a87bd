//! Fuzzy search, in one place: how well a text fits what was typed, and which of its letters did.
//!
//! Every word of the query must be found. Small letters find capitals too, a capital finds only
//! itself; letters without accents find those with them. What people take for one letter
//! (a grapheme cluster) is one here.

use std::ops::Range;

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use unicode_segmentation::UnicodeSegmentation;

/// Nobody types more letters to find something; a flood of them costs no more.
pub const QUERY_MAX: usize = 128;

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Query {
    pattern: Pattern,
}

impl Query {
    /// The letters of each word in their order, with gaps between them: `mvr` finds "move right".
    /// For names and titles; in sentences everything would be found.
    pub fn fuzzy(text: &str) -> Self {
        Self::of(text, AtomKind::Fuzzy)
    }

    /// Each word as it is typed, anywhere. For sentences.
    pub fn words(text: &str) -> Self {
        Self::of(text, AtomKind::Substring)
    }

    /// The whole text as it is typed, blanks too, anywhere.
    pub fn phrase(text: &str) -> Self {
        let text = shortened(text);
        let atom = Atom::new(text, CaseMatching::Smart, Normalization::Smart, AtomKind::Substring, false);
        let mut pattern = Pattern::default();
        pattern.atoms.push(atom);
        Self { pattern }
    }

    fn of(text: &str, kind: AtomKind) -> Self {
        let text = text.char_indices().nth(QUERY_MAX).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
        let word = |word| Atom::new(word, CaseMatching::Smart, Normalization::Smart, kind, false);
        let mut pattern = Pattern::default();
        pattern.atoms = text.split_whitespace().map(word).collect();
        Self { pattern }
    }

    /// True if it fits every text.
    pub fn is_empty(&self) -> bool {
        self.pattern.atoms.is_empty()
    }
}

fn shortened(text: &str) -> &str {
    text.char_indices().nth(QUERY_MAX).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// How well a text fits, and where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hit {
    /// The more the better. Comparable between texts, of one query.
    pub score: u32,
    /// The parts that fit, in bytes of the text, first to last, none touching the next.
    pub ranges: Vec<Range<usize>>,
}

/// Looks for queries. It keeps its room to work in (about 130 KiB), so that a list is searched with
/// one of them.
#[derive(Debug)]
pub struct Finder {
    matcher: Matcher,
    letters: Vec<char>,
    found: Vec<u32>,
}

impl Default for Finder {
    fn default() -> Self {
        Self { matcher: Matcher::new(Config::DEFAULT), letters: Vec::new(), found: Vec::new() }
    }
}

impl Finder {
    /// How well a text fits; `None` if it does not. An empty query fits everything equally well.
    pub fn score(&mut self, query: &Query, text: &str) -> Option<u32> {
        query.pattern.score(letters(text, &mut self.letters), &mut self.matcher)
    }

    /// How well a text fits, and where. Costs more than [`score`](Self::score): for the texts that
    /// are shown.
    pub fn find(&mut self, query: &Query, text: &str) -> Option<Hit> {
        self.found.clear();
        let letters = letters(text, &mut self.letters);
        let score = query.pattern.indices(letters, &mut self.matcher, &mut self.found)?;
        self.found.sort_unstable();
        self.found.dedup();
        Some(Hit { score, ranges: ranges(text, &self.found) })
    }

    /// Where the words of a query occur in a part of a text that has them all.
    pub fn words_in(&mut self, query: &str, part: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for word in query.split_whitespace() {
            found.extend(self.find(&Query::words(word), part).unwrap_or_default().ranges);
        }
        found.sort_by_key(|range| range.start);
        // Words may overlap: "over" and "overt".
        let mut apart: Vec<Range<usize>> = Vec::new();
        for range in found {
            match apart.last_mut().filter(|last| last.end >= range.start) {
                Some(last) => last.end = last.end.max(range.end),
                None => apart.push(range),
            }
        }
        apart
    }
}

/// The letters of a text. The matcher (nucleo-matcher 0.3.1) looks for a word at every place of a text
/// with letters beyond ASCII but the very last: a blank behind it makes that one not the last.
fn letters<'l>(text: &'l str, room: &'l mut Vec<char>) -> Utf32Str<'l> {
    if text.is_ascii() {
        return Utf32Str::new(text, room);
    }
    let _ = Utf32Str::new(text, room);
    room.push(' ');
    Utf32Str::Unicode(room)
}

/// The bytes of the letters with these numbers, which are in order; neighbours as one range.
fn ranges(text: &str, found: &[u32]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut found = found.iter().map(|number| *number as usize).peekable();
    for (number, (start, letter)) in text.grapheme_indices(true).enumerate() {
        let Some(next) = found.peek() else { break };
        if *next != number {
            continue;
        }
        found.next();
        let end = start + letter.len();
        match ranges.last_mut().filter(|last| last.end == start) {
            Some(last) => last.end = end,
            None => ranges.push(start..end),
        }
    }
    ranges
}

/// A text in parts, each with whether it is one of the `ranges`: what a list draws.
pub fn parts<'t>(text: &'t str, ranges: &[Range<usize>]) -> Vec<(&'t str, bool)> {
    let mut parts = Vec::new();
    let mut at = 0;
    for range in ranges {
        let (before, within) = (text.get(at..range.start), text.get(range.clone()));
        let both = [(before, false), (within, true)];
        parts.extend(both.into_iter().filter_map(|(part, fits)| Some((part?, fits))));
        at = range.end;
    }
    parts.push((text.get(at..).unwrap_or_default(), false));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with the letters that fit in brackets.
    fn marked(query: &Query, text: &str) -> Option<String> {
        let hit = Finder::default().find(query, text)?;
        assert_eq!(Finder::default().score(query, text), Some(hit.score));
        let mark = |(part, fits): (&str, bool)| if fits { format!("[{part}]") } else { part.to_owned() };
        Some(parts(text, &hit.ranges).into_iter().map(mark).collect())
    }

    #[test]
    fn letters_are_found_in_their_order() {
        for (query, text, found) in [
            ("mvr", "move right", Some("[m]o[v]e [r]ight")),
            ("right mo", "move right", Some("[mo]ve [right]")),
            ("rm", "move right", None),
            ("move", "move right", Some("[move] right")),
            ("MOVE", "move right", None),
            ("Mo", "Move", Some("[Mo]ve")),
            ("uber", "Über uns", Some("[Über] uns")),
            ("ü", "uber", None),
            ("界", "世界", Some("世[界]")),
            ("b", "👩‍👩‍👧b", Some("👩‍👩‍👧[b]")),
            ("e", "e\u{301}t", Some("[e\u{301}]t")),
            ("", "all", Some("all")),
            ("  ", "all", Some("all")),
            ("a", "", None),
            ("!^$'", "no signs", None),
            ("a\\ b", "a b", None),
        ] {
            assert_eq!(marked(&Query::fuzzy(query), text).as_deref(), found, "{query} in {text}");
        }
    }

    #[test]
    fn words_are_found_whole() {
        for (query, text, found) in [
            ("card to", "Move the card to the right", Some("Move the [card] [to] the right")),
            ("mvr", "Move the card to the right", None),
            ("the", "the", Some("[the]")),
            ("söhne", "Müller & Söhne", Some("Müller & [Söhne]")),
            ("é", "é", Some("[é]")),
        ] {
            assert_eq!(marked(&Query::words(query), text).as_deref(), found, "{query} in {text}");
        }
    }

    #[test]
    fn words_are_marked_in_each_line() {
        let mark = |query: &str, line: &str| {
            let ranges = Finder::default().words_in(query, line);
            let mark = |(part, fits): (&str, bool)| if fits { format!("[{part}]") } else { part.to_owned() };
            parts(line, &ranges).into_iter().map(mark).collect::<String>()
        };
        assert_eq!(mark("over overt", "an overture"), "an [overt]ure");
        assert_eq!(mark("card limit", "the card and"), "the [card] and");
        assert_eq!(mark("", "the card"), "the card");
    }

    #[test]
    fn what_fits_better_scores_higher() {
        for (query, better, worse) in [
            ("move", "move right", "my own view"),
            ("und", "undo", "found again"),
            ("mr", "move right", "summary"),
            ("lab", "label", "all about"),
        ] {
            let score = |text| Finder::default().score(&Query::fuzzy(query), text).unwrap();
            assert!(score(better) > score(worse), "{query}: {better}, {worse}");
        }
    }

    #[test]
    fn a_flood_is_searched_like_anything_else() {
        let flood = "e\u{301}x\r\n".repeat(50_000);
        for query in [Query::fuzzy(&flood), Query::fuzzy("xé x"), Query::words("\r")] {
            let mut finder = Finder::default();
            let hit = finder.find(&query, &flood);
            assert_eq!(hit.as_ref().map(|hit| hit.score), finder.score(&query, &flood));
            let whole: String =
                parts(&flood, &hit.unwrap_or_default().ranges).iter().map(|part| part.0).collect();
            assert!(whole == flood);
        }
        assert!(Query::fuzzy("").is_empty() && Query::words(" \t").is_empty());
    }
}
