//! When a command on what is in a card is not to be had, and the words that say why.

use super::available::{Answer, card, change_card};
use crate::board::Parent;
use crate::tui::app::App;
use crate::tui::spot::Spot;

/// There is something in the card to go to.
pub(super) fn spots(app: &App) -> Answer {
    card(app)?;
    if app.spots().is_empty() {
        return Err("this card has no checklist, links or parts; + adds an item".to_owned());
    }
    Ok(())
}

/// The cursor is on something in the card.
pub(super) fn spot(app: &App) -> Answer {
    spots(app)?;
    app.spot().map(|_| ()).ok_or_else(|| "Tab goes to an item, a link or a part first".to_owned())
}

/// The cursor is on an item, and may tick it.
pub(super) fn item(app: &App) -> Answer {
    change_card(app)?;
    spot(app)?;
    match app.spot() {
        Some(Spot::Item(_)) => Ok(()),
        _ => Err("this is no item of the checklist; Tab goes on".to_owned()),
    }
}

/// The cursor is on something that may be taken off.
pub(super) fn change_spot(app: &App) -> Answer {
    change_card(app)?;
    spot(app)
}

/// The card is part of a card that can be gone to.
pub(super) fn parent(app: &App) -> Answer {
    card(app)?;
    match app.subject().and_then(|card| app.board.parent(card)) {
        None => Err("this card is part of no other; P sets what it is part of".to_owned()),
        Some(Parent::Unknown(_)) => Err("the card it is part of is not in this board's file".to_owned()),
        Some(Parent::Card(whole)) if !whole.on_board() => {
            let gone = if whole.is_archived() { "archived" } else { "deleted" };
            let id = app.board.short_id(whole.id());
            Err(format!("{id}, which it is part of, was {gone}; R puts it back"))
        }
        Some(Parent::Card(_)) => Ok(()),
    }
}

/// Cards are part of it.
pub(super) fn parts(app: &App) -> Answer {
    card(app)?;
    let parts = app.subject().map_or(0, |card| app.board.children(card.id()).len());
    if parts == 0 { Err("no card is part of this one".to_owned()) } else { Ok(()) }
}

/// The card has links.
pub(super) fn links(app: &App) -> Answer {
    card(app)?;
    if app.subject().is_some_and(|card| !card.links().is_empty()) {
        Ok(())
    } else {
        Err("this card has no links".to_owned())
    }
}
