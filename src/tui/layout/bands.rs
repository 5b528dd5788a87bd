//! The lanes in sight, one above the other, and the cards of each column in them.

use ratatui::layout::Rect;

use super::columns::Lie;
use super::{Band, Cell, Face, Slot};
use crate::tui::app::App;
use crate::tui::look::Lanes;

/// The lanes in sight, as near to where the screen was scrolled to as can be with that of the
/// cursor among them. Where nothing divides the board, all of it is one band without a head. So
/// it is where one column stands alone: its expedited cards are the first there anyway.
pub(super) fn bands(app: &App, body: Rect, face: Face, single: bool) -> Vec<Band> {
    let lanes = app.lanes();
    let needless = single && app.look.lanes == Lanes::Expedite;
    if lanes.is_empty() || body.height < 2 || needless {
        return vec![Band { lane: 0, head: None, cards: body }];
    }
    let height = |lane: usize| {
        let tall = lanes.get(lane).map_or(1, |lane| lane.tall.max(1));
        face.height(tall.min(face.fit(body.height - 1).max(1))).saturating_add(1)
    };
    let last = lanes.len() - 1;
    let wanted = app.lane().min(last);
    // From the cursor's lane back to where it began, or as far as there is room.
    let (mut first, mut used) = (wanted, height(wanted));
    while first > app.scroll.lane && used.saturating_add(height(first - 1)) <= body.height {
        first -= 1;
        used += height(first);
    }
    let mut end = wanted + 1;
    while end <= last && used < body.height {
        used = used.saturating_add(height(end));
        end += 1;
    }
    while first > 0 && end > last && used.saturating_add(height(first - 1)) <= body.height {
        first -= 1;
        used += height(first);
    }
    let mut y = body.y;
    let mut bands = Vec::new();
    for lane in first..end {
        let room = body.bottom().saturating_sub(y);
        if room < 2 {
            break;
        }
        // The last one has what is left.
        let taken = if lane == last { room } else { height(lane).min(room) };
        let cards = Rect { y: y + 1, height: taken - 1, ..body };
        bands.push(Band { lane, head: Some(y), cards });
        y += taken;
    }
    bands
}

/// A column in sight, with the cards of each band in it.
pub(super) fn slot(app: &App, lie: &Lie, body: Rect, bands: &[Band], face: Face) -> Slot {
    let Lie { column, place, folded, x, width } = *lie;
    let total = app.len_in(column);
    let chosen = app.selection.column == Some(app.board.column(column).id);
    let scrolled = app.scroll.row(column);
    let anchor = if chosen { app.selection.row } else { scrolled }.min(total.saturating_sub(1));
    let mut first = anchor;
    let mut cells = Vec::with_capacity(bands.len());
    for band in bands {
        let rows = if band.head.is_some() { app.rows(column, band.lane) } else { 0..total };
        let (start, count) = (rows.start, rows.len());
        let fit = face.fit(band.cards.height);
        let from = if rows.contains(&anchor) {
            let from = start + in_sight(scrolled.saturating_sub(start), anchor - start, fit, count);
            first = from;
            from
        } else {
            start
        };
        let len = fit.min(rows.end - from.min(rows.end));
        let area = Rect { x, width, ..band.cards };
        cells.push(Cell { lane: band.lane, area, first: from, len, rows: count });
    }
    // What of a lane in sight is out of sight is told in the lane's head.
    let (above, below) = match (&cells[..], bands) {
        ([cell], [Band { head: None, .. }]) => (cell.first, total.saturating_sub(cell.first + cell.len)),
        (_, [top, .., bottom]) => {
            (app.rows(column, top.lane).start, total - app.rows(column, bottom.lane).end)
        }
        (_, [only]) => (app.rows(column, only.lane).start, total - app.rows(column, only.lane).end),
        (_, []) => (0, total),
    };
    Slot { column, place, folded, cards: Rect { x, width, ..body }, cells, first, above, below, total }
}

/// The first of `len` places in sight of `total`, as near to `first` as can be with `wanted` seen.
fn in_sight(first: usize, wanted: usize, len: usize, total: usize) -> usize {
    let last_first = total.saturating_sub(len);
    let lowest = (wanted + 1).saturating_sub(len);
    first.clamp(lowest.min(wanted), wanted).min(last_first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wanted_place_is_in_sight_and_no_place_is_wasted() {
        for (first, wanted, len, total, found) in [
            (0, 0, 3, 10, 0),
            (0, 2, 3, 10, 0),
            (0, 3, 3, 10, 1),
            (7, 3, 3, 10, 3),
            (9, 9, 3, 10, 7),
            (5, 0, 3, 2, 0),
            (0, 4, 0, 10, 4),
            (0, 0, 3, 0, 0),
        ] {
            assert_eq!(in_sight(first, wanted, len, total), found, "{first} {wanted} {len} {total}");
        }
    }
}
