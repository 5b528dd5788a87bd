//! What was asked for and may not be in the file yet: an operation survives a crash between the
//! key press and the save.
//!
//! Every process has a journal of its own in the side-car and holds a lock on it as long as it
//! lives, so a journal that can be locked belongs to a dead process: no process ids, which are
//! reused, and no clocks. An operation is a line of text here, whatever it means.
//!
//! A saved operation stays for two seconds more. A program that read the board before our save
//! and renames its own version over it afterwards has not seen our edit and takes it away; who
//! looks next finds it here and makes it again. Not after git wrote to the work tree, though:
//! then the file is another one because someone wanted another one.

use super::atomic::Intent;
use super::lock::open_private;
use super::{Fingerprint, sidecar::SideCar};
use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const ENDING: &str = "journal-";

/// How long a saved operation is looked after.
const GUARDED: Duration = Duration::from_secs(2);

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

/// One operation and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    number: u64,
    text: String,
    saved: Option<SystemTime>,
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
            lines.push_str(&format!("ask {} {text}\n", self.next));
            self.entries.push(Entry { number: self.next, text, saved: None });
        }
        self.write(&lines, true)
    }

    /// Notes what an exchange is about to do. Best effort: it only explains a stray temporary file.
    pub fn intend(&mut self, intent: &Intent) {
        let _ = self.write(&format!("put {} {} {}\n", intent.read, intent.written, intent.temporary), false);
    }

    /// What was asked for and not saved yet is dealt with: `kept` says of each, in order, whether it
    /// is in the file now. The others were refused.
    pub fn saved(&mut self, now: SystemTime, kept: &[bool]) {
        let mut lines = String::new();
        let mut kept = kept.iter();
        self.entries.retain_mut(|entry| {
            if entry.saved.is_some() {
                return is_guarded(entry, now, None);
            }
            let kept = kept.next() == Some(&true);
            let at = if kept { now } else { UNIX_EPOCH };
            entry.saved = Some(at);
            lines.push_str(&format!("saved {} {}\n", entry.number, millis(at)));
            kept
        });
        // A lost note costs a second look at operations that are there already.
        let _ = self.write(&lines, false);
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

    /// Operations that were saved a moment ago and must still be in the file.
    pub fn guarded(&self, now: SystemTime) -> Vec<String> {
        let git = self.side.git_was_here();
        let young = |entry: &&Entry| entry.saved.is_some() && is_guarded(entry, now, git);
        self.entries.iter().filter(young).map(|entry| entry.text.clone()).collect()
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
        let lines: String = self.entries.iter().map(Entry::lines).collect();
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
        let now = SystemTime::now();
        if let Some((_, path)) = &self.file
            && !self.entries.iter().any(|entry| is_guarded(entry, now, None))
        {
            let _ = fs::remove_file(path);
        }
    }
}

impl Entry {
    fn lines(&self) -> String {
        let ask = format!("ask {} {}\n", self.number, self.text);
        match self.saved {
            Some(at) => format!("{ask}saved {} {}\n", self.number, millis(at)),
            None => ask,
        }
    }
}

fn is_guarded(entry: &Entry, now: SystemTime, git: Option<SystemTime>) -> bool {
    entry.saved.is_none_or(|at| {
        let young = now.duration_since(at).is_ok_and(|age| age < GUARDED);
        young && git.is_none_or(|git| git < at)
    })
}

fn millis(at: SystemTime) -> u128 {
    at.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis()
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
fn parse(bytes: &[u8]) -> (Vec<Entry>, Vec<Intent>) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
        texts.map(str::to_owned).collect()
    }

    #[test]
    fn a_dead_process_leaves_what_it_had_not_saved() {
        let root = tempfile::tempdir().unwrap();
        let side = SideCar::for_tests(root.path());
        let now = SystemTime::now();
        let mut journal = Journal::new(side.clone());
        journal.ask(["one"]).unwrap();
        journal.saved(now, &[true]);
        journal.ask(["two", "three\nlines"]).unwrap();
        assert!(leftovers(&side).is_empty(), "its owner lives");
        drop(journal);

        let left = leftovers(&side);
        assert_eq!(left.len(), 1);
        assert!(leftovers(&side).is_empty(), "one recovers it");
        assert_eq!(texts(left[0].unsaved()), ["two", "three lines"]);
        assert_eq!(texts(left[0].guarded(now)), ["one"]);
        let later = now + GUARDED;
        assert_eq!(texts(left[0].guarded(later)), [""; 0]);
        left.into_iter().for_each(|left| left.done(later));
        assert!(side.files(ENDING).is_empty());
    }

    #[test]
    fn nothing_is_left_of_a_process_that_only_read_or_whose_edits_are_old() {
        let root = tempfile::tempdir().unwrap();
        let side = SideCar::for_tests(root.path());
        drop(Journal::new(side.clone()));
        let mut journal = Journal::new(side.clone());
        journal.ask(["one"]).unwrap();
        journal.saved(SystemTime::now() - 2 * GUARDED, &[true]);
        drop(journal);
        assert!(side.files(ENDING).is_empty());
    }

    #[test]
    fn a_withdrawn_operation_does_not_come_back() {
        let root = tempfile::tempdir().unwrap();
        let side = SideCar::for_tests(root.path());
        let mut journal = Journal::new(side.clone());
        journal.ask(["one"]).unwrap();
        journal.saved(SystemTime::now(), &[true]);
        journal.ask(["two"]).unwrap();
        journal.withdraw(1);
        assert_eq!(journal.guarded(SystemTime::now()), ["one"]);
        drop(journal);
        assert_eq!(texts(leftovers(&side)[0].unsaved()), [""; 0]);
    }

    #[test]
    fn a_line_cut_off_by_a_crash_is_skipped() {
        let (entries, intents) = parse(
            b"ask 1 move\nsaved 1 5\nput 00000000000000aa 00000000000000bb .a.andon-x y\nput z\n\xff\nask 2 ha",
        );
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].saved, Some(UNIX_EPOCH + Duration::from_millis(5)));
        assert_eq!(intents[0].temporary, ".a.andon-x y");
    }
}
