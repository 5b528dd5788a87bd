//! What a board comes to, in words: two boards are the same if these are.

use std::fmt::Write as _;

use andon::board::{Board, Card, Field, Name};

/// Everything the fold says of a board, whatever order its rows came in.
pub fn picture(board: &Board) -> String {
    let mut text = format!("{:?} {:?}\n{:?}\n", board.id(), board.name(), board.settings());
    for column in board.display_order() {
        let _ = write!(text, "{:?}", board.column(*column));
        for card in board.cards_in(*column) {
            let _ = write!(text, " {}", card.id());
        }
        text.push('\n');
    }
    let mut cards: Vec<&Card> = board.cards().collect();
    cards.sort_by_key(|card| card.id());
    for card in cards {
        one_card(&mut text, board, card);
    }
    text
}

fn one_card(text: &mut String, board: &Board, card: &Card) {
    let names = |names: &[Name]| {
        let mut names: Vec<&str> = names.iter().map(|name| board.names().text(*name)).collect();
        names.sort_unstable();
        names.join(",")
    };
    let _ = writeln!(
        text,
        "{} {} {:?} {:?} {:?} {} {} {:?} {:?} {:?}",
        card.id(),
        board.column(card.column()).id,
        card.presence(),
        card.entered(),
        Field::ALL.map(|field| card.value(field)),
        names(card.labels()),
        names(card.who()),
        card.block().map(|block| (block.since, block.why, board.names().text(block.by))),
        card.cord().map(|cord| (cord.since, cord.why, cord.answered.map(|(at, _)| at))),
        card.rank(),
    );
    for event in card.events() {
        let (id, rev, at, standing) = (event.id, event.rev, event.at, event.standing);
        let _ = writeln!(text, "  {id} {rev} {at} {standing:?} {:?} {:?}", event.action.word(), event.over);
    }
}
