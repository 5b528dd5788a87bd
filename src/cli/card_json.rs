//! A card as JSON. Instants are RFC 3339 in UTC, `null` is "there is none".

use serde::Serialize;

use crate::board::{Board, Card, Event, Field, Parts, Timestamp};

use super::checklist::ItemJson;
use super::cord::CordJson;

/// A card, in the JSON of every command that prints one.
#[derive(Debug, Serialize)]
pub(super) struct CardJson {
    pub id: String,
    pub short_id: String,
    pub title: String,
    pub column: String,
    pub column_name: String,
    pub column_kind: &'static str,
    pub stage: Option<String>,
    pub deleted: bool,
    pub archived: Option<String>,
    pub class: Option<String>,
    pub kind: Option<String>,
    pub due: Option<String>,
    pub parent: Option<String>,
    pub labels: Vec<String>,
    pub who: Vec<String>,
    pub blocked: Option<BlockJson>,
    pub cord: Option<CordJson>,
    pub over: Option<String>,
    /// Where somebody else moved it at the same time.
    pub also_moved: Option<ElsewhereJson>,
    /// Who deleted it at the same time; it stays, because it was worked on.
    pub also_deleted: Option<ElsewhereJson>,
    /// Values that do not hold, given to a field at the same time as the one that does.
    pub other_versions: Vec<VersionJson>,
    pub items: Vec<ItemJson>,
    pub links: Vec<String>,
    /// Of the cards that are part of it; `null` when none are.
    pub parts: Option<PartsJson>,
    pub text: Option<String>,
    pub source_id: Option<String>,
    pub created: String,
    pub entered: String,
    pub in_column_ms: i64,
    pub last_event: String,
}

/// The parts of a card, counted by where they stand.
#[derive(Debug, Serialize)]
pub(super) struct PartsJson {
    pub done: usize,
    pub blocked: usize,
    pub all: usize,
    /// The ids of those that were not deleted.
    pub cards: Vec<String>,
}

impl PartsJson {
    fn of(board: &Board, card: &Card) -> Option<Self> {
        let Parts { done, blocked, all } = board.parts(card.id());
        let mut cards: Vec<String> = board
            .children(card.id())
            .filter(|card| !card.is_deleted())
            .map(|card| card.id().to_string())
            .collect();
        cards.sort_unstable();
        (all > 0).then_some(Self { done, blocked, all, cards })
    }
}

/// Why and since when a card is blocked.
#[derive(Debug, Serialize)]
pub(super) struct BlockJson {
    pub since: String,
    pub why: String,
    pub by: String,
}

/// Something that does not hold, done at the same time as what does.
#[derive(Debug, Serialize)]
pub(super) struct ElsewhereJson {
    /// The column's id, of a move.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    pub at: String,
    pub by: String,
}

/// A value that does not hold.
#[derive(Debug, Serialize)]
pub(super) struct VersionJson {
    pub field: &'static str,
    pub value: String,
    pub at: String,
    pub by: String,
}

impl CardJson {
    pub(super) fn of(board: &Board, card: &Card, now: Timestamp) -> Self {
        let column = board.column(card.column());
        let value = |field| Some(card.value(field).to_owned()).filter(|value| !value.is_empty());
        let names = |names: &[crate::board::Name]| {
            names.iter().map(|name| board.names().text(*name).to_owned()).collect()
        };
        let by = |name| board.names().text(name).to_owned();
        let elsewhere = |event: &Event| ElsewhereJson {
            to: event.destination().map(|to| board.column(to).id.to_string()),
            at: event.at.to_string(),
            by: by(event.by),
        };
        let versions = card.all_versions().flat_map(|versions| {
            let field = versions.field.word();
            versions.others.into_iter().map(move |other| (field, other))
        });
        Self {
            id: card.id().to_string(),
            short_id: board.short_id(card.id()),
            title: card.title().to_owned(),
            column: column.id.to_string(),
            column_name: column.name.to_string(),
            column_kind: column.kind.word(),
            stage: column.stage.and_then(|id| board.stage(id)).map(|stage| stage.name.to_string()),
            deleted: card.is_deleted(),
            archived: card.archived().map(|event| event.at.to_string()),
            class: value(Field::Class),
            kind: value(Field::Kind),
            due: value(Field::Due),
            parent: value(Field::Parent),
            labels: names(card.labels()),
            who: names(card.who()),
            blocked: card.block().map(|block| BlockJson {
                since: block.since.to_string(),
                why: block.why.to_owned(),
                by: board.names().text(block.by).to_owned(),
            }),
            cord: card.cord().map(|cord| CordJson::of(board, &cord)),
            over: card.over().map(str::to_owned),
            also_moved: card.also_moved().map(elsewhere),
            also_deleted: card.deletion_outlived().map(elsewhere),
            other_versions: versions
                .map(|(field, other)| VersionJson {
                    field,
                    value: other.value.to_owned(),
                    at: other.at.to_string(),
                    by: by(other.by),
                })
                .collect(),
            items: ItemJson::of(board, card),
            links: names(card.links()),
            parts: PartsJson::of(board, card),
            text: value(Field::Text),
            source_id: card.source().map(str::to_owned),
            created: card.events().first().map(|event| event.at).unwrap_or_default().to_string(),
            entered: card.entered().to_string(),
            in_column_ms: now.since(card.entered()).max(0),
            last_event: card.last_at().to_string(),
        }
    }
}
