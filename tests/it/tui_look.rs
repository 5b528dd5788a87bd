//! How the board is looked at: density, lanes, folded columns, zoom; and that the cursor, the
//! mouse and every command mean the same cards with them as without.

use andon::board::{Change, Field, Id};
use andon::config::Motion;
use andon::tui::app::App;
use andon::tui::event::message_of;
use andon::tui::layer::Layer;
use andon::tui::layout::{Part, Plan};
use andon::tui::look::{Density, Lanes};
use andon::tui::message::Message;
use andon::tui::theme::Theme;
use andon::tui::update::update;
use proptest::prelude::*;
use ratatui::crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use crate::screens::dump;
use crate::tui_story::{Story, board};

fn plan(app: &App) -> Option<Plan> {
    Plan::new(Rect::new(0, 0, app.size.0, app.size.1), app)
}

fn card(story: &Story, title: &str) -> Id {
    story.card(title).id()
}

/// Puts people, labels, classes and parents on cards, as somebody else.
fn dressed(
    mut story: Story,
    dress: &[(&str, Field, &str)],
    who: &[(&str, &str)],
    labels: &[(&str, &str)],
) -> Story {
    let mut changes: Vec<Change> = Vec::new();
    for (title, field, value) in dress {
        changes.push(Change::Edit { card: card(&story, title), values: vec![(*field, (*value).to_owned())] });
    }
    for (title, name) in who {
        let card = card(&story, title);
        changes.push(Change::Assign { card, add: vec![(*name).to_owned()], drop: Vec::new() });
    }
    for (title, label) in labels {
        let card = card(&story, title);
        changes.push(Change::Label { card, add: vec![(*label).to_owned()], drop: Vec::new() });
    }
    for change in changes {
        // Each at another instant: ids are made of it.
        story.now = story.now.plus_ms(1_000);
        story = story.given(change);
    }
    story
}

/// Chooses what divides the board, as a person does.
fn by(story: Story, lanes: &str) -> Story {
    story.keys("zl").keys(lanes).keys("<Enter>").bare()
}

fn names(story: &Story) -> Vec<&str> {
    story.app.lanes().iter().map(|lane| lane.name.as_str()).collect()
}

/// The titles the cursor meets going down the column.
fn down(mut story: Story) -> (Story, String) {
    story = story.keys("gg");
    let mut met = Vec::new();
    for _ in 0..story.app.column().map_or(0, |column| story.app.len_in(column)) {
        met.push(story.app.card().map_or("", |card| card.title()).to_owned());
        story = story.keys("j");
    }
    (story, met.join(" "))
}

#[test]
fn density_goes_round_and_says_so() {
    let mut story = board("todo: A* | doing: B");
    for (density, word) in [
        (Density::Compact, "compact"),
        (Density::Normal, "normal"),
        (Density::Roomy, "roomy"),
        (Density::Auto, "automatic"),
    ] {
        story = story.keys("zd").says(word).sees(|app| app.look.density == density).is("todo: A* | doing: B");
    }
}

#[test]
fn denser_cards_are_lower() {
    let mut story = board("todo: A*").then(Message::Resize(120, 40));
    let mut heights = Vec::new();
    for density in [Density::Compact, Density::Normal, Density::Roomy] {
        story.app.look.density = density;
        heights.push(plan(&story.app).unwrap().face.rows());
    }
    assert!(heights.is_sorted() && heights[0] < heights[2], "{heights:?}");
}

#[test]
fn a_folded_column_shows_no_card_and_can_be_passed() {
    let story = board("todo: A* | doing: B | done: C").keys("zc");
    let story = story.sees(|app| app.card().is_none() && app.column_place() == Some(0));
    let story = story.keys("l").is("todo: A | doing: B* | done: C");
    // What is done to a card must be seen: into a strip it goes without the cursor.
    let story = story.keys("H").is("todo: A, B | doing: | done: C").says("moved");
    let story = story.keys("h").sees(|app| app.card().is_none()).keys("x").says("no card is selected");
    story.keys("zc").is("todo: A*, B | doing: | done: C");
}

#[test]
fn all_columns_open_again() {
    let story = board("todo: A* | doing: B").keys("zo").says("no column is folded");
    let story = story.keys("zclzc").sees(|app| app.look.folded.len() == 2);
    story.keys("zo").sees(|app| app.look.folded.is_empty()).is("todo: A | doing: B*");
}

#[test]
fn a_click_opens_a_strip() {
    let story = board("todo: A* | doing: B").keys("zcl");
    let column = story.app.board.column(story.app.board.display_order()[0]).id;
    story.then(Message::Click { column, row: 0 }).is("todo: A* | doing: B");
}

