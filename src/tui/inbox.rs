//! How threads tell the screen something: a channel, and a nudge.
//!
//! The main thread sleeps in crossterm's `poll`, which nothing but the terminal ends. On Unix the
//! nudge is a `SIGWINCH` to ourselves, the signal of a resized window: `poll` ends at once, and a
//! resize to the same size is nothing. So an idle program is never woken, and a key is read by
//! the one thread that also lends the terminal to an editor. Elsewhere `poll` is asked in slices.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::message::Message;

/// What a thread tells.
#[derive(Debug)]
pub enum News {
    /// Something for the screen.
    Message(Message),
    /// The program shall end: the system asks for it.
    Leave,
    /// A thread ended that must not end; its name.
    Lost(&'static str),
}

/// The end that tells.
#[derive(Debug, Clone)]
pub struct Outbox(Sender<News>);

/// Both ends of a new channel.
pub fn open() -> (Outbox, Receiver<News>) {
    let (sender, receiver) = channel();
    (Outbox(sender), receiver)
}

impl Outbox {
    /// Tells something. When nobody listens any more it is let go.
    pub fn tell(&self, news: News) {
        if self.0.send(news).is_ok() {
            nudge();
        }
    }

    /// Tells the screen something.
    pub fn message(&self, message: Message) {
        self.tell(News::Message(message));
    }
}

/// Tells, when a thread panics, that it is lost.
#[derive(Debug)]
pub struct LastWords(pub Outbox, pub &'static str);

impl Drop for LastWords {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.tell(News::Lost(self.1));
        }
    }
}

/// The longest the main thread may sleep without looking at the channel.
#[cfg(unix)]
pub const SLICE: Duration = Duration::from_hours(1);
/// The longest the main thread may sleep without looking at the channel.
#[cfg(not(unix))]
pub const SLICE: Duration = Duration::from_millis(30);

#[cfg(unix)]
fn nudge() {
    use rustix::process::{Signal, getpid, kill_process};
    let _ = kill_process(getpid(), Signal::WINCH);
}

#[cfg(not(unix))]
fn nudge() {}

/// Tells when the system asks the program to end.
#[cfg(unix)]
pub fn listen_for_the_end(outbox: Outbox) -> std::io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP])?;
    let listen = move || {
        for _ in signals.forever() {
            outbox.tell(News::Leave);
        }
    };
    std::thread::Builder::new().name("signals".to_owned()).spawn(listen)?;
    Ok(())
}

/// Tells when the system asks the program to end.
#[cfg(not(unix))]
pub fn listen_for_the_end(_: Outbox) -> std::io::Result<()> {
    Ok(())
}
