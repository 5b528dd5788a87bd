//! `[screen]`: how the board looks on the terminal of this person, and how the terminal behaves.

use super::section::Section;
use super::themes::{OwnTheme, THEMES};
use super::word::{Call, Density, Metrics, Motion, Swimlanes, Symbols, Word as _};
use crate::text::{alike, nearest};

/// The section as a text that explains it.
pub(super) const EXAMPLE: &str = "\
[screen]
# Colours: ansi (the terminal's own), dark, light, deuteranopia (for eyes that do not tell red from
# green), mono (none), or one of your own: see [themes.NAME] below. On the board: zt.
#theme = \"ansi\"
# Symbols: unicode, ascii, or auto: unicode where the locale has it. On the board: za.
#symbols = \"auto\"
# How much of a card its face shows: auto, compact, normal, roomy. On the board: zd.
#density = \"auto\"
# What divides the board into lanes: expedite (a lane for cards with right of way, while there are
# any), none, class, assignee, label, parent. On the board: zl.
#swimlanes = \"expedite\"
# Click, wheel and drag. false leaves the mouse to the terminal, so that it can select text.
#mouse = true
# full, or reduced: nothing comes or goes by itself. News and marks stay until the next key, the keys
# of a chord are listed at once, and the title of a card that is dragged stands still.
#motion = \"full\"
# The measures at the start: line, hidden, pane, full. On the board: m.
#metrics = \"line\"
# Days that are measured over at the start. On the board: w.
#window = 30
# Print the report of the flow on leaving.
#report = true
# Ring the terminal's bell when somebody else pulls the andon cord: cord, off.
#bell = \"cord\"
# Show a notification of the desktop then (OSC 9, where the terminal knows it): cord, off.
#notify = \"cord\"
# Name the terminal's window after the board.
#title = true
";

/// No window of measures is longer, in days: ten years.
const WINDOW_MAX: u32 = 3_653;

/// `[screen]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screen {
    /// The theme: one of [`THEMES`], or one of the person's own.
    pub theme: String,
    /// Which symbols are drawn.
    pub symbols: Symbols,
    /// How much of a card its face shows.
    pub density: Density,
    /// What divides the board into lanes.
    pub swimlanes: Swimlanes,
    /// Whether the mouse is ours.
    pub mouse: bool,
    /// How much moves by itself.
    pub motion: Motion,
    /// How much of the screen the measures take at the start.
    pub metrics: Metrics,
    /// The window of the measures at the start, in days.
    pub window: u32,
    /// Whether the report of the flow is printed on leaving.
    pub report: bool,
    /// What rings the bell.
    pub bell: Call,
    /// What shows a notification of the desktop.
    pub notify: Call,
    /// Whether the terminal's window is named.
    pub title: bool,
}

impl Default for Screen {
    fn default() -> Self {
        Self {
            theme: "ansi".to_owned(),
            symbols: Symbols::default(),
            density: Density::default(),
            swimlanes: Swimlanes::default(),
            mouse: true,
            motion: Motion::default(),
            metrics: Metrics::default(),
            window: 30,
            report: true,
            bell: Call::default(),
            notify: Call::default(),
            title: true,
        }
    }
}

impl Screen {
    /// Reads the section. What is wrong with it goes to the one it is in.
    pub(super) fn read(mut section: Section<'_>, own: &[OwnTheme], within: &mut Section<'_>) -> Self {
        let default = Self::default();
        let screen = Self {
            theme: theme(&mut section, own).unwrap_or(default.theme),
            symbols: section.word("symbols"),
            density: section.word("density"),
            swimlanes: section.word("swimlanes"),
            mouse: section.flag("mouse").unwrap_or(default.mouse),
            motion: section.word("motion"),
            metrics: section.word("metrics"),
            window: section.number("window", (1, WINDOW_MAX)).unwrap_or(default.window),
            report: section.flag("report").unwrap_or(default.report),
            bell: section.word("bell"),
            notify: section.word("notify"),
            title: section.flag("title").unwrap_or(default.title),
        };
        within.takes(section);
        screen
    }

    /// The section as the file would say it.
    pub(super) fn to_toml(&self) -> String {
        let word = |word: &str| format!("\"{word}\"");
        let rows = [
            ("theme", word(&self.theme)),
            ("symbols", word(self.symbols.word())),
            ("density", word(self.density.word())),
            ("swimlanes", word(self.swimlanes.word())),
            ("mouse", self.mouse.to_string()),
            ("motion", word(self.motion.word())),
            ("metrics", word(self.metrics.word())),
            ("window", self.window.to_string()),
            ("report", self.report.to_string()),
            ("bell", word(self.bell.word())),
            ("notify", word(self.notify.word())),
            ("title", self.title.to_string()),
        ];
        let rows: Vec<String> = rows.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
        format!("[screen]\n{}", rows.concat())
    }
}

/// The name of a theme that there is.
fn theme(section: &mut Section<'_>, own: &[OwnTheme]) -> Option<String> {
    let (name, span) = section.text("theme")?;
    let names: Vec<&str> = THEMES.into_iter().chain(own.iter().map(|own| own.name.as_str())).collect();
    if names.contains(&name.as_str()) {
        return Some(name);
    }
    let meant = nearest(&name, names.iter().copied()).into_iter().find(|known| alike(&name, known));
    let hint = match meant {
        Some(meant) => format!("did you mean '{meant}'?"),
        None => format!("there are {}; one of your own begins with [themes.{name}]", names.join(", ")),
    };
    section.wrong(&span, format!("there is no theme '{name}'"), Some(hint));
    None
}
