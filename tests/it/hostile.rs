//! What nobody in their right mind would write, wherever a text can stand: a board, the names of
//! its file and its folder; and what no terminal may ever be sent.

use serde_json::{Map, Value, json};

/// Escape sequences (none of them one that andon sends), C0 and C1, line ends, bidirectional
/// overrides, invisible letters, tags.
pub const NASTY: &str = "A\u{1b}[31;7777mB\u{1b}]8;;http://evil/\u{1b}\\C\u{1b}]52;c;aGk=\u{7}D\u{9b}7777mE\u{9d}0;own\u{9c}\
    F\u{85}\u{7f}\u{8}\u{202e}\u{2066}\u{200b}\u{feff}\u{2028}\u{e0041}\u{e007f}\u{ad}G\nH\r\tI\u{1b}c\u{1b}P7777q\u{1b}\\$(touch pwned)`touch pwned`";

/// The same, as far as a file can be called so.
pub const NASTY_NAME: &str =
    "x\u{1b}[31;7777m\u{1b}]52;c;aGk=\u{7}\n\u{202e}\u{9b}7777m\u{200b}\u{7f}`touch pwned`";

/// Code points that steer a terminal or hide from the eye. A list of its own: the one under test
/// is in `text/clean.rs`.
pub fn forbidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A letter with 200 marks on it.
fn piled() -> String {
    format!("Z{}", "\u{301}".repeat(200))
}

/// The board: the ids of the team's board, and the nasty text in every place a text can stand. Its
/// zone is one that is known, or nobody reports anything.
pub fn board() -> Vec<u8> {
    board_in("Europe/Berlin")
}

