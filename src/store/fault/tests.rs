//! Every step of a save, of a start and of a new board fails once, in each way a disk can fail, and
//! once with everything after it. The board is never anything but whole, the message says where
//! and why, and what was asked for is in the board in the end, once.

use super::plan::{FAILURES, Failure, Plan, When, meanwhile, with};
use crate::board::{Builder, Change, ColumnKind, Draft, Field, Fields, Operation, Subject, Timestamp};
use crate::store::journal::Journal;
use crate::store::{BoardFile, CommitError, content_of, load};
use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

fn operation(seed: u64, change: Change) -> Operation {
    let (at, by) = (Timestamp::from_ms(1_767_225_600_000), "maria".to_owned());
    Operation { change, at, by, seed: seed << 32, over: None, backdated: false }
}

fn add(seed: u64, title: &str) -> Operation {
    let values = vec![(Field::Title, title.to_owned())];
    operation(seed, Change::Add(Draft { values, ..Draft::default() }))
}

/// A work tree with a board that holds one card, "old".
struct World {
    _folder: tempfile::TempDir,
    path: PathBuf,
    before: Vec<u8>,
}

impl World {
    fn new() -> Self {
        // In memory where that is possible: the disk is asked a hundred thousand times.
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let folder = tempfile::tempdir_in(place).unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join(".git/objects")).unwrap();
        fs::write(root.join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
        let mut board = Builder::new().build();
        let kind = Some(ColumnKind::Backlog);
        let fields = Fields { name: Some("Todo".into()), kind, rank: Some("b".into()), ..Fields::default() };
        let subject = Subject::Column("todo".parse().unwrap());
        board.apply(&operation(1, Change::Set { subject, fields })).unwrap();
        board.apply(&add(2, "old")).unwrap();
        let before = content_of(&board);
        let path = root.join("a.board.json");
        fs::write(&path, &before).unwrap();
        Self { _folder: folder, path, before }
    }

    fn open(&self) -> BoardFile {
        BoardFile::open(&self.path).unwrap()
    }

    fn titles(&self) -> Vec<String> {
        titles(&fs::read(&self.path).unwrap())
    }

    /// Names beside the board, and journals that nobody needs any more.
    fn strays(&self) -> Vec<String> {
        let root = self.path.parent().unwrap();
        let names = |folder: PathBuf| {
            let entries = folder.read_dir().into_iter().flatten();
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap())
        };
        let beside = names(root.to_owned()).filter(|name| name != ".git" && name != "a.board.json");
        beside.chain(names(root.join(".git/andon")).filter(|name| name.contains("journal-"))).collect()
    }
}

fn titles(content: &[u8]) -> Vec<String> {
    let loaded = load(content).expect("a board, whatever happened");
    let text = String::from_utf8_lossy(content);
    assert!(loaded.canonical && loaded.findings.is_empty(), "{:?} {text}", loaded.findings);
    let mut titles: Vec<_> = loaded.board.cards().map(|card| card.title().to_owned()).collect();
    titles.sort();
    titles
}

/// Somebody who knows nothing of andon renames a version with a card more over the board.
fn put_theirs(path: &Path) {
    let mut board = load(&fs::read(path).unwrap()).unwrap().board;
    board.apply(&add(9, "theirs")).unwrap();
    let own = path.with_extension("theirs");
    fs::write(&own, content_of(&board)).unwrap();
    fs::rename(own, path).unwrap();
}

/// All files under a folder, to be put back later: what a disk holds when a process dies.
fn picture(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((path.clone(), fs::read(path).unwrap()));
            }
        }
    }
    files
}

fn restore(folder: &Path, picture: &[(PathBuf, Vec<u8>)]) {
    for (path, _) in self::picture(folder) {
        fs::remove_file(path).unwrap();
    }
    for (path, content) in picture {
        fs::write(path, content).unwrap();
    }
}

fn picture_holds(picture: &[(PathBuf, Vec<u8>)], text: &str) -> bool {
    let text = text.as_bytes();
    picture.iter().any(|(_, content)| content.windows(text.len()).any(|part| part == text))
}

fn says_where_and_why(error: &CommitError, world: &World, failure: Failure) {
    let text = error.to_string();
    let folder = world.path.parent().unwrap().to_str().unwrap();
    assert!(text.starts_with(folder), "{text}");
    let why: &[&str] = match failure {
        Failure::Full | Failure::Short => &["the disk is full"],
        Failure::Broken => &["Input/output error"],
        Failure::Denied => &["read-only", "Permission denied"],
        Failure::Interrupted => &["Interrupted"],
    };
    assert!(why.iter().any(|why| text.contains(why)), "{failure:?}: {text}");
    assert!(!error.hint().is_empty());
}

/// What becomes of a session after a save that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    TriesAgain,
    Ends,
    Dies,
}

