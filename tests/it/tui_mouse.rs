//! Stories of the mouse: presses, drags and the wheel at places of the screen.

use andon::board::{Board, Scope};
use andon::tui::command::Command;
use andon::tui::drag::{Drag, Gesture};
use andon::tui::keymap;
use andon::tui::layer::Layer;
use andon::tui::layout::Plan;
use andon::tui::message::{Effect, Message};
use andon::tui::theme::Theme;
use proptest::prelude::*;
use ratatui::layout::Rect;

use crate::screens::dump;
use crate::tui_story::{Story, board, line};

/// Where a card or a column stands on the screen: column, row.
type Place = (u16, u16);

impl Story {
    fn plan(&self) -> Plan {
        let (width, height) = self.app.size;
        Plan::new(Rect::new(0, 0, width, height), &self.app).unwrap()
    }

    /// The first line of a card.
    fn place_of(&self, title: &str) -> Place {
        let card = self.card(title);
        let (plan, row) = (self.plan(), self.app.row_of(card).unwrap());
        let slot = plan.slot(card.column()).expect("its column is in sight");
        let cell = slot.cells.iter().find(|cell| (cell.first..cell.first + cell.len).contains(&row)).unwrap();
        let down = u16::try_from(row - cell.first).unwrap() * plan.face.rows();
        (cell.area.x + 2, cell.area.y + down)
    }

    /// The free room at the bottom of a column.
    fn room_of(&self, column: &str) -> Place {
        let column = self.app.board.find_column(column.parse().unwrap()).unwrap();
        let cards = self.plan().slot(column).expect("it is in sight").cards;
        (cards.x + 2, cards.bottom() - 1)
    }

    fn mouse(self, gesture: Gesture, (column, row): Place) -> Self {
        self.then(Message::Mouse { gesture, column, row })
    }

    fn press(self, at: Place) -> Self {
        self.mouse(Gesture::Press, at)
    }

    /// Takes a card and carries it to a place, without letting it go.
    fn carry(self, title: &str, to: Place) -> Self {
        let from = self.place_of(title);
        self.press(from).mouse(Gesture::Drag, (from.0 + 1, from.1)).mouse(Gesture::Drag, to)
    }

    fn let_go(self, at: Place) -> Self {
        self.mouse(Gesture::Release, at)
    }

    fn drag(self, title: &str, to: Place) -> Self {
        self.carry(title, to).let_go(to)
    }

    fn text(&mut self) -> String {
        let (width, height) = self.app.size;
        dump::text(&dump::screen(&mut self.app, width, height, &Theme::MONO))
    }
}

#[test]
fn a_click_selects_and_two_open() {
    let story = board("todo: A*, B | doing: C | done:");
    let (b, c) = (story.place_of("B"), story.place_of("C"));
    let story = story.press(b).let_go(b).is("todo: A, B* | doing: C | done:");
    // A second later it is another click.
    let story = story.press(c).let_go(c).press(c).let_go(c).is("todo: A, B | doing: C* | done:").bare();
    let mut story = story.press(b).let_go(b);
    story.now = story.now.plus_ms(-1_800);
    story.press(b).shows(|layer| matches!(layer, Layer::Detail(_)));
    // A head selects its column.
    let story = board("todo: A* | doing: C | done:");
    let head = (story.place_of("C").0, story.plan().heads.y);
    story.press(head).is("todo: A | doing: C* | done:");
}

#[test]
fn a_card_is_dragged_through_the_one_door() {
    let story = board("todo: A*, B | doing(2): C | done:");
    let room = story.room_of("doing");
    let mut story = story.carry("A", room);
    assert!(story.committed.is_empty(), "nothing moves before it is let go");
    let text = story.text();
    assert!(text.contains("→ doing"), "{text}");
    let story = story.let_go(room).is("todo: B | doing(2): C, A* | done:").says("moved");
    assert_eq!(story.committed.len(), 1);
    story.keys("u").is("todo: A*, B | doing(2): C | done:");
}

#[test]
fn what_is_carried_stands_still_where_motion_is_reduced() {
    let mut story = board("todo: A*, B | doing: C | done:");
    story.app.config.screen.motion = andon::config::Motion::Reduced;
    let line_of = |story: &mut Story| story.text().lines().position(|line| line.contains("→ doing")).unwrap();
    let (room, head) = (story.room_of("doing"), story.place_of("C"));
    let mut story = story.carry("A", room);
    let before = line_of(&mut story);
    let mut story = story.mouse(Gesture::Drag, head);
    assert_eq!(line_of(&mut story), before);
    story.let_go(room).says("moved");
}

