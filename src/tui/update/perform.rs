//! What each command does.

use crate::tui::app::{App, Health, Tone, Unsaved};
use crate::tui::charts::Step;
use crate::tui::command::{Command, Context, entry};
use crate::tui::layer::{Confirm, Layer, Yes};
use crate::tui::message::Effect;
use crate::tui::pane::{PaneSize, WINDOWS};
use crate::tui::travel::Scrub;

const NOTHING: Vec<Effect> = Vec::new();

impl App {
    /// Does a command, or says why it is not to be had.
    pub(super) fn perform(&mut self, command: Command, count: Option<u32>) -> Vec<Effect> {
        let entry = entry(command);
        if let Err(why) = (entry.available)(self) {
            self.tell(Tone::Unavailable, format!("{}: {why}", entry.title), None);
            return NOTHING;
        }
        let times = isize::try_from(count.unwrap_or(1)).unwrap_or(1);
        if let Some(effects) = self.several(command, times) {
            return effects;
        }
        match command {
            Command::Down => self.vertically(times),
            Command::Up => self.vertically(-times),
            Command::PageDown => self.paging(times),
            Command::PageUp => self.paging(times.saturating_neg()),
            Command::First => self.go_to_row(count.map_or(0, |row| row.saturating_sub(1) as usize)),
            Command::Last => self.go_to_row(count.map_or(usize::MAX, |row| row.saturating_sub(1) as usize)),
            Command::Right => self.sideways(times),
            Command::Left => self.sideways(-times),
            Command::FirstColumn => self.sideways(isize::MIN),
            Command::LastColumn => self.sideways(isize::MAX),
            Command::Open => self.open_detail(),
            Command::MoveRight => return self.move_by(times),
            Command::MoveLeft => return self.move_by(-times),
            Command::Lower => return self.reorder(times),
            Command::Raise => return self.reorder(-times),
            Command::Block => return self.block_or_unblock(),
            Command::Cord => return self.cord(),
            Command::Delete => return self.delete(),
            Command::OtherVersion => return self.take_other_version(),
            Command::TickItem => return self.tick_spot(),
            Command::TakeOff => return self.take_spot_off(),
            Command::OpenSpot => return self.open_spot(),
            Command::OpenLink => return self.choose_link(),
            Command::AddItem => self.ask_for_item(),
            Command::AddFromTemplate => self.pick_template(),
            Command::NextSpot => self.next_spot(times),
            Command::PreviousSpot => self.next_spot(-times),
            Command::SetParent => self.pick_parent(),
            Command::GoToParent => self.go_to_parent(),
            Command::GoToParts => self.choose_part(),
            Command::Undo => return self.undo(),
            Command::Redo => return self.redo(),
            Command::EditText => return self.edit_text(),
            Command::CopyId | Command::CopyTitle | Command::CopyBoth | Command::CopyMarkdown => {
                return self.copy(command);
            }
            Command::Add => self.ask_for_card(),
            Command::EditTitle => self.ask_for_title(),
            Command::Assign => self.ask_who(),
            Command::Label => self.ask_for_labels(),
            Command::Due => self.ask_when_due(),
            Command::Filter if self.search_activity() => {}
            Command::Filter => self.ask_for_filter(),
            Command::SavedFilters => self.pick_filter(count),
            Command::SaveFilter => self.save_filter(),
            Command::GoToCard => self.ask_for_card_to_go_to(),
            Command::NextMatch => self.go_to_match(times),
            Command::PreviousMatch => self.go_to_match(-times),
            Command::HideOrHighlight => self.turn_fit(),
            Command::Select => self.toggle_chosen(times),
            Command::SelectRange => self.toggle_range(),
            Command::SelectColumn => self.choose_column(),
            Command::MoveAnyway => self.ask_for_reason(),
            Command::EditFields => self.open_form(),
            Command::MoveTo => self.pick_column(),
            Command::Class => self.pick_class(),
            Command::Restore => self.pick_deleted(),
            Command::Boards => return self.pick_board(),
            Command::NewBoard => self.ask_for_board(),
            Command::Settings => self.open_settings(),
            Command::ColumnLimit => self.ask_for_limit(),
            Command::Setting(act) => return self.in_settings(act, times),
            Command::NextBoard => self.turn_board(times),
            Command::PreviousBoard => self.turn_board(-times),
            Command::CloseBoard => return self.close_board(),
            Command::Travel if matches!(self.layers.last(), Some(Layer::Activity(_))) => {
                self.travel_to_chosen();
            }
            Command::Travel => self.travel_or_return(),
            Command::EventBack => self.scrub_events(-times),
            Command::EventOn => self.scrub_events(times),
            Command::DayBack => self.scrub(Scrub::Days(-times)),
            Command::DayOn => self.scrub(Scrub::Days(times)),
            Command::WeekBack => self.scrub(Scrub::Weeks(-times)),
            Command::WeekOn => self.scrub(Scrub::Weeks(times)),
            Command::FirstEvent => self.scrub(Scrub::First),
            Command::Now => self.scrub(Scrub::Now),
            Command::Activity => self.open_activity(),
            Command::TallerPane => self.resize_pane(times),
            Command::LowerPane => self.resize_pane(-times),
            Command::Mouse => return self.turn_mouse(),
            Command::Sync => self.sync(),
            Command::InGit => self.open_in_git(),
            Command::Help => self.layers.push(Layer::Help(crate::tui::layer::Help::default())),
            Command::Palette => self.layers.push(Layer::Palette(crate::tui::layer::Palette::default())),
            Command::Density => self.next_density(),
            Command::Lanes => self.pick_lanes(),
            Command::Fold => self.fold(),
            Command::UnfoldAll => self.unfold_all(),
            Command::Zoom => self.zoom(),
            Command::Metrics => {
                self.metrics.size = self.metrics.size.next();
                self.metrics.scroll = 0;
            }
            Command::Window => self.next_window(),
            Command::NextTab => self.turn_tab(1),
            Command::PreviousTab => self.turn_tab(-1),
            Command::Tab(tab) => self.show_tab(tab),
            Command::NextPoint => self.metrics.step(Step::Along(1)),
            Command::PreviousPoint => self.metrics.step(Step::Along(-1)),
            Command::HigherPoint => self.metrics.step(Step::Across(1)),
            Command::LowerPoint => self.metrics.step(Step::Across(-1)),
            Command::FirstPoint => self.metrics.step(Step::First),
            Command::LastPoint => self.metrics.step(Step::Last),
            Command::Series => self.next_series(),
            Command::Jump => self.jump(),
            Command::NextTheme => self.next_theme(),
            Command::Symbols => self.other_symbols(),
            Command::SkipLesson => self.skip_lesson(),
            Command::Redraw => return vec![Effect::Redraw],
            Command::Suspend => return vec![Effect::Suspend],
            Command::Quit => return self.quit(),
            Command::Accept | Command::Save => return self.accept(command),
            Command::Next => self.next(1),
            Command::Previous => self.next(-1),
            Command::Back => self.back(),
        }
        NOTHING
    }

