//! What files of attributes say of one file, line by line.
//!
//! What is in force, git itself is asked ([`Repository::attribute`](super::Repository::attribute)).
//! It does not say which line made it so; that is found here, as gitattributes(5) has it: of all
//! lines whose pattern fits, the last one that speaks of the attribute decides.

use std::path::Path;

/// A file of attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name to show.
    pub name: String,
    /// The folder its patterns start from: from the root, with a slash at its end. Empty for the
    /// root itself.
    pub folder: String,
    /// What it says.
    pub content: String,
}

/// A line that says something of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The file of attributes, by its shown name.
    pub source: String,
    /// The line in it, from 1.
    pub line: usize,
    /// The line.
    pub text: String,
    /// What it makes of the attribute, in git's words: a value, `set`, `unset` or `unspecified`.
    pub value: String,
}

impl Said {
    /// The shown name of a clone's own file of attributes.
    pub(super) const OWN: &str = ".git/info/attributes";

    /// Whether the line stands in a file of the work tree, which is committed with it and reaches
    /// every clone.
    pub fn in_tree(&self) -> bool {
        self.source != Self::OWN && !Path::new(&self.source).is_absolute()
    }
}

/// The line that decides over an attribute of the file `name`, among sources from the weakest to
/// the strongest.
pub fn deciding(sources: &[Source], name: &str, attribute: &str) -> Option<Said> {
    sources.iter().rev().find_map(|source| {
        let below = name.strip_prefix(&source.folder)?;
        let lines = source.content.lines().enumerate().collect::<Vec<_>>();
        lines.into_iter().rev().find_map(|(number, text)| {
            let (pattern, words) = parts(text)?;
            let value = words.rev().find_map(|word| value_of(word, attribute))?;
            fits(&pattern, below).then(|| Said {
                source: source.name.clone(),
                line: number + 1,
                text: text.trim().to_owned(),
                value,
            })
        })
    })
}

/// A line's pattern and what follows it. `None` for comments and what git does not take either.
fn parts(line: &str) -> Option<(String, impl DoubleEndedIterator<Item = &str>)> {
    let line = line.trim_start();
    let (pattern, rest) = if let Some(quoted) = line.strip_prefix('"') {
        let (pattern, rest) = quoted.split_once('"')?;
        (pattern, rest)
    } else {
        line.split_once(|c: char| c.is_ascii_whitespace())?
    };
    let is_pattern =
        !pattern.is_empty() && !pattern.starts_with(['#', '!']) && !pattern.starts_with("[attr]");
    is_pattern.then(|| (pattern.to_owned(), rest.split_ascii_whitespace()))
}

/// What a word of a line makes of the attribute. The macro `binary` is git's own.
fn value_of(word: &str, attribute: &str) -> Option<String> {
    if word == "binary" && ["diff", "merge", "text"].contains(&attribute) {
        return Some("unset".to_owned());
    }
    if word == attribute {
        return Some("set".to_owned());
    }
    match word.split_once('=') {
        Some((name, value)) if name == attribute => return Some(value.to_owned()),
        _ => {}
    }
    let (sign, name) = (word.chars().next()?, word.get(1..)?);
    match sign {
        '-' if name == attribute => Some("unset".to_owned()),
        '!' if name == attribute => Some("unspecified".to_owned()),
        _ => None,
    }
}

/// Whether a pattern fits a file whose name starts at the pattern's folder: without a slash it is
/// about the last part of the name alone.
fn fits(pattern: &str, name: &str) -> bool {
    if pattern.ends_with('/') {
        return false;
    }
    if pattern.contains('/') {
        return is_like(pattern.strip_prefix('/').unwrap_or(pattern).as_bytes(), name.as_bytes());
    }
    is_like(pattern.as_bytes(), name.rsplit('/').next().unwrap_or(name).as_bytes())
}

/// Whether text is like a pattern of git. Every step goes once over the text, whatever the pattern
/// is: it comes from whoever can commit.
fn is_like(mut pattern: &[u8], text: &[u8]) -> bool {
    // After which of the text's bytes the part of the pattern seen so far can end.
    let mut ends = vec![false; text.len() + 1];
    ends[0] = true;
    while let Some((first, rest)) = pattern.split_first() {
        let at_start_of_part = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == b'/');
        match first {
            b'*' if rest.starts_with(b"*/") => {
                pattern = rest.get(2..).unwrap_or_default();
                let any = first_end(&ends);
                for place in (any + 1)..ends.len() {
                    ends[place] |= text[place - 1] == b'/';
                }
            }
            b'*' if rest == b"*" => return first_end(&ends) < text.len(),
            b'*' => {
                pattern = rest;
                for place in 1..ends.len() {
                    ends[place] |= ends[place - 1] && !at_start_of_part(text.get(place - 1));
                }
            }
            b'[' if rest.contains(&b']') => {
                let (set, after) = bracket(rest);
                pattern = after;
                ends = step(&ends, text, |byte| byte != b'/' && set.has(byte));
            }
            b'?' => {
                pattern = rest;
                ends = step(&ends, text, |byte| byte != b'/');
            }
            b'\\' if !rest.is_empty() => {
                pattern = rest.get(1..).unwrap_or_default();
                ends = step(&ends, text, |byte| byte == rest[0]);
            }
            literal => {
                pattern = rest;
                ends = step(&ends, text, |byte| byte == *literal);
            }
        }
    }
    ends[text.len()]
}