#[test]
fn where_one_column_has_the_width_none_is_folded() {
    let story = board("todo: A* | doing: B").keys("zc").then(Message::Resize(50, 20));
    let story = story.is("todo: A* | doing: B").keys("zc").says("room for one column only");
    story.then(Message::Resize(80, 24)).sees(|app| app.card().is_none());
}

#[test]
fn a_column_gets_the_whole_width() {
    let wide = |app: &App| plan(app).unwrap().slots.iter().map(|slot| slot.cards.width).collect::<Vec<_>>();
    let story = board("todo: A* | doing: B | done: C").keys("zz").sees(|app| wide(app) == [80]);
    let story = story.keys("l").is("todo: A | doing: B* | done: C").sees(|app| wide(app) == [80]);
    let story = story.keys("zc").says("one column has the whole width");
    story.keys("zz").sees(|app| wide(app).len() == 3).is("todo: A | doing: B* | done: C");
}

#[test]
fn expedited_cards_have_a_lane_of_their_own() {
    let story = board("todo: A*, B | doing: C, D").expedite();
    let story = story.keys("jc").keys("Exp<Enter>");
    assert_eq!(names(&story), ["Expedite", "Other cards"]);
    let (story, met) = down(story);
    assert_eq!(met, "B A");
    // Beside the lane that ends lies the lane's card, not the row's.
    let story = story.keys("gglj").is("todo: B, A | doing: C, D*").keys("h").is("todo: B, A* | doing: C, D");
    // Without the lane they stand first, as ever.
    let story = by(story, "none").says("no lanes").is("todo: B, A* | doing: C, D");
    assert!(story.app.lanes().is_empty());
    let story = by(story, "expedited").keys("ggc").keys("Stan<Enter>");
    assert!(story.app.lanes().is_empty(), "the lane goes with the last of them");
}

/// Where one column stands alone its expedited cards are the first anyway.
#[test]
fn one_column_alone_has_no_lane_for_expedited_cards() {
    let heads = |app: &App| plan(app).unwrap().bands.iter().filter(|band| band.head.is_some()).count();
    let story = board("todo: A*, B | doing:").expedite().keys("jc").keys("Exp<Enter>");
    let story = story.sees(|app| heads(app) == 2).keys("zz").sees(|app| heads(app) == 0);
    let (story, met) = down(story);
    assert_eq!(met, "B A");
    by(story, "assignee").sees(|app| heads(app) == 2);
}

#[test]
fn lanes_go_by_what_cards_have_in_common() {
    let story = || {
        let story = board("todo: A*, B, C, D | doing: E, F").expedite();
        let who = [("A", "zoe"), ("C", "maria"), ("D", "ann"), ("E", "ann")];
        let labels = [("B", "ui"), ("D", "api"), ("F", "ui")];
        let parent = card(&story, "E").to_string();
        let parts = [("B", Field::Parent, parent.as_str()), ("D", Field::Class, "expedite")];
        dressed(story, &parts, &who, &labels)
    };
    for (lanes, heads, met) in [
        // The person's own lane is the first of the people's.
        ("assignee", vec!["Expedite", "maria", "ann", "zoe", "Nobody on it"], "D C A B"),
        ("label", vec!["Expedite", "#ui", "No label"], "D B A C"),
        ("class", vec!["Expedite", "Standard"], "D A B C"),
    ] {
        let story = by(story(), lanes);
        assert_eq!(names(&story), heads, "{lanes}");
        let (story, found) = down(story);
        assert_eq!(found, met, "{lanes}");
        // The same cards, whatever divides them.
        by(story, "none").keys("gg").is("todo: D*, A, B, C | doing: E, F");
    }
    let story = by(story(), "parent");
    assert!(names(&story)[1].ends_with(" E"), "{:?}", names(&story));
    assert_eq!(story.app.lanes().last().unwrap().name, "No parent");
}

#[test]
fn the_cursor_stays_on_its_card_when_lanes_come_and_go() {
    let story = dressed(board("todo: A, B*, C | doing:"), &[], &[("C", "ann"), ("A", "zoe")], &[]);
    let story = by(story, "assignee").is("todo: A, B*, C | doing:").says("lanes by assignee: 3 lanes");
    by(story, "none").is("todo: A, B*, C | doing:");
}

#[test]
fn further_down_is_further_down_in_the_lane() {
    let who = [("A", "ann"), ("B", "zoe"), ("C", "ann"), ("D", "zoe")];
    let story = by(dressed(board("todo: A*, B, C, D"), &[], &who, &[]), "assignee");
    let story = story.keys("J").is("todo: B, C, A*, D").sees(|app| app.selection.row == 1);
    story.keys("K").is("todo: B, A*, C, D").sees(|app| app.selection.row == 0);
}

