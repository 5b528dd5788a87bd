//! The strip of the tutorial above the last line: what was done, what to do next.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::text;
use crate::tui::app::App;
use crate::tui::command::{Command, named};
use crate::tui::keymap::Keymap;
use crate::tui::theme::Role;

/// A word, and how it is drawn.
type Word = (String, Role);

/// Draws the strip on `area`; in one row only what to do.
pub fn draw(pen: &mut Pen<'_>, app: &App, area: Rect) {
    let Some(tutorial) = app.tutorial.as_ref().filter(|_| area.height > 0) else { return };
    pen.within(area).clear();
    let glyphs = pen.glyphs();
    let lesson = tutorial.lesson();
    let (left, right) = (area.x.saturating_add(1), area.right().saturating_sub(1));
    let mut y = area.y;
    if area.height > 1 {
        pen.rule(area.x, y, area.right(), glyphs.rule, Role::Rule);
        let (nth, of) = tutorial.place();
        let head = format!(" Lesson {nth} of {of} {} {} ", glyphs.dot, lesson.title);
        let x = pen.parts(left, y, right, &[(&head, Role::Strong)]);
        let (skip, quit) = (app.key_text(Command::SkipLesson), app.key_text(Command::Quit));
        let quit = [(quit.as_str(), Role::Key), (" leave ", Role::Faint)];
        let mut keys = vec![(" ", Role::Rule)];
        if !tutorial.is_over() {
            keys.extend([(skip.as_str(), Role::Key), (" skip   ", Role::Faint)]);
        }
        keys.extend(quit);
        pen.parts_right(x.saturating_add(1), y, right, &keys);
        y += 1;
    }
    let mut words = Vec::new();
    if !tutorial.praise().is_empty() {
        words.push((glyphs.good.to_owned(), Role::Good));
        words.extend(spelled(tutorial.praise(), &app.keymap, Role::Good));
    }
    words.extend(spelled(lesson.text, &app.keymap, Role::Text));
    for (line, y) in lines(&words, usize::from(right.saturating_sub(left))).iter().zip(y..area.bottom()) {
        let mut x = left;
        for (word, role) in line {
            x = pen.parts(x, y, right, &[(word, *role), (" ", Role::Text)]);
        }
    }
}

/// The words of a text; keys stand out.
fn spelled(text: &str, keymap: &Keymap, role: Role) -> Vec<Word> {
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        let key = word.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        match key.and_then(|(name, after)| Some((named(name)?, after))) {
            Some((entry, after)) => words.push((keymap.key_text(entry.command) + after, Role::Key)),
            None => words.push((word.to_owned(), role)),
        }
    }
    words
}

/// Words in lines of a width.
fn lines(words: &[Word], width: usize) -> Vec<Vec<&Word>> {
    let mut lines: Vec<Vec<&Word>> = vec![Vec::new()];
    let mut used = 0;
    for word in words {
        let wide = text::width(&word.0);
        if used > 0 && used + wide > width {
            lines.push(Vec::new());
            used = 0;
        }
        used += wide + 1;
        if let Some(line) = lines.last_mut() {
            line.push(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keymap::STANDARD;

    #[test]
    fn keys_stand_out_and_lines_are_filled() {
        let words = spelled("Press {undo}, then {move-right} {nothing}", &STANDARD, Role::Text);
        let keys: Vec<&str> =
            words.iter().filter(|(_, role)| *role == Role::Key).map(|(word, _)| word.as_str()).collect();
        assert_eq!(keys, ["u,", "L"]);
        for width in 0..40 {
            let lines = lines(&words, width);
            assert_eq!(lines.iter().map(Vec::len).sum::<usize>(), words.len());
            for line in lines.iter().filter(|line| line.len() > 1) {
                assert!(
                    line.iter().map(|word| text::width(&word.0) + 1).sum::<usize>() <= width + 1,
                    "{width}"
                );
            }
        }
    }
}
