//! What holds for every board file: what is printed is read back the same, and however two files
//! are put together the result is the same and nothing is lost.

use crate::store_support::{board, cases, fold, scramble, three_columns};
use andon::store::{canonical, content_of, load};
use proptest::prelude::*;

fn seeds() -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(any::<u64>(), 0..40)
}

/// Two clones: what they share, and what each did since.
fn clones() -> impl Strategy<Value = (Vec<u8>, Vec<u8>, Vec<u8>)> {
    (seeds(), seeds(), seeds()).prop_map(|(shared, ours, theirs)| {
        let base = board(&three_columns());
        let grown = |seeds: &[&[u64]]| {
            let mut board = base.clone();
            for seeds in seeds {
                scramble(&mut board, seeds);
            }
            content_of(&board)
        };
        (grown(&[&shared]), grown(&[&shared, &ours]), grown(&[&shared, &theirs]))
    })
}

fn lines(content: &[u8]) -> Vec<String> {
    let text = String::from_utf8(content.to_vec()).unwrap();
    text.lines().filter(|line| line.ends_with(',')).map(str::to_owned).collect()
}

const HEAD: &str = "{\"andon\":1,\"rows\":[\n";
const END: &str = "{\"end\":1}]}\n";

/// The lines of each part, whole: what stands between conflict markers is never half a line.
fn file(parts: &[&[String]]) -> Vec<u8> {
    let rows: Vec<&str> = parts.iter().flat_map(|part| part.iter().map(String::as_str)).collect();
    format!("{HEAD}{}\n{END}", rows.join("\n")).into_bytes()
}

/// `ANDON_CASES` sets the number of cases of each law.
fn config() -> ProptestConfig {
    let cases = cases(150);
    println!("{cases} cases");
    ProptestConfig::with_cases(u32::try_from(cases).unwrap())
}

fn join(one: &[u8], other: &[u8]) -> Vec<u8> {
    canonical(&file(&[&lines(one), &lines(other)])).unwrap()
}

