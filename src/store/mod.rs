//! The only code that touches the disk: the board file, its lock, its journal, its watcher.
//!
//! | file | what it does |
//! |---|---|
//! | `file` | a board file: opened, followed, changed by operations |
//! | `save` | one save: operations applied to what is in the file at that moment |
//! | `resolve` | what a merge left, made whole: the rows of both sides |
//! | `commit_error` | why nothing was saved, and what to do then |
//! | `recover` | what crashed sessions left, made good at the next start |
//! | `left` | the same, looked at and not touched |
//! | `load` | a file's content to a board and back, with what was not understood |
//! | `apart` | a file's cards and what was said about the board, each for itself |
//! | `stream` | a file as andon writes it, folded while it is read |
//! | `format` | finds the rows in whatever a merge left, and writes the file |
//! | `strict`, `normal` | files that are one JSON value, and rows with keys in any order |
//! | `row`, `convert` | a line as a structure; rows to events and back |
//! | `policy` | the policies among them, each a value of its own |
//! | `quick`, `event_row` | rows as andon writes them, read three times as fast and more |
//! | `operation` | operations as lines of the journal |
//! | `hold` | saves wait while git rewrites the file |
//! | `archive` | the file beside the board that holds what is over, and how it gets there |
//! | `git_attributes` | lines for git: the one that makes it merge boards by itself |
//!
//! Below them, files that know nothing of boards:
//!
//! | file | what it does |
//! |---|---|
//! | `atomic` | the write protocol: temporary file, exchange, look at what was displaced |
//! | `displaced` | keeps what was displaced a while, for writers that still hold it open |
//! | `journal` | what was asked for and is not safely in the file yet |
//! | `guard` | what was saved a moment ago, for writers that had not seen it |
//! | `lock` | one writer at a time, and on without it when a holder hangs |
//! | `state` | what andon remembers of a person between sessions |
//! | `sidecar` | the place beside a board for what must not be committed with it |
//! | `watch` | says when the file became another one |
//! | `discover` | finds the nearest board from a folder upwards |
//! | `fingerprint` | tells two contents apart |
//! | `export` | a report put where somebody asked for it |
//! | `fault` | lets a test make the disk fail at any step |
//!
//! The structures of the JSON do not leave this module: outside there are boards and operations.

mod apart;
mod archive;
mod atomic;
mod commit_error;
mod convert;
mod discover;
mod disk_error;
mod displaced;
mod event_row;
mod export;
mod fault;
mod file;
mod fingerprint;
mod format;
pub mod git_attributes;
mod guard;
mod hold;
mod journal;
mod left;
mod lists;
mod load;
mod lock;
mod normal;
mod operation;
mod policy;
mod quick;
mod read_error;
mod recover;
mod resolve;
mod row;
mod save;
mod sidecar;
mod state;
mod stream;
mod strict;
mod watch;

pub use apart::{Apart, apart, bytes_of};
pub use archive::{Archived, Archiving, History, archive_name, archive_of};
pub use commit_error::CommitError;
pub use discover::{BOARD_SUFFIX, discover, is_board};
pub use disk_error::{DiskError, MAX_BYTES};
pub use export::{ExportError, export, export_aside};
pub use file::{BoardFile, Committed, peek, peek_whole, unwritable};
pub use fingerprint::Fingerprint;
pub use hold::{Held, Turn, hold, turn};
pub use left::{Left, left};
pub use load::{Loaded, canonical, content_of, load};
pub use read_error::{Fault, Finding, Misread, ReadError};
pub use recover::Recovered;
pub use resolve::{Before, ResolveError, Resolved, Sides, resolve, resolve_file};
pub use state::{Kept, StateError, StateFile};
pub use watch::{Known, Sight, Watch};
