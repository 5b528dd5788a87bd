//! `andon list`: the cards, column by column.

use std::fmt::Write as _;

use anyhow::Result;
use clap::Args;

use crate::board::{Board, Card, ColumnIx, ColumnKind, Scope, Timestamp};

use crate::filter::{self, Scene, Sieve};
use crate::report::{self, history, words::duration};

use super::filtered::Filtered;
use super::{Context, find};

const EXAMPLES: &str = "  andon list\n  andon list --column review --blocked\n  \
    andon list --filter '@me is:blocked age:>5d'\n  andon list --json | jq '.cards[].title'";

/// List the cards, column by column
#[derive(Debug, Args)]
#[command(
    after_long_help = format!("Examples:\n{EXAMPLES}\n\n{}", filter::help()),
    after_help = format!("Examples:\n{EXAMPLES}")
)]
pub(super) struct List {
    /// Only this column
    #[arg(long, value_name = "COLUMN")]
    column: Option<String>,
    /// Only cards this person is on
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// Only cards with this label
    #[arg(long, value_name = "LABEL")]
    label: Option<String>,
    /// Only blocked cards
    #[arg(long)]
    blocked: bool,
    /// Only cards that fit a filter, such as "@me age:>5d"; its terms are listed below
    #[arg(long, value_name = "FILTER")]
    filter: Option<String>,
    /// Only deleted cards
    #[arg(long)]
    deleted: bool,
    /// Only archived cards
    #[arg(long, conflicts_with = "deleted")]
    archived: bool,
    /// All finished cards, not only the latest few of each column
    #[arg(long)]
    all: bool,
    /// Print JSON (andon-list/1), always with all cards
    #[arg(long)]
    json: bool,
}

/// Finished cards that are shown of a column, unless all are asked for.
const FINISHED_SHOWN: usize = 5;

impl List {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let desk = if self.archived { context.whole_desk()? } else { context.desk()? };
        let board = desk.board();
        let only = self.column.as_deref().map(|column| find::column(board, column)).transpose()?;
        let filtered = self.filter.as_deref().map(|text| Filtered::read(text, board)).transpose()?;
        let has_parts = |card| filtered.as_ref().is_some_and(|filtered| filtered.has_parts(card));
        let mut sieve = filtered.as_ref().map(|filtered| {
            let scene = Scene { parent: &has_parts, ..Scene::plain(desk.now, desk.by()) };
            Sieve::new(&filtered.filter, board, scene)
        });
        let columns =
            board.display_order().iter().copied().filter(|column| only.is_none_or(|only| only == *column));
        let mut groups: Vec<(ColumnIx, Vec<&Card>)> =
            columns.map(|column| (column, self.cards(board, column))).collect();
        if let Some(sieve) = &mut sieve {
            for (_, cards) in &mut groups {
                cards.retain(|card| sieve.fits(card));
            }
        }
        if self.json {
            let cards = groups.iter().flat_map(|(_, cards)| cards.iter().copied());
            return Ok(context.out.raw(&report::list(board, cards))?);
        }
        // Limits say nothing of cards that are not on the board, nor do columns without one of them.
        let shown = groups.iter().filter(|(_, cards)| !self.archived || !cards.is_empty());
        for (place, (column, cards)) in shown.enumerate() {
            if place > 0 {
                context.out.line("")?;
            }
            let heading =
                if self.archived { history::column(board, *column) } else { heading(board, *column) };
            context.out.line(&heading)?;
            let finished = board.column(*column).kind == ColumnKind::Done;
            let shown = if finished && !self.all { FINISHED_SHOWN } else { usize::MAX };
            // The latest to be finished stand last.
            let hidden = cards.len().saturating_sub(shown);
            if hidden > 0 {
                context.out.line(&format!("  … {hidden} more; --all shows them"))?;
            }
            for card in cards.iter().skip(hidden) {
                context.out.line(&line(board, card, desk.now))?;
            }
        }
        if groups.is_empty() {
            context.out.line("The board has no columns yet.")?;
        } else if self.archived && groups.iter().all(|(_, cards)| cards.is_empty()) {
            context.out.line("No such card is archived.")?;
        }
        Ok(())
    }

    fn cards<'a>(&self, board: &'a Board, column: ColumnIx) -> Vec<&'a Card> {
        let who = self.who.as_deref().map(|name| board.names().find(name));
        let label = self.label.as_deref().map(|label| board.names().find(label));
        let fits = |card: &&Card| {
            who.is_none_or(|name| name.is_some_and(|name| card.who().contains(&name)))
                && label.is_none_or(|label| label.is_some_and(|label| card.labels().contains(&label)))
                && (!self.blocked || card.block().is_some())
        };
        if self.deleted {
            let gone = board.cards().filter(|card| card.is_deleted() && !card.is_archived());
            return gone.filter(|card| card.column() == column).filter(fits).collect();
        }
        if self.archived {
            // Of a card whose history is missing nobody knows where it stood.
            let known = |card: &&Card| card.is_archived() && !card.is_history_missing();
            let mut cards: Vec<&Card> = board.cards().filter(known).collect();
            cards.retain(|card| card.column() == column && fits(card));
            cards.sort_by_key(|card| (card.entered(), card.id()));
            return cards;
        }
        board.cards_in(column).filter(fits).collect()
    }
}

/// "Review 2/3 FULL".
fn heading(board: &Board, column: ColumnIx) -> String {
    let name = history::column(board, column);
    let count = board.count(Scope::Column(column));
    match board.limit(Scope::Column(column)) {
        Some(limit) if count >= limit.cards() => format!("{name} {count}/{limit} FULL"),
        Some(limit) => format!("{name} {count}/{limit}"),
        None => format!("{name} {}", board.cards_in(column).len()),
    }
}

fn line(board: &Board, card: &Card, now: Timestamp) -> String {
    let names = |mark: &'static str, names: &[crate::board::Name]| {
        names.iter().flat_map(|name| [mark, board.names().text(*name)]).collect::<String>()
    };
    let mut text = format!(
        "  {}  {:>7}  {}{}{}",
        board.short_id(card.id()),
        // Another machine's clock may be ahead.
        duration(now.since(card.entered()).max(0)),
        card.title(),
        names(" @", card.who()),
        names(" #", card.labels()),
    );
    if let (done, all @ 1..) = card.checked() {
        let _ = write!(text, " [{done}/{all}]");
    }
    if board.expedited(card) {
        text.push_str(" ▲ expedite");
    }
    if let Some(cord) = card.cord() {
        text.extend([" ◉ andon: ", cord.why]);
    }
    if let Some(block) = card.block() {
        text.extend([" ⊘ blocked: ", block.why]);
    }
    text
}
