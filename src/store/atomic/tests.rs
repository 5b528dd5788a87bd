//! Lines stand for rows here: an edit adds a line, a join is the union of two sets of lines.

use super::*;
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

/// Adds a line, and lets others act at chosen moments.
struct Add<'a> {
    line: &'static str,
    /// Called with the number of the look, before each exchange.
    meanwhile: Box<dyn FnMut(u32) + 'a>,
    looks: u32,
}

fn add(line: &'static str) -> Add<'static> {
    Add { line, meanwhile: Box::new(|_| ()), looks: 0 }
}

fn union(contents: &[&[u8]]) -> Vec<u8> {
    let lines: BTreeSet<&[u8]> = contents
        .iter()
        .flat_map(|content| content.split(|byte| *byte == b'\n'))
        .filter(|line| !line.is_empty())
        .collect();
    let mut joined = lines.into_iter().collect::<Vec<_>>().join(&b'\n');
    joined.push(b'\n');
    joined
}

impl Edit for Add<'_> {
    type Error = Infallible;

    fn apply(&mut self, current: &[u8]) -> Result<Option<Vec<u8>>, Infallible> {
        let new = union(&[current, self.line.as_bytes()]);
        Ok((new != current).then_some(new))
    }

    fn join(&mut self, one: &[u8], other: &[u8]) -> Result<Vec<u8>, Infallible> {
        Ok(union(&[one, other]))
    }

    fn is_whole(&self, content: &[u8]) -> bool {
        content.ends_with(b"\n")
    }

    fn about_to_write(&mut self, _: &Intent) {
        self.looks += 1;
        (self.meanwhile)(self.looks);
    }
}

fn board(content: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().canonicalize().unwrap().join("a.board.json");
    fs::write(&path, content).unwrap();
    (folder, path)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// What a program without any care does: rename its own version over ours.
fn rename_over(path: &Path, content: &str) {
    let own = path.with_extension("theirs");
    fs::write(&own, content).unwrap();
    fs::rename(own, path).unwrap();
}

#[test]
fn writes_once_and_leaves_nothing_behind() {
    let (folder, path) = board("a\n");
    let done = replace(&path, None, &mut add("b")).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"a\nb\n");
    assert_eq!(done.content, b"a\nb\n");
    let again = replace(&path, None, &mut add("b")).unwrap();
    assert_eq!(again.content, b"a\nb\n", "nothing to write");
    assert_eq!(names(folder.path()), ["a.board.json"]);
}

#[test]
fn a_write_between_our_look_and_our_exchange_is_kept() {
    let (folder, path) = board("a\n");
    let meanwhile = |look| {
        if look == 1 {
            rename_over(&path, "a\nx\n");
        }
    };
    let done =
        replace(&path, None, &mut Add { line: "b", meanwhile: Box::new(meanwhile), looks: 0 }).unwrap();
    assert_eq!(done.collisions, 1);
    assert_eq!(fs::read(&path).unwrap(), b"a\nb\nx\n");
    assert_eq!(names(folder.path()), ["a.board.json"]);
}

#[test]
fn writes_before_and_after_our_exchange_that_never_saw_each_other_are_both_kept() {
    let (folder, path) = board("a\n");
    let meanwhile = |look| match look {
        1 => rename_over(&path, "a\nx\n"),
        // Ours, without x, is in place now; they read that and write y.
        2 => rename_over(&path, "a\nb\ny\n"),
        3 => rename_over(&path, "a\nb\nx\nz\n"),
        _ => {}
    };
    let done =
        replace(&path, None, &mut Add { line: "b", meanwhile: Box::new(meanwhile), looks: 0 }).unwrap();
    assert_eq!(done.collisions, 3);
    assert_eq!(fs::read(&path).unwrap(), b"a\nb\nx\ny\nz\n");
    assert_eq!(names(folder.path()), ["a.board.json"]);
}

#[test]
fn a_checkout_of_another_branch_is_not_joined_with_this_one() {
    let (_folder, path) = board("this branch\n");
    let meanwhile = |look| {
        if look == 1 {
            rename_over(&path, "other branch\n");
        }
    };
    replace(&path, None, &mut Add { line: "b", meanwhile: Box::new(meanwhile), looks: 0 }).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"b\nother branch\n");
}

