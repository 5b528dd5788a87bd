//! `andon textconv`: a board as lines for `git diff`, one for each row.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::board::Card;
use crate::report::history;
use crate::store::{apart, bytes_of};

use super::Context;

/// Print a board as plain lines, for git diff
#[derive(Debug, Args)]
#[command(
    long_about = "Print a board as plain lines, one for each row, for git diff to compare.\n\n\
        A line never changes once it is there: it says columns by their ids, and cards by their ids and the titles they \
        began with. A file that is no board is printed as it is.",
    after_help = "To have git diff, git log -p and git show tell boards in words, in this clone:\n  \
        git config diff.andon.textconv \"andon textconv\"\n  \
        echo '*.board.json diff=andon' >> .git/info/attributes"
)]
pub(super) struct Textconv {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Textconv {
    /// Whatever is in the file: git shows no difference at all when this fails.
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let out = &mut context.out;
        let content = match bytes_of(&self.file) {
            Ok(content) => content,
            Err(error) => return Ok(out.line(&error.to_string())?),
        };
        let Ok(board) = apart(&content) else {
            return Ok(out.lines(&String::from_utf8_lossy(&content))?);
        };
        if board.conflicts > 0 {
            out.line(&format!("conflicts of a merge: {}", board.conflicts))?;
        }
        for setting in board.settings.settings() {
            let said = history::setting(&board.cards, setting);
            out.line(&format!("{}  {}  {said}", setting.at, setting.by))?;
        }
        let mut cards: Vec<&Card> = board.cards.cards().collect();
        cards.sort_unstable_by_key(|card| card.id());
        for card in cards {
            let first = card.first_title();
            for event in card.events() {
                let by = board.cards.names().text(event.by);
                let said = history::deed(&board.cards, card, event);
                out.line(&format!("{}  {by}  {} {first}: {said}", event.at, card.id()))?;
            }
        }
        board.odd.iter().try_for_each(|row| out.line(row))?;
        Ok(())
    }
}
