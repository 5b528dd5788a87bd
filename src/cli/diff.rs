//! `andon diff`: what happened between two states of a board, card by card.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::board::{Board, Card, Entry, Id, Oddness, Presence, Timestamp};
use crate::report::history;
use crate::report::words::count;
use crate::text::{clean, width};
use crate::tui::theme::Role;

use super::colour::{Colour, Parts};
use super::event_json::EventJson;
use super::states::{State, States};
use super::told::{self, faint, text};
use super::{Context, clock, desk, find};

/// Tell what changed since a commit, in words
#[derive(Debug, Args)]
#[command(
    long_about = "Tell what changed on the board since a commit, or between two commits, in words: card by card, each with \
        what happened to it in the order of time. Nothing is changed.\n\n\
        It tells events. What the earlier state has and the later one has not, after a revert or an archiving, is told \
        apart at the end.",
    after_help = "Examples:\n  andon diff                  since the last commit\n  andon diff HEAD~5\n  \
        andon diff v1.0 v1.1        between two commits; v1.0..v1.1 is the same\n  \
        andon diff main...          on this branch only, as a pull request shows it\n  \
        andon diff --against FILE   since a copy"
)]
pub(super) struct Diff {
    /// A commit, or two as A..B, or A...B for what B did since they parted [default: HEAD]
    #[arg(value_name = "COMMIT")]
    from: Option<String>,
    /// A second commit, instead of the file as it is
    #[arg(value_name = "COMMIT2")]
    to: Option<String>,
    /// Another file to compare with, instead of a commit
    #[arg(long, value_name = "FILE", conflicts_with = "from")]
    against: Option<PathBuf>,
    /// Only this card
    #[arg(long, value_name = "CARD")]
    card: Option<String>,
    /// A line for each card
    #[arg(long)]
    stat: bool,
    /// Print JSON (andon-diff/1)
    #[arg(long, conflicts_with = "stat")]
    json: bool,
    /// Colours; auto gives a terminal some and follows `NO_COLOR`
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    color: Colour,
}

#[derive(Debug, Serialize)]
struct Answer {
    schema: &'static str,
    path: String,
    from: StateJson,
    to: StateJson,
    summary: Option<String>,
    events: Vec<EventJson>,
    missing: Vec<EventJson>,
    archived: usize,
}

#[derive(Debug, Serialize)]
struct StateJson {
    name: String,
    commit: Option<String>,
    there: bool,
}

/// What happened between two states.
struct Between<'a> {
    old: &'a Board,
    new: &'a Board,
    events: Vec<Entry<'a>>,
    /// What only the old state knows.
    missing: Vec<Entry<'a>>,
    /// How much of what only the old state knows is in the archive.
    archived: usize,
}

impl Diff {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let path = desk::path(&context.global)?;
        let (from, to) = (self.from.as_deref(), self.to.as_deref());
        let states = match &self.against {
            Some(other) => States::of_files(other, &path)?,
            None => States::of_commits(from, to, &path)?,
        };
        let (old, new) = (&states.old.board, &states.new.board);
        let mut between =
            Between { old, new, events: new.beyond(old), missing: old.beyond(new), archived: 0 };
        if let Some(archive) = &states.archive {
            let before = between.missing.len();
            let kept = archive.beyond(new);
            let kept: HashSet<_> = kept.iter().map(name).collect();
            between.missing.retain(|entry| !kept.contains(&name(entry)));
            between.archived = before - between.missing.len();
        }
        if let Some(prefix) = &self.card {
            let card =
                find::card(new, prefix).or_else(|error| find::card(old, prefix).map_err(|_| error))?.id();
            let of_it = |entry: &Entry<'_>| entry.card().is_some_and(|of| of.id() == card);
            between.events.retain(of_it);
            between.missing.retain(of_it);
        }
        if self.json { answer(&states, &between, context) } else { self.tell(&states, &between, context) }
    }

    fn tell(&self, states: &States, between: &Between<'_>, context: &mut Context) -> Result<()> {
        let (theme, out) = (self.color.of_lines(), &mut context.out);
        let summary = history::summary(between.new, &between.events);
        let summary = summary.unwrap_or_else(|| "nothing happened".to_owned());
        out.parts(
            &[
                (Role::Strong, states.name.clone()),
                text(" "),
                faint(states.span()),
                text(": "),
                text(&summary),
            ],
            theme,
        )?;
        for state in [&states.old, &states.new].into_iter().filter(|state| !state.there) {
            out.line(&format!("{} does not have the board: all of it is new.", state.title()))?;
        }
        let by = between
            .events
            .iter()
            .map(|entry| width(&clean(entry.by(between.new))))
            .max()
            .unwrap_or(0)
            .min(16);
        for group in groups(&between.events) {
            if self.stat {
                out.parts(&between.line_of(&group), theme)?;
                continue;
            }
            out.parts(&[], theme)?;
            out.parts(&between.head_of(&group, false), theme)?;
            for entry in &group {
                out.parts(&told::under_its_card(between.new, entry, by), theme)?;
            }
        }
        for odd in between.newly_over_a_limit(clock::now()?) {
            out.parts(&[], theme)?;
            out.parts(&[(Role::Bad, odd)], theme)?;
        }
        if between.archived > 0 {
            out.parts(&[], theme)?;
            out.line(&format!("{} went into the archive.", count(between.archived, "event")))?;
        }
        if !between.missing.is_empty() {
            let (missing, title) = (count(between.missing.len(), "event"), states.new.title());
            out.parts(&[], theme)?;
            let head = format!("Not in {title}: {missing} of {}.", states.old.title());
            out.parts(&[(Role::Bad, head)], theme)?;
            for entry in between.missing.iter().filter(|_| !self.stat) {
                let mut line: Parts = vec![(Role::Bad, "- ".to_owned())];
                line.extend(told::line(between.old, entry));
                out.parts(&line, theme)?;
            }
        }
        Ok(())
    }
}

