//! Two sides of a merge, put together as git, diff3 and jj leave them when they stop: each is read
//! as the union of the rows, and nothing is lost.

#![no_main]

use andon::store::{canonical, load};
use andon_fuzz::rows::{SETTINGS, file, of_file, rows};
use andon_fuzz::{Bytes, picture::picture, rarely};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const HEAD: &str = "{\"andon\":1,\"rows\":[";
const END: &str = "{\"end\":1}]}";

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let (base, ours, theirs) = (rows(&mut bytes, 12), rows(&mut bytes, 12), rows(&mut bytes, 12));
    let shared: Vec<&str> = SETTINGS.lines().chain(base.iter().map(String::as_str)).collect();
    let (ours, theirs): (Vec<&str>, Vec<&str>) =
        (ours.iter().map(String::as_str).collect(), theirs.iter().map(String::as_str).collect());
    let union = file(shared.iter().chain(&ours).chain(&theirs).copied());
    let expected = canonical(&union).expect("a union can be read");
    let board = picture(&load(&union).expect("a union can be read").board);
    let kept: Vec<(String, Option<Value>)> = of_file(&expected).into_iter().map(read).collect();
    for row in shared.iter().chain(&ours).chain(&theirs) {
        let (text, value) = read((*row).to_owned());
        // Keys may be put in order.
        let same = |kept: &(String, Option<Value>)| kept.0 == text || (value.is_some() && kept.1 == value);
        assert!(kept.iter().any(same), "lost: {row}");
    }
    let crlf = rarely(&mut bytes, 4);
    for (what, lines) in [
        ("git", git(&shared, &ours, &theirs)),
        ("diff3", diff3(&shared, &ours, &theirs)),
        ("jj", jj(&shared, &ours, &theirs)),
        ("nested", nested(&shared, &ours, &theirs)),
    ] {
        let end = if crlf { "\r\n" } else { "\n" };
        let text: String = lines.iter().flat_map(|line| [line.as_str(), end]).collect();
        let found = canonical(text.as_bytes()).unwrap_or_else(|error| panic!("{what}: {error:?}\n{text}"));
        assert_eq!(String::from_utf8_lossy(&found), String::from_utf8_lossy(&expected), "{what}\n{text}");
        assert_eq!(picture(&load(text.as_bytes()).expect("it was read").board), board, "{what}");
    }
});

fn read(row: String) -> (String, Option<Value>) {
    let value = serde_json::from_str(&row).ok();
    (row, value)
}

fn with<'a>(sign: &'a str, rows: &'a [&'a str]) -> impl Iterator<Item = String> + 'a {
    rows.iter().map(move |row| format!("{sign}{row},"))
}

fn mark(text: &str) -> impl Iterator<Item = String> {
    std::iter::once(text.to_owned())
}

fn git(shared: &[&str], ours: &[&str], theirs: &[&str]) -> Vec<String> {
    mark(HEAD)
        .chain(with("", shared))
        .chain(mark("<<<<<<< HEAD"))
        .chain(with("", ours))
        .chain(mark("======="))
        .chain(with("", theirs))
        .chain(mark(">>>>>>> topic"))
        .chain(mark(END))
        .collect()
}

fn diff3(shared: &[&str], ours: &[&str], theirs: &[&str]) -> Vec<String> {
    mark(HEAD)
        .chain(mark("<<<<<<< ours"))
        .chain(with("", shared))
        .chain(with("", ours))
        .chain(mark("||||||| 1fe3a"))
        .chain(with("", shared))
        .chain(mark("======="))
        .chain(with("", theirs))
        .chain(with("", shared))
        .chain(mark(">>>>>>> theirs"))
        .chain(mark(END))
        .collect()
}

fn jj(shared: &[&str], ours: &[&str], theirs: &[&str]) -> Vec<String> {
    mark(HEAD)
        .chain(mark("<<<<<<< conflict 1 of 1"))
        .chain(mark("%%%%%%% diff from: base"))
        .chain(mark("\\\\\\\\\\\\\\        to: ours"))
        .chain(with(" ", shared))
        .chain(with("+", ours))
        .chain(mark("+++++++ theirs"))
        .chain(with("", theirs))
        .chain(mark(">>>>>>> conflict 1 of 1 ends"))
        .chain(mark(END))
        .collect()
}

/// A conflict that was committed, and met another one.
fn nested(shared: &[&str], ours: &[&str], theirs: &[&str]) -> Vec<String> {
    mark(HEAD)
        .chain(with("", shared))
        .chain(mark("<<<<<<< HEAD"))
        .chain(mark("<<<<<<<< a"))
        .chain(with("", ours))
        .chain(mark("========"))
        .chain(with("", theirs))
        .chain(mark(">>>>>>>> b"))
        .chain(mark("======="))
        .chain(with("", theirs))
        .chain(with("", ours))
        .chain(mark(">>>>>>> topic"))
        .chain(mark(END))
        .collect()
}
