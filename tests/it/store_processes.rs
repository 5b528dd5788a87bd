//! Several processes on one board, and processes that are killed in the middle of a save.
//!
//! `ANDON_CASES` sets the number of edits of each process, and of kills.
//!
//! The workers are this test binary, started again with the name of a board in its environment.

use crate::store_support::{add, board, cases, strays, three_columns, titles, work_tree};
use andon::store::BoardFile;
use std::collections::HashSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

const BOARD: &str = "ANDON_TEST_BOARD";
const NUMBER: &str = "ANDON_TEST_NUMBER";
const EDITS: &str = "ANDON_TEST_EDITS";

/// Not a test of its own: in a worker's process it adds cards, and says of each when it is saved.
#[test]
fn worker() {
    let Ok(path) = env::var(BOARD) else { return };
    let number: u64 = env::var(NUMBER).unwrap().parse().unwrap();
    let edits: u64 = env::var(EDITS).unwrap().parse().unwrap();
    let mut file = BoardFile::open(Path::new(&path)).unwrap();
    for edit in 0..edits {
        let title = format!("worker {number} edit {edit}");
        let committed = file.commit(&[add(number << 32 | edit << 8, &title)]).unwrap();
        assert!(committed.outcomes[0].is_ok());
        let mut out = std::io::stdout().lock();
        writeln!(out, "\nsaved {title}").unwrap();
        out.flush().unwrap();
    }
}

fn start(path: &Path, number: u64, edits: u64) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["store_processes::worker", "--exact", "--nocapture"])
        .env(BOARD, path)
        .env(NUMBER, number.to_string())
        .env(EDITS, edits.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn saved_titles(child: &mut Child) -> Vec<String> {
    let out = BufReader::new(child.stdout.take().unwrap());
    // A line that the kill cut off acknowledged nothing.
    out.split(b'\n')
        .map_while(Result::ok)
        .filter_map(|line| String::from_utf8(line).ok()?.strip_prefix("saved ").map(str::to_owned))
        .filter(|title| title.split(' ').count() == 4)
        .collect()
}

/// A program that knows nothing of andon's lock: reads, adds a row, renames its version into place.
fn careless(path: &Path, stop: &AtomicBool) -> Vec<String> {
    let mut written = Vec::new();
    while !stop.load(Ordering::Relaxed) && written.len() < 300 {
        let content = fs::read_to_string(path).unwrap();
        let title = format!("careless {}", written.len());
        let card = format!("x{:07}", written.len());
        let row = format!(
            r#"{{"card":"{card}","id":"e","rev":1,"at":"2026-01-01T00:00:00Z","by":"x","do":"add","to":"todo","title":"{title}"}},"#
        );
        let content = content.replace("{\"end\":1}]}", &format!("{row}\n{{\"end\":1}}]}}"));
        let own = path.with_extension("careless");
        fs::write(&own, content).unwrap();
        fs::rename(own, path).unwrap();
        written.push(title);
        // Faster than a disk syncs, and no machine is fair: let the others come in between, too.
        thread::sleep(Duration::from_millis(20));
    }
    written
}

#[test]
fn eight_processes_beside_a_careless_one_lose_nothing() {
    const PROCESSES: u64 = 8;
    let edits = cases(30);
    let (_folder, path) = work_tree();
    drop(BoardFile::create(&path, &board(&three_columns())).unwrap());
    let stop = AtomicBool::new(false);
    let (mut expected, careless) = thread::scope(|scope| {
        let careless = scope.spawn(|| careless(&path, &stop));
        let workers: Vec<_> = (1..=PROCESSES)
            .map(|number| {
                let path = &path;
                scope.spawn(move || saved_titles(&mut start(path, number, edits)))
            })
            .collect();
        let saved: Vec<String> = workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect();
        stop.store(true, Ordering::Relaxed);
        (saved, careless.join().unwrap())
    });
    assert_eq!(expected.len() as u64, PROCESSES * edits, "every edit was acknowledged");
    expected.extend(careless.iter().cloned());
    let file = BoardFile::open(&path).unwrap();
    let found: HashSet<String> = titles(file.board()).into_iter().collect();
    let lost: Vec<_> = expected.iter().filter(|title| !found.contains(*title)).collect();
    println!(
        "{PROCESSES} processes x {edits} edits beside {} of a careless writer: {} lost",
        careless.len(),
        lost.len()
    );
    assert!(lost.is_empty(), "{lost:?}");
    assert!(careless.len() > 20, "it did come in between");
    assert_eq!(file.board().cards().len(), expected.len(), "nothing is there twice");
    assert_eq!(strays(&path), [""; 0]);
}

/// What became of one board whose processes were killed.
#[derive(Default)]
struct Killed {
    acknowledged: usize,
    unreadable: usize,
    lost: usize,
    strays_met: usize,
    strays_left: usize,
}

/// Starts a process for each number and kills it in the middle of its work.
fn kill_each(numbers: impl Iterator<Item = u64>) -> Killed {
    let (_folder, path) = work_tree();
    drop(BoardFile::create(&path, &board(&three_columns())).unwrap());
    let (mut acknowledged, mut killed) = (Vec::new(), Killed::default());
    for kill in numbers {
        let mut child = start(&path, kill, 1_000_000);
        let out = child.stdout.take().unwrap();
        let mut lines = BufReader::new(out).split(b'\n').map_while(Result::ok);
        let mut saved = Vec::new();
        // Wait until it is at work, then let chance decide how far the next saves come.
        let deadline = Instant::now() + Duration::from_secs(20);
        while saved.is_empty() && Instant::now() < deadline {
            saved.extend(lines.next().filter(|line| line.starts_with(b"saved ")));
        }
        thread::sleep(Duration::from_micros(kill * 7919 % 6000));
        child.kill().unwrap();
        child.wait().unwrap();
        saved.extend(lines.filter(|line| line.starts_with(b"saved ")));
        acknowledged.extend(saved.into_iter().filter_map(|line| {
            let title = String::from_utf8(line).ok()?.strip_prefix("saved ")?.to_owned();
            (title.split(' ').count() == 4).then_some(title)
        }));
        killed.strays_met += strays(&path).len();
        killed.unreadable += usize::from(andon::store::load(&fs::read(&path).unwrap()).is_err());
    }
    let file = BoardFile::open(&path).unwrap();
    let found: HashSet<String> = titles(file.board()).into_iter().collect();
    killed.lost = acknowledged.iter().filter(|title| !found.contains(*title)).count();
    killed.acknowledged = acknowledged.len();
    killed.strays_left = strays(&path).len();
    killed
}

#[test]
fn kills_during_saves_lose_nothing() {
    let kills = cases(50);
    // A save waits for the disk most of the time, so four boards do it side by side.
    let boards: Vec<Killed> = thread::scope(|scope| {
        let lanes: Vec<_> =
            (1..=4).map(|first| scope.spawn(move || kill_each((first..=kills).step_by(4)))).collect();
        lanes.into_iter().map(|lane| lane.join().unwrap()).collect()
    });
    let sum = |of: fn(&Killed) -> usize| boards.iter().map(of).sum::<usize>();
    let acknowledged = sum(|board| board.acknowledged);
    let (unreadable, lost, left) =
        (sum(|board| board.unreadable), sum(|board| board.lost), sum(|board| board.strays_left));
    println!(
        "{kills} kills: {unreadable} unreadable, {lost} of {acknowledged} acknowledged edits lost, {left} strays left ({} met)",
        sum(|board| board.strays_met)
    );
    assert!(acknowledged as u64 >= kills);
    assert_eq!((unreadable, lost, left), (0, 0, 0));
}
