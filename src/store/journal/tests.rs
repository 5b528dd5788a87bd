use super::leftover::parse;
use super::*;

fn texts<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    texts.map(str::to_owned).collect()
}

#[test]
fn a_dead_process_leaves_what_it_had_not_saved() {
    let root = tempfile::tempdir().unwrap();
    let side = SideCar::for_tests(root.path());
    let mut journal = Journal::new(side.clone());
    journal.ask(["one"]).unwrap();
    journal.saved();
    journal.ask(["two", "three\nlines"]).unwrap();
    assert!(leftovers(&side).is_empty(), "its owner lives");
    drop(journal);

    let left = leftovers(&side);
    assert_eq!(left.len(), 1);
    assert!(leftovers(&side).is_empty(), "one recovers it");
    assert_eq!(texts(left[0].unsaved()), ["two", "three lines"]);
    for left in left {
        left.done();
    }
    assert!(side.files(ENDING).is_empty());
}

#[test]
fn nothing_is_left_of_a_process_that_only_read_or_saved_all() {
    let root = tempfile::tempdir().unwrap();
    let side = SideCar::for_tests(root.path());
    drop(Journal::new(side.clone()));
    let mut journal = Journal::new(side.clone());
    journal.ask(["one"]).unwrap();
    journal.saved();
    drop(journal);
    assert!(side.files(ENDING).is_empty());
}

#[test]
fn a_withdrawn_operation_does_not_come_back() {
    let root = tempfile::tempdir().unwrap();
    let side = SideCar::for_tests(root.path());
    let mut journal = Journal::new(side.clone());
    journal.ask(["one"]).unwrap();
    journal.saved();
    journal.ask(["two", "three"]).unwrap();
    journal.withdraw(1);
    drop(journal);
    assert_eq!(texts(leftovers(&side)[0].unsaved()), ["two"]);
}

#[test]
fn a_line_cut_off_by_a_crash_is_skipped() {
    let (entries, intents) = parse(
        b"ask 1 move\nask 2 edit\nsaved 1\nput 00000000000000aa 00000000000000bb .a.andon-x y\nput z\n\xff\nask 3 ha",
    );
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].text, "edit");
    assert_eq!(intents[0].temporary, ".a.andon-x y");
}
