//! Text in the cells it is given: how wide it is, cut to a width, wrapped into lines.
//!
//! Cuts fall between grapheme clusters, and `…` says that there was more.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Clean, clean};

/// The cells `text` takes when it is drawn.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(cells).sum()
}

/// As ratatui counts: terminals give the half-width sound marks a cell of their own.
fn cells(grapheme: &str) -> usize {
    let sound_marks = grapheme.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count();
    if grapheme.len() == 1 { 1 } else { grapheme.width() + sound_marks }
}

/// `text`, cleaned, in at most `width` cells; ends in `…` where something is left out.
pub fn fit(text: &str, width: usize) -> Clean<'_> {
    let bytes = text.as_bytes();
    let looked_at = bytes.get(..=width).unwrap_or(bytes);
    if bytes.len() <= width && looked_at.iter().all(|byte| matches!(byte, b' '..=b'~')) {
        return Clean(Cow::Borrowed(text));
    }
    let (part, cut) = reach(text, width);
    let cleaned = clean(part);
    if !cut && border(&cleaned, width).is_none() {
        return Clean(cleaned);
    }
    Clean(Cow::Owned(ellipsis(&cleaned, width)))
}

/// The end of `text`, cleaned, in at most `width` cells: what is seen of a line being typed.
pub fn tail(text: &str, width: usize) -> Clean<'static> {
    let cleaned = clean(text);
    let mut used = 0;
    let seen = cleaned.graphemes(true).rev().take_while(|grapheme| {
        used += cells(grapheme);
        used <= width
    });
    let bytes: usize = seen.map(str::len).sum();
    Clean(Cow::Owned(cleaned.get(cleaned.len() - bytes..).unwrap_or_default().to_owned()))
}

/// `text`, cleaned, in lines of at most `width` cells, broken between words where it can be and
/// at its own line ends. Where not everything fits in `max_lines`, the last line ends in `…`.
pub fn wrap(text: &str, width: usize, max_lines: usize) -> Vec<Clean<'static>> {
    fill(text, |_| width, max_lines)
}

/// Like [`wrap`], with as many lines as there are `widths`, each of its own width.
pub fn wrap_in(text: &str, widths: &[usize]) -> Vec<Clean<'static>> {
    fill(text, |line| widths.get(line).copied().unwrap_or(0), widths.len())
}

fn fill(text: &str, width: impl Fn(usize) -> usize, max_lines: usize) -> Vec<Clean<'static>> {
    let mut lines = Vec::new();
    if (0..max_lines.min(2)).any(|line| width(line) == 0) {
        return lines;
    }
    for paragraph in text.lines() {
        let Some(left) = max_lines.checked_sub(lines.len()).filter(|left| *left > 0) else {
            return and_more(lines, &width);
        };
        let (part, cut) =
            reach(paragraph, width(lines.len()).max(width(lines.len() + 1)).saturating_mul(left));
        // A tab in a text is a space in print; anywhere else it is a control character.
        let part =
            if part.contains('\t') { Cow::Owned(part.replace('\t', "    ")) } else { Cow::Borrowed(part) };
        let cleaned = clean(&part);
        let mut rest = cleaned.as_ref();
        loop {
            if lines.len() == max_lines {
                return and_more(lines, &width);
            }
            let (here, next) = (width(lines.len()), width(lines.len() + 1));
            if next > here && lines.len() + 1 < max_lines && word_fits_next(rest, here, next) {
                lines.push(Clean::default());
                continue;
            }
            let (line, after) = first_line(rest, here);
            lines.push(Clean(Cow::Owned(line.to_owned())));
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
        if cut {
            return and_more(lines, &width);
        }
    }
    lines
}

/// The start of `text` that can possibly be seen in `cells` cells, and whether that is not all.
///
/// A clean cell takes few code points; the bound is so generous that only a flood of marks, which
/// is not shown anyway, reaches it first.
fn reach(text: &str, cells: usize) -> (&str, bool) {
    let chars = cells.saturating_mul(64).saturating_add(256);
    if text.len() <= chars {
        return (text, false);
    }
    match text.char_indices().nth(chars) {
        Some((at, _)) => (text.get(..at).unwrap_or_default(), true),
        None => (text, false),
    }
}

/// Where `text` must be cut to take at most `width` cells; `None` when all of it fits.
fn border(text: &str, width: usize) -> Option<usize> {
    // Most text is ASCII, where a cell is a byte: finding clusters would cost most of a frame.
    let bytes = text.as_bytes();
    match bytes.get(..=width) {
        Some(looked_at) if looked_at.is_ascii() => return Some(width),
        None if bytes.is_ascii() => return None,
        _ => {}
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += cells(grapheme);
        if used > width {
            return Some(at);
        }
    }
    None
}

fn ellipsis(text: &str, width: usize) -> String {
    let Some(room) = width.checked_sub(1) else { return String::new() };
    let head = text.get(..border(text, room).unwrap_or(text.len())).unwrap_or_default();
    format!("{}…", unjoined(head))
}

/// A joiner that lost what it joined would be a hidden character.
fn unjoined(head: &str) -> &str {
    head.trim_end_matches(['\u{200C}', '\u{200D}'])
}

/// True if the first word of `text` would be broken in `here` cells and is whole in `next`.
fn word_fits_next(text: &str, here: usize, next: usize) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    border(word, here).is_some() && border(word, next).is_none()
}

