//! News from git, and syncing: asked for, by itself, on leaving.
//!
//! A sync runs while keys are taken and edits are made. It never touches a layer: what others
//! did arrives as any change of the file does.

use crate::tui::app::{App, Tone};
use crate::tui::command::Command;
use crate::tui::in_git::{Last, Origin, PATIENCE_MS, Running, Standing, Told, Trouble};
use crate::tui::layer::{InGitLayer, Layer};
use crate::tui::message::{Effect, Synced};

impl App {
    /// How the board stands in git, as of now.
    pub(super) fn stands(&mut self, standing: Standing, covered: bool) {
        let was_settled = self.git.is_settled();
        self.git.standing = standing;
        if !was_settled && self.git.is_settled() && self.git.trouble().is_some() {
            // Somebody has done by hand what the sync could not.
            self.git.last = None;
        }
        self.git.auto = self.config.sync.auto().filter(|_| covered);
        if self.git.auto.is_none() {
            self.git.next = None;
        } else if self.git.next.is_none() {
            // A person who opens the board wants to see what the others did.
            self.git.next = Some(self.now);
        }
    }

    /// The key: a sync starts when the edits before it are in the file.
    pub(super) fn sync(&mut self) {
        match &self.git.running {
            Some(running) => {
                let text = format!("a sync is running already: {}", running.step);
                self.tell(Tone::Unavailable, text, None);
            }
            None => self.git.wanted = Some(Origin::Asked),
        }
    }

    pub(super) fn open_in_git(&mut self) {
        self.layers.push(Layer::InGit(InGitLayer::default()));
    }

    pub(super) fn sync_goes_on(&mut self, step: String) {
        if let Some(running) = &mut self.git.running {
            running.step = step;
        }
    }

    /// A sync has ended.
    pub(super) fn synced(&mut self, synced: Synced) {
        let origin = self.git.running.take().map_or(Origin::Asked, |running| running.origin);
        let failed_before = self.git.trouble().is_some();
        match &synced.outcome {
            Ok(told) => {
                self.git.failures = 0;
                if origin == Origin::Asked {
                    self.tell_synced(told);
                } else if failed_before {
                    self.tell(Tone::Done, format!("the sync works again: {}", told.words), None);
                }
            }
            Err(trouble) => {
                self.git.edited = true;
                // Of its own failures the program speaks once; the header goes on to show it.
                if origin == Origin::Asked || self.git.failures == 0 {
                    self.tell(Tone::Failed, self.told_shortly(trouble), None);
                }
                if origin == Origin::Auto {
                    self.git.failures = self.git.failures.saturating_add(1);
                }
            }
        }
        self.git.last = Some(Last { at: self.now, outcome: synced.outcome });
        self.git.schedule(self.now);
    }

    /// Says what a sync did. That what it received exceeds a limit stays to be read.
    fn tell_synced(&mut self, told: &Told) {
        let tone = if told.stays { Tone::Unavailable } else { Tone::Done };
        match self.notice.as_mut().filter(|notice| notice.tone == Tone::Refused) {
            Some(notice) => notice.text = format!("{} It was synced: {}.", notice.text, told.words),
            None => self.tell(tone, told.words.clone(), None),
        }
    }

    /// True while the line of news is what the last sync did.
    pub(super) fn shows_last_sync(&self) -> bool {
        let told = self.git.last.as_ref().and_then(|last| last.outcome.as_ref().ok());
        told.is_some_and(|told| self.notice.as_ref().is_some_and(|notice| notice.text == told.words))
    }

    /// Starts the sync that is wanted or due, when it can start.
    pub(super) fn start_sync(&mut self, effects: &mut Vec<Effect>) {
        if self.git.running.is_some() {
            return;
        }
        let due = self.git.next.is_some_and(|next| next <= self.now);
        if due && self.git.wanted.is_none() && self.git.leaving.is_none() {
            if self.git.auto_has_work() {
                self.git.wanted = Some(Origin::Auto);
            } else {
                self.git.schedule(self.now);
            }
        }
        // What the person sees is what is synced: edits that are on their way go first.
        if let Some(origin) = self.git.wanted.filter(|_| self.pending.is_empty()) {
            self.git.wanted = None;
            self.git.edited = false;
            self.git.running = Some(Running { origin, step: "starting".to_owned() });
            effects.push(Effect::Sync(origin));
        }
    }

    /// Leaves at once, or when the sync that runs or is to run on leaving has ended; the second
    /// time at once in any case.
    pub(super) fn leave(&mut self) -> Vec<Effect> {
        let on_exit = self.git.auto.as_ref().is_some_and(|auto| auto.on_exit);
        let again = self.git.leaving.is_some();
        if on_exit && !again && self.git.running.is_none() && self.git.leaves_something() {
            self.git.wanted = Some(Origin::Auto);
        }
        if again || (self.git.running.is_none() && self.git.wanted.is_none()) {
            return vec![Effect::Quit];
        }
        self.wait_to_leave();
        Vec::new()
    }

    /// Leaves at once, or when no board that is open is to be synced on leaving any more.
    pub(super) fn leave_all(&mut self) -> Vec<Effect> {
        let (again, now) = (self.git.leaving.is_some(), self.now);
        let mut others_sync = false;
        for other in &mut self.others.resting {
            other.now = now;
            others_sync |= other.leave().is_empty();
        }
        let effects = self.leave();
        if again || !others_sync || effects.is_empty() {
            return effects;
        }
        self.wait_to_leave();
        Vec::new()
    }

    fn wait_to_leave(&mut self) {
        self.git.leaving = Some(self.now.plus_ms(PATIENCE_MS));
        let key = self.keys_text(Command::Quit);
        let text = format!(
            "waiting for the sync to end, at most {} seconds; {key} again leaves at once",
            PATIENCE_MS / 1000
        );
        self.tell(Tone::Done, text, None);
    }

    /// Leaves when there is nothing to wait for any more.
    pub(super) fn leave_when_done(&self, effects: &mut Vec<Effect>) {
        let Some(until) = self.git.leaving else { return };
        let done = self.open_boards().all(|app| app.git.running.is_none() && app.git.wanted.is_none());
        if (done || until <= self.now) && !effects.contains(&Effect::Quit) {
            effects.push(Effect::Quit);
        }
    }

    /// A failure in a line: where to read more, because git has a lot to say.
    fn told_shortly(&self, trouble: &Trouble) -> String {
        let key = self.keys_text(Command::InGit);
        format!("not synced: {}. {key} tells what to do", trouble.reason.trim_end_matches('.'))
    }
}
