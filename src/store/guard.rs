//! Rows that were put into the board a moment ago, and that must still be there at the next look.
//!
//! A program that ignores our lock reads the board, changes what it read and renames that over
//! whatever is there by then. What came in between it has not seen, and takes away: a row we have
//! just saved, but also one of its own. For between our exchange and the next one, which carries
//! over what the first displaced, ours stands there without that row, and a program that reads
//! then writes a version without it, perhaps long after we looked for the last time.
//!
//! So what a save adds is noted here, for every process on this board, and so is what it carried
//! over; whoever looks next, at a save or at a start, puts back what is missing. Rows are never
//! changed or removed, so that is safe to do twice. It is done while the version in place is one
//! that came soon after the row did, however late we look at it. Not when git wrote to the work
//! tree since, though: then the file is another one because someone wanted another one.
//!
//! A row that was moved to the archive on purpose is noted likewise, with a dash before it, and is
//! not put back.
//!
//! The notes are lines in files of the side-car, one file for every five seconds. They are only
//! ever appended to and removed as a whole, so that no lock is needed for them. A crash or a full
//! disk may cut a line off anywhere, and the next writer does not know: so a note begins with a new
//! line of its own, and says what its row is known by. Half a row must never get into a board.

use super::Fingerprint;
use super::fault::{self, Step, step};
use super::lock::open_private;
use super::sidecar::SideCar;
use std::collections::{HashMap, HashSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const ENDING: &str = "guard-";

/// Stands before a row that left the board.
const GONE: &str = "-";

/// No program takes longer from reading a board to renaming its version of it into place, and no
/// person comes back to an older one so soon.
const GUARDED: Duration = Duration::from_secs(5);

/// Rows that must be in the board.
#[derive(Debug, Default)]
pub struct Guarded {
    rows: Vec<(SystemTime, String)>,
}

impl Guarded {
    /// What was noted lately enough for the version that is in place now to lack it by mistake.
    pub fn of(side: &SideCar, board: &Path) -> Self {
        let came = fs::metadata(board).ok().as_ref().and_then(came_into_place).unwrap_or(UNIX_EPOCH);
        let rows = noted(side).into_iter().filter(|(at, _)| came < *at + GUARDED).collect();
        Self { rows }
    }

    /// The rows, but for those that git may have taken away.
    pub fn rows(&self, side: &SideCar) -> Vec<String> {
        let git = side.git_was_here();
        let wanted = |at: &SystemTime| git.is_none_or(|git| git < *at);
        self.rows.iter().filter(|(at, _)| wanted(at)).map(|(_, row)| row.clone()).collect()
    }
}

/// The rows that were noted since an instant, whatever happened to the file meanwhile.
pub fn since(side: &SideCar, instant: SystemTime) -> Vec<String> {
    noted(side).into_iter().filter(|(at, _)| *at >= instant).map(|(_, row)| row).collect()
}

/// Every row that was noted and not forgotten, with the last time it was.
fn noted(side: &SideCar) -> Vec<(SystemTime, String)> {
    let notes: Vec<String> = side.files(ENDING).iter().filter_map(|(path, _)| read(path).ok()).collect();
    let mut latest: HashMap<&str, (SystemTime, bool)> = HashMap::new();
    for (at, row) in notes.iter().flat_map(|notes| notes.split('\n')).filter_map(parse) {
        let (row, stays) = row.strip_prefix(GONE).map_or((row, true), |row| (row, false));
        let known = latest.entry(row).or_insert((at, stays));
        *known = (at, stays).max(*known);
    }
    let staying = latest.into_iter().filter(|(_, (_, stays))| *stays);
    staying.map(|(row, (at, _))| (at, row.to_owned())).collect()
}

/// Notes rows of this moment. `durable` is for those that a crash could take from the board.
pub fn note(side: &SideCar, rows: &[String], durable: bool) -> io::Result<()> {
    write(side, "", rows, durable)
}

/// Notes rows that left the board on purpose at this moment. Those that nobody looks after need no
/// note.
pub fn let_go(side: &SideCar, rows: &[String]) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let gone: HashSet<&String> = rows.iter().collect();
    let rows: Vec<String> =
        noted(side).into_iter().map(|(_, row)| row).filter(|row| gone.contains(row)).collect();
    write(side, GONE, &rows, true)
}

fn write(side: &SideCar, before: &str, rows: &[String], durable: bool) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let mut lines = String::from("\n");
    for row in rows {
        lines.push_str(&line(since, &format!("{before}{row}")));
    }
    let turn = since.as_secs() / GUARDED.as_secs();
    let mut file = open_private(&side.file(&format!("{ENDING}{turn:012}")))?;
    // One write for all: two processes that append do not tear each other's lines.
    fault::write_all(&mut file, lines.as_bytes())?;
    if durable { step(Step::Sync).and_then(|()| file.sync_data()) } else { Ok(()) }
}

fn line(since: Duration, row: &str) -> String {
    format!("{} {} {row}\n", since.as_micros(), Fingerprint::of(row.as_bytes()))
}

