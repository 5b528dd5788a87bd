//! Metrics to rows, and rows to the forms people and programs read. Never computes, never reads.
//!
//! [`Report::of`] gathers what the flow measures say with the names people know things by. From
//! there:
//!
//! | form | file | for |
//! |---|---|---|
//! | [`text`] | `text/short` | the end of a day: 24 lines of 80 cells |
//! | [`full`] | `sections`, printed by `page` | every measure with all its numbers |
//! | [`markdown`] | `sections` again, as `markdown` | a pull request |
//! | [`csv`] | `csv` | a spreadsheet: a line per card |
//! | [`json`] | `json`, one measure a file | programs: a contract, see `assets/andon-report-1.schema.json` |
//! | [`explain`] | `explain`, one family of terms a file | who asks where a number comes from |
//!
//! Why a number is missing is said once, in [`absence`], for all of them; so is what a duration or a
//! share looks like, in [`words`].

pub mod absence;
mod aside;
mod cards;
mod csv;
mod explain;
pub mod history;
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

pub use aside::{Aside, asides, quoted};
pub use cards::{CardRow, cards};
pub use csv::csv;
pub use explain::{UnknownTerm, definitions, explain, known_terms};
pub use html::html;
pub use json::{json, spell};
pub use list::list;
pub use markdown::markdown;
pub use quality::{code, meaning, phrase};
pub use rows::{Named, Oldest, Report};
pub use sections::{burn, next_step, signal};
pub use text::{LINES, WIDTH, condition, full, sparkline, text};
