//! The symbols of the screen, in two sets: for good fonts, and for all.

use std::borrow::Cow;

/// A set of symbols. Each takes one cell.
#[derive(Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say what the symbols stand for")]
pub struct Glyphs {
    pub select: &'static str,
    pub changed: &'static str,
    pub chosen: &'static str,
    pub full: &'static str,
    pub over: &'static str,
    pub blocked: &'static str,
    pub andon: &'static str,
    pub answered: &'static str,
    pub expedite: &'static str,
    pub forced: &'static str,
    pub elsewhere: &'static str,
    pub good: &'static str,
    pub bad: &'static str,
    pub dot: &'static str,
    pub here: &'static str,
    pub there: &'static str,
    pub uncommitted: &'static str,
    pub up: &'static str,
    pub down: &'static str,
    pub left: &'static str,
    pub right: &'static str,
    pub arrow: &'static str,
    pub bar: &'static str,
    pub rule: &'static str,
    pub heavy: &'static str,
    pub cross: &'static str,
    pub tee: &'static str,
    /// Corners of a box: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// Fills of a bar: work, waiting, blocked.
    pub fills: [&'static str; 3],
    /// A column of a picture, from one eighth to full.
    pub rising: [&'static str; 8],
    /// A bar's last cell, from one eighth to full.
    pub eighths: [&'static str; 8],
    /// The ends of a bar that is not all full.
    pub caps: [&'static str; 2],
    /// A cell of a gauge: empty, half full, full.
    pub gauge: [&'static str; 3],
    /// How old a card is beside others: past the 50th, 70th, 85th, 95th percentile of its column.
    pub ages: [&'static str; 4],
    /// Left of an axis, where a value stands.
    pub tick: &'static str,
    /// Lines that only help to read a picture.
    pub dash: &'static str,
    /// A point, and the one under the cursor.
    pub points: [&'static str; 2],
    /// A card in process: in pace, past the median, past the 85th and the 95th percentile.
    pub paces: [&'static str; 4],
    /// Half a cell: the upper one, the lower one.
    pub halves: [&'static str; 2],
    /// The tint of a ground.
    pub tint: &'static str,
    /// Areas that lie on each other, told apart without colours.
    pub textures: [&'static str; 6],
    /// Whether dots of braille are to be had.
    pub braille: bool,
    /// Signs within sentences, and what stands for each in this set.
    signs: &'static [(char, &'static str)],
}

impl Glyphs {
    /// A text with the signs of this set. It stays as wide as it was.
    pub fn spell<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if text.is_ascii() || !text.contains(|c| self.signs.iter().any(|(sign, _)| *sign == c)) {
            return Cow::Borrowed(text);
        }
        let signs = self.signs.iter();
        Cow::Owned(signs.fold(text.to_owned(), |text, (sign, plain)| text.replace(*sign, plain)))
    }

    /// For good fonts.
    pub const UNICODE: Self = Self {
        select: "▌",
        changed: "•",
        chosen: "✓",
        full: "■",
        over: "◆",
        blocked: "⊘",
        andon: "◉",
        answered: "◎",
        expedite: "▲",
        forced: "!",
        elsewhere: "⇄",
        good: "✓",
        bad: "✗",
        dot: "·",
        here: "●",
        there: "○",
        uncommitted: "±",
        up: "↑",
        down: "↓",
        left: "‹",
        right: "›",
        arrow: "→",
        bar: "│",
        rule: "─",
        heavy: "━",
        cross: "┼",
        tee: "┬",
        corners: ["╭", "╮", "╰", "╯"],
        fills: ["█", "▒", "░"],
        rising: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        eighths: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
        caps: ["", ""],
        gauge: ["─", "╸", "━"],
        ages: ["◔", "◑", "◕", "●"],
        tick: "┤",
        dash: "┄",
        points: ["•", "◉"],
        paces: ["○", "●", "▲", "◆"],
        halves: ["▀", "▄"],
        tint: "·",
        textures: ["░", "▓", "╱", "▒", "╳", "-"],
        braille: true,
        signs: &[],
    };

    /// For all fonts.
    pub const ASCII: Self = Self {
        select: ">",
        changed: "*",
        chosen: "+",
        full: "#",
        over: "#",
        blocked: "x",
        andon: "A",
        answered: "a",
        expedite: "^",
        forced: "!",
        elsewhere: "~",
        good: "+",
        bad: "x",
        dot: "-",
        here: "O",
        there: "o",
        uncommitted: "*",
        up: "^",
        down: "v",
        left: "<",
        right: ">",
        arrow: ">",
        bar: "|",
        rule: "-",
        heavy: "=",
        cross: "+",
        tee: "+",
        corners: ["+", "+", "+", "+"],
        fills: ["#", "=", "."],
        rising: ["_", "_", ".", ".", "-", "-", "=", "#"],
        eighths: ["-", "-", "-", "=", "=", "=", "=", "#"],
        caps: ["[", "]"],
        gauge: [" ", "-", "#"],
        ages: [".", ":", "=", "%"],
        tick: "+",
        dash: "-",
        points: ["*", "@"],
        paces: ["o", "O", "^", "#"],
        halves: ["'", "."],
        tint: ".",
        textures: ["+", "-", "=", ":", "x", "~"],
        braille: false,
        signs: &[
            ('…', "~"),
            ('×', "x"),
            ('÷', "/"),
            ('–', "-"),
            ('·', "-"),
            ('≤', "<"),
            ('“', "\""),
            ('”', "\""),
        ],
    };
}
