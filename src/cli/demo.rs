//! `andon demo`: a living example, whose history ends a moment ago.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;
use directories::ProjectDirs;

use crate::demo;

use super::open::{self, Doors};
use super::output::note;
use super::{Context, clock, desk};

/// Look around in a living example
#[derive(Debug, Args)]
#[command(
    long_about = "Look around in a living example: a simulated team, about 90 days of its history, ending a moment ago. \
        It is a copy of your own: change what you like, the file is named when it is made.",
    after_help = "Examples:\n  andon demo\n  andon demo --print --size 120x40\n  andon list --board \"$(andon demo --path)\""
)]
pub(super) struct Demo {
    #[command(flatten)]
    doors: Doors,
    /// Only make the copy and print its path
    #[arg(long)]
    path: bool,
    /// Write the board of the repository's own example to a file
    #[arg(long, value_name = "FILE", hide = true)]
    write: Option<PathBuf>,
}

/// How long before now the history ends.
const CALM_MS: i64 = 4 * 60_000;

impl Demo {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        if let Some(path) = self.write {
            let end = demo::END.parse().context("the end of the demo")?;
            desk::create_with(&path, &demo::operations(end))?;
            return Ok(context.out.line(&format!("made {}", path.display()))?);
        }
        let now = clock::now()?;
        let path = match &context.global.board {
            Some(path) => path.clone(),
            None => folder()?.join(format!("demo-{}.board.json", name(now.ms()))),
        };
        let file = desk::create_with(&path, &demo::operations(now.plus_ms(-CALM_MS)))?;
        let path = file.path().to_owned();
        drop(file);
        if self.path {
            return Ok(context.out.line(&path.display().to_string())?);
        }
        note(&format!("this is a copy of your own: {}", path.display()));
        open::board(path, &self.doors, context)
    }
}

/// Tells this copy from others: the second it was made, and a few random letters.
fn name(ms: i64) -> String {
    let random = crate::board::Id::random(desk::seed(), 4);
    format!("{}-{random}", ms / 1000)
}

/// The user's own folder for data, else the system's for temporary files.
fn folder() -> Result<PathBuf> {
    let own = ProjectDirs::from("", "", "andon").map(|dirs| dirs.data_local_dir().join("demo"));
    let made = own.filter(|folder| std::fs::create_dir_all(folder).is_ok());
    if let Some(folder) = made {
        return Ok(folder);
    }
    let folder = std::env::temp_dir().join("andon-demo");
    std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    Ok(folder)
}
