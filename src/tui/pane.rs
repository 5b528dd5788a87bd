//! The state of the metrics pane.

use std::sync::Arc;

use crate::report::Report;

/// How much of the screen the measures take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PaneSize {
    /// Nothing.
    Hidden,
    /// One line under the board.
    #[default]
    Line,
    /// A pane under the board.
    Pane,
    /// The whole screen.
    Full,
}

impl PaneSize {
    /// The next size, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Hidden => Self::Line,
            Self::Line => Self::Pane,
            Self::Pane => Self::Full,
            Self::Full => Self::Hidden,
        }
    }
}

/// The windows that `w` goes through, in days.
pub const WINDOWS: [u32; 4] = [7, 14, 30, 90];

/// What was measured, and of what.
#[derive(Debug, Clone)]
pub struct Measured {
    /// The revision of the board it was measured on.
    pub revision: u64,
    /// The window, in days.
    pub window: u32,
    /// The measures, with names.
    pub report: Arc<Report>,
}

/// The measures of flow, as the screen shows them.
#[derive(Debug, Clone)]
pub struct MetricsPane {
    /// How much of the screen they take.
    pub size: PaneSize,
    /// The window asked for, in days.
    pub window: u32,
    /// The last measures that came. They may be of an older board or of another window.
    pub measured: Option<Measured>,
    /// Lines scrolled down, full screen.
    pub scroll: u16,
    /// What was asked for last: revision, window, and the while it is good for.
    pub(super) asked: Option<(u64, u32, i64)>,
}

impl Default for MetricsPane {
    fn default() -> Self {
        Self { size: PaneSize::Line, window: 30, measured: None, scroll: 0, asked: None }
    }
}

impl MetricsPane {
    /// How many boards the measures are behind the one on screen; `None` before the first came.
    pub fn behind(&self, revision: u64) -> Option<u64> {
        self.measured.as_ref().map(|measured| revision.saturating_sub(measured.revision))
    }
}
