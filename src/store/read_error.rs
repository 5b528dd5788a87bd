//! Why a board file could not be read: the place, the reason, and what to do about it.

use super::DiskError;
use std::path::{Path, PathBuf};

/// A board file that could not be read. It is left exactly as it is.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file system said no.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The content is no board.
    #[error("{}:{}:{}: {}", .path.display(), .at.line, .at.column, .at.fault)]
    Content {
        /// The board file.
        path: PathBuf,
        /// Where in it, and what.
        at: Misread,
    },
}

impl ReadError {
    /// What to do next.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Disk(DiskError::Missing { .. }) => "andon init makes a board; --board names another file",
            Self::Disk(_) => "check the file and its permissions",
            Self::Content { at, .. } => at.fault.hint(),
        }
    }
}

/// A place in a content, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// What is wrong.
    pub fault: Fault,
}

impl Misread {
    /// The error it makes for the file it was found in.
    pub(super) fn of(self, path: &Path) -> ReadError {
        ReadError::Content { path: path.to_owned(), at: self }
    }

    /// At an offset of a content.
    pub(super) fn at(content: &[u8], offset: usize, fault: Fault) -> Self {
        let before = content.get(..offset).unwrap_or(content);
        let line = before.split(|byte| *byte == b'\n').count();
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |place| place + 1);
        // Bytes that continue a character do not start one.
        let column = 1 + before[start..].iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        Self { line, column, fault }
    }
}

/// What the JSON reader says, without the place and in words for people who do not write Rust.
pub(super) fn plain_words(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.rsplit_once(" at line ").map_or(&*said, |(reason, _)| reason);
    let wrong = ["invalid type: ", "invalid value: "].iter().find_map(|start| said.strip_prefix(start));
    let Some((found, wanted)) = wrong.and_then(|wrong| wrong.rsplit_once(", expected ")) else {
        return said.to_owned();
    };
    let wanted = match wanted {
        "u32" | "u64" => "a whole number, not below zero",
        "i64" => "a whole number",
        "a sequence" => "a list",
        "a map" => "an object",
        other => other,
    };
    let found = match found.split_once(' ') {
        Some(("integer" | "boolean" | "string", value)) => value,
        Some(("floating", value)) => value.trim_start_matches("point "),
        _ if found == "sequence" => "a list",
        _ if found == "map" => "an object",
        _ => found,
    };
    format!("{found} stands where {wanted} should be")
}

/// What can be wrong with a whole file. What is wrong with one row is a
/// [`Finding`](super::Finding), and the rest of the board opens.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No content.
    #[error("the file is empty")]
    Empty,
    /// Not UTF-8, or control bytes that no text has.
    #[error("this is not a text file")]
    NotText,
    /// The end is missing.
    #[error("the file ends too early: its last row, {{\"end\":1}}]}}, is missing")]
    Truncated,
    /// Not JSON, and not rows one to a line either.
    #[error("{0}")]
    Json(String),
    /// Both sides of a merge, in a form that has no rows to take one by one.
    #[error("merge conflict markers in a file that has not one row to a line")]
    Markers,
    /// JSON, but another thing.
    #[error("this is not a board: it has neither rows nor columns")]
    NotABoard,
    /// A row over several lines, or a line that is no row.
    #[error("this line is not a row: a row is one JSON object on one line")]
    NotARow,
    /// Over 1 MiB.
    #[error("this line is longer than 1 MiB")]
    LineTooLong,
    /// Nested deeper than 128.
    #[error("this row is nested deeper than 128 levels")]
    TooDeep,
    /// Over ten million rows.
    #[error("more than 10,000,000 rows")]
    TooManyRows,
    /// Over a million cards.
    #[error("more than 1,000,000 cards")]
    TooManyCards,
    /// A mistake in a hand-written board.
    #[error("{0}")]
    ShortForm(String),
}

impl Fault {
    /// What to do next.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty | Self::Truncated => {
                "it may still be being written; else bring back the last good version: git checkout -- FILE"
            }
            Self::NotText => "bring back the last good version: git checkout -- FILE",
            Self::Markers => {
                "andon resolve makes it anew from what git has of both sides; else bring back the last good version: git checkout -- FILE"
            }
            Self::Json(_) | Self::NotARow => "mend that line, or bring back the last good version from git",
            Self::NotABoard | Self::ShortForm(_) => {
                r#"a board may be written by hand as {"name":"Team","columns":[{"name":"To do"},{"name":"Doing","wip":3},{"name":"Done"}]}"#
            }
            Self::LineTooLong | Self::TooDeep => "shorten that row: nothing andon writes is that long",
            Self::TooManyRows | Self::TooManyCards => {
                "split the board: finished cards can go to another file"
            }
        }
    }
}

/// A row that is not understood, or not wholly. It is kept in the file as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its line in the file, from 1.
    pub line: usize,
    /// Why it is not understood.
    pub reason: String,
}