/// The plans that tell most, or all of them with `ANDON_CASES`; each until the act runs through.
/// `act` tells whether a step failed.
fn every_plan(what: &str, mut act: impl FnMut(Plan) -> bool) {
    let all = std::env::var_os("ANDON_CASES").is_some();
    let mut points = 0;
    for failure in FAILURES {
        for (lasting, no_exchange) in [(false, false), (true, false), (false, true), (true, true)] {
            // Signals without end are no failure of a disk.
            let sensible = !lasting || failure != Failure::Interrupted;
            let telling = matches!(failure, Failure::Short | Failure::Broken) || !(lasting || no_exchange);
            if !sensible || !(telling || all) {
                continue;
            }
            let mut nth = 1;
            while act(Plan { failure, nth, lasting, no_exchange }) {
                nth += 1;
            }
            points += nth - 1;
        }
    }
    println!("{what}: {points} steps failed, one at a time or with all after it");
    assert!(points > 50);
}

/// How many steps it takes to write the edit into the journal.
fn steps_to_ask(failure: Failure) -> usize {
    let world = World::new();
    let file = world.open();
    let mut journal = Journal::new(file.side().unwrap().clone());
    let plan = Plan { failure, nth: usize::MAX, lasting: false, no_exchange: false };
    with(plan, || journal.ask(["edit"]).unwrap()).1.steps
}

fn a_save(plan: Plan, then: Then, beside: bool) -> bool {
    let case = format!("{plan:?}, then {then:?}, beside another: {beside}");
    let world = World::new();
    let root = world.path.parent().unwrap();
    let mut file = world.open();
    let came = Rc::new(Cell::new(false));
    if beside {
        let (path, came) = (world.path.clone(), came.clone());
        meanwhile(When::Exchange, move || {
            put_theirs(&path);
            came.set(true);
        });
    }
    let (saved, told) = with(plan, || file.commit_held(&[add(3, "new")]).map(drop));
    let found = world.titles();
    match &saved {
        Ok(()) => assert!(found.contains(&"new".to_owned()), "{case}: {found:?}"),
        Err(error) => {
            says_where_and_why(error, &world, plan.failure);
            assert_eq!(file.held().len(), 1, "{case}");
            if !came.get() {
                assert_eq!(fs::read(&world.path).unwrap(), world.before, "{case}");
            }
        }
    }
    let mut expected = vec!["new", "old"];
    if came.get() && !plan.no_exchange {
        expected.push("theirs");
    }
    match then {
        Then::TriesAgain => {
            file.commit_held(&[]).expect(&case);
            assert!(file.held().is_empty());
            let mut shown: Vec<_> = file.board().cards().map(|card| card.title().to_owned()).collect();
            shown.sort();
            assert_eq!(shown, world.titles(), "{case}");
            drop(file);
        }
        Then::Ends => drop(file),
        Then::Dies => {
            let picture = picture(root);
            drop(file);
            restore(root, &picture);
            // Nothing could be written down from the first step of the journal on; what was
            // written and not synced may be there or not.
            let asked = steps_to_ask(plan.failure);
            let never = saved.is_err() && plan.nth < asked;
            let not_synced = plan.nth == asked && !picture_holds(&picture, "ask 1");
            if plan.lasting && (never || not_synced) {
                expected.remove(0);
            }
        }
    }
    drop(world.open());
    if came.get() && plan.no_exchange {
        // Without an exchange of names nobody sees what comes between the look and the rename.
        let mut found = world.titles();
        found.retain(|title| title != "theirs");
        assert_eq!(found, expected, "{case}");
    } else {
        assert_eq!(world.titles(), expected, "{case}");
    }
    assert_eq!(world.strays(), [""; 0], "{case}");
    told.failed
}

#[test]
fn a_save_that_fails_leaves_the_board_whole_and_the_edit_is_saved_at_the_next_try() {
    every_plan("a save, tried again", |plan| a_save(plan, Then::TriesAgain, false));
}

#[test]
fn a_save_that_fails_is_made_good_at_the_next_start() {
    every_plan("a save, then the end", |plan| a_save(plan, Then::Ends, false));
    every_plan("a save, then a crash", |plan| a_save(plan, Then::Dies, false));
}

#[test]
fn a_save_that_fails_beside_another_writer_loses_nothing_of_either() {
    for then in [Then::TriesAgain, Then::Ends, Then::Dies] {
        every_plan(&format!("a save beside another writer, then {then:?}"), |plan| a_save(plan, then, true));
    }
}

