//! Other tools' boards and logs, in and out; one file per format.
//!
//! What comes in goes through the board's one door, change by change, and meets its limits there.

mod csv;

pub use self::csv::{Fault, Import, ImportError, Imported, Remark, import};
