//! How a board is looked at, kept from one session to the next: what differs from what the
//! person's settings ask for, so that a change of the settings shows wherever nothing was chosen.

use std::collections::{BTreeMap, BTreeSet};

use crate::board::Id;
use crate::memory::Note;
use crate::tui::app::App;
use crate::tui::look::{Density, Lanes, Look};
use crate::tui::pane::{MetricsPane, PaneSize};

const DENSITY: &str = "density";
const LANES: &str = "lanes";
const FOLDED: &str = "folded";
const METRICS: &str = "metrics";
const METRICS_ROWS: &str = "metrics-rows";

const DENSITIES: [(&str, Density); 4] = [
    ("auto", Density::Auto),
    ("compact", Density::Compact),
    ("normal", Density::Normal),
    ("roomy", Density::Roomy),
];
const DIVISIONS: [(&str, Lanes); 6] = [
    ("none", Lanes::None),
    ("expedite", Lanes::Expedite),
    ("class", Lanes::Class),
    ("assignee", Lanes::Assignee),
    ("label", Lanes::Label),
    ("parent", Lanes::Parent),
];
/// Measures that filled the screen hid the board; nobody wants to begin so without having said it
/// in the settings.
const SIZES: [(&str, PaneSize); 3] =
    [("hidden", PaneSize::Hidden), ("line", PaneSize::Line), ("pane", PaneSize::Pane)];

impl App {
    /// Looks at the board as it was left; at a new one as the settings ask for.
    pub(super) fn look_as_kept(&mut self) {
        let screen = &self.config.screen;
        let kept = self.session.path.as_ref().map(|path| self.memory.view(path)).unwrap_or_default();
        let mut look = Look::default();
        look.begin(screen);
        look.density = meant(&DENSITIES, &kept, DENSITY).unwrap_or(look.density);
        look.lanes = meant(&DIVISIONS, &kept, LANES).unwrap_or(look.lanes);
        let ids = kept.get(FOLDED).map(String::as_str).unwrap_or_default().split(' ');
        let folded = ids.filter_map(|id| id.parse::<Id>().ok());
        look.folded = folded.filter(|id| self.board.find_column(*id).is_some()).collect();
        self.look = look;
        let window = self.metrics.window;
        self.metrics.begin(screen);
        self.metrics.window = window;
        self.metrics.size = meant(&SIZES, &kept, METRICS).unwrap_or(self.metrics.size);
        self.metrics.rows = kept.get(METRICS_ROWS).and_then(|rows| rows.parse().ok());
        self.refresh_shown();
        self.settle();
    }

    /// Remembers how the board is looked at, once it is looked at in another way.
    pub(super) fn keep_look(&mut self) {
        // A border that is drawn is where it belongs only when it is let go.
        if !self.has_board() || self.is_opening() || self.drag.is_some() {
            return;
        }
        let Some(path) = &self.session.path else { return };
        let kept = self.memory.view(path);
        let view = self.view_to_keep(kept.clone());
        if view != kept {
            let board = path.clone();
            self.note(Note::View { board, view });
        }
    }

    /// What is to be kept, beside what an andon of another version kept.
    fn view_to_keep(&self, mut view: BTreeMap<String, String>) -> BTreeMap<String, String> {
        let mut look = Look::default();
        look.begin(&self.config.screen);
        let mut metrics = MetricsPane::default();
        metrics.begin(&self.config.screen);
        set(&mut view, DENSITY, word(&DENSITIES, self.look.density, look.density));
        set(&mut view, LANES, word(&DIVISIONS, self.look.lanes, look.lanes));
        set(&mut view, FOLDED, ids(&self.look.folded));
        if self.metrics.size != PaneSize::Full {
            set(&mut view, METRICS, word(&SIZES, self.metrics.size, metrics.size));
        }
        set(&mut view, METRICS_ROWS, self.metrics.rows.map(|rows| rows.to_string()));
        view
    }
}

/// What a word stands for, if it is one of these.
fn meant<T: Copy>(words: &[(&str, T)], kept: &BTreeMap<String, String>, key: &str) -> Option<T> {
    let word = kept.get(key)?;
    words.iter().find(|(known, _)| known == word).map(|(_, value)| *value)
}

/// The word for a value that is not what the settings ask for.
fn word<T: Copy + PartialEq>(words: &[(&str, T)], value: T, settings: T) -> Option<String> {
    let known = words.iter().find(|(_, other)| *other == value).filter(|_| value != settings);
    known.map(|(word, _)| (*word).to_owned())
}

fn ids(folded: &BTreeSet<Id>) -> Option<String> {
    let ids: Vec<String> = folded.iter().map(Id::to_string).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn set(view: &mut BTreeMap<String, String>, key: &str, value: Option<String>) {
    match value {
        Some(value) => drop(view.insert(key.to_owned(), value)),
        None => drop(view.remove(key)),
    }
}
