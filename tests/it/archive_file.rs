//! Archiving on one machine: nothing is ever in neither file, whatever happens in between.

use crate::archive_support::{archive_all, before, on_board, rows_of, rows_of_both, whole, write};
use crate::store_support::{add, board, fold, operation, scramble, three_columns, work_tree};
use andon::board::{Board, Card, Change, Field, Id, Refusal};
use andon::store::{BoardFile, History, archive_of, content_of, load};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

/// Three finished cards, one deleted, one in work.
fn worked() -> Board {
    let mut board = board(&three_columns());
    let mut cards: Vec<Id> = Vec::new();
    for number in 1..=5 {
        cards.push(board.apply(&add(number << 40, &format!("card {number}"))).unwrap().card().unwrap());
    }
    let to = |to: &str| to.parse().unwrap();
    let mut seed = 1 << 50;
    let mut did = |change| {
        seed += 1;
        board.apply(&operation(seed, 60, change)).unwrap();
    };
    for card in &cards[..3] {
        did(Change::Move { card: *card, to: to("doing") });
        did(Change::Move { card: *card, to: to("done") });
    }
    did(Change::Delete { card: cards[3] });
    board
}

fn named(board: &Board, title: &str) -> Id {
    board.cards().find(|card| card.title() == title).unwrap().id()
}

fn text(card: Id, text: &str) -> Change {
    Change::Edit { card, values: vec![(Field::Text, text.to_owned())] }
}

/// What a board comes to but for being archived.
fn fold_without_marks(board: &Board) -> String {
    let rows = String::from_utf8(content_of(board)).unwrap();
    let kept: Vec<&str> = rows.lines().filter(|row| !row.contains("\"do\":\"archived\"")).collect();
    fold(&load((kept.join("\n") + "\n").as_bytes()).unwrap().board)
}

#[test]
fn what_is_over_goes_and_marks_stay() {
    let (_folder, path) = work_tree();
    let before_it = worked();
    write(&path, &content_of(&before_it));
    let rows = rows_of(&path);

    let trial = BoardFile::open(&path).unwrap().archive_trial(&before(365, 7)).unwrap();
    assert_eq!(rows_of_both(&path), rows, "a trial does nothing");
    let done = archive_all(&path, 7);
    assert_eq!((done.cards.len(), done.rows, done.sweep.deleted), (4, 11, 1));
    assert_eq!((&trial.cards, trial.rows), (&done.cards, done.rows));
    assert_eq!((trial.board_bytes, trial.archive_bytes), (done.board_bytes, done.archive_bytes));
    assert_eq!(done.board_bytes.1, fs::metadata(&path).unwrap().len());

    let main = rows_of(&path);
    assert_eq!(main.iter().filter(|row| row.contains("\"do\":\"archived\"")).count(), 4);
    assert_eq!(main.iter().filter(|row| row.contains("\"card\"")).count(), 5);
    assert!(rows.is_subset(&rows_of_both(&path)), "no row is lost");
    // The archive is a board that can be read alone.
    let archive = load(&fs::read(archive_of(&path).unwrap()).unwrap()).unwrap();
    assert!(archive.canonical && archive.findings.is_empty());
    assert_eq!((archive.board.cards().len(), archive.board.display_order().len()), (4, 3));

    let file = BoardFile::open(&path).unwrap();
    assert!(file.is_canonical() && file.board().audit(before(365, 0).at).is_empty());
    assert_eq!(on_board(file.board()), [named(&before_it, "card 5")]);
    assert_eq!(fold_without_marks(&whole(&path)), fold(&before_it));

    let (main, both) = (fs::read(&path).unwrap(), rows_of_both(&path));
    let again = archive_all(&path, 8);
    assert_eq!((again.cards.len(), again.rows), (0, 0));
    assert!((fs::read(&path).unwrap(), rows_of_both(&path)) == (main, both), "once is enough");
}

#[test]
fn rows_saved_a_moment_ago_are_not_put_back() {
    let (_folder, path) = work_tree();
    let mut file = BoardFile::create(&path, &board(&three_columns())).unwrap();
    let made = file.commit(&[add(1, "soon over")]).unwrap();
    let card = made.outcomes[0].as_ref().unwrap().card().unwrap();
    file.commit(&[operation(2, 9, Change::Move { card, to: "done".parse().unwrap() })]).unwrap();
    let done = file.archive(&before(365, 3)).unwrap();
    assert_eq!((done.cards.len(), done.rows), (1, 2));
    let left = rows_of(&path);
    let mut other = BoardFile::open(&path).unwrap();
    assert!(other.recovered().is_empty());
    other.commit(&[add(4, "next")]).unwrap();
    assert_eq!(rows_of(&path).len(), left.len() + 1);
}

