//! The integration tests, one binary.

mod board_laws;
mod floors;
mod screens;
