//! What pictures are made of: axes, bars, points, bands. Nothing here knows what is measured.

mod axes;
mod bars;
mod labels;
mod raster;

pub use axes::{Axes, Field, across, dates};
pub use bars::{around, rising};
pub use labels::beside;
pub use raster::Raster;

use ratatui::layout::Rect;

use crate::tui::charts::Scale;

/// The row of a value in a picture: the lowest value's is the lowest row.
pub fn row(area: Rect, scale: &Scale, value: i64) -> u16 {
    let place = u16::try_from(scale.place(value, area.height.into())).unwrap_or(0);
    area.bottom().saturating_sub(1 + place)
}

/// The column of a value in a picture, from the left.
pub fn column(area: Rect, scale: &Scale, value: i64) -> u16 {
    area.x.saturating_add(u16::try_from(scale.place(value, area.width.into())).unwrap_or(0))
}
