//! The report as a page: sound as a document, readable without eyes, silent towards the network.

use std::collections::BTreeSet;

use roxmltree::{Document, Node, ParsingOptions};

use andon::board::{Board, Timestamp};
use andon::flow::{DAY_MS, Journeys, Window};
use andon::report::{Report, cards, html};

use crate::board_of;
use crate::report_forms::{HOSTILE, demo, hostile};
use crate::stories::at;

/// Attributes that hold numbers of pictures.
const NUMBERS: [&str; 9] = ["x", "y", "x1", "x2", "y1", "y2", "width", "height", "dx"];

/// What is wrong with a page, whatever the board.
pub fn faults(page: &str) -> Vec<String> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(page, options) {
        Ok(document) => document,
        Err(error) => return vec![format!("html is not well-formed: {error}")],
    };
    let mut found = Vec::new();
    if !page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">") {
        found.push("html has no doctype or no language".to_owned());
    }
    found.extend(quiet(&document));
    found.extend(linked(&document));
    found.extend(told(&document));
    found.extend(drawn(&document));
    found
}

fn elements<'a>(document: &'a Document<'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    document.descendants().filter(Node::is_element)
}

/// Nothing runs, and nothing is asked for.
fn quiet(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for element in elements(document) {
        let name = element.tag_name().name();
        if ["script", "link", "img", "iframe", "object", "embed", "base", "form", "image", "a:a"]
            .contains(&name)
        {
            found.push(format!("html has a <{name}>"));
        }
        for attribute in element.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            if name.starts_with("on") || ["src", "style", "srcset", "action"].contains(&name) {
                found.push(format!("html has {name}={value:?}"));
            }
            if name == "href" && !value.starts_with('#') {
                found.push(format!("html leads to {value:?}"));
            }
        }
        if name == "style" {
            let css = element.text().unwrap_or_default();
            for word in ["url(", "@import", "expression("] {
                if css.contains(word) {
                    found.push(format!("the style has {word}"));
                }
            }
        }
    }
    found
}

/// Ids are unique, and every link leads somewhere.
fn linked(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    let mut ids = BTreeSet::new();
    for id in elements(document).filter_map(|element| element.attribute("id")) {
        if !ids.insert(id) {
            found.push(format!("html has two of the id {id}"));
        }
    }
    let links = elements(document).filter_map(|element| element.attribute("href"));
    let lost = links.filter_map(|link| link.strip_prefix('#')).filter(|id| !ids.contains(id));
    found.extend(lost.map(|id| format!("html has no #{id}")));
    found
}

/// Pictures and tables say what they are; headings do not skip a level.
fn told(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    let mut level = 0;
    for element in elements(document) {
        let name = element.tag_name().name();
        let hidden = |node: Node| node.attribute("aria-hidden") == Some("true");
        let named = |node: Node| {
            node.attribute("role") == Some("img")
                && node.attribute("aria-label").is_some_and(|label| label.len() > 5)
        };
        if name == "svg" && !element.ancestors().any(|node| hidden(node) || named(node)) {
            found.push(format!("a picture says nothing: {:?}", element.range()));
        }
        if name == "table" && !element.children().any(|child| child.has_tag_name("caption")) {
            found.push("a table has no caption".to_owned());
        }
        if name == "tr" && !element.children().any(|child| child.has_tag_name("th")) {
            found.push("a row has no heading".to_owned());
        }
        if let Some(heading) = name.strip_prefix('h').and_then(|level| level.parse::<u32>().ok()) {
            if heading > level + 1 {
                found.push(format!("a heading skips from {level} to {heading}"));
            }
            level = heading;
        }
    }
    found
}

