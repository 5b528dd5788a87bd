use super::super::{for_editor, page};
use super::*;
use crate::board::{Builder, ColumnKind, Fields, Operation, Subject, Timestamp};

const TODAY: &str = "2026-11-21";

/// A board with a class, a card that has something in every field, and one it is part of.
struct Desk {
    board: Board,
    seed: u64,
}

impl Desk {
    fn new() -> (Self, Id) {
        let mut desk = Self { board: Builder::new().build(), seed: 1 };
        let id = |text: &str| text.parse::<Id>().unwrap();
        let column = Fields {
            name: Some("Ready".into()),
            kind: Some(ColumnKind::Queue),
            rank: Some("b".into()),
            ..Fields::default()
        };
        desk.does(Change::Set { subject: Subject::Column(id("ready")), fields: column });
        let class = Fields { name: Some("Goes first".into()), expedite: Some(true), ..Fields::default() };
        desk.does(Change::Set { subject: Subject::Class(id("expedite")), fields: class });
        let title = |text: &str| vec![(Field::Title, text.to_owned())];
        let whole = desk.adds(Draft { to: Some(id("ready")), values: title("Payments"), ..Draft::default() });
        let mut values = title("Retry");
        values.push((Field::Text, "The bank gives up.".to_owned()));
        values.push((Field::Due, "2025-01-01".to_owned()));
        values.push((Field::Parent, whole.to_string()));
        let labels = vec!["api".to_owned(), "slow".to_owned()];
        let who = vec!["Silva, Maria".to_owned()];
        let items = vec![("ask".to_owned(), false), ("measure".to_owned(), true)];
        let links = vec!["https://a.example/x".to_owned()];
        let to = Some(id("ready"));
        let card = desk.adds(Draft { to, values, labels, who, items, links, source: None });
        (desk, card)
    }

    fn does(&mut self, change: Change) -> Option<Id> {
        self.seed += 0x1_0000_0001;
        let (at, by) = (Timestamp::from_ms(1_700_000_000_000), "jon".to_owned());
        let operation = Operation { change, at, by, seed: self.seed, over: None, backdated: false };
        self.board.apply(&operation).unwrap().card()
    }

    fn adds(&mut self, draft: Draft) -> Id {
        self.does(Change::Add(draft)).unwrap()
    }

    fn page(&self, card: Id) -> String {
        for_editor(&self.board, self.board.card(card).unwrap(), "Ready")
    }

    fn changes(&self, card: Id, before: &str, after: &str) -> Result<Vec<Change>, Vec<Mistake>> {
        changes(&self.board, self.board.card(card).unwrap(), before, after, due::of_value(TODAY).unwrap())
    }
}

fn edit(card: Id, field: Field, value: &str) -> Change {
    Change::Edit { card, values: vec![(field, value.to_owned())] }
}

#[test]
fn an_editor_gets_every_field_and_a_word_about_it() {
    let (desk, card) = Desk::new();
    let short = desk.board.short_id(card);
    let whole = desk.board.cards().find(|card| card.title() == "Payments").unwrap();
    let whole = desk.board.short_id(whole.id());
    let wanted = format!(
        "<!-- andon: {short}, in Ready. Lines like this one are no part of the card. -->\n\
         # Retry\n\n\
         <!-- andon: class: standard, expedite -->\n\
         <!-- andon: due: fri, in 3 days, 24 dec, 2026-12-24; names: with commas between -->\n\
         class: standard\nkind:\ndue: 2025-01-01\nwho: \"Silva, Maria\"\nlabels: api, slow\n\
         parent: {whole} Payments\nlinks: https://a.example/x\n\n\
         The bank gives up.\n\n\
         ## Checklist\n\n- [ ] ask\n- [x] measure\n"
    );
    assert_eq!(desk.page(card), wanted);
}

