//! `[keys]`: keys for commands other than the usual ones. What commands there are, and what is a
//! key, is known two floors up; whoever knows is asked.

use super::section::{Section, quoted};

/// The section as a text that explains it.
pub(super) const EXAMPLE: &str = "\
# Other keys for commands, each by its name; andon config show lists them with the keys they have. Keys
# in a row are a chord; a key is given up by the command that has it.
# [keys]
# move-right = [\"L\", \"<S-Right>\"]
# undo = \"gz\"
# series = []
";

/// `[keys]`: for each command that is named, its keys.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keys {
    rows: Vec<(String, Vec<String>)>,
}

/// Something wrong with the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The row it is about, from 0, in the order of [`Keys::rows`].
    pub row: usize,
    /// The key in it, from 0; `None` when it is about the command.
    pub key: Option<usize>,
    /// What is wrong, in a sentence.
    pub what: String,
    /// What would help, if that is known.
    pub hint: Option<String>,
}

impl Keys {
    /// Keys for commands.
    pub fn new(rows: Vec<(String, Vec<String>)>) -> Self {
        Self { rows }
    }

    /// The commands that are named, each with its keys, in the order of the file.
    pub fn rows(&self) -> &[(String, Vec<String>)] {
        &self.rows
    }

    /// True when every command has its usual keys.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Reads the section. What is wrong with it, `judge`'s findings among it, goes to the one it
    /// is in.
    pub(super) fn read(
        mut section: Section<'_>,
        judge: &dyn Fn(&Self) -> Vec<Fault>,
        within: &mut Section<'_>,
    ) -> Self {
        let (mut rows, mut places) = (Vec::new(), Vec::new());
        for (name, at, texts) in section.lists("[\"L\", \"<S-Right>\"]") {
            let (keys, spans): (Vec<_>, Vec<_>) = texts.into_iter().unzip();
            rows.push((name, keys));
            places.push((at, spans));
        }
        let keys = Self { rows };
        for fault in judge(&keys) {
            let Some((at, spans)) = places.get(fault.row) else { continue };
            let span = fault.key.and_then(|key| spans.get(key)).unwrap_or(at);
            section.wrong(span, fault.what, fault.hint);
        }
        within.takes(section);
        keys
    }

    /// The section as the file would say it; nothing when every command has its usual keys.
    pub(super) fn to_toml(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        let row = |(name, keys): &(String, Vec<String>)| {
            let keys: Vec<String> = keys.iter().map(|key| quoted(key)).collect();
            format!("{} = [{}]\n", bare(name), keys.join(", "))
        };
        format!("[keys]\n{}", self.rows.iter().map(row).collect::<String>())
    }
}

/// A key of TOML, in quotes where it needs them.
fn bare(name: &str) -> String {
    let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if plain { name.to_owned() } else { quoted(name) }
}
