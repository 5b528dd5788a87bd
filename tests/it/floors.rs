//! The floors of the house, held by reading the source: what a floor does not name it cannot use.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder);
    let mut found = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        if folder.is_file() {
            found.push((folder.clone(), fs::read_to_string(&folder).unwrap()));
            continue;
        }
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push((path.clone(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "no source in {folder}");
    found
}

/// The lines of code that name one of `words`: comments and test modules aside.
fn naming(folder: &str, words: &[&str]) -> Vec<String> {
    let mut hits = Vec::new();
    for (path, text) in sources(folder) {
        if path.ends_with("tests.rs") {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            if line.starts_with("#[cfg(test)]") {
                break;
            }
            let code = line.trim_start();
            if !code.starts_with("//") && words.iter().any(|word| code.contains(word)) {
                hits.push(format!("{}:{}: {code}", path.display(), number + 1));
            }
        }
    }
    hits
}

fn nowhere(folders: &[&str], words: &[&str]) {
    let hits: Vec<String> = folders.iter().flat_map(|folder| naming(folder, words)).collect();
    assert!(hits.is_empty(), "these lines stand on the wrong floor:\n{}", hits.join("\n"));
}

#[test]
fn board_flow_and_the_example_are_pure() {
    nowhere(
        &["board", "flow", "demo", "template.rs", "text"],
        &[
            "std::fs",
            "std::io",
            "std::env",
            "std::process",
            "std::net",
            "std::thread",
            "SystemTime",
            "Instant::now",
            "Utc::now",
            "Local::now",
            "serde",
            "ratatui",
            "clap::",
            "anyhow",
        ],
    );
}

#[test]
fn lower_floors_do_not_know_the_upper_ones() {
    nowhere(
        &["board"],
        &["crate::flow", "crate::store", "crate::report", "crate::tui", "crate::cli", "crate::exchange"],
    );
    nowhere(
        &["flow", "demo", "template.rs"],
        &["crate::store", "crate::report", "crate::tui", "crate::cli", "crate::exchange"],
    );
    nowhere(&["store", "report", "exchange", "git", "config"], &["crate::tui", "crate::cli"]);
    nowhere(&["config"], &["crate::board", "crate::store", "crate::git", "crate::report"]);
    nowhere(&["tui"], &["crate::cli"]);
}

#[test]
fn the_json_structs_never_leave_the_store_and_reports_are_made_of_rows_alone() {
    nowhere(&["board", "flow", "tui"], &["serde_json", "Deserialize"]);
    nowhere(&["report", "config"], &["std::fs", "std::env", "std::process", "Utc::now", "Local::now"]);
}

#[test]
fn only_the_store_writes_files() {
    let writers = [
        "fs::write",
        "File::create(",
        "File::create_new(",
        "File::options(",
        "OpenOptions",
        "fs::rename",
        "fs::remove_file",
    ];
    nowhere(&["board", "flow", "report", "exchange", "git", "cli", "config"], &writers);
}

#[test]
fn only_git_starts_git() {
    nowhere(
        &["board", "flow", "store", "report", "exchange", "cli", "tui", "config"],
        &["Command::new(\"git\")"],
    );
}

/// Programs are started by git, the editor, the opener and the browser alone.
#[test]
fn only_four_files_start_programs() {
    let starting = naming("", &["Command::new("]);
    let allowed = ["git/command.rs", "tui/editor.rs", "tui/opener.rs", "cli/browser.rs"];
    let strange: Vec<&String> = starting
        .iter()
        .filter(|line| !allowed.iter().any(|file| line.replace('\\', "/").contains(&format!("src/{file}:"))))
        .collect();
    assert!(strange.is_empty(), "{strange:#?}");
}

#[test]
fn only_the_terminal_and_the_output_write_to_the_terminal() {
    let prints = ["println!", "eprintln!", "print!(", "eprint!(", "dbg!("];
    nowhere(
        &["board", "flow", "store", "report", "exchange", "git", "cli", "tui", "config", "main.rs"],
        &prints,
    );
}

#[test]
fn updating_and_drawing_do_no_io_and_read_no_clock() {
    nowhere(
        &["tui/update", "tui/view", "tui/app.rs", "tui/layer.rs", "tui/command", "tui/layout"],
        &[
            "std::fs",
            "std::io",
            "std::env",
            "std::process",
            "std::thread",
            "SystemTime",
            "Instant::now",
            "Utc::now",
            "Local::now",
            "crate::store",
        ],
    );
    // Drawing only reads.
    nowhere(&["tui/view"], &["&mut App"]);
}