/// The board, in a zone of this name.
pub fn board_in(zone: &str) -> Vec<u8> {
    let nasty = format!("{NASTY}\u{0}{}", piled());
    let mut rows: Vec<String> = Vec::new();
    let mut row = |subject: (&str, &str), id: &str, rev: u32, more: Value| {
        let mut row = Map::new();
        row.insert(subject.0.to_owned(), subject.1.into());
        row.insert("id".to_owned(), id.into());
        row.insert("rev".to_owned(), rev.into());
        row.insert("at".to_owned(), format!("2026-03-0{}T08:00:00Z", rev.clamp(1, 9)).into());
        row.insert("by".to_owned(), nasty.as_str().into());
        row.extend(more.as_object().unwrap().clone());
        rows.push(Value::Object(row).to_string());
    };
    let n = nasty.as_str();
    row(
        ("board", "b"),
        "s1",
        1,
        json!({"name": n, "zone": zone, "at_limit": "reason", "sle": {"percent": 85, "within_ms": 1000}}),
    );
    for (column, kind, rank) in [("ready", "queue", "d"), ("doing", "active", "f"), ("done", "done", "h")] {
        let more = json!({"name": n, "kind": kind, "wip": 1, "rank": rank, "stage": if kind == "active" { "dev" } else { "no" }});
        row(("column", column), "s1", 1, more);
    }
    row(("stage", "dev"), "s1", 1, json!({"name": n, "wip": 1, "workers": 1}));
    row(("class", "expedite"), "s1", 1, json!({"name": n, "wip": 1, "expedite": true}));
    row(("person", n), "s1", 1, json!({"wip": 1}));
    row(("work_kind", n), "s1", 1, json!({"target": 90}));
    row(("work_kind", "other"), "s1", 1, json!({"target": 90}));
    let card = |title: &str| {
        json!({"do": "add", "to": "ready", "title": title, "text": n, "kind": n, "class": "expedite", "due": n,
            "parent": n, "labels": [n], "who": [n], "source": n})
    };
    for id in ["aaaa1111", "aaaa2222", "bbbb3333", "cccc4444", "dddd5555", "ffff7777"] {
        row(("card", id), "e1", 1, card(n));
    }
    row(("card", "aaaa2222"), "e2", 2, json!({"do": "move", "from": "ready", "to": "doing", "over": n}));
    row(("card", "aaaa2222"), "e3", 3, json!({"do": "block", "why": n}));
    row(("card", "bbbb3333"), "e2", 2, json!({"do": "move", "from": "ready", "to": "doing"}));
    row(("card", "bbbb3333"), "e3", 3, json!({"do": "pull", "why": n}));
    row(("card", "cccc4444"), "e2", 2, json!({"do": "move", "from": "ready", "to": "doing"}));
    row(("card", "cccc4444"), "e3", 3, json!({"do": "pull", "why": n}));
    row(("card", "cccc4444"), "e4", 4, json!({"do": "answer"}));
    row(("card", "cccc4444"), "e5", 5, json!({"do": "resolve", "what": n}));
    row(("card", "cccc4444"), "e6", 6, json!({"do": "move", "from": "doing", "to": "done"}));
    row(("card", "cccc4444"), "e7", 6, json!({"do": "move", "from": "doing", "to": "ready"}));
    row(("card", "dddd5555"), "e2", 2, json!({"do": "delete"}));
    row(("card", "ffff7777"), "e2", 2, json!({"do": "move", "from": "nowhere", "to": "unheard-of"}));
    row(("card", "ffff7777"), "e3", 3, json!({"do": n}));
    row(("card", "hhhh9999"), "e1", 1, card(&format!("{}{n}", "x".repeat((1 << 20) - 8_000))));
    let long = "x".repeat(20_000);
    row(
        ("card", "aaaa2222"),
        "e4",
        4,
        json!({"do": "check", "add": [n, long, "", "-1"], "tick": [n, "none"]}),
    );
    row(("card", "aaaa2222"), "e5", 5, json!({"do": "link", "add": [n, "file:///etc/passwd", "--help", ""]}));
    row(("card", "aaaa1111"), "e4", 4, json!({"do": "check", "add": [n], "drop": [n], "untick": [n]}));
    // Each is part of the other, and one of itself.
    row(("card", "aaaa2222"), "e6", 6, json!({"do": "edit", "parent": "bbbb3333"}));
    row(("card", "bbbb3333"), "e4", 4, json!({"do": "edit", "parent": "aaaa2222"}));
    row(("card", "dddd5555"), "e3", 1, json!({"do": "edit", "parent": "dddd5555"}));
    row(("card", "cccc4444"), "e8", 8, json!({"do": "edit", "parent": "aaaa2222"}));
    row(("column", "doing"), "s2", 2, json!({"done_when": n}));
    row(("stage", "dev"), "s2", 2, json!({"done_when": n}));
    row(
        ("template", n),
        "s1",
        1,
        json!({"body": format!("# {n}\n\nclass: {n}\nparent: {n}\n\n{n}\n\n- [ ] {n}")}),
    );
    // Rows that cannot be understood, and say so with what they hold.
    row(("card", "../../../etc/passwd"), "e1", 1, card(n));
    row(("column", n), "../x", 1, json!({"name": n}));
    row(("card", "aaaa1111"), "e9", 2, json!({"do": "move", "from": n, "to": n}));
    row(("card", "aaaa1111"), "e8", 2, json!({n: n, "do": "label", "add": n}));
    let deep = format!("{}{}", "[".repeat(120), "]".repeat(120));
    rows.push(format!(r#"{{"card":"aaaa1111","id":"e7","rev":2,"at":"2026-03-02T08:00:00Z","by":"m","do":"unblock","x":{deep}}}"#));
    rows.sort_unstable();
    let rows: String = rows.iter().flat_map(|row| [row.as_str(), ",\n"]).collect();
    format!("{{\"andon\":1,\"rows\":[\n{rows}{{\"end\":1}}]}}\n").into_bytes()
}

/// Files that are no boards, whose complaints quote them.
pub fn broken() -> Vec<Vec<u8>> {
    let nasty = serde_json::to_string(NASTY).unwrap();
    let raw = NASTY.replace(['\n', '\r'], "");
    vec![
        format!("{{\"columns\":[{{\"name\":{nasty},\"wip\":0}}]}}").into_bytes(),
        format!("{{\"columns\":[{{\"name\":\"A\",\"kind\":{nasty}}}]}}").into_bytes(),
        format!("{{\"columns\":[{{{nasty}:1}}]}}").into_bytes(),
        format!("{{\"andon\":1,\"rows\":[],{nasty}:1}}").into_bytes(),
        format!("{{\"andon\":{nasty},\"rows\":[]}}").into_bytes(),
        format!("{{\"andon\":1,\"rows\":[\n{raw}\n{{\"end\":1}}]}}\n").into_bytes(),
        raw.into_bytes(),
        format!("{{\"andon\":1,\"rows\":[{}{}]}}", "[".repeat(100_000), "]".repeat(100_000)).into_bytes(),
        b"{\"andon\":1,\"rows\":[\n{\"card\":\"\xff\x9b\"},\n{\"end\":1}]}\n".to_vec(),
    ]
}
