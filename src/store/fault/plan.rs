//! Which step fails, and how. Every thread of a test has a plan of its own.

use super::Step;
use rustix::io::Errno;
use std::cell::RefCell;
use std::io;

/// How the system says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// No space left: ENOSPC.
    Full,
    /// No space left after half of the bytes.
    Short,
    /// The device: EIO.
    Broken,
    /// Not allowed: EACCES.
    Denied,
    /// A signal came: EINTR. Where the standard library tries again by itself, it never shows.
    Interrupted,
}

pub const FAILURES: [Failure; 5] =
    [Failure::Full, Failure::Short, Failure::Broken, Failure::Denied, Failure::Interrupted];

impl Failure {
    fn errno(self) -> Errno {
        match self {
            Self::Full | Self::Short => Errno::NOSPC,
            Self::Broken => Errno::IO,
            Self::Denied => Errno::ACCESS,
            Self::Interrupted => Errno::INTR,
        }
    }

    /// Whether a step can fail like this at all.
    fn hits(self, step: Step) -> bool {
        match self {
            Self::Full | Self::Short => !matches!(step, Step::Open | Step::Read | Step::Lock | Step::Remove),
            Self::Broken | Self::Denied => true,
            Self::Interrupted => matches!(step, Step::Exchange | Step::Rename | Step::Remove),
        }
    }
}

/// Which step of those that can fail so does: the n-th, from 1, and perhaps all after it.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    pub failure: Failure,
    pub nth: usize,
    pub lasting: bool,
    /// The file system knows no exchange of names.
    pub no_exchange: bool,
}

/// When somebody else acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Before the next exchange of names.
    Exchange,
    /// Before the n-th step, from 1.
    Step(usize),
}

#[derive(Default)]
struct State {
    plan: Option<Plan>,
    count: usize,
    failed: bool,
    /// What somebody else does meanwhile, once.
    meanwhile: Option<(When, Box<dyn FnOnce()>)>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Does something while the plan holds. Tells how many steps there were that could fail, and
/// whether one did.
pub fn with<T>(plan: Plan, act: impl FnOnce() -> T) -> (T, Told) {
    STATE.with_borrow_mut(|state| {
        (state.plan, state.count, state.failed) = (Some(plan), 0, false);
    });
    let done = act();
    STATE.with_borrow_mut(|state| {
        (state.plan, state.meanwhile) = (None, None);
        (done, Told { steps: state.count, failed: state.failed })
    })
}

/// What came of a plan.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    pub steps: usize,
    pub failed: bool,
}

/// Lets somebody else act.
pub fn meanwhile(when: When, act: impl FnOnce() + 'static) {
    STATE.with_borrow_mut(|state| state.meanwhile = Some((when, Box::new(act))));
}

pub fn is_short() -> bool {
    STATE.with_borrow(|state| state.plan.is_some_and(|plan| plan.failure == Failure::Short))
}

pub fn step(step: Step) -> io::Result<()> {
    let act = STATE.with_borrow_mut(|state| {
        let due = match state.meanwhile.as_ref()?.0 {
            When::Exchange => step == Step::Exchange,
            When::Step(nth) => {
                state.plan.is_some_and(|plan| plan.failure.hits(step)) && state.count + 1 == nth
            }
        };
        if due { state.meanwhile.take() } else { None }
    });
    if let Some((_, act)) = act {
        act();
    }
    STATE.with_borrow_mut(|state| {
        let Some(plan) = state.plan else { return Ok(()) };
        if step == Step::Exchange && plan.no_exchange {
            return Err(Errno::INVAL.into());
        }
        if !plan.failure.hits(step) {
            return Ok(());
        }
        state.count += 1;
        if state.count == plan.nth || (plan.lasting && state.count > plan.nth) {
            state.failed = true;
            return Err(plan.failure.errno().into());
        }
        Ok(())
    })
}
