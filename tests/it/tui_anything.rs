//! Whatever happens to the screen, in whatever order: keys, mouse, sizes, time, pasted text, news
//! from the saver and from others, on several boards. Nothing breaks, limits hold, what is handed
//! to the saver is what is on screen, and undo goes home.
//!
//! `ANDON_CASES` sets the number of stories; the events they were made of are printed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use andon::board::{Board, Card, Change};
use andon::tui::app::App;
use andon::tui::command::COMMANDS;
use andon::tui::event;
use andon::tui::keymap;
use andon::tui::message::Message;
use andon::tui::theme::Theme;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use ratatui::crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::screens::dump;
use crate::store_support::cases;
use crate::tui_anything_world::{DEEDS, Deed, World};
use crate::tui_property::boards;
use crate::tui_story::line;

/// A place of the screen, in thousandths of its size; beyond it when more.
type Place = (u32, u32);

#[derive(Debug, Clone)]
enum Happening {
    /// Keys, in the notation of the key map.
    Keys(String),
    /// The mouse did something.
    Mouse(MouseEventKind, Place),
    /// Two clicks.
    Double(Place),
    /// A card, or whatever is there, is carried to another place, and let go or not.
    Carry(Place, Place, bool),
    Paste(String),
    Resize(u16, u16),
    Wait(i64),
    Focus(bool),
    Other(Deed, usize, usize),
    Save(bool),
    Fail(bool),
    Answer,
}

use Happening::{Answer, Carry, Double, Fail, Focus, Keys, Mouse, Other, Paste, Resize, Save, Wait};

/// Every key of every command, and what goes into lines and forms.
fn keys() -> impl Strategy<Value = String> {
    let all: Vec<&str> = COMMANDS.iter().flat_map(|entry| entry.keys).copied().collect();
    let several = vec![
        "zlc",
        "zl<Down><Down><Enter>",
        "zc",
        "zz",
        "zh",
        "/is:blocked<Enter>",
        "/@maria | c1<Enter>",
        "/<Esc>",
        "anew<Enter>",
        "L",
        "H",
        "u",
        "U",
        "v",
        "x",
        "t",
        "[",
        "]",
        "{",
        "<Home>",
        "gt",
        "ob<Enter>",
        "oc<Enter>",
        "gx",
        "W1<Enter>",
        "W<C-u><Enter>",
        "mm",
        "ga",
        ",",
        "?",
        ":",
        "<Esc>",
        "<Esc><Esc>",
        "3",
        "9",
        "y",
        "g",
        "<BS>",
        "<Del>",
        "<C-s>",
        "<C-c>",
        "<C-n>",
        "<C-k>",
        "<C-w>",
        "<lt>",
        "<F1>",
        "<S-Tab>",
        "cexp<Enter>",
        "cfix<Enter>",
        "@maria<Enter>",
        "!because<Enter>",
        "d+3<Enter>",
        "Mcol1<Enter>",
    ];
    let sign = prop::sample::select(vec!["日", "é", "\u{202e}", "👩‍🚀", "\u{0}", "\u{1b}", "\u{ad}"]);
    prop_oneof![
        6 => prop::sample::select(all).prop_map(str::to_owned),
        4 => prop::sample::select(several).prop_map(str::to_owned),
        1 => "[a-zA-Z0-9:/?!@#,.$^-]".prop_map(|key| key),
        1 => sign.prop_map(str::to_owned),
    ]
}

fn place() -> impl Strategy<Value = Place> {
    (0..1050_u32, 0..1050_u32)
}

fn mouse() -> impl Strategy<Value = Happening> {
    let kind = prop::sample::select(vec![
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::Up(MouseButton::Left),
        MouseEventKind::Down(MouseButton::Right),
        MouseEventKind::Up(MouseButton::Middle),
        MouseEventKind::Moved,
        MouseEventKind::ScrollDown,
        MouseEventKind::ScrollUp,
        MouseEventKind::ScrollLeft,
    ]);
    prop_oneof![
        3 => (kind, place()).prop_map(|(kind, at)| Mouse(kind, at)),
        1 => place().prop_map(Double),
        3 => (place(), place(), prop::bool::weighted(0.8)).prop_map(|(from, to, ends)| Carry(from, to, ends)),
    ]
}

/// Most screens are small, so that many are drawn.
fn size() -> impl Strategy<Value = Happening> {
    let size = prop_oneof![
        4 => (1..60_u16, 1..25_u16),
        4 => (60..100_u16, 10..30_u16),
        1 => (1..=300_u16, 1..=100_u16),
        1 => prop::sample::select(vec![(1, 1), (300, 1), (1, 100), (20, 6), (300, 100)]),
    ];
    size.prop_map(|(columns, rows)| Resize(columns, rows))
}

