//! Which columns are in sight, and how wide they are.
//!
//! Widths rest on the columns alone, never on the cards in them: a card that moves moves nothing
//! else.

use super::{COLUMN_MIN, FOLDED, WIDE_COLUMN};
use crate::board::{ColumnIx, ColumnKind};
use crate::tui::app::App;

/// A column and where it lies, left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lie {
    pub column: ColumnIx,
    pub place: usize,
    pub folded: bool,
    pub x: u16,
    pub width: u16,
}

/// What a column asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// A strip.
    Folded,
    /// Work is done here: it gets room first.
    Work,
    /// Cards only lie here.
    Store,
}

impl Ask {
    fn least(self) -> u16 {
        if self == Self::Folded { FOLDED } else { COLUMN_MIN }
    }
}

/// The columns in sight from `x` on, in `width` cells; one of them where `single`.
pub(super) fn lie(app: &App, x: u16, width: u16, single: bool) -> Vec<Lie> {
    let order = app.board.display_order();
    let Some(wanted) =
        app.column_place().or(order.len().checked_sub(1).map(|last| last.min(app.scroll.column)))
    else {
        return Vec::new();
    };
    let column = |place: usize| (order[place], place);
    if single {
        let (column, place) = column(wanted);
        return vec![Lie { column, place, folded: false, x, width }];
    }
    let asks: Vec<Ask> = order
        .iter()
        .map(|column| match app.board.column(*column).kind {
            _ if app.is_folded(*column) => Ask::Folded,
            ColumnKind::Backlog | ColumnKind::Done => Ask::Store,
            ColumnKind::Queue | ColumnKind::Active => Ask::Work,
        })
        .collect();
    let (first, end) = in_sight(&asks, app.scroll.column, wanted, width);
    let asks = &asks[first..end];
    let mut x = x;
    let mut lies = Vec::with_capacity(asks.len());
    for ((place, ask), width) in (first..).zip(asks).zip(widths(asks, width)) {
        let (column, place) = column(place);
        lies.push(Lie { column, place, folded: *ask == Ask::Folded, x, width });
        x = x.saturating_add(width + 1);
    }
    lies
}

/// The places in sight of those that ask: as near to `first` as can be with `wanted` among them.
/// Each takes one cell more, for the line to its right; the last has none.
fn in_sight(asks: &[Ask], first: usize, wanted: usize, width: u16) -> (usize, usize) {
    let room = u32::from(width) + 1;
    let cost = |place: usize| u32::from(asks[place].least()) + 1;
    let mut used = cost(wanted);
    let mut low = wanted;
    // Back to where it began, or as far as there is room.
    while low > first && used + cost(low - 1) <= room {
        low -= 1;
        used += cost(low);
    }
    let mut end = wanted + 1;
    while end < asks.len() && used + cost(end) <= room {
        used += cost(end);
        end += 1;
    }
    // What is left over at the right end goes to the left.
    while low > 0 && end == asks.len() && used + cost(low - 1) <= room {
        low -= 1;
        used += cost(low);
    }
    (low, end)
}

/// The widths of columns that share `width` cells, of which one goes between each two. Where there
/// is not enough to be at ease, work comes first.
fn widths(asks: &[Ask], width: u16) -> Vec<u16> {
    if let [only] = asks {
        return vec![if *only == Ask::Folded { FOLDED.min(width) } else { width }];
    }
    let mut widths: Vec<u16> = asks.iter().map(|ask| ask.least()).collect();
    let lines = u16::try_from(asks.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let mut spare = width.saturating_sub(widths.iter().sum::<u16>().saturating_add(lines));
    let of = |wanted: Ask| move |ask: Ask| ask == wanted;
    share(asks, &mut widths, &mut spare, WIDE_COLUMN, of(Ask::Work));
    share(asks, &mut widths, &mut spare, WIDE_COLUMN, of(Ask::Store));
    share(asks, &mut widths, &mut spare, u16::MAX, |ask| ask != Ask::Folded);
    widths
}

/// Gives cells to some columns, to each the same as far as that goes, until they have `most`.
fn share(asks: &[Ask], widths: &mut [u16], spare: &mut u16, most: u16, which: impl Fn(Ask) -> bool) {
    let count = asks.iter().filter(|ask| which(**ask)).count();
    let Ok(count) = u16::try_from(count) else { return };
    if count == 0 {
        return;
    }
    let (each, mut more) = (*spare / count, *spare % count);
    for (width, _) in widths.iter_mut().zip(asks).filter(|(_, ask)| which(**ask)) {
        let gets = (each + u16::from(more > 0)).min(most.saturating_sub(*width));
        more = more.saturating_sub(1);
        *width += gets;
        *spare -= gets;
    }
}

#[cfg(test)]
mod tests {
    use super::Ask::{Folded, Store, Work};
    use super::*;

    #[test]
    fn the_wanted_column_is_in_sight_and_no_room_is_wasted() {
        let ten = [Work; 10];
        let three = 3 * COLUMN_MIN + 2;
        for (asks, first, wanted, width, found) in [
            (&ten[..], 0, 0, three, (0, 3)),
            (&ten, 0, 2, three, (0, 3)),
            (&ten, 0, 3, three, (1, 4)),
            (&ten, 7, 3, three, (3, 6)),
            (&ten, 9, 9, three, (7, 10)),
            (&ten, 0, 4, 1, (4, 5)),
            (&ten, 0, 0, 1_000, (0, 10)),
            (&[Work, Work], 5, 0, three, (0, 2)),
            // Strips take little.
            (&[Folded, Folded, Work, Work], 0, 3, 2 * COLUMN_MIN + 9, (0, 4)),
            (&[Folded, Work, Work, Work, Folded], 0, 1, three, (0, 3)),
        ] {
            assert_eq!(in_sight(asks, first, wanted, width), found, "{asks:?} {first} {wanted} {width}");
        }
    }

    #[test]
    fn work_gets_room_first() {
        for (asks, width, found) in [
            (&[Work][..], 80, &[80][..]),
            (&[Folded], 80, &[3]),
            (&[Work, Work], 81, &[40, 40]),
            (&[Work, Work], 80, &[40, 39]),
            (&[Store, Work, Store], 47, &[15, 15, 15]),
            (&[Store, Work, Store], 50, &[15, 18, 15]),
            (&[Store, Work, Work, Store], 75, &[15, 21, 21, 15]),
            (&[Store, Work, Store], 60, &[17, 24, 17]),
            // At ease all are alike.
            (&[Store, Work, Store], 92, &[30, 30, 30]),
            (&[Folded, Work, Folded], 92, &[3, 84, 3]),
            (&[Folded, Folded], 92, &[3, 3]),
            (&[Work, Work], 5, &[15, 15]),
        ] {
            assert_eq!(widths(asks, width), found, "{asks:?} {width}");
        }
    }

    #[test]
    fn columns_never_take_more_than_there_is() {
        for count in 1..12_usize {
            for bits in 0..1_usize << count.min(6) {
                let asks: Vec<Ask> = (0..count).map(|nth| [Work, Store][bits >> (nth % 6) & 1]).collect();
                for width in 20..200_u16 {
                    let (first, end) = in_sight(&asks, 0, bits % count, width);
                    let taken: u16 = widths(&asks[first..end], width).iter().map(|width| width + 1).sum();
                    assert_eq!(taken, width + 1, "{asks:?} {width}");
                }
            }
        }
    }
}
