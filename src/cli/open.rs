//! `andon` without a command: the board opens in the terminal.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::store::discover;

use super::report::Format;
use super::{Context, Problem};

/// Ways to look at the screen other than sitting in front of it.
#[derive(Debug, Clone, Args)]
pub(super) struct Doors {
    /// Draw one frame to standard output and end
    #[arg(long)]
    pub print: bool,
    /// Type these keys first, such as "jjL" or "m<Esc>"
    #[arg(long, value_name = "KEYS")]
    pub keys: Option<String>,
    /// The size of the frame, such as 80x24
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub size: Option<(u16, u16)>,
    /// The form of the report at the end
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub report: Option<Format>,
    /// Print no report at the end
    #[arg(long, conflicts_with = "report")]
    pub no_report: bool,
}

impl Doors {
    /// True if any of them is asked for.
    pub(super) fn any(&self) -> bool {
        self.print || self.keys.is_some() || self.size.is_some() || self.report.is_some() || self.no_report
    }
}

fn size(text: &str) -> Result<(u16, u16), String> {
    let parsed = text
        .split_once(['x', 'X', '×'])
        .and_then(|(columns, rows)| Some((columns.trim().parse().ok()?, rows.trim().parse().ok()?)));
    parsed
        .filter(|(columns, rows)| (1..=1000).contains(columns) && (1..=1000).contains(rows))
        .ok_or_else(|| "a size is COLUMNSxROWS, such as 80x24, each from 1 to 1000".to_owned())
}

/// Opens the board that is meant; a picker where there are several, a welcome where there is none.
pub(super) fn nearest(doors: &Doors, context: &mut Context) -> Result<()> {
    if let Some(path) = context.global.board.clone() {
        return board(Some(path), doors, context);
    }
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let mut found = discover(&here);
    if found.len() == 1 { board(found.pop(), doors, context) } else { board(None, doors, context) }
}

/// Opens this board.
pub(super) fn board(path: Option<PathBuf>, doors: &Doors, context: &mut Context) -> Result<()> {
    let _ = (path, doors, context);
    Err(Problem::failed("the screen has not landed", "andon list").into())
}
