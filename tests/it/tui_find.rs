//! Stories of finding cards: the filter's language, hiding and highlighting, going to matches.

use andon::board::{Change, Field, Id};
use andon::memory::Note;
use andon::tui::app::Tone;
use andon::tui::layer::Layer;
use andon::tui::message::{Effect, Message};

use crate::tui_story::{Story, board};

const DAY_MS: i64 = 86_400_000;

/// The titles that are shown, column by column.
fn shown(story: &Story) -> String {
    let columns = story.app.board.display_order().iter().map(|column| {
        let titles = (0..story.app.len_in(*column)).filter_map(|row| story.app.card_at(*column, row));
        titles.map(andon::board::Card::title).collect::<Vec<_>>().join(" ")
    });
    columns.collect::<Vec<_>>().join("|")
}

fn edited(mut story: Story, title: &str, field: Field, value: &str) -> Story {
    story.now = story.now.plus_ms(1000);
    let card = story.card(title).id();
    story.given(Change::Edit { card, values: vec![(field, value.to_owned())] })
}

fn error(story: &Story) -> String {
    match story.app.top() {
        Some(Layer::Prompt(prompt)) => prompt.error.clone().unwrap_or_default(),
        other => panic!("{other:?}"),
    }
}

fn completions(story: &Story) -> Vec<String> {
    match story.app.top() {
        Some(Layer::Prompt(prompt)) => prompt.completions.clone(),
        other => panic!("{other:?}"),
    }
}

/// A board with something of everything. The clock stands at 2026-05-28, a Thursday.
fn rich() -> Story {
    let story = board("ideas: Wish | todo: Retry on timeout, Refund API* | doing: Dark mode | done: Webhook")
        .expedite();
    let story = story.keys("@maria<Enter>#api,ui<Enter>");
    let story = edited(story, "Refund API", Field::Text, "Waits for Müller & Söhne");
    let story = edited(story, "Refund API", Field::Kind, "defect");
    let story = edited(story, "Refund API", Field::Due, "2026-05-30");
    let story = edited(story, "Dark mode", Field::Due, "2026-05-20");
    let story = edited(story, "Webhook", Field::Due, "2026-05-20");
    let story = edited(story, "Dark mode", Field::Class, "expedite");
    let parent = story.card("Dark mode").id().to_string();
    let mut story = edited(story, "Wish", Field::Parent, &parent);
    story.select("Dark mode");
    story.keys("bbank<Enter>")
}

#[test]
fn every_term_finds_its_cards() {
    let story = rich();
    let id = story.card("Webhook").id().to_string();
    for (filter, titles) in [
        ("", "Wish Retry on timeout Refund API Dark mode Webhook"),
        ("retry", "Retry on timeout"),
        ("rtry", "Retry on timeout"),
        ("rot", "Retry on timeout"),
        ("drkmod", "Dark mode"),
        // Letters far apart in the middle of words are no find.
        ("tye", ""),
        ("eut", ""),
        ("REFUND", ""),
        ("Refund", "Refund API"),
        ("muller", "Refund API"),
        ("\"söhne\"", "Refund API"),
        ("\"for müller\"", "Refund API"),
        ("\"müller for\"", ""),
        ("@maria", "Refund API"),
        ("@me", "Refund API"),
        ("@ma", "Refund API"),
        ("@jon", ""),
        ("#api", "Refund API"),
        ("#x,ui", "Refund API"),
        ("is:mine", "Refund API"),
        ("is:blocked", "Dark mode"),
        ("is:overdue", "Dark mode"),
        ("is:expedite", "Dark mode"),
        ("is:child", "Wish"),
        ("is:unassigned -in:done", "Wish Retry on timeout Dark mode"),
        ("is:andon", ""),
        ("is:blocked,mine", "Refund API Dark mode"),
        ("is:blocked | @maria", "Refund API Dark mode"),
        ("is:blocked | @maria api", "Refund API"),
        ("in:todo", "Retry on timeout Refund API"),
        ("in:do", "Dark mode Webhook"),
        ("in:doing,ideas", "Wish Dark mode"),
        ("class:expedite", "Dark mode"),
        ("class:standard in:todo,doing", "Retry on timeout Refund API"),
        ("kind:def", "Refund API"),
        ("has:due", "Refund API Dark mode Webhook"),
        ("has:text", "Refund API"),
        ("has:labels,people", "Refund API"),
        ("due:<today -in:done", "Dark mode"),
        ("due:sat", "Refund API"),
        ("due:3d", "Refund API"),
        ("due:1d", ""),
        ("due:>=2026-05-30", "Refund API"),
        ("-has:due", "Wish Retry on timeout"),
        ("age:>5d", ""),
        ("age:<5d in:todo", "Retry on timeout Refund API"),
        ("cycle:>1h -in:done", "Retry on timeout Refund API Dark mode"),
        ("lead:<2h", "Webhook"),
        (&format!("id:{id}"), "Webhook"),
        (&id, "Webhook"),
        (&format!("-id:{id} in:done"), ""),
    ] {
        assert_eq!(story.found(filter).join(" "), titles, "{filter}");
    }
}

