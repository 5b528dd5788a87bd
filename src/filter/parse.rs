//! Words to terms, and what is wrong with them.

use std::ops::Range;

use super::Filter;
use super::lexer::{self, Token, Word};
use super::span;
use super::table::TERMS;
use super::term::{self, Clock, Compare, Item, State, Term, Thing};
use crate::board::Board;
use crate::text::fuzzy::{QUERY_MAX, Query};
use crate::text::{alike, nearest};

/// What the matcher gives for a letter, and for one that follows the letter before it. For the
/// beginning of a word it gives more, for gaps it takes off.
const LETTER: u32 = 16;
const FOLLOWING: u32 = 4;

/// Something wrong with a filter's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where it is in the text, in bytes.
    pub range: Range<usize>,
    /// What is wrong, in a sentence.
    pub what: String,
    /// What would help, if that is known.
    pub hint: Option<String>,
    /// True if the text is all right and the board has no such thing: it may come to have it.
    pub only_unknown: bool,
}

impl Mistake {
    /// What is wrong, and what would help.
    pub fn sentence(&self) -> String {
        self.hint.as_ref().map_or_else(|| self.what.clone(), |hint| format!("{}; {hint}", self.what))
    }

    fn new(range: Range<usize>, what: String, hint: Option<String>) -> Self {
        Self { range, what, hint, only_unknown: false }
    }
}

impl Filter {
    /// Reads a filter. Terms that are wrong are left out, and told by [`mistakes`](Self::mistakes).
    pub fn parse(text: &str) -> Self {
        let mut filter = Self { text: text.trim().to_owned(), groups: Vec::new(), mistakes: Vec::new() };
        let mut joined = false;
        // The word before a bar was wrong: the one after it stands alone.
        let mut open = false;
        for token in lexer::tokens(text) {
            let word = match token {
                Token::Or(_) => {
                    joined = open;
                    continue;
                }
                Token::Word(word) => word,
            };
            open = false;
            match item(word) {
                Ok(item) => {
                    match filter.groups.last_mut().filter(|_| joined) {
                        Some(group) => group.push(item),
                        None => filter.groups.push(vec![item]),
                    }
                    open = true;
                }
                Err(mistake) => filter.mistakes.push(mistake),
            }
            joined = false;
        }
        for group in &mut filter.groups {
            group.sort_by_key(|item| item.term.cost());
        }
        // A group is as dear as its dearest term.
        filter.groups.sort_by_key(|group| group.last().map(|item| item.term.cost()));
        filter
    }

    /// What the text asks for that this board does not have: columns, classes, names.
    pub fn unknown_on(text: &str, board: &Board) -> Vec<Mistake> {
        let words = lexer::tokens(text).into_iter().filter_map(|token| match token {
            Token::Word(word) => Some(body(word).1),
            Token::Or(_) => None,
        });
        words.flat_map(|word| unknown(word, board)).collect()
    }
}

/// The word without a `-` before it, and whether there was one. A `-` alone is a word.
fn body(word: Word<'_>) -> (bool, Word<'_>) {
    match word.text.strip_prefix('-').filter(|rest| !rest.is_empty()) {
        Some(text) => (true, Word { start: word.start + 1, text }),
        None => (false, word),
    }
}

fn item(word: Word<'_>) -> Result<Item, Mistake> {
    let (turned, word) = body(word);
    term(word).map(|term| Item { turned, term })
}

fn term(word: Word<'_>) -> Result<Term, Mistake> {
    if word.text.starts_with('"') {
        let text = word.text.replace('"', "");
        let nothing = || Mistake::new(word.range(), "there is nothing in the quotes".to_owned(), None);
        return if text.trim().is_empty() { Err(nothing()) } else { Ok(Term::Phrase(Query::phrase(&text))) };
    }
    let Some((key, list)) = keyed(word) else {
        return match word.text.split_once(':') {
            Some((key, _)) if is_key(key) => Err(unknown_key(word, key)),
            _ => Ok(Term::Word(looked_for(word.text))),
        };
    };
    match key {
        "@" => texts(list, "whom? @me, or a name").map(Term::Who),
        "#" => texts(list, "which label?").map(Term::Label),
        "in:" => texts(list, "which column?").map(Term::Column),
        "class:" => texts(list, "which class of service?").map(Term::Class),
        "kind:" => texts(list, "which kind of work?").map(Term::Kind),
        "id:" => texts(list, "how does the id begin?").map(Term::Id),
        "is:" => chosen(key, list, &State::ALL).map(Term::Is),
        "has:" => chosen(key, list, &Thing::ALL).map(Term::Has),
        "age:" => time(Clock::Age, list),
        "lead:" => time(Clock::Lead, list),
        "cycle:" => time(Clock::Cycle, list),
        _ => due(list),
    }
}