#[test]
fn a_card_comes_back_with_its_history() {
    for way in ["restore", "undo the archiving", "undo its last move"] {
        let (_folder, path) = work_tree();
        let before_it = worked();
        write(&path, &content_of(&before_it));
        archive_all(&path, 7);
        let card = named(&before_it, "card 1");
        let mut file = BoardFile::open(&path).unwrap();
        let stub = file.board().card(card).unwrap();
        assert!(stub.is_archived() && stub.is_history_missing() && stub.title() == "(archived)");
        let archived = stub.archived().unwrap().id;
        let moved = before_it.card(card).unwrap().events().last().unwrap().id;
        let change = match way {
            "restore" => Change::Restore { card },
            "undo the archiving" => Change::Undo { card, event: archived },
            _ => Change::Undo { card, event: moved },
        };
        let refused = file.commit(&[operation(71, 99, text(card, "while it rests"))]).unwrap();
        assert!(matches!(refused.outcomes[0], Err(Refusal::Archived(_))), "{way}");
        let back = file.commit(&[operation(70, 100, change)]).unwrap();
        assert!(back.outcomes[0].is_ok(), "{way}: {back:?}");
        // As it is on the screen of whoever did it, and as anybody reads it.
        for board in [file.board(), BoardFile::open(&path).unwrap().board(), &whole(&path)] {
            let found = board.card(card).unwrap();
            assert!(found.on_board() && found.title() == "card 1", "{way}");
            assert!(found.events().len() >= 5, "{way}");
        }
        // Touched a moment ago, it stays; untouched for long it goes again, for good.
        assert_eq!(BoardFile::open(&path).unwrap().archive(&before(0, 8)).unwrap().cards, []);
        if way != "undo its last move" {
            assert_eq!(archive_all(&path, 9).cards, [card], "{way}");
            assert!(BoardFile::open(&path).unwrap().board().card(card).unwrap().is_history_missing());
        }
    }
}

/// Everything a merge, a crash or a colleague may do to the two files of an archived board.
#[test]
fn the_card_of_somebody_who_did_not_know_comes_back_and_others_rest() {
    let base = worked();
    let card = named(&base, "card 1");
    let mut theirs = base.clone();
    theirs.apply(&operation(9, 500, text(card, "new"))).unwrap();
    let their_row = {
        let rows: Vec<String> =
            String::from_utf8(content_of(&theirs)).unwrap().lines().map(str::to_owned).collect();
        rows.into_iter().find(|row| row.contains("\"text\":\"new\"")).unwrap()
    };
    for (what, full) in [("their row alone", false), ("all their rows", true)] {
        let (_folder, path) = work_tree();
        write(&path, &content_of(&base));
        archive_all(&path, 7);
        let main = fs::read_to_string(&path).unwrap();
        let more = if full {
            String::from_utf8(content_of(&theirs))
                .unwrap()
                .lines()
                .filter(|row| row.ends_with(','))
                .collect::<Vec<_>>()
                .join("\n")
        } else {
            their_row.clone()
        };
        write(&path, main.replacen('\n', &format!("\n{more}\n"), 1).as_bytes());

        let mut file = BoardFile::open(&path).unwrap();
        let found = file.board().card(card).unwrap();
        assert!(found.on_board(), "{what}: somebody worked on it");
        assert_eq!(
            (found.title(), found.value(Field::Text), found.events().len()),
            ("card 1", "new", 5),
            "{what}"
        );
        assert_eq!(on_board(file.board()), on_board(&whole(&path)), "{what}: alone and with its history");
        assert_eq!(on_board(file.board()).len(), 2, "{what}: others rest");
        let held = rows_of_both(&path);
        // The next save brings the rows home.
        file.commit(&[add(1 << 30, "another")]).unwrap();
        let ours =
            rows_of(&path).into_iter().filter(|row| row.contains(&format!("\"card\":\"{card}\""))).count();
        assert_eq!(ours, 5, "{what}");
        assert!(held.is_subset(&rows_of_both(&path)), "{what}");
        // What the merge brought back of the others goes again.
        let swept = BoardFile::open(&path).unwrap().archive(&before(0, 8)).unwrap();
        assert_eq!((swept.cards.len(), swept.rows), (0, if full { 8 } else { 0 }), "{what}");
        assert!(held.is_subset(&rows_of_both(&path)), "{what}");
    }
}

