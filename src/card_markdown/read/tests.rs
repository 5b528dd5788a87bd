use super::super::{annotated, page};
use super::*;
use proptest::prelude::*;

#[test]
fn a_page_is_title_fields_description_and_checklist() {
    let text = "\
<!-- andon: explains -->
# Retry on timeout

class: expedite
Due : fri
who: @maria, jon
labels: #api, slow
part of: 4f1a Payments
links: https://a.example/x, mailto:b@example.org
<!-- andon: explains, too -->

# Why

The bank gives up: early.

## Checklist

- [ ] ask the bank
* [X] measure
+ tell

- [ ]
";
    let page = read(text);
    assert_eq!(page.mistakes, []);
    let item = |done, text: &str| Item { done, text: text.to_owned() };
    let wanted = Sheet {
        title: "Retry on timeout".into(),
        class: "expedite".into(),
        due: "fri".into(),
        who: vec!["maria".into(), "jon".into()],
        labels: vec!["api".into(), "slow".into()],
        parent: "4f1a Payments".into(),
        links: vec!["https://a.example/x".into(), "mailto:b@example.org".into()],
        text: "# Why\n\nThe bank gives up: early.".into(),
        checklist: vec![item(false, "ask the bank"), item(true, "measure"), item(false, "tell")],
        ..Sheet::default()
    };
    assert_eq!(page.sheet, wanted);
    assert_eq!((page.title_line, page.line(Key::Due), page.line(Key::Kind)), (2, 5, 2));
}

#[test]
fn what_editors_do_to_a_page() {
    for text in
        ["Retry\nbody", "# Retry\r\n\r\nbody\r\n", "\n\n#Retry\n\n\nbody\n\n", "\u{feff}# Retry\nbody"]
    {
        let sheet = read(text).sheet;
        assert_eq!((sheet.title.as_str(), sheet.text.as_str()), ("Retry", "body"), "{text:?}");
    }
    assert_eq!(read("").sheet, Sheet::default());
}

#[test]
fn mistakes_are_told_with_their_lines() {
    for (text, line, words) in [
        ("# A\n\ndue: fri\nlabel api\n", 4, "'label api' is no field; the fields are class"),
        ("# A\n\ndue: fri\nlables: api\n", 4, "'lables' is no field (did you mean labels?)"),
        ("# A\n\ndue: fri\nDue: mon\n", 4, "due is given twice"),
        ("# A\n\n## Checklist\n- [ ] a\nand b\n", 5, "'and b' is no item of the checklist"),
    ] {
        let mistakes = read(text).mistakes;
        assert_eq!(mistakes.len(), 1, "{text:?}: {mistakes:?}");
        assert_eq!(mistakes[0].line, line);
        assert!(mistakes[0].to_string().contains(words), "{}", mistakes[0]);
    }
}

#[test]
fn mistakes_are_written_above_their_lines_until_they_are_mended() {
    let text = "# A\n\ndue: fri\nlables: api\n";
    let told = annotated(text, &read(text).mistakes);
    assert!(told.starts_with("# A\n\ndue: fri\n<!-- andon: ! 'lables' is no field"), "{told}");
    assert_eq!(read(&told).mistakes[0].line, 5);
    assert_eq!(annotated(&told, &read(&told).mistakes), told);
    assert_eq!(annotated(&told, &[]), text);
}

#[test]
fn a_description_may_look_like_anything() {
    for text in [
        "due: when it is due",
        "## Checklist\n- [ ] of the text\nand more",
        "<!-- andon: typed by somebody -->\n\\<!-- andon: twice -->",
        "# One\n\n## Two\n\n\n\tthree",
        "\\## Checklist",
    ] {
        let sheet = Sheet { title: "#1 of all".into(), text: text.into(), ..Sheet::default() };
        let read = read(&page(&sheet));
        assert_eq!((read.sheet, read.mistakes), (sheet, vec![]), "{text:?}");
    }
}

proptest! {
    #[test]
    fn no_page_is_too_much(text in "(?s).{0,200}", lines in prop::collection::vec("[-#a-z:<!\\[\\]\\\\ ]{0,20}|due: x|## Checklist|- \\[ \\] a|<!-- andon:", 0..12)) {
        for text in [text, lines.join("\n")] {
            let page = read(&text);
            let _ = annotated(&text, &page.mistakes);
        }
    }

    #[test]
    fn what_is_written_is_read_again(
        title in "[a-z#][a-z #:-]{0,10}[a-z]",
        (class, kind, due) in ("[a-z]{0,5}", "([a-z]{1,5})?", "([a-z]{1,5})?"),
        who in prop::collection::btree_set("[a-z\"@#,]{0,3}[a-z]", 0..3),
        labels in prop::collection::btree_set("[a-z]{1,4}", 0..3),
        text in "([a-z#\\\\:-][a-z#<!\\\\:\n -]{0,40}[a-z])?",
        items in prop::collection::vec(("[a-z]{1,6}", any::<bool>()), 0..3),
    ) {
        let sheet = Sheet {
            title, class, kind, due, text,
            who: who.into_iter().collect(),
            labels: labels.into_iter().collect(),
            checklist: items.into_iter().map(|(text, done)| Item { done, text }).collect(),
            ..Sheet::default()
        };
        let read = read(&page(&sheet));
        prop_assert_eq!(read.mistakes, vec![]);
        prop_assert_eq!(read.sheet, sheet);
    }
}