#[test]
fn further_down_passes_what_the_filter_hides() {
    let story = dressed(board("todo: A*, B, C"), &[], &[("A", "ann"), ("C", "ann")], &[]);
    story.keys("/@ann<Enter>J").is("todo: B, C, A*");
}

#[test]
fn a_filter_and_lanes_go_together() {
    let who = [("A", "ann"), ("B", "zoe"), ("C", "ann")];
    let story = by(dressed(board("todo: A*, B, C | doing:"), &[], &who, &[]), "assignee");
    let story = story.keys("/@ann<Enter>");
    assert_eq!(names(&story), ["ann"]);
    let (story, met) = down(story);
    assert_eq!(met, "A C");
    assert_eq!(names(&story.keys("<Esc>")), ["ann", "zoe"]);
}

#[test]
fn nothing_comes_or_goes_by_itself_where_motion_is_reduced() {
    let mut story = board("todo: A*, B | doing: | done:");
    story.app.config.screen.motion = Motion::Reduced;
    let mut story = story.keys("L").says("moved");
    assert_eq!(story.app.deadline(), None);
    story.now = story.now.plus_ms(60_000);
    let story = story.then(Message::Tick).says("moved").keys("j");
    assert!(story.app.notice.is_none());
    // The keys of a chord are listed at once, not when the hand rests.
    let story = story.keys("g");
    assert!(story.app.shows_following() && story.app.deadline().is_none());
    // Otherwise a while does all of that.
    let mut story = board("todo: A*, B | doing: | done:").keys("L").says("moved");
    assert!(story.app.deadline().is_some());
    story.now = story.now.plus_ms(60_000);
    let story = story.then(Message::Tick);
    assert!(story.app.notice.is_none() && !story.keys("g").app.shows_following());
}

#[test]
fn the_head_of_a_lane_keeps_clear_of_strips() {
    let story = dressed(
        board("todo: A* | doing: B | review: | done:"),
        &[],
        &[],
        &[("A", "a long label that many cards have")],
    );
    let mut story = by(story, "label").keys("lzc");
    let text = dump::text(&dump::screen(&mut story.app, 80, 24, &Theme::MONO));
    let head = text.lines().find(|line| line.contains("#a long label")).unwrap_or_else(|| panic!("{text}"));
    let strip = plan(&story.app).unwrap().slots.iter().find(|slot| slot.folded).map(|slot| slot.cards);
    let (before, after) = (strip.unwrap().x, strip.unwrap().right());
    let place = head.chars().position(|letter| letter == '#').unwrap();
    assert!(place >= usize::from(after) || place + 20 < usize::from(before), "{text}");
}

#[test]
fn the_second_line_of_a_wide_card_tells_more() {
    let texts = "todo: A* | doing: B1, B2, B3, B4, B5, B6, B7, B8 | done:";
    let long = "A title that is far too long for a line of so few cells however it is cut";
    let story = board(&texts.replace("B2", long));
    let story = dressed(story, &[], &[("B1", "maria"), (long, "jon")], &[]);
    let mut story = story.keys("lzz");
    let text = dump::text(&dump::screen(&mut story.app, 70, 24, &Theme::MONO));
    assert!(text.contains("@maria") && !text.contains("@jon"), "{text}");
}

#[test]
fn the_lanes_offered_say_which_holds() {
    let story = board("todo: A*").keys("zl");
    let chosen = |layer: &Layer| {
        let Layer::Picker(picker) = layer else { return false };
        picker.items[picker.selected].unavailable.is_some() && picker.items.len() == Lanes::ALL.len()
    };
    story.shows(chosen);
}

fn click(x: u16, y: u16) -> Event {
    let kind = MouseEventKind::Down(MouseButton::Left);
    Event::Mouse(MouseEvent { kind, column: x, row: y, modifiers: KeyModifiers::NONE })
}

