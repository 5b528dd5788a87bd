//! Finds out about boards that can be opened, on a thread of its own: a folder on a network may
//! take its time, and a key does not wait for it.

use std::path::{Path, PathBuf};

use super::inbox::Outbox;
use super::message::Message;
use super::open_boards::FoundBoard;
use crate::board::Scope;
use crate::store::{discover, peek};

/// Boards larger than this are not read only to say how much is in process on them, in bytes.
const LOOKED_INTO_MAX: u64 = 1 << 20;

/// Looks at boards and at those near `folder`, and tells of them.
pub fn look(known: Vec<PathBuf>, folder: PathBuf, outbox: Outbox) -> std::io::Result<()> {
    let work = move || {
        let mut paths = discover(&folder);
        paths.extend(known);
        let mut found: Vec<FoundBoard> = Vec::new();
        for path in paths {
            if found.iter().all(|other| other.path != path) {
                found.push(about(path));
            }
        }
        outbox.message(Message::BoardsFound(found));
    };
    std::thread::Builder::new().name("scout".to_owned()).spawn(work).map(drop)
}

fn about(path: PathBuf) -> FoundBoard {
    let missing = missing(&path);
    let small = std::fs::metadata(&path).is_ok_and(|meta| meta.is_file() && meta.len() <= LOOKED_INTO_MAX);
    let board = (missing.is_none() && small).then(|| peek(&path).ok()).flatten().map(|loaded| loaded.board);
    let name = board.as_ref().map(|board| board.name().to_owned()).filter(|name| !name.is_empty());
    let wip = board.as_ref().map(|board| board.count(Scope::Board));
    FoundBoard { path, name, wip, missing }
}

/// Why a board cannot be opened, where that is known without reading it.
fn missing(path: &Path) -> Option<String> {
    match std::fs::metadata(path) {
        Ok(meta) if meta.is_file() => None,
        Ok(_) => Some("this is not a file".to_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let folder = path.parent().is_some_and(Path::is_dir);
            Some(if folder { "the file is gone" } else { "its folder is gone" }.to_owned())
        }
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            Some("it may not be read".to_owned())
        }
        Err(error) => Some(error.to_string()),
    }
}
