//! andon: a Kanban board in the terminal and in the team's git repository.

pub mod board;
pub mod cli;
pub mod exchange;
pub mod flow;
pub mod git;
pub mod report;
pub mod store;
pub mod text;
pub mod tui;
