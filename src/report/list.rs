//! Cards as they stand, as JSON: schema `andon-list/1`, what `andon list --json` prints.

use serde::Serialize;

use super::json::spell;
use crate::board::{Board, Card, Field};

/// The cards given, in their order.
pub fn list<'a>(board: &Board, cards: impl IntoIterator<Item = &'a Card>) -> String {
    let cards = cards.into_iter().map(|card| row(board, card)).collect();
    spell(&Json { schema: "andon-list/1", cards })
}

#[derive(Serialize)]
struct Json<'a> {
    schema: &'static str,
    cards: Vec<CardJson<'a>>,
}

#[derive(Serialize)]
struct CardJson<'a> {
    id: String,
    title: &'a str,
    column: String,
    column_name: &'a str,
    kind: Option<&'a str>,
    class: Option<String>,
    who: Vec<&'a str>,
    labels: Vec<&'a str>,
    blocked: Option<BlockJson<'a>>,
    cord: Option<CordJson<'a>>,
    due: Option<&'a str>,
    parent: Option<&'a str>,
    items: Vec<ItemJson<'a>>,
    links: Vec<&'a str>,
    entered: String,
    created: String,
    deleted: bool,
    archived: bool,
}

#[derive(Serialize)]
struct ItemJson<'a> {
    text: &'a str,
    done: bool,
}

#[derive(Serialize)]
struct BlockJson<'a> {
    since: String,
    why: &'a str,
    by: &'a str,
}

#[derive(Serialize)]
struct CordJson<'a> {
    since: String,
    why: &'a str,
    by: &'a str,
    answered: Option<AnsweredJson<'a>>,
}

#[derive(Serialize)]
struct AnsweredJson<'a> {
    at: String,
    by: &'a str,
}

fn row<'a>(board: &'a Board, card: &'a Card) -> CardJson<'a> {
    let column = board.column(card.column());
    let names = board.names();
    let value = |field| Some(card.value(field)).filter(|value| !value.is_empty());
    CardJson {
        id: card.id().to_string(),
        title: card.title(),
        column: column.id.to_string(),
        column_name: &column.name,
        kind: value(Field::Kind),
        class: card.class().map(|class| class.to_string()),
        who: card.who().iter().map(|name| names.text(*name)).collect(),
        labels: card.labels().iter().map(|name| names.text(*name)).collect(),
        blocked: card.block().map(|block| BlockJson {
            since: block.since.to_string(),
            why: block.why,
            by: names.text(block.by),
        }),
        cord: card.cord().map(|cord| CordJson {
            since: cord.since.to_string(),
            why: cord.why,
            by: names.text(cord.by),
            answered: cord.answered.map(|(at, by)| AnsweredJson { at: at.to_string(), by: names.text(by) }),
        }),
        due: value(Field::Due),
        parent: value(Field::Parent),
        items: card
            .items()
            .iter()
            .map(|item| ItemJson { text: names.text(item.text), done: item.done })
            .collect(),
        links: card.links().iter().map(|link| names.text(*link)).collect(),
        entered: card.entered().to_string(),
        created: card.events().first().map(|event| event.at).unwrap_or_default().to_string(),
        deleted: card.is_deleted(),
        archived: card.is_archived(),
    }
}
