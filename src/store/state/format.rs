//! The state file's content: JSON, read with patience.
//!
//! What an entry says that is not understood costs that entry only; fields of a later andon are
//! written back as they were.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::board::Timestamp;
use crate::memory::{BOARDS_MAX, COMMANDS_MAX, Memory, SeenBoard};

/// The version of the format that is written here.
const VERSION: u64 = 1;

/// Why a content is not what is remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotState {
    /// It is no JSON object with a version.
    Broken,
    /// It is of a newer version, and not to be written.
    Newer,
}

/// The content of a state file.
#[derive(Debug, Deserialize, Serialize)]
pub struct State {
    /// The version.
    #[serde(rename = "andon_state")]
    version: u64,
    #[serde(default)]
    boards: Vec<Value>,
    #[serde(default)]
    filters: Map<String, Value>,
    #[serde(default)]
    commands: Vec<Value>,
    /// What a later andon keeps.
    #[serde(flatten)]
    other: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
struct BoardEntry {
    path: String,
    opened: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    view: BTreeMap<String, String>,
}

impl State {
    /// Reads a content; an empty one is that of a file which was just made.
    pub fn read(content: &[u8]) -> Result<Self, NotState> {
        if content.trim_ascii().is_empty() {
            return Ok(Self {
                version: VERSION,
                boards: Vec::new(),
                filters: Map::new(),
                commands: Vec::new(),
                other: Map::new(),
            });
        }
        serde_json::from_slice(content).map_err(|_| NotState::Broken)
    }

    /// True if a newer andon wrote it.
    pub fn is_newer(&self) -> bool {
        self.version > VERSION
    }

    /// What it remembers, as far as it is understood.
    pub fn memory(&self) -> Memory {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let mut boards: Vec<SeenBoard> = self.boards.iter().filter_map(board).collect();
        boards.sort_by_key(|seen| std::cmp::Reverse(seen.opened));
        boards.truncate(BOARDS_MAX);
        let filters = self.filters.iter().filter_map(|(name, value)| Some((name.clone(), text(value)?)));
        let commands = self.commands.iter().filter_map(text).take(COMMANDS_MAX);
        Memory { boards, filters: filters.collect(), commands: commands.collect() }
    }

    /// The content that remembers this instead.
    pub fn with(self, memory: &Memory) -> Vec<u8> {
        let boards = memory.boards.iter().filter_map(|seen| {
            // A path that is no text cannot be written down; it is opened by its name every time.
            let path = seen.path.to_str()?.to_owned();
            let entry = BoardEntry { path, opened: seen.opened.to_string(), view: seen.view.clone() };
            serde_json::to_value(entry).ok()
        });
        let filters = memory.filters.iter().map(|(name, text)| (name.clone(), text.as_str().into()));
        let commands = memory.commands.iter().map(|title| title.as_str().into());
        let state = Self {
            boards: boards.collect(),
            filters: filters.collect(),
            commands: commands.collect(),
            ..self
        };
        let mut content = serde_json::to_vec_pretty(&state).unwrap_or_default();
        content.push(b'\n');
        content
    }
}

fn board(value: &Value) -> Option<SeenBoard> {
    let entry = BoardEntry::deserialize(value).ok()?;
    let opened: Timestamp = entry.opened.parse().ok()?;
    Some(SeenBoard { path: entry.path.into(), opened, view: entry.view })
}
