//! Keeps a displaced version of the board for ten seconds, in the side-car.
//!
//! A program that opened the old file before the exchange and writes into it afterwards writes
//! where nobody looks any more. The displaced file is therefore moved aside and not removed at
//! once; its name carries what the system said of it before it was looked at, and the next save
//! or start sees whether that has changed.

use super::fault::{Step, step};
use super::{DiskError, atomic, sidecar::SideCar};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tempfile::TempPath;

const ENDING: &str = "displaced-";

/// An editor that has not finished writing after this long is not writing.
const KEPT: Duration = Duration::from_secs(10);

/// What is kept must not fill a disk when a large board is saved again and again.
const MAX_KEPT: usize = 16;

/// Length and time of the last change: differs after every write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(String);

impl Stamp {
    /// Of the file as it is now. To be taken before its content is looked at.
    pub fn of(path: &Path) -> Self {
        let since = |meta: &Metadata| meta.modified().ok()?.duration_since(UNIX_EPOCH).ok();
        Self(match fs::symlink_metadata(path) {
            Ok(meta) => format!("{:x}_{:x}", meta.len(), since(&meta).unwrap_or_default().as_nanos()),
            Err(_) => return Self::unknown(),
        })
    }

    /// The stamp of a file whose content nobody has looked at: the next look finds it changed.
    pub fn unknown() -> Self {
        Self("none".to_owned())
    }
}

/// Moves a displaced file aside. Without a side-car, or with one on another file system, it is given
/// back, to be removed.
pub fn keep(side: Option<&SideCar>, displaced: TempPath, stamp: &Stamp) -> Option<TempPath> {
    let Some(side) = side else { return Some(displaced) };
    let name = displaced.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let unique = name.rsplit('-').next().unwrap_or_default();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let aside = side.file(&format!("{ENDING}{now:014}-{}-{unique}", stamp.0));
    if step(Step::Rename).and_then(|()| fs::rename(&displaced, aside)).is_err() {
        return Some(displaced);
    }
    // The name is free and may be another's at once: it is no longer ours to remove.
    let _ = displaced.keep();
    None
}

/// What someone wrote into a file after it was displaced.
#[derive(Debug)]
pub struct Late {
    path: PathBuf,
    /// Their whole content.
    pub content: Vec<u8>,
}

impl Late {
    /// To be called once their content is safely in the board.
    pub fn done(self) {
        let _ = step(Step::Remove).and_then(|()| fs::remove_file(self.path));
    }
}

/// Looks at all that is kept, removes what has been quiet for long enough, and gives back what was
/// written since. What is still being written stays for the next look.
pub fn written_since(side: &SideCar, is_whole: impl Fn(&[u8]) -> bool) -> Vec<Late> {
    let mut kept = side.files(ENDING);
    kept.sort();
    let surplus = kept.len().saturating_sub(MAX_KEPT);
    let mut late = Vec::new();
    for (place, (path, rest)) in kept.into_iter().enumerate() {
        let mut parts = rest.split('-');
        let since = parts.next().and_then(|ms| ms.parse().ok()).map(Duration::from_millis);
        let age = since.and_then(|since| (UNIX_EPOCH + since).elapsed().ok()).unwrap_or(Duration::ZERO);
        let changed = parts.next() != Some(Stamp::of(&path).0.as_str());
        let content = if changed { atomic::read(&path) } else { Ok(Vec::new()) };
        match content {
            Ok(content) if changed && is_whole(&content) => late.push(Late { path, content }),
            Ok(_) | Err(DiskError::TooLarge { .. }) if age > KEPT || place < surplus => {
                let _ = step(Step::Remove).and_then(|()| fs::remove_file(&path));
            }
            _ => {}
        }
    }
    late
}

/// How many of those kept somebody has written into since, and nobody has taken up yet.
pub fn late(side: &SideCar) -> usize {
    let changed =
        |(path, rest): &(PathBuf, String)| rest.split('-').nth(1) != Some(Stamp::of(path).0.as_str());
    side.files(ENDING).iter().filter(|kept| changed(kept)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    #[test]
    fn a_write_through_an_old_descriptor_is_found() {
        let root = tempfile::tempdir().unwrap();
        let side = SideCar::for_tests(root.path());
        let temporary = tempfile::NamedTempFile::new_in(root.path()).unwrap();
        let mut writer = temporary.reopen().unwrap();
        writer.write_all(b"old.").unwrap();
        let temporary = temporary.into_temp_path();
        let name = temporary.to_path_buf();
        let stamp = Stamp::of(&temporary);
        assert!(keep(Some(&side), temporary, &stamp).is_none());
        assert!(!name.exists());

        let whole = |content: &[u8]| content.ends_with(b".");
        assert!(written_since(&side, whole).is_empty(), "nobody wrote");
        assert_eq!(late(&side), 0);
        writer.write_all(b" and then half a").unwrap();
        assert!(written_since(&side, whole).is_empty(), "not finished");
        writer.write_all(b" line.").unwrap();
        assert_eq!(late(&side), 1);
        let late = written_since(&side, whole);
        assert_eq!(late.len(), 1);
        assert_eq!(late[0].content, b"old. and then half a line.");
        late.into_iter().for_each(Late::done);
        assert!(written_since(&side, whole).is_empty(), "told once");
        assert!(side.files(ENDING).is_empty());
    }

    #[test]
    fn no_more_than_a_handful_is_kept() {
        let root = tempfile::tempdir().unwrap();
        let side = SideCar::for_tests(root.path());
        for _ in 0..MAX_KEPT + 5 {
            let temporary = tempfile::NamedTempFile::new_in(root.path()).unwrap().into_temp_path();
            let stamp = Stamp::of(&temporary);
            drop(keep(Some(&side), temporary, &stamp));
        }
        assert!(written_since(&side, |_| true).is_empty());
        assert_eq!(side.files(ENDING).len(), MAX_KEPT);
    }
}