fn read(content: &[u8]) -> (String, Vec<u8>) {
    let loaded = load(content).unwrap();
    assert_eq!(loaded.findings, []);
    (fold(&loaded.board), canonical(content).unwrap())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn print_then_parse_is_a_fixed_point(seeds in seeds()) {
        let mut board = board(&three_columns());
        scramble(&mut board, &seeds);
        let content = content_of(&board);
        let loaded = load(&content).unwrap();
        prop_assert_eq!(&loaded.findings, &[]);
        prop_assert!(loaded.canonical);
        prop_assert_eq!(fold(&loaded.board), fold(&board));
        prop_assert_eq!(&content_of(&loaded.board), &content);
        prop_assert_eq!(&canonical(&content).unwrap(), &content);
    }

    #[test]
    fn joining_is_commutative_associative_and_idempotent_and_loses_no_row(
        (base, ours, theirs) in clones(), more in seeds()
    ) {
        let mut third = load(&base).unwrap().board;
        scramble(&mut third, &more);
        let third = content_of(&third);
        let once = join(&ours, &theirs);
        prop_assert_eq!(&join(&theirs, &ours), &once);
        prop_assert_eq!(&join(&once, &ours), &once);
        prop_assert_eq!(&join(&once, &once), &once);
        let all = join(&once, &third);
        prop_assert_eq!(&join(&ours, &join(&theirs, &third)), &all);
        prop_assert_eq!(&join(&join(&third, &ours), &theirs), &all);
        let kept = lines(&all);
        for row in [&ours, &theirs, &third].into_iter().flat_map(|content| lines(content)) {
            prop_assert!(kept.contains(&row), "lost: {}", row);
        }
        // The board of the joined file says of itself what the file says.
        prop_assert_eq!(content_of(&load(&all).unwrap().board), all);
    }

    #[test]
    fn a_union_in_any_order_any_number_of_times_is_one_board_and_loses_no_row(
        (_, ours, theirs) in clones(), order in any::<prop::sample::Index>(), again in 0..3_usize
    ) {
        let (mine, yours) = (lines(&ours), lines(&theirs));
        let (fold_once, canonical_once) = read(&file(&[&mine, &yours]));
        let mut mixed: Vec<String> = [mine.clone(), yours.clone()].concat();
        let turn = order.index(mixed.len().max(1));
        mixed.rotate_left(turn);
        mixed.reverse();
        let copies = vec![&mixed[..]; again + 1];
        prop_assert_eq!(read(&file(&copies)), (fold_once.clone(), canonical_once.clone()));
        prop_assert_eq!(read(&file(&[&yours, &mine])), (fold_once, canonical_once.clone()));
        let kept = lines(&canonical_once);
        for row in mine.iter().chain(&yours) {
            prop_assert!(kept.contains(row), "lost: {}", row);
        }
    }

    #[test]
    fn conflict_markers_of_git_and_jj_are_read_as_the_union((base, ours, theirs) in clones()) {
        let (base, mine, yours) = (lines(&base), lines(&ours), lines(&theirs));
        let expected = read(&file(&[&mine, &yours]));
        let only = |of: &[String], not: &[String]| -> Vec<String> {
            of.iter().filter(|line| !not.contains(line)).cloned().collect()
        };
        let (left, right) = (only(&mine, &base), only(&yours, &base));
        let mark = |text: &str| vec![text.to_owned()];
        let prefixed = |with: &str, lines: &[String]| -> Vec<String> {
            lines.iter().map(|line| format!("{with}{line}")).collect()
        };
        let merge = file(&[
            &base, &mark("<<<<<<< HEAD"), &left, &mark("======="), &right, &mark(">>>>>>> topic"),
        ]);
        prop_assert_eq!(read(&merge), expected.clone());
        let diff3 = file(&[
            &mark("<<<<<<< ours"), &mine, &mark("||||||| 1fe3a"), &base, &mark("======="), &yours,
            &mark(">>>>>>> theirs"),
        ]);
        prop_assert_eq!(read(&diff3), expected.clone());
        let jj = file(&[
            &mark("<<<<<<< conflict 1 of 1"), &mark("%%%%%%% diff from: base"), &mark("\\\\\\\\\\\\\\        to: ours"),
            &prefixed(" ", &base), &prefixed("+", &left), &mark("+++++++ theirs"), &yours,
            &mark(">>>>>>> conflict 1 of 1 ends"),
        ]);
        prop_assert_eq!(read(&jj), expected);
    }

    #[test]
    fn no_bytes_whatever_make_the_reader_fall_over(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = load(&bytes);
        let inside = [HEAD.as_bytes(), &bytes, b"\n", END.as_bytes()].concat();
        let _ = load(&inside);
    }

    #[test]
    fn a_board_that_was_tampered_with_opens_or_says_why(
        seeds in prop::collection::vec(any::<u64>(), 1..12),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..6_u8, any::<u8>()), 1..6),
    ) {
        let mut board = board(&three_columns());
        scramble(&mut board, &seeds);
        let mut content = content_of(&board);
        for (place, what, byte) in cuts {
            let place = place.index(content.len().max(1));
            if content.is_empty() {
                break;
            }
            match what {
                0 => content[place] = byte,
                1 => content.insert(place, byte),
                2 => drop(content.remove(place)),
                3 => content.truncate(place.max(1)),
                4 => content.extend_from_within(place..),
                _ => content.insert(place, b'\n'),
            }
        }
        match load(&content) {
            Ok(loaded) => {
                // What it made of it, it makes of it again.
                let once = canonical(&content).unwrap();
                let again = load(&once).unwrap();
                prop_assert_eq!(fold(&again.board), fold(&loaded.board));
                prop_assert_eq!(canonical(&once).unwrap(), once);
            }
            Err(misread) => prop_assert!(misread.line >= 1 && misread.column >= 1),
        }
    }
}
