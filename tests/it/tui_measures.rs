//! Stories of the metrics pane: tabs, the cursor in the pictures, and where it leads.

use andon::tui::charts::Clock;
use andon::tui::event::message_of;
use andon::tui::layer::Layer;
use andon::tui::message::Message;
use andon::tui::pane::{Measured, PaneSize};
use andon::tui::tab::Tab;
use andon::tui::theme::Theme;
use ratatui::crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::screens::dump;
use crate::tui_story::{Story, board};

/// Measures, as the thread that does it would.
fn measure(mut story: Story) -> Story {
    let (revision, window) = (story.app.revision, story.app.metrics.window);
    let measured = Measured::of(&story.app.board, revision, window, story.now.plus_ms(1));
    story.send(Message::Measured(measured));
    story
}

const HOUR: i64 = 3_600_000;

/// Three cards that finished one after the other, each after more time: A 1 d 1 h, B 1 d 3 h,
/// C 2 d 9 h. D and E are in process.
pub fn finished() -> Story {
    let mut story = board("todo: E | doing: A, B, C, D | done:");
    for (title, hours) in [("A", 1), ("B", 2), ("C", 30)] {
        story.now = story.now.plus_ms(hours * HOUR + HOUR / 60);
        story.select(title);
        story = story.keys("L");
    }
    measure(story)
}

fn tab(tab: Tab) -> impl Fn(&andon::tui::app::App) -> bool {
    move |app| app.metrics.tab == tab
}

fn size(size: PaneSize) -> impl Fn(&andon::tui::app::App) -> bool {
    move |app| app.metrics.size == size
}

/// The screen as text, at 80×24.
fn shown(story: &mut Story) -> String {
    dump::text(&dump::screen(&mut story.app, 80, 24, &Theme::ANSI))
}

/// The line that tells what the cursor is on.
#[track_caller]
fn told(story: &mut Story, words: &str) {
    let screen = shown(story);
    let note = screen.lines().rev().find(|line| line.contains('▌')).unwrap_or_default();
    assert!(note.contains(words), "{words:?} is not told:\n{screen}");
}

#[test]
fn tabs_are_turned() {
    let story = finished().keys("mm").sees(tab(Tab::Summary)).keys("]").sees(tab(Tab::Cumulative));
    let story = story.keys("<Tab>").sees(tab(Tab::Scatter)).keys("[[").sees(tab(Tab::Summary));
    let story = story.keys("<S-Tab>").sees(tab(Tab::Behaviour)).keys("]").sees(tab(Tab::Summary));
    let story = story.keys("4").sees(tab(Tab::Histogram)).keys("9").sees(tab(Tab::Behaviour));
    story.keys("<Esc>").sees(size(PaneSize::Line)).keys("]").says("m opens it").sees(tab(Tab::Behaviour));
}

#[test]
fn the_pane_under_the_board_has_tabs_and_leaves_the_keys_to_the_board() {
    let story = finished().keys("m").sees(size(PaneSize::Pane)).keys("]]").sees(tab(Tab::Scatter));
    let story = story.keys("[").sees(tab(Tab::Cumulative));
    // A digit is a count here.
    let story = story.keys("4").sees(tab(Tab::Cumulative)).sees(|app| app.count == Some(4));
    story.keys("<Esc>kkh").sees(size(PaneSize::Pane));
}

#[test]
fn the_palette_opens_a_tab() {
    let story = finished().keys(":cumul<Enter>").sees(tab(Tab::Cumulative)).sees(size(PaneSize::Full));
    story.keys("<Esc>").keys(":jump<Enter>").says("m makes them larger").sees(size(PaneSize::Line));
}

