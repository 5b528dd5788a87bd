//! Any bytes as another tool's log: it is taken whole or refused whole, and what was taken can be
//! saved, done again and measured.

#![no_main]

use andon::board::{Timestamp, Board};
use andon::exchange::{Import, import};
use andon::flow::{Journeys, Metrics, Window};
use andon::store::{content_of, load};
use andon_fuzz::picture::picture;
use andon_fuzz::rows::{SETTINGS, file};
use andon_fuzz::shown;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (first, log) = data.split_first().map_or((0, data), |(first, rest)| (*first, rest));
    let settings = if first & 1 == 0 { SETTINGS.replace("\"wip\"", "\"was\"") } else { SETTINGS.to_owned() };
    let over = (first & 2 != 0).then_some("history");
    let empty = load(&file(settings.lines())).expect("settings").board;
    // Files with a comment mark or a lone header take the short way; most logs have one of two.
    let head: &[u8] = match first >> 2 & 3 {
        0 => b"card,ts,from,to\n",
        1 => b"seq,ts,card,event,from,to,note\n",
        _ => b"",
    };
    let log = [head, log].concat();
    let mut board = empty.clone();
    match import(&log[..], &mut board, &Import { name: "a.csv", by: "jon", over, seed: 7 }) {
        Err(error) => {
            assert_eq!(picture(&board), picture(&empty), "a refused log leaves the board as it was");
            shown::check("error", &andon::text::clean(&error.to_string()));
        }
        Ok(imported) => {
            assert_eq!(imported.cards, board.cards().len());
            let again = imported.operations.iter().fold(empty, |mut board: Board, operation| {
                board.apply(operation).expect("what was imported can be done again");
                board
            });
            assert_eq!(picture(&again), picture(&board));
            let content = content_of(&board);
            let read = load(&content).expect("what was imported can be saved and read");
            assert!(read.findings.is_empty(), "{:?}", read.findings);
            assert_eq!(picture(&read.board), picture(&board));
            let now = Timestamp::from_ms(1_780_000_000_000);
            let _ = Metrics::compute(&board, &Journeys::of(&board, now), Window::last(90, now));
        }
    }
});
