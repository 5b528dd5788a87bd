//! The axes of a picture: values to the left, days below.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::row;
use crate::text;
use crate::tui::charts::{Scale, Unit};
use crate::tui::theme::Role;
use crate::tui::view::pen::Pen;

/// Narrower pictures have no values beside them.
const WIDTH_MIN: u16 = 24;
/// Lower pictures have no axis below them.
const HEIGHT_MIN: u16 = 3;

/// The axes of a picture.
pub struct Axes<'a> {
    /// What goes up.
    pub scale: &'a Scale,
    /// What its values are.
    pub unit: Unit,
    /// Rows below the picture: the axis, and what is written under it.
    pub below: u16,
    /// Cells kept free on the right.
    pub right: u16,
    /// Cells for values, so that pictures below each other are in line; at least what is needed.
    pub gutter: u16,
}

impl Axes<'_> {
    /// Draws the axes around the picture's room.
    pub fn draw(&self, pen: &mut Pen<'_>, area: Rect) -> Field {
        let below = if area.height >= HEIGHT_MIN + self.below { self.below } else { 0 };
        let right = if area.width >= WIDTH_MIN + self.right { self.right } else { 0 };
        let inner = Rect { height: area.height - below, width: area.width - right, ..area };
        if area.width < WIDTH_MIN {
            return Field { inner, below };
        }
        // A value every third row can be told from its neighbours.
        let ticks = self.scale.ticks(self.unit, usize::from(inner.height / 3).clamp(1, 8));
        let labels: Vec<(u16, String)> =
            ticks.iter().map(|tick| (row(inner, self.scale, *tick), self.unit.label(*tick))).collect();
        let widest = labels.iter().map(|(_, label)| text::width(label)).max().unwrap_or(0);
        let gutter = u16::try_from(widest + 1).unwrap_or(u16::MAX).max(self.gutter).min(area.width / 3);
        let x = inner.x + gutter;
        let glyphs = pen.glyphs();
        pen.bar(x, inner.y, inner.bottom(), glyphs.bar, Role::Rule);
        for (y, label) in &labels {
            let start = x.saturating_sub(u16::try_from(text::width(label) + 1).unwrap_or(x));
            pen.put(start.max(inner.x), *y, x, label, Role::Faint);
            pen.cell(x, *y, glyphs.tick, Role::Rule, None);
        }
        let inner = Rect { x: x + 1, width: inner.right().saturating_sub(x + 1), ..inner };
        if below > 0 {
            pen.cell(x, inner.bottom(), glyphs.corners[2], Role::Rule, None);
            pen.rule(inner.x, inner.bottom(), inner.right(), glyphs.rule, Role::Rule);
        }
        Field { inner, below }
    }
}

/// The room of a picture within its axes.
#[derive(Clone, Copy)]
pub struct Field {
    /// The room.
    pub inner: Rect,
    /// Rows below it: the axis, and what is written under it.
    pub below: u16,
}

impl Field {
    /// Points at columns of the picture, on the axis below.
    pub fn point_at(&self, pen: &mut Pen<'_>, from: u16, to: u16) {
        if self.below > 0 {
            pen.rule(from, self.inner.bottom(), to.min(self.inner.right()), pen.glyphs().up, Role::Focus);
        }
    }
}

/// Writes labels under the axis below a picture, as many as have room, each beginning at its
/// column. Those that come first are written first.
pub fn across(pen: &mut Pen<'_>, field: Field, labels: &[(u16, String)]) {
    let inner = field.inner;
    if field.below < 2 {
        return;
    }
    let y = inner.bottom().saturating_add(1);
    let mut taken: Vec<(u16, u16)> = Vec::new();
    for (x, label) in labels {
        let width = u16::try_from(text::width(label)).unwrap_or(u16::MAX);
        let start = (*x).min(pen.area.right().saturating_sub(width));
        let end = start.saturating_add(width);
        if width > pen.area.width || taken.iter().any(|(from, to)| start < to + 2 && *from < end + 2) {
            continue;
        }
        taken.push((start, end));
        if *x < inner.right() {
            pen.cell(*x, inner.bottom(), pen.glyphs().tee, Role::Rule, None);
        }
        pen.put(start, y, end, label, Role::Faint);
    }
}

/// Labels for days: `day` tells the day of a column. The last and the first come first, Mondays
/// and firsts of a month before other days.
pub fn dates(columns: impl Iterator<Item = (u16, NaiveDate)>) -> Vec<(u16, String)> {
    use chrono::Datelike;
    let mut days: Vec<(u16, NaiveDate)> = Vec::new();
    for (x, day) in columns {
        if days.last().is_none_or(|(_, last)| *last != day) {
            days.push((x, day));
        }
    }
    let label = |(x, day): &(u16, NaiveDate)| (*x, day.format("%-d %b").to_string());
    let ends = days.last().into_iter().chain(days.first());
    let mondays = days.iter().filter(|(_, day)| day.weekday() == chrono::Weekday::Mon);
    ends.chain(mondays).chain(days.iter()).map(label).collect()
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::tui::theme::Theme;

    fn drawn(width: u16, height: u16, draw: impl Fn(&mut Pen<'_>, Rect)) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let area = buffer.area;
        draw(&mut Pen::new(&mut buffer, area, &Theme::MONO), area);
        let row =
            |y: u16| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..height).map(row).collect()
    }

    #[test]
    fn values_stand_beside_their_rows_and_labels_keep_apart() {
        let scale = Scale::even(0, 10);
        let axes = Axes { scale: &scale, unit: Unit::Count, below: 2, right: 0, gutter: 0 };
        let rows = drawn(24, 6, |pen, area| {
            let field = axes.draw(pen, area);
            let labels = [(5, "first"), (8, "too near"), (22, "last")];
            let labels = labels.map(|(x, label)| (x, label.to_owned()));
            across(pen, field, &labels);
            field.point_at(pen, 9, 11);
        });
        assert_eq!(
            rows,
            ["10 ┤", "   │", "   │", " 0 ┤", "   ╰─┬───↑↑───────────┬─", "     first          last",]
        );
    }

    #[test]
    fn where_there_is_no_room_the_picture_has_it_all() {
        let scale = Scale::even(0, 10);
        let axes = Axes { scale: &scale, unit: Unit::Count, below: 2, right: 9, gutter: 0 };
        for (width, height) in [(0, 0), (1, 1), (23, 4), (40, 4)] {
            drawn(width, height, |pen, area| {
                let field = axes.draw(pen, area);
                assert_eq!(area.intersection(field.inner), field.inner, "{width}x{height}");
                assert_eq!(field.inner.height, height);
                across(pen, field, &[(0, "label".to_owned())]);
            });
        }
    }

    #[test]
    fn the_ends_and_mondays_are_written_first() {
        let day = |nth: u16| NaiveDate::from_ymd_opt(2026, 5, u32::from(nth)).unwrap();
        let labels = dates((1..=12).map(|nth| (nth, day(nth))));
        let words: Vec<&str> = labels.iter().take(5).map(|(_, label)| label.as_str()).collect();
        assert_eq!(words, ["12 May", "1 May", "4 May", "11 May", "1 May"]);
    }
}