/// The part of clean `text` that goes on a line, and what goes on the next ones.
fn first_line(text: &str, width: usize) -> (&str, &str) {
    let Some(border) = border(text, width) else { return (text, "") };
    let (head, tail) = text.split_at(border);
    if let Some(after) = tail.strip_prefix(' ') {
        return (head.trim_end(), after.trim_start());
    }
    // The indent of a line is not a place to break it.
    let indent = head.len() - head.trim_start().len();
    if let Some(space) = head.rfind(' ').filter(|space| *space >= indent) {
        return (
            head.get(..space).unwrap_or_default().trim_end(),
            text.get(space..).unwrap_or_default().trim_start(),
        );
    }
    if head.is_empty() {
        // One cluster is wider than the line. Its place is marked, so that wrapping goes on.
        let mut clusters = text.grapheme_indices(true).skip(1).skip_while(|(_, cluster)| cells(cluster) == 0);
        let cluster = clusters.next().map_or(text.len(), |(at, _)| at);
        return ("…", text.get(cluster..).unwrap_or_default());
    }
    (unjoined(head), tail)
}

fn and_more(mut lines: Vec<Clean<'static>>, width: &impl Fn(usize) -> usize) -> Vec<Clean<'static>> {
    let width = width(lines.len().saturating_sub(1));
    if let Some(last) = lines.last_mut()
        && !last.as_str().ends_with('…')
    {
        let text = last.as_str();
        let marked = match border(text, width.saturating_sub(1)) {
            None => format!("{text}…"),
            Some(_) => ellipsis(text, width),
        };
        *last = Clean(Cow::Owned(marked));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::clean::tests::any_text;
    use super::*;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn cuts_at_borders_and_says_so() {
        for (text, cells, shown) in [
            ("Webhook", 7, "Webhook"),
            ("Webhook", 6, "Webho…"),
            ("Webhook", 1, "…"),
            ("Webhook", 0, ""),
            ("支払い", 6, "支払い"),
            ("支払い", 5, "支払…"),
            ("支払い", 4, "支…"),
            ("👩\u{200d}👧 ok", 5, "👩\u{200d}👧 ok"),
            ("👩\u{200d}👧 ok", 2, "…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
        ] {
            assert_eq!(fit(text, cells).as_str(), shown, "{text:?} in {cells}");
        }
    }

    fn wrapped(text: &str, width: usize, lines: usize) -> Vec<String> {
        wrap(text, width, lines).into_iter().map(|line| line.to_string()).collect()
    }

    #[test]
    fn wraps_between_words() {
        assert_eq!(wrapped("Retry on timeouts of the bank", 10, 2), ["Retry on", "timeouts…"]);
        assert_eq!(wrapped("Retry on timeouts", 10, 2), ["Retry on", "timeouts"]);
        assert_eq!(wrapped("Idempotency", 6, 3), ["Idempo", "tency"]);
        assert_eq!(wrapped("one\n\n  two three", 7, 9), ["one", "", "  two", "three"]);
        assert_eq!(wrapped("支払い完了", 5, 9), ["支払", "い完", "了"]);
        assert_eq!(wrapped("支払", 1, 9), ["…", "…"]);
        let lines = wrap_in("Retry on timeouts of the bank", &[5, 12]);
        assert_eq!(lines.iter().map(Clean::as_str).collect::<Vec<_>>(), ["Retry", "on timeouts…"]);
        let lines = wrap_in("Statement as PDF", &[8, 12]);
        assert_eq!(lines.iter().map(Clean::as_str).collect::<Vec<_>>(), ["", "Statement a…"]);
        assert_eq!(wrapped("a\tb\u{1b}", 20, 9), ["a    b␛"]);
    }

    #[test]
    fn a_flood_costs_what_is_seen_of_it() {
        let time = |length: usize| {
            let letters = "x".repeat(length);
            let marks = format!("a{}", "\u{301}".repeat(length));
            let started = std::time::Instant::now();
            for _ in 0..100 {
                assert_eq!(fit(&letters, 20).width(), 20);
                assert!(fit(&marks, 20).width() <= 20);
                assert_eq!(wrap(&letters, 20, 2).len(), 2);
            }
            started.elapsed()
        };
        // To read all of it would take hundreds of times as long; a busy machine does not.
        let (page, flood) = (time(1 << 12), time(1 << 20));
        assert!(flood < page * 50, "{flood:?}, {page:?} for a page");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_fits_is_never_wider_and_fits_again(text in any_text(), cells in 0_usize..40) {
            let fitted = fit(&text, cells);
            prop_assert!(fitted.width() <= cells);
            let again = fit(fitted.as_str(), cells);
            prop_assert_eq!(again.as_str(), fitted.as_str());
            prop_assert!(tail(&text, cells).width() <= cells);
            prop_assert_eq!(clean(fitted.as_str()), fitted.as_str());
        }

        #[test]
        fn width_is_what_ratatui_draws(text in any_text()) {
            let cleaned = Clean::new(&text);
            let mut buffer = Buffer::empty(Rect::new(0, 0, 2000, 1));
            let (x, _) = buffer.set_stringn(0, 0, cleaned.as_str(), 2000, Style::new());
            prop_assert_eq!(usize::from(x), cleaned.width());
        }

        #[test]
        fn lines_are_as_many_and_as_wide_as_allowed(text in any_text(), cells in 0_usize..30, lines in 0_usize..6) {
            let wrapped = wrap(&text, cells, lines);
            prop_assert!(wrapped.len() <= lines);
            for line in wrapped {
                prop_assert!(line.width() <= cells, "{:?}", line);
                prop_assert_eq!(clean(line.as_str()), line.as_str());
            }
        }
    }
}
