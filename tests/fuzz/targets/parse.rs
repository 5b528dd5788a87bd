//! Any bytes as a board file: it opens or says where it is wrong. What opens is written as a fixed
//! point, no row is lost, and joining the file with itself changes nothing.

#![no_main]

use andon::store::{canonical, content_of, load};
use andon_fuzz::picture::picture;
use andon_fuzz::rows::{file, of_file};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    let loaded = match load(data) {
        Ok(loaded) => loaded,
        Err(misread) => {
            assert!(misread.line >= 1 && misread.column >= 1);
            let _ = canonical(data);
            return;
        }
    };
    let once = canonical(data).expect("what was read can be written");
    if loaded.read_only {
        // Of a newer format only what is in its rows is known, and nothing is written back.
        return;
    }
    assert_eq!(canonical(&once).expect("what was written can be read"), once, "a fixed point");
    assert_eq!(loaded.canonical, data == once, "said to be as andon writes it, and is not");
    let again = load(&once).expect("what was written can be read");
    assert_eq!(picture(&again.board), picture(&loaded.board));
    assert_eq!(again.findings.len(), loaded.findings.len());
    survives(data, &once);

    let rows = of_file(&once);
    let twice = file(rows.iter().rev().chain(&rows).map(String::as_str));
    assert_eq!(canonical(&twice).expect("a union can be read"), once, "joined with itself");

    // What is understood survives being written anew from the board alone.
    let own = content_of(&loaded.board);
    let own_board = load(&own).expect("a board's own rows can be read").board;
    assert_eq!(content_of(&own_board), own);
});

/// Every line that is a row stands in what is written.
fn survives(data: &[u8], written: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let is_row = |line: &&str| line.starts_with("{\"c") && line.ends_with('}');
    let rows = text.lines().map(|line| line.strip_suffix(',').unwrap_or(line)).filter(is_row);
    let rows: Vec<Value> = rows.take(64).filter_map(|row| serde_json::from_str(row).ok()).collect();
    if rows.is_empty() {
        return;
    }
    let kept: Vec<Value> = of_file(written).iter().filter_map(|row| serde_json::from_str(row).ok()).collect();
    for row in rows {
        assert!(kept.iter().any(|kept| holds(kept, &row)), "lost: {row}");
    }
}

/// A line of a file that is one JSON value may be a part of a row.
fn holds(value: &Value, wanted: &Value) -> bool {
    value == wanted
        || match value {
            Value::Array(values) => values.iter().any(|value| holds(value, wanted)),
            Value::Object(values) => values.values().any(|value| holds(value, wanted)),
            _ => false,
        }
}
