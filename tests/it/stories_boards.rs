//! The envelope game's example boards are the stories' logs, and tell the Handbook's numbers.

use std::fs;
use std::path::Path;

use andon::flow::Window;
use andon::report::Report;
use andon::store;

use crate::board_of;
use crate::stories::{at, folder, read, stories, text};

/// Story and example board, the board's name, and when the first envelope was finished.
const BOARDS: [(&str, &str, i64); 2] = [
    ("envelope-large-batch", "Envelopes, all ten at a time", 310),
    ("envelope-single-piece", "Envelopes, one at a time", 40),
];

#[test]
fn example_boards_are_the_logs_of_their_stories() {
    let stories = stories();
    for (story, name, _) in BOARDS {
        let mut board = board_of::named(name, text(&stories[story], "columns"), "UTC");
        board_of::take(&mut board, &read(&folder().join(story).join("log.csv")));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("boards/{story}.board.json"));
        let content = store::content_of(&board);
        if std::env::var_os("ANDON_WRITE_BOARDS").is_some() {
            fs::write(&path, &content).unwrap();
        }
        assert!(
            fs::read(&path).unwrap() == content,
            "{} is stale: run the tests with ANDON_WRITE_BOARDS=1",
            path.display()
        );
    }
}

#[test]
fn example_boards_tell_the_handbook_s_numbers() {
    let stories = stories();
    for ((story, name, first), (mean_wip, ratio)) in BOARDS.into_iter().zip([(7.75, "11.27"), (1.0, "18.18")])
    {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("boards/{story}.board.json"));
        let loaded = store::load(&fs::read(&path).unwrap()).unwrap();
        let window = &stories[story]["window"];
        let (from, to) = (at(window[0].as_str().unwrap()), at(window[1].as_str().unwrap()));
        let now = at(text(&stories[story], "now"));
        let journeys = andon::flow::Journeys::of(&loaded.board, now);
        let finished = journeys.list().iter().filter_map(|journey| journey.first_finished).min();
        assert_eq!(finished.map(|at| at.since(from)), Some(first * 1000), "{story}");
        let report = Report::of(&loaded.board, Window { from, to }, now);
        assert_eq!(report.board, name);
        assert_eq!(report.metrics.wip.mean, Some(mean_wip));
        let found = report.metrics.activity.ratio().unwrap() * 100.0;
        assert_eq!(format!("{found:.2}"), ratio);
    }
}
