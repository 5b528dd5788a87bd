//! What a doctor finds: each with a code that stays, why it matters, and what to do.

use crate::cli::findings::Severity;

/// What is looked at, in the order it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The file itself.
    File,
    /// What sessions that ended too early left.
    Sessions,
    /// How git joins two versions.
    Merging,
    /// Line ends, and programs that git runs over the file.
    Content,
    /// How the board stands in its repository.
    Repository,
    /// How differences are shown.
    Differences,
}

impl Part {
    pub(super) const ALL: [Self; 6] =
        [Self::File, Self::Sessions, Self::Merging, Self::Content, Self::Repository, Self::Differences];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Sessions => "sessions",
            Self::Merging => "merging",
            Self::Content => "content",
            Self::Repository => "git",
            Self::Differences => "git diff",
        }
    }
}

/// What `--fix` can do about a finding. All of it can be done twice, and takes nothing away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fix {
    /// Open the board, which makes good what sessions left, and write it as andon does.
    Save,
    /// Add the line to `.gitattributes` beside the board.
    Attributes,
    /// Set up `git diff` in this clone. Only where it is asked for.
    Differences,
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub severity: Severity,
    pub part: Part,
    /// A word for programs. Stays the same when the sentence changes.
    pub code: String,
    /// Its line in the board file, from 1.
    pub line: Option<usize>,
    /// What it is.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// What to do: a command, or words.
    pub next: String,
    pub fix: Option<Fix>,
}

impl Finding {
    pub(super) fn new(severity: Severity, part: Part, code: &str, what: impl Into<String>) -> Self {
        let (code, what) = (code.to_owned(), what.into());
        Self { severity, part, code, line: None, what, why: String::new(), next: String::new(), fix: None }
    }

    pub(super) fn error(part: Part, code: &str, what: impl Into<String>) -> Self {
        Self::new(Severity::Error, part, code, what)
    }

    pub(super) fn warning(part: Part, code: &str, what: impl Into<String>) -> Self {
        Self::new(Severity::Warning, part, code, what)
    }

    pub(super) fn note(part: Part, code: &str, what: impl Into<String>) -> Self {
        Self::new(Severity::Note, part, code, what)
    }

    pub(super) fn why(self, why: impl Into<String>) -> Self {
        Self { why: why.into(), ..self }
    }

    pub(super) fn next(self, next: impl Into<String>) -> Self {
        Self { next: next.into(), ..self }
    }

    /// `--fix` does it.
    pub(super) fn fixed_by(self, fix: Fix) -> Self {
        let next = if fix == Fix::Differences { "andon doctor --fix --diff" } else { "andon doctor --fix" };
        Self { fix: Some(fix), next: next.to_owned(), ..self }
    }
}
