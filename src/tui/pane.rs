//! The state of the metrics pane.

use std::sync::Arc;

use super::charts::{Charts, Clock, Cursor};
use super::tab::Tab;
use crate::board::{Board, Timestamp};
use crate::config::{Metrics, Screen};
use crate::flow::Window;
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
    /// The measures as pictures need them.
    pub charts: Arc<Charts>,
}

impl Measured {
    /// Measures the last `window` days of a board.
    pub fn of(board: &Board, revision: u64, window: u32, now: Timestamp) -> Self {
        let report = Report::of(board, Window::last(window, now), now);
        Self::told(board, revision, window, report)
    }

    /// What a report tells of a board.
    pub fn told(board: &Board, revision: u64, window: u32, report: Report) -> Self {
        let charts = Charts::of(board, &report);
        Self { revision, window, report: Arc::new(report), charts: Arc::new(charts) }
    }
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
    /// The tab that is shown.
    pub tab: Tab,
    /// What the cursor is on.
    pub cursor: Cursor,
    /// The clock of the pictures of times.
    pub clock: Clock,
    /// Whether throughput is shown by weeks rather than by days.
    pub weeks: bool,
    /// Whether process behaviour is that of the weeks' throughput rather than of lead times.
    pub weekly_behaviour: bool,
    /// Lines the summary is scrolled down, full screen.
    pub scroll: u16,
    /// The rows the pane was given by hand; otherwise what suits the screen.
    pub rows: Option<u16>,
    /// Measures of boards before this revision are of another time.
    pub(super) since: u64,
    /// What was asked for last: revision, window, and the while it is good for.
    pub(super) asked: Option<(u64, u32, i64)>,
}

impl Default for MetricsPane {
    fn default() -> Self {
        Self {
            size: PaneSize::Line,
            window: 30,
            measured: None,
            tab: Tab::Summary,
            cursor: Cursor::default(),
            clock: Clock::Cycle,
            weeks: false,
            weekly_behaviour: false,
            scroll: 0,
            rows: None,
            since: 0,
            asked: None,
        }
    }
}

impl MetricsPane {
    /// Shows at the start what the person's settings ask for.
    pub fn begin(&mut self, settings: &Screen) {
        self.size = match settings.metrics {
            Metrics::Hidden => PaneSize::Hidden,
            Metrics::Line => PaneSize::Line,
            Metrics::Pane => PaneSize::Pane,
            Metrics::Full => PaneSize::Full,
        };
        self.window = settings.window;
    }

    /// How many boards the measures are behind the one on screen; `None` before the first came.
    pub fn behind(&self, revision: u64) -> Option<u64> {
        self.measured.as_ref().map(|measured| revision.saturating_sub(measured.revision))
    }

    /// True where there is another series to show in the tab.
    pub fn has_series(&self) -> bool {
        matches!(self.tab, Tab::Scatter | Tab::Histogram | Tab::Throughput | Tab::Behaviour)
    }

    /// Shows the next series of the tab. Answers what is shown then.
    pub fn next_series(&mut self) -> &'static str {
        match self.tab {
            Tab::Throughput => {
                self.weeks = !self.weeks;
                self.cursor.of_day = None;
                if self.weeks { "by weeks" } else { "by days" }
            }
            Tab::Behaviour => {
                self.weekly_behaviour = !self.weekly_behaviour;
                if self.weekly_behaviour { "throughput by weeks" } else { "lead time" }
            }
            _ => {
                self.clock = self.clock.next();
                self.clock.name()
            }
        }
    }
}