/// What the person does.
fn own() -> impl Strategy<Value = Happening> {
    let text =
        prop::sample::select(vec!["one", "one\ntwo\nthree", "\u{1b}[31mred\u{7}", "", "\t\r\n", "日本語"]);
    prop_oneof![
        16 => keys().prop_map(Keys),
        4 => mouse(),
        1 => size(),
        1 => text.prop_map(|text| Paste(text.to_owned())),
        1 => prop::sample::select(vec![1, 50, 300, 2_000, 60_000, 90_000_000]).prop_map(Wait),
        1 => Just(Answer),
    ]
}

/// What happens at all.
fn anything() -> impl Strategy<Value = Happening> {
    prop_oneof![
        20 => own(),
        2 => (prop::sample::select(DEEDS.to_vec()), 0..50_usize, 0..50_usize).prop_map(|(deed, pick, to)| Other(deed, pick, to)),
        1 => any::<bool>().prop_map(Save),
        1 => prop_oneof![any::<bool>().prop_map(Focus), any::<bool>().prop_map(Fail)],
    ]
}

/// Lets it happen, and looks after each single event. Answers how many there were.
fn happen(world: &mut World, happening: &Happening) -> Result<usize, TestCaseError> {
    let at = |world: &World, place: Place| {
        let (width, height) = world.app.size;
        let of = |size: u16, part: u32| u16::try_from(u32::from(size) * part / 1000).unwrap_or(u16::MAX);
        (of(width, place.0), of(height, place.1))
    };
    let mouse = |world: &mut World, kind, place, later| {
        let (column, row) = at(world, place);
        let event = Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
        act(world, later, event::message_of(event, &world.app))
    };
    let (down, drag, up) = (
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::Up(MouseButton::Left),
    );
    match happening {
        Keys(keys) => {
            let keys = keymap::parse(keys).map_err(|wrong| TestCaseError::fail(wrong.to_string()))?;
            for key in &keys {
                act(world, 100, Some(Message::Key((*key).into())))?;
            }
            return Ok(keys.len());
        }
        Mouse(kind, place) => mouse(world, *kind, *place, 50)?,
        Double(place) => {
            for kind in [down, up, down, up] {
                mouse(world, kind, *place, 50)?;
            }
            return Ok(4);
        }
        Carry(from, to, ends) => {
            mouse(world, down, *from, 50)?;
            mouse(world, drag, (u32::midpoint(from.0, to.0), to.1), 50)?;
            mouse(world, drag, *to, 50)?;
            if *ends {
                mouse(world, up, *to, 50)?;
            }
            return Ok(3 + usize::from(*ends));
        }
        Paste(text) => act(world, 10, Some(Message::Paste(text.clone())))?,
        Resize(columns, rows) => act(world, 10, Some(Message::Resize(*columns, *rows)))?,
        Wait(ms) => act(world, *ms, Some(Message::Tick))?,
        Focus(is) => act(world, 10, Some(Message::Focus(*is)))?,
        Other(deed, pick, to) => world.other(*deed, *pick, *to),
        Save(all_the_same) => world.save(*all_the_same),
        Fail(broken) => world.fail(*broken),
        Answer => world.answer(),
    }
    look(world)?;
    Ok(1)
}

/// Something the person did: what is over a limit after it was so before, or on purpose.
fn act(world: &mut World, later: i64, message: Option<Message>) -> Result<(), TestCaseError> {
    let Some(message) = message else { return Ok(()) };
    let (tab, before) = (world.app.tab, over(world.app.board_now()));
    world.send(message, later);
    // A limit that is changed is another story, and so is a reason that was given.
    let excused =
        world.made.iter().any(|done| done.over.is_some() || matches!(done.change, Change::Set { .. }));
    if tab == world.app.tab && !excused {
        for (scope, count) in over(world.app.board_now()) {
            let was = before.get(&scope).copied().unwrap_or(0);
            prop_assert!(count <= was, "{scope} went from {was} to {count}: {:?}", world.made);
        }
    }
    look(world)
}

/// What is over its limit, and by how many cards it is held.
fn over(board: &Board) -> HashMap<String, usize> {
    board.exceeded().into_iter().map(|(scope, count, _)| (format!("{scope:?}"), count)).collect()
}

