//! Is the file sound, and did every session end well?

use crate::cli::findings::Found;
use crate::report::words::count;
use crate::store::{Left, MAX_BYTES};

use super::facts::{Facts, File, Read};
use super::finding::{Finding, Fix, Part};

/// What is wrong with the file, and what is left beside it.
pub(super) fn check(facts: &Facts) -> Vec<Finding> {
    let mut found = match &facts.file {
        File::Unreadable { said, hint } => {
            let why = "nothing can be shown or changed until it can be read; andon leaves it as it is";
            vec![Finding::error(Part::File, "unreadable", said).why(why).next(hint)]
        }
        File::Read(read) => of_file(read),
    };
    // A stopped merge is for `andon resolve` to end.
    let stopped = facts.here().is_some_and(super::repository::is_stopped);
    let can_save = !stopped && facts.read().is_some_and(|read| !read.newer && read.unwritable.is_none());
    found.extend(of_sessions(&facts.left));
    for finding in &mut found {
        if finding.fix == Some(Fix::Save) && !can_save {
            finding.fix = None;
            let next = match facts.read() {
                None => "make the file readable first: see above",
                Some(_) if stopped => "andon resolve",
                Some(read) if read.newer => "cargo install andon",
                Some(_) => "make the file and its folder writable",
            };
            next.clone_into(&mut finding.next);
        }
    }
    found
}

fn of_file(read: &Read) -> Vec<Finding> {
    let mut found = alike(&read.found);
    if let Some(said) = &read.unwritable {
        let why = "it can be looked at, not changed";
        found.push(Finding::warning(Part::File, "read-only", said).why(why).next("make it writable"));
    }
    if read.bytes > MAX_BYTES / 2 {
        let what = format!("it has {} of the {} MiB that are read", read.bytes >> 20, MAX_BYTES >> 20);
        let why = "a larger file opens nowhere";
        found.push(
            Finding::warning(Part::File, "size", what).why(why).next("move finished cards to an archive"),
        );
    }
    if read.markers {
        let what = "the markers of a merge that stopped stand in it";
        let why = "andon reads both sides through them; other programs see a broken file";
        found.push(Finding::warning(Part::File, "markers", what).why(why).fixed_by(Fix::Save));
    } else if !read.canonical && !read.newer {
        let what = "it does not stand as andon writes it";
        let why = "nothing is wrong; the next change puts all of it in order, and shows in the diff";
        found.push(Finding::note(Part::File, "not-canonical", what).why(why).fixed_by(Fix::Save));
    }
    found
}

/// The findings of `andon check`, those of one code in one.
fn alike(found: &[Found]) -> Vec<Finding> {
    let mut told: Vec<Finding> = Vec::new();
    for one in found {
        if told.iter().any(|finding| finding.code == *one.code) {
            continue;
        }
        let same = found.iter().filter(|other| other.code == one.code);
        let more = same.count() - 1;
        let place = one.line.map(|line| format!("line {line}: ")).unwrap_or_default();
        let more = if more > 0 { format!(" (and {more} more like it)") } else { String::new() };
        let mut finding =
            Finding::new(one.severity, Part::File, &one.code, format!("{place}{}{more}", one.message))
                .why(why(&one.code))
                .next("andon check tells each");
        finding.line = one.line;
        told.push(finding);
    }
    told
}

/// Why what `andon check` finds matters to a team.
fn why(code: &str) -> &'static str {
    match code {
        "row" => "what it says is missing from the board, here and in every clone",
        "newer" => "update andon here to change it",
        "two-boards" => "their cards and columns are mixed, and every clone that merges gets both",
        "after-now" => "a clock is wrong somewhere; measures leave these events out",
        "newer-action" => "it shows again once andon is updated here",
        "archive-missing" => "measures leave these cards out, and nobody can put them back on the board",
        "no-add-row" => "a row was taken out by hand or by a merge that kept one side",
        _ => "the board does not mean what its people think",
    }
}

