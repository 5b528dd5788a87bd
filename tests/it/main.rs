//! The integration tests, one binary.

mod board_laws;
mod board_of;
mod floors;
mod json_schema;
mod report;
mod stories;
mod stories_golden;
