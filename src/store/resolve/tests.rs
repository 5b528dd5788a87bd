use super::*;

const HEAD: &str = format::HEAD;
const END: &str = format::END;
/// Rows of both sides' past, of one side, of the other, and of what both started from.
const P: &str = r#"{"card":"a","id":"1"}"#;
const A: &str = r#"{"card":"b","id":"1","x":"<<<<<<< é"}"#;
const B: &str = r#"{"card":"c","id":"1"}"#;
const C: &str = r#"{"card":"d","id":"1"}"#;

fn file(rows: &[&str]) -> String {
    String::from_utf8(format::file_of(rows.iter().map(|row| (*row).to_owned()).collect())).unwrap()
}

fn resolved(file: Option<&str>, sides: &Sides) -> Result<Resolved, ResolveError> {
    resolve(Path::new("t.board.json"), file.map(str::as_bytes), sides)
}

/// A conflict's text, how many conflicts it is, and how many rows each side has alone.
fn styles() -> Vec<(&'static str, String, usize, Vec<usize>)> {
    let around = |conflict: &str| format!("{HEAD}\n{P},\n{conflict}{END}\n");
    let mut styles = vec![
        (
            "two-way",
            around(&format!("<<<<<<< HEAD\n{A},\n=======\n{B},\n{C},\n>>>>>>> topic\n")),
            1,
            vec![1, 2],
        ),
        (
            "diff3",
            around(&format!(
                "<<<<<<< ours\n{P},\n{A},\n||||||| 1f3e\n{P},\n=======\n{P},\n{B},\n{C},\n>>>>>>> t\n"
            )),
            1,
            vec![1, 2],
        ),
        (
            "zdiff3 without labels",
            around(&format!("<<<<<<<\n{A},\n|||||||\n=======\n{B},\n>>>>>>>\n{C},\n")),
            1,
            vec![1, 1],
        ),
        (
            "a size of 3, and of 32",
            around(&format!(
                "<<< HEAD\n{A},\n===\n{B},\n>>> t\n{0} HEAD\n{A},\n{1}\n{C},\n{2} t\n",
                "<".repeat(32),
                "=".repeat(32),
                ">".repeat(32)
            )),
            2,
            vec![1, 2],
        ),
        (
            "nested, as merges of several bases leave it",
            around(&format!(
                "<<<<<<< HEAD\n{A},\n||||||| merged common ancestors\n<<<<<<<<< Temporary merge branch 1\n{P},\n\
                 |||||||||\n=========\n{C},\n>>>>>>>>> Temporary merge branch 2\n=======\n{B},\n>>>>>>> topic\n"
            )),
            1,
            vec![1, 1],
        ),
        (
            "two, one after the other",
            around(&format!(
                "<<<<<<< a\n{A},\n=======\n>>>>>>> b\n<<<<<<< a\n=======\n{B},\n{C},\n>>>>>>> b\n"
            )),
            2,
            vec![1, 2],
        ),
        (
            "subversion",
            around(&format!("<<<<<<< .mine\n{A},\n||||||| .r41\n=======\n{B},\n{C},\n>>>>>>> .r42\n")),
            1,
            vec![1, 2],
        ),
        (
            "jj, as a diff",
            around(&format!(
                "<<<<<<< conflict 1 of 2\n%%%%%%% diff from: qpvuntsm 1f3e (base)\n\\\\\\\\\\\\\\        to: kkmp 2a \"x\"\n \
                 {P},\n+{A},\n+++++++ side #2\n{P},\n{B},\n>>>>>>> conflict 1 of 2 ends\n<<<<<<< conflict 2 of 2\n\
                 +++++++ Contents of side #1\n%%%%%%% Changes from base to side #2\n-{P},\n+{C},\n>>>>>>> conflict 2 of 2 ends\n"
            )),
            2,
            vec![1, 2],
        ),
        (
            "jj, as snapshots",
            around(&format!(
                "<<<<<<< Conflict 1 of 1\n+++++++ Contents of side #1\n{A},\n------- Contents of base\n{P},\n\
                 +++++++ Contents of side #2\n{B},\n>>>>>>> Conflict 1 of 1 ends\n{C},\n"
            )),
            1,
            vec![1, 1],
        ),
        (
            "jj, three sides",
            around(&format!(
                "<<<<<<< conflict 1 of 1\n%%%%%%% diff from base #1 to side #1\n+{A},\n%%%%%%% diff from base #2 to side #2\n\
                 -{P},\n+{B},\n+++++++ side #3 (no terminating newline)\n{C},\n>>>>>>> conflict 1 of 1 ends\n"
            )),
            1,
            vec![1, 1, 1],
        ),
        (
            "the head torn",
            format!(
                "<<<<<<< a\n{HEAD}\n{P},\n{A},\n=======\n\u{feff}{HEAD}\n{P},\n{B},\n>>>>>>> b\n{C},\n{END}\n"
            ),
            1,
            vec![1, 1],
        ),
        (
            "the end torn, without a last line end",
            format!("{HEAD}\n{P},\n<<<<<<< a\n{A},\n{END}\n=======\n{B},\n{C},\n{END}\n>>>>>>> b"),
            1,
            vec![1, 2],
        ),
        (
            "all of it, where both made the board",
            format!(
                "<<<<<<< a\n{HEAD}\n{P},\n{A},\n{END}\n=======\n{HEAD}\n{P},\n{B},\n{C},\n{END}\n>>>>>>> b\n"
            ),
            1,
            vec![1, 2],
        ),
        (
            "the comma before the end left out",
            around(&format!("<<<<<<< a\n{A}\n=======\n{B},\n{C}\n>>>>>>> b\n")),
            1,
            vec![1, 2],
        ),
        ("half cleaned away by hand", around(&format!("{A},\n=======\n{B},\n>>>>>>> b\n{C},\n")), 0, vec![]),
        (
            "doubled, in another order",
            format!("{HEAD}\n{C},\n{A},\n{A},\n{B},\n{P},\n{A},\n{END}\n"),
            0,
            vec![],
        ),
    ];
    let others: Vec<_> = styles
        .iter()
        .flat_map(|(what, text, count, sides)| {
            let crlf = text.replace('\n', "\r\n");
            [
                (*what, crlf.clone(), *count, sides.clone()),
                (*what, format!("\u{feff}{crlf}"), *count, sides.clone()),
            ]
        })
        .collect();
    styles.extend(others);
    styles
}

