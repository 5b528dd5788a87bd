//! The page: its head, the way through it, its sections, its foot.

use super::digest::sha256_base64;
use super::markup::{Element, Markup, style_sheet, tag, text};
use super::section::{self, Section};
use super::source::Source;
use super::svg::drawings;
use crate::report::words::duration;

const STYLE: &str = include_str!("style.css");
const STYLE_HASH: [u8; 44] = sha256_base64(STYLE.as_bytes());

/// The whole document.
pub(super) fn page(source: &Source) -> String {
    let sections = section::all(source);
    let body = tag("body")
        .put(tag("a").class("skip").set("href", "#glance").say("To the numbers"))
        .put(drawings())
        .put(header(source))
        .put(way(&sections))
        .put(tag("main").put_all(sections.into_iter().map(shown)))
        .put(footer(source));
    let html = tag("html").set("lang", "en").put(head(source)).put(body);
    format!("<!DOCTYPE html>\n{}\n", html.done().into_string())
}

/// What the browser is told. Nothing is fetched, nothing runs; one style sheet holds.
fn head(source: &Source) -> Element {
    let hash = std::str::from_utf8(&STYLE_HASH).unwrap_or_default();
    let policy =
        format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'");
    let meta = |name: &'static str, content: &str| tag("meta").set("name", name).set("content", content);
    tag("head")
        .put(tag("meta").set("charset", "utf-8"))
        .put(tag("meta").set("http-equiv", "Content-Security-Policy").set("content", policy))
        .put(meta("viewport", "width=device-width, initial-scale=1"))
        .put(meta("color-scheme", "light dark"))
        .put(meta("referrer", "no-referrer"))
        .put(meta("generator", concat!("andon ", env!("CARGO_PKG_VERSION"))))
        .put(tag("title").say(format!("{} · flow report", name(source))))
        .put(style_sheet(STYLE))
}

fn name<'a>(source: &Source<'a>) -> &'a str {
    let name = source.report.board.trim();
    if name.is_empty() { "Board without a name" } else { name }
}

fn header(source: &Source) -> Element {
    let metrics = source.metrics();
    let (from, to) = (metrics.window.from, metrics.window.to);
    let length = duration(to.since(from).max(0));
    let fact = |term: &str, says: Markup| tag("div").put(tag("dt").say(term)).put(tag("dd").put(says));
    let cards =
        if source.report.chosen.is_empty() { text("all") } else { Markup::from(&source.report.only()) };
    let facts = [
        fact("Window", text(&format!("{} to {} ({length})", source.minute(from), source.minute(to)))),
        fact("Time zone", text(&source.report.zone)),
        fact("As of", text(&source.minute(metrics.now))),
        fact("Cards", cards),
    ];
    tag("header")
        .put(tag("p").class("kind").say("Flow report"))
        .put(tag("h1").put(tag("bdi").say(name(source))))
        .put(tag("dl").class("facts").put_all(facts))
}

fn way(sections: &[Section]) -> Element {
    let link = |section: &Section| {
        tag("li").put(tag("a").set("href", format!("#{}", section.id)).say(section.title))
    };
    tag("nav").set("aria-label", "Sections").put(tag("ol").put_all(sections.iter().map(link)))
}

fn shown(section: Section) -> Element {
    tag("section").set("id", section.id).put(tag("h2").say(section.title)).put(section.body)
}

fn footer(source: &Source) -> Element {
    let words = format!(
        "Made by andon {} from the board’s own record, as of {}. The same numbers for programs: \
         andon report --format json",
        env!("CARGO_PKG_VERSION"),
        source.minute(source.metrics().now)
    );
    tag("footer").put(tag("p").say(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The policy allows the sheet that is in the page, and no part of it was cut off.
    #[test]
    fn the_style_sheet_is_whole() {
        let sheet = style_sheet(STYLE).into_string();
        assert_eq!(sheet, format!("<style>{STYLE}</style>"));
        assert_eq!(STYLE_HASH, sha256_base64(STYLE.as_bytes()));
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
    }
}