#[test]
fn a_writer_that_has_emptied_the_file_is_waited_for() {
    let (_folder, path) = board("a\n");
    let meanwhile = |look| {
        if look == 1 {
            // As git and `>` do: the file is empty, and is written through this descriptor later,
            // when the exchange has given it another name.
            let mut file = File::create(&path).unwrap();
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(30));
                file.write_all(b"a\nx\n").unwrap();
            });
        }
    };
    replace(&path, None, &mut Add { line: "b", meanwhile: Box::new(meanwhile), looks: 0 }).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"a\nb\nx\n");
}

#[test]
fn a_writer_with_an_old_descriptor_is_found_in_the_side_car() {
    let (folder, path) = board("a\n");
    let side = SideCar::for_tests(folder.path());
    let mut old = fs::OpenOptions::new().write(true).open(&path).unwrap();
    replace(&path, Some(&side), &mut add("b")).unwrap();
    old.write_all(b"a\nx\n").unwrap();
    let late = displaced::written_since(&side, |content| content.ends_with(b"\n"));
    assert_eq!(late.len(), 1);
    assert_eq!(late[0].content, b"a\nx\n");
}

#[test]
fn a_file_that_is_away_for_a_moment_is_waited_for() {
    let (_folder, path) = board("a\n");
    let meanwhile = |look| {
        if look == 1 {
            fs::remove_file(&path).unwrap();
            let path = path.clone();
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(30));
                fs::write(path, "new\n").unwrap();
            });
        }
    };
    replace(&path, None, &mut Add { line: "b", meanwhile: Box::new(meanwhile), looks: 0 }).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"b\nnew\n");
}

#[test]
fn a_missing_file_is_not_made_anew() {
    let (folder, path) = board("a\n");
    fs::remove_file(&path).unwrap();
    let error = replace(&path, None, &mut add("b")).unwrap_err();
    assert!(matches!(error, ReplaceError::Disk(DiskError::Missing { .. })), "{error}");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn an_edit_that_fails_on_what_came_in_between_gives_it_back() {
    struct Picky(PathBuf);
    impl Edit for Picky {
        type Error = &'static str;
        fn apply(&mut self, current: &[u8]) -> Result<Option<Vec<u8>>, &'static str> {
            if current == b"a\n" { Ok(Some(b"b\n".to_vec())) } else { Err("no") }
        }
        fn join(&mut self, _: &[u8], _: &[u8]) -> Result<Vec<u8>, &'static str> {
            Err("no")
        }
        fn is_whole(&self, _: &[u8]) -> bool {
            true
        }
        fn about_to_write(&mut self, _: &Intent) {
            rename_over(&self.0, "theirs\n");
        }
    }
    let (folder, path) = board("a\n");
    assert!(matches!(replace(&path, None, &mut Picky(path.clone())), Err(ReplaceError::Edit("no"))));
    assert_eq!(fs::read(&path).unwrap(), b"theirs\n");
    assert_eq!(names(folder.path()), ["a.board.json"]);
}

#[test]
fn a_new_file_does_not_replace_another() {
    let (folder, path) = board("a\n");
    assert!(matches!(create(&path, b"b\n"), Err(DiskError::Exists { .. })));
    assert_eq!(fs::read(&path).unwrap(), b"a\n");
    let other = path.with_file_name("b.board.json");
    create(&other, b"b\n").unwrap();
    assert_eq!(names(folder.path()), ["a.board.json", "b.board.json"]);
}

#[test]
fn places_that_cannot_be_written_say_so() {
    let (folder, path) = board("a\n");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let error = replace(&path, None, &mut add("b")).unwrap_err();
    assert!(matches!(error, ReplaceError::Disk(DiskError::ReadOnlyFile { .. })), "{error}");
    let error = replace(folder.path(), None, &mut add("b")).unwrap_err();
    assert!(matches!(error, ReplaceError::Disk(DiskError::NotAFile { .. })), "{error}");
    assert_eq!(fs::read(&path).unwrap(), b"a\n");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_says_so_and_the_mode_is_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, path) = board("a\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    replace(&path, None, &mut add("b")).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let error = replace(&path, None, &mut add("c")).unwrap_err();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(matches!(error, ReplaceError::Disk(DiskError::ReadOnlyFolder { .. })), "{error}");
}

#[test]
fn a_file_beyond_the_cap_is_not_read() {
    let (_folder, path) = board("");
    fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(MAX_BYTES + 1).unwrap();
    assert!(matches!(read(&path), Err(DiskError::TooLarge { .. })));
}
