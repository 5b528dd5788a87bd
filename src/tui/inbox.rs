//! Where the main thread sleeps: until a key comes or a thread tells it something.
//!
//! Threads speak through a channel and a wake-up beside it, and the main thread waits for the
//! terminal and the wake-up at once. So an idle program is never woken, a key is on the screen
//! as soon as it can be, and keys are read by the one thread that also lends the terminal to an
//! editor: no reader has to be stopped first, none can take the editor's keys.
//!
//! Crossterm's own `poll` is only asked when something is there to be read. It could be woken by
//! a `SIGWINCH` to ourselves, but on that signal version 0.29 forgets keys that came with it.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::message::Message;
use super::open_boards::BoardTab;

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

/// Why the main thread woke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Woken {
    /// The terminal has something to read.
    Terminal,
    /// A thread told something, the terminal has another size, or the time is over.
    Otherwise,
    /// The terminal is gone.
    #[cfg_attr(not(unix), allow(dead_code, reason = "only a poll of Unix tells"))]
    HungUp,
}

/// The end that tells.
#[derive(Debug, Clone)]
pub struct Outbox {
    news: Sender<News>,
    bell: wake::Bell,
    /// The board that its messages are about, if they are about one.
    about: Option<BoardTab>,
}

impl Outbox {
    /// Tells something. When nobody listens any more it is let go.
    pub fn tell(&self, news: News) {
        if self.news.send(news).is_ok() {
            self.bell.ring();
        }
    }

    /// Tells the screen something.
    pub fn message(&self, message: Message) {
        self.tell(News::Message(match self.about {
            Some(tab) => Message::Of(tab, Box::new(message)),
            None => message,
        }));
    }

    /// An outbox whose messages are about the board of a tab.
    #[must_use]
    pub fn about(&self, tab: BoardTab) -> Self {
        Self { about: Some(tab), ..self.clone() }
    }
}

/// The end that is told.
#[derive(Debug)]
pub struct Inbox {
    /// What was told.
    pub news: Receiver<News>,
    bed: wake::Bed,
}

impl Inbox {
    /// Sleeps, but not longer than `at_most`.
    pub fn sleep(&self, at_most: Duration) -> io::Result<Woken> {
        self.bed.sleep(at_most)
    }
}

/// Both ends of a new inbox. From here on a new size of the terminal wakes the sleeper, and a
/// request of the system to end is told.
pub fn open() -> io::Result<(Outbox, Inbox)> {
    let (sender, news) = channel();
    let (bell, bed) = wake::pair()?;
    let outbox = Outbox { news: sender, bell, about: None };
    wake::listen(&outbox)?;
    Ok((outbox, Inbox { news, bed }))
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

/// A pair of sockets: a byte in one is what the other is woken by.
#[cfg(unix)]
mod wake {
    use std::io::{self, Read as _, Write as _};
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use signal_hook::consts::{SIGHUP, SIGTERM, SIGWINCH, SIGXFSZ};

    use super::{News, Outbox, Woken};

    #[derive(Debug, Clone)]
    pub struct Bell(Arc<UnixStream>);

    impl Bell {
        pub fn ring(&self) {
            // Full means that the sleeper has been woken often enough.
            let _ = (&*self.0).write(&[1]);
        }
    }

    #[derive(Debug)]
    pub struct Bed(UnixStream);

    impl Bed {
        pub fn sleep(&self, at_most: Duration) -> io::Result<Woken> {
            let terminal = io::stdin();
            let mut both = [PollFd::new(&terminal, PollFlags::IN), PollFd::new(&self.0, PollFlags::IN)];
            let at_most = Timespec::try_from(at_most).ok();
            match poll(&mut both, at_most.as_ref()) {
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
            let [terminal, bell] = both.map(|one| one.revents());
            if !bell.is_empty() {
                while matches!((&self.0).read(&mut [0; 64]), Ok(1..)) {}
            }
            Ok(if terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
                Woken::HungUp
            } else if terminal.is_empty() {
                Woken::Otherwise
            } else {
                Woken::Terminal
            })
        }
    }

    pub fn pair() -> io::Result<(Bell, Bed)> {
        let (bell, bed) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        bed.set_nonblocking(true)?;
        signal_hook::low_level::pipe::register(SIGWINCH, bell.try_clone()?)?;
        Ok((Bell(Arc::new(bell)), Bed(bed)))
    }

    pub fn listen(outbox: &Outbox) -> io::Result<()> {
        // A limit on the size of files is a save that fails, and no reason to be ended for.
        signal_hook::flag::register(SIGXFSZ, Arc::default())?;
        let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP])?;
        let outbox = outbox.clone();
        let listen = move || {
            for _ in signals.forever() {
                outbox.tell(News::Leave);
            }
        };
        std::thread::Builder::new().name("signals".to_owned()).spawn(listen)?;
        Ok(())
    }
}

/// Where there is no waiting for both at once the channel is looked at in slices.
#[cfg(not(unix))]
mod wake {
    use std::io;
    use std::time::Duration;

    use super::{Outbox, Woken};

    const SLICE: Duration = Duration::from_millis(20);

    #[derive(Debug, Clone)]
    pub struct Bell;

    impl Bell {
        pub fn ring(&self) {}
    }

    #[derive(Debug)]
    pub struct Bed;

    impl Bed {
        pub fn sleep(&self, at_most: Duration) -> io::Result<Woken> {
            let terminal = ratatui::crossterm::event::poll(at_most.min(SLICE))?;
            Ok(if terminal { Woken::Terminal } else { Woken::Otherwise })
        }
    }

    pub fn pair() -> io::Result<(Bell, Bed)> {
        Ok((Bell, Bed))
    }

    pub fn listen(_: &Outbox) -> io::Result<()> {
        Ok(())
    }
}
