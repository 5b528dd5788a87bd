//! Runs of styled text, broken into lines between words.

use unicode_segmentation::UnicodeSegmentation;

use super::super::panel::Line;
use crate::text::{clean, width};
use crate::tui::theme::Role;

/// A run of text of one role, or the end of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Text, cleaned.
    Text(String, Role),
    /// A line ends here, whatever the width.
    Break,
}

impl Span {
    /// Text, which is cleaned here. A tab is a blank.
    pub fn text(text: &str, role: Role) -> Self {
        Self::Text(clean(&text.replace(['\t', '\n', '\r'], " ")).into_owned(), role)
    }
}

/// The cells a run would take on one line.
pub fn run_width(spans: &[Span]) -> usize {
    let cells = |span: &Span| match span {
        Span::Text(text, _) => width(text),
        Span::Break => 1,
    };
    spans.iter().map(cells).sum()
}

/// Breaks a run into lines of at most `room` cells. Blanks at the ends of lines go.
pub fn wrap(spans: &[Span], room: usize) -> Vec<Line> {
    let mut lines = Filling { room: room.max(1), ..Filling::default() };
    for span in spans {
        match span {
            Span::Break => lines.end_line(),
            Span::Text(text, role) => {
                for piece in text.split_inclusive(' ') {
                    let word = piece.strip_suffix(' ').unwrap_or(piece);
                    lines.letters(word, *role);
                    if word.len() < piece.len() {
                        lines.blank(*role);
                    }
                }
            }
        }
    }
    lines.finish()
}

/// Breaks text where the line is full, not between words: code keeps its blanks.
pub fn chop(text: &str, room: usize, role: Role) -> Vec<Line> {
    let text = clean(&text.replace('\t', "    ")).into_owned();
    let mut lines = Filling { room: room.max(1), ..Filling::default() };
    lines.cut(&text, role);
    lines.finish()
}

/// Lines being filled.
#[derive(Default)]
struct Filling {
    room: usize,
    lines: Vec<Line>,
    line: Line,
    used: usize,
    /// The word being collected: it may change its role within.
    word: Line,
    word_cells: usize,
    /// Blanks between the line and the word, which are only written where both are.
    blanks: usize,
    blank_role: Option<Role>,
}

impl Filling {
    fn letters(&mut self, letters: &str, role: Role) {
        if !letters.is_empty() {
            push(&mut self.word, letters, role);
            self.word_cells += width(letters);
        }
    }

    fn blank(&mut self, role: Role) {
        self.end_word();
        self.blanks += usize::from(self.used > 0);
        self.blank_role = Some(role);
    }

    fn end_word(&mut self) {
        let (word, cells) = (std::mem::take(&mut self.word), std::mem::take(&mut self.word_cells));
        if word.is_empty() {
            return;
        }
        let blanks = std::mem::take(&mut self.blanks);
        if self.used + blanks + cells <= self.room {
            if let Some(role) = self.blank_role.filter(|_| blanks > 0) {
                push(&mut self.line, &" ".repeat(blanks), role);
            }
            self.used += blanks + cells;
            for (text, role) in word {
                push(&mut self.line, &text, role);
            }
            return;
        }
        if self.used > 0 {
            self.new_line();
        }
        if cells <= self.room {
            self.used = cells;
            self.line = word;
        } else {
            for (text, role) in word {
                self.cut(&text, role);
            }
        }
    }

    /// Writes on, from line to line, cluster by cluster.
    fn cut(&mut self, text: &str, role: Role) {
        for cluster in text.graphemes(true) {
            // A cluster wider than the whole line has its place marked.
            let cluster = if width(cluster) > self.room { "…" } else { cluster };
            let cells = width(cluster);
            if self.used + cells > self.room {
                self.new_line();
            }
            push(&mut self.line, cluster, role);
            self.used += cells;
        }
    }

    fn new_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        (self.used, self.blanks) = (0, 0);
    }

    fn end_line(&mut self) {
        self.end_word();
        self.new_line();
    }

    fn finish(mut self) -> Vec<Line> {
        self.end_word();
        if !self.line.is_empty() || self.lines.is_empty() {
            self.new_line();
        }
        self.lines
    }
}

fn push(line: &mut Line, text: &str, role: Role) {
    match line.last_mut() {
        Some((last, of)) if *of == role => last.push_str(text),
        _ => line.push((text.to_owned(), role)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| line.iter().map(|(text, _)| text.as_str()).collect()).collect()
    }

    #[test]
    fn words_stay_whole_where_they_can_whatever_their_roles() {
        let spans = [
            Span::text("a ", Role::Text),
            Span::text("bo", Role::Strong),
            Span::text("ld, and", Role::Text),
            Span::Break,
            Span::text("  next", Role::Text),
        ];
        for (room, lines) in [
            (80, &["a bold, and", "next"][..]),
            (7, &["a bold,", "and", "next"]),
            (6, &["a", "bold,", "and", "next"]),
            (3, &["a", "bol", "d,", "and", "nex", "t"]),
            (1, &["a", "b", "o", "l", "d", ",", "a", "n", "d", "n", "e", "x", "t"]),
        ] {
            assert_eq!(shown(&wrap(&spans, room)), lines, "{room}");
        }
        assert_eq!(shown(&wrap(&[Span::text("支払い x", Role::Text)], 1)), ["…", "…", "…", "x"]);
        assert_eq!(shown(&wrap(&[], 5)), [""]);
    }

    #[test]
    fn code_keeps_its_blanks() {
        assert_eq!(shown(&chop("  if x {\t}", 6, Role::Text)), ["  if x", " {    ", "}"]);
        assert_eq!(shown(&chop("", 6, Role::Text)), [""]);
    }
}