#[test]
fn a_card_lands_between_the_cards_it_is_dropped_at() {
    let story = || board("todo: A*, B, C, D | doing: E, F | done:").then(Message::Resize(120, 40));
    let above = |title: &str| story().place_of(title);
    let below = |title: &str| (above(title).0, above(title).1 + 2);
    for (card, to, expected) in [
        ("A", above("F"), "todo: B, C, D | doing: E, A*, F | done:"),
        ("A", below("E"), "todo: B, C, D | doing: E, A*, F | done:"),
        ("A", above("E"), "todo: B, C, D | doing: A*, E, F | done:"),
        ("A", below("F"), "todo: B, C, D | doing: E, F, A* | done:"),
        ("A", above("D"), "todo: B, C, A*, D | doing: E, F | done:"),
        ("A", below("D"), "todo: B, C, D, A* | doing: E, F | done:"),
        ("D", above("A"), "todo: D*, A, B, C | doing: E, F | done:"),
        ("D", below("A"), "todo: A, D*, B, C | doing: E, F | done:"),
        ("A", below("A"), "todo: A*, B, C, D | doing: E, F | done:"),
        ("B", below("A"), "todo: A, B*, C, D | doing: E, F | done:"),
        ("A", story().room_of("todo"), "todo: B, C, D, A* | doing: E, F | done:"),
    ] {
        let story = story().drag(card, to).is(expected);
        let steps = story.app.past.len();
        assert!(steps <= 1, "{expected}: one drag is one step of undo");
        assert_eq!(line(&story.keys(&"u".repeat(steps)).app.board), "todo: A, B, C, D | doing: E, F | done:");
    }
}

#[test]
fn a_full_column_says_so_before_and_after() {
    let story = board("todo: A* | doing(1): B | done:");
    let room = story.room_of("doing");
    let mut story = story.carry("A", room);
    let text = story.text();
    assert!(text.contains("■ FULL, takes nothing: d"), "{text}");
    let story = story.let_go(room).is("todo: A* | doing(1): B | done:").says("doing is full (1 of 1)");
    assert!(story.committed.is_empty());
}

#[test]
fn the_dry_run_answers_as_the_board_does() {
    for text in
        ["todo: A* | doing(1): | done:", "todo: A* | doing(1): B | done:", "todo(1): A* | doing: | done:"]
    {
        let story = board(text);
        let card = story.card("A").id();
        for column in story.app.board.display_order() {
            let mut trial = Board::clone(&story.app.board);
            let to = trial.column(*column).id;
            let refused = trial.apply(&andon::board::Operation {
                change: andon::board::Change::Move { card, to },
                at: story.now,
                by: "maria".to_owned(),
                seed: 1,
                over: None,
                backdated: false,
            });
            let full = matches!(refused, Err(andon::board::Refusal::AtLimit { .. }));
            assert_eq!(story.app.board.full_for(card, *column).is_some(), full, "{text} to {to}");
        }
    }
}

#[test]
fn outside_and_esc_leave_everything_as_it_was() {
    let before = "todo: A, B* | doing: C | done:";
    let story = || board(before);
    let room = story().room_of("doing");
    story().drag("A", (3, 0)).is(before).sees(|app| app.drag.is_none());
    let story = story().carry("A", room).keys("<Esc>").is(before).sees(|app| app.drag.is_none());
    let story = story.let_go(room).is(before);
    assert!(story.committed.is_empty());
    // A board that cannot be written says so when the card is moved, not when it is let go.
    let mut story = board(before);
    story.app.health = andon::tui::app::Health::ReadOnly("no".to_owned());
    let story = story.carry("A", room).says("read-only").let_go(room);
    assert_eq!(line(&story.app.board), line(&board(before).app.board));
    // Nor can the past be changed.
    let story = board("todo: A* | doing: C | done:").keys("t");
    let room = story.room_of("doing");
    story.carry("A", room).says("look back").let_go(room).is("todo: A* | doing: C | done:");
}

#[test]
fn the_wheel_turns_what_is_under_the_pointer() {
    let cards = (0..30).map(|n| format!("c{n}")).collect::<Vec<_>>().join(", ");
    let story = board(&format!("todo: A* | doing: {cards}")).then(Message::Resize(80, 20));
    let over = story.room_of("doing");
    let first = |story: &Story| story.plan().slots[1].first;
    let story = story.mouse(Gesture::Wheel(1), over).mouse(Gesture::Wheel(1), over);
    assert_eq!(first(&story), 2);
    let story = story.sees(|app| app.card().is_some_and(|card| card.title() == "A"));
    let story = story.mouse(Gesture::Wheel(-1), over);
    assert_eq!(first(&story), 1);
    let story = story.mouse(Gesture::Wheel(-9), over);
    assert_eq!(first(&story), 0);
    // In the column of the cursor the cursor goes.
    let story = story.keys("l").mouse(Gesture::Wheel(1), over);
    assert!(story.app.card().is_some_and(|card| card.title() == "c1"));
    // What lies on top is turned wherever the pointer is.
    let story = story.keys(":").mouse(Gesture::Wheel(2), over);
    story.shows(|layer| matches!(layer, Layer::Palette(palette) if palette.selected == 2));
}

