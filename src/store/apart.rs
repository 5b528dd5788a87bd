//! A file's cards without what was said about the board, and the other way round.
//!
//! For readers to whom a row must mean the same whatever other rows there are: without settings a
//! column is called what rows call it.

use super::atomic;
use super::format;
use super::load::Folding;
use super::read_error::Misread;
use super::{DiskError, event_row::EventRow};
use crate::board::Board;
use std::path::Path;

/// What is in a file, in parts.
#[derive(Debug)]
pub struct Apart {
    /// The cards, and nothing said about the board.
    pub cards: Board,
    /// What was said about the board, and no card.
    pub settings: Board,
    /// Rows that are not understood, as they stand.
    pub odd: Vec<String>,
    /// Conflicts of a merge between markers.
    pub conflicts: usize,
}

/// Reads a file's parts.
pub fn apart(content: &[u8]) -> Result<Apart, Misread> {
    let content = format::read(content)?;
    let (mut cards, mut settings) = (Folding::default(), Folding::default());
    for (place, (_, row)) in content.rows().enumerate() {
        let folding = if row.starts_with("{\"card\":") { &mut cards } else { &mut settings };
        folding.take(place, row, EventRow::of(row).as_ref())?;
    }
    let (cards, settings) = (cards.end(content.major, true), settings.end(content.major, true));
    let rows: Vec<&str> = content.rows().map(|(_, row)| row).collect();
    let odd = cards.findings.iter().chain(&settings.findings).filter_map(|finding| rows.get(finding.line));
    let odd = odd.map(|row| (*row).to_owned()).collect();
    Ok(Apart { cards: cards.board, settings: settings.board, odd, conflicts: content.conflicts.count })
}

/// A file as it is, whatever it is.
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, DiskError> {
    atomic::read(path)
}
