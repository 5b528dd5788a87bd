//! What a merge could not decide: conflicts between markers, and the rows of each side in them.
//!
//! Reading a board needs none of this, as it takes the rows of all sides. It is for telling people
//! what was found.

use super::lines::{bare, is_row, marker};
use std::collections::HashSet;

/// The conflicts of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conflicts {
    /// Whether any line is a marker, be it of half a conflict.
    pub marked: bool,
    /// How many there are. A conflict within another one, as merges of several bases leave them,
    /// is part of that one.
    pub count: usize,
    /// For each side, in the order they stand: how many rows in conflicts only this side has.
    pub sides: Vec<usize>,
}

/// The part of a conflict that a line stands in.
#[derive(Clone, Copy)]
enum Part {
    /// A side, by its number.
    Side(usize),
    /// The side of this number, told by jj as what it changed: what it took away begins with a minus.
    Diff(usize),
    /// What the sides started from.
    Base,
}

/// Looks for conflicts of git (two-way, diff3 and zdiff3) and of jj (diffs and snapshots) in a file
/// that has markers.
pub fn find(text: &str) -> Conflicts {
    let mut sides: Vec<HashSet<&str>> = Vec::new();
    let (mut count, mut inside) = (0, None);
    for line in text.split('\n') {
        let (row, _) = bare(line);
        match (&mut inside, marker(row)) {
            (None, Some((b'<', size))) => {
                count += 1;
                inside = Some(Conflict { size, part: Part::Side(0), next: 0 });
            }
            (Some(conflict), Some((b'>', size))) if conflict.size == size => inside = None,
            (Some(conflict), Some((kind, size))) if conflict.size == size => conflict.enter(kind),
            (Some(conflict), None) if is_row(row) => {
                if let Some(side) = conflict.side(line) {
                    if sides.len() <= side {
                        sides.resize_with(side + 1, HashSet::new);
                    }
                    sides[side].insert(row);
                }
            }
            _ => {}
        }
    }
    let alone = |side: usize| {
        let others = || sides.iter().enumerate().filter(move |(number, _)| *number != side);
        sides[side].iter().filter(|row| !others().any(|(_, rows)| rows.contains(*row))).count()
    };
    Conflicts { marked: true, count, sides: (0..sides.len()).map(alone).collect() }
}

/// The conflict that lines stand in.
struct Conflict {
    /// How long its markers are: a conflict within it has longer ones.
    size: usize,
    part: Part,
    /// The number of the next side that jj tells of.
    next: usize,
}

impl Conflict {
    fn enter(&mut self, kind: u8) {
        self.part = match kind {
            b'=' => Part::Side(1),
            b'|' | b'-' => Part::Base,
            b'%' | b'+' => {
                self.next += 1;
                if kind == b'%' { Part::Diff(self.next - 1) } else { Part::Side(self.next - 1) }
            }
            // The second line of a label.
            _ => return,
        };
    }

    fn side(&self, line: &str) -> Option<usize> {
        match self.part {
            Part::Base => None,
            Part::Diff(_) if line.trim_ascii_start().starts_with('-') => None,
            Part::Side(side) | Part::Diff(side) => Some(side),
        }
    }
}
