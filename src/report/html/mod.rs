//! The report as one page of HTML that asks the network for nothing.
//!
//! The page is complete in itself: one style sheet, pictures drawn into it, no script. It follows
//! the reader's choice of light or dark, prints, and fits screens from 360 pixels on. Its content
//! security policy forbids everything but its own style, so that even a mistake here could load
//! and run nothing.
//!
//! ```text
//! Report + cards ── source ──> section/* ── chart/* ──> Markup ── page ──> String
//!                              words, tables   pictures    text enters escaped, or not at all
//! ```
//!
//! Nothing is measured here: pictures and tables are drawn from the rows that text and JSON show.
//! However large the board, the page stays readable and within a few megabytes: points that lie
//! together are put together, long lists are cut, and both are said where it is done.

mod chart;
mod digest;
pub mod markup;
mod page;
mod pieces;
mod scale;
mod section;
mod source;
mod svg;

use super::{CardRow, Report};

/// The page. `cards` are the rows of the cards it may name: those of the report.
pub fn html(report: &Report, cards: &[CardRow]) -> String {
    page::page(&source::Source::new(report, cards))
}
