//! What things cost on boards of 1,000, 10,000 and 100,000 cards of about eight events, beside
//! floors measured in the same run: checking that the bytes are UTF-8, tokenising them with
//! `serde_json`, and writing and fsyncing them.
//!
//! `cargo bench --bench andon -- load` runs one group.

use std::hint::black_box;

use divan::Bencher;

mod support;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

mod floor {
    use super::{Bencher, SIZES, black_box, support};

    #[divan::bench(args = SIZES)]
    fn utf8(bencher: Bencher<'_, '_>, cards: usize) {
        let file = support::file(cards);
        bencher.bench_local(|| std::str::from_utf8(black_box(&file)).is_ok());
    }

    #[divan::bench(args = SIZES)]
    fn tokenise(bencher: Bencher<'_, '_>, cards: usize) {
        let file = support::file(cards);
        bencher.bench_local(|| serde_json::from_slice::<serde::de::IgnoredAny>(black_box(&file)).is_ok());
    }

    #[divan::bench(args = SIZES, sample_count = 20)]
    fn write_and_fsync(bencher: Bencher<'_, '_>, cards: usize) {
        let file = support::file(cards);
        let folder = tempfile::tempdir().expect("a folder for temporary files");
        let path = folder.path().join("plain");
        bencher.bench_local(|| {
            use std::io::Write as _;
            let mut out = std::fs::File::create(&path)?;
            out.write_all(&file)?;
            out.sync_all()
        });
    }
}

mod load {
    use super::{Bencher, SIZES, black_box, support};
    use andon::store;

    #[divan::bench(args = SIZES)]
    fn file_to_board(bencher: Bencher<'_, '_>, cards: usize) {
        let file = support::file(cards);
        bencher.bench_local(|| store::load(black_box(&file)).map(|loaded| loaded.board));
    }
}

mod archive {
    use super::{Bencher, SIZES, support};
    use andon::board::{Card, Timestamp};
    use andon::flow::{Journeys, Metrics, Window};
    use andon::store::{Archiving, BoardFile, peek_whole};
    use std::path::PathBuf;

    /// Nine tenths of the cards are in the archive; the file alone, and both.
    fn archived(cards: usize) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder for temporary files");
        let path = folder.path().join("bench.board.json");
        std::fs::write(&path, support::file(cards)).expect("room for a board");
        let mut file = BoardFile::open(&path).expect("a board that was just written");
        let mut over: Vec<Timestamp> = file.board().cards().map(Card::last_at).collect();
        over.sort_unstable();
        let (before, at) = (over[cards * 19 / 20], Timestamp::from_ms(1_750_000_000_000));
        let ask = Archiving { before, at, by: "bench".to_owned(), seed: 1 };
        file.archive(&ask).expect("a board that can be archived");
        (folder, path)
    }

    #[divan::bench(args = SIZES, sample_count = 10)]
    fn open_board(bencher: Bencher<'_, '_>, cards: usize) {
        let (_folder, path) = archived(cards);
        bencher.bench_local(|| BoardFile::open(&path).is_ok());
    }

    #[divan::bench(args = SIZES, sample_count = 10)]
    fn read_both(bencher: Bencher<'_, '_>, cards: usize) {
        let (_folder, path) = archived(cards);
        bencher.bench_local(|| peek_whole(&path).is_ok());
    }

    /// From two files to every measure.
    #[divan::bench(args = SIZES, sample_count = 10)]
    fn report_over_both(bencher: Bencher<'_, '_>, cards: usize) {
        let (_folder, path) = archived(cards);
        let now = Timestamp::from_ms(1_740_000_000_000);
        bencher.bench_local(|| {
            let board = peek_whole(&path).ok()?.board;
            Some(Metrics::compute(&board, &Journeys::of(&board, now), Window::last(365, now)))
        });
    }
}

mod save {
    use super::{Bencher, SIZES, support};
    use andon::board::{Change, Draft, Field, Operation, Timestamp};
    use andon::store::BoardFile;

    /// A card added and durable: journal, lock, exchange, fsync.
    #[divan::bench(args = SIZES, sample_count = 20)]
    fn durable(bencher: Bencher<'_, '_>, cards: usize) {
        let folder = tempfile::tempdir().expect("a folder for temporary files");
        let path = folder.path().join("bench.board.json");
        std::fs::write(&path, support::file(cards)).expect("room for a board");
        let mut file = BoardFile::open(&path).expect("a board that was just written");
        let mut seed = 0;
        bencher.bench_local(|| {
            seed += 1;
            let values = vec![(Field::Title, "Measure once more".to_owned())];
            file.commit(&[Operation {
                change: Change::Add(Draft { values, ..Draft::default() }),
                at: Timestamp::from_ms(1_772_000_000_000),
                by: "bench".to_owned(),
                seed,
                over: None,
                backdated: false,
            }])
            .is_ok()
        });
    }
}

