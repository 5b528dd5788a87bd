//! What a board is. Nothing here reads a clock, a file or a terminal.

mod id;
mod timestamp;

pub use id::{Id, NotAnId};
pub use timestamp::{NotATimestamp, Timestamp};
