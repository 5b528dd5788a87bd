//! Checklists and links in the file.
//!
//! ```text
//! {"card":"0r6m9mrv","id":"q1z8aa",…,"do":"check","add":["write the test"]}
//! {"card":"0r6m9mrv","id":"m3k0xe",…,"do":"check","tick":["write the test"]}
//! {"card":"0r6m9mrv","id":"w7d2cb",…,"do":"link","add":["https://example.org/42"]}
//! {"card":"0r6m9mrv","id":"fq3z8k",…,"do":"add",…,"items":["write the test"],"tick":[…],"links":[…]}
//! ```
//!
//! An item is known by its text, so a row reads as a sentence and rows of two clones join item by
//! item. An andon that knows none of this keeps the rows as they are.

use super::convert::names;
use super::row::{Line, Row, Text};
use crate::board::{Builder, Checking, Checks, Extras, Name};

impl Row<'_> {
    /// What a row says about a checklist.
    pub fn checks(&self, builder: &mut Builder) -> Checks {
        Checks {
            add: names(builder, &self.add),
            drop: names(builder, &self.drop),
            tick: names(builder, &self.tick),
            untick: names(builder, &self.untick),
        }
    }

    /// What a new card came with.
    pub fn extras(&self, builder: &mut Builder) -> Option<Box<Extras>> {
        if self.items.is_empty() && self.links.is_empty() {
            return None;
        }
        let (add, tick) = (names(builder, &self.items), names(builder, &self.tick));
        let checks = Checks { add, tick, ..Checks::default() };
        Some(Box::new(Extras { checks, links: names(builder, &self.links) }))
    }

    /// What a row of the journal asks of a checklist.
    pub fn checking(&self) -> Checking {
        let owned = |texts: &[Text<'_>]| texts.iter().map(|text| text.as_str().to_owned()).collect();
        Checking {
            add: owned(&self.add),
            drop: owned(&self.drop),
            tick: owned(&self.tick),
            untick: owned(&self.untick),
        }
    }

    /// The items a row of the journal puts a new card on the board with.
    pub fn new_items(&self) -> Vec<(String, bool)> {
        let ticked = |item: &Text<'_>| self.tick.iter().any(|other| other.as_str() == item.as_str());
        self.items.iter().map(|item| (item.as_str().to_owned(), ticked(item))).collect()
    }
}

pub fn put_checks<'a>(line: &mut Line, checks: &Checks, name: impl Fn(&Name) -> &'a str) {
    let Checks { add, drop, tick, untick } = checks;
    for (key, names) in [("add", add), ("drop", drop), ("tick", tick), ("untick", untick)] {
        line.list(key, names.iter().map(&name));
    }
}

pub fn put_checking(line: &mut Line, checking: &Checking) {
    let Checking { add, drop, tick, untick } = checking;
    for (key, texts) in [("add", add), ("drop", drop), ("tick", tick), ("untick", untick)] {
        line.list(key, texts.iter().map(String::as_str));
    }
}

pub fn put_extras<'a>(line: &mut Line, extras: Option<&Extras>, name: impl Fn(&Name) -> &'a str) {
    let Some(Extras { checks, links }) = extras else { return };
    line.list("items", checks.add.iter().map(&name)).list("tick", checks.tick.iter().map(&name));
    line.list("links", links.iter().map(&name));
}

pub fn put_new_items(line: &mut Line, items: &[(String, bool)]) {
    line.list("items", items.iter().map(|(item, _)| item.as_str()));
    line.list("tick", items.iter().filter(|(_, done)| *done).map(|(item, _)| item.as_str()));
}

#[cfg(test)]
mod tests {
    use crate::store::load;

