//! The integration tests, one binary.

mod board_laws;
mod floors;
mod store_file;
mod store_laws;
mod store_processes;
mod store_support;