/// The row of a note and its moment; `None` if the note is not whole.
fn parse(line: &str) -> Option<(SystemTime, &str)> {
    let (micros, rest) = line.split_once(' ')?;
    let (fingerprint, row) = rest.split_once(' ')?;
    let at = UNIX_EPOCH.checked_add(Duration::from_micros(micros.parse().ok()?))?;
    (Fingerprint::parse(fingerprint)? == Fingerprint::of(row.as_bytes())).then_some((at, row))
}

/// Removes notes that no version can lack by mistake any more, once the board was looked at after
/// this time and found or made to hold them.
pub fn forget(side: &SideCar, looked: SystemTime) {
    for (path, turn) in side.files(ENDING) {
        let Ok(turn) = turn.parse::<u32>() else { continue };
        if UNIX_EPOCH + GUARDED * turn + GUARDED * 2 < looked {
            let _ = step(Step::Remove).and_then(|()| fs::remove_file(path));
        }
    }
}

fn read(path: &Path) -> io::Result<String> {
    step(Step::Read)?;
    fs::read_to_string(path)
}

/// When the file came under its name: a rename leaves the time of its content as it was.
fn came_into_place(meta: &Metadata) -> Option<SystemTime> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let (secs, nanos) = (u64::try_from(meta.ctime()).ok()?, u32::try_from(meta.ctime_nsec()).ok()?);
        Some(UNIX_EPOCH + Duration::new(secs, nanos))
    }
    #[cfg(not(unix))]
    {
        meta.modified().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(rows: &[&str]) -> Vec<String> {
        rows.iter().map(|row| (*row).to_owned()).collect()
    }

    #[test]
    fn a_row_that_left_on_purpose_is_not_put_back_until_it_comes_again() {
        let root = tempfile::tempdir().unwrap();
        let side = SideCar::for_tests(root.path());
        let board = root.path().join("a.board.json");
        fs::write(&board, "").unwrap();
        let told = || {
            let mut rows = Guarded::of(&side, &board).rows(&side);
            rows.sort();
            rows
        };
        // Notes of one microsecond would be told apart by nothing.
        let pause = || std::thread::sleep(Duration::from_micros(5));
        note(&side, &texts(&["one", "two"]), false).unwrap();
        pause();
        let_go(&side, &texts(&["one", "three"])).unwrap();
        assert_eq!(told(), ["two"]);
        pause();
        note(&side, &texts(&["one"]), false).unwrap();
        assert_eq!(told(), ["one", "two"]);
    }

    #[test]
    fn rows_are_told_once_to_everyone_while_the_version_in_place_is_young() {
        let root = tempfile::tempdir().unwrap();
        let side = SideCar::for_tests(root.path());
        let board = root.path().join("a.board.json");
        fs::write(&board, "").unwrap();
        note(&side, &texts(&["one", "two"]), false).unwrap();
        note(&side, &texts(&["two"]), true).unwrap();
        let mut rows = Guarded::of(&side, &board).rows(&side);
        rows.sort();
        assert_eq!(rows, ["one", "two"]);

        // A version that came long after the rows did lacks them because someone wanted it so.
        let (old, _) = side.files(ENDING).remove(0);
        let long_ago = UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        fs::write(&old, line(Duration::from_secs(1_000_000_000), "one")).unwrap();
        assert!(Guarded::of(&side, &board).rows(&side).iter().all(|row| row != "one"));
        forget(&side, long_ago);
        assert!(!side.files(ENDING).is_empty());
        forget(&side, SystemTime::now() + 3 * GUARDED);
        assert!(side.files(ENDING).is_empty());
    }

    #[test]
    fn a_note_that_is_cut_off_or_not_one_is_skipped() {
        let root = tempfile::tempdir().unwrap();
        let side = SideCar::for_tests(root.path());
        let [one, two] = ["one row", "another row"].map(|row| line(Duration::from_secs(5), row));
        for cut in 1..two.len() {
            let (half, _) = two.split_at(cut);
            fs::write(side.file("guard-1"), format!("no\nx y z\n{one}\n{half}")).unwrap();
            let missing = root.path().join("missing");
            let rows = || {
                let mut rows = Guarded::of(&side, &missing).rows(&side);
                rows.sort();
                rows
            };
            // The last note lacks nothing but the end of its line.
            let whole = if cut + 1 == two.len() { vec!["another row", "one row"] } else { vec!["one row"] };
            assert_eq!(rows(), whole, "{half}");
            note(&side, &texts(&["next"]), false).unwrap();
            fs::rename(
                side.files(ENDING).into_iter().find(|(_, rest)| rest != "1").unwrap().0,
                root.path().join("x"),
            )
            .unwrap();
            let next = fs::read_to_string(root.path().join("x")).unwrap();
            fs::write(side.file("guard-1"), format!("{one}\n{half}{next}")).unwrap();
            let found = rows();
            assert_eq!(found.len(), whole.len() + 1, "{half}");
            assert!(found.contains(&"next".to_owned()));
        }
    }
}
