//! `andon show`: a card with its journey.

use std::fmt::Write as _;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::board::{Board, Card, Field, Parent, Parts, Timestamp};
use crate::card_markdown::{self, Sheet};
use crate::flow::{Journey, Journeys};

use crate::report::words::duration;
use crate::report::{asides, history};

use super::card_json::CardJson;
use super::{Context, checklist, clock, cord, find};

/// Show a card with its journey: the time it spent in each column
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The card, by any unique start of its id
    #[arg(value_name = "CARD")]
    card: String,
    /// Print JSON (andon-card/1)
    #[arg(long)]
    json: bool,
    /// Print the card as a page of Markdown, as `andon edit --markdown` takes it
    #[arg(long, conflicts_with = "json")]
    markdown: bool,
}

#[derive(Debug, Serialize)]
struct Answer {
    schema: &'static str,
    card: CardJson,
    journey: Option<JourneyJson>,
}

#[derive(Debug, Serialize)]
struct JourneyJson {
    created: String,
    started: Option<String>,
    finished: Option<String>,
    abandoned: Option<String>,
    lead_time_ms: Option<i64>,
    cycle_time_ms: Option<i64>,
    process_time_ms: i64,
    queue_time_ms: i64,
    blocked_time_ms: i64,
    age_ms: Option<i64>,
    returns: u32,
    stays: Vec<StayJson>,
}

#[derive(Debug, Serialize)]
struct StayJson {
    column: String,
    from: String,
    to: String,
    ms: i64,
    blocked_ms: i64,
}

impl Show {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let desk = context.whole_desk()?;
        let board = desk.board();
        let card = find::card(board, &self.card)?;
        if self.markdown {
            let page = card_markdown::page(&Sheet::of(board, card));
            return Ok(context.out.lines(&page)?);
        }
        let journeys = Journeys::of(board, desk.now);
        let journey = journeys.get(card.id());
        if self.json {
            return context.out.json(&Answer {
                schema: "andon-card/1",
                card: CardJson::of(board, card, desk.now),
                journey: journey.map(|journey| json(board, &journeys, journey)),
            });
        }
        context.out.lines(&head(board, card, desk.now))?;
        for list in [checklist(board, card), parts(board, card)] {
            if !list.is_empty() {
                context.out.line("")?;
                context.out.lines(&list)?;
            }
        }
        if let Some(journey) = journey {
            context.out.line("")?;
            context.out.lines(&path(board, &journeys, journey))?;
        }
        if !card.value(Field::Text).is_empty() {
            context.out.line("")?;
            context.out.lines(card.value(Field::Text))?;
        }
        context.out.line("")?;
        for event in card.events() {
            let at = clock::shown(event.at, board.zone());
            let by = board.names().text(event.by);
            context.out.line(&format!("{at}  {by}  {}", history::event(board, card, event)))?;
        }
        Ok(())
    }
}

fn head(board: &Board, card: &Card, now: Timestamp) -> String {
    let names = |names: &[crate::board::Name]| {
        names.iter().map(|name| board.names().text(*name)).collect::<Vec<_>>().join(", ")
    };
    let mut rows = Vec::new();
    if !card.is_history_missing() {
        rows.push(("column", history::column(board, card.column())));
    }
    for (name, value) in [
        ("class", card.value(Field::Class).to_owned()),
        ("kind", card.value(Field::Kind).to_owned()),
        ("due", card.value(Field::Due).to_owned()),
        ("part of", board.parent(card).map_or_else(String::new, |parent| whole(board, parent))),
        ("who", names(card.who())),
        ("labels", names(card.labels())),
    ] {
        if !value.is_empty() {
            rows.push((name, value));
        }
    }
    rows.extend(card.links().iter().map(|link| ("link", board.names().text(*link).to_owned())));
    let done_when = board.done_when(card.column());
    if card.on_board() && !done_when.is_empty() {
        rows.push(("done if", done_when.to_owned()));
    }
    if let Some(block) = card.block() {
        let since = clock::shown(block.since, board.zone());
        rows.push(("blocked", format!("{} (since {since}, {})", block.why, board.names().text(block.by))));
    }
    if let Some(cord) = card.cord() {
        rows.push(("andon", cord::told(board, &cord, now)));
    }
    if let Some(reason) = card.over() {
        rows.push(("over", format!("went over the limit: {reason}")));
    }
    for aside in asides(board, card) {
        let (sentence, at) = (aside.sentence(), clock::shown(aside.at, board.zone()));
        rows.push(("also", format!("{}, {at}", sentence.strip_prefix("also ").unwrap_or(&sentence))));
    }
    let short = board.short_id(card.id());
    if card.is_archived() {
        let when = card.archived().map(|event| {
            format!("on {} by {}; ", clock::shown(event.at, board.zone()), board.names().text(event.by))
        });
        rows.push(("archived", format!("{}andon restore {short} puts it back", when.unwrap_or_default())));
    } else if card.is_deleted() {
        rows.push(("deleted", format!("andon restore {short} puts it back")));
    }
    let mut text = format!("{}  {}\n", card.id(), card.title());
    for (name, value) in rows {
        let _ = writeln!(text, "  {name:<8} {value}");
    }
    text
}