#[test]
fn time_makes_cards_old_and_stale() {
    let mut story = rich();
    assert!(story.found("is:stale age:>5d").is_empty());
    story.now = story.now.plus_ms(8 * DAY_MS);
    assert_eq!(story.found("is:stale age:>5d").len(), 4, "all that are not done");
    // A filter on screen follows the clock by itself.
    let mut story = board("todo: A* | doing:").keys("/age:>3d<Enter>");
    assert_eq!(shown(&story), "|");
    story.now = story.now.plus_ms(4 * DAY_MS);
    assert_eq!(shown(&story.then(Message::Tick)), "A|");
}

#[test]
fn a_parent_is_found_on_screen_and_what_others_changed_too() {
    let story = rich().keys("/is:parent<Enter>");
    assert_eq!(shown(&story), "||Dark mode|");
    let mut story = board("todo: A, B*").keys("/is:changed<Enter>");
    assert_eq!(shown(&story), "");
    let mut new = story.app.board.as_ref().clone();
    let card = story.card("A").id();
    story.by_other(&mut new, "jon", Change::Block { card, why: "bank".to_owned() });
    story.send(Message::Reloaded { board: Box::new(new), read_only: None });
    assert_eq!(shown(&story), "A");
    story.now = story.now.plus_ms(60_000);
    assert_eq!(shown(&story.then(Message::Tick)), "");
}

#[test]
fn mistakes_are_told_while_typing_and_are_not_taken() {
    let story = board("todo: A* | doing:").keys("/is:bl");
    assert_eq!((error(&story).as_str(), completions(&story)), ("", vec!["is:blocked".to_owned()]));
    let story = story.keys("okced");
    assert_eq!(error(&story), "there is no is:blokced; did you mean is:blocked?");
    assert_eq!(shown(&story), "A|", "a term that is wrong hides nothing");
    let story = story.keys(" x<Enter>").shows(|layer| matches!(layer, Layer::Prompt(_)));
    story.says("at letter 4: there is no is:blokced; did you mean is:blocked?");
    let story = board("todo: A* | doing:").keys("/in:dong ");
    assert_eq!(error(&story), "no column here begins with 'dong'; did you mean in:doing?");
    let story = board("todo: A*").keys("/@mara ");
    assert!(error(&story).starts_with("no name here begins with 'mara'"));
    // What the board may come to have is taken.
    story.keys("<Enter>").bare();
}

#[test]
fn tab_completes_terms_and_values() {
    let typed = |story: &Story| match story.app.top() {
        Some(Layer::Prompt(prompt)) => prompt.input.text(),
        other => panic!("{other:?}"),
    };
    let base = || rich().keys("<Esc>");
    for (keys, text) in [
        ("blo<Tab>", "is:blocked"),
        ("-is:un<Tab>", "-is:unassigned"),
        ("x cla<Tab><Tab>", "x class:expedite"),
        ("@mar<Tab>", "@maria"),
        ("@m<Tab>", "@me"),
        ("#a<Tab>", "#api"),
        ("#ui,a<Tab>", "#ui,api"),
        ("in:doi<Tab> kind:d<Tab>", "in:doing kind:defect"),
        ("has:t<Tab>", "has:text"),
    ] {
        let story = base().keys("/").keys(keys);
        assert_eq!(typed(&story), text, "{keys}");
    }
    // What is completed is applied.
    assert_eq!(shown(&base().keys("/blo<Tab>")), "||Dark mode|");
    let story = base().keys("/");
    assert!(completions(&story).is_empty() && story.app.finding.offers.len() > 10, "every term is listed");
}

