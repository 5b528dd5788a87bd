//! Rows under a head, and how wide their columns may be in print.

use std::fmt::Write as _;

use super::Words;
use super::print::MOST;
use crate::text::{clean, fit, width, wrap};

/// Rows under a head. Columns with text stand to the left, and give way where room is short; those
/// with stories do as well, and are told over several lines. Columns with instants and ids stand to
/// the left, those with numbers to the right, and neither gives way: before a number is cut, columns
/// stand closer together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What stands over each column.
    pub head: Vec<Words>,
    /// What each column holds.
    pub holds: Vec<Holds>,
    /// The rows, each with as many cells as the head.
    pub rows: Vec<Vec<Words>>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Text, of which some may be left out.
    Text,
    /// What people wrote so that others read it: it goes on in the next line.
    Story,
    /// Instants, days and ids: all of one length.
    Marks,
    /// Numbers and durations.
    Numbers,
}

/// Cells between two columns, and where numbers would be cut otherwise.
const GAPS: [usize; 2] = [2, 1];
/// The least a column of text is given.
const LEAST: usize = 8;
/// The least a column of stories is given: nothing long is told in narrower lines.
const LEAST_OF_A_STORY: usize = 14;

impl Table {
    /// A table without rows. A head that begins with `<` stands over a column of text, one with `~`
    /// over one of stories, one with `=` over one of marks.
    pub fn new<const N: usize>(head: [&str; N]) -> Self {
        let holds = |name: &&str| match name.chars().next() {
            Some('<') => Holds::Text,
            Some('~') => Holds::Story,
            Some('=') => Holds::Marks,
            _ => Holds::Numbers,
        };
        Self {
            head: head.iter().map(|name| name.trim_start_matches(['<', '~', '=']).into()).collect(),
            holds: head.iter().map(holds).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [Words; N]) {
        self.rows.push(cells.into());
    }

    /// The lines of the table in `room` cells.
    pub fn lines(&self, room: usize) -> Vec<String> {
        let (widths, gap) = self.widths(room);
        let rows = std::iter::once(&self.head).chain(&self.rows);
        rows.flat_map(|cells| self.row_lines(cells, &widths, gap, room)).collect()
    }

    /// The lines of one row: as many as its longest story takes.
    fn row_lines(&self, cells: &[Words], widths: &[usize], gap: usize, room: usize) -> Vec<String> {
        let told = cells.iter().zip(&self.holds).zip(widths).map(|((cell, holds), wide)| {
            let cell = cell.to_string();
            match holds {
                // A line end in what people wrote is one of its letters, not one of our lines.
                Holds::Story => wrap(&clean(&cell), *wide, MOST).iter().map(ToString::to_string).collect(),
                _ => vec![fit(&cell, *wide).to_string()],
            }
        });
        let told: Vec<Vec<String>> = told.collect();
        let line = |number: usize| {
            let mut line = String::new();
            for ((cell, holds), wide) in told.iter().zip(&self.holds).zip(widths) {
                let cell = cell.get(number).map_or("", String::as_str);
                let pad = wide.saturating_sub(width(cell));
                let (before, after) = if *holds == Holds::Numbers { (pad, 0) } else { (0, pad) };
                // Writing to a string does not fail.
                let _ = write!(line, "{:before$}{cell}{:after$}{:gap$}", "", "", "");
            }
            fit(line.trim_end(), room).to_string()
        };
        (0..told.iter().map(Vec::len).max().unwrap_or(0)).map(line).collect()
    }

    /// How wide each column is, and the gap between two: as wide as its widest cell, where there is
    /// room for that.
    fn widths(&self, room: usize) -> (Vec<usize>, usize) {
        let widest = |column: usize| {
            let cells = std::iter::once(&self.head).chain(&self.rows).filter_map(|row| row.get(column));
            // A flood of text is as wide as it will ever be long before its end.
            cells.map(|cell| width(fit(&cell.to_string(), room).as_str())).max().unwrap_or(0)
        };
        let whole: Vec<usize> = (0..self.head.len()).map(widest).collect();
        let mut widths = Vec::new();
        for gap in GAPS {
            let gaps = gap * self.head.len().saturating_sub(1);
            widths = self.narrowed(whole.clone(), room.saturating_sub(gaps));
            if widths.iter().sum::<usize>() + gaps <= room {
                return (widths, gap);
            }
        }
        (widths, GAPS[1])
    }

    /// The widths when columns of text give way, the widest first, until all fit into `room`.
    fn narrowed(&self, mut widths: Vec<usize>, room: usize) -> Vec<usize> {
        loop {
            let over = widths.iter().sum::<usize>().saturating_sub(room);
            let least = |holds| match holds {
                Holds::Text => Some(LEAST),
                Holds::Story => Some(LEAST_OF_A_STORY),
                Holds::Marks | Holds::Numbers => None,
            };
            let texts = widths.iter_mut().zip(&self.holds);
            let texts = texts.filter_map(|(wide, holds)| Some((least(*holds)?, wide)));
            let widest = texts.filter(|(least, wide)| **wide > *least).max_by_key(|(_, wide)| **wide);
            let Some((least, widest)) = widest.filter(|_| over > 0) else { return widths };
            *widest = widest.saturating_sub(over.div_ceil(2)).max(least);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{said, theirs};
    use super::*;

    #[test]
    fn texts_give_way_and_numbers_do_not() {
        let mut table = Table::new(["<stage", "waited", "n"]);
        table.row([theirs("Review of everything that was ever done"), said("12d 3h"), said("4")]);
        table.row([theirs("支払い"), said("–"), said("1234")]);
        for room in [24, 30, 80] {
            let lines = table.lines(room);
            assert!(lines.iter().all(|line| width(line) <= room), "{lines:#?}");
            assert!(lines[1].contains("12d 3h     4") && lines[2].ends_with("–  1234"), "{lines:#?}");
        }
        assert_eq!(
            table.lines(26),
            ["stage         waited     n", "Review of e…  12d 3h     4", "支払い             –  1234",]
        );
    }

    #[test]
    fn stories_go_on_in_the_next_line() {
        let mut table = Table::new(["=card", "~because", "~answer", "n"]);
        table.row([
            theirs("4f1a"),
            theirs("the bank's sandbox is down again\nall day"),
            theirs("jon"),
            said("3"),
        ]);
        table.row([theirs("90bc"), theirs(""), said("nobody yet"), said("12")]);
        assert_eq!(
            table.lines(40),
            [
                "card  because              answer       n",
                "4f1a  the bank's sandbox   jon          3",
                "      is down again␊all",
                "      day",
                "90bc                       nobody yet  12",
            ]
            .map(ToOwned::to_owned)
        );
        let mut flood = Table::new(["~because"]);
        flood.row([theirs("x".repeat(9000))]);
        let lines = flood.lines(10);
        assert_eq!((lines.len(), lines.last().map(String::as_str)), (1 + MOST, Some("xxxxxxxxx…")));
    }

    #[test]
    fn columns_stand_closer_before_a_number_is_cut() {
        let mut table = Table::new(["<stage", "used", "busy", "score"]);
        table.row([theirs("Development"), said("92 %"), said("100 %"), said("-53 %")]);
        assert_eq!(table.lines(28)[1], "Develop…  92 %  100 %  -53 %");
        assert_eq!(table.lines(27)[1], "Developme… 92 % 100 % -53 %");
        assert_eq!(table.lines(25)[1], "Develop… 92 % 100 % -53 %");
    }
}
