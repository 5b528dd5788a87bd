//! The marks of the board, and what they mean: what the help tells of them.

use super::glyphs::Glyphs;
use super::theme::Role;

/// A mark.
#[derive(Debug)]
pub struct Mark {
    /// Its symbol.
    pub symbol: fn(&Glyphs) -> &'static str,
    /// The word that stands beside it where there is room.
    pub word: &'static str,
    /// What it is drawn as.
    pub role: Role,
    /// What it means, and what to do about it.
    pub meaning: &'static str,
}

/// Under which heading the marks are listed.
pub const TITLE: &str = "Marks on the board";

const fn mark(
    symbol: fn(&Glyphs) -> &'static str,
    word: &'static str,
    role: Role,
    meaning: &'static str,
) -> Mark {
    Mark { symbol, word, role, meaning }
}

/// Every mark there is, columns first.
#[rustfmt::skip]
pub static MARKS: &[Mark] = &[
    mark(|of| of.full, "FULL", Role::Warn, "As many cards as the limit allows. It takes another one when one has left: finish before you start."),
    mark(|of| of.over, "OVER", Role::Bad, "More cards than the limit allows. It takes nothing until it is back: help finish something there."),
    mark(|of| of.select, "cursor", Role::Focus, "The card that commands are about."),
    mark(|of| of.blocked, "blocked", Role::Blocked, "Work on the card has stopped; the time beside it says for how long. {open} tells why, {block} says that it goes on."),
    mark(|of| of.andon, "andon", Role::Andon, "Somebody pulled the cord: something is wrong and they want help. {cord} answers: you take it up."),
    mark(|of| of.answered, "answered", Role::Answered, "Somebody came and is at it. {cord} resolves it, saying what was done."),
    mark(|of| of.expedite, "expedite", Role::Expedite, "Goes before other work, and is not counted in the limits of columns."),
    mark(|of| of.forced, "over the limit", Role::Bad, "Came here over a limit, on purpose and with a reason. {open} tells which."),
    mark(|of| of.changed, "changed", Role::News, "Somebody else changed the card a moment ago; the last line says who and what."),
    mark(|of| of.elsewhere, "at the same time", Role::News, "Two people did different things to the card at the same time. {open} tells what, {other-version} takes the other value."),
    mark(|_| "3d", "time", Role::Faint, "How long the card has been in its column: m minutes, h hours, d days, w weeks."),
    mark(|of| of.ages[0], "older", Role::Faint, "Older than half of the cards were when they left this column."),
    mark(|of| of.ages[1], "slow", Role::Wait, "Older than 70 % of the cards were when they left this column. Ask what it waits for."),
    mark(|of| of.ages[2], "late", Role::Warn, "Older than 85 %: late, whatever it does next. It is worth more attention than a new card."),
    mark(|of| of.ages[3], "very late", Role::Bad, "Older than 95 %, or past the service level expectation (SLE) that the team agreed on."),
    mark(|of| of.good, "in git", Role::Good, "On the first line: the board is committed and pushed. {in-git} tells how it stands, in words."),
    mark(|of| of.uncommitted, "not committed", Role::Warn, "On the first line: the board has changes that are not in git yet. {sync} commits and shares them."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::command::named;

    #[test]
    fn every_mark_has_a_symbol_in_both_sets_and_names_commands_there_are() {
        for mark in MARKS {
            for glyphs in [&Glyphs::UNICODE, &Glyphs::ASCII] {
                assert!((1..=2).contains(&crate::text::width((mark.symbol)(glyphs))), "{}", mark.word);
            }
            assert!(mark.meaning.ends_with('.'), "{}", mark.word);
            for name in mark.meaning.split('{').skip(1) {
                assert!(named(name.split('}').next().unwrap()).is_some(), "{}: {name}", mark.word);
            }
        }
    }
}
