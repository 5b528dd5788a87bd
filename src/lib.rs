//! andon: a Kanban board in the terminal and in the team's git repository.

pub mod board;
pub mod store;
