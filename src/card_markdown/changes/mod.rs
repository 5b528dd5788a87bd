//! What a page that was read back asks of a board.

use chrono::NaiveDate;

use super::meant::{class, parent};
use super::read::{Page, read};
use super::{Item, Key, Mistake, Sheet};
use crate::board::{Board, Card, Change, Checking, Draft, Field, Id, Name, Refusal, is_link};
use crate::due;
use crate::text::fit;

/// The changes that make a card what `after` says, where it differs from `before`: the page as it
/// was given out. What is the same in both is left alone, so that what others changed meanwhile
/// stays. All mistakes are told at once, top to bottom, and then there are no changes.
///
/// `today` is the day in the board's time zone; due days in words are seen from it.
pub fn changes(
    board: &Board,
    card: &Card,
    before: &str,
    after: &str,
    today: NaiveDate,
) -> Result<Vec<Change>, Vec<Mistake>> {
    let (old, new) = (read(before).sheet, read(after));
    let id = card.id();
    let mut changes = Vec::new();
    let (values, mistakes) = values(board, &old, &new, today);
    let values: Vec<(Field, String)> =
        values.into_iter().filter(|(field, value)| card.value(*field) != value).collect();
    if !values.is_empty() {
        changes.push(Change::Edit { card: id, values });
    }
    let has = |names: &[Name]| -> Vec<String> {
        names.iter().map(|name| board.names().text(*name).to_owned()).collect()
    };
    let assigned = difference(&old.who, &new.sheet.who, &has(card.who()));
    changes.extend(assigned.map(|(add, drop)| Change::Assign { card: id, add, drop }));
    let labelled = difference(&old.labels, &new.sheet.labels, &has(card.labels()));
    changes.extend(labelled.map(|(add, drop)| Change::Label { card: id, add, drop }));
    let linked = difference(&old.links, &new.sheet.links, &has(card.links()));
    changes.extend(linked.map(|(add, drop)| Change::Link { card: id, add, drop }));
    let checked = checking(&old.checklist, &new.sheet.checklist, &Sheet::of(board, card).checklist);
    changes.extend(checked.map(|checking| Change::Check { card: id, checking }));
    if mistakes.is_empty() { Ok(changes) } else { Err(mistakes) }
}

/// The card that a page describes, for a column. A page without a title has a mistake.
pub fn draft(board: &Board, page: &str, to: Option<Id>, today: NaiveDate) -> Result<Draft, Vec<Mistake>> {
    let page = read(page);
    let (mut values, mistakes) = values(board, &Sheet::default(), &page, today);
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    values.retain(|(_, value)| !value.is_empty());
    let Sheet { labels, who, links, checklist, .. } = page.sheet;
    let items = checklist.into_iter().map(|item| (item.text, item.done)).collect();
    Ok(Draft { to, values, labels, who, items, links, source: None })
}

/// Fields with one value that differ, and all that is wrong with the page.
fn values(board: &Board, old: &Sheet, page: &Page, today: NaiveDate) -> (Vec<(Field, String)>, Vec<Mistake>) {
    let new = &page.sheet;
    let mut mistakes = page.mistakes.clone();
    let mut values = Vec::new();
    if new.title.is_empty() {
        mistakes.push(Mistake { line: page.title_line, what: "the title may not be empty".to_owned() });
    } else if new.title != old.title {
        values.push((Field::Title, new.title.clone()));
    }
    if new.text != old.text {
        values.push((Field::Text, new.text.clone()));
    }
    if new.kind != old.kind {
        values.push((Field::Kind, new.kind.clone()));
    }
    let mut meant = |field: Field, key: Key, differs: bool, value: &dyn Fn() -> Result<String, String>| {
        // What was not touched may be of a form that only files have.
        if !differs {
            return;
        }
        match value() {
            Ok(value) => values.push((field, value)),
            Err(what) => mistakes.push(Mistake { line: page.line(key), what }),
        }
    };
    meant(Field::Class, Key::Class, new.class != old.class, &|| class(board, &new.class));
    meant(Field::Due, Key::Due, new.due != old.due, &|| {
        due::read(&new.due, today).map(due::value).map_err(|error| error.to_string())
    });
    meant(Field::Parent, Key::Parent, new.parent != old.parent, &|| parent(board, &new.parent));
    if let Some(link) = new.links.iter().find(|link| !old.links.contains(link) && !is_link(link)) {
        let what = Refusal::NotALink(fit(link, 60).to_string()).to_string();
        mistakes.push(Mistake { line: page.line(Key::Links), what });
    }
    mistakes.sort_by_key(|mistake| mistake.line);
    (values, mistakes)
}

/// What joined and what left a list, as far as the card does not have it so already.
pub fn difference(old: &[String], new: &[String], has: &[String]) -> Option<(Vec<String>, Vec<String>)> {
    let add: Vec<String> =
        new.iter().filter(|name| !old.contains(name) && !has.contains(name)).cloned().collect();
    let drop: Vec<String> =
        old.iter().filter(|name| !new.contains(name) && has.contains(name)).cloned().collect();
    (!add.is_empty() || !drop.is_empty()).then_some((add, drop))
}

/// What came to a checklist, went from it, was ticked and no longer is, as far as the card does not
/// have it so already. An item is its text.
pub fn checking(old: &[Item], new: &[Item], has: &[Item]) -> Option<Checking> {
    let texts = |items: &[Item]| -> Vec<String> { items.iter().map(|item| item.text.clone()).collect() };
    let (add, drop) = difference(&texts(old), &texts(new), &texts(has)).unwrap_or_default();
    let done = |items: &[Item], text: &str| items.iter().find(|item| item.text == text).map(|item| item.done);
    let turned = |to: bool| {
        let turned = new.iter().filter(|item| {
            let (was, is) = (done(old, &item.text), done(has, &item.text).unwrap_or(false));
            let stays = add.contains(&item.text) || done(has, &item.text).is_some();
            item.done == to && was != Some(to) && is != to && stays
        });
        turned.map(|item| item.text.clone()).collect::<Vec<_>>()
    };
    let (tick, untick) = (turned(true), turned(false));
    let asked = Checking { add, drop, tick, untick };
    (asked != Checking::default()).then_some(asked)
}

#[cfg(test)]
mod tests;
