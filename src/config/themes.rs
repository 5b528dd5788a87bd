//! `[themes.NAME]`: themes of the person's own.

use std::fmt::Write as _;

use super::colour::{Colour, Face};
use super::section::Section;

/// The section as a text that explains it.
pub(super) const EXAMPLE: &str = "\
# A theme of your own, for [screen] theme = \"mine\" and for zt. What it does not name it has from its
# base. A colour is a name (red, bright-red, default), #rrggbb, or a number of xterm's 256; bold, dim,
# italic and underline may follow. Roles are text, faint, strong, heading, emphasis, code, link, rule,
# focus, key, good, warn, bad, blocked, andon, answered, expedite, news, person, label, work, wait,
# band_1 to band_4, ground, late_ground, overdue_ground, selected_ground, marked_ground and
# header_ground.
# [themes.mine]
# base = \"dark\"
# background = \"#101216\"
# good = \"#7fd88f\"
# warn = \"yellow bold\"
# selected_ground = 236
";

/// The themes that are always there.
pub const THEMES: [&str; 5] = ["ansi", "dark", "light", "deuteranopia", "mono"];

/// The roles that a theme gives a look, by their names.
pub const ROLES: [&str; 32] = [
    "text",
    "faint",
    "strong",
    "heading",
    "emphasis",
    "code",
    "link",
    "rule",
    "focus",
    "key",
    "good",
    "warn",
    "bad",
    "blocked",
    "andon",
    "answered",
    "expedite",
    "news",
    "person",
    "label",
    "work",
    "wait",
    "band_1",
    "band_2",
    "band_3",
    "band_4",
    "ground",
    "late_ground",
    "overdue_ground",
    "selected_ground",
    "marked_ground",
    "header_ground",
];

/// `[themes.NAME]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTheme {
    /// Its name.
    pub name: String,
    /// One of [`THEMES`], which says what this one does not.
    pub base: String,
    /// What lies behind everything, if it is another than the base's.
    pub background: Option<Colour>,
    /// Roles that look other than in the base, in the order of [`ROLES`].
    pub faces: Vec<(&'static str, Face)>,
}

/// Reads all of them. What is wrong with them goes to the section they are in.
pub(super) fn read(mut all: Section<'_>, within: &mut Section<'_>) -> Vec<OwnTheme> {
    let mut themes = Vec::new();
    for (name, span, section) in all.tables() {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if name.is_empty() || !name.chars().all(plain) {
            let hint = "letters, digits, - and _ make a name".to_owned();
            all.wrong(&span, format!("'{name}' is no name of a theme"), Some(hint));
        } else if THEMES.contains(&name.as_str()) {
            let hint = "give yours another name; it may have that one as its base".to_owned();
            all.wrong(&span, format!("there is a theme '{name}' already"), Some(hint));
        }
        themes.push(theme(name, section, &mut all));
    }
    within.takes(all);
    themes
}

fn theme(name: String, mut section: Section<'_>, within: &mut Section<'_>) -> OwnTheme {
    let base = section.one_of("base", &THEMES).unwrap_or(THEMES[0]).to_owned();
    let background = section.face("background").map(|face| face.colour);
    let faces = ROLES.into_iter().filter_map(|role| Some((role, section.face(role)?))).collect();
    within.takes(section);
    OwnTheme { name, base, background, faces }
}

/// The sections as the file would say them.
pub(super) fn to_toml(themes: &[OwnTheme]) -> String {
    let mut text = String::new();
    for OwnTheme { name, base, background, faces } in themes {
        let apart = if text.is_empty() { "" } else { "\n" };
        let _ = write!(text, "{apart}[themes.{name}]\nbase = \"{base}\"\n");
        if let Some(background) = background {
            let _ = writeln!(text, "background = \"{background}\"");
        }
        for (role, face) in faces {
            let _ = writeln!(text, "{role} = \"{face}\"");
        }
    }
    text
}