#[test]
fn what_does_not_fit_is_hidden_or_recedes() {
    let story = board("todo: Apple, Banana*, Cherry | doing: Apricot, Plum | done:").keys("/ap<Enter>");
    assert_eq!(shown(&story), "Apple|Apricot|");
    let story =
        story.keys("zh").says("recedes").is("todo: Apple*, Banana, Cherry | doing: Apricot, Plum | done:");
    assert_eq!(shown(&story), "Apple Banana Cherry|Apricot Plum|");
    assert!(!story.app.is_found(story.card("Banana").id()) && story.app.is_found(story.card("Apple").id()));
    let story = story.keys("n").is("todo: Apple, Banana, Cherry | doing: Apricot*, Plum | done:");
    let story = story.keys("n").is("todo: Apple*, Banana, Cherry | doing: Apricot, Plum | done:");
    let story = story.says("on from the first").keys("N");
    let story =
        story.is("todo: Apple, Banana, Cherry | doing: Apricot*, Plum | done:").says("on from the last");
    let story = story.keys("j2N").is("todo: Apple*, Banana, Cherry | doing: Apricot, Plum | done:");
    // From between them, the next is the next.
    let story = story.keys("jjn").is("todo: Apple, Banana, Cherry | doing: Apricot*, Plum | done:");
    let story = story.keys("h").keys("zh").says("hidden");
    assert_eq!(shown(&story), "Apple|Apricot|");
    story.keys("<Esc>n").says("there is no filter");
}

#[test]
fn a_filter_that_is_taken_lands_on_a_match_where_all_is_shown() {
    let story = board("todo: Plum*, Fig | doing: Apricot").keys("zh/apr");
    let story = story.is("todo: Plum*, Fig | doing: Apricot").keys("<Enter>");
    story.is("todo: Plum, Fig | doing: Apricot*");
    board("todo: Plum*").keys("zh/zzz<Enter>").is("todo: Plum*").says("no card here fits");
}

#[test]
fn what_changes_comes_and_goes() {
    let story = board("todo: A*, B, C | doing: D").keys("/is:blocked<Enter>");
    assert_eq!(shown(&story), "|");
    let story = story.keys("<Esc>bx<Enter>/is:blocked<Enter>");
    assert_eq!(shown(&story), "A|");
    let story = story.keys("L");
    assert_eq!(shown(&story), "|A");
    let story = story.keys("b");
    assert_eq!(shown(&story), "|");
    let story = story.keys("u");
    assert_eq!(shown(&story), "|A");
    let story = story.keys("<Esc>/-is:blocked<Enter>anew<Enter>");
    assert_eq!(shown(&story), "B C|D new");
}

#[test]
fn a_large_board_is_searched_in_slices_and_the_cursor_stays() {
    let titles: Vec<String> =
        (0..5_000).map(|n| format!("card {n}{}", if n % 10 == 7 { " odd" } else { "" })).collect();
    let mut story = board(&format!("todo: {} | doing: last odd", titles.join(",")));
    story.select("card 3007 odd");
    let mut story = story.keys("/odd");
    let mut slices = 0;
    while story.app.is_searching() {
        assert_eq!(
            story.app.len_in(story.app.board.display_order()[0]),
            5_000,
            "what was found before stays"
        );
        story.send(Message::Tick);
        slices += 1;
    }
    assert!(slices > 0, "a key waits for no search");
    let column = story.app.board.display_order()[0];
    assert_eq!(story.app.len_in(column), 500);
    assert_eq!(story.app.card().unwrap().title(), "card 3007 odd");
    // A change in the middle of a search begins it again, and what is gone is gone at once.
    let mut story = story.keys("<Enter>D");
    assert_eq!(story.app.len_in(column), 499);
    let card: Id = story.card("card 17 odd").id();
    story.send(Message::Key(andon::tui::keymap::parse("/").unwrap()[0].into()));
    let mut story = story.keys(" card").given(Change::Delete { card });
    while story.app.is_searching() {
        story.send(Message::Tick);
    }
    assert_eq!(story.app.notice.as_ref().map(|notice| notice.tone), None::<Tone>);
}

