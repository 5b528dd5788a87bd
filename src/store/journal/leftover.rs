//! Journals of processes that are gone.

use super::{ENDING, Entry, is_guarded};
use crate::store::Fingerprint;
use crate::store::atomic::Intent;
use crate::store::sidecar::SideCar;
use std::fs::{self, File};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What a dead process left: held, so that only one process recovers it.
#[derive(Debug)]
pub struct Leftover {
    file: File,
    path: PathBuf,
    entries: Vec<Entry>,
    intents: Vec<Intent>,
    git: Option<SystemTime>,
}

/// The journals of dead processes.
pub fn leftovers(side: &SideCar) -> Vec<Leftover> {
    let git = side.git_was_here();
    side.files(ENDING).into_iter().filter_map(|(path, _)| Leftover::take(path, git)).collect()
}

impl Leftover {
    fn take(path: PathBuf, git: Option<SystemTime>) -> Option<Self> {
        let mut file = File::options().read(true).write(true).open(&path).ok()?;
        file.try_lock().ok()?;
        let mut bytes = Vec::new();
        file.rewind().ok()?;
        file.read_to_end(&mut bytes).ok()?;
        let (entries, intents) = parse(&bytes);
        Some(Self { file, path, entries, intents, git })
    }

    /// Operations that were asked for and perhaps never saved.
    pub fn unsaved(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().filter(|entry| entry.saved.is_none()).map(|entry| entry.text.as_str())
    }

    /// Operations that were saved a moment ago.
    pub fn guarded(&self, now: SystemTime) -> impl Iterator<Item = &str> {
        let young = move |entry: &&Entry| entry.saved.is_some() && is_guarded(entry, now, self.git);
        self.entries.iter().filter(young).map(|entry| entry.text.as_str())
    }

    /// What the process was about to write to this temporary file.
    pub fn intent(&self, temporary: &str) -> Option<&Intent> {
        self.intents.iter().find(|intent| intent.temporary == temporary)
    }

    /// Removes what has been recovered; saved operations stay while they are looked after.
    pub fn done(mut self, now: SystemTime) {
        self.entries.retain(|entry| entry.saved.is_some() && is_guarded(entry, now, None));
        if self.entries.is_empty() {
            let _ = fs::remove_file(&self.path);
        } else {
            let lines: String = self.entries.iter().map(Entry::lines).collect();
            let _ = self.file.set_len(0).and_then(|()| self.file.rewind());
            let _ = self.file.write_all(lines.as_bytes());
        }
    }
}

/// Lines that are cut off or not understood are skipped: the crash may have been in the middle.
pub fn parse(bytes: &[u8]) -> (Vec<Entry>, Vec<Intent>) {
    let mut entries: Vec<Entry> = Vec::new();
    let mut intents = Vec::new();
    let whole = bytes.split_inclusive(|byte| *byte == b'\n').filter_map(|line| line.strip_suffix(b"\n"));
    for line in whole.filter_map(|line| std::str::from_utf8(line).ok()) {
        let mut words = line.splitn(3, ' ');
        match (words.next(), words.next(), words.next()) {
            (Some("ask"), Some(number), Some(text)) => {
                if let Ok(number) = number.parse() {
                    entries.push(Entry { number, text: text.to_owned(), saved: None });
                }
            }
            (Some("saved"), Some(number), Some(ms)) => {
                let entry = entries.iter_mut().find(|entry| entry.number.to_string() == number);
                if let (Some(entry), Ok(ms)) = (entry, ms.parse()) {
                    entry.saved = Some(UNIX_EPOCH + Duration::from_millis(ms));
                }
            }
            (Some("put"), Some(read), Some(rest)) => {
                let intent = rest.split_once(' ').and_then(|(written, temporary)| {
                    let (read, written) = (Fingerprint::parse(read)?, Fingerprint::parse(written)?);
                    Some(Intent { temporary: temporary.to_owned(), read, written })
                });
                intents.extend(intent);
            }
            _ => {}
        }
    }
    (entries, intents)
}