mod past {
    use super::{Bencher, SIZES, black_box, support};
    use andon::board::Timeline;
    use andon::store;

    /// Everything that happened, put in order: what the first look back costs, off the key path.
    #[divan::bench(args = SIZES, sample_count = 10)]
    fn timeline(bencher: Bencher<'_, '_>, cards: usize) {
        let board = store::load(&support::file(cards)).expect("a sound board").board;
        bencher.bench_local(|| Timeline::of(black_box(&board)).len());
    }

    /// The board as it was halfway: a jump, off the key path.
    #[divan::bench(args = SIZES, sample_count = 10)]
    fn jump(bencher: Bencher<'_, '_>, cards: usize) {
        let board = store::load(&support::file(cards)).expect("a sound board").board;
        let line = Timeline::of(&board);
        bencher.bench_local(|| line.board_after(&board, line.len() / 2));
    }

    /// An event back: what a key waits for.
    #[divan::bench(args = SIZES)]
    fn step(bencher: Bencher<'_, '_>, cards: usize) {
        let board = store::load(&support::file(cards)).expect("a sound board").board;
        let line = Timeline::of(&board);
        let mut at = line.len() / 2;
        let mut past = line.board_after(&board, at);
        bencher.bench_local(|| {
            line.step(&board, &mut past, at, at - 1);
            at -= 1;
        });
    }
}

mod metrics {
    use super::{Bencher, SIZES, black_box, support};
    use andon::board::Timestamp;
    use andon::flow::{Journeys, Metrics, Window};
    use andon::store;

    /// Every event once: from a board to its journeys.
    #[divan::bench(args = SIZES)]
    fn journeys(bencher: Bencher<'_, '_>, cards: usize) {
        let board = store::load(&support::file(cards)).expect("a sound board").board;
        let now = Timestamp::from_ms(1_750_000_000_000);
        bencher.bench_local(|| Journeys::of(black_box(&board), now));
    }

    /// Every measure over the last year, from journeys.
    #[divan::bench(args = SIZES)]
    fn measures(bencher: Bencher<'_, '_>, cards: usize) {
        let board = store::load(&support::file(cards)).expect("a sound board").board;
        let now = Timestamp::from_ms(1_740_000_000_000);
        let journeys = Journeys::of(&board, now);
        let window = Window::last(365, now);
        bencher.bench_local(|| Metrics::compute(&board, black_box(&journeys), window));
    }
}

mod find {
    use super::{Bencher, support};
    use andon::board::Timestamp;
    use andon::store;
    use andon::tui::app::{App, Session};
    use andon::tui::keymap;
    use andon::tui::message::Message;
    use andon::tui::update::update;

    const SIZES: [usize; 2] = [10_000, 100_000];
    const NOW: Timestamp = Timestamp::MIN;

    /// The filter's prompt, with what was typed so far found.
    fn typed(cards: usize, keys: &str) -> App {
        let board = store::load(&support::file(cards)).expect("a sound board").board;
        let mut app = App::new(board, Session::default(), 1, NOW);
        app.size = (200, 60);
        type_in(&mut app, keys);
        search_through(&mut app);
        app
    }

    fn type_in(app: &mut App, keys: &str) {
        for key in keymap::parse(keys).expect("keys") {
            update(app, Message::Key(key.into()), NOW);
        }
    }

    fn search_through(app: &mut App) {
        while app.is_searching() {
            update(app, Message::Tick, NOW);
        }
    }

    /// What a letter costs before the next key can come: the path from a key to a frame.
    #[divan::bench(args = SIZES, sample_count = 20)]
    fn letter(bencher: Bencher<'_, '_>, cards: usize) {
        let app = typed(cards, "/refun");
        bencher.with_inputs(|| app.clone()).bench_local_refs(|app| type_in(app, "d"));
    }

    /// How long after a letter the cards that fit are shown.
    #[divan::bench(args = SIZES, sample_count = 20)]
    fn until_found(bencher: Bencher<'_, '_>, cards: usize) {
        let app = typed(cards, "/refun");
        bencher.with_inputs(|| app.clone()).bench_local_refs(|app| {
            type_in(app, "d");
            search_through(app);
        });
    }

