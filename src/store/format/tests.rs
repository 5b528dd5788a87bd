use super::*;

fn file(rows: &[&str]) -> String {
    String::from_utf8(file_of(rows.iter().map(|row| (*row).to_owned()).collect())).unwrap()
}

const A: &str = r#"{"card":"a","id":"1","x":"é"}"#;
const B: &str = r#"{"card":"b","id":"1"}"#;
const C: &str = r#"{"column":"c","id":"1","text":"<<<<<<< {"}"#;

#[test]
fn whatever_a_merge_leaves_is_the_same_rows() {
    let whole = file(&[A, B, C]);
    for (what, text) in [
        ("as written", whole.clone()),
        ("CRLF and a byte order mark", format!("\u{feff}{}", whole.replace('\n', "\r\n"))),
        ("another order, doubled", format!("{HEAD}\n{C},\n{A},\n{A},\n{B},\n{A},\n{END}\n")),
        ("git", format!("{HEAD}\n<<<<<<< HEAD\n{A},\n=======\n{B},\n>>>>>>> topic\n{C},\n{END}\n")),
        (
            "diff3",
            format!("{HEAD}\n<<<<<<< ours\n{A},\n||||||| 1f3e\n{B},\n=======\n{B},\n>>>>>>> t\n{C},\n{END}"),
        ),
        (
            "jj",
            format!(
                "{HEAD}\n<<<<<<< conflict 1 of 1\n%%%%%%% diff from: x\n\\\\\\\\\\\\\\        to: y\n {A},\n-{B},\n+{C},\n\
                 +++++++ side #2\n{B},\n>>>>>>> conflict 1 of 1 ends\n{END}\n"
            ),
        ),
        ("spaces", format!("  {HEAD}  \n\n\t{A} ,\n{B}\n{C},\n {END}\n\n")),
        (
            "a formatter",
            format!("{{\n  \"andon\": 1,\n  \"rows\": [\n    {A},\n{B},{C}, {{ \"end\": 1 }}\n ]\n}}"),
        ),
        ("one line", whole.replace('\n', "")),
        ("no end row", format!("{{\"andon\":1,\"rows\":[{A},{B},{C}]}}")),
        ("keys in another order", whole.replace(B, r#"{ "id":"1", "card":"b" }"#)),
    ] {
        let found = read(text.as_bytes()).unwrap_or_else(|error| panic!("{what}: {error:?}"));
        assert_eq!(found.canonical, what == "as written", "{what}");
        assert_eq!(String::from_utf8(found.print()).unwrap(), whole, "{what}");
    }
}

#[test]
fn what_is_not_understood_is_kept() {
    let odd = r#"{"future":"row","n":18446744073709551616.000}"#;
    let torn = r#"{"card":"x","id":"#;
    let text = format!("{HEAD}\n{odd},\n{torn}\n{A},\n{END}\n");
    let found = read(text.as_bytes()).unwrap();
    let rows: Vec<&str> = found.rows().map(|(_, row)| row).collect();
    assert_eq!(rows, [A, torn, odd]);
    assert_eq!(read(&found.print()).unwrap().print(), found.print());
}

#[test]
fn files_that_are_no_board_say_where_and_why() {
    let deep = "[".repeat(500_000);
    let long = format!("{HEAD}\n{A},\n{{\"card\":\"{}\"}},\n{END}\n", "x".repeat(1 << 20));
    let nested = format!(
        "{HEAD}\n{{\"card\":\"a\",\"id\":\"1\",\"x\":{}{}}},\n{END}\n",
        "[".repeat(200),
        "]".repeat(200)
    );
    let whole = file(&[A, B]);
    let half = whole.split_at(whole.len() - 20).0;
    let cut = format!("{HEAD}\n{A},\n{B},\n");
    let mut misplaced = Vec::new();
    for (text, line, column, words) in [
        ("", 1, 1, "the file is empty"),
        (" \n\n", 1, 1, "the file is empty"),
        ("\u{feff}", 1, 1, "the file is empty"),
        ("ab\0", 1, 3, "not a text file"),
        (half, 3, 16, "ends too early"),
        (&cut, 3, 23, "ends too early"),
        (HEAD, 1, 20, "ends too early"),
        ("{\"andon\":1,", 1, 12, "ends too early"),
        ("hello", 1, 1, "expected value"),
        ("[]", 1, 1, "not a board"),
        ("{}", 1, 1, "not a board"),
        ("null", 1, 4, "null stands where a board should be"),
        ("{\"andon\":1,\"rows\":[{]}", 1, 21, "key must be a string"),
        ("{\"andon\":1,\"rows\":{}}", 1, 18, "where a list should be"),
        ("{\"andon\":1,\"rows\":[7]}", 1, 1, "not a row"),
        ("{\"andon\":1,\"rows\":[],\"more\":1}", 1, 27, "unknown field `more`"),
        ("<<<<<<< a\n{\n=======\n{\n>>>>>>> b\n", 1, 1, "merge conflict markers"),
        (&format!("{HEAD}\n{A},\noops\n{END}\n"), 3, 1, "not a row"),
        (&long, 3, 1, "longer than 1 MiB"),
        (&nested, 2, 1, "deeper than 128"),
        (&deep, 1, 1, "not a board"),
        (&format!("{{\"x\":{deep}"), 1, 1, "deeper than 128"),
        ("{\"columns\":[]}", 1, 1, "at least one column"),
        ("{\"columns\":[{\"name\":\"A\",\"wip\":0}]}", 1, 1, "column 'A': wip 0: a limit is 1 to 65535"),
        ("{\"columns\":[{\"name\":\"A\",\"kind\":\"x\"}]}", 1, 1, "column 'A': a column's kind is"),
        ("{\"columns\":[{\"name\":\"A\",\"limit\":1}]}", 1, 31, "unknown field `limit`"),
        ("{\"columns\":[{\"wip\":1}]}", 1, 21, "missing field `name`"),
        ("{\"columns\":7}", 1, 12, "where a list should be"),
    ] {
        let start: String = text.chars().take(60).collect();
        let error = read(text.as_bytes()).expect_err(&start);
        assert!(error.fault.to_string().contains(words), "{start:?}: {}", error.fault);
        if (error.line, error.column) != (line, column) {
            misplaced.push((start.clone(), error.line, error.column));
        }
        assert!(!error.fault.hint().is_empty());
    }
    assert_eq!(misplaced, []);
}

#[test]
fn a_newer_format_is_told_from_a_broken_one() {
    for text in [
        format!("{{\"andon\":2,\"rows\":[\n{A},\n{END}\n"),
        format!("{{\"andon\": 2, \"new\": {{}}, \"rows\":[{A}]}}"),
    ] {
        let found = read(text.as_bytes()).unwrap();
        assert_eq!(found.major, 2);
        assert_eq!(found.rows().map(|(_, row)| row).collect::<Vec<_>>(), [A]);
    }
}

#[test]
fn the_short_form_is_the_same_rows_in_every_clone() {
    let text = br#"{"name":"Team","columns":[{"name":"To do"},{"name":"Doing","wip":3},{"name":"Doing"},{"name":"Done"}]}"#;
    let found = read(text).unwrap();
    let printed = String::from_utf8(found.print()).unwrap();
    for words in [
        r#"{"board":"team","id":""#,
        r#""rev":1,"at":"1970-01-01T00:00:00Z","by":"board file","name":"Team"}"#,
        r#""name":"To do","kind":"backlog","rank":"11"}"#,
        r#"{"column":"doing","id":""#,
        r#""name":"Doing","kind":"active","wip":3,"rank":"12"}"#,
        r#"{"column":"column-3","id":""#,
        r#""name":"Done","kind":"done","rank":"14"}"#,
    ] {
        assert!(printed.contains(words), "{words} in {printed}");
    }
    assert!(read(printed.as_bytes()).unwrap().canonical);
}

#[test]
fn rows_are_inserted_where_a_sort_would_put_them() {
    let all: Vec<String> =
        (0..60).map(|n| format!("{{\"card\":\"{n:03}\",\"id\":\"{}\"}}", "x".repeat(n % 7))).collect();
    for step in 1..9 {
        let (few, most): (Vec<_>, Vec<_>) = all.iter().cloned().enumerate().partition(|(n, _)| n % step == 0);
        let rows = |rows: Vec<(usize, String)>| rows.into_iter().map(|(_, row)| row).collect::<Vec<_>>();
        let (few, most) = (rows(few), rows(most));
        let base = String::from_utf8(file_of(most)).unwrap();
        let inserted = insert(&base, few.iter().rev().cloned().collect());
        assert_eq!(inserted, file_of(all.clone()), "every {step}th");
        let again = insert(std::str::from_utf8(&inserted).unwrap(), few);
        assert_eq!(again, inserted, "known rows are not doubled");
    }
}

#[test]
fn finished_files_are_told_from_unfinished_ones() {
    let whole = file(&[A, B]);
    assert!(looks_whole(whole.as_bytes()));
    assert!(looks_whole(br#"{"name":"T","columns":[]}"#));
    for len in 0..whole.len() - 1 {
        let half = &whole.as_bytes()[..len];
        assert!(!looks_whole(half), "{len} of {}", whole.len());
    }
}
