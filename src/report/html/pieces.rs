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

/// A colour as a sign in a line of text.
pub(super) fn patch(class: &'static str) -> Element {
    let colour = tag("rect").class(class).set("width", "12").set("height", "12");
    let patch = tag("svg").class("swatch").set("width", "12").set("height", "12");
    patch.set("aria-hidden", "true").put(colour)
}

/// A colour and what it stands for, in a key.
pub(super) fn swatch(class: &'static str, words: impl AsRef<str>) -> Element {
    tag("li").put(patch(class)).say(" ").say(words)
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
    [list.done(), more(cards.len().saturating_sub(NAMES), "cards").into()].into()
}

/// A table with a caption, whose first column names its rows.
pub(super) struct Table {
    caption: String,
    heads: Vec<Head>,
    rows: Vec<Element>,
}

/// What stands above a column.
struct Head {
    words: String,
    class: &'static str,
}

impl Head {
    /// Reads a head: `#` before it makes the column one of numbers, `~` one that a narrow page
    /// leaves out. One without words heads small bars, which repeat a number for the eye.
    fn of(words: &str) -> Self {
        let (minor, words) = words.strip_prefix('~').map_or((false, words), |words| (true, words));
        let (number, words) = words.strip_prefix('#').map_or((false, words), |words| (true, words));
        let class = match (number, minor) {
            (true, true) => "number minor",
            (true, false) => "number",
            (false, true) => "minor",
            (false, false) => "",
        };
        Self { words: words.to_owned(), class }
    }

    fn cell(&self) -> Element {
        let cell = if self.words.is_empty() { tag("td") } else { tag("th").set("scope", "col") };
        self.classed(cell).say(&self.words)
    }

    fn classed(&self, cell: Element) -> Element {
        if self.class.is_empty() { cell } else { cell.class(self.class) }
    }
}

impl Table {
    /// A table with these [heads](Head::of).
    pub(super) fn new(caption: impl Into<String>, heads: &[&str]) -> Self {
        Self {
            caption: caption.into(),
            heads: heads.iter().map(|head| Head::of(head)).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row; `class` marks it.
    pub(super) fn row(
        &mut self,
        class: &'static str,
        name: impl Into<Markup>,
        cells: impl IntoIterator<Item = Markup>,
    ) {
        let row = if class.is_empty() { tag("tr") } else { tag("tr").class(class) };
        let name = tag("th").set("scope", "row").put(name);
        let cells =
            self.heads.iter().skip(1).zip(cells).map(|(head, cell)| head.classed(tag("td")).put(cell));
        self.rows.push(row.put(name).put_all(cells));
    }

    /// The table, in a box that scrolls by itself where the page is narrow.
    pub(super) fn done(self) -> Element {
        let head = tag("thead").put(tag("tr").put_all(self.heads.iter().map(Head::cell)));
        let body = tag("tbody").put_all(self.rows);
        let table = tag("table").put(tag("caption").say(&self.caption)).put(head).put(body);
        let scroll = tag("div").class("scroll").set("tabindex", "0").set("role", "region");
        scroll.set("aria-label", &self.caption).put(table)
    }
}

/// A name the board gave. It keeps its direction of writing to itself.
pub(super) fn theirs(name: impl AsRef<str>) -> Markup {
    tag("bdi").say(name).done()
}

/// The text of a cell.
pub(super) fn cell(text: impl AsRef<str>) -> Markup {
    super::markup::text(text.as_ref())
}
