//! Clicks on what lies on top of the board: a click goes to a row, a second one takes it; a
//! question is answered. What is pointed at is what is seen there.

use andon::tui::app::Health;
use andon::tui::app::Unsaved;
use andon::tui::drag::Gesture;
use andon::tui::layer::Layer;
use andon::tui::message::{Effect, Message};
use andon::tui::theme::Theme;

use crate::screens::dump;
use crate::tui_story::{Story, board};

/// Where a text begins on the screen, the last time it is there.
fn place(story: &mut Story, text: &str) -> (u16, u16) {
    let (width, height) = story.app.size;
    let screen = dump::screen(&mut story.app, width, height, &Theme::MONO);
    let rows = screen.content.chunks(usize::from(width));
    let rows: Vec<String> =
        rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>()).collect();
    let found = rows.iter().enumerate().rev().find_map(|(y, row)| Some((row.find(text)?, y, row)));
    let (at, y, row) = found.unwrap_or_else(|| panic!("no {text:?} in {rows:#?}"));
    let x = row.get(..at).unwrap().chars().count();
    (u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
}

/// Clicks on a text; two clicks are within a double click's time.
fn click(mut story: Story, text: &str, times: usize) -> Story {
    let (column, row) = place(&mut story, text);
    for _ in 0..times {
        story.send(Message::Mouse { gesture: Gesture::Press, column, row });
        story.now = story.now.plus_ms(-900);
        story.send(Message::Mouse { gesture: Gesture::Release, column, row });
        story.now = story.now.plus_ms(-900);
    }
    story.now = story.now.plus_ms(2_000);
    story
}

#[test]
fn a_click_goes_to_a_row_and_two_take_it() {
    for (width, height) in [(80, 24), (160, 45), (40, 12), (30, 9)] {
        let story = board("todo: A* | doing: | review: | done:").then(Message::Resize(width, height));
        let story = click(story.keys("M"), " review", 1);
        let story = story.shows(|layer| matches!(layer, Layer::Picker(picker) if picker.selected == 2));
        // A second later it is another click, and still only goes there.
        let story = click(story, " doing", 1).is("todo: A* | doing: | review: | done:");
        click(story, " review", 2).is("todo: | doing: | review: A* | done:").bare();
    }
}

#[test]
fn a_list_that_is_scrolled_takes_the_row_that_is_seen() {
    let columns: Vec<String> = (0..20).map(|nth| format!("c{nth:02}:")).collect();
    let story = board(&format!("todo: A* | {}", columns.join(" | "))).then(Message::Resize(80, 16));
    let story = click(story.keys("Mc").keys(&"<Down>".repeat(15)), " c10", 2);
    let card = story.card("A");
    assert_eq!(&*story.app.board.column(card.column()).name, "c10");
}

#[test]
fn commands_are_done_from_the_palette_and_the_help() {
    for (width, height) in [(80, 24), (160, 45), (44, 12)] {
        let story = || board("todo: A*, B | doing: | done:").then(Message::Resize(width, height));
        click(story().keys(":move right"), "▌move right", 2).is("todo: B | doing: A* | done:").bare();
        let help = || story().keys("?move right");
        click(help(), "move right  ", 1).shows(|layer| matches!(layer, Layer::Help(_)));
        click(help(), "move right  ", 2).is("todo: B | doing: A* | done:").bare();
        click(story().keys("giB"), "  B", 2).is("todo: A, B* | doing: | done:").bare();
    }
}

#[test]
fn in_the_help_every_line_of_a_command_is_its_own() {
    let mut story = board("todo: A* | done:").then(Message::Resize(80, 24)).keys("?");
    for nth in 0..story.app.matches().len() {
        let Some(Layer::Help(help)) = story.app.layers.last_mut() else { panic!("no help") };
        help.selected = nth;
        let (_, row) = place(&mut story, "▌");
        story.send(Message::Mouse { gesture: Gesture::Press, column: 20, row });
        story = story.shows(|layer| matches!(layer, Layer::Help(help) if help.selected == nth));
    }
}

#[test]
fn a_question_is_answered_by_a_click() {
    for (width, height) in [(80, 24), (40, 12), (160, 45)] {
        let mut story = board("todo: A* | doing: | done:").then(Message::Resize(width, height)).keys("L");
        let unsaved = Unsaved { why: "disk full".to_owned(), kept: true };
        story.send(Message::SaveFailed(unsaved));
        assert!(matches!(story.app.health, Health::SaveFailed(_)));
        let asks = |layer: &Layer| matches!(layer, Layer::Confirm(_));
        let story = click(story.keys("q").shows(asks), "change is not", 1).shows(asks);
        let story = click(story, "n back", 1).bare();
        click(story.keys("q"), "leave; the", 1).bare().sees(|_| true);
    }
}

#[test]
fn a_click_beside_everything_does_nothing() {
    let story = board("todo: A*, B | doing: | done:").keys("M");
    for (column, row) in [(0, 0), (79, 23), (40, 5), (5, 3)] {
        let story = story.app.clone();
        let mut story =
            Story { app: story, now: board("todo:").now, effects: Vec::new(), committed: Vec::new() };
        for _ in 0..2 {
            story.send(Message::Mouse { gesture: Gesture::Press, column, row });
            story.now = story.now.plus_ms(-900);
        }
        assert!(!story.effects.iter().any(|effect| matches!(effect, Effect::Commit(_))));
        story.shows(|layer| matches!(layer, Layer::Picker(_)));
    }
}
