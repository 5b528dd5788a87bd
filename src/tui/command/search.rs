//! Commands and marks by what somebody types of them: a key, letters of a name, words.

use std::ops::Range;

use super::{COMMANDS, Entry, Group};
use crate::filter::{SIGNS, TERMS, TermRow};
use crate::tui::app::App;
use crate::tui::fuzzy::{Finder, Query};
use crate::tui::layer::Layer;
use crate::tui::legend::{MARKS, Mark};

/// What is listed.
#[derive(Debug, Clone, Copy)]
pub enum Listed {
    /// A command.
    Command(&'static Entry),
    /// A mark of the board, and what it means.
    Mark(&'static Mark),
    /// What a filter may say.
    Term(&'static TermRow),
}

/// Something that fits what was typed.
#[derive(Debug, Clone)]
pub struct Match {
    /// What.
    pub listed: Listed,
    /// The letters of its name that were typed, in bytes.
    pub letters: Vec<Range<usize>>,
}

/// How well something fits: an exact key, before words of the name, words of the help, and letters
/// of the name with gaps between them.
type Rank = (u8, u32);

/// Letters as they were typed, ready to be looked for.
struct Sought {
    text: String,
    letters: Query,
    words: Query,
    finder: Finder,
}

/// What commands of this place, and those used lately, have before others that fit as well.
const HERE: u32 = 12;
const LATELY: u32 = 8;
/// So many of the commands that are remembered count as used lately.
const LATEST: usize = 5;

impl Sought {
    fn new(text: &str) -> Self {
        let text = text.trim().to_owned();
        let (letters, words) = (Query::fuzzy(&text), Query::words(&text));
        Self { text, letters, words, finder: Finder::default() }
    }

    /// The rank, and the letters of the name that fit.
    fn rank(&mut self, name: &str, more: &str, keys: &[String]) -> Option<(Rank, Vec<Range<usize>>)> {
        let hit = self.finder.find(&self.letters, name);
        let score = hit.as_ref().map(|hit| hit.score);
        let letters = hit.map(|hit| hit.ranges).unwrap_or_default();
        if !self.text.is_empty() && keys.contains(&self.text) {
            return Some(((3, score.unwrap_or(0)), letters));
        }
        if let Some(hit) = self.finder.find(&self.words, name) {
            return Some(((2, hit.score), hit.ranges));
        }
        if let Some(score) = self.finder.score(&self.words, more) {
            return Some(((1, score), Vec::new()));
        }
        Some(((0, score?), letters))
    }
}

impl App {
    /// What the palette or the help on top lists, the likeliest first.
    pub fn matches(&self) -> Vec<Match> {
        match self.layers.last() {
            Some(Layer::Palette(palette)) => self.for_palette(&palette.query.text()),
            Some(Layer::Help(help)) => self.for_help(&help.query.text()),
            _ => Vec::new(),
        }
    }

    /// The commands among [`matches`](Self::matches).
    pub fn command_rows(&self) -> Vec<&'static Entry> {
        let commands = self.matches().into_iter().filter_map(|found| match found.listed {
            Listed::Command(entry) => Some(entry),
            Listed::Mark(_) | Listed::Term(_) => None,
        });
        commands.collect()
    }

    /// Commands to be done: those used lately first, then those of this place. Answers to dialogs
    /// are none: there is none to answer.
    fn for_palette(&self, query: &str) -> Vec<Match> {
        let rows = COMMANDS.iter().filter(|entry| entry.group != Group::Dialog);
        let lately = |entry: &Entry| {
            let recent = self.memory.commands.iter().take(LATEST);
            recent.enumerate().find(|(_, name)| *name == entry.command.name()).map(|(place, _)| place)
        };
        let mut found = self.ranked(query, rows);
        if query.trim().is_empty() {
            found.sort_by_key(|(entry, _, _)| (lately(entry).unwrap_or(usize::MAX), !self.is_here(entry)));
        } else {
            found.sort_by_key(|(entry, (tier, score), _)| {
                let bonus = if lately(entry).is_some() { LATELY } else { 0 };
                std::cmp::Reverse((*tier, score + bonus))
            });
        }
        found
            .into_iter()
            .map(|(entry, _, letters)| Match { listed: Listed::Command(entry), letters })
            .collect()
    }

    /// All there is, group by group: what can be done here, the marks, what a filter may say, what
    /// can be done elsewhere.
    /// What is searched comes by how well it fits.
    fn for_help(&self, query: &str) -> Vec<Match> {
        let mut commands = self.ranked(query, COMMANDS.iter());
        let mut sought = Sought::new(query);
        let marks = MARKS.iter().filter_map(|mark| {
            let (rank, letters) =
                sought.rank(mark.word, &format!("{} marks legend symbols", mark.meaning), &[])?;
            Some((Match { listed: Listed::Mark(mark), letters }, rank))
        });
        let mut aside: Vec<(Match, Rank)> = marks.collect();
        aside.extend(TERMS.iter().chain(SIGNS).filter_map(|term| {
            let more = format!("{} filter search terms", term.told());
            // Letters with gaps between them would find nearly every term.
            let (rank, _) = sought.rank(term.form, &more, &[])?;
            let listed = Listed::Term(term);
            (rank.0 > 0 || query.trim().is_empty()).then_some((Match { listed, letters: Vec::new() }, rank))
        }));
        let of = |entry, letters| Match { listed: Listed::Command(entry), letters };
        if query.trim().is_empty() {
            commands.sort_by_key(|(entry, _, _)| (!self.is_here(entry), entry.group.place()));
            let here = commands.iter().filter(|(entry, _, _)| self.is_here(entry)).count();
            let mut found: Vec<Match> =
                commands.into_iter().map(|(entry, _, letters)| of(entry, letters)).collect();
            found.splice(here..here, aside.into_iter().map(|(found, _)| found));
            return found;
        }
        let commands = commands.into_iter().map(|(entry, rank, letters)| (of(entry, letters), rank));
        let mut found: Vec<(Match, Rank)> = commands.chain(aside).collect();
        found.sort_by_key(|(_, rank)| std::cmp::Reverse(*rank));
        found.into_iter().map(|(found, _)| found).collect()
    }

    /// The commands that fit, in the order of the table.
    fn ranked(
        &self,
        query: &str,
        rows: impl Iterator<Item = &'static Entry>,
    ) -> Vec<(&'static Entry, Rank, Vec<Range<usize>>)> {
        let mut sought = Sought::new(query);
        rows.filter_map(|entry| {
            let keys = self.keymap.keys(entry.command);
            let more = format!(
                "{} {} {} {}",
                self.keys_text(entry.command),
                entry.command.name(),
                entry.title,
                entry.help
            );
            let ((tier, score), letters) = sought.rank(entry.title, &more, keys)?;
            let bonus = if self.is_here(entry) { HERE } else { 0 };
            Some((entry, (tier, score + bonus), letters))
        })
        .collect()
    }

    /// True for a command that works where the palette or the help was opened.
    pub fn is_here(&self, entry: &Entry) -> bool {
        entry.contexts.contains(&self.context_below())
    }
}

impl Group {
    /// Its place among all groups.
    fn place(self) -> usize {
        Self::ALL.iter().position(|group| *group == self).unwrap_or(0)
    }
}
