//! The integration tests, one binary.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may unwrap and print")]

mod board_laws;
mod board_of;
mod floors;
mod json_schema;
#[cfg(unix)]
mod pty;
mod report;
mod screens;
mod store_file;
mod store_laws;
mod store_processes;
mod store_support;
mod stories;
mod stories_golden;
mod tui_cards;
mod tui_commands;
mod tui_dialogs;
mod tui_property;
mod tui_story;
mod tui_sync;
#[cfg(unix)]
mod tui_terminal;
