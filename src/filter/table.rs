//! Every term, once: what the prompt offers, what the help tells and what is completed.

use std::fmt::Write as _;

/// A term as people learn it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermRow {
    /// What it begins with: `is:`; empty for words.
    pub key: &'static str,
    /// How it is written.
    pub form: &'static str,
    /// What it finds.
    pub help: &'static str,
    /// The values it can have, each with what it finds; none where they are the board's own.
    pub values: &'static [(&'static str, &'static str)],
}

const STATES: &[(&str, &str)] = &[
    ("blocked", "work on it has stopped"),
    ("mine", "you are on it"),
    ("andon", "its andon cord is pulled"),
    ("unassigned", "nobody is on it"),
    ("overdue", "its due day is over, and it is not done"),
    ("stale", "nothing has happened to it for 7 days, and it is not done"),
    ("expedite", "it goes before other work"),
    ("changed", "somebody else changed it a moment ago"),
    ("selected", "you have selected it"),
    ("parent", "other cards are part of it"),
    ("child", "it is part of another card"),
];

const THINGS: &[(&str, &str)] = &[
    ("due", "it has a due day"),
    ("checklist", "it has a checklist"),
    ("links", "it has links"),
    ("text", "it says more than its title"),
    ("labels", "it has a label"),
    ("people", "somebody is on it"),
];

const LENGTHS: &[(&str, &str)] = &[(">5d", "more than 5 days"), ("<2h", "less than 2 hours")];

const DUE: &[(&str, &str)] = &[
    ("today", "today"),
    ("3d", "from today to 3 days from now"),
    ("fri", "on the next Friday"),
    ("<fri", "before that"),
    (">=2026-03-01", "on that day or later"),
];

/// Every term of the language, the most useful first.
pub const TERMS: &[TermRow] = &[
    row("", "word", "in the title (letters may be left out), in the text, or how its id begins", &[]),
    row("\"", "\"two words\"", "exactly these in the title or the text", &[]),
    row("@", "@name", "that person is on it; @me is you", &[]),
    row("#", "#label", "it has a label that begins so", &[]),
    row("is:", "is:blocked", "what state it is in", STATES),
    row("in:", "in:review", "the column it is in", &[]),
    row("age:", "age:>5d", "how long it has been in its column: w, d, h, m", LENGTHS),
    row("lead:", "lead:>2w", "how long it has been on the board, or was until it was done", LENGTHS),
    row("cycle:", "cycle:>5d", "how long since it was started, or was until it was done", LENGTHS),
    row("due:", "due:<fri", "when it is due: a day, a weekday, 3d", DUE),
    row("has:", "has:due", "what it has", THINGS),
    row("class:", "class:expedite", "its class of service; standard is that of cards without one", &[]),
    row("kind:", "kind:defect", "its kind of work", &[]),
    row("id:", "id:4f1a", "how its id begins", &[]),
];

/// Signs between and before terms, and what they mean.
pub const SIGNS: &[TermRow] = &[
    row("", "-term", "turns it around", &[]),
    row("", "a b", "both", &[]),
    row("", "a | b", "one of them; binds closer than a blank", &[]),
    row("", "#a,b", "one of the values", &[]),
];

const fn row(
    key: &'static str,
    form: &'static str,
    help: &'static str,
    values: &'static [(&'static str, &'static str)],
) -> TermRow {
    TermRow { key, form, help, values }
}

impl TermRow {
    /// What it finds, with the values it can have.
    pub fn told(&self) -> String {
        let values: Vec<String> =
            self.values.iter().map(|(value, _)| format!("{}{value}", self.key)).collect();
        if values.is_empty() { self.help.to_owned() } else { format!("{}; {}", self.help, values.join(", ")) }
    }
}

/// The whole language as lines of help.
pub fn help() -> String {
    let mut text = "What a filter may say:\n".to_owned();
    for term in TERMS {
        let _ = writeln!(text, "  {:<16} {}", term.form, term.help);
        for (value, means) in term.values {
            let _ = writeln!(text, "    {:<14} {means}", format!("{}{value}", term.key));
        }
    }
    for sign in SIGNS {
        let _ = writeln!(text, "  {:<16} {}", sign.form, sign.help);
    }
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Filter;
    use crate::filter::term::{State, Thing};

    /// What the table promises is understood, and what is understood is in the table.
    #[test]
    fn the_table_and_the_language_are_one() {
        for term in TERMS {
            let values = term.values.iter().map(|(value, _)| format!("{}{value}", term.key));
            for text in values.chain([term.form.to_owned()]) {
                let filter = Filter::parse(&text);
                assert!(
                    filter.mistakes().is_empty() && !filter.is_empty(),
                    "{text}: {:?}",
                    filter.mistakes()
                );
            }
        }
        let words =
            |values: &[(&'static str, &str)]| values.iter().map(|(word, _)| *word).collect::<Vec<_>>();
        assert_eq!(words(STATES), State::ALL.map(|(word, _)| word));
        assert_eq!(words(THINGS), Thing::ALL.map(|(word, _)| word));
        for sign in SIGNS {
            assert!(help().contains(sign.form));
        }
    }
}