#[test]
fn a_click_shows_a_tab() {
    let click = |story: &mut Story, column: u16, row: u16| {
        story.app.size = (80, 24);
        let kind = MouseEventKind::Down(MouseButton::Left);
        let event = Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
        if let Some(message) = message_of(event, &story.app) {
            story.send(message);
        }
    };
    let mut story = finished().keys("mm");
    let row = shown(&mut story).lines().nth(1).unwrap().to_owned();
    let column = u16::try_from(row.chars().position(|c| c == '5').unwrap()).unwrap();
    click(&mut story, column, 1);
    assert_eq!(story.app.metrics.tab, Tab::Ageing);
    click(&mut story, column, 5);
    assert_eq!(story.app.metrics.tab, Tab::Ageing);
    let mut story = story.keys("?");
    click(&mut story, 2, 1);
    assert_eq!(story.app.metrics.tab, Tab::Ageing, "help lies on it");
}

#[test]
fn the_cursor_names_the_card_and_leads_to_it() {
    let mut story = finished().keys("mm3");
    // It begins at the latest.
    told(&mut story, "C  cycle 2d 9h");
    let mut story = story.keys("h");
    told(&mut story, "B  cycle 1d 3h");
    let mut story = story.keys("hhh");
    told(&mut story, "A  cycle 1d 1h");
    let mut story = story.keys("<Home>l");
    told(&mut story, "B ");
    let story = story.keys("<Enter>").sees(size(PaneSize::Pane)).bare();
    story
        .is("todo: E | doing: D | done: C, B*, A")
        .keys("m")
        .sees(size(PaneSize::Full))
        .sees(tab(Tab::Scatter));
}

#[test]
fn up_and_down_go_by_time() {
    let mut story = finished().keys("mm3ggkk");
    told(&mut story, "C ");
    let mut story = story.keys("j");
    told(&mut story, "B ");
    let mut story = story.keys("jjj");
    told(&mut story, "A ");
    story = story.keys("<End>");
    told(&mut story, "C ");
}

#[test]
fn the_card_stays_chosen_from_picture_to_picture() {
    let mut story = finished().keys("mm3h");
    told(&mut story, "B ");
    for keys in ["4", "3", "9", "s9s"] {
        story = story.keys(keys);
        assert_eq!(story.app.metrics.cursor.finished.map(|(_, card)| card), Some(story.card("B").id()));
    }
    story = story.keys("4");
    told(&mut story, "B ");
}

#[test]
fn the_cursor_stays_on_its_card_when_the_data_change() {
    let mut story = finished().keys("mm3h");
    story.select("D");
    story = story.keys("<Esc>L");
    story = measure(story).keys("mm");
    assert_eq!(story.app.metrics.size, PaneSize::Full);
    told(&mut story, "B ");
    let mut story = story.keys("ll");
    told(&mut story, "D ");
}

#[test]
fn a_card_that_is_not_on_the_board_shows_all_about_itself() {
    let mut story = finished();
    story.select("C");
    let story = measure(story.keys("x")).keys("mm3<Enter>");
    let story = story.shows(|layer| matches!(layer, Layer::Detail(_))).sees(size(PaneSize::Full));
    let story = story.keys("<Esc>").bare().sees(size(PaneSize::Full));
    // Nor is one that the filter hides.
    let story = story.keys("<Esc>/D<Enter>").keys("mm3gg<Enter>");
    story.shows(|layer| matches!(layer, Layer::Detail(_)));
}

#[test]
fn lanes_are_gone_through() {
    let mut story = finished().keys("mm5");
    told(&mut story, "E ");
    let mut story = story.keys("l");
    told(&mut story, "D ");
    let mut story = story.keys("lj");
    told(&mut story, "D ");
    let mut story = story.keys("h");
    told(&mut story, "E ");
    story.keys("l<Enter>").is("todo: E | doing: D* | done: C, B, A").sees(size(PaneSize::Pane));
}

