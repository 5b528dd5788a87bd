//! A story for every command of the table: a board, the keys that lead there, one key of the
//! command, and what is seen then. A command without a story fails here.
//!
//! Each key of a command is tried in its place, and without it the story must not come true. The
//! names are those of people's settings: whoever renames a command meets them here.

use andon::board::{Change, Checking, Field, Fields, Subject};
use andon::git::FileState;
use andon::tui::app::App;
use andon::tui::charts::Clock;
use andon::tui::command::{COMMANDS, Context, named};
use andon::tui::in_git::{Origin, Standing};
use andon::tui::keymap::{self, Found};
use andon::tui::layer::Layer;
use andon::tui::message::{Effect, Message};
use andon::tui::pane::PaneSize;
use andon::tui::settings::{Register, Section};
use andon::tui::tab::Tab;
use andon::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui_git::status;
use crate::tui_measures::finished;
use crate::tui_story::{Story, board, line};
use crate::tui_versions::meanwhile;

/// What is seen at the end of a story.
enum Seen {
    /// The board is this, with the cursor where the star is.
    Is(&'static str),
    /// The line of news has this in it.
    Says(&'static str),
    /// The screen has this on it.
    Shows(&'static str),
    /// Something like this is asked of the world.
    Asks(fn(&Effect) -> bool),
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
        let start = if self.board.is_empty() { "todo:" } else { self.board };
        (self.given)(board(start)).keys(self.before)
    }

    fn holds(&self, story: &Story) -> bool {
        match &self.seen {
            Seen::Is(text) => &written(story) == text,
            Seen::Says(text) => story.app.notice.as_ref().is_some_and(|notice| notice.text.contains(text)),
            Seen::Shows(text) => screen(&story.app).contains(text),
            Seen::Asks(like) => story.effects.iter().any(like),
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
    rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>() + "\n").collect()
}

const BOARD: &str = "todo: A*, B, C | doing: D | done:";
const MIDDLE: &str = "todo: A, B*, C | doing: D | done:";

/// One story a command, in the order of the table.
#[rustfmt::skip]
fn cases() -> Vec<Case> {
    use Seen::{Asks, Is, Says, Sees, Shows};
    let point = |name, before: &'static str, text| case(name, "", Shows(text)).given(|_| finished()).before(before);
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

        case("go-to-card", BOARD, Is("todo: A, B, C | doing: D* | done:")).then("D<Enter>"),

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
        case("edit-text", BOARD, Asks(|effect| matches!(effect, Effect::Edit { .. }))),
        case("block", BOARD, Sees(|app| app.card().is_some_and(|card| card.block().is_some()))).then("x<Enter>"),
        case("cord", BOARD, Sees(|app| app.card().is_some_and(|card| card.cord().is_some()))).then("x<Enter>"),
        case("assign", BOARD, Sees(|app| app.card().is_some_and(|card| card.who().len() == 1))).then("jon<Enter>"),
        case("label", BOARD, Sees(|app| app.card().is_some_and(|card| card.labels().len() == 1))).then("api<Enter>"),
        case("select", BOARD, Sees(|app| app.chosen.len() == 1)),
        case("select-range", BOARD, Sees(|app| app.chosen.len() == 2)).then("j"),
        case("select-column", BOARD, Sees(|app| app.chosen.len() == 3)),
        case("class", BOARD, Sees(|app| app.card().is_some_and(|card| card.class().is_some()))).given(Story::expedite).then("exp<Enter>"),
        case("due", BOARD, Sees(|app| app.card().is_some_and(|card| card.value(Field::Due) == "2026-05-29"))).then("fri<Enter>"),
        case("copy-id", BOARD, Asks(|effect| matches!(effect, Effect::Copy(id) if id.len() == 8))),
        case("copy-title", BOARD, Asks(|effect| matches!(effect, Effect::Copy(title) if title == "A"))),
        case("copy-both", BOARD, Asks(|effect| matches!(effect, Effect::Copy(both) if both.ends_with(" A")))),
        case("copy-markdown", BOARD, Asks(|effect| matches!(effect, Effect::Copy(page) if page == "# A\n"))),
        case("other-version", "todo: A*", Says("the title of")).given(two_titles),
        case("delete", BOARD, Is("todo: B*, C | doing: D | done:")),
        case("restore", "todo: A*, B", Is("todo: A*, B")).before("D").then("<Enter>"),
        case("undo", "todo: A* | doing: D", Is("todo: A* | doing: D")).before("L"),
        case("redo", "todo: A* | doing: D", Is("todo: | doing: D, A*")).before("Lu"),

        case("filter", BOARD, Sees(|app| app.filter.text() == "B")).then("B<Enter>"),
        case("saved-filters", BOARD, Sees(|app| app.filter.text() == "B")).before("/B<Enter>\"b<Enter><Esc>").then("<Enter>"),
        case("save-filter", BOARD, Sees(|app| app.memory.filters.contains_key("b"))).before("/B<Enter>").then("b<Enter>"),
        case("next-match", BOARD, Is("todo: A, B, C* | doing: D | done:")).before("zh/C<Enter>gg"),
        case("previous-match", BOARD, Is("todo: A, B, C | doing: D* | done:")).before("zh/A | D<Enter>"),
        case("hide-or-highlight", BOARD, Says("recedes")),
        case("density", BOARD, Says("density of the cards: compact")),
        case("lanes", BOARD, Sees(|app| app.lanes().len() == 2)).given(expedited).then("class<Enter>"),
        case("fold", BOARD, Sees(|app| app.column().is_some_and(|column| app.is_folded(column)))),
        case("unfold-all", BOARD, Is(BOARD)).before("zc"),
        case("zoom", BOARD, Sees(|app| app.look.zoomed)),
        case("metrics", BOARD, Sees(|app| app.metrics.size == PaneSize::Pane)),
        case("window", BOARD, Says("measured over 90 days")),
        case("next-theme", BOARD, Says("theme: dark")),
        case("symbols", BOARD, Says("symbols: ascii")),
        case("taller-pane", BOARD, Sees(|app| app.metrics.rows == Some(13))).before("m"),
        case("lower-pane", BOARD, Sees(|app| app.metrics.rows == Some(11))).before("m"),
        case("mouse", BOARD, Says("mouse off")),
        case("boards", BOARD, Asks(|effect| matches!(effect, Effect::Open(path) if path.ends_with("two.board.json")))).given(two_boards).then("two<Enter>"),
        case("next-board", "", Is("todo: C*")).given(three_open),
        case("previous-board", "", Is("todo: A*")).given(three_open),
        case("close-board", "", Asks(|effect| matches!(effect, Effect::Close(_)))).given(three_open),
        case("new-board", BOARD, Asks(|effect| matches!(effect, Effect::NewBoard { name, .. } if name == "Ops"))).then("<C-u>Ops<Enter>operations<Enter>"),
        case("settings", BOARD, Sees(|app| app.settings().is_some())),
        case("column-limit", BOARD, Is("todo(3): A*, B, C | doing: D | done:")).then("3<Enter>"),
        case("setting-down", BOARD, row(1)).before(","),
        case("setting-up", BOARD, row(0)).before(",j"),
        case("setting-left", BOARD, Sees(|app| register(app) == Some(Register::Name))).before(",l"),
        case("setting-right", BOARD, Sees(|app| register(app) == Some(Register::Kind))).before(","),
        case("setting-page-down", BOARD, row(2)).before(","),
        case("setting-page-up", BOARD, row(0)).before(",jj"),
        case("setting-first", BOARD, row(0)).before(",jj"),
        case("setting-last", BOARD, row(2)).before(","),
        case("setting-next-section", BOARD, Sees(|app| section(app) == Some(Section::Stages))).before(","),
        case("setting-previous-section", BOARD, Sees(|app| section(app) == Some(Section::Policies))).before(","),
        case("setting-change", BOARD, Is("todo(2): A*, B, C | doing: D | done:")).before(",ll").then("2<Enter>"),
        case("setting-raise", BOARD, Is("todo(3): A*, B, C | doing: D | done:")).before(",ll2+"),
        case("setting-lower", BOARD, Is("todo(1): A*, B, C | doing: D | done:")).before(",ll2+"),
        case("setting-add", BOARD, Is("todo: A*, B, C | new: | doing: D | done:")).before(",").then("new<Enter>"),
        case("setting-remove", BOARD, Is("todo: A*, B, C | doing: D")).before(",jj").then("y"),
        case("setting-later", BOARD, Is("doing: D | todo: A*, B, C | done:")).before(","),
        case("setting-earlier", BOARD, Is("doing: D | todo: A*, B, C | done:")).before(",j"),

        case("travel", BOARD, Sees(|app| app.travel.is_some())),
        case("event-back", "todo: A* | doing:", Is("todo: A* | doing:")).before("Lt["),
        case("event-on", "todo: A* | doing:", Is("todo: | doing: A*")).before("Lt[["),
        case("day-back", "todo: A* | doing:", Is("todo: A* | doing:")).before("Lt"),
        case("day-on", "todo: A* | doing:", Is("todo: | doing: A*")).before("Lt{"),
        case("week-back", "todo: A* | doing:", Is("todo:")).before("Lt"),
        case("week-on", "todo: A* | doing:", Is("todo: | doing: A*")).before("Lt("),
        case("first-event", "todo: A* | doing:", Is("todo:")).before("t"),
        case("now", "todo: A* | doing:", Is("todo: | doing: A*")).before("Lt[["),
        case("activity", BOARD, Sees(|app| matches!(app.top(), Some(Layer::Activity(_))))),

        case("sync", BOARD, Asks(|effect| matches!(effect, Effect::Sync(Origin::Asked)))).given(in_git),
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
        point("next-point", "mm3h", "C  cycle"),
        point("previous-point", "mm3", "B  cycle"),
        point("higher-point", "mm3gg", "B  cycle"),
        point("lower-point", "mm3", "B  cycle"),
        point("first-point", "mm3", "A  cycle"),
        point("last-point", "mm3gg", "C  cycle"),
        case("jump", "", Is("todo: E | doing: D | done: C, B*, A")).given(|_| finished()).before("mm3h"),
        case("help", BOARD, Sees(|app| matches!(app.top(), Some(Layer::Help(_))))),
        case("palette", "todo: A* | doing:", Is("todo: | doing: A*")).then("mvright<Enter>"),
        case("add-from-template", "todo: A*", Is("todo: A, Fix*")).given(templated).then("<Enter><C-s>"),
        case("add-item", "todo: A*", Sees(|app| app.card().is_some_and(|card| card.items().len() == 1))).then("x<Enter>"),
        case("next-spot", "todo: A*", Says("ticked “a”")).given(listed).before("<Enter>").then("<Space>"),
        case("previous-spot", "todo: A*", Says("ticked “b”")).given(listed).before("<Enter>").then("<Space>"),
        case("open-spot", "todo: A*", Says("ticked “a”")).given(listed).before("<Enter><Tab>"),
        case("tick-item", "todo: A*", Says("ticked “a”")).given(listed).before("<Enter><Tab>"),
        case("take-off", "todo: A*", Says("took “a” off the checklist")).given(listed).before("<Enter><Tab>"),
        case("open-link", "todo: A*", Asks(|effect| matches!(effect, Effect::OpenLink(_)))).given(linked),
        case("set-parent", "todo: A*, B", Says(" part of ")).then("<Enter>"),
        case("go-to-parent", "todo: A*, B", Is("todo: A, B*")).given(part_of),
        case("go-to-parts", "todo: A, B*", Is("todo: A*, B")).given(part_of),

        case("skip-lesson", BOARD, Sees(|app| app.tutorial.as_ref().is_some_and(|tutorial| tutorial.place().0 == 2))).given(with_lessons),
        case("redraw", BOARD, Asks(|effect| matches!(effect, Effect::Redraw))),
        case("suspend", BOARD, Asks(|effect| matches!(effect, Effect::Suspend))),
        case("quit", BOARD, Asks(|effect| matches!(effect, Effect::Quit))),

        case("accept", "todo: A*", Is("todo: A, X*")).before("aX"),
        case("next", "todo: A*", Sees(|app| matches!(app.top(), Some(Layer::Palette(palette)) if palette.selected == 1))).before(":"),
        case("previous", "todo: A*", Sees(|app| matches!(app.top(), Some(Layer::Palette(palette)) if palette.selected == 0))).before(":<Down>"),
        case("save", "todo: A*", Is("todo: AX*")).before("fX<Tab>more"),
        case("back", BOARD, Sees(|app| app.layers.is_empty())).before("?"),
    ]
}

/// A has right of way, and nothing divides the board.
fn expedited(story: Story) -> Story {
    story.expedite().keys("cexp<Enter>zlnone<Enter>")
}

/// Two people gave the card a title at the same time.
fn two_titles(story: Story) -> Story {
    let card = story.card("A").id();
    let title = |title: &str| Change::Edit { card, values: vec![(Field::Title, title.to_owned())] };
    meanwhile(story, &[("jon", title("B")), ("ann", title("C"))])
}

/// A has a checklist of two items.
fn listed(story: Story) -> Story {
    let (card, add) = (story.card("A").id(), vec!["a".to_owned(), "b".to_owned()]);
    story.given(Change::Check { card, checking: Checking { add, ..Checking::default() } })
}

fn linked(story: Story) -> Story {
    let (card, add) = (story.card("A").id(), vec!["https://example.org".to_owned()]);
    story.given(Change::Link { card, add, drop: Vec::new() })
}

fn templated(story: Story) -> Story {
    let fields = Fields { body: Some("# Fix\n\n- [ ] a test".into()), ..Fields::default() };
    story.given(Change::Set { subject: Subject::Template("bug".into()), fields })
}

/// A is part of B.
fn part_of(story: Story) -> Story {
    let (card, whole) = (story.card("A").id(), story.card("B").id());
    story.given(Change::Edit { card, values: vec![(Field::Parent, whole.to_string())] })
}

fn with_lessons(mut story: Story) -> Story {
    story.app.tutorial = Some(Box::default());
    story
}

fn two_boards(mut story: Story) -> Story {
    story.app.session.boards = vec!["one.board.json".into(), "two.board.json".into()];
    story
}

/// Three boards are open; the one on screen, with card B, is the one in the middle.
fn three_open(_: Story) -> Story {
    let mut story = board("todo:");
    for card in ["A", "B", "C"] {
        let path: std::path::PathBuf = format!("/w/{card}.board.json").into();
        story.app.session.boards = vec![path.clone()];
        story = story.keys(&format!("o{card}<Enter>"));
        let opened = Box::new(crate::tui_story::parse(&format!("todo: {card}")).0);
        story.send(Message::Opened { path, board: opened, read_only: None });
    }
    // From the middle the next one and the one before differ.
    story.keys("gT")
}

/// The cursor of the settings is in this row.
fn row(row: usize) -> Seen {
    match row {
        0 => Seen::Sees(|app| app.settings().is_some_and(|settings| settings.row == 0)),
        1 => Seen::Sees(|app| app.settings().is_some_and(|settings| settings.row == 1)),
        _ => Seen::Sees(|app| app.settings().is_some_and(|settings| settings.row == 2)),
    }
}

fn register(app: &App) -> Option<Register> {
    app.settings()?.at.as_ref().map(|(_, register)| *register)
}

fn section(app: &App) -> Option<Section> {
    app.settings().map(|settings| settings.section)
}

fn in_git(story: Story) -> Story {
    let standing = Standing::Inside(status(0, 0, FileState::Clean));
    story.then(Message::InGit { standing, covered: false })
}

#[test]
fn every_command_has_a_story_with_each_of_its_keys() {
    let cases = cases();
    let mut pressed = 0;
    for case in &cases {
        let entry = named(case.name).unwrap_or_else(|| panic!("there is no command {}", case.name));
        let without = case.place();
        let context = Context::of(&without.app);
        let without = without.keys(case.after);
        assert!(!case.holds(&without), "{}: so it would be without its key", case.name);
        for key in entry.keys {
            let keys = keymap::parse(key).unwrap();
            let story = case.place();
            assert_eq!(
                story.app.keymap.find(&keys, context),
                Found::Command(entry.command),
                "{}: {key} {context:?}",
                case.name
            );
            let story = story.keys(key).keys(case.after);
            let (notice, board) = (&story.app.notice, written(&story));
            assert!(
                case.holds(&story),
                "{} by {key}: {board}, {notice:?}\n{}",
                case.name,
                screen(&story.app)
            );
            pressed += 1;
        }
    }
    let missing: Vec<String> = COMMANDS
        .iter()
        .filter(|entry| cases.iter().all(|case| case.name != entry.command.name()))
        .map(|entry| format!("        case(\"{}\", BOARD, Says(\"\")),", entry.command.name()))
        .collect();
    assert!(
        missing.is_empty(),
        "tests/it/every_key.rs has a story for each command:\n{}",
        missing.join("\n")
    );
    assert_eq!(cases.len(), COMMANDS.len(), "each once");
    println!("{} commands, {pressed} keys", cases.len());
}
