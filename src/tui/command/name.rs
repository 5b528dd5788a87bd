//! The names of commands in a file of settings: `move-right`. They are those of the code; the table
//! of stories in the tests holds them, so that none changes by accident.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{COMMANDS, Command, Entry};

static NAMES: LazyLock<HashMap<Command, String>> = LazyLock::new(|| {
    COMMANDS.iter().map(|entry| (entry.command, kebab(&format!("{:?}", entry.command)))).collect()
});

impl Command {
    /// Its name in a file of settings.
    pub fn name(self) -> &'static str {
        NAMES.get(&self).map_or("", String::as_str)
    }
}

/// The row of the command of that name.
pub fn named(name: &str) -> Option<&'static Entry> {
    COMMANDS.iter().find(|entry| entry.command.name() == name)
}

/// `MoveRight` as `move-right`, `Tab(Summary)` as `tab-summary`.
fn kebab(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars().filter(|c| *c != ')') {
        if (c.is_uppercase() || c == '(') && !text.is_empty() && !text.ends_with('-') {
            text.push('-');
        }
        text.extend(c.to_lowercase().filter(|c| *c != '('));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::tab::Tab;

    #[test]
    fn names() {
        for (command, name) in [
            (Command::Down, "down"),
            (Command::MoveRight, "move-right"),
            (Command::InGit, "in-git"),
            (Command::Tab(Tab::Cumulative), "tab-cumulative"),
        ] {
            assert_eq!(command.name(), name);
            assert_eq!(named(name).map(|entry| entry.command), Some(command));
        }
        assert!(named("").is_none() && named("Down").is_none());
        let mut all: Vec<&str> = COMMANDS.iter().map(|entry| entry.command.name()).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), COMMANDS.len(), "no two commands have one name");
    }
}