#[test]
fn bars_hold_cards() {
    let mut story = finished().keys("mm6");
    told(&mut story, "1 of 1 finished");
    told(&mut story, "C ");
    let mut story = story.keys("hh");
    told(&mut story, "1 of 2 finished");
    told(&mut story, "A ");
    let mut story = story.keys("j");
    told(&mut story, "2 of 2 finished");
    let mut story = story.keys("j");
    told(&mut story, "B ");
    let story = story.keys("<Enter>").is("todo: E | doing: D | done: C, B*, A");
    let mut story = story.keys("mhh");
    told(&mut story, "nothing finished");
    let story = story.keys("<Enter>").says("nothing under the cursor");
    let mut story = story.keys("s").says("by weeks");
    told(&mut story, "week of");
}

#[test]
fn histograms_are_gone_through_bar_by_bar() {
    let mut story = finished().keys("mm4gg");
    told(&mut story, "A  1d 1h  1 of 2 in");
    let mut story = story.keys("kk");
    told(&mut story, "B  1d 3h  2 of 2 in");
    let mut story = story.keys("l");
    told(&mut story, "C  2d 9h  1 of 1 in");
    let mut story = story.keys("ll");
    told(&mut story, "C ");
    story.keys("<Enter>").is("todo: E | doing: D | done: C*, B, A");
}

/// What an area of the cumulative flow counts is not what stands in the column, and says so.
#[test]
fn who_was_abandoned_stays_where_it_had_come_to() {
    let mut story = finished();
    story.select("E");
    let mut story = measure(story.keys("Dmm2"));
    told(&mut story, "todo: 1 of 5 came no further");
    told(&mut story, "1 abandoned");
}

#[test]
fn columns_and_stages_lead_to_the_board() {
    let mut story = finished().keys("mm2");
    told(&mut story, "todo: 1 of 5 came no further");
    let mut story = story.keys("j");
    told(&mut story, "doing: 1 of 4 came no further");
    let story = story.keys("<Enter>").is("todo: E | doing: D* | done: C, B, A");
    let mut story = story.keys("m7");
    told(&mut story, "doing");
    let story = story.keys("<Enter>").is("todo: E | doing: D* | done: C, B, A").keys("m8<Enter>");
    story.is("todo: E | doing: D* | done: C, B, A");
}

#[test]
fn series_are_turned_where_there_are_several() {
    let story =
        finished().keys("mm3").keys("s").says("Lead time").sees(|app| app.metrics.clock == Clock::Lead);
    let story = story.keys("ss").sees(|app| app.metrics.clock == Clock::Cycle);
    story.keys("5s").says("there is only one here");
}

#[test]
fn the_summary_scrolls_and_leads_to_the_oldest() {
    let story = finished().keys("mmjjj").sees(|app| app.metrics.scroll == 3).keys("k");
    let story = story.sees(|app| app.metrics.scroll == 2).keys("l").says("no points").keys("gg");
    let story = story.sees(|app| app.metrics.scroll == 0).keys("]").sees(|app| app.metrics.scroll == 0);
    story.keys("1<Enter>").is("todo: E* | doing: D | done: C, B, A");
}

#[test]
fn behaviour_goes_from_signal_to_signal_and_to_the_week() {
    let mut story = finished().keys("mm9");
    told(&mut story, "C  ");
    let mut story = story.keys("kj");
    told(&mut story, "C  ");
    let story = story.keys("s<Enter>").sees(tab(Tab::Throughput)).sees(|app| app.metrics.weeks);
    story.sees(size(PaneSize::Full)).keys("9s<Enter>").is("todo: E | doing: D | done: C*, B, A");
}

/// What the other board's measures were about is not chosen on this one.
#[test]
fn another_board_begins_anew() {
    let mut story = finished().keys("mm3h");
    let other = Box::new(crate::tui_story::parse("todo: X | done:").0);
    story.send(Message::Opened { path: "x.board.json".into(), board: other, read_only: None });
    assert_eq!(story.app.metrics.cursor.finished, None);
    // How large the measures are is each board's own.
    let mut story = story.keys("mm<Enter>").says("nothing under the cursor");
    assert!(shown(&mut story).contains("measuring"));
}
