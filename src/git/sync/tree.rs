//! A file is put into a tree of git without a work tree and without an index: only the folders on
//! the way to it are written anew.

use super::super::command::{self, Given};
use super::SyncError;
use super::ground::Ground;

/// Keeps content as a blob, and tells its name.
pub(super) fn blob(ground: &Ground<'_>, content: &[u8]) -> Result<String, SyncError> {
    let given = Given { input: content, ..Given::default() };
    ground.act_with(&["hash-object", "-w", "--stdin"], given)?.must_name()
}

/// The tree with a blob under this name, in place of whatever was there.
pub(super) fn plant(
    ground: &Ground<'_>,
    tree: Option<&str>,
    name: &str,
    blob: &str,
) -> Result<String, SyncError> {
    let (first, rest) = name.split_once('/').map_or((name, None), |(first, rest)| (first, Some(rest)));
    let listed = match tree {
        Some(tree) => command::bytes(ground.repository.root(), &["ls-tree", "-z", tree])?,
        None => Vec::new(),
    };
    let mut entries = Vec::with_capacity(listed.len() + 128);
    let mut there = None;
    for entry in listed.split_inclusive(|byte| *byte == 0) {
        match Entry::of(entry).filter(|entry| entry.name == first.as_bytes()) {
            Some(entry) => there = Some(entry),
            None => entries.extend_from_slice(entry),
        }
    }
    let (mode, kind, object) = match rest {
        None => {
            // It may have been made executable; what was something else becomes a file.
            let mode = there.map_or("100644", |entry| entry.mode);
            (if mode == "100755" { mode } else { "100644" }, "blob", blob.to_owned())
        }
        Some(rest) => {
            let folder = there.filter(|entry| entry.kind == "tree").map(|entry| entry.object);
            ("040000", "tree", plant(ground, folder, rest, blob)?)
        }
    };
    entries.extend_from_slice(format!("{mode} {kind} {object}\t{first}\0").as_bytes());
    // What is missing in a clone that holds only a part is not what was changed.
    let given = Given { input: &entries, ..Given::default() };
    ground.act_with(&["mktree", "-z", "--missing"], given)?.must_name()
}

/// An entry of a tree: MODE KIND OBJECT, a tab, the name.
struct Entry<'a> {
    mode: &'a str,
    kind: &'a str,
    object: &'a str,
    name: &'a [u8],
}

impl<'a> Entry<'a> {
    fn of(entry: &'a [u8]) -> Option<Self> {
        let tab = entry.iter().position(|byte| *byte == b'\t')?;
        let (head, name) = entry.split_at_checked(tab)?;
        let mut words = std::str::from_utf8(head).ok()?.split(' ');
        let name = name.strip_prefix(b"\t")?.strip_suffix(b"\0")?;
        Some(Self { mode: words.next()?, kind: words.next()?, object: words.next()?, name })
    }
}