/// The answer for programs.
fn answer(states: &States, between: &Between<'_>, context: &mut Context) -> Result<()> {
    let state = |state: &State| StateJson {
        name: state.name.clone(),
        commit: state.commit.clone(),
        there: state.there,
    };
    let json =
        |board, entries: &[Entry<'_>]| entries.iter().map(|entry| EventJson::of(board, entry)).collect();
    context.out.json(&Answer {
        schema: "andon-diff/1",
        path: states.name.clone(),
        from: state(&states.old),
        to: state(&states.new),
        summary: history::summary(between.new, &between.events),
        events: json(between.new, &between.events),
        missing: json(between.old, &between.missing),
        archived: between.archived,
    })
}

/// What an event or a setting is known by.
fn name(entry: &Entry<'_>) -> (Option<Id>, String, Id) {
    match entry {
        Entry::Card(card, event) => (Some(card.id()), String::new(), event.id),
        Entry::Board(setting) => (None, format!("{:?}", setting.subject), setting.id),
    }
}

/// The events of each card, and those of the board, by what came first.
fn groups<'a>(entries: &[Entry<'a>]) -> Vec<Vec<Entry<'a>>> {
    let mut groups: Vec<Vec<Entry<'a>>> = Vec::new();
    let mut places = HashMap::new();
    for entry in entries {
        let place = *places.entry(entry.card().map(Card::id)).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(*entry);
    }
    groups
}

impl Between<'_> {
    /// Which card, and where it went from first to last. A single event says that itself.
    fn head_of(&self, group: &[Entry<'_>], always_way: bool) -> Parts {
        let Some(card) = group.first().and_then(Entry::card) else {
            return vec![(Role::Strong, "The board".to_owned())];
        };
        let short = self.new.short_id(card.id());
        let way = self.way(card).filter(|_| always_way || group.len() > 1);
        let mut parts = vec![faint(format!("{short} ")), (Role::Strong, card.title().to_owned())];
        parts.extend(way.map(|(role, way)| (role, format!("  {way}"))));
        parts
    }

    /// The head, how much happened, and by whom.
    fn line_of(&self, group: &[Entry<'_>]) -> Parts {
        let mut parts = self.head_of(group, true);
        let mut people: Vec<&str> = Vec::new();
        for entry in group {
            let by = entry.by(self.new);
            if !people.contains(&by) {
                people.push(by);
            }
        }
        parts.extend([
            text("  "),
            faint(count(group.len(), "event")),
            text("  "),
            (Role::Person, people.join(", ")),
        ]);
        parts
    }

    /// Where a card is now, seen from where it was.
    fn way(&self, card: &Card) -> Option<(Role, String)> {
        let column = history::column(self.new, card.column());
        let gone = |card: &Card| card.presence() != Presence::OnBoard;
        let Some(before) = self.old.card(card.id()).filter(|before| !gone(before)) else {
            return match (gone(card), self.old.card(card.id())) {
                (true, _) => None,
                (false, None) => Some((Role::News, format!("new in {column}"))),
                (false, Some(_)) => Some((Role::News, format!("back in {column}"))),
            };
        };
        if gone(card) {
            return Some((Role::Bad, "deleted".to_owned()));
        }
        let was = self.old.column(before.column()).id;
        if was == self.new.column(card.column()).id {
            return None;
        }
        // By the name that the column has now.
        let was = self.new.find_column(was).map_or_else(
            || history::column(self.old, before.column()),
            |column| history::column(self.new, column),
        );
        Some((Role::Key, format!("{was} → {column}")))
    }

    /// What is over its limit now and was not before: two moves that were each within it.
    fn newly_over_a_limit(&self, now: Timestamp) -> Vec<String> {
        let over = |board: &Board| -> Vec<String> {
            let odd = board.audit(now);
            odd.iter()
                .filter(|odd| matches!(odd, Oddness::OverLimit { .. }))
                .map(ToString::to_string)
                .collect()
        };
        let before = over(self.old);
        over(self.new).into_iter().filter(|odd| !before.contains(odd)).collect()
    }
}
