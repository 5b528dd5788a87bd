//! The terminal front end.

pub mod app;
pub mod command;
pub mod filter;
pub mod input;
pub mod keymap;
pub mod layer;
pub mod pane;
pub mod update;
