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
use super::fault::{self, Step, step};
use super::lock::open_private;
use super::sidecar::SideCar;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::PathBuf;

const ENDING: &str = "journal-";

/// The journal of this process.
#[derive(Debug)]
pub struct Journal {
    side: SideCar,
    file: Option<JournalFile>,
    entries: Vec<Entry>,
    next: u64,
    /// Lines about `entries` that the disk would not take. They are tried again with every write.
    owed: String,
    /// What the exchanges of this save were about to do.
    puts: Vec<String>,
    /// Those whose temporary files must be found at the next start.
    stranded: String,
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
        let (entries, next) = (Vec::new(), 0);
        let (owed, puts, stranded) = Default::default();
        Self { side, file: None, entries, next, owed, puts, stranded }
    }

    /// Writes the operations down, on the disk to stay, before anything is done about them. What
    /// could not be written earlier is written too.
    pub fn ask<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        for text in texts {
            let text = text.replace('\n', " ");
            self.next += 1;
            let entry = Entry { number: self.next, text };
            self.owed.push_str(&entry.line());
            self.entries.push(entry);
        }
        self.settle()
    }

    /// Notes what an exchange is about to do. Best effort: it only explains a stray temporary file.
    pub fn intend(&mut self, intent: &Intent) {
        let line = format!("put {} {} {}\n", intent.read, intent.written, intent.temporary);
        let _ = self.settle().and_then(|()| self.opened()?.append(&line, false));
        self.puts.push(line);
    }

    /// This temporary file holds what somebody else wrote, and could be put nowhere: the next start
    /// needs the note of it.
    pub fn strand(&mut self, temporary: &str) {
        self.stranded.extend(self.puts.iter().filter(|put| put.trim_end().ends_with(temporary)).cloned());
    }

    /// All that was asked for has been dealt with: it is in the file now, or was refused.
    pub fn saved(&mut self) {
        self.puts.clear();
        if self.entries.is_empty() {
            return;
        }
        self.entries.clear();
        self.owed.clear();
        let Some(file) = &mut self.file else { return };
        // A lost note costs a second look at operations that are there already.
        let _ = file.append(&format!("saved {}\n", self.next), false);
        if file.whole > 64 << 10 {
            self.rewrite();
        }
    }

    /// Gives up the last so many that were asked for: whoever asked was told that it failed.
    pub fn withdraw(&mut self, count: usize) {
        self.entries.truncate(self.entries.len().saturating_sub(count));
        self.puts.clear();
        self.rewrite();
    }

    /// Writes what the disk would not take before. Then all that was asked for and is not in the
    /// board survives the end of this process.
    pub fn settle(&mut self) -> io::Result<()> {
        if !self.owed.is_empty() {
            let owed = std::mem::take(&mut self.owed);
            let written = self.opened().and_then(|file| file.append(&owed, true));
            if written.is_err() {
                self.owed = owed;
            }
            return written;
        }
        Ok(())
    }

    fn opened(&mut self) -> io::Result<&mut JournalFile> {
        match &mut self.file {
            Some(file) => Ok(file),
            none => Ok(none.insert(JournalFile::make(&self.side)?)),
        }
    }

    /// Starts the file afresh with what still counts, so that it does not grow with the session.
    fn rewrite(&mut self) {
        self.owed = self.stranded.clone();
        self.owed.extend(self.entries.iter().map(Entry::line));
        if let Some(file) = &mut self.file {
            file.whole = 0;
            file.torn = true;
            // Best effort: what is owed is tried again.
            let _ = file.mend().and_then(|()| self.settle());
        }
    }
}

impl Entry {
    fn line(&self) -> String {
        format!("ask {} {}\n", self.number, self.text)
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if !self.entries.is_empty() || !self.stranded.is_empty() {
            // The last chance: a disk that was full may have room again.
            let _ = self.settle();
        } else if let Some(JournalFile { path, .. }) = &self.file {
            let _ = step(Step::Remove).and_then(|()| fs::remove_file(path));
        }
    }
}

/// The file of a journal, locked.
#[derive(Debug)]
struct JournalFile {
    file: File,
    path: PathBuf,
    /// So many bytes are whole lines.
    whole: u64,
    /// Something else may stand behind them: a write that failed took a part.
    torn: bool,
}

impl JournalFile {
    /// A file that nobody else has. Another process may look for dead journals between the making
    /// and the locking, and remove ours: then the name leads elsewhere, and we make another.
    fn make(side: &SideCar) -> io::Result<Self> {
        for _ in 0..100 {
            let path = side.file(&format!("{ENDING}{}", uuid::Uuid::new_v4().simple()));
            let file = open_private(&path)?;
            match fault::try_lock(&file) {
                Ok(()) if path.exists() => return Ok(Self { file, path, whole: 0, torn: false }),
                Ok(()) | Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => {
                    // No lock is to be had here, for nobody: a file would look like a dead one's.
                    let _ = fs::remove_file(path);
                    return Err(error);
                }
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    /// Adds whole lines, or nothing.
    fn append(&mut self, lines: &str, durable: bool) -> io::Result<()> {
        self.mend()?;
        self.torn = true;
        // One write for all: a crash leaves whole lines or a last one without its end.
        fault::write_all(&mut self.file, lines.as_bytes())?;
        if durable {
            step(Step::Sync).and_then(|()| self.file.sync_data())?;
        }
        self.torn = false;
        self.whole += lines.len() as u64;
        Ok(())
    }

    /// Takes away what a write that failed has left.
    fn mend(&mut self) -> io::Result<()> {
        if self.torn {
            step(Step::Write).and_then(|()| self.file.set_len(self.whole))?;
            self.torn = false;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