#[test]
fn a_crash_in_between_leaves_everything_twice_and_is_made_good() {
    let (_folder, path) = work_tree();
    let base = content_of(&worked());
    write(&path, &base);
    archive_all(&path, 7);
    write(&path, &base);
    assert_eq!(fold(&whole(&path)), fold(&worked()));
    assert_eq!(archive_all(&path, 8).cards.len(), 4);
    assert_eq!(fold_without_marks(&whole(&path)), fold(&worked()));
}

/// An archive that lost rows, by hand or by git, takes nothing with it that is still on the board.
#[test]
fn rows_leave_only_if_the_archive_holds_them() {
    let (_folder, path) = work_tree();
    let base = content_of(&worked());
    write(&path, &base);
    archive_all(&path, 7);
    let archive = archive_of(&path).unwrap();
    for broken in ["", "{\"andon\":1,\"rows\":[\n", "{\"andon\":2,\"rows\":[\n{\"end\":1}]}\n"] {
        write(&path, &base);
        fs::write(&archive, broken).unwrap();
        BoardFile::open(&path).unwrap().archive(&before(365, 7)).unwrap_err();
        assert!(fs::read(&path).unwrap() == base, "{broken}");
        assert_eq!(fs::read_to_string(&archive).unwrap(), broken);
    }
}

#[test]
fn an_archive_that_is_missing_stops_nothing() {
    let (_folder, path) = work_tree();
    let base = worked();
    write(&path, &content_of(&base));
    archive_all(&path, 7);
    fs::remove_file(archive_of(&path).unwrap()).unwrap();
    let mut file = BoardFile::open(&path).unwrap();
    assert!(!file.read_history());
    assert!(matches!(file.history(), History::Missing(_)));
    assert_eq!(file.board().cards().filter(|card| card.is_history_missing()).count(), 4);
    file.commit(&[add(1 << 30, "goes on")]).unwrap();
    let card = named(&base, "card 1");
    let refused = file.commit(&[operation(70, 100, Change::Restore { card })]).unwrap();
    assert!(matches!(refused.outcomes[0], Err(Refusal::HistoryMissing(_))), "{refused:?}");
    let rows = rows_of(&path);
    let done = file.archive(&before(365, 8)).unwrap();
    assert_eq!((done.rows, rows_of(&path)), (0, rows));
}

#[test]
fn an_archive_has_no_archive() {
    let (_folder, path) = work_tree();
    write(&path, &content_of(&worked()));
    archive_all(&path, 7);
    let archive = archive_of(&path).unwrap();
    let error = BoardFile::open(&archive).unwrap().archive(&before(365, 8)).unwrap_err();
    assert!(error.to_string().contains("this is an archive"), "{error}");
}

fn shuffled(path: &Path) -> Vec<Id> {
    let mut cards: Vec<Id> = whole(path).cards().filter(|card| card.is_archived()).map(Card::id).collect();
    cards.sort_unstable();
    cards
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Work, archiving and more work in any order: no row is lost, the board alone shows what the
    /// whole does, and a fold of all rows in one file is the fold of both.
    #[test]
    fn random_work_and_archiving_lose_nothing(
        parts in prop::collection::vec(prop::collection::vec(any::<u64>(), 0..12), 1..5), salt: u64,
    ) {
        let (_folder, path) = work_tree();
        write(&path, &content_of(&board(&three_columns())));
        let mut rows = rows_of(&path);
        for (number, seeds) in (0_u64..).zip(&parts) {
            let mut board = BoardFile::open(&path).unwrap().board().clone();
            scramble(&mut board, seeds);
            write(&path, &content_of(&board));
            rows.extend(rows_of(&path));
            archive_all(&path, salt ^ number);
            let both = rows_of_both(&path);
            prop_assert!(rows.is_subset(&both));
            rows = both;
            let alone = BoardFile::open(&path).unwrap();
            let whole = whole(&path);
            prop_assert_eq!(on_board(alone.board()), on_board(&whole));
            let one_file: Vec<&str> = rows.iter().map(String::as_str).collect();
            let one_file = format!("{{\"andon\":1,\"rows\":[\n{},\n{{\"end\":1}}]}}\n", one_file.join(",\n"));
            let one = load(one_file.as_bytes()).unwrap();
            prop_assert_eq!(fold(&one.board), fold(&whole));
            prop_assert_eq!(on_board(&one.board), on_board(&whole));
        }
        prop_assert_eq!(shuffled(&path).len(), whole(&path).cards().len() - on_board(&whole(&path)).len()
            - whole(&path).cards().filter(|card| card.is_deleted() && !card.is_archived()).count());
    }
}