    fn accept(&mut self, command: Command) -> Vec<Effect> {
        match self.layers.last() {
            Some(Layer::Prompt(_)) => self.accept_prompt(),
            Some(Layer::Form(_)) if command == Command::Accept => self.form_enter(),
            Some(Layer::Form(_)) => self.accept_form(),
            Some(Layer::Palette(_)) if command == Command::Accept => self.accept_palette(),
            Some(Layer::Picker(_)) if command == Command::Accept => self.accept_picker(),
            Some(Layer::GoTo(_)) if command == Command::Accept => {
                self.accept_go_to();
                NOTHING
            }
            Some(Layer::Confirm(_)) => self.accept_question(),
            Some(Layer::Help(_)) if command == Command::Accept => self.accept_help(),
            Some(Layer::Activity(_)) if command == Command::Accept => self.accept_activity(),
            _ => NOTHING,
        }
    }

    fn accept_question(&mut self) -> Vec<Effect> {
        match self.layers.pop() {
            Some(Layer::Confirm(Confirm { yes: Yes::Quit, .. })) => vec![Effect::Quit],
            Some(Layer::Confirm(Confirm { yes: Yes::RemoveColumn(id), .. })) => self.remove_column_anyway(id),
            Some(Layer::Confirm(Confirm { yes: Yes::CloseBoard, .. })) => self.close_board_anyway(),
            Some(Layer::Confirm(Confirm { yes: Yes::AddCards(column, lines), .. })) => {
                self.add_cards(column, &lines)
            }
            _ => NOTHING,
        }
    }

    /// `Esc` takes off one thing at a time.
    fn back(&mut self) {
        match self.layers.last() {
            // There is nothing under the welcome.
            Some(Layer::Welcome(_)) => {}
            Some(Layer::Broken(_)) if !self.has_board() => {}
            Some(Layer::Prompt(_)) => self.leave_prompt(),
            Some(Layer::Form(_)) => self.leave_form(),
            Some(Layer::Activity(_)) => self.leave_activity(),
            Some(_) => {
                self.layers.pop();
            }
            None if self.metrics.size == PaneSize::Full && !self.left_home_full() => {
                self.metrics.size = PaneSize::Line;
            }
            None if self.travel.is_some() => self.leave_the_past(),
            None if !self.chosen.is_empty() => self.chosen.clear(),
            None => self.set_filter(""),
        }
    }

    fn next_window(&mut self) {
        let place = WINDOWS.iter().position(|days| *days == self.metrics.window);
        let next = place.map_or(0, |place| place + 1) % WINDOWS.len();
        self.metrics.window = WINDOWS[next];
        if self.metrics.size == PaneSize::Hidden {
            self.metrics.size = PaneSize::Line;
        }
        self.tell(Tone::Done, format!("measured over {} days", self.metrics.window), None);
    }

    /// Leaves; asks first when something could be lost.
    fn quit(&mut self) -> Vec<Effect> {
        let failing = || self.open_boards().filter(|app| app.health != Health::Well);
        let question = match failing().map(|app| app.pending.len()).sum() {
            0 => return self.leave_all(),
            1_usize => "One change is not in the board's file yet. Leave?".to_owned(),
            n => format!("{n} changes are not in the board's file yet. Leave?"),
        };
        let lost = |app: &App| matches!(app.health, Health::SaveFailed(Unsaved { kept: false, .. }));
        let then = if failing().any(lost) {
            "leave and lose them: the journal cannot be written either"
        } else {
            "leave; the journal keeps them for the next start"
        };
        self.layers.push(Layer::Confirm(Confirm { question, then, yes: Yes::Quit }));
        NOTHING
    }

    /// The context under the uppermost layer: what the palette's and the help's rows are sorted for.
    pub fn context_below(&self) -> Context {
        let below = self.layers.len().saturating_sub(1);
        match self.layers.get(..below).and_then(<[Layer]>::last) {
            Some(Layer::Detail(_)) => Context::Detail,
            Some(Layer::Settings(_)) => Context::Settings,
            None => Context::without_layers(self),
            _ => Context::Aside,
        }
    }
}
