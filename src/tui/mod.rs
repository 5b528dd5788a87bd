//! The terminal front end.
//!
//! ```text
//! terminal ─ event ─┐
//! keeper ───────────┤                                           terminal, editor,
//! measurer ─ inbox ─┼─ Message ─> update(&mut App) ─> Effect ─> keeper, measurer, courier
//! courier ──────────┘                  │
//!                                      └─> view(&App) ─> frame
//! ```
//!
//! [`update`](update::update) alone writes the [`App`](app::App), does no I/O and reads no clock;
//! [`view`] only reads it. [`run()`] is the loop that feeds one and draws with the other. The file
//! is the keeper's, measures are the measurer's, git is the courier's: three threads, so that a key
//! never waits for a disk, a sum or a network. What the pictures of the measures need beside them ([`charts`]) is made there,
//! too.

pub mod activity;
pub mod ansi;
pub mod app;
pub mod attention;
pub mod bulk;
pub mod charts;
pub mod chosen;
pub mod command;
mod courier;
mod crew;
pub mod drag;
pub(crate) mod editor;
pub mod event;
pub mod finding;
pub mod form;
pub mod glyphs;
pub mod go_to;
pub mod health;
mod historian;
pub mod in_git;
mod inbox;
pub mod input;
mod keeper;
pub mod keymap;
pub mod layer;
pub mod layout;
pub mod legend;
pub mod linear;
pub mod look;
pub mod measurer;
pub mod message;
pub mod open_boards;
pub mod opener;
pub mod pane;
mod print;
pub mod recall;
mod rememberer;
mod run;
mod scout;
pub mod selection;
pub mod settings;
pub mod shown;
pub mod spot;
pub mod tab;
pub mod terminal;
pub mod theme;
pub mod travel;
pub mod tutorial;
pub mod update;
pub mod view;

pub use crate::text::fuzzy;
pub use print::{Paper, Printed, print};
pub use run::{Exit, NewBoard, Options, run};
