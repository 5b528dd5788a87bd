//! The terminal front end.

pub mod app;
pub mod card_text;
pub mod command;
pub mod filter;
pub mod glyphs;
pub mod input;
pub mod keymap;
pub mod layer;
pub mod layout;
pub mod message;
pub mod pane;
pub mod theme;
pub mod update;
pub mod view;
