//! How the screen stands with the board's file.

/// How it stands with the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Health {
    /// It is read and written.
    #[default]
    Well,
    /// It is read, and cannot be written; why.
    ReadOnly(String),
    /// It cannot be read at the moment. The last good board stays on screen, nothing is written.
    Broken(Problem),
    /// The last save failed and is tried again.
    SaveFailed(Unsaved),
}

/// Edits that are not in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    /// Why they could not be saved.
    pub why: String,
    /// The journal has them, so that they survive the end of the program.
    pub kept: bool,
}

/// Why a file is no board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The place, as path:line:column where one is known.
    pub place: String,
    /// The reason, in a sentence.
    pub reason: String,
    /// What would help, if that is known.
    pub hint: Option<String>,
}