/// Numbers are finite, and have two decimals at most.
fn drawn(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in elements(document).flat_map(|element| element.attributes()) {
        let (name, value) = (attribute.name(), attribute.value());
        let numbers = match name {
            // The commands of a course are letters; a minus begins a number.
            "d" | "viewBox" => value.replace(|c: char| "MLHVZaclhmv".contains(c), " ").replace('-', " -"),
            _ if NUMBERS.contains(&name) => value.trim_end_matches('%').to_owned(),
            _ => continue,
        };
        let sound = |number: &str| {
            let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            number.parse::<f64>().is_ok_and(f64::is_finite) && decimals <= 2
        };
        if !numbers.split_whitespace().all(sound) || numbers.trim().is_empty() {
            found.push(format!("{name}={value:?} is no number"));
        }
    }
    found
}

/// Headings, pictures, tables and their heads, without numbers.
fn outline(page: &str) -> String {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(page, options).unwrap();
    let text = |node: Node| {
        node.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect::<String>()
    };
    let plain = |text: &str| {
        let mut plain = String::new();
        for c in text.chars() {
            match c {
                '0'..='9' if plain.ends_with('N') => {}
                '0'..='9' => plain.push('N'),
                c => plain.push(c),
            }
        }
        plain
    };
    let mut lines = Vec::new();
    for element in elements(&document) {
        match element.tag_name().name() {
            "h1" => lines.push(format!("# {}", text(element))),
            "h2" => lines.push(format!("## {}", text(element))),
            "h3" => lines.push(format!("### {}", text(element))),
            "table" => {
                let heads = element.descendants().filter(|node| node.attribute("scope") == Some("col"));
                let heads: Vec<String> = heads.map(text).collect();
                let caption = element.children().find(|node| node.has_tag_name("caption")).map(text);
                lines.push(format!("table: {} | {}", plain(&caption.unwrap_or_default()), heads.join(" · ")));
            }
            "summary" => lines.push(format!("more: {}", plain(&text(element)))),
            _ if element.attribute("role") == Some("img") => {
                lines.push(format!("picture: {}", plain(element.attribute("aria-label").unwrap())));
            }
            _ => {}
        }
    }
    lines.join("\n")
}

fn page_of(board: &Board, window: Window, now: Timestamp) -> String {
    let journeys = Journeys::of(board, now);
    html(&Report::over(board, &journeys, window), &cards(board, &journeys))
}