/// The key of the table that a word begins with, whatever the case, and the rest.
fn keyed(word: Word<'_>) -> Option<(&'static str, Word<'_>)> {
    TERMS.iter().map(|row| row.key).filter(|key| !matches!(*key, "" | "\"")).find_map(|key| {
        let (head, text) = word.text.split_at_checked(key.len())?;
        head.eq_ignore_ascii_case(key).then_some((key, Word { start: word.start + key.len(), text }))
    })
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphabetic())
}

fn looked_for(text: &str) -> term::Word {
    let letters = u32::try_from(text.chars().take(QUERY_MAX).count()).unwrap_or(0);
    term::Word {
        loose: Query::fuzzy(text),
        exact: Query::phrase(text),
        lower: text.to_lowercase(),
        // As much as for the whole word in the middle of another: letters that stand far apart, and
        // begin no word, are no find.
        least: (letters * (LETTER + FOLLOWING)).saturating_sub(FOLLOWING),
    }
}

fn unknown_key(word: Word<'_>, key: &str) -> Mistake {
    let keys = TERMS.iter().filter_map(|row| row.key.strip_suffix(':'));
    let meant = nearest(key, keys).into_iter().find(|known| alike(key, known));
    let hint = match meant {
        Some(meant) => format!("did you mean {meant}:?"),
        None => "quotes make a text of it".to_owned(),
    };
    Mistake::new(word.range(), format!("there is no '{key}:'"), Some(hint))
}

/// The values of a term whose values are the board's, in small letters.
fn texts(list: Word<'_>, question: &str) -> Result<Vec<String>, Mistake> {
    let values = lexer::values(list).into_iter().map(|(_, value)| value.trim().to_lowercase());
    let values: Vec<String> = values.filter(|value| !value.is_empty()).collect();
    if values.is_empty() { Err(Mistake::new(list.range(), question.to_owned(), None)) } else { Ok(values) }
}

/// The values of a term that has but a few.
fn chosen<T: Copy>(key: &str, list: Word<'_>, all: &[(&'static str, T)]) -> Result<Vec<T>, Mistake> {
    let known = || all.iter().map(|(word, _)| *word);
    let mut found = Vec::new();
    for (range, value) in lexer::values(list) {
        let value = value.trim().to_lowercase();
        match all.iter().find(|(word, _)| *word == value) {
            Some((_, which)) => found.push(*which),
            None if value.is_empty() => {}
            None => {
                let meant = nearest(&value, known()).into_iter().find(|word| alike(&value, word));
                let hint = match meant {
                    Some(meant) => format!("did you mean {key}{meant}?"),
                    None => format!("there are {}", known().collect::<Vec<_>>().join(", ")),
                };
                return Err(Mistake::new(range, format!("there is no {key}{value}"), Some(hint)));
            }
        }
    }
    let nothing = || {
        Mistake::new(list.range(), format!("{key} what? {}", known().collect::<Vec<_>>().join(", ")), None)
    };
    if found.is_empty() { Err(nothing()) } else { Ok(found) }
}

fn time(clock: Clock, list: Word<'_>) -> Result<Term, Mistake> {
    let (how, text) = span::compare(list.text);
    let wrong = || {
        let what =
            if text.is_empty() { "how long?".to_owned() } else { format!("'{text}' is no length of time") };
        Mistake::new(list.range(), what, Some("such as >5d, <2h, 1w".to_owned()))
    };
    let how = if how == Compare::Plain { Compare::AtLeast } else { how };
    span::length(text).map(|ms| Term::Time(clock, how, ms)).ok_or_else(wrong)
}

