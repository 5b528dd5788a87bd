//! Rows of a board file, made of bytes: most of them as andon writes them, some as nobody would.

use serde_json::{Map, Value, json};

use crate::{Bytes, one_of, rarely, text, up_to};

const CARDS: [&str; 4] = ["aaaa1111", "aaaa2222", "bbbb3333", "c"];
const COLUMNS: [&str; 5] = ["ready", "doing", "review", "done", "nowhere"];
const EVENTS: [&str; 8] = ["e1", "e2", "e3", "e4", "e5", "e6", "e7", "zzzzzzzzzzzz"];
const CLASSES: [&str; 4] = ["expedite", "fixed", "standard", "no class"];

/// A board's settings: columns with limits, a stage, a class, a zone.
pub const SETTINGS: &str = r#"{"board":"b","id":"e1","rev":1,"at":"2026-03-01T08:00:00Z","by":"maria","name":"Team","zone":"Europe/Berlin","at_limit":"reason"}
{"class":"expedite","id":"e1","rev":1,"at":"2026-03-01T08:00:00Z","by":"maria","name":"Expedite","wip":1,"expedite":true}
{"column":"doing","id":"e1","rev":1,"at":"2026-03-01T08:00:00Z","by":"maria","name":"Doing","kind":"active","wip":2,"rank":"d","stage":"dev"}
{"column":"done","id":"e1","rev":1,"at":"2026-03-01T08:00:00Z","by":"maria","name":"Done","kind":"done","rank":"h"}
{"column":"ready","id":"e1","rev":1,"at":"2026-03-01T08:00:00Z","by":"maria","name":"Ready","kind":"queue","rank":"b"}
{"column":"review","id":"e1","rev":1,"at":"2026-03-01T08:00:00Z","by":"maria","name":"Review","kind":"active","rank":"f","stage":"dev"}
{"stage":"dev","id":"e1","rev":1,"at":"2026-03-01T08:00:00Z","by":"maria","name":"Development","wip":3}"#;

/// The file of some rows, each on its line.
pub fn file<'a>(rows: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut file = "{\"andon\":1,\"rows\":[\n".to_owned();
    for row in rows {
        file.push_str(row);
        file.push_str(",\n");
    }
    file.push_str("{\"end\":1}]}\n");
    file.into_bytes()
}

/// The rows of a file that andon wrote.
pub fn of_file(content: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(content);
    let mut lines: Vec<String> = text.lines().skip(1).map(|line| line.strip_suffix(',').unwrap_or(line).to_owned()).collect();
    lines.pop();
    lines
}

/// Some rows.
pub fn rows(bytes: &mut Bytes<'_>, most: u64) -> Vec<String> {
    let count = up_to(bytes, most);
    (0..count).map(|_| row(bytes)).collect()
}

/// A row.
fn row(bytes: &mut Bytes<'_>) -> String {
    let mut row = Map::new();
    let is_setting = rarely(bytes, 4);
    if is_setting {
        let (key, of): (&str, &[&str]) = match up_to(bytes, 5) {
            0 => ("board", &["b", "b2"]),
            1 => ("stage", &["dev", "ops"]),
            2 => ("class", &CLASSES),
            3 => ("person", &["jon", "maria", ""]),
            4 => ("work_kind", &["debt", "feature"]),
            _ => ("column", &COLUMNS),
        };
        row.insert(key.to_owned(), one_of(bytes, of).into());
    } else {
        row.insert("card".to_owned(), one_of(bytes, &CARDS).into());
    }
    row.insert("id".to_owned(), one_of(bytes, &EVENTS).into());
    row.insert("rev".to_owned(), rev(bytes));
    row.insert("at".to_owned(), at(bytes).into());
    row.insert("by".to_owned(), text(bytes).into());
    if is_setting { settings(bytes, &mut row) } else { happening(bytes, &mut row) }
    if rarely(bytes, 12) {
        // Something that a newer andon says.
        row.insert("more".to_owned(), text(bytes).into());
    }
    let mut line = Value::Object(row).to_string();
    if rarely(bytes, 40) {
        // A row that is cut off is kept as it stands.
        let cut = usize::try_from(up_to(bytes, 60)).unwrap_or(0).max(10);
        if let Some((at, _)) = line.char_indices().nth(cut) {
            line.truncate(at);
        }
    }
    line
}