#[test]
fn only_what_was_changed_is_asked_for() {
    let (desk, card) = Desk::new();
    let page = desk.page(card);
    assert_eq!(desk.changes(card, &page, &page), Ok(vec![]));
    for (from, to, wanted) in [
        ("# Retry", "# Retry twice", edit(card, Field::Title, "Retry twice")),
        ("gives up.", "gives up.\n\nOften.", edit(card, Field::Text, "The bank gives up.\n\nOften.")),
        ("class: standard", "class: goes first", edit(card, Field::Class, "expedite")),
        ("kind:", "kind: defect", edit(card, Field::Kind, "defect")),
        ("due: 2025-01-01", "due: fri", edit(card, Field::Due, "2026-11-27")),
        ("due: 2025-01-01", "due:", edit(card, Field::Due, "")),
        (
            "labels: api, slow",
            "labels: api, new",
            Change::Label { card, add: vec!["new".to_owned()], drop: vec!["slow".to_owned()] },
        ),
        (
            "who: \"Silva, Maria\"",
            "",
            Change::Assign { card, add: vec![], drop: vec!["Silva, Maria".to_owned()] },
        ),
    ] {
        let after = page.replace(from, to);
        assert_ne!(after, page);
        assert_eq!(desk.changes(card, &page, &after), Ok(vec![wanted]), "{to:?}");
    }
}

#[test]
fn what_others_changed_meanwhile_stays() {
    let (mut desk, card) = Desk::new();
    let page = desk.page(card);
    desk.does(edit(card, Field::Kind, "debt"));
    desk.does(Change::Label { card, add: vec!["new".to_owned()], drop: vec!["slow".to_owned()] });
    // One label was put on by both, and one taken off by both.
    let after = page.replace("labels: api, slow", "labels: api, new").replace("# Retry", "# Again");
    assert_eq!(desk.changes(card, &page, &after), Ok(vec![edit(card, Field::Title, "Again")]));
}

#[test]
fn every_mistake_is_told_with_its_line() {
    let (desk, card) = Desk::new();
    let page = desk.page(card);
    let after = page
        .replace("class: standard", "class: expedit")
        .replace("due: 2025-01-01", "due: frx")
        .replace("# Retry", "#")
        .replace(" Payments\n", " Payments\nprio: high\n");
    let after = after.replace("parent: ", "parent: zzzz").replace("links: ", "links: file:///etc ");
    let told: Vec<String> =
        desk.changes(card, &page, &after).unwrap_err().iter().map(ToString::to_string).collect();
    for (told, wanted) in told.iter().zip([
        "line 2: the title may not be empty",
        "line 6: there is no class of service 'expedit' (did you mean expedite?); the classes are standard, expedite",
        "line 8: 'frx' is no day",
        "line 11: no card's id starts with 'zzzz",
        "line 12: 'prio' is no field; the fields are",
        "line 13: 'file:///etc'",
    ]) {
        assert!(told.starts_with(wanted), "{told}\n{wanted}");
    }
    assert_eq!(told.len(), 6, "{told:?}");
}

#[test]
fn a_page_makes_a_card_with_all_it_says() {
    let (desk, _) = Desk::new();
    let today = due::of_value(TODAY).unwrap();
    let to: Option<Id> = "ready".parse().ok();
    let text =
        "# New\n\ndue: tomorrow\nclass: standard\nlabels: api\nwho: jon\n\nText.\n\n## Checklist\n- [x] a\n";
    let draft = draft(&desk.board, text, to, today).unwrap();
    let mut values = draft.values.clone();
    values.sort();
    let value = |field, value: &str| (field, value.to_owned());
    let wanted = [value(Field::Title, "New"), value(Field::Text, "Text."), value(Field::Due, "2026-11-22")];
    assert_eq!(values, wanted);
    assert_eq!(draft.items, [("a".to_owned(), true)]);
    assert_eq!((draft.to, draft.labels, draft.who), (to, vec!["api".to_owned()], vec!["jon".to_owned()]));
    let mistakes = super::draft(&desk.board, "\n", to, today).unwrap_err();
    assert_eq!(mistakes[0].to_string(), "line 1: the title may not be empty");
}

#[test]
fn a_printed_page_has_only_what_there_is() {
    let (desk, card) = Desk::new();
    let whole = desk.board.cards().find(|card| card.title() == "Payments").unwrap();
    assert_eq!(page(&Sheet::of(&desk.board, whole)), "# Payments\n");
    let printed = page(&Sheet::of(&desk.board, desk.board.card(card).unwrap()));
    assert!(printed.starts_with("# Retry\n\ndue: 2025-01-01\nwho: \"Silva, Maria\"\n"), "{printed}");
    assert!(printed.ends_with("## Checklist\n\n- [ ] ask\n- [x] measure\n"), "{printed}");
}
