//! A story for every command of the table: a board, the keys that lead there, one key of the
//! command, and what is seen then. A command without a story fails here.
//!
//! Each key of a command is tried in its place, and without it the story must not come true. The
//! names are those of people's settings: whoever renames a command meets them here.

use andon::board::{Board, Change, Field, Fields, Subject};
use andon::tui::app::App;
use andon::tui::charts::Clock;
use andon::tui::command::{COMMANDS, Context, named};
use andon::tui::in_git::Origin;
use andon::tui::keymap::{self, Found};
use andon::tui::layer::Layer;
use andon::tui::message::Effect;
use andon::tui::pane::PaneSize;
use andon::tui::tab::Tab;
use andon::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui_story::{Story, board, line};

/// What is seen at the end of a story.
enum Seen {
    /// The board is this, with the cursor where the star is.
    Is(&'static str),
    /// The line of news has this in it.
    Says(&'static str),
    /// The screen has this on it.
    Shows(&'static str),
    /// This is asked of the world.
    Asks(Effect),
    /// The app is as asked.
    Sees(fn(&App) -> bool),
}

/// A story of a command.
struct Case {
    name: &'static str,
    board: &'static str,
    given: fn(Story) -> Story,
    before: &'static str,
    after: &'static str,
    seen: Seen,
}

fn case(name: &'static str, board: &'static str, seen: Seen) -> Case {
    Case { name, board, given: |story| story, before: "", after: "", seen }
}

impl Case {
    /// Something else is so before the first key.
    fn given(self, given: fn(Story) -> Story) -> Self {
        Self { given, ..self }
    }

    /// Keys before the one of the command.
    fn before(self, keys: &'static str) -> Self {
        Self { before: keys, ..self }
    }

    /// Keys after it.
    fn then(self, keys: &'static str) -> Self {
        Self { after: keys, ..self }
    }

    /// The app in which the command's key is pressed.
    fn place(&self) -> Story {
        (self.given)(board(self.board)).keys(self.before)
    }

    fn holds(&self, story: &Story) -> bool {
        match &self.seen {
            Seen::Is(text) => &written(story) == text,
            Seen::Says(text) => story.app.notice.as_ref().is_some_and(|notice| notice.text.contains(text)),
            Seen::Shows(text) => screen(&story.app).contains(text),
            Seen::Asks(effect) => story.effects.contains(effect),
            Seen::Sees(is) => is(&story.app),
        }
    }
}

/// The board with its cursor.
fn written(story: &Story) -> String {
    let text = line(&story.app.board);
    match story.app.card() {
        Some(card) => {
            // Titles of these stories are single letters.
            text.replacen(card.title(), &format!("{}*", card.title()), 1)
        }
        None => text,
    }
}

fn screen(app: &App) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 30));
    andon::tui::view::paint(&mut buffer, app, &Theme::MONO);
    let rows = buffer.content.chunks(100);
    rows.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>() + "\n").collect()
}

const BOARD: &str = "todo: A*, B, C | doing: D | done:";
const MIDDLE: &str = "todo: A, B*, C | doing: D | done:";