fn of_sessions(left: &Left) -> Vec<Finding> {
    let mut found = Vec::new();
    let waiting = left.unsaved + left.late + left.overwritten;
    if waiting > 0 {
        let what =
            format!("{} of sessions that ended too early or were overwritten", count(waiting, "change"));
        let why = "they are kept aside and go into the board when it is next opened";
        found.push(Finding::warning(Part::Sessions, "unsaved", what).why(why).fixed_by(Fix::Save));
    }
    if !left.strays.is_empty() {
        let what = format!("{} of saves that never ended", count(left.strays.len(), "temporary file"));
        let why = "they take up space and could be committed by mistake";
        found.push(Finding::warning(Part::Sessions, "strays", what).why(why).fixed_by(Fix::Save));
    }
    if let Some(lock) = &left.lock {
        let what =
            format!("another program has held the lock for longer than a save takes: {}", lock.display());
        let why =
            "andon goes on without it after two seconds, and loses nothing; each save is that much slower";
        let next = format!("find who holds it, and end that program: lsof {}", lock.display());
        found.push(Finding::warning(Part::Sessions, "lock", what).why(why).next(next));
    }
    found
}

/// What is well about the file.
pub(super) fn well(facts: &Facts) -> String {
    let Some(read) = facts.read() else { return String::new() };
    format!("{}; every row is understood", count(read.cards, "card"))
}

/// What is well about sessions.
pub(super) const SESSIONS_WELL: &str = "nothing is left of sessions that ended too early";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::doctor::facts::Git;
    use crate::cli::findings::Severity;
    use std::path::PathBuf;

    fn sound() -> Read {
        Read { cards: 5, bytes: 3000, canonical: true, ..Read::default() }
    }

    fn facts(read: Read, left: Left) -> Facts {
        Facts { path: "a.board.json".into(), file: File::Read(read), left, git: Git::Nowhere }
    }

    fn codes(facts: &Facts) -> Vec<(String, Severity, bool)> {
        let told = check(facts).into_iter();
        told.map(|finding| (finding.code, finding.severity, finding.fix.is_some())).collect()
    }

    #[test]
    fn each_fault_of_a_file_has_its_code() {
        use Severity::{Note, Warning};
        for (read, expected) in [
            (sound(), None),
            (Read { canonical: false, ..sound() }, Some(("not-canonical", Note, true))),
            (Read { canonical: false, markers: true, ..sound() }, Some(("markers", Warning, true))),
            (Read { canonical: false, newer: true, ..sound() }, None),
            (Read { bytes: MAX_BYTES, ..sound() }, Some(("size", Warning, false))),
            (Read { unwritable: Some("no".into()), ..sound() }, Some(("read-only", Warning, false))),
        ] {
            let found = codes(&facts(read.clone(), Left::default()));
            let expected: Vec<_> =
                expected.into_iter().map(|(code, severity, fix)| (code.to_owned(), severity, fix)).collect();
            assert_eq!(found, expected, "{read:?}");
        }
    }

    #[test]
    fn what_sessions_left_is_told_and_is_fixed_where_the_board_can_be_saved() {
        for (left, expected) in [
            (Left { unsaved: 2, ..Left::default() }, ("unsaved", true)),
            (Left { late: 1, ..Left::default() }, ("unsaved", true)),
            (Left { overwritten: 1, ..Left::default() }, ("unsaved", true)),
            (Left { strays: vec![PathBuf::from("x")], ..Left::default() }, ("strays", true)),
            (Left { lock: Some("l".into()), ..Left::default() }, ("lock", false)),
        ] {
            let found = codes(&facts(sound(), left.clone()));
            assert_eq!(found, [(expected.0.to_owned(), Severity::Warning, expected.1)], "{left:?}");
            let locked = facts(Read { unwritable: Some("no".into()), ..sound() }, left);
            assert!(check(&locked).iter().all(|finding| finding.fix.is_none()));
        }
    }

    #[test]
    fn many_of_one_code_are_one_finding() {
        let row = |line| Found::of_row(line, "is odd");
        let read = Read { found: vec![row(3), row(4), row(9)], ..sound() };
        let found = check(&facts(read, Left::default()));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].line, Some(3));
        assert_eq!(found[0].what, "line 3: is odd; the row is kept as it is (and 2 more like it)");
    }
}
