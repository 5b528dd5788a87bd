//! Calling a person who may look elsewhere: by the bell, by a notification of the desktop.
//!
//! Somebody pulled the andon cord to be heard. More often than once in a while nobody wants to be
//! called, however many cords are pulled; the board shows all of them.

use super::message::Effect;
use crate::board::Timestamp;
use crate::config::{Call, Screen};

/// Nobody is called more often than this, in milliseconds.
const AT_MOST_EVERY_MS: i64 = 30_000;

/// Whether the person is to be called, and where they look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attention {
    /// What they are to be told.
    wanted: Option<String>,
    /// When they were called last.
    called: Option<Timestamp>,
    /// Whether they look at this terminal, as far as it tells.
    pub focused: Option<bool>,
}

impl Attention {
    /// There is something the person should hear of.
    pub fn want(&mut self, what: String) {
        self.wanted = Some(what);
    }

    /// What another board wants the person to hear of is wanted by this one.
    pub fn take_over(&mut self, other: &mut Self) {
        self.wanted = other.wanted.take().or(self.wanted.take());
    }

    /// The call that is to be made now, if one is.
    pub fn take(&mut self, settings: &Screen, now: Timestamp) -> Option<Effect> {
        let what = self.wanted.take()?;
        if self.called.is_some_and(|called| now < called.plus_ms(AT_MOST_EVERY_MS)) {
            return None;
        }
        let bell = settings.bell == Call::Cord;
        // Who looks at the board has seen it there.
        let notice = (settings.notify == Call::Cord && self.focused != Some(true)).then_some(what);
        if !bell && notice.is_none() {
            return None;
        }
        self.called = Some(now);
        Some(Effect::Call { bell, notice })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_ms(1_780_000_000_000 + seconds * 1000)
    }

    fn call(bell: bool, notice: Option<&str>) -> Effect {
        Effect::Call { bell, notice: notice.map(str::to_owned) }
    }

    #[test]
    fn nobody_is_called_twice_in_a_breath() {
        let (mut attention, settings) = (Attention::default(), Screen::default());
        assert_eq!(attention.take(&settings, at(0)), None);
        for (seconds, called) in [
            (1, Some(call(true, Some("a")))),
            (2, None),
            (30, None),
            (31, Some(call(true, Some("a")))),
            (60, None),
        ] {
            attention.want("a".to_owned());
            assert_eq!(attention.take(&settings, at(seconds)), called, "{seconds}");
        }
        // What came too soon is not told later.
        assert_eq!(attention.take(&settings, at(300)), None);
    }

    #[test]
    fn each_way_can_be_switched_off_and_who_looks_needs_no_notification() {
        for (bell, notify, focused, called) in [
            (Call::Cord, Call::Cord, None, Some(call(true, Some("a")))),
            (Call::Cord, Call::Cord, Some(false), Some(call(true, Some("a")))),
            (Call::Cord, Call::Cord, Some(true), Some(call(true, None))),
            (Call::Off, Call::Cord, Some(true), None),
            (Call::Off, Call::Cord, Some(false), Some(call(false, Some("a")))),
            (Call::Cord, Call::Off, None, Some(call(true, None))),
            (Call::Off, Call::Off, None, None),
        ] {
            let settings = Screen { bell, notify, ..Screen::default() };
            let mut attention = Attention { focused, ..Attention::default() };
            attention.want("a".to_owned());
            assert_eq!(attention.take(&settings, at(0)), called, "{bell:?} {notify:?} {focused:?}");
        }
    }
}
