//! The integration tests, one binary.

mod board_laws;
mod board_of;
mod floors;
mod stories;
mod stories_golden;