fn look(world: &mut World) -> Result<(), TestCaseError> {
    drawn(&mut world.app)?;
    let app = &world.app;
    match (app.column(), app.card()) {
        (Some(column), card) => {
            prop_assert_eq!(card.is_some(), app.len_in(column) > 0, "{}", line(&app.board));
            if let Some(card) = card {
                prop_assert_eq!(app.row_of(card), Some(app.selection.row));
                prop_assert_eq!(card.column(), column);
            }
        }
        (None, card) => {
            prop_assert!(app.board.display_order().is_empty(), "the cursor is in no column");
            prop_assert!(card.is_none());
        }
    }
    match world.expected() {
        Some(expected) => prop_assert_eq!(picture(&expected), picture(app.board_now())),
        None => prop_assert!(app.is_opening()),
    }
    Ok(())
}

/// A frame of the size of the screen, in both sets of symbols.
fn drawn(app: &mut App) -> Result<(), TestCaseError> {
    let (columns, rows) = app.size;
    for theme in [Theme::MONO.ascii(), Theme::ANSI] {
        let screen = dump::screen(app, columns, rows, &theme);
        let control = screen.content.iter().any(|cell| cell.symbol().contains(char::is_control));
        prop_assert!(!control, "a control character is drawn at {columns}x{rows}");
    }
    Ok(())
}

/// All that people can say of a board, as it is now.
fn picture(board: &Board) -> String {
    let mut out = line(board);
    let mut say = |words: String| {
        out.push('\n');
        out.push_str(&words);
    };
    for column in board.display_order() {
        say(format!("{:?}", board.column(*column)));
        for card in board.cards_in(*column) {
            say(told(board, card));
        }
    }
    say(format!("{:?} {:?} {:?}", board.stages(), board.classes(), board.templates()));
    out
}

fn told(board: &Board, card: &Card) -> String {
    let names = |names: &[andon::board::Name]| {
        let mut names: Vec<&str> = names.iter().map(|name| board.names().text(*name)).collect();
        names.sort_unstable();
        names.join(",")
    };
    let fields = andon::board::Field::ALL.map(|field| card.value(field));
    let items: Vec<String> =
        card.items().iter().map(|item| format!("{} {}", board.names().text(item.text), item.done)).collect();
    let block = card.block().map(|block| block.why.to_owned());
    format!(
        "{fields:?} {} {} {} {items:?} {block:?} {}",
        names(card.who()),
        names(card.labels()),
        names(card.links()),
        card.cord().is_some()
    )
}

fn run<S: Strategy>(cases: u64, strategy: &S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let cases = u32::try_from(cases).expect("not as many cases");
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() };
    if let Err(failed) = TestRunner::new(config).run(strategy, test) {
        panic!("{failed}");
    }
}

#[test]
fn anything_may_happen() {
    let (cases, events) = (cases(30), AtomicUsize::new(0));
    let story = (boards(true), any::<bool>(), prop::collection::vec(anything(), 0..60));
    run(cases, &story, |(text, limited, story)| {
        let mut world = World::new(&text, limited);
        for happening in &story {
            events.fetch_add(happen(&mut world, happening)?, Ordering::Relaxed);
        }
        Ok(())
    });
    println!("{} events in {cases} stories", events.load(Ordering::Relaxed));
}

#[test]
fn everything_alone_is_undone() {
    let (cases, events) = (cases(20), AtomicUsize::new(0));
    let refused = AtomicUsize::new(0);
    let story = (boards(true), any::<bool>(), prop::collection::vec(own(), 0..40));
    run(cases, &story, |(text, limited, story)| {
        let mut world = World::new(&text, limited);
        let (tab, start) = (world.app.tab, picture(&world.app.board));
        for happening in &story {
            events.fetch_add(happen(&mut world, happening)?, Ordering::Relaxed);
        }
        world.send(Message::ShowBoard(tab), 1);
        if world.app.tab != tab {
            return Ok(());
        }
        if world.app.travel.is_some() {
            world.app.layers.clear();
            world.send(Message::Do(andon::tui::command::Command::Travel, None), 1);
        }
        world.app.layers.clear();
        let mut left = world.app.past.len();
        while left > 0 {
            world.send(Message::Do(andon::tui::command::Command::Undo, None), 1);
            let now = world.app.past.len();
            if now == left {
                // Undo meets limits like any road into a column.
                prop_assert!(world.app.refused.is_some(), "{:?}", world.app.notice);
                refused.fetch_add(1, Ordering::Relaxed);
                return Ok(());
            }
            left = now;
        }
        prop_assert_eq!(picture(&world.app.board), start);
        Ok(())
    });
    let (events, refused) = (events.load(Ordering::Relaxed), refused.load(Ordering::Relaxed));
    println!("{events} events in {cases} stories; in {refused} a limit refused the way back");
}