#[test]
fn every_style_of_conflict_is_the_rows_of_all_sides() {
    let whole = file(&[P, A, B, C]);
    for (what, text, count, sides) in styles() {
        let found =
            resolved(Some(&text), &Sides::default()).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(String::from_utf8_lossy(&found.content), whole, "{what}");
        assert_eq!((found.conflicts, found.sides), (count, sides), "{what}");
        let before = if what.starts_with("doubled") { Before::Untidy } else { Before::Torn };
        assert_eq!((found.found, found.brought), (before, [0, 0]), "{what}");
        assert!(format::looks_whole(text.as_bytes()), "{what} is not waited for");
    }
    let again = resolved(Some(&whole), &Sides::default()).unwrap();
    assert_eq!((again.found, again.content), (Before::Whole, whole.into_bytes()), "once is enough");
}

#[test]
fn what_a_side_added_and_the_file_lacks_comes_back() {
    let old = r#"{"card":"0","id":"1"}"#;
    let some = |rows: &[&str]| Some(file(rows).into_bytes());
    let bare = |base, ours, theirs| Sides { base, ours, theirs };
    let usual = || bare(some(&[P]), some(&[P, A]), some(&[P, B, C]));
    for (what, work, sides, expected, brought, found) in [
        ("ours was left", some(&[P, A]), usual(), file(&[P, A, B, C]), [0, 2], Before::Torn),
        ("theirs was left", some(&[P, B, C]), usual(), file(&[P, A, B, C]), [1, 0], Before::Torn),
        ("the base was left", some(&[P]), usual(), file(&[P, A, B, C]), [1, 2], Before::Torn),
        ("all is there", some(&[P, A, B, C]), usual(), file(&[P, A, B, C]), [0, 0], Before::Whole),
        ("a row of neither side", some(&[A, old]), usual(), file(&[old, P, A, B, C]), [1, 2], Before::Torn),
        ("removed here", None, bare(some(&[P]), None, some(&[P, B])), file(&[P, B]), [0, 2], Before::Missing),
        (
            "removed there",
            some(&[P, A]),
            bare(some(&[P]), some(&[P, A]), None),
            file(&[P, A]),
            [0, 0],
            Before::Whole,
        ),
        (
            "made by both",
            some(&[P, A]),
            bare(None, some(&[P, A]), some(&[P, B])),
            file(&[P, A, B]),
            [0, 1],
            Before::Torn,
        ),
        (
            "taken out by them",
            some(&[old, P, A]),
            bare(some(&[old, P]), some(&[old, P, A]), some(&[P, B])),
            file(&[old, P, A, B]),
            [0, 1],
            Before::Torn,
        ),
        (
            "taken out by us",
            some(&[P, A]),
            bare(some(&[old, P]), some(&[P, A]), some(&[old, P, B])),
            file(&[P, A, B]),
            [0, 1],
            Before::Torn,
        ),
        (
            "taken out by us, without a base",
            some(&[P, A]),
            bare(None, some(&[P, A]), some(&[old, P, B])),
            file(&[old, P, A, B]),
            [0, 2],
            Before::Torn,
        ),
        ("emptied", Some(Vec::new()), usual(), file(&[P, A, B, C]), [2, 2], Before::Unreadable),
        (
            "markers in a file that somebody formatted",
            Some(b"{\n<<<<<<< a\n \"rows\": [\n=======\n \"rows\":[7,\n>>>>>>> b\n".to_vec()),
            usual(),
            file(&[P, A, B, C]),
            [2, 2],
            Before::Unreadable,
        ),
    ] {
        let got = resolve(Path::new("t"), work.as_deref(), &sides)
            .unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(String::from_utf8(got.content.clone()).unwrap(), expected, "{what}");
        assert_eq!((got.brought, got.found), (brought, found), "{what}");
        let again = resolve(Path::new("t"), Some(&got.content), &sides).unwrap();
        assert_eq!((again.found, again.content), (Before::Whole, got.content), "{what}: once is enough");
    }
}

#[test]
fn what_cannot_be_read_is_named_and_left() {
    let whole = file(&[P]).into_bytes();
    let newer = file(&[P]).replace("\"andon\":1", "\"andon\":2").into_bytes();
    let sides = |ours: &[u8], theirs: &[u8]| Sides {
        base: None,
        ours: Some(ours.into()),
        theirs: Some(theirs.into()),
    };
    for (work, sides, words) in [
        (&b"oops"[..], Sides::default(), "t.board.json:1:1: "),
        (b"{\n<<<<<<< a\n", Sides::default(), "t.board.json:2:1: merge conflict markers"),
        (b"oops", sides(&whole, &whole), "t.board.json:1:1: "),
        (&whole, sides(&whole, b"\n\noops"), "\"theirs\" cannot be read: line 3: "),
        (&whole, sides(b"{\"andon\":1", &whole), "\"ours\" cannot be read: line 1: "),
        (&newer, Sides::default(), "a newer andon wrote this board"),
        (&whole, sides(&whole, &newer), "a newer andon wrote this board"),
    ] {
        let error = resolve(Path::new("t.board.json"), Some(work), &sides).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert!(!error.hint().is_empty());
    }
}
