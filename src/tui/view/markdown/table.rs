//! Tables: cells side by side where there is room, one under the other where there is none.

use pulldown_cmark::Alignment;

use super::super::panel::{Line, line};
use super::wrap::{Span, run_width, wrap};
use crate::text::width;
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Role;

/// The least cells a column of a table is of use in.
const COLUMN_MIN: usize = 4;

/// A table while it is read, its head first.
#[derive(Debug, Default)]
pub struct Table {
    /// How each column stands.
    pub alignments: Vec<Alignment>,
    /// Rows of cells of runs.
    pub rows: Vec<Vec<Vec<Span>>>,
}

/// The table in at most `room` cells.
pub fn lay_out(table: &Table, room: usize, glyphs: &Glyphs) -> Vec<Line> {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let between = format!(" {} ", glyphs.bar);
    let gaps = width(&between) * columns.saturating_sub(1);
    let Some(cells) = room.checked_sub(gaps).filter(|cells| *cells >= columns * COLUMN_MIN && columns > 0)
    else {
        return one_under_the_other(table, room);
    };
    let widths = share(&natural(table, columns), cells);
    let mut lines = Vec::new();
    for (place, row) in table.rows.iter().enumerate() {
        let wrapped: Vec<Vec<Line>> = widths
            .iter()
            .enumerate()
            .map(|(column, width)| row.get(column).map_or_else(Vec::new, |cell| wrap(cell, *width)))
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for nth in 0..height {
            let mut parts = Line::new();
            for (column, width) in widths.iter().enumerate() {
                if column > 0 {
                    parts.push((between.clone(), Role::Rule));
                }
                let cell = wrapped.get(column).and_then(|lines| lines.get(nth)).cloned().unwrap_or_default();
                let aligned = table.alignments.get(column).copied().unwrap_or(Alignment::None);
                set(&mut parts, cell, *width, aligned);
            }
            lines.push(parts);
        }
        if place == 0 {
            let rules: Vec<String> = widths.iter().map(|width| glyphs.rule.repeat(*width)).collect();
            let crossing = format!("{0}{1}{0}", glyphs.rule, glyphs.cross);
            lines.push(line(rules.join(&crossing), Role::Rule));
        }
    }
    lines
}

/// The widest each column would like to be.
fn natural(table: &Table, columns: usize) -> Vec<usize> {
    let widest =
        |column: usize| table.rows.iter().filter_map(|row| row.get(column)).map(|cell| run_width(cell)).max();
    (0..columns).map(|column| widest(column).unwrap_or(0).max(1)).collect()
}

/// Widths that fit: the widest columns give first, down to a common width.
fn share(natural: &[usize], cells: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..natural.len()).collect();
    order.sort_by_key(|column| natural[*column]);
    let mut widths = natural.to_vec();
    let (mut left, mut columns) = (cells, natural.len());
    for column in order {
        widths[column] = natural[column].min(left / columns.max(1));
        left -= widths[column];
        columns -= 1;
    }
    widths
}

/// A cell's line, with blanks around it.
fn set(parts: &mut Line, cell: Line, cells: usize, aligned: Alignment) {
    let used: usize = cell.iter().map(|(text, _)| width(text)).sum();
    let free = cells.saturating_sub(used);
    let before = match aligned {
        Alignment::Right => free,
        Alignment::Center => free / 2,
        Alignment::Left | Alignment::None => 0,
    };
    parts.push((" ".repeat(before), Role::Text));
    parts.extend(cell);
    parts.push((" ".repeat(free - before), Role::Text));
}

/// Where columns would be too narrow to read: each cell after its column's name.
fn one_under_the_other(table: &Table, room: usize) -> Vec<Line> {
    let (head, rows) = table.rows.split_first().map_or((&[][..], &[][..]), |(head, rows)| (&head[..], rows));
    let mut lines = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        if place > 0 {
            lines.push(Line::new());
        }
        for (column, cell) in row.iter().enumerate() {
            let mut spans = head.get(column).cloned().unwrap_or_default();
            spans.push(Span::Text(": ".to_owned(), Role::Faint));
            spans.extend(cell.iter().cloned());
            lines.extend(wrap(&spans, room));
        }
    }
    if rows.is_empty() {
        lines.extend(head.iter().flat_map(|cell| wrap(cell, room)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn the_widest_columns_give_first() {
        for (natural, cells, widths) in [
            (&[3, 4][..], 20, &[3, 4][..]),
            (&[3, 40], 20, &[3, 17]),
            (&[30, 40], 20, &[10, 10]),
            (&[30, 4, 40], 24, &[10, 4, 10]),
            (&[], 5, &[]),
        ] {
            assert_eq!(share(natural, cells), widths, "{natural:?} in {cells}");
        }
    }
}
