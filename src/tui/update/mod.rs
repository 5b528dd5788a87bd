//! The only writer of [`App`]: what each message does to it.
//!
//! No clock, no file, no terminal: the instant comes in with the message, and what is to happen
//! outside goes out as [`Effect`]s. Each topic has its file.

mod act;
mod activity;
mod board_list;
mod boards;
mod bulk;
mod cards;
mod choosing;
mod copy;
mod cord;
mod due;
mod editing;
mod family;
mod filtering;
mod forms;
mod go_to;
mod in_git;
mod inside;
mod kept;
mod keys;
mod lists;
mod look;
mod measures;
mod mouse;
mod navigate;
mod others;
mod paste;
mod perform;
mod prompts;
mod quick_add;
mod recall;
mod saved_filters;
mod settings;
mod show;
mod sync;
mod templates;
mod themes;
mod travel;
mod undo;
mod versions;

use super::app::{App, Notice, Tone};
use super::message::{Effect, Message};
use crate::board::{Id, Timestamp};

/// How long news of something done stays, in milliseconds.
const BRIEFLY_MS: i64 = 5_000;
/// How long news that somebody should read stays, in milliseconds.
const AT_LENGTH_MS: i64 = 15_000;
/// How long a card that somebody else changed is marked, in milliseconds.
const MARKED_MS: i64 = 20_000;
/// Measures speak of "now"; they are taken anew this often, in milliseconds.
const MEASURED_FOR_MS: i64 = 300_000;

/// Does what a message asks for. Returns what is to happen outside.
pub fn update(app: &mut App, message: Message, now: Timestamp) -> Vec<Effect> {
    app.now = now;
    if !app.is_still() || message.is_typed() {
        app.expire();
    }
    let mut effects = match message {
        Message::Of(tab, message) => app.heard_of(tab, *message),
        message => app.take(message),
    };
    app.attend();
    app.start_sync(&mut effects);
    app.rest_on(&mut effects);
    app.leave_when_done(&mut effects);
    app.follow_chosen();
    app.search_on();
    app.follow();
    if app.wants_recall() {
        effects.push(Effect::Recall);
    }
    if let Some(travel) = &mut app.travel {
        travel.clock = now;
        app.now = travel.moment.at.unwrap_or(now);
    }
    // A cord is heard from a board in another tab, too.
    for resting in &mut app.others.resting {
        app.attention.take_over(&mut resting.attention);
    }
    effects.extend(app.attention.take(&app.config.screen, now));
    if app.wants_measures() {
        effects.push(Effect::Measure);
    }
    app.keep_look();
    if !app.notes.is_empty() {
        effects.push(Effect::Remember(std::mem::take(&mut app.notes)));
    }
    effects
}

impl App {
    /// Does what a message about the board on screen, or about none, asks for. News of the file
    /// are taken in under a travel through time.
    fn take(&mut self, message: Message) -> Vec<Effect> {
        let ends = matches!(message, Message::Opened { .. } | Message::Broken(_));
        let away = self.come_home(&message);
        let effects = self.take_at_home(message);
        if let Some(away) = away {
            self.go_back(away, ends);
        }
        effects
    }

    fn take_at_home(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Key(key) => return self.key(key),
            Message::Paste(text) => return self.paste(&text),
            Message::Do(command, count) => return self.perform(command, count),
            Message::Wheel(notches) => return self.wheel(notches),
            Message::Mouse { gesture, column, row } => return self.mouse(gesture, (column, row)),
            Message::Click { column, row } => return self.click(column, row),
            Message::Resize(columns, rows) => {
                self.size = (columns, rows);
                // Where one column has the width, folded ones are whole again.
                self.settle();
            }
            Message::Focus(is) => self.attention.focused = Some(is),
            Message::Tick => {}
            Message::Opened { path, board, read_only } => return self.opened(path, *board, read_only),
            Message::Reloaded { board, read_only } => return self.reloaded(*board, read_only),
            Message::History(board) => return self.history_read(*board),
            Message::Saved { board, refusals } => return self.saved(board.map(|board| *board), refusals),
            Message::SaveFailed(unsaved) => return self.save_failed(unsaved),
            Message::Broken(problem) => return self.broken(problem),
            Message::InGit { standing, covered } => self.stands(standing, covered),
            Message::SyncGoesOn(step) => self.sync_goes_on(step),
            Message::Synced(synced) => self.synced(synced),
            // Of another time it would tell what is not on screen.
            Message::Measured(measured) if measured.revision < self.metrics.since => {}
            Message::Measured(measured) => self.metrics.measured = Some(measured),
            Message::Recalled(recalled) => self.recalled(recalled),
            Message::Edited { card, before, after } => return self.edited(card, &before, &after),
            Message::Unedited { card, before, left, why } => self.unedited(card, before, left, why),
            Message::Of(tab, message) => return self.heard_of(tab, *message),
            Message::ShowBoard(tab) => return self.show_board_of(tab),
            Message::Made(path) => return self.made_board(path),
            Message::BoardsFound(boards) => self.boards_found(boards),
            Message::Failed(why) => self.tell(Tone::Failed, why, None),
            Message::News(text) => self.tell(Tone::Other, text, None),
        }
        Vec::new()
    }

    /// Takes away what has had its time.
    fn expire(&mut self) {
        let now = self.now;
        self.marks.retain(|_, mark| mark.until > now);
        self.notice = self.notice.take().filter(|notice| notice.until > now);
    }

    /// Puts up a line of news.
    fn tell(&mut self, tone: Tone, text: String, column: Option<Id>) {
        let stays = if tone == Tone::Done { BRIEFLY_MS } else { AT_LENGTH_MS };
        self.notice = Some(Notice { tone, text, column, stage: None, until: self.now.plus_ms(stays) });
    }

    /// True once for each board, window and while: the first line and the marks of age need the
    /// measures, too.
    fn wants_measures(&mut self) -> bool {
        let asked = (self.revision, self.metrics.window, self.now.ms() / MEASURED_FOR_MS);
        let wants = self.has_board() && self.metrics.asked != Some(asked);
        if wants {
            self.metrics.asked = Some(asked);
        }
        wants
    }
}