#[test]
fn columns_out_of_sight_come_at_the_edge() {
    let columns = (0..9).map(|n| format!("col{n}:")).collect::<Vec<_>>().join(" | ");
    let story = board(&format!("todo: A* | {columns}")).then(Message::Resize(60, 20));
    let hidden = |story: &Story| story.plan().hidden(&story.app);
    let (edge, far) = ((59, 10), hidden(&story).1);
    let mut story = story.carry("A", edge);
    for _ in 0..12 {
        story = story.mouse(Gesture::Drag, (58, 10)).mouse(Gesture::Drag, edge);
    }
    assert!(far > 0 && hidden(&story).1 == 0);
    let room = story.room_of("col8");
    let story = story.mouse(Gesture::Drag, room).let_go(room);
    assert_eq!(story.app.board.column(story.card("A").column()).id.to_string(), "col8");
}

#[test]
fn the_border_of_the_pane_is_dragged() {
    let story = board("todo: A* | doing:").then(Message::Resize(80, 40)).keys("m");
    let border = |story: &Story| (70, story.plan().metrics.y);
    let (at, before) = (border(&story), story.plan().metrics.height);
    let story = story.press(at).sees(|app| app.drag == Some(Drag::Border));
    let story = story.mouse(Gesture::Drag, (70, at.1 - 4)).let_go((70, at.1 - 4));
    assert_eq!(story.plan().metrics.height, before + 4);
    let story = story.keys("<C-Down>");
    assert_eq!(story.plan().metrics.height, before + 3);
    // Cards stay in sight, and so does the pane.
    let at = border(&story);
    let story = story.press(at).mouse(Gesture::Drag, (70, 0)).let_go((70, 0));
    assert!(story.plan().body.height >= 2);
    let at = border(&story);
    let story = story.press(at).mouse(Gesture::Drag, (70, 39)).let_go((70, 39));
    assert_eq!(story.plan().metrics.height, 5);
}

#[test]
fn the_mouse_is_left_to_the_terminal_and_taken_again() {
    let story = board("todo: A*").keys("zm").says("mouse off").asks(&[Effect::Mouse(false)]);
    story.then(Message::Do(Command::Mouse, None)).says("mouse on").asks(&[Effect::Mouse(true)]);
}

#[derive(Debug, Clone)]
enum Did {
    Mouse(Gesture, u16, u16),
    Key(&'static str),
    Size(u16, u16),
}

fn did() -> impl Strategy<Value = Did> {
    let gesture = prop::sample::select(vec![
        Gesture::Press,
        Gesture::Drag,
        Gesture::Drag,
        Gesture::Release,
        Gesture::Wheel(1),
        Gesture::Wheel(-3),
    ]);
    let keys = vec![
        "j", "l", "h", "m", "<Esc>", "t", "[", "]", "{", "ga", "<Enter>", "zz", "zc", "zo", "?", "u",
        "<C-Up>",
    ];
    prop_oneof![
        12 => (gesture, 0..100_u16, 0..40_u16).prop_map(|(gesture, x, y)| Did::Mouse(gesture, x, y)),
        3 => prop::sample::select(keys).prop_map(Did::Key),
        1 => (1..120_u16, 1..45_u16).prop_map(|(x, y)| Did::Size(x, y)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is pressed, dragged and turned, at whatever size: no panic, limits hold, and a
    /// card comes to another place only when it is let go (or by the key that takes that back).
    #[test]
    fn any_gestures(did in prop::collection::vec(did(), 1..60), ascii: bool) {
        let mut story = board("todo(3): A*, B | doing(2): C, D | review(1): | done: E, F, G");
        for did in did {
            let (before, history) = (line(story.app.board_now()), story.committed.len());
            let may_change = match did {
                Did::Mouse(gesture, column, row) => {
                    story.send(Message::Mouse { gesture, column, row });
                    gesture == Gesture::Release
                }
                Did::Key(keys) => {
                    keymap::parse(keys).unwrap().into_iter().for_each(|key| story.send(Message::Key(key.into())));
                    keys == "u"
                }
                Did::Size(width, height) => {
                    story.send(Message::Resize(width, height));
                    false
                }
            };
            if !may_change {
                prop_assert_eq!(line(story.app.board_now()), before);
                prop_assert_eq!(story.committed.len(), history);
            }
            let board = story.app.board_now();
            for column in board.display_order() {
                let scope = Scope::Column(*column);
                prop_assert!(board.limit(scope).is_none_or(|limit| board.count(scope) <= limit.cards()));
            }
            let (width, height) = story.app.size;
            let theme = if ascii { Theme::MONO.ascii() } else { Theme::ANSI };
            let _ = dump::screen(&mut story.app, width, height, &theme);
        }
    }
}
