//! Reads a page of Markdown as a card.

use super::names::names;
use super::write::is_checklist;
use super::{Item, Key, Mistake, REMARK, Sheet};
use crate::text::{alike, fit, nearest};

/// A page that was read: what it says, and what could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// What it says.
    pub sheet: Sheet,
    /// What could not be understood, top to bottom.
    pub mistakes: Vec<Mistake>,
    /// The line of the title, or the first.
    pub(super) title_line: usize,
    /// The lines of the fields that have one.
    lines: Vec<(Key, usize)>,
}

impl Page {
    /// The line a field stands on; where it has none, the title's.
    pub(super) fn line(&self, key: Key) -> usize {
        self.lines.iter().find(|(of, _)| *of == key).map_or(self.title_line, |(_, line)| *line)
    }

    /// True if the field has a line.
    pub(super) fn has(&self, key: Key) -> bool {
        self.lines.iter().any(|(of, _)| *of == key)
    }

    fn mistake(&mut self, line: usize, what: impl Into<String>) {
        self.mistakes.push(Mistake { line, what: what.into() });
    }
}

/// Reads a page. The first line that says something is the title, with or without its `#`; lines
/// of fields follow it, the description is what comes after them.
pub fn read(text: &str) -> Page {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut page = Page { title_line: 1, ..Page::default() };
    let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with(REMARK)).peekable();
    let blank = |line: &str| line.trim().is_empty();
    let mut lines = std::iter::from_fn(|| lines.next()).skip_while(|(_, line)| blank(line)).peekable();
    if let Some((number, line)) = lines.next() {
        page.title_line = number;
        line.trim_start().strip_prefix('#').unwrap_or(line).trim().clone_into(&mut page.sheet.title);
    }
    // An empty line ends the fields, unless one follows that was not given yet: whoever emptied the
    // line of a field did not mean to make a description of those below.
    loop {
        while lines.next_if(|(_, line)| blank(line)).is_some() {}
        let is_new = |line: &str| {
            line.split_once(':').and_then(|(word, _)| key(word)).is_some_and(|key| !page.has(key))
        };
        if !lines.peek().is_some_and(|(_, line)| is_new(line)) {
            break;
        }
        while let Some((number, line)) = lines.next_if(|(_, line)| !blank(line)) {
            field(&mut page, number, line);
        }
    }
    let body: Vec<(usize, &str)> = lines.collect();
    let list = body.iter().rposition(|(_, line)| is_checklist(line));
    let (body, list) = body.split_at_checked(list.unwrap_or(body.len())).unwrap_or((&body, &[]));
    let unmarked = |line: &'_ str| match line.strip_prefix('\\') {
        Some(rest) if rest.trim_start_matches('\\').starts_with(REMARK) => rest.to_owned(),
        _ => line.to_owned(),
    };
    let body: Vec<String> = body.iter().map(|(_, line)| unmarked(line)).collect();
    body.join("\n").trim_start_matches('\n').trim_end().clone_into(&mut page.sheet.text);
    for (number, line) in list.iter().skip(1).filter(|(_, line)| !blank(line)) {
        match line.trim_start().strip_prefix(['-', '*', '+']).map(item) {
            Some(item) if item.text.is_empty() => {}
            Some(item) => page.sheet.checklist.push(item),
            None => {
                let line = fit(line.trim(), 40).to_string();
                page.mistake(
                    *number,
                    format!("'{line}' is no item of the checklist, which comes last; items begin with - [ ]"),
                );
            }
        }
    }
    page
}

/// True for a line that gives a field: `due: fri`.
pub(super) fn is_field(line: &str) -> bool {
    line.split_once(':').is_some_and(|(word, _)| key(word).is_some())
}

fn key(word: &str) -> Option<Key> {
    Some(match word.trim().to_lowercase().as_str() {
        "class" | "class of service" => Key::Class,
        "kind" => Key::Kind,
        "due" => Key::Due,
        "who" | "assignees" | "people" => Key::Who,
        "labels" | "label" => Key::Labels,
        "parent" | "part of" => Key::Parent,
        "links" | "link" => Key::Links,
        _ => return None,
    })
}

fn field(page: &mut Page, number: usize, line: &str) {
    const HINT: &str = "the fields are class, kind, due, who, labels, parent and links; \
        leave a line empty before the description";
    let Some((word, value)) = line.split_once(':') else {
        return page.mistake(number, format!("'{}' is no field; {HINT}", fit(line.trim(), 40)));
    };
    let Some(key) = key(word) else {
        let word = fit(word.trim(), 40);
        let close = nearest(word.as_str(), Key::ALL.map(Key::word)).first().copied();
        let close = close.filter(|close| alike(word.as_str(), close));
        let close = close.map(|word| format!(" (did you mean {word}?)")).unwrap_or_default();
        return page.mistake(number, format!("'{word}' is no field{close}; {HINT}"));
    };
    if page.has(key) {
        return page.mistake(number, format!("{} is given twice", key.word()));
    }
    page.lines.push((key, number));
    let (sheet, value) = (&mut page.sheet, value.trim());
    match key {
        Key::Class => value.clone_into(&mut sheet.class),
        Key::Kind => value.clone_into(&mut sheet.kind),
        Key::Due => value.clone_into(&mut sheet.due),
        Key::Who => sheet.who = names(value),
        Key::Labels => sheet.labels = names(value),
        Key::Parent => value.clone_into(&mut sheet.parent),
        Key::Links => {
            let links = value.split_whitespace().map(|link| link.trim_end_matches(','));
            sheet.links = links.filter(|link| !link.is_empty()).map(str::to_owned).collect();
        }
    }
}

/// An item as it is typed: `[x] measure`, also with `-` before it, or without a box.
pub fn item(line: &str) -> Item {
    let line = line.trim();
    let rest = line.strip_prefix("- ").map_or(line, str::trim_start);
    let boxes = [("[ ]", false), ("[]", false), ("[x]", true), ("[X]", true)];
    let found = boxes.into_iter().find_map(|(mark, done)| Some((done, rest.strip_prefix(mark)?)));
    let (done, text) = found.unwrap_or((false, rest));
    Item { done, text: text.split_whitespace().collect::<Vec<_>>().join(" ") }
}

#[cfg(test)]
mod tests;
