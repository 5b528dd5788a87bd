//! `andon archive`: what is over leaves the board for its archive.

use std::path::Path;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::board::{Sweep, Timestamp, Why, typed};
use crate::report::words::count;
use crate::store::{Archived, Archiving};

use super::output::Output;
use super::{Context, Problem, clock, desk};

/// Move the history of finished cards out of the board file
#[derive(Debug, Args)]
#[command(
    long_about = "Move the history of cards that are over into NAME.archive.board.json, beside the board: those that have \
        stood in a done column since before DATE, and those that were deleted before it, if nothing was done to them \
        since. The board keeps one row for each, so that a clone that has not heard of it cannot bring them back.\n\n\
        Nothing is lost and nothing is measured differently: reports read both files, andon show and andon list \
        --archived find archived cards, andon restore puts one back on the board. A card that somebody else was working \
        on at the same time comes back by itself. Commit both files together.\n\n\
        A card stays while its cord is pulled, and while a card that stays is part of it.",
    after_help = "Examples:\n  andon archive --before 90d --dry-run\n  andon archive --before 2026-01-01"
)]
pub(super) struct Archive {
    /// The day before which a card must have been over, or how long ago that was: 2026-01-01, 90d
    #[arg(long, value_name = "DATE")]
    before: String,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Print JSON (andon-archive/1)
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Answer {
    schema: &'static str,
    dry_run: bool,
    before: String,
    board: FileJson,
    archive: FileJson,
    cards: Vec<String>,
    deleted: usize,
    rows: usize,
    stays: StaysJson,
}

#[derive(Debug, Serialize)]
struct FileJson {
    path: String,
    bytes_before: u64,
    bytes_after: u64,
}

#[derive(Debug, Serialize)]
struct StaysJson {
    not_done: usize,
    since: usize,
    cord_pulled: usize,
    has_parts: usize,
    newer: usize,
}

impl Archive {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let before = self.before(desk.now, desk.board().zone())?;
        let ask = Archiving { before, at: desk.now, by: desk.by().to_owned(), seed: desk::seed() };
        let done = if self.dry_run { desk.file.archive_trial(&ask)? } else { desk.file.archive(&ask)? };
        if self.json {
            return context.out.json(&self.answer(desk.file.path(), before, &done));
        }
        let zone = desk.board().zone();
        self.tell(desk.file.path(), &clock::shown(before, zone), &done, &mut context.out)
    }

    fn before(&self, now: Timestamp, zone: chrono_tz::Tz) -> Result<Timestamp, Problem> {
        let before = match typed::span_ms(&self.before) {
            Ok(ago) => now.plus_ms(-ago),
            Err(_) => clock::instant(&self.before, zone).map_err(|problem| {
                Problem::usage(problem.message, "give a day, 2026-01-01, or how long ago, 90d")
            })?,
        };
        if before > now {
            let message = format!("{} is in the future: no card is over yet then", self.before);
            return Err(Problem::usage(message, "--before 90d leaves what was finished in the last 90 days"));
        }
        Ok(before)
    }

    fn answer(&self, board: &Path, before: Timestamp, done: &Archived) -> Answer {
        let file = |path: &Path, (bytes_before, bytes_after)| FileJson {
            path: path.display().to_string(),
            bytes_before,
            bytes_after,
        };
        let stays = |why| done.sweep.stays(why);
        Answer {
            schema: "andon-archive/1",
            dry_run: self.dry_run,
            before: before.to_string(),
            board: file(board, done.board_bytes),
            archive: file(&done.path, done.archive_bytes),
            cards: done.cards.iter().map(ToString::to_string).collect(),
            deleted: done.sweep.deleted,
            rows: done.rows,
            stays: StaysJson {
                not_done: stays(Why::NotDone),
                since: stays(Why::Since),
                cord_pulled: stays(Why::CordPulled),
                has_parts: stays(Why::HasParts),
                newer: stays(Why::Newer),
            },
        }
    }

    fn tell(&self, board: &Path, before: &str, done: &Archived, out: &mut Output) -> Result<()> {
        let did = if self.dry_run { "Would archive" } else { "Archived" };
        if done.rows == 0 {
            out.line(&format!("Nothing to archive: no card on the board was over before {before}."))?;
        } else if done.cards.is_empty() {
            let rows = count(done.rows, "row");
            out.line(&format!(
                "{did} {rows} of cards that are in the archive: a merge had brought them back."
            ))?;
        } else {
            let deleted = match done.sweep.deleted {
                0 => String::new(),
                deleted => format!(", {deleted} of them deleted"),
            };
            let (cards, rows) = (count(done.cards.len(), "card"), count(done.rows, "row"));
            let were = if done.cards.len() == 1 { "was" } else { "were" };
            out.line(&format!("{did} {cards} that {were} over before {before} ({rows}{deleted})."))?;
        }
        if let Some(stays) = stays(&done.sweep) {
            out.line(&format!("On the board: {stays}."))?;
        }
        if done.rows > 0 {
            let files = [(board, done.board_bytes), (&done.path, done.archive_bytes)];
            let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let width = files.iter().map(|(path, _)| name(path).chars().count()).max().unwrap_or(0);
            for (path, (from, to)) in files {
                out.line(&format!("  {:width$}  {:>8} → {:>8}", name(path), size(from), size(to)))?;
            }
            if !self.dry_run {
                out.line("Commit both files together.")?;
            }
        }
        Ok(())
    }
}

/// Why cards stay, and how many.
fn stays(sweep: &Sweep) -> Option<String> {
    let said = Why::ALL.into_iter().filter_map(|why| {
        let words = match why {
            Why::NotDone => "not done",
            Why::Since => "finished or touched since",
            Why::CordPulled => "with a pulled cord",
            Why::HasParts => "with parts that stay",
            Why::Newer => "changed by a newer andon",
        };
        let cards = sweep.stays(why);
        (cards > 0).then(|| format!("{cards} {words}"))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// Bytes as people read them.
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KiB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MiB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (bytes, text) in [
            (0, "0 B"),
            (1023, "1023 B"),
            (1024, "1 KiB"),
            (1025, "2 KiB"),
            (1_048_576, "1.0 MiB"),
            (104_857_600, "100.0 MiB"),
        ] {
            assert_eq!(size(bytes), text);
        }
    }
}
