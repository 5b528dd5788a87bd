//! What was asked for and may not be in the file yet: an operation survives a crash between the
//! key press and the save.
//!
//! Every process has a journal of its own in the side-car and holds a lock on it as long as it
//! lives, so a journal that can be locked belongs to a dead process: no process ids, which are
//! reused, and no clocks. An operation is a line of text here, whatever it means.
//! What is saved is no longer the journal's; `guard` looks after it for a while.

mod leftover;

pub use self::leftover::{Leftover, leftovers};
use super::atomic::Intent;
use super::lock::open_private;
use super::sidecar::SideCar;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::PathBuf;

const ENDING: &str = "journal-";

/// The journal of this process.
#[derive(Debug)]
pub struct Journal {
    side: SideCar,
    file: Option<(File, PathBuf)>,
    entries: Vec<Entry>,
    next: u64,
    /// The file lacks something that is in `entries`.
    behind: bool,
}

/// One operation that is not in the board yet.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    number: u64,
    text: String,
}

impl Journal {
    /// An empty journal. Its file is made with the first entry: who only reads leaves no trace.
    pub fn new(side: SideCar) -> Self {
        Self { side, file: None, entries: Vec::new(), next: 0, behind: false }
    }

    /// Writes the operations down, on the disk to stay, before anything is done about them.
    pub fn ask<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        let mut lines = String::new();
        for text in texts {
            let text = text.replace('\n', " ");
            self.next += 1;
            let _ = writeln!(lines, "ask {} {text}", self.next);
            self.entries.push(Entry { number: self.next, text });
        }
        self.write(&lines, true)
    }

    /// Notes what an exchange is about to do. Best effort: it only explains a stray temporary file.
    pub fn intend(&mut self, intent: &Intent) {
        let _ = self.write(&format!("put {} {} {}\n", intent.read, intent.written, intent.temporary), false);
    }

    /// All that was asked for has been dealt with: it is in the file now, or was refused.
    pub fn saved(&mut self) {
        if self.entries.is_empty() {
            return;
        }
        self.entries.clear();
        // A lost note costs a second look at operations that are there already.
        let _ = self.write(&format!("saved {}\n", self.next), false);
        let long = |file: &File| file.metadata().is_ok_and(|meta| meta.len() > 64 << 10);
        if self.file.as_ref().is_some_and(|(file, _)| long(file)) {
            let _ = self.rewrite();
        }
    }

    /// Gives up the last so many that were asked for: whoever asked was told that it failed.
    pub fn withdraw(&mut self, count: usize) {
        self.entries.truncate(self.entries.len().saturating_sub(count));
        let _ = self.rewrite();
    }

    fn write(&mut self, lines: &str, sync: bool) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        if self.behind {
            return self.rewrite();
        }
        let (file, _) = match &mut self.file {
            Some(open) => open,
            none => none.insert(own_file(&self.side)?),
        };
        // One write for all: a crash leaves whole lines or a last one without its end.
        let written = file.write_all(lines.as_bytes());
        let written = written.and_then(|()| if sync { file.sync_data() } else { Ok(()) });
        self.behind = written.is_err();
        written
    }

    /// Starts the file afresh with what still counts, so that it does not grow with the session.
    fn rewrite(&mut self) -> io::Result<()> {
        let mut lines = String::new();
        for entry in &self.entries {
            let _ = writeln!(lines, "ask {} {}", entry.number, entry.text);
        }
        match &mut self.file {
            Some((file, _)) => {
                self.behind = true;
                file.set_len(0)?;
                file.write_all(lines.as_bytes())?;
                file.sync_data()?;
                self.behind = false;
                Ok(())
            }
            None => Ok(()),
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if let Some((_, path)) = &self.file
            && self.entries.is_empty()
        {
            let _ = fs::remove_file(path);
        }
    }
}

/// A journal file that nobody else has, locked. Another process may look for dead journals between
/// the making and the locking, and remove ours: then the name leads elsewhere, and we make another.
fn own_file(side: &SideCar) -> io::Result<(File, PathBuf)> {
    for _ in 0..100 {
        let path = side.file(&format!("{ENDING}{}", uuid::Uuid::new_v4().simple()));
        let file = open_private(&path)?;
        if file.try_lock().is_ok() && path.exists() {
            return Ok((file, path));
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

#[cfg(test)]
mod tests;
