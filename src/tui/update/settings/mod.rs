//! The board's own settings on screen: the cursor, and which key does what.

mod change;
mod parts;

use crate::board::Subject;
use crate::tui::app::App;
use crate::tui::command::Act;
use crate::tui::layer::Layer;
use crate::tui::message::Effect;
use crate::tui::settings::{Cell, Register, Section, Settings};

/// Rows a page of settings goes.
const PAGE: isize = 8;

impl App {
    /// The settings, with the cursor on the column it is in on the board.
    pub(super) fn open_settings(&mut self) {
        let at = self.selection.column.map(|id| (Subject::Column(id), Register::Name));
        let settings = Settings::new(&self.board, Section::Columns, at);
        self.layers.push(Layer::Settings(Box::new(settings)));
    }

    /// Does what a key of the settings asks for.
    pub(super) fn in_settings(&mut self, act: Act, times: isize) -> Vec<Effect> {
        match act {
            Act::Down => self.step_settings(times, 0),
            Act::Up => self.step_settings(-times, 0),
            Act::Right => self.step_settings(0, times),
            Act::Left => self.step_settings(0, -times),
            Act::PageDown => self.step_settings(times.saturating_mul(PAGE), 0),
            Act::PageUp => self.step_settings(times.saturating_mul(-PAGE), 0),
            Act::First => self.step_settings(isize::MIN, 0),
            Act::Last => self.step_settings(isize::MAX, 0),
            Act::NextSection => self.turn_section(times),
            Act::PreviousSection => self.turn_section(-times),
            Act::Change => return self.change_setting(),
            Act::Raise => return self.raise_setting(times),
            Act::Lower => return self.raise_setting(-times),
            Act::Add => self.ask_for_part(),
            Act::Remove => return self.remove_part(),
            Act::Later => return self.move_column(times),
            Act::Earlier => return self.move_column(-times),
        }
        Vec::new()
    }

    /// The settings, wherever they lie among what is on the board.
    pub(super) fn settings_mut(&mut self) -> Option<&mut Settings> {
        self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Settings(settings) => Some(&mut **settings),
            _ => None,
        })
    }

    /// The cell under the cursor.
    pub(super) fn setting_cell(&self) -> Option<Cell> {
        self.settings().and_then(|settings| settings.cell(&self.board))
    }

    /// Puts the cursor of the settings on a value.
    pub(super) fn point_to(&mut self, subject: Subject, register: Register) {
        let board = self.board.clone();
        if let Some(settings) = self.settings_mut() {
            settings.at = Some((subject, register));
            settings.settle(&board);
        }
    }

    /// After the board changed: the cursor stays on what it was on, or near it.
    pub(super) fn settle_settings(&mut self) {
        let board = self.board.clone();
        if let Some(settings) = self.settings_mut() {
            settings.settle(&board);
        }
    }

    fn step_settings(&mut self, down: isize, right: isize) {
        let board = self.board.clone();
        if let Some(settings) = self.settings_mut() {
            settings.step(&board, down, right);
        }
    }

    fn turn_section(&mut self, by: isize) {
        let board = self.board.clone();
        if let Some(settings) = self.settings_mut() {
            settings.section = settings.section.turned(by);
            (settings.at, settings.row) = (None, 0);
            settings.settle(&board);
        }
    }
}
