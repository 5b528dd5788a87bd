//! The integration tests, one binary.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may unwrap and print")]

mod board_laws;
mod board_of;
mod cli;
mod cli_change;
mod cli_exit;
mod cli_new;
mod cli_read;
mod floors;
mod json_schema;
mod report;
mod roads;
mod store_file;
mod store_laws;
mod store_processes;
mod store_support;
mod stories;
mod stories_golden;
