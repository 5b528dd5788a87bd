//! The integration tests, one binary.

mod board_laws;
mod floors;
mod screens;
mod store_file;
mod store_laws;
mod store_processes;
mod store_support;
mod tui_cards;
mod tui_commands;
mod tui_dialogs;
mod tui_property;
mod tui_story;
mod tui_sync;
