//! The pieces sections are made of: paragraphs, figures, tables, notes and what can be unfolded.

use super::markup::{Element, Markup, tag};
use super::source::Source;
use crate::board::Id;

/// Rows of a table that are shown at once; the rest can be counted.
pub(super) const ROWS: usize = 12;
/// The most cards a list names.
pub(super) const NAMES: usize = 40;

/// Words that carry weight, mostly numbers.
pub(super) fn strong(words: impl AsRef<str>) -> Element {
    tag("strong").say(words)
}

/// A paragraph.
pub(super) fn paragraph(words: impl AsRef<str>) -> Element {
    tag("p").say(words)
}

/// What stands where a measure would.
pub(super) fn nothing(words: impl AsRef<str>) -> Element {
    tag("p").class("nothing").say(words)
}

/// A picture with a heading and the words and numbers that belong to it.
pub(super) fn figure(heading: &str, picture: impl Into<Markup>, caption: impl Into<Markup>) -> Element {
    let heading = (!heading.is_empty()).then(|| tag("h3").say(heading));
    tag("figure").put(heading).put(picture).put(tag("figcaption").put(caption))
}

/// Something that is told when it is asked for.
pub(super) fn unfold(summary: impl AsRef<str>, inside: impl Into<Markup>) -> Element {
    tag("details").put(tag("summary").say(summary)).put(inside)
}

/// A state in words, with its sign and its colour.
pub(super) fn state(class: &'static str, sign: &str, words: impl AsRef<str>) -> Element {
    tag("span")
        .class(class)
        .put(tag("span").class("mark").set("aria-hidden", "true").say(sign))
        .say(" ")
        .say(words)
}

/// What a list left out, if it did.
pub(super) fn more(left_out: usize, what: &str) -> Option<Element> {
    (left_out > 0)
        .then(|| tag("p").class("small").say(format!("and {left_out} more {what}; the JSON has them all")))
}

/// Cards by name, as many as are bearable.
pub(super) fn cards(source: &Source, cards: &[Id]) -> Markup {
    let list = tag("ul")
        .class("cards")
        .put_all(cards.iter().take(NAMES).map(|card| tag("li").put(source.card(*card))));
    [list.done(), more(cards.len().saturating_sub(NAMES), "cards").into()].into_iter().collect()
}

/// A table with a caption, whose first column names its rows.
pub(super) struct Table {
    caption: String,
    heads: Vec<Element>,
    rows: Vec<Element>,
}

/// A cell of a table.
pub(super) enum Cell {
    /// Words, at the left.
    Words(Markup),
    /// A number, at the right.
    Number(Markup),
}

impl Table {
    /// A table; heads that begin with `#` are those of numbers.
    pub(super) fn new(caption: impl Into<String>, heads: &[&str]) -> Self {
        let head = |head: &&str| {
            let (class, words) = head.strip_prefix('#').map_or(("", *head), |words| ("number", words));
            // What heads a column of small bars has no words and is no heading.
            let cell = if words.is_empty() { return tag("td") } else { tag("th").set("scope", "col") };
            if class.is_empty() { cell.say(words) } else { cell.class("number").say(words) }
        };
        Self { caption: caption.into(), heads: heads.iter().map(head).collect(), rows: Vec::new() }
    }

    /// Adds a row; `class` marks it.
    pub(super) fn row(
        &mut self,
        class: &'static str,
        name: impl Into<Markup>,
        cells: impl IntoIterator<Item = Cell>,
    ) {
        let row = if class.is_empty() { tag("tr") } else { tag("tr").class(class) };
        let cell = |cell| match cell {
            Cell::Words(words) => tag("td").put(words),
            Cell::Number(number) => tag("td").class("number").put(number),
        };
        let name = tag("th").set("scope", "row").put(name);
        self.rows.push(row.put(name).put_all(cells.into_iter().map(cell)));
    }

    /// The table, in a box that scrolls by itself where the page is narrow.
    pub(super) fn done(self) -> Element {
        let head = tag("thead").put(tag("tr").put_all(self.heads));
        let body = tag("tbody").put_all(self.rows);
        let table = tag("table").put(tag("caption").say(&self.caption)).put(head).put(body);
        let scroll = tag("div").class("scroll").set("tabindex", "0").set("role", "region");
        scroll.set("aria-label", &self.caption).put(table)
    }
}

/// A cell of words.
pub(super) fn words(words: impl AsRef<str>) -> Cell {
    Cell::Words(super::markup::text(words.as_ref()))
}

/// A cell of a number.
pub(super) fn number(number: impl AsRef<str>) -> Cell {
    Cell::Number(super::markup::text(number.as_ref()))
}