    /// The checklist and links that rows come to, as people would write them.
    fn told(rows: &[&str]) -> (String, Vec<String>) {
        let head = r#"{"column":"dev","id":"a","rev":1,"at":"2026-03-02T08:00:00Z","by":"m","name":"Dev"}"#;
        let row = |(number, says): (usize, &&str)| {
            let at = format!("2026-03-02T08:00:{number:02}Z");
            let (rev, says) = says.split_once(' ').unwrap();
            format!(r#"{{"card":"c","id":"e{number}","rev":{rev},"at":"{at}","by":"m","do":{says}}}"#)
        };
        let mut all: Vec<String> = rows.iter().enumerate().map(row).collect();
        all.push(head.to_owned());
        let file = format!("{{\"andon\":1,\"rows\":[\n{},\n{{\"end\":1}}]}}\n", all.join(",\n"));
        let loaded = load(file.as_bytes()).unwrap();
        // Whatever it made of a row, the row stays.
        let kept = String::from_utf8(crate::store::canonical(file.as_bytes()).unwrap()).unwrap();
        assert!(all.iter().all(|row| kept.contains(row)));
        let board = loaded.board;
        let card = board.cards().next().unwrap();
        let text = |name| board.names().text(name);
        let item =
            |item: &crate::board::Item| format!("[{}]{}", if item.done { 'x' } else { ' ' }, text(item.text));
        let mut said: Vec<String> = card.items().iter().map(item).collect();
        said.extend(card.links().iter().map(|link| text(*link).to_owned()));
        (said.join(" "), loaded.findings.into_iter().map(|finding| finding.reason).collect())
    }

    const ADD: &str = r#"1 "add","to":"dev","title":"A""#;

    #[test]
    fn items_come_go_and_are_ticked() {
        for (rows, expected) in [
            (vec![ADD], ""),
            (
                vec![r#"1 "add","to":"dev","title":"A","items":["a","b"],"tick":["b"],"links":["l"]"#],
                "[ ]a [x]b l",
            ),
            (vec![ADD, r#"2 "check","add":["a","b"]"#, r#"3 "check","tick":["a"]"#], "[x]a [ ]b"),
            (vec![ADD, r#"2 "check","add":["a"],"tick":["a"]"#, r#"3 "check","untick":["a"]"#], "[ ]a"),
            (vec![ADD, r#"2 "check","add":["a","b"]"#, r#"3 "check","drop":["a"]"#], "[ ]b"),
            // What comes again is new: below the others, and not ticked.
            (
                vec![
                    ADD,
                    r#"2 "check","add":["a","b"],"tick":["a"]"#,
                    r#"3 "check","drop":["a"]"#,
                    r#"4 "check","add":["a"]"#,
                ],
                "[ ]b [ ]a",
            ),
            // At the same time: coming beats going, whichever is last in order.
            (
                vec![
                    ADD,
                    r#"2 "check","add":["a"]"#,
                    r#"3 "check","add":["a"]"#,
                    r#"3 "check","drop":["a"]"#,
                ],
                "[ ]a",
            ),
            (
                vec![
                    ADD,
                    r#"2 "check","add":["a"]"#,
                    r#"3 "check","drop":["a"]"#,
                    r#"3 "check","add":["a"]"#,
                ],
                "[ ]a",
            ),
            // The tick is a register of its own: the last in order holds, and others are kept.
            (
                vec![
                    ADD,
                    r#"2 "check","add":["a","b"]"#,
                    r#"3 "check","tick":["a"]"#,
                    r#"3 "check","untick":["a"],"tick":["b"]"#,
                ],
                "[ ]a [x]b",
            ),
            // Of an item nobody added nothing is told; its row stays.
            (vec![ADD, r#"2 "check","tick":["a"]"#], ""),
            (vec![ADD, r#"2 "check","add":["a"]"#, r#"3 "undo","undoes":"e1""#], ""),
            (
                vec![ADD, r#"2 "link","add":["https://a","file:///x"]"#, r#"3 "link","drop":["https://a"]"#],
                "file:///x",
            ),
        ] {
            assert_eq!(told(&rows), (expected.to_owned(), vec![]), "{rows:?}");
        }
    }

    #[test]
    fn what_is_no_list_of_texts_is_told_and_kept() {
        for says in [r#"2 "check","add":"a""#, r#"2 "check","tick":[1]"#, r#"2 "link","add":{}"#] {
            let (said, findings) = told(&[ADD, says]);
            assert_eq!((said.as_str(), findings.len()), ("", 1), "{says}: {findings:?}");
        }
    }
}
