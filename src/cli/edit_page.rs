//! A whole card from a page of Markdown: out of a file, or out of an editor.

use std::io::{self, Read as _};
use std::path::Path;
use std::{fs, str};

use anyhow::{Context as _, Result};

use crate::board::{Board, Card, Change, Timestamp};
use crate::card_markdown::{self, Mistake, Sheet, annotated};
use crate::flow::local_day;
use crate::tui::editor::{self, Unedited};

use super::output::Output;
use super::problem::Problem;

/// The longest page that is read, in bytes; more is no card.
const MAX_BYTES: u64 = 1 << 20;

/// The changes that make a card what a page says. What the page leaves out is cleared: it is
/// compared with the page that `andon show --markdown` prints now.
pub(super) fn of_file(board: &Board, card: &Card, path: &Path, now: Timestamp) -> Result<Vec<Change>> {
    let from_input = path == Path::new("-");
    let name = if from_input { "standard input".to_owned() } else { path.display().to_string() };
    let mut bytes = Vec::new();
    let read = if from_input {
        io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
    };
    read.with_context(|| format!("{name} cannot be read"))?;
    let text = str::from_utf8(&bytes).ok().filter(|_| bytes.len() as u64 <= MAX_BYTES);
    let Some(text) = text else {
        let hint = "andon show CARD --markdown prints what is taken";
        return Err(Problem::failed(format!("{name} is no page of a card: text, at most 1 MiB"), hint).into());
    };
    let before = card_markdown::page(&Sheet::of(board, card));
    let today = local_day(now, board.zone());
    card_markdown::changes(board, card, &before, text, today).map_err(|mistakes| {
        let told: Vec<String> =
            mistakes.iter().map(|mistake| format!("{name}:{}: {}", mistake.line, mistake.what)).collect();
        Problem::usage(
            told.join("\n"),
            "nothing was changed; andon show CARD --markdown prints what is taken",
        )
        .into()
    })
}

/// The changes that a person makes in their editor. A page with mistakes is opened again with the
/// mistakes in it, until there are none; a person who leaves it as it is gets it printed, so that
/// nothing typed is lost.
pub(super) fn in_editor(board: &Board, card: &Card, now: Timestamp, out: &mut Output) -> Result<Vec<Change>> {
    let today = local_day(now, board.zone());
    let column = &board.column(card.column()).name;
    let before = card_markdown::for_editor(board, card, column);
    let mut text = before.clone();
    let mut left = String::new();
    loop {
        let after = match editor::edit(&text) {
            Ok(after) => after,
            Err(Unedited { why, left }) => {
                out.lines(left.as_deref().unwrap_or_default())?;
                out.flush()?;
                return Err(Problem::failed(why, "--markdown FILE takes a page, too").into());
            }
        };
        let mistakes: Vec<Mistake> = match card_markdown::changes(board, card, &before, &after, today) {
            Ok(changes) => return Ok(changes),
            Err(mistakes) => mistakes,
        };
        if after == text || after == left {
            out.lines(&after)?;
            out.flush()?;
            let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            let hint = "nothing was changed; what you wrote is printed above";
            return Err(Problem::usage(told.join("\n"), hint).into());
        }
        text = annotated(&after, &mistakes);
        left = after;
    }
}