/// What a card is part of, and what became of that.
fn whole(board: &Board, parent: Parent<'_>) -> String {
    match parent {
        Parent::Unknown(id) => format!("{id} (not on this board)"),
        Parent::Card(card) => {
            format!("{} {} ({})", board.short_id(card.id()), card.title(), standing(board, card))
        }
    }
}

/// Where a card stands, or how it left the board.
fn standing(board: &Board, card: &Card) -> String {
    if card.is_archived() {
        "archived".to_owned()
    } else if card.is_deleted() {
        "deleted".to_owned()
    } else {
        history::column(board, card.column())
    }
}

/// The checklist under its count; empty where there is none.
fn checklist(board: &Board, card: &Card) -> String {
    let (done, all) = card.checked();
    let items = checklist::lines(board, card).map(|line| format!("    {line}\n"));
    if all == 0 { String::new() } else { format!("  checklist {done}/{all}\n{}", items.collect::<String>()) }
}

/// The cards that are part of it under their count; empty where there are none.
fn parts(board: &Board, card: &Card) -> String {
    let Parts { done, blocked, all } = board.parts(card.id());
    let mut children: Vec<&Card> = board.children(card.id()).collect();
    if children.is_empty() {
        return String::new();
    }
    children.sort_unstable_by_key(|card| (card.is_deleted(), card.id()));
    let blocked = if blocked == 0 { String::new() } else { format!(", {blocked} blocked") };
    let mut text = format!("  parts {done}/{all} done{blocked}\n");
    for child in children {
        let (short, standing) = (board.short_id(child.id()), standing(board, child));
        let why = child.block().map(|block| format!(", blocked: {}", block.why)).unwrap_or_default();
        let _ = writeln!(text, "    {short}  {}  ({standing}{why})", child.title());
    }
    text
}

/// The columns one after the other with the time in each, then the sums.
fn path(board: &Board, journeys: &Journeys, journey: &Journey) -> String {
    let mut text = String::new();
    for stay in journeys.stays(journey) {
        let blocked = match stay.blocked_ms {
            0 => String::new(),
            ms => format!("  ({} of it blocked)", duration(ms)),
        };
        let from = clock::shown(stay.from, board.zone());
        let span = duration(stay.to.since(stay.from));
        let _ = writeln!(text, "  {from}  {span:>7}  {}{blocked}", history::column(board, stay.column));
    }
    let mut sums = Vec::new();
    let age = journey.age_ms(journeys.now());
    for (name, ms) in [
        ("lead time", journey.lead_ms()),
        ("cycle time", journey.cycle_ms()),
        ("age", age),
        ("process time", Some(journey.process_ms)),
    ] {
        sums.extend(ms.map(|ms| format!("{name} {}", duration(ms))));
    }
    let _ = writeln!(text, "  {}", sums.join(" · "));
    text
}

fn json(board: &Board, journeys: &Journeys, journey: &Journey) -> JourneyJson {
    let stays = journeys.stays(journey).iter().map(|stay| StayJson {
        column: board.column(stay.column).name.to_string(),
        from: stay.from.to_string(),
        to: stay.to.to_string(),
        ms: stay.to.since(stay.from),
        blocked_ms: stay.blocked_ms,
    });
    JourneyJson {
        created: journey.created.to_string(),
        started: journey.started.map(|at| at.to_string()),
        finished: journey.finished.map(|at| at.to_string()),
        abandoned: journey.abandoned.map(|at| at.to_string()),
        lead_time_ms: journey.lead_ms(),
        cycle_time_ms: journey.cycle_ms(),
        process_time_ms: journey.process_ms,
        queue_time_ms: journey.queue_ms,
        blocked_time_ms: journey.blocked_ms,
        age_ms: journey.age_ms(journeys.now()),
        returns: journey.returns,
        stays: stays.collect(),
    }
}
