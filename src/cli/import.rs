//! `andon import`: another tool's log becomes a board.

use std::fs::File;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use chrono_tz::Tz;
use clap::Args;
use serde::Serialize;

use crate::board::{AtLimit, Builder, Id, Operation};
use crate::exchange::{self, Remark};
use crate::store::BOARD_SUFFIX;
use crate::template::Plan;

use super::{Context, Problem, clock, desk};

/// Make a board out of an event log in CSV
#[derive(Debug, Args)]
#[command(
    long_about = "Make a board out of an event log in CSV, with a header: card,ts,from,to or \
        seq,ts,card,event,from,to,note, where ts is RFC 3339 and event is create, move, block, unblock or abandon. \
        The board file is new: --board names it.",
    after_help = "Example:\n  andon import log.csv --columns \"Backlog:backlog,Ready:queue,Dev:active,Done:done\" \
        --zone Europe/Berlin --board team.board.json"
)]
pub(super) struct Import {
    /// The log
    #[arg(value_name = "FILE")]
    log: PathBuf,
    /// The columns, left to right: "Name:kind[:limit],…", kind one of backlog, queue, active, done
    #[arg(long, value_name = "COLUMNS")]
    columns: Plan,
    /// The board's time zone
    #[arg(long, value_name = "ZONE", default_value = "UTC", value_parser = clock::zone)]
    zone: Tz,
    /// The board's name [default: the log's file name]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The reason for going over limits; without it, a log that goes over one is refused
    #[arg(long, value_name = "REASON")]
    over: Option<String>,
    /// Print JSON (andon-import/1)
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Answer {
    schema: &'static str,
    path: String,
    cards: usize,
    changes: usize,
    remarks: Vec<RemarkJson>,
}

#[derive(Debug, Serialize)]
struct RemarkJson {
    line: u64,
    message: String,
}

impl Import {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let name = self.log.display().to_string();
        let Some(path) = context.global.board.clone() else {
            return Err(Problem::usage("say which board file to make", "--board team.board.json").into());
        };
        if !path.to_string_lossy().ends_with(BOARD_SUFFIX) {
            let message = format!("{}: the name of a board file ends in {BOARD_SUFFIX}", path.display());
            return Err(Problem::usage(message, "--board team.board.json").into());
        }
        let log = File::open(&self.log).with_context(|| format!("{name} cannot be read"))?;
        let by = desk::by(&context.global);
        let title = self.name.unwrap_or_else(|| {
            self.log
                .file_stem()
                .map_or_else(|| "Import".to_owned(), |stem| stem.to_string_lossy().into_owned())
        });
        // A reason needs a board that takes reasons.
        let policy = if self.over.is_some() { AtLimit::Reason } else { AtLimit::Refuse };
        let id = Id::random(desk::seed(), Id::CARD_LEN);
        let changes = self.columns.changes(id, &title, self.zone.name(), policy);
        let now = clock::now()?;
        let mut board = Builder::new().build();
        let mut operations: Vec<Operation> = Vec::new();
        for change in changes {
            let operation = Operation {
                change,
                at: now,
                by: by.clone(),
                seed: desk::seed(),
                over: None,
                backdated: false,
            };
            board.apply(&operation)?;
            operations.push(operation);
        }
        let how = exchange::Import { name: &name, by: &by, over: self.over.as_deref(), seed: desk::seed() };
        let taken = exchange::import(log, &mut board, &how)?;
        // The columns were there when the first card came.
        let start = taken.operations.iter().map(|operation| operation.at).min().unwrap_or(now);
        for operation in &mut operations {
            operation.at = start;
        }
        operations.extend(taken.operations);
        let changes = operations.len();
        let file = desk::create_with(&path, &operations)?;
        let path = file.path().display().to_string();
        if self.json {
            let remarks = taken
                .remarks
                .iter()
                .map(|Remark { line, what }| RemarkJson { line: *line, message: what.clone() });
            let remarks = remarks.collect();
            return context.out.json(&Answer {
                schema: "andon-import/1",
                path,
                cards: taken.cards,
                changes,
                remarks,
            });
        }
        for remark in &taken.remarks {
            context.out.line(&format!("{name}:{}: {}", remark.line, remark.what))?;
        }
        context.out.line(&format!("made {path}: {} cards, {changes} changes", taken.cards))?;
        Ok(())
    }
}
