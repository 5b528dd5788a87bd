//! The example board of the Handbook's Figure 10: its history is what the generator makes, and its
//! value stream map is the figure.

use std::fs;
use std::path::{Path, PathBuf};

use andon::board::{Board, Builder, Scope};
use andon::demo::value_stream;
use andon::flow::stream::Block;
use andon::flow::{Journeys, Metrics, Window};
use andon::store;

const HOUR_MS: i64 = 3_600_000;

/// The figure's blocks: lead and process time in hours, and %C/A where it is printed.
const FIGURE: [(&str, i64, i64, Option<u32>); 11] = [
    ("Backlog", 80, 0, None),
    ("Design & analysis", 80, 16, None),
    ("Design approval", 40, 2, Some(60)),
    ("Estimation", 40, 1, Some(60)),
    ("Development", 40, 32, Some(80)),
    ("Exploratory & performance testing", 16, 8, Some(75)),
    ("Showcase & UAT", 40, 1, Some(90)),
    ("Change approval", 40, 1, Some(50)),
    ("Wait for deploy", 40, 0, None),
    ("Production deployment", 1, 0, Some(80)),
    ("Verify customer receives expected value", 24, 0, Some(30)),
];

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("boards/value-stream.board.json")
}

fn metrics(board: &Board) -> Metrics {
    let now = board.cards().map(andon::board::Card::last_at).max().unwrap().plus_ms(1);
    Metrics::compute(board, &Journeys::of(board, now), Window::last(60, now))
}

#[test]
fn the_board_is_what_the_generator_makes() {
    let mut board = Builder::new().build();
    for operation in value_stream::operations() {
        board.apply(&operation).unwrap();
    }
    let content = store::content_of(&board);
    if std::env::var_os("ANDON_WRITE_BOARDS").is_some() {
        fs::write(path(), &content).unwrap();
    }
    assert!(
        fs::read(path()).unwrap() == content,
        "boards/value-stream.board.json is stale: run the tests with ANDON_WRITE_BOARDS=1"
    );
}

#[test]
fn its_map_is_the_figure_and_its_totals_follow_from_the_blocks() {
    let board = store::load(&fs::read(path()).unwrap()).unwrap().board;
    let metrics = metrics(&board);
    let map = &metrics.stream;
    let name = |block: &Block| match block.scope {
        Scope::Stage(id) => board.stage(id).unwrap().name.to_string(),
        Scope::Column(column) => board.column(column).name.to_string(),
        other => panic!("{other:?} is no block"),
    };
    let hours = |sum_ms: i128| {
        let ms = map.per_card(sum_ms).unwrap();
        assert_eq!(sum_ms, i128::from(ms) * 36, "every card takes the same time");
        assert_eq!(ms % HOUR_MS, 0);
        ms / HOUR_MS
    };
    assert_eq!(map.cards, 36);
    let found: Vec<(String, i64, i64)> =
        map.blocks.iter().map(|block| (name(block), hours(block.lead_ms), hours(block.process_ms))).collect();
    let printed: Vec<(String, i64, i64)> =
        FIGURE.iter().map(|(name, lead, process, _)| ((*name).to_owned(), *lead, *process)).collect();
    assert_eq!(found, printed);
    for (block, (name, _, _, accurate)) in map.blocks.iter().zip(FIGURE) {
        let share = block.accuracy.and_then(|stage| stage.share());
        match accurate {
            Some(percent) => {
                let stage = block.accuracy.unwrap();
                let good = stage.handoffs - stage.failed;
                assert_eq!(good * 100, percent as usize * stage.handoffs, "{name}");
            }
            // What is not printed was never given back.
            None => assert!(share.is_none_or(|share| (share - 1.0).abs() < f64::EPSILON), "{name}"),
        }
    }
    // The figure prints 10 weeks, 7.5 days and 8.6 %: they do not follow from its own blocks.
    assert_eq!((hours(map.lead_ms()), hours(map.process_ms())), (441, 61));
    assert_eq!(format!("{:.2}", metrics.activity.ratio().unwrap() * 100.0), "13.83");
    assert_eq!(format!("{:.4}", metrics.accuracy.rolled().unwrap() * 100.0), "2.3328");
}
