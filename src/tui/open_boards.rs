//! The boards that are open at the same time, each with its own cursor, filter, undo and layers.
//!
//! A board that is not on screen rests as a whole [`App`], so that nothing of it can be forgotten:
//! what others did to it, and whether it could be saved, goes on being told to it. What is the
//! person's and not a board's goes along from the board that is left to the one that is shown.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::app::{App, Health};
use crate::text;

/// Which of the boards that are open. No two boards of a session have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct BoardTab(u32);

/// The boards that are open beside the one on screen.
#[derive(Debug, Clone, Default)]
pub struct Others {
    /// The boards, left to right, without the one on screen.
    pub(super) resting: Vec<App>,
    /// How many of them are to the left of the one on screen.
    pub(super) place: usize,
    /// How many boards were opened beside the first one in this session.
    opened: u32,
}

impl Others {
    /// A tab that no board has had.
    pub(super) fn next_tab(&mut self) -> BoardTab {
        self.opened += 1;
        BoardTab(self.opened)
    }

    /// The boards beside the one on screen.
    pub fn iter(&self) -> impl Iterator<Item = &App> {
        self.resting.iter()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.resting.is_empty()
    }
}

/// How it stands with a board that is open, in one sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Nothing to tell.
    None,
    /// Others changed it a moment ago.
    Changed,
    /// It has changes that are not in its file yet.
    Unsaved,
    /// Its file cannot be read, or takes no changes.
    Trouble,
}

/// A board's name in the line of boards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The board.
    pub tab: BoardTab,
    /// Its name, cut where there is no room.
    pub text: String,
    /// How it stands with it.
    pub sign: Sign,
    /// True if it is on screen.
    pub shown: bool,
    /// The cells it takes, counted from the beginning of the line.
    pub cells: Range<u16>,
}

/// A board that could be opened, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundBoard {
    /// Its file.
    pub path: PathBuf,
    /// Its name, where it was read.
    pub name: Option<String>,
    /// How many cards are in process on it, where that was cheap to know.
    pub wip: Option<usize>,
    /// Why it cannot be opened, if it cannot.
    pub missing: Option<String>,
}

impl FoundBoard {
    /// A board nobody has looked at yet.
    pub fn unseen(path: PathBuf) -> Self {
        Self { path, name: None, wip: None, missing: None }
    }
}

/// No name in the line of boards is cut below this many cells.
const NAME_MIN: usize = 6;
/// Cells between two names: a blank, a line, a blank.
pub const GAP: u16 = 3;

/// The cells of a header that the names of boards may take: the rest tells how it stands.
pub fn room(header: u16) -> u16 {
    header / 2
}

impl App {
    /// All boards that are open, left to right, this one among them.
    pub fn open_boards(&self) -> impl Iterator<Item = &App> {
        let (left, right) = self.others.resting.split_at(self.others.place.min(self.others.resting.len()));
        left.iter().chain(std::iter::once(self)).chain(right)
    }

    /// The place of the board on screen among those that are open.
    pub fn board_place(&self) -> usize {
        self.others.place
    }

    /// The place of the open board of a file.
    pub fn place_of_file(&self, path: &Path) -> Option<usize> {
        self.open_boards().position(|app| app.session.path.as_deref() == Some(path))
    }

    /// The names of the open boards as they fit in a line `width` cells wide, the one on screen
    /// among them in any case. Empty when there is only one.
    pub fn board_labels(&self, width: u16) -> Vec<Label> {
        if self.others.is_empty() {
            return Vec::new();
        }
        let boards: Vec<&App> = self.open_boards().collect();
        let width = usize::from(width);
        let gap = usize::from(GAP);
        let names: Vec<(String, Sign)> = boards.iter().map(|app| (app.title(), app.sign())).collect();
        let takes = |(name, sign): &(String, Sign), most: usize| {
            text::width(name).min(most) + if *sign == Sign::None { 0 } else { 2 }
        };
        let all =
            |most: usize| names.iter().map(|name| takes(name, most)).sum::<usize>() + gap * (names.len() - 1);
        let longest = names.iter().map(|(name, _)| text::width(name)).max().unwrap_or(0);
        let most = (NAME_MIN..=longest).rev().find(|most| all(*most) <= width).unwrap_or(NAME_MIN);
        // Where not even short names fit, those before the one on screen go first.
        let mut first = 0;
        let shown = self.others.place;
        let until = |first: usize| {
            names[first..=shown].iter().map(|name| takes(name, most) + gap).sum::<usize>() - gap
        };
        while first < shown && until(first) > width {
            first += 1;
        }
        let mut x = 0;
        let mut labels = Vec::new();
        for (place, app) in boards.iter().enumerate().skip(first) {
            let (name, sign) = &names[place];
            let end = x + takes(&names[place], most);
            if end > width && place != shown {
                break;
            }
            let cells = cell(x)..cell(end.min(width));
            let text = text::fit(name, most.min(width)).as_str().to_owned();
            labels.push(Label { tab: app.tab, text, sign: *sign, shown: place == shown, cells });
            x = end + gap;
        }
        labels
    }

    /// How it stands with this board, in one sign.
    fn sign(&self) -> Sign {
        match self.health {
            Health::Broken(_) | Health::SaveFailed(_) => Sign::Trouble,
            _ if !self.pending.is_empty() => Sign::Unsaved,
            _ if !self.marks.is_empty() => Sign::Changed,
            _ => Sign::None,
        }
    }
}

fn cell(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}
