//! andon: a Kanban board in the terminal and in the team's git repository.
//!
//! It enforces limits on work in process, records every transition of every card, and turns that
//! record into flow metrics a team can act on. A board is one file, `NAME.board.json`, whose rows
//! are written once and never changed, so that git merges it by itself.
//!
//! # The screen, and the file that draws each part
//!
//! ```text
//!  Payments                                   WIP 9/12    <- tui/view/header.rs
//!  Ready 4/6  | Development 3/4    | Review 2/2 FULL      <- tui/view/column.rs
//!             | Doing 2 | Done 1   |
//! ▌4f1a Retry | 90bc    | c03d     | e27d Webhook  6d     <- tui/view/card.rs
//!  -- metrics - lead 50% 5d  85% 9d --------------------- <- tui/view/metrics/
//!  Review is full (2 of 2): e27d, 1b77. Finish one ...    <- board/refusal.rs says it
//! ```
//!
//! # Words
//!
//! A *board* has *columns*; several columns may make up a *stage*. A *card* stands in one column.
//! An *event* is something that happened to a card, a *setting* something said about the board.
//! A *limit* is the most cards a place may hold; a *refusal* says why a change was not made. A
//! card's *journey* is its way through the columns in time. A *class* is a class of service.
//!
//! # Floors
//!
//! Each floor knows those below it and none above.
//!
//! | floor | folders | what it does, and what it never does |
//! |---|---|---|
//! | 0 | [`board`], [`text`] | what a board is; no clock, no file, no terminal, no file format |
//! | 1 | [`flow`] | pure functions of a board, a window and an instant; one measure a file |
//! | 1 | [`memory`] | what is remembered of a person between sessions, as plain data |
//! | 1 | [`filter`] | which cards a person means, from what they typed |
//! | 1 | [`template`], [`demo`] | boards to begin with and a living example, as plain changes |
//! | 1 | [`due`] | days as people say them, read and told; told what day is today |
//! | 1 | [`card_markdown`] | a card as a page of Markdown, and back as changes |
//! | 2 | [`store`] | the only code that writes files |
//! | 2 | [`report`] | metrics to rows, rows to text, Markdown, CSV and JSON, and what each word means; never computes, never reads |
//! | 2 | [`exchange`] | other tools' logs, read into operations |
//! | 2 | [`git`] | the only code that runs git |
//! | 2 | [`config`] | the person's own settings, from a text; never of a repository |
//! | 3 | [`cli`], [`tui`] | commands and the screen; the only code that reads a clock |
//!
//! # The one data path
//!
//! file → rows ([`store`]) → [`Board`](board::Board) → journeys ([`flow`]) → measures → rows
//! ([`report`]) → the forms of a report or the metrics pane. Changes go back through
//! [`Board::apply`](board::Board::apply), the one door, as [`Operation`](board::Operation)s that
//! the store applies again to whatever the file holds by then.
//!
//! The tests in `tests/it/floors.rs` hold the floors.

pub mod board;
pub mod card_markdown;
pub mod cli;
pub mod config;
pub mod demo;
pub mod due;
pub mod exchange;
pub mod filter;
pub mod flow;
pub mod git;
pub mod memory;
pub mod report;
pub mod store;
pub mod template;
pub mod text;
pub mod tui;
