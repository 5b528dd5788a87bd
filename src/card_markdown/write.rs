//! Writes a card as a page of Markdown.

use std::fmt::Write as _;

use super::read::is_field;
use super::{CHECKLIST, Key, Mistake, REMARK, Sheet};
use crate::board::{Board, Card};
use crate::text::clean;

/// The card with what it has: for printing, copying, templates.
pub fn page(sheet: &Sheet) -> String {
    let first = sheet.text.trim_start().lines().next().unwrap_or_default();
    // A description that begins like a field would be read as one, were all not given before.
    let all = is_field(first);
    let keys: Vec<Key> = Key::ALL.into_iter().filter(|key| all || !sheet.value(*key).is_empty()).collect();
    let title = if sheet.title.is_empty() { "#".to_owned() } else { format!("# {}", sheet.title) };
    let listed = !sheet.checklist.is_empty() || sheet.text.lines().any(is_checklist);
    format!(
        "{title}\n{}{}{}",
        header(sheet, &keys),
        text(sheet),
        if listed { checklist(sheet) } else { String::new() }
    )
}

/// The card with every field, and lines that explain: for an editor.
pub fn for_editor(board: &Board, card: &Card, place: &str) -> String {
    let sheet = Sheet::of(board, card);
    let mut classes = vec!["standard".to_owned()];
    classes.extend(board.classes().iter().map(|class| class.id.to_string()));
    let id = board.short_id(card.id());
    let place = super::one_line(place);
    let mut page = format!("{REMARK} {id}, in {place}. Lines like this one are no part of the card. -->\n");
    let _ = writeln!(page, "# {}\n", sheet.title);
    let _ = writeln!(page, "{REMARK} class: {} -->", classes.join(", "));
    let _ =
        writeln!(page, "{REMARK} due: fri, in 3 days, 24 dec, 2026-12-24; names: with commas between -->");
    let sheet =
        Sheet { class: if sheet.class.is_empty() { "standard".to_owned() } else { sheet.class }, ..sheet };
    page.push_str(header(&sheet, &Key::ALL).trim_start());
    page.push_str(&text(&sheet));
    page.push_str(&checklist(&sheet));
    page
}

/// The page with each mistake above its line, in the place of those that were told before.
pub fn annotated(page: &str, mistakes: &[Mistake]) -> String {
    let told = format!("{REMARK} !");
    let mut text = String::new();
    for (number, line) in (1..).zip(page.lines()) {
        for mistake in mistakes.iter().filter(|mistake| mistake.line == number) {
            let _ = writeln!(text, "{told} {} -->", clean(&mistake.what));
        }
        if !line.starts_with(&told) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

fn header(sheet: &Sheet, keys: &[Key]) -> String {
    let mut text = String::new();
    for key in keys {
        let line = format!("{}: {}", key.word(), sheet.value(*key));
        let _ = write!(text, "\n{}", line.trim_end());
    }
    if text.is_empty() { text } else { format!("{text}\n") }
}

fn text(sheet: &Sheet) -> String {
    let mut text = String::new();
    for line in sheet.text.trim_end().trim_start_matches(['\n', '\r']).lines() {
        // What looks like a remark is given a mark, which reading takes off.
        let mark = if line.trim_start_matches('\\').starts_with(REMARK) { "\\" } else { "" };
        let _ = writeln!(text, "{mark}{line}");
    }
    if text.is_empty() { text } else { format!("\n{text}") }
}

fn checklist(sheet: &Sheet) -> String {
    let mut text = format!("\n{CHECKLIST}\n\n");
    for item in &sheet.checklist {
        let _ = writeln!(text, "- [{}] {}", if item.done { "x" } else { " " }, super::one_line(&item.text));
    }
    if sheet.checklist.is_empty() {
        text.push_str("- [ ]\n");
    }
    text
}

/// True for the heading over a checklist.
pub(super) fn is_checklist(line: &str) -> bool {
    line.trim_end().eq_ignore_ascii_case(CHECKLIST)
}