fn due(list: Word<'_>) -> Result<Term, Mistake> {
    let (how, text) = span::compare(list.text);
    let wrong = || {
        let what = if text.is_empty() { "when?".to_owned() } else { format!("'{text}' is no day") };
        Mistake::new(list.range(), what, Some("such as today, fri, <3d, >=2026-03-01".to_owned()))
    };
    span::day(text).map(|day| Term::Due(how, day)).ok_or_else(wrong)
}

/// What a word asks for that the board does not have.
fn unknown(word: Word<'_>, board: &Board) -> Vec<Mistake> {
    let Some((key, list)) = keyed(word) else { return Vec::new() };
    let (what, known): (&str, Vec<String>) = match key {
        "in:" => {
            let columns = board.display_order().iter().map(|column| board.column(*column));
            ("column", columns.flat_map(|column| [column.name.to_string(), column.id.to_string()]).collect())
        }
        "class:" => {
            let classes = board.classes().iter();
            let names = classes.flat_map(|class| [class.name.to_string(), class.id.to_string()]);
            ("class of service", names.chain(["standard".to_owned()]).collect())
        }
        "@" => {
            ("name", board.names().iter().map(|(_, name)| name.to_owned()).chain(["me".to_owned()]).collect())
        }
        "#" => ("label", board.names().iter().map(|(_, name)| name.to_owned()).collect()),
        _ => return Vec::new(),
    };
    let wanted = lexer::values(list).into_iter().filter(|(_, value)| !value.trim().is_empty());
    let missing = wanted.filter(|(_, value)| {
        let value = value.trim().to_lowercase();
        !known.iter().any(|known| known.to_lowercase().starts_with(&value))
    });
    let told = |(range, value): (Range<usize>, String)| {
        let meant =
            nearest(&value, known.iter().map(String::as_str)).into_iter().find(|known| alike(&value, known));
        let hint = meant.map(|meant| format!("did you mean {key}{}?", lexer::quoted(meant)));
        let what = format!("no {what} here begins with '{value}'");
        Mistake { only_unknown: true, ..Mistake::new(range, what, hint) }
    };
    missing.map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        let told = |mistake: &Mistake| {
            format!("{}: {}", text.get(mistake.range.clone()).unwrap(), mistake.sentence())
        };
        Filter::parse(text).mistakes().iter().map(told).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, told) in [
            ("is:blokced", "blokced: there is no is:blokced; did you mean is:blocked?"),
            (
                "x -is:zzz",
                "zzz: there is no is:zzz; there are blocked, mine, andon, unassigned, overdue, stale, expedite, changed, selected, parent, child",
            ),
            ("is:blocked,mone", "mone: there is no is:mone; did you mean is:mine?"),
            ("clas:x", "clas:x: there is no 'clas:'; did you mean class:?"),
            ("todo:x", "todo:x: there is no 'todo:'; quotes make a text of it"),
            ("age:>5y", ">5y: '5y' is no length of time; such as >5d, <2h, 1w"),
            ("age:", ": how long?; such as >5d, <2h, 1w"),
            ("due:soon", "soon: 'soon' is no day; such as today, fri, <3d, >=2026-03-01"),
            ("has:", ": has: what? due, checklist, links, text, labels, people"),
            ("@ #", ": whom? @me, or a name / : which label?"),
            ("\"\"", "\"\": there is nothing in the quotes"),
        ] {
            assert_eq!(wrong(text), told, "{text}");
        }
    }

    #[test]
    fn what_is_right_is_read_whatever_the_case() {
        for text in [
            "",
            "word",
            "-",
            "-word",
            "@Me,jon",
            "#a,b",
            "IS:Blocked,mine",
            "Age:>=1d12h",
            "DUE:<Fri",
            "has:due",
            "\"two words\" -\"x\"",
            "a|b",
            "| a |",
            "12:30",
            "http//",
            "a-b",
            "\"open",
            "in:\"in review\",done",
        ] {
            assert_eq!(wrong(text), "", "{text}");
        }
        let groups = |text: &str| Filter::parse(text).groups.iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(groups("is:blocked|is:mine x"), [2, 1]);
        assert_eq!(groups("x | is:nonsense | y z"), [1, 1, 1]);
        assert_eq!(groups("| x"), [1]);
        assert!(Filter::parse("is:x").is_empty());
    }
}
