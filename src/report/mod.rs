//! Metrics to rows, and rows to text and JSON. Never computes, never reads.
//!
//! [`Report::of`] gathers what the flow measures say with the names people know things by; the
//! screen's metrics pane, [`text`] and [`json`] all show that. The JSON is a contract for other
//! programs, described by `assets/andon-report-1.schema.json` and `assets/andon-list-1.schema.json`.

pub mod absence;
mod cards;
mod csv;
mod explain;
pub mod html;
mod json;
mod list;
mod markdown;
mod names;
pub mod page;
mod period;
mod quality;
mod rows;
mod sections;
mod text;
pub mod words;

pub use cards::{CardRow, cards};
pub use csv::csv;
pub use explain::{UnknownTerm, definitions, explain, known_terms};
pub use html::html;
pub use json::{json, spell};
pub use list::list;
pub use markdown::markdown;
pub use quality::{code, meaning, phrase};
pub use rows::{Named, Oldest, Report};
pub use text::{LINES, WIDTH, condition, full, sparkline, text};