fn rev(bytes: &mut Bytes<'_>) -> Value {
    if rarely(bytes, 30) { one_of(bytes, &[0, u32::MAX, u32::MAX - 1]).into() } else { up_to(bytes, 12).into() }
}

fn at(bytes: &mut Bytes<'_>) -> String {
    if rarely(bytes, 30) {
        return one_of(bytes, &["1970-01-01T00:00:00Z", "2199-12-31T23:59:59.999Z", "2026-03-29T02:30:00+01:00", "soon"]).to_owned();
    }
    let (day, hour, minute) = (up_to(bytes, 27) + 1, up_to(bytes, 23), up_to(bytes, 59));
    let month = up_to(bytes, 3) + 1;
    format!("2026-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z")
}

fn happening(bytes: &mut Bytes<'_>, row: &mut Map<String, Value>) {
    const DEEDS: [&str; 16] = [
        "add", "move", "edit", "label", "assign", "block", "unblock", "pull", "answer", "resolve", "rank", "delete",
        "restore", "undo", "newer", "move",
    ];
    let deed = one_of(bytes, &DEEDS);
    let mut put = |key: &str, value: Value| row.insert(key.to_owned(), value);
    put("do", deed.into());
    match deed {
        "add" => {
            put("to", one_of(bytes, &COLUMNS).into());
            put("title", text(bytes).into());
            put("class", one_of(bytes, &CLASSES).into());
            put("labels", json!([text(bytes)]));
            put("who", json!([text(bytes)]));
        }
        "move" => {
            put("from", one_of(bytes, &COLUMNS).into());
            put("to", one_of(bytes, &COLUMNS).into());
            if rarely(bytes, 3) {
                put("over", text(bytes).into());
            }
        }
        "edit" => {
            let key = one_of(bytes, &["title", "text", "class", "kind", "due", "parent"]);
            put(key, if rarely(bytes, 6) { Value::Null } else { text(bytes).into() });
        }
        "label" | "assign" => {
            put(one_of(bytes, &["add", "drop"]), json!([text(bytes)]));
        }
        "block" | "pull" => {
            put("why", text(bytes).into());
        }
        "resolve" => {
            put("what", text(bytes).into());
        }
        "rank" => {
            put("rank", text(bytes).into());
        }
        "undo" => {
            put("undoes", one_of(bytes, &EVENTS).into());
        }
        _ => {}
    }
}

fn settings(bytes: &mut Bytes<'_>, row: &mut Map<String, Value>) {
    for _ in 0..=up_to(bytes, 3) {
        let (key, value): (&str, Value) = match up_to(bytes, 12) {
            0 => ("name", text(bytes).into()),
            1 => ("kind", one_of(bytes, &["backlog", "queue", "active", "done", "x"]).into()),
            2 => ("wip", number(bytes)),
            3 => ("rank", text(bytes).into()),
            4 => ("stage", one_of(bytes, &["dev", "ops"]).into()),
            5 => ("gone", (up_to(bytes, 1) == 1).into()),
            6 => ("expedite", (up_to(bytes, 1) == 1).into()),
            7 => ("zone", one_of(bytes, &["Europe/Berlin", "Pacific/Apia", "America/Sao_Paulo", "nowhere"]).into()),
            8 => ("at_limit", one_of(bytes, &["refuse", "reason", "x"]).into()),
            9 => ("person_wip", number(bytes)),
            10 => ("sle", json!({"percent": number(bytes), "within_ms": number(bytes)})),
            11 => ("workers", number(bytes)),
            _ => ("target", number(bytes)),
        };
        row.insert(key.to_owned(), value);
    }
}

fn number(bytes: &mut Bytes<'_>) -> Value {
    match up_to(bytes, 9) {
        0 => Value::Null,
        1 => i64::MIN.into(),
        2 => i64::MAX.into(),
        3 => 86_400_000.into(),
        small => (small - 3).into(),
    }
}
