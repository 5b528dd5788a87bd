use super::*;
use notify::event::{AccessKind, AccessMode, CreateKind, Event, Flag, RemoveKind};
use std::fs;
use std::io::Write as _;

const DEADLINE: Duration = Duration::from_secs(10);

struct Watched {
    folder: tempfile::TempDir,
    path: PathBuf,
    known: Known,
    sights: Receiver<Sight>,
    _watch: Watch,
}

/// Watches a file that holds "start." and counts as whole when it ends with a full stop.
fn watched() -> Watched {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().canonicalize().unwrap().join("a.board.json");
    fs::write(&path, "start.").unwrap();
    let known = Known::default();
    known.remember(Fingerprint::of(b"start."));
    let (tell, sights) = mpsc::channel();
    let watch = Watch::start(
        &path,
        known.clone(),
        |content| content.ends_with(b"."),
        move |sight| {
            let _ = tell.send(sight);
        },
    );
    Watched { folder, path, known, sights, _watch: watch }
}

impl Watched {
    fn next(&self) -> Sight {
        self.sights.recv_timeout(DEADLINE).expect("nothing was seen in time")
    }

    /// A change that must be seen proves that whatever came before it was not reported: sights
    /// come in order, and this is the next one.
    fn nothing_until_this(&self, content: &str) {
        fs::write(&self.path, content).unwrap();
        assert_eq!(self.next(), Sight::Changed);
        self.known.remember(Fingerprint::of(content.as_bytes()));
        assert!(self.sights.try_recv().is_err(), "one change, one sight");
    }

    fn beside(&self, name: &str, content: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }
}

#[test]
fn every_style_of_saving_is_seen_every_time() {
    type Save = fn(&Watched, &str);
    let styles: [(&str, Save); 6] = [
        ("rename over", |w, text| fs::rename(w.beside("tmp", text), &w.path).unwrap()),
        ("backup, then new file", |w, text| {
            fs::rename(&w.path, w.folder.path().join("a~")).unwrap();
            fs::write(&w.path, text).unwrap();
        }),
        ("truncate and write", |w, text| fs::write(&w.path, text).unwrap()),
        ("remove, create, write", |w, text| {
            fs::remove_file(&w.path).unwrap();
            fs::File::create(&w.path).unwrap().write_all(text.as_bytes()).unwrap();
        }),
        ("same length, old time", |w, text| {
            let before = fs::metadata(&w.path).unwrap().modified().unwrap();
            let file = fs::OpenOptions::new().write(true).open(&w.path).unwrap();
            (&file).write_all(text.as_bytes()).unwrap();
            file.set_modified(before).unwrap();
        }),
        ("append in pieces", |w, text| {
            let mut file = fs::OpenOptions::new().append(true).open(&w.path).unwrap();
            for piece in text.as_bytes().chunks(2) {
                file.write_all(piece).unwrap();
            }
        }),
    ];
    for (style, save) in styles {
        let w = watched();
        for round in 0..5 {
            save(&w, &format!("saved{round}."));
            assert_eq!(w.next(), Sight::Changed, "{style}, round {round}");
            w.known.remember(Fingerprint::of(&fs::read(&w.path).unwrap()));
        }
    }
}

#[test]
fn our_own_writes_are_no_news() {
    let w = watched();
    for round in 0..5 {
        let text = format!("ours{round}.");
        w.known.expect(Fingerprint::of(text.as_bytes()));
        fs::rename(w.beside("tmp", &text), &w.path).unwrap();
        w.known.remember(Fingerprint::of(text.as_bytes()));
        w.nothing_until_this(&format!("theirs{round}."));
    }
}

#[test]
fn a_return_to_an_earlier_content_of_ours_is_news() {
    let w = watched();
    for text in ["one.", "two."] {
        fs::write(&w.path, text).unwrap();
        w.known.remember(Fingerprint::of(text.as_bytes()));
    }
    w.nothing_until_this("one.");
}

#[test]
fn a_missing_file_is_waited_for_and_its_return_is_told() {
    let w = watched();
    fs::remove_file(&w.path).unwrap();
    assert_eq!(w.next(), Sight::Missing);
    fs::write(&w.path, "start.").unwrap();
    assert_eq!(w.next(), Sight::Changed, "back, though the content is the one we know");
}

#[test]
fn a_half_written_file_is_not_told_until_it_is_whole() {
    let w = watched();
    fs::write(&w.path, "half").unwrap();
    let mut file = fs::OpenOptions::new().append(true).open(&w.path).unwrap();
    let (known, path) = (w.known.clone(), w.path.clone());
    // The first looks find half a file; whoever is told must find it whole.
    let deadline = Instant::now() + 3 * QUIET;
    while Instant::now() < deadline {
        assert!(w.sights.try_recv().is_err());
    }
    file.write_all(b" and whole.").unwrap();
    assert_eq!(w.next(), Sight::Changed);
    assert_eq!(fs::read(&path).unwrap(), b"half and whole.");
    known.remember(Fingerprint::of(b"half and whole."));
}

#[test]
fn which_events_count() {
    let board = Path::new("/team/a.board.json");
    let about = |kind, path: &str| Event::new(kind).add_path(path.into());
    let create = EventKind::Create(CreateKind::File);
    for (event, counts) in [
        (about(create, "/team/a.board.json"), true),
        (about(EventKind::Remove(RemoveKind::File), "/team/a.board.json"), true),
        (about(create, "/team/other"), false),
        (about(create, "/team/other").add_path(board.into()), true),
        (about(EventKind::Access(AccessKind::Open(AccessMode::Read)), "/team/a.board.json"), false),
        (Event::new(EventKind::Other), true),
        (about(EventKind::Other, "/team/other").set_flag(Flag::Rescan), true),
    ] {
        assert_eq!(concerns(&event, board), counts, "{event:?}");
    }
}