/// One story a command, in the order of the table.
#[rustfmt::skip]
fn cases() -> Vec<Case> {
    use Seen::{Asks, Is, Says, Sees, Shows};
    let tab = |name, before: &'static str, sees| case(name, BOARD, Sees(sees)).before(before);
    vec![
        case("down", BOARD, Is("todo: A, B*, C | doing: D | done:")),
        case("up", MIDDLE, Is("todo: A*, B, C | doing: D | done:")),
        case("left", "todo: A | doing: D*", Is("todo: A* | doing: D")),
        case("right", "todo: A* | doing: D", Is("todo: A | doing: D*")),
        case("first", "todo: A, B, C*", Is("todo: A*, B, C")),
        case("last", "todo: A*, B, C", Is("todo: A, B, C*")),
        case("page-down", "todo: A*, B, C", Is("todo: A, B, C*")),
        case("page-up", "todo: A, B, C*", Is("todo: A*, B, C")),
        case("first-column", "todo: A | doing: B | done: C*", Is("todo: A* | doing: B | done: C")),
        case("last-column", "todo: A* | doing: B | done: C", Is("todo: A | doing: B | done: C*")),

        case("move-right", "todo: A* | doing: D", Is("todo: | doing: D, A*")),
        case("move-left", "todo: A | doing: D*", Is("todo: A, D* | doing:")),
        case("move-to", "todo: A* | doing: | done:", Is("todo: | doing: | done: A*")).then("done<Enter>"),
        case("move-anyway", "todo: A* | doing(1): D", Is("todo: | doing(1): D, A*")).given(Story::reasons_allowed).before("L").then("why<Enter>"),
        case("lower", BOARD, Is("todo: B, A*, C | doing: D | done:")),
        case("raise", MIDDLE, Is("todo: B*, A, C | doing: D | done:")),

        case("add", "todo: A*", Is("todo: A, X*")).then("X<Enter>"),
        case("open", BOARD, Sees(|app| matches!(app.top(), Some(Layer::Detail(_))))),
        case("edit-title", "todo: A*", Is("todo: AX*")).then("X<Enter>"),
        case("edit-fields", "todo: A*", Is("todo: AX*")).then("X<C-s>"),
        case("edit-text", BOARD, Sees(|app| app.layers.is_empty())).given(|story| Story { effects: Vec::new(), ..story }),
        case("block", BOARD, Shows("blocked")).then("the bank<Enter><Enter>"),
        case("cord", BOARD, Shows("andon")).then("it burns<Enter><Enter>"),
        case("assign", BOARD, Sees(|app| app.card().is_some_and(|card| card.who().len() == 1))).then("jon<Enter>"),
        case("label", BOARD, Sees(|app| app.card().is_some_and(|card| card.labels().len() == 1))).then("api<Enter>"),
        case("class", BOARD, Sees(|app| app.card().is_some_and(|card| card.class().is_some()))).given(Story::expedite).then("exp<Enter>"),
        case("other-version", "todo: A*", Says("the title of")).given(two_titles),
        case("delete", BOARD, Is("todo: B*, C | doing: D | done:")),
        case("restore", "todo: A*, B", Is("todo: A*, B")).before("D").then("<Enter>"),
        case("undo", "todo: A* | doing: D", Is("todo: A* | doing: D")).before("L"),
        case("redo", "todo: A* | doing: D", Is("todo: | doing: D, A*")).before("Lu"),

        case("filter", BOARD, Sees(|app| app.filter.text() == "B")).then("B<Enter>"),
        case("metrics", BOARD, Sees(|app| app.metrics.size == PaneSize::Pane)),
        case("window", BOARD, Says("measured over 90 days")),
        case("boards", BOARD, Asks(Effect::Open("two.board.json".into()))).given(two_boards).then("two<Enter>"),

        case("sync", BOARD, Asks(Effect::Sync(Origin::Person))).given(in_git),
        case("in-git", BOARD, Sees(|app| matches!(app.top(), Some(Layer::InGit(_))))),

        tab("next-tab", "m", |app| app.metrics.tab == Tab::Cumulative),
        tab("previous-tab", "m", |app| app.metrics.tab == Tab::Behaviour),
        tab("tab-summary", "mm2", |app| app.metrics.tab == Tab::Summary),
        tab("tab-cumulative", "mm", |app| app.metrics.tab == Tab::Cumulative),
        tab("tab-scatter", "mm", |app| app.metrics.tab == Tab::Scatter),
        tab("tab-histogram", "mm", |app| app.metrics.tab == Tab::Histogram),
        tab("tab-ageing", "mm", |app| app.metrics.tab == Tab::Ageing),
        tab("tab-throughput", "mm", |app| app.metrics.tab == Tab::Throughput),
        tab("tab-stream", "mm", |app| app.metrics.tab == Tab::Stream),
        tab("tab-constraint", "mm", |app| app.metrics.tab == Tab::Constraint),
        tab("tab-behaviour", "mm", |app| app.metrics.tab == Tab::Behaviour),
        tab("series", "mm3", |app| app.metrics.clock == Clock::Lead),
        case("help", BOARD, Sees(|app| matches!(app.top(), Some(Layer::Help(_))))),
        case("palette", "todo: A* | doing:", Is("todo: | doing: A*")).then("mvright<Enter>"),
        case("redraw", BOARD, Asks(Effect::Redraw)),
        case("suspend", BOARD, Asks(Effect::Suspend)),
        case("quit", BOARD, Asks(Effect::Quit)),

        case("accept", "todo: A*", Is("todo: A, X*")).before("aX"),
        case("next", "todo: A*", Sees(|app| matches!(app.top(), Some(Layer::Palette(palette)) if palette.selected == 1))).before(":"),
        case("previous", "todo: A*", Sees(|app| matches!(app.top(), Some(Layer::Palette(palette)) if palette.selected == 0))).before(":<Down>"),
        case("save", "todo: A*", Is("todo: AX*")).before("fX<Tab>more"),
        case("back", BOARD, Sees(|app| app.layers.is_empty())).before("?"),
    ]
}

/// Commands whose stories are told elsewhere, because they need more than a line.
const ELSEWHERE: [(&str, &str); 7] = [
    ("next-point", "tui_measures"),
    ("previous-point", "tui_measures"),
    ("higher-point", "tui_measures"),
    ("lower-point", "tui_measures"),
    ("first-point", "tui_measures"),
    ("last-point", "tui_measures"),
    ("jump", "tui_measures"),
];
