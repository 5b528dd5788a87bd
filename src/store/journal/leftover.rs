//! Journals of processes that are gone.

use super::{ENDING, Entry};
use crate::store::Fingerprint;
use crate::store::atomic::Intent;
use crate::store::fault::{self, Step, step};
use crate::store::sidecar::SideCar;
use std::fs::{self, File};
use std::io::{Read as _, Seek as _};
use std::path::PathBuf;

/// What a dead process left: held, so that only one process recovers it.
#[derive(Debug)]
pub struct Leftover {
    _held: File,
    path: PathBuf,
    entries: Vec<Entry>,
    intents: Vec<Intent>,
}

/// The journals of dead processes.
pub fn leftovers(side: &SideCar) -> Vec<Leftover> {
    side.files(ENDING).into_iter().filter_map(|(path, _)| Leftover::take(path)).collect()
}

impl Leftover {
    fn take(path: PathBuf) -> Option<Self> {
        step(Step::Open).ok()?;
        let mut file = File::options().read(true).write(true).open(&path).ok()?;
        fault::try_lock(&file).ok()?;
        let mut bytes = Vec::new();
        file.rewind().ok()?;
        step(Step::Read).and_then(|()| file.read_to_end(&mut bytes)).ok()?;
        let (entries, intents) = parse(&bytes);
        Some(Self { _held: file, path, entries, intents })
    }

    /// Operations that were asked for and perhaps never saved.
    pub fn unsaved(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.text.as_str())
    }

    /// What the process was about to write to this temporary file.
    pub fn intent(&self, temporary: &str) -> Option<&Intent> {
        self.intents.iter().find(|intent| intent.temporary == temporary)
    }

    /// Removes what has been recovered.
    pub fn done(self) {
        let _ = step(Step::Remove).and_then(|()| fs::remove_file(&self.path));
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
                    entries.push(Entry { number, text: text.to_owned() });
                }
            }
            // All that was asked for up to this number has been dealt with.
            (Some("saved"), Some(number), None) => {
                if let Ok(number) = number.parse::<u64>() {
                    entries.retain(|entry| entry.number > number);
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
