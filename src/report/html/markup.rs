//! HTML and SVG under construction, into which text comes escaped or not at all.
//!
//! A [`Markup`] is a finished piece. There are three ways to one: [`text`], which escapes; an
//! [`Element`], whose name and the names of whose attributes are literals of this program and whose
//! values are escaped; and [`style_sheet`], which takes a literal. A `&str` is no `Markup`, so
//! forgetting to escape does not compile:
//!
//! ```compile_fail
//! use andon::report::html::markup::tag;
//! let title = String::from("<script>alert(1)</script>");
//! tag("p").put(title);
//! ```
//!
//! ```
//! use andon::report::html::markup::tag;
//! let title = String::from("<script>alert(1)</script>");
//! let safe = tag("p").set("title", "\"").say(&title).done().into_string();
//! assert_eq!(safe, "<p title=\"&quot;\">&lt;script&gt;alert(1)&lt;/script&gt;</p>");
//! ```
//!
//! Text is cleaned as it is for a terminal, too: what would hide from the eye or turn the direction
//! of what follows is shown as a mark. Everything is written so that it is well-formed as XML and
//! means the same as HTML.

use crate::report::page::{Part, Words};
use crate::text::clean;

/// Elements of HTML that have no content and no end.
const VOID: [&str; 4] = ["br", "col", "hr", "meta"];
/// Shapes of SVG, which may end where they begin.
const SHAPES: [&str; 5] = ["circle", "line", "path", "rect", "use"];

/// A finished piece of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Markup(String);

/// Text, cleaned and escaped.
pub fn text(text: &str) -> Markup {
    let mut out = String::with_capacity(text.len() + 8);
    escape(text, &mut out);
    Markup(out)
}

/// A style sheet of this program. What could end it early is left out, with all that follows.
pub fn style_sheet(css: &'static str) -> Markup {
    let css = css.split(['<', '&']).next().unwrap_or_default();
    Markup(format!("<style>{css}</style>"))
}

/// An element without attributes and content yet.
pub fn tag(name: &'static str) -> Element {
    Element { name, head: String::new(), inside: String::new() }
}

fn escape(text: &str, out: &mut String) {
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}

impl Markup {
    /// Nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// True if there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The markup as it is written to a page.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl From<Element> for Markup {
    fn from(element: Element) -> Self {
        element.done()
    }
}

/// Words of ours and of the board; the board's keep their direction of writing to themselves.
impl From<&Words> for Markup {
    fn from(words: &Words) -> Self {
        let part = |part: &Part| match part {
            Part::Said(words) => text(words),
            Part::Theirs(words) => tag("bdi").say(words).done(),
        };
        words.parts().iter().map(part).collect()
    }
}

impl<M: Into<Markup>> From<Option<M>> for Markup {
    fn from(markup: Option<M>) -> Self {
        markup.map_or_else(Self::none, Into::into)
    }
}

/// One piece after the other.
impl<const N: usize> From<[Self; N]> for Markup {
    fn from(parts: [Self; N]) -> Self {
        parts.into_iter().collect()
    }
}

impl<M: Into<Markup>> FromIterator<M> for Markup {
    fn from_iter<I: IntoIterator<Item = M>>(parts: I) -> Self {
        let mut all = String::new();
        for part in parts {
            all.push_str(&part.into().0);
        }
        Self(all)
    }
}

/// An element under construction.
#[derive(Debug, Clone)]
#[must_use = "an element is part of nothing until it is put somewhere"]
pub struct Element {
    name: &'static str,
    head: String,
    inside: String,
}

impl Element {
    /// Sets an attribute. Each may be set once.
    pub fn set(mut self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.head.push(' ');
        self.head.push_str(name);
        self.head.push_str("=\"");
        escape(value.as_ref(), &mut self.head);
        self.head.push('"');
        self
    }

    /// Sets the classes, which style the element.
    pub fn class(self, names: &'static str) -> Self {
        self.set("class", names)
    }

    /// Adds text.
    pub fn say(mut self, text: impl AsRef<str>) -> Self {
        escape(text.as_ref(), &mut self.inside);
        self
    }

    /// Adds what is markup already.
    pub fn put(mut self, part: impl Into<Markup>) -> Self {
        self.inside.push_str(&part.into().0);
        self
    }

    /// Adds one piece of markup after the other.
    pub fn put_all<M: Into<Markup>>(self, parts: impl IntoIterator<Item = M>) -> Self {
        parts.into_iter().fold(self, Self::put)
    }

    /// The finished element.
    pub fn done(self) -> Markup {
        let Self { name, head, inside } = self;
        let closed = VOID.contains(&name) || (inside.is_empty() && SHAPES.contains(&name));
        Markup(if closed { format!("<{name}{head}/>") } else { format!("<{name}{head}>{inside}</{name}>") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        for (hostile, shown) in [
            ("</script><b>", "&lt;/script&gt;&lt;b&gt;"),
            ("\" onload='x'", "&quot; onload=&#39;x&#39;"),
            ("&amp;", "&amp;amp;"),
            ("\u{1b}[2J", "␛[2J"),
            ("a\0b", "a␀b"),
            ("\u{202e}evil", "⟨U+202E⟩evil"),
            ("]]><!--", "]]&gt;&lt;!--"),
        ] {
            assert_eq!(text(hostile).into_string(), shown);
            let element = tag("p").set("title", hostile).say(hostile).done();
            assert_eq!(element.into_string(), format!("<p title=\"{shown}\">{shown}</p>"));
        }
    }

    #[test]
    fn elements_end_as_html_wants_them_to() {
        for (element, written) in [
            (tag("br"), "<br/>"),
            (tag("td"), "<td></td>"),
            (tag("rect").set("x", "1"), "<rect x=\"1\"/>"),
            (tag("rect").put(tag("title").say("a")), "<rect><title>a</title></rect>"),
            (tag("p").put(None::<Element>).put_all([tag("b").say("1"), tag("i")]), "<p><b>1</b><i></i></p>"),
        ] {
            assert_eq!(element.done().into_string(), written);
        }
    }

    #[test]
    fn a_style_sheet_cannot_end_early() {
        assert_eq!(style_sheet("p{}</style>").into_string(), "<style>p{}</style>");
    }
}
