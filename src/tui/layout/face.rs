//! How tall the faces of cards are.

use ratatui::layout::Rect;

use super::WIDE_COLUMN;
use crate::tui::app::App;
use crate::tui::look::Density;

/// From this width on a card has room for itself in one line.
const LINE_FROM: u16 = 32;

/// How much of a card its face shows. All cards of a frame have the same height: then the rows
/// in sight are known without looking at the cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// One line: in wide columns.
    Line,
    /// Two lines of title.
    Compact,
    /// Three lines of title.
    Snug,
    /// Three lines of title, and air: in narrow columns.
    Tall,
    /// Two lines of title, a line about people and state, and air: in wide columns.
    Roomy,
    /// Two lines of title, and a line about people and state: in wide columns.
    Worded,
    /// Two lines of title, one about its state and one about its people, and air.
    Full,
}

impl Face {
    /// The rows a card takes, with the air below it.
    pub fn rows(self) -> u16 {
        match self {
            Self::Line => 1,
            Self::Compact => 2,
            Self::Snug | Self::Worded => 3,
            Self::Tall | Self::Roomy => 4,
            Self::Full => 5,
        }
    }

    /// The rows of a card that are written on.
    pub fn lines(self) -> u16 {
        match self {
            Self::Line => 1,
            Self::Compact => 2,
            Self::Snug | Self::Tall | Self::Worded | Self::Roomy => 3,
            Self::Full => 4,
        }
    }

    /// How many cards fit in `height` rows.
    pub fn fit(self, height: u16) -> usize {
        usize::from((height + self.rows() - self.lines()) / self.rows())
    }

    /// The rows that so many cards take one above the other, with the air below the last.
    pub fn height(self, cards: usize) -> u16 {
        u16::try_from(cards).unwrap_or(u16::MAX).saturating_mul(self.rows())
    }
}

/// The face of the cards in columns of that width: the one asked for, or the roomiest with which
/// every card in process is in sight. Their number is kept small by the limits, so it seldom
/// changes.
pub(super) fn choose(app: &App, body: Rect, width: u16) -> Face {
    let wide = width >= WIDE_COLUMN;
    match app.look.density {
        Density::Compact if width >= LINE_FROM => return Face::Line,
        Density::Compact => return Face::Compact,
        Density::Normal => return if wide { Face::Roomy } else { Face::Snug },
        Density::Roomy => return if wide { Face::Full } else { Face::Tall },
        Density::Auto => {}
    }
    let board = &app.board;
    let in_process = board.display_order().iter().filter(|column| board.column(**column).kind.in_process());
    let (most, heads) = match app.lanes() {
        [] => (in_process.map(|column| app.len_in(*column)).max().unwrap_or(0), 0),
        lanes => (app.lanes_tall(), u16::try_from(lanes.len()).unwrap_or(u16::MAX)),
    };
    let room = body.height.saturating_sub(heads);
    let best: &[Face] =
        if wide { &[Face::Full, Face::Roomy, Face::Worded] } else { &[Face::Tall, Face::Snug] };
    best.iter().copied().find(|face| most <= face.fit(room)).unwrap_or(Face::Compact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn air_below_the_last_card_is_not_needed() {
        assert_eq!(Face::Tall.fit(7), 2);
        assert_eq!(Face::Snug.fit(5), 1);
        assert_eq!(Face::Roomy.fit(3), 1);
        assert_eq!(Face::Full.fit(9), 2);
        assert_eq!(Face::Compact.fit(1), 0);
        assert_eq!(Face::Line.fit(0), 0);
    }

    #[test]
    fn what_is_written_on_is_no_more_than_what_is_taken() {
        for face in [Face::Line, Face::Compact, Face::Snug, Face::Tall, Face::Worded, Face::Roomy, Face::Full]
        {
            assert!(face.lines() <= face.rows());
            for height in 0..40 {
                let cards = face.fit(height);
                assert!(cards == 0 || face.height(cards) - (face.rows() - face.lines()) <= height);
            }
        }
    }
}
