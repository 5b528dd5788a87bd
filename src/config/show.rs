//! The settings in force, each with where it comes from; and a file that explains all of them.

use std::fmt::Write as _;

use toml::de::{DeTable, DeValue};

use super::{Config, filters, keys, screen, sync, themes};

/// The settings in force as a file, each with the line it comes from or `default`. `text` is the
/// file they were read from.
pub fn show(config: &Config, text: &str) -> String {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut path: Vec<String> = Vec::new();
    let mut shown = String::new();
    let said = config.to_toml();
    let widest = said.lines().filter(|line| line.contains(" = ")).map(|line| line.chars().count());
    let widest = widest.max().unwrap_or(0).min(40);
    for line in said.lines() {
        let section = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        if let Some(section) = section {
            path = section.split('.').map(str::to_owned).collect();
        }
        shown.push_str(line);
        if let (None, Some((key, _))) = (section, line.split_once(" = ")) {
            let apart = " ".repeat(widest.saturating_sub(line.chars().count()) + 2);
            shown.push_str(&apart);
            match place(table.get_ref(), &path, key.trim_matches('"')) {
                Some(start) => {
                    let before = text.get(..start).unwrap_or_default();
                    let _ = write!(shown, "# line {}", before.matches('\n').count() + 1);
                }
                None => shown.push_str("# default"),
            }
        }
        shown.push('\n');
    }
    shown
}

/// Where a key stands in the file, in bytes, if it does.
fn place(table: &DeTable<'_>, path: &[String], key: &str) -> Option<usize> {
    let mut table = table;
    for section in path {
        let DeValue::Table(inner) = table.get(section.as_str())?.get_ref() else { return None };
        table = inner;
    }
    table.get_key_value(key).map(|(key, _)| key.span().start)
}

/// A file that names every key with what it does and its default. Lines that begin with `#` and a
/// letter are settings; without the `#` they are in force.
pub fn example() -> String {
    let head = "# Your settings for andon. A line without its leading # is in force; what is left out has the\n\
                # default that is shown. andon config check tells every mistake, andon config path says where the\n\
                # file belongs.\n";
    [head, sync::EXAMPLE, screen::EXAMPLE, themes::EXAMPLE, keys::EXAMPLE, filters::EXAMPLE].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse;

    /// The example with all its settings in force.
    fn in_force() -> String {
        let lines = example();
        let setting = |line: &str| {
            line.strip_prefix('#').filter(|rest| rest.starts_with(char::is_alphabetic)).map(str::to_owned)
        };
        lines.lines().map(|line| setting(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
    }

    #[test]
    fn the_example_names_every_key_with_its_default() {
        assert_eq!(parse(&example(), None, &|_| Vec::new()).unwrap(), Config::default());
        assert_eq!(parse(&in_force(), None, &|_| Vec::new()).unwrap(), Config::default());
        let all = Config::default().to_toml();
        for line in all.lines().filter(|line| line.contains(" = ")) {
            assert!(in_force().lines().any(|other| other == line), "{line} is not in the example");
        }
        for role in themes::ROLES.iter().filter(|role| !role.starts_with("band_")) {
            assert!(themes::EXAMPLE.contains(role), "{role}");
        }
    }

    #[test]
    fn the_themes_of_the_example_are_themes() {
        let lines: Vec<&str> = themes::EXAMPLE.lines().collect();
        let from = lines.iter().position(|line| *line == "# [themes.mine]").unwrap();
        let text: String =
            lines[from..].iter().map(|line| line.trim_start_matches("# ").to_owned() + "\n").collect();
        assert_eq!(parse(&text, None, &|_| Vec::new()).unwrap().themes[0].faces.len(), 3, "{text}");
    }

    #[test]
    fn what_is_in_force_says_where_it_comes_from() {
        let text = "# mine\n[screen]\nwindow = 14\n\n[themes.mine]\ngood = 'red'\n";
        let shown = show(&parse(text, None, &|_| Vec::new()).unwrap(), text);
        let line = |start: &str| shown.lines().find(|line| line.starts_with(start)).unwrap().to_owned();
        assert!(line("window = 14 ").ends_with("  # line 3"), "{shown}");
        assert!(line("theme = ").ends_with("# default"), "{shown}");
        assert!(line("good = ").ends_with("# line 6"), "{shown}");
        assert!(line("base = ").ends_with("# default"), "{shown}");
        assert_eq!(
            parse(&shown, None, &|_| Vec::new()).unwrap(),
            parse(text, None, &|_| Vec::new()).unwrap(),
            "{shown}"
        );
    }
}
