//! `andon tutorial`: a few lessons on a board that is thrown away.

use anyhow::{Context as _, Result};
use clap::Args;

use crate::demo::scratch;

use super::open::{self, Doors};
use super::{Context, clock, desk};

/// Learn andon in five minutes, on a board that is thrown away
#[derive(Debug, Args)]
#[command(
    long_about = "Learn andon in five minutes: pull a card, meet a limit, finish, block, ask how the work flows. A strip \
        above the last line says what to do and sees when it was done. The board is made for it and thrown away \
        afterwards; q leaves at any time.",
    after_help = "Examples:\n  andon tutorial\n  andon tutorial --ascii"
)]
pub(super) struct Tutorial {
    #[command(flatten)]
    doors: Doors,
}

impl Tutorial {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        // The folder goes with all that is in it when the lessons are over.
        let folder = tempfile::Builder::new()
            .prefix("andon-tutorial-")
            .tempdir()
            .context("a folder for the tutorial cannot be made")?;
        let path = folder.path().join("tutorial.board.json");
        drop(desk::create_with(&path, &scratch::operations(clock::now()?))?);
        open::lessons(path, &self.doors, context)
    }
}