#[test]
fn filters_are_saved_under_a_name_and_taken_again() {
    let kept = |story: &Story| {
        let remembered = |effect: &Effect| match effect {
            Effect::Remember(notes) => notes.clone(),
            _ => Vec::new(),
        };
        story.effects.iter().flat_map(remembered).collect::<Vec<_>>()
    };
    let story = board("todo: Apple*, Plum | doing:").keys("'").bare().says("no filter is saved yet");
    let story =
        story.keys("\"").bare().says("there is no filter; / makes one").keys("/app<Enter>\"fruit<Enter>");
    assert_eq!(kept(&story), [Note::Filter { name: "fruit".to_owned(), text: Some("app".to_owned()) }]);
    let story = story.bare().says("saved as fruit").keys("<Esc>/plu<Enter>\"  a  plum <Enter><Esc>");
    let story = story.keys("'").shows(|layer| matches!(layer, Layer::Picker(picker) if picker.len() == 2));
    let story = story.keys("fru<Enter>").bare().says("fruit: app");
    assert_eq!(shown(&story), "Apple|");
    let story = story.keys("1'").says("a plum: plu").keys("9'").says("no filter has that number: 2 saved");
    assert_eq!(shown(&story), "Plum|");
    let story = story.keys("\"fruit<Enter>").says("fruit is this filter now; it was app").keys("\"<Enter>");
    let story = story.shows(|layer| matches!(layer, Layer::Prompt(prompt) if prompt.error.is_some()));
    let story = story.keys("<Esc><Esc>\"fruit<Enter>").bare().says("forgot the filter fruit");
    assert_eq!(kept(&story), [Note::Filter { name: "fruit".to_owned(), text: None }]);
    assert_eq!(story.app.memory.filters.len(), 1);
    // Those of the configuration stand beside them.
    let mut story = story;
    let config = "[filters]\nbugs = \"kind:defect\"\n";
    story.app.config = andon::config::parse(config, None, &|_| Vec::new()).unwrap();
    let story = story.keys("'bugs<Enter>").sees(|app| app.filter.text() == "kind:defect");
    story.says("bugs: kind:defect");
}

#[test]
fn a_card_is_gone_to_by_its_id_or_its_title() {
    let story = board("todo: Retry on timeout, Refund* | doing: Dark mode | done: Webhook");
    let id = story.card("Webhook").id().to_string();
    let story = story.keys("gi").keys(&id).keys("<Enter>").bare();
    let story = story.is("todo: Retry on timeout, Refund | doing: Dark mode | done: Webhook*");
    let story =
        story.keys("girtr<Enter>").is("todo: Retry on timeout*, Refund | doing: Dark mode | done: Webhook");
    let candidates = |story: &Story| match story.app.top() {
        Some(Layer::GoTo(go_to)) => go_to.found.len(),
        other => panic!("{other:?}"),
    };
    let story = story.keys("gir");
    assert_eq!(candidates(&story), 3, "Dark, Retry, Refund");
    let story = story.keys("<Down><Down><Up><Enter>").bare();
    let story = story.keys("gizzz<Enter>").says("no card on the board is called so").keys("<Esc>").bare();
    // What hides it is said, and is off.
    let story = story.keys("/webh<Enter>giref<Enter>").says("the filter 'webh' hid it, and is off now");
    let story = story.is("todo: Retry on timeout, Refund* | doing: Dark mode | done: Webhook");
    let story = story.keys("lzchgidark<Enter>").says("its column was folded, and is open now");
    let story = story.is("todo: Retry on timeout, Refund | doing: Dark mode* | done: Webhook");
    let id = story.card("Dark mode").id().to_string();
    let story = story.keys("Dgi").keys(&id).keys("<Enter>").says("Dark mode was deleted; R puts it back");
    story.shows(|layer| matches!(layer, Layer::GoTo(_)));
}