    /// The same for terms that look into no text.
    #[divan::bench(args = SIZES, sample_count = 20)]
    fn until_found_by_terms(bencher: Bencher<'_, '_>, cards: usize) {
        let app = typed(cards, "/is:blocked @mari");
        bencher.with_inputs(|| app.clone()).bench_local_refs(|app| {
            type_in(app, "a");
            search_through(app);
        });
    }

    /// Opening the prompt.
    #[divan::bench(args = SIZES, sample_count = 20)]
    fn open(bencher: Bencher<'_, '_>, cards: usize) {
        let app = typed(cards, "");
        bencher.with_inputs(|| app.clone()).bench_local_refs(|app| type_in(app, "/"));
    }

    /// A letter of a title to go to.
    #[divan::bench(args = SIZES, sample_count = 20)]
    fn go_to(bencher: Bencher<'_, '_>, cards: usize) {
        let app = typed(cards, "gi");
        bencher.with_inputs(|| app.clone()).bench_local_refs(|app| type_in(app, "r"));
    }
}

mod screen {
    use super::{Bencher, SIZES, black_box, support};
    use andon::board::{Board, Change, Fields, Operation, Subject, Timestamp};
    use andon::store;
    use andon::tui::app::{App, Session};
    use andon::tui::keymap;
    use andon::tui::look::Lanes;
    use andon::tui::message::Message;
    use andon::tui::pane::Measured;
    use andon::tui::shown::Shown;
    use andon::tui::theme::Theme;
    use andon::tui::update::update;
    use andon::tui::view;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    fn app(cards: usize) -> App {
        let board = store::load(&support::file(cards)).expect("a sound board").board;
        let mut app = App::new(board, Session::default(), 1, Timestamp::from_ms(1_750_000_000_000));
        app.size = (200, 60);
        app
    }

    /// A whole frame of 200 × 60 cells.
    #[divan::bench(args = SIZES)]
    fn frame(bencher: Bencher<'_, '_>, cards: usize) {
        drawn(bencher, &app(cards));
    }

    /// The same with the marks of age that measures put on the cards.
    #[divan::bench(args = SIZES)]
    fn frame_with_ages(bencher: Bencher<'_, '_>, cards: usize) {
        let mut app = app(cards);
        let measured = Measured::of(&app.board, 0, 365, app.now);
        app.metrics.measured = Some(measured);
        assert!(!app.metrics.measured.as_ref().is_some_and(|told| told.charts.ages.is_empty()));
        drawn(bencher, &app);
    }

    /// The same with a lane for every person, and one for cards with right of way.
    #[divan::bench(args = SIZES)]
    fn frame_with_lanes(bencher: Bencher<'_, '_>, cards: usize) {
        drawn(bencher, &divided(cards, "assignee"));
    }

    /// The same with a lane for every label, seen from the middle.
    #[divan::bench(args = SIZES)]
    fn frame_with_lanes_scrolled(bencher: Bencher<'_, '_>, cards: usize) {
        let mut app = divided(cards, "label");
        press(&mut app, "$G<PageUp>");
        drawn(bencher, &app);
    }

    /// What dividing the board costs: once for each change, filter and look.
    #[divan::bench(args = SIZES)]
    fn divide(bencher: Bencher<'_, '_>, cards: usize) {
        let app = app(cards);
        bencher.bench_local(|| Shown::of(black_box(&app.board), Lanes::Assignee, None, "maria"));
    }

    /// An app whose board is divided, with a card that has right of way.
    fn divided(cards: usize, by: &str) -> App {
        let mut app = app(cards);
        let class = Fields { name: Some("Expedite".into()), expedite: Some(true), ..Fields::default() };
        let mut board = Board::clone(&app.board);
        let change =
            Change::Set { subject: Subject::Class("expedite".parse().expect("an id")), fields: class };
        let (at, by_whom) = (app.now, "bench".to_owned());
        let operation = Operation { change, at, by: by_whom, seed: 1, over: None, backdated: false };
        board.apply(&operation).expect("a class of service");
        app.board = board.into();
        press(&mut app, &format!("cexp<Enter>zl{by}<Enter>"));
        assert!(app.lanes().len() > 2, "{:?}", app.notice);
        app
    }

    fn press(app: &mut App, keys: &str) {
        let now = app.now;
        for key in keymap::parse(keys).expect("keys") {
            let _ = update(app, Message::Key(key.into()), now);
        }
    }

    fn drawn(bencher: Bencher<'_, '_>, app: &App) {
        let theme = Theme::ANSI;
        let Ok(mut terminal) = Terminal::new(TestBackend::new(200, 60));
        bencher.bench_local(|| terminal.draw(|frame| view::draw(frame, black_box(app), &theme)).is_ok());
    }
}
