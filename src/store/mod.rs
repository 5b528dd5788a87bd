//! The only code that touches the disk: the board file, its lock, its journal, its watcher.
//!
//! Bytes first. These files know nothing of boards:
//!
//! | file | what it does |
//! |---|---|
//! | `discover` | finds the nearest board from a folder upwards |
//! | `sidecar` | the place beside a board for what must not be committed with it |
//! | `lock` | one writer at a time, and on without it when a holder hangs |
//! | `atomic` | the write protocol: temporary file, exchange, look at what was displaced |
//! | `displaced` | keeps what was displaced a while, for writers that still hold it open |
//! | `journal` | what was asked for and is not safely in the file yet |
//! | `watch` | says when the file became another one |
//! | `fingerprint` | tells two contents apart |

pub mod atomic;
mod discover;
mod disk_error;
mod displaced;
mod fingerprint;
mod journal;
mod lock;
mod sidecar;
mod watch;

pub use discover::{BOARD_SUFFIX, discover};
pub use disk_error::DiskError;
pub use fingerprint::Fingerprint;
pub use watch::{Known, Sight, Watch};