fn first_end(ends: &[bool]) -> usize {
    ends.iter().position(|end| *end).unwrap_or(ends.len())
}

fn step(ends: &[bool], text: &[u8], fits: impl Fn(u8) -> bool) -> Vec<bool> {
    let one = |(end, byte): (&bool, &u8)| *end && fits(*byte);
    std::iter::once(false).chain(ends.iter().zip(text).map(one)).collect()
}

/// Some bytes, or all but some.
struct Set {
    ranges: Vec<(u8, u8)>,
    not: bool,
}

impl Set {
    fn has(&self, byte: u8) -> bool {
        self.ranges.iter().any(|(low, high)| (*low..=*high).contains(&byte)) != self.not
    }
}

/// The set that stands after `[`, and what follows its end.
fn bracket(after: &[u8]) -> (Set, &[u8]) {
    let not = after.first().is_some_and(|byte| matches!(byte, b'!' | b'^'));
    let body = if not { after.get(1..).unwrap_or_default() } else { after };
    // A bracket that comes first is one of the set.
    let end = body.iter().skip(1).position(|byte| *byte == b']').map_or(body.len(), |place| place + 1);
    let (body, rest) = body.split_at(end);
    let mut ranges = Vec::new();
    let mut left = body;
    while let Some((low, more)) = left.split_first() {
        if let [b'-', high, more @ ..] = more {
            ranges.push((*low, *high));
            left = more;
        } else {
            ranges.push((*low, *low));
            left = more;
        }
    }
    (Set { ranges, not }, rest.get(1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, name, expected) in [
            ("*.board.json", "team.board.json", true),
            ("*.board.json", "boards/team.board.json", true),
            ("*.board.json", "team.board.jsonx", false),
            ("*.json", "a/b/team.board.json", true),
            ("team.*", "x/team.board.json", true),
            ("boards/*.json", "boards/team.board.json", true),
            ("boards/*.json", "x/boards/team.board.json", false),
            ("/*.json", "team.board.json", true),
            ("/*.json", "boards/team.board.json", false),
            ("boards/", "boards/team.board.json", false),
            ("boards/**", "boards/a/team.board.json", true),
            ("boards/**", "boards", false),
            ("**/team.board.json", "team.board.json", true),
            ("**/team.board.json", "a/b/team.board.json", true),
            ("a/**/team.board.json", "a/team.board.json", true),
            ("a/**/team.board.json", "a/b/c/team.board.json", true),
            ("a/**/team.board.json", "ab/team.board.json", false),
            ("*", "a/team.board.json", true),
            ("tea?.board.json", "team.board.json", true),
            ("[a-t]eam.board.json", "team.board.json", true),
            ("[!t]eam.board.json", "team.board.json", false),
            ("[]t]eam.board.json", "team.board.json", true),
            ("\\team.board.json", "team.board.json", true),
            ("größe.board.json", "größe.board.json", true),
            ("[", "[", true),
            ("*a*a*a*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false),
        ] {
            assert_eq!(fits(pattern, name), expected, "{pattern:?} and {name:?}");
        }
    }

    #[test]
    fn words_of_a_line() {
        for (line, value) in [
            ("*.board.json merge=union text eol=lf", Some("union")),
            ("*.board.json merge", Some("set")),
            ("*.board.json -merge", Some("unset")),
            ("*.board.json !merge", Some("unspecified")),
            ("*.board.json binary", Some("unset")),
            ("*.board.json binary merge=union", Some("union")),
            ("*.board.json merge=union binary", Some("unset")),
            ("  *.board.json\tmerge=ours \r", Some("ours")),
            ("\"*.board.json\" merge=union", Some("union")),
            ("# *.board.json merge=union", None),
            ("!*.board.json merge=union", None),
            ("[attr]merge text", None),
            ("*.board.json merger=union", None),
            ("*.board.json", None),
            ("", None),
        ] {
            let source = Source { name: "f".into(), folder: String::new(), content: line.into() };
            let said = deciding(&[source], "team.board.json", "merge");
            assert_eq!(said.map(|said| said.value).as_deref(), value, "{line:?}");
        }
    }

    #[test]
    fn the_last_line_of_the_strongest_source_decides() {
        let source = |name: &str, folder: &str, content: &str| Source {
            name: name.into(),
            folder: folder.into(),
            content: content.into(),
        };
        let sources = [
            source("own", "", "* merge=own"),
            source(".gitattributes", "", "*.json merge=union\n*.board.json -merge\n*.png merge=x"),
            source("boards/.gitattributes", "boards/", "/*.json merge=here\n/x/*.json merge=there"),
        ];
        for (name, expected) in [
            ("a.txt", Some(("own", 1))),
            ("a.json", Some((".gitattributes", 1))),
            ("a.board.json", Some((".gitattributes", 2))),
            ("boards/a.board.json", Some(("boards/.gitattributes", 1))),
            ("boards/x/a.board.json", Some(("boards/.gitattributes", 2))),
            ("boards/y/a.board.json", Some((".gitattributes", 2))),
        ] {
            let said = deciding(&sources, name, "merge").map(|said| (said.source, said.line));
            assert_eq!(said, expected.map(|(source, line)| (source.to_owned(), line)), "{name}");
        }
        assert_eq!(deciding(&sources, "a.txt", "eol"), None);
    }
}
