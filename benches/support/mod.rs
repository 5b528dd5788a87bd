//! Boards to measure with: about eight events a card, in the file's own rows.

use std::fmt::Write as _;

/// A small generator of plain numbers; the same seed gives the same board.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn id(&mut self, len: u32) -> String {
        andon::board::Id::random(self.next() >> 3, len).to_string()
    }
}

const PEOPLE: [&str; 6] = ["maria", "jon", "ann", "li", "tomás", "yuki"];
const WORDS: [&str; 12] = [
    "refund",
    "timeout",
    "webhook",
    "ledger",
    "retry",
    "invoice",
    "session",
    "export",
    "rate limit",
    "audit",
    "currency",
    "search",
];
const COLUMNS: [(&str, &str, &str); 6] = [
    ("backlog", "backlog", "null"),
    ("ready", "queue", "null"),
    ("dev", "active", "null"),
    ("review", "queue", "null"),
    ("test", "active", "null"),
    ("done", "done", "null"),
];

/// A board file of `cards` cards, canonical. All but one in twenty are done.
pub fn file(cards: usize) -> Vec<u8> {
    let mut numbers = Numbers(0x2545_f491_4f6c_dd1d);
    let start = 1_700_000_000_000_i64;
    let mut rows = Vec::with_capacity(cards * 8 + 8);
    for _ in 0..cards {
        card(&mut numbers, start, &mut rows);
    }
    for (number, (id, kind, wip)) in COLUMNS.into_iter().enumerate() {
        rows.push(format!(
            r#"{{"column":"{id}","id":"col{number}","rev":1,"at":"2023-11-14T22:00:00Z","by":"maria","name":"{id}","kind":"{kind}","wip":{wip},"rank":"{}"}}"#,
            char::from(b'b' + u8::try_from(number).unwrap_or(0)),
        ));
    }
    rows.push(r#"{"board":"bench","id":"b1","rev":1,"at":"2023-11-14T22:00:00Z","by":"maria","name":"Bench","zone":"Europe/Berlin"}"#.to_owned());
    rows.sort_unstable();
    let mut file = String::from("{\"andon\":1,\"rows\":[\n");
    for row in rows {
        file.push_str(&row);
        file.push_str(",\n");
    }
    file.push_str("{\"end\":1}]}\n");
    file.into_bytes()
}

fn card(numbers: &mut Numbers, start: i64, rows: &mut Vec<String>) {
    let id = numbers.id(8);
    let mut at = start + i64::try_from(numbers.below(40_000_000)).unwrap_or(0) * 1000;
    let mut rev = 0;
    let mut row = |numbers: &mut Numbers, what: &str| {
        rev += 1;
        at += i64::try_from(numbers.below(200_000)).unwrap_or(0) * 1000;
        let mut text = String::new();
        let by = PEOPLE[usize::try_from(numbers.below(6)).unwrap_or(0)];
        let event = numbers.id(6);
        let at = andon::board::Timestamp::from_ms(at);
        let _ =
            write!(text, r#"{{"card":"{id}","id":"{event}","rev":{rev},"at":"{at}","by":"{by}",{what}}}"#);
        rows.push(text);
    };
    let word = |numbers: &mut Numbers| WORDS[usize::try_from(numbers.below(12)).unwrap_or(0)];
    let title = format!("Handle the {} of a {} in the {}", word(numbers), word(numbers), word(numbers));
    let label = word(numbers);
    row(
        numbers,
        &format!(r#""do":"add","to":"backlog","title":"{title}","kind":"feature","labels":["{label}"]"#),
    );
    row(numbers, r#""do":"move","from":"backlog","to":"ready""#);
    let who = PEOPLE[usize::try_from(numbers.below(6)).unwrap_or(0)];
    row(numbers, &format!(r#""do":"assign","add":["{who}"]"#));
    row(numbers, r#""do":"move","from":"ready","to":"dev""#);
    if numbers.below(5) == 0 {
        row(numbers, r#""do":"block","why":"waiting for the bank's sandbox""#);
        row(numbers, r#""do":"unblock""#);
    }
    row(numbers, r#""do":"move","from":"dev","to":"review""#);
    if numbers.below(20) == 0 {
        return;
    }
    row(numbers, r#""do":"move","from":"review","to":"test""#);
    if numbers.below(8) == 0 {
        row(numbers, r#""do":"move","from":"test","to":"dev""#);
        row(numbers, r#""do":"move","from":"dev","to":"test""#);
    }
    let seen = word(numbers);
    row(numbers, &format!(r#""do":"edit","text":"Seen in {seen} by the nightly run; see the log.""#));
    row(numbers, r#""do":"move","from":"test","to":"done""#);
}