#[test]
fn the_page_of_the_demo_board() {
    let (board, now) = demo();
    let page = page_of(&board, Window::last(30, now), now);
    assert_eq!(faults(&page), [""; 0]);
    assert!(page.contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-"));
    assert!(page.len() < 200_000, "{}", page.len());
    insta::assert_snapshot!("html_outline", outline(&page));
}

#[test]
fn a_page_of_nothing_says_so() {
    let board = board_of::empty("To do,Doing,Done:done", "UTC");
    let now = at("2026-01-31T00:00:00Z");
    let page = page_of(&board, Window::last(30, now), now);
    assert_eq!(faults(&page), [""; 0]);
    assert!(page.contains("no data yet: there is no card on this board, and never was"));
    insta::assert_snapshot!("html_outline_empty", outline(&page));
}

#[test]
fn texts_that_mean_harm_are_only_read() {
    let (board, now) = hostile();
    let page = page_of(&board, Window::last(60, now), now);
    assert_eq!(faults(&page), [""; 0]);
    for text in ["<script>alert", "<img src=x", "\u{1b}", "\u{202e}", "\u{200b}", "\u{2066}"] {
        assert!(HOSTILE.iter().any(|hostile| hostile.contains(text)) && !page.contains(text), "{text:?}");
    }
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

/// Windows from before the board to after it, shorter than a second and longer than the calendar.
#[test]
fn a_page_of_any_window_is_sound() {
    let (board, now) = demo();
    for window in [
        Window { from: Timestamp::MIN, to: Timestamp::END },
        Window { from: now, to: Timestamp::MIN },
        Window::last(0, now),
        Window { from: now.plus_ms(-1), to: now },
        Window { from: now.plus_ms(-3_600_000), to: now },
        Window::last(u32::MAX, now),
        Window { from: now.plus_ms(DAY_MS), to: now.plus_ms(2 * DAY_MS) },
        Window { from: now.plus_ms(-400 * DAY_MS), to: now.plus_ms(-300 * DAY_MS) },
    ] {
        let page = page_of(&board, window, now);
        assert_eq!(faults(&page), [""; 0], "{window:?}");
        assert!(page.len() < 1_000_000, "{window:?}: {}", page.len());
    }
}

#[test]
fn one_card_is_enough_for_a_page() {
    let csv = "card,ts,from,to\nA,2026-01-05T10:00:00Z,,Doing\nA,2026-01-06T10:00:00Z,Doing,Done\n";
    let (board, _) = board_of::log("To do:backlog,Doing:active,Done:done", "UTC", csv);
    let now = at("2026-01-10T00:00:00Z");
    let page = page_of(&board, Window::last(7, now), now);
    assert_eq!(faults(&page), [""; 0]);
    assert!(page.contains("1 card"), "{page}");
}

/// Ten thousand cards: points share dots, lists are cut, and both are said.
#[test]
fn a_page_of_many_cards_stays_small() {
    use std::fmt::Write as _;
    let mut csv = String::from("card,ts,from,to\n");
    let start = at("2025-01-01T00:00:00Z");
    for card in 0..10_000_i64 {
        let begun = start.plus_ms(card * 3_000_000 + card * card % 7_777_777);
        let took = 3_600_000 + (card * 7919 % 400) * (card * 104_729 % 1000) * 4_000;
        writeln!(csv, "c{card},{begun},,Doing").unwrap();
        if card % 50 != 0 {
            writeln!(csv, "c{card},{},Doing,Done", begun.plus_ms(took)).unwrap();
        }
    }
    let (board, _) = board_of::log("To do:backlog,Doing:active,Done:done", "UTC", &csv);
    let now = at("2026-01-10T00:00:00Z");
    let page = page_of(&board, Window::last(400, now), now);
    assert_eq!(faults(&page), [""; 0]);
    assert!(page.len() < 1_000_000, "{}", page.len());
    for words in ["drawn as cells", "The last 300 are drawn", "more cards in process"] {
        assert!(page.contains(words), "{words}");
    }
}

/// More columns than any board has: days give way to them.
#[test]
fn a_page_of_many_columns_stays_small() {
    let columns: Vec<String> = (0..300).map(|n| format!("Column {n}:active")).collect();
    let csv = "card,ts,from,to\nA,2025-01-05T10:00:00Z,,Column 0\nA,2025-06-06T10:00:00Z,Column 0,Column 299\n\
               A,2025-07-07T10:00:00Z,Column 299,Column 7\n";
    let (board, _) = board_of::log(&format!("{},Done:done", columns.join(",")), "UTC", csv);
    let now = at("2026-01-10T00:00:00Z");
    let page = page_of(&board, Window::last(400, now), now);
    assert_eq!(faults(&page), [""; 0]);
    assert!(page.len() < 2_000_000, "{}", page.len());
    assert!(page.contains("1 move back, marked below the areas, 1 still open"));
}

/// A test of the test: what is wrong is found.
#[test]
fn faults_of_a_page_are_found() {
    let (board, now) = demo();
    let page = page_of(&board, Window::last(30, now), now);
    for (right, wrong) in [
        ("</main>", ""),
        ("<h1>", "<h1><script>1</script>"),
        ("<h1>", "<h1 onclick=\"x\">"),
        ("<h1>", "<h1 style=\"color:red\">"),
        ("href=\"#sle\"", "href=\"http://example.org\""),
        ("id=\"sle\"", "id=\"little\""),
        ("id=\"sle\"", "id=\"slee\""),
        ("aria-label=\"Cumulative", "aria-no=\"Cumulative"),
        ("<caption>", "<caption/><captain>"),
        ("height=\"8\"", "height=\"NaN\""),
        ("height=\"8\"", "height=\"8.125\""),
        ("<h2>", "<h4>"),
        ("color-scheme: light dark;", "background: url(x);"),
    ] {
        let broken = page.replacen(right, wrong, 1);
        assert!(broken != page && !faults(&broken).is_empty(), "{right} → {wrong}");
    }
}
