//! Why a board did not do what it was asked, as values that explain themselves.

use super::{AtLimit, Field, Id, Timestamp, WipLimit};
use crate::text::clean;

/// A card as a refusal names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The shortest unique start of its id.
    pub short_id: String,
    /// Its title.
    pub title: String,
}

/// A change that was not made, and why. The board is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A limit would be exceeded.
    #[error("{scope} is full ({} of {limit}){}. {}", .holders.len(), listed(.holders), remedy(*.at_limit))]
    AtLimit {
        /// The column, stage, class, person or board.
        scope: String,
        /// Its limit.
        limit: WipLimit,
        /// The cards that fill it.
        holders: Vec<Holder>,
        /// Whether a reason would let it pass.
        at_limit: AtLimit,
    },
    /// No card has that id.
    #[error("there is no card {0}")]
    NoSuchCard(Id),
    /// No column has that id.
    #[error("there is no column '{0}' on this board; its columns are {1}")]
    NoSuchColumn(String, String),
    /// No class of service has that id.
    #[error("there is no class of service '{0}' on this board; its classes are {1}")]
    NoSuchClass(String, String),
    /// The card has no such event.
    #[error("card {0} has no event {1}")]
    NoSuchEvent(String, Id),
    /// The card was taken off the board.
    #[error("card {0} was deleted by {1}; restore it first")]
    Deleted(String, String),
    /// The card's history went to the archive.
    #[error("card {0} was archived; restore it first")]
    Archived(String),
    /// The card's history went to the archive, and that was not read.
    #[error("card {0} was archived, and its history is not at hand")]
    HistoryMissing(String),
    /// The card is not deleted.
    #[error("card {0} is on the board; there is nothing to restore")]
    NotDeleted(String),
    /// It already stands there.
    #[error("card {0} is already in {1}")]
    AlreadyThere(String, String),
    /// It is already blocked.
    #[error("card {0} is already blocked: {1}")]
    AlreadyBlocked(String, String),
    /// It is not blocked.
    #[error("card {0} is not blocked")]
    NotBlocked(String),
    /// The cord is pulled already.
    #[error("the cord on card {card} was already pulled by {by}: {why}")]
    CordPulled {
        /// The card.
        card: String,
        /// Who pulled it.
        by: String,
        /// For what.
        why: String,
    },
    /// Somebody has come already.
    #[error("the cord on card {card} was already answered by {by}; resolve it when it is dealt with")]
    CordAnswered {
        /// The card.
        card: String,
        /// Who came.
        by: String,
    },
    /// There is nothing to answer or to resolve.
    #[error("nobody has pulled the cord on card {0}")]
    CordNotPulled(String),
    /// A field that must have a value has none.
    #[error("{0} may not be empty")]
    Empty(&'static str),
    /// A text is too long.
    #[error("{what} has {len} characters; at most {max} are kept")]
    TooLong {
        /// What it is.
        what: &'static str,
        /// How many characters it has.
        len: usize,
        /// How many it may have.
        max: usize,
    },
    /// More of something than a card takes.
    #[error("{len} {what} are too many; at most {max} are kept")]
    TooMany {
        /// What there would be too many of.
        what: &'static str,
        /// How many there would be.
        len: usize,
        /// How many there may be.
        max: usize,
    },
    /// The checklist has no such item.
    #[error("'{0}' is not on the checklist of this card; add it first")]
    NoSuchItem(String),
    /// It is no link that could be opened.
    #[error("'{}' is no link: give an address that begins with https://, http:// or mailto:, without spaces", clean(.0))]
    NotALink(String),
    /// A card would be part of itself.
    #[error("card {card} cannot be part of {whole}: {whole} is part of {card} already")]
    PartOfItself {
        /// The card.
        card: String,
        /// What it was to be part of.
        whole: String,
    },
    /// A field's value has the wrong form.
    #[error("'{value}' is no {}: {form}", .field.word())]
    Malformed {
        /// The field.
        field: Field,
        /// What was given.
        value: String,
        /// What it should look like.
        form: &'static str,
    },
    /// The time given lies before something that already happened to the card.
    #[error("{at} is before the last event of card {card}, at {last}; give a later time")]
    BeforeLastEvent {
        /// The card.
        card: String,
        /// The time given.
        at: Timestamp,
        /// The card's last event.
        last: Timestamp,
    },
    /// Somebody changed the same thing since.
    #[error("{by} changed card {card} since ({what} at {at}); undo that first, or make a new change")]
    ChangedSince {
        /// The card.
        card: String,
        /// Who did.
        by: String,
        /// What they did.
        what: &'static str,
        /// When.
        at: Timestamp,
    },
    /// A revision that no other can follow, which only a broken or hostile file holds.
    #[error("a row of {0} says rev {max}, and no later change can be told from it; mend that row", max = u32::MAX)]
    LastRevision(String),
    /// It was undone already.
    #[error("that was already undone")]
    AlreadyUndone,
    /// The change would change nothing.
    #[error("nothing to change: it is so already")]
    Nothing,
}

fn listed(holders: &[Holder]) -> String {
    const SHOWN: usize = 6;
    let mut text = String::new();
    for (place, holder) in holders.iter().take(SHOWN).enumerate() {
        text.push_str(if place == 0 { ": " } else { ", " });
        text.push_str(&holder.short_id);
    }
    if holders.len() > SHOWN {
        text = format!("{text} and {} more", holders.len() - SHOWN);
    }
    text
}

fn remedy(at_limit: AtLimit) -> &'static str {
    match at_limit {
        AtLimit::Refuse => "Finish one or put one back.",
        AtLimit::Reason => "Finish one, put one back, or give a reason to go over.",
    }
}