/// A board with people, labels and hurry, looked at in some way.
fn boards() -> impl Strategy<Value = Story> {
    let cards = proptest::collection::vec((0..4_usize, 0..4_usize, any::<bool>()), 0..40);
    let look = (0..6_usize, 0..4_usize, any::<u8>(), any::<bool>());
    (1..9_usize, cards, look, 1..250_u16, 1..80_u16).prop_map(|(columns, cards, look, width, height)| {
        let names = ["ideas", "ready", "one", "two", "three", "four", "five", "done"];
        let mut texts = vec![Vec::new(); columns.min(8)];
        for (nth, (column, ..)) in cards.iter().enumerate() {
            let place = (column * 3 + nth % 3) % texts.len();
            texts[place].push(format!("c{nth}"));
        }
        let text: Vec<String> =
            texts.iter().zip(names).map(|(cards, name)| format!("{name}: {}", cards.join(", "))).collect();
        let mut story = board(&text.join(" | ")).expedite();
        for (nth, (_, who, hurry)) in cards.iter().enumerate() {
            story.now = story.now.plus_ms(1_000);
            let card = card(&story, &format!("c{nth}"));
            let name = ["ann", "支払い", "maria", "a very long name \u{202e} of somebody"][*who].to_owned();
            story = story.given(Change::Assign { card, add: vec![name], drop: Vec::new() });
            if *hurry && nth % 5 == 0 {
                let values = vec![(Field::Class, "expedite".to_owned())];
                story.now = story.now.plus_ms(1_000);
                story = story.given(Change::Edit { card, values });
            }
        }
        let (lanes, density, folded, zoomed) = look;
        story.app.look.density = [Density::Auto, Density::Compact, Density::Normal, Density::Roomy][density];
        story.app.look.zoomed = zoomed && folded % 3 == 0;
        let order: Vec<Id> =
            story.app.board.display_order().iter().map(|column| story.app.board.column(*column).id).collect();
        let fold = |(nth, id): (usize, Id)| (folded >> nth & 1 == 1).then_some(id);
        story.app.look.folded = order.into_iter().enumerate().filter_map(fold).collect();
        story
            .then(Message::Resize(width, height))
            .then(Message::Do(andon::tui::command::Command::Lanes, None))
            .keys(&format!("<Up>{}<Enter>", "<Down>".repeat(lanes)))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the size and the look: every place has one owner, the cursor is in sight, and what
    /// is clicked is what lies there.
    #[test]
    fn what_is_seen_is_what_is_hit(story in boards(), steps in "[hjklG0$]{0,12}") {
        let story = story.keys(&steps);
        let app = &story.app;
        let Some(plan) = plan(app) else { return Ok(()) };
        let mut x = plan.body.x;
        for slot in &plan.slots {
            prop_assert!(slot.cards.x >= x, "columns overlap");
            x = slot.cards.right();
            prop_assert!(x <= plan.body.right(), "a column hangs over the edge");
        }
        let mut y = plan.body.y;
        for band in &plan.bands {
            prop_assert!(band.head.unwrap_or(y) >= y && band.cards.y >= y, "lanes overlap");
            y = band.cards.bottom();
            prop_assert!(y <= plan.body.bottom(), "a lane hangs over the edge");
        }
        let mut seen = std::collections::HashSet::new();
        for y in 0..app.size.1 {
            for x in (0..app.size.0).step_by(5) {
                let Some(hit) = plan.hit(Position::new(x, y)) else { continue };
                if let Part::Card(row) = hit.part {
                    let card = app.card_at(hit.column, row);
                    prop_assert!(card.is_some(), "{hit:?} of {}", app.len_in(hit.column));
                    if plan.bands.iter().any(|band| band.head.is_some()) {
                        prop_assert_eq!(hit.lane, Some(app.lane_of(hit.column, row)));
                    }
                    seen.insert(card.map(andon::board::Card::id));
                    let message = message_of(click(x, y), app).unwrap();
                    let here = matches!(message, Message::Mouse { column, row, .. } if (column, row) == (x, y));
                    prop_assert!(here, "{message:?}");
                    if (x + y) % 20 == 0 && app.layers.is_empty() {
                        let mut clicked = app.clone();
                        let _ = update(&mut clicked, message, app.now);
                        prop_assert_eq!(clicked.selection.card, card.map(andon::board::Card::id));
                    }
                }
            }
        }
        let band = plan.bands.iter().find(|band| band.head.is_none() || band.lane == app.lane());
        let room = band.map_or(0, |band| plan.face.fit(band.cards.height));
        if let Some(card) = app.card().filter(|_| room > 0) {
            prop_assert!(seen.contains(&Some(card.id())), "the cursor is out of sight");
        }
    }

    /// Lanes lose no card and show none twice.
    #[test]
    fn every_card_is_in_one_lane(story in boards()) {
        let app = &story.app;
        for column in app.board.display_order() {
            let len = app.len_in(*column);
            if app.is_folded(*column) {
                continue;
            }
            prop_assert_eq!(len, app.board.cards_in(*column).len());
            let mut next = 0;
            for lane in 0..app.lanes().len().max(1) {
                let rows = app.rows(*column, lane);
                prop_assert_eq!(rows.start, next);
                next = rows.end;
                for row in rows {
                    prop_assert_eq!(app.lane_of(*column, row), lane);
                    let card = app.card_at(*column, row).unwrap();
                    prop_assert_eq!(app.row_of(card), Some(row));
                }
            }
            prop_assert_eq!(next, len);
        }
    }
}