#[test]
fn a_save_that_was_told_to_have_failed_does_not_come_back() {
    every_plan("a save that is not held", |plan| {
        let world = World::new();
        let mut file = world.open();
        let (saved, told) = with(plan, || file.commit(&[add(3, "new")]).map(drop));
        if let Err(error) = &saved {
            says_where_and_why(error, &world, plan.failure);
            assert!(file.held().is_empty());
            assert_eq!(fs::read(&world.path).unwrap(), world.before, "{plan:?}");
        }
        drop(file);
        drop(world.open());
        let expected: &[&str] = if saved.is_ok() { &["new", "old"] } else { &["old"] };
        assert_eq!(world.titles(), expected, "{plan:?}");
        assert_eq!(world.strays(), [""; 0], "{plan:?}");
        told.failed
    });
}

#[test]
fn a_process_that_dies_before_any_step_of_a_save_leaves_a_whole_board_and_the_edit() {
    let asked = steps_to_ask(Failure::Broken);
    let mut nth = 1;
    loop {
        let world = World::new();
        let root = world.path.parent().unwrap().to_owned();
        let mut file = world.open();
        let taken = Rc::new(RefCell::new(None));
        let (keep, folder) = (taken.clone(), root.clone());
        meanwhile(When::Step(nth), move || *keep.borrow_mut() = Some(picture(&folder)));
        let plan = Plan { failure: Failure::Broken, nth: usize::MAX, lasting: false, no_exchange: false };
        let (saved, _) = with(plan, || file.commit_held(&[add(3, "new")]).map(drop));
        saved.unwrap();
        drop(file);
        let Some(picture) = taken.take() else { break };
        restore(&root, &picture);
        assert!(fs::read(&world.path).is_ok_and(|content| load(&content).is_ok()));
        drop(world.open());
        let expected: &[&str] = if nth > asked { &["new", "old"] } else { &["old"] };
        let found = world.titles();
        // Written and not yet known to be on the disk: both are right.
        assert!(found == expected || (nth == asked && found == ["new", "old"]), "{nth}: {found:?}");
        assert_eq!(world.strays(), [""; 0], "{nth}");
        nth += 1;
    }
    println!("a process died before each of the {} steps of a save", nth - 1);
    assert!(nth > 15);
}

#[test]
fn a_start_that_fails_keeps_what_there_is_to_recover() {
    every_plan("a start with something to recover", |plan| {
        let world = World::new();
        let root = world.path.parent().unwrap();
        let mut file = world.open();
        let full = Plan {
            failure: Failure::Full,
            nth: steps_to_ask(Failure::Full) + 1,
            lasting: true,
            no_exchange: false,
        };
        with(full, || file.commit_held(&[add(3, "new")]).unwrap_err());
        let picture = picture(root);
        drop(file);
        restore(root, &picture);
        let (opened, told) = with(plan, || BoardFile::open(&world.path));
        match opened {
            Ok(file) => drop(file),
            Err(error) => says_where_and_why(&error.into(), &world, plan.failure),
        }
        drop(world.open());
        assert_eq!(world.titles(), ["new", "old"], "{plan:?}");
        assert_eq!(world.strays(), [""; 0], "{plan:?}");
        told.failed
    });
}

#[test]
fn a_new_board_is_made_wholly_or_not_at_all() {
    every_plan("a new board", |plan| {
        let world = World::new();
        let board = load(&world.before).unwrap().board;
        let path = world.path.with_file_name("b.board.json");
        let (made, told) = with(plan, || BoardFile::create(&path, &board).map(drop));
        if let Err(error) = &made {
            says_where_and_why(error, &world, plan.failure);
        }
        if path.exists() {
            assert_eq!(fs::read(&path).unwrap(), world.before, "{plan:?}");
            fs::remove_file(&path).unwrap();
        } else {
            assert!(made.is_err(), "{plan:?}");
        }
        assert_eq!(world.strays(), [""; 0], "{plan:?}");
        told.failed
    });
}

#[test]
fn what_others_did_is_news_though_it_was_first_seen_by_a_save_that_failed() {
    let full = Plan { failure: Failure::Full, nth: 1, lasting: true, no_exchange: false };
    for by_saving in [true, false] {
        let world = World::new();
        let mut file = world.open();
        put_theirs(&world.path);
        with(full, || file.commit_held(&[add(3, "new")]).unwrap_err());
        if by_saving {
            assert!(file.commit_held(&[]).unwrap().others, "the screen has not shown it");
        } else {
            assert!(file.reload().unwrap(), "the screen has not shown it");
            assert!(!file.reload().unwrap(), "told once");
        }
        let (tell, sights) = std::sync::mpsc::channel();
        let mut file = world.open();
        let watch = file.watch(move |sight| drop(tell.send(sight)));
        let path = world.path.with_extension("theirs");
        fs::write(&path, &world.before).unwrap();
        fs::rename(&path, &world.path).unwrap();
        with(full, || file.commit_held(&[add(4, "more")]).unwrap_err());
        assert_eq!(sights.recv_timeout(std::time::Duration::from_secs(10)), Ok(crate::store::Sight::Changed));
        drop(watch);
    }
}
