//! A real terminal for tests: a program in a pseudo-terminal, its screen as a person would see it.

use std::io::{Read as _, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Nothing here takes longer unless it is broken.
const DEADLINE: Duration = Duration::from_secs(20);

/// A program in a terminal.
pub struct Pty {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    bytes: Arc<Mutex<Vec<u8>>>,
    /// Whether the line is slow.
    slow: Arc<AtomicBool>,
    /// Ends at the end of the output.
    reader: Option<JoinHandle<()>>,
    cooked: String,
}

fn cells(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap()
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Pty {
    /// Starts a program in a terminal of 80 by 24.
    pub fn start(command: CommandBuilder) -> Self {
        Self::start_as("xterm-256color", command)
    }

    /// Starts a program in a terminal that says it is this.
    pub fn start_as(term: &str, mut command: CommandBuilder) -> Self {
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        command.env("TERM", term);
        let cooked = local_flags(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(cells(24), cells(80), 0)));
        let mut output = pair.master.try_clone_reader().unwrap();
        let seen = Arc::clone(&screen);
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&bytes);
        let slow = Arc::new(AtomicBool::new(false));
        let is_slow = Arc::clone(&slow);
        let reader = std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            loop {
                let slow = is_slow.load(Ordering::Relaxed);
                // A byte a millisecond, as over a line of 9,600 baud.
                let room = if slow { 8 } else { bytes.len() };
                let Ok(len @ 1..) = output.read(&mut bytes[..room]) else { break };
                if slow {
                    std::thread::sleep(Duration::from_millis(8));
                }
                kept.lock().unwrap().extend_from_slice(&bytes[..len]);
                seen.lock().unwrap().process(&bytes[..len]);
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self { master: pair.master, child, keys, screen, bytes, slow, reader: Some(reader), cooked }
    }

    /// Types.
    pub fn types(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// What is on the screen.
    pub fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Waits until the screen is as asked.
    #[track_caller]
    pub fn awaits(&self, what: &str, is: impl Fn(&vt100::Screen) -> bool) {
        let until = Instant::now() + DEADLINE;
        while !is(self.screen.lock().unwrap().screen()) {
            assert!(Instant::now() < until, "waited in vain for {what}; the screen:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub fn shows(&self, text: &str) {
        self.awaits(text, |screen| screen.contents().contains(text));
    }

    /// Makes the line to the terminal slow, or fast again.
    pub fn slow(&self, is: bool) {
        self.slow.store(is, Ordering::Relaxed);
    }

    /// Everything that was sent so far.
    pub fn so_far(&self) -> Vec<u8> {
        self.bytes.lock().unwrap().clone()
    }

    /// Waits until this was sent.
    #[track_caller]
    pub fn sends(&self, bytes: &str) {
        let until = Instant::now() + DEADLINE;
        while memchr::memmem::find(&self.bytes.lock().unwrap(), bytes.as_bytes()).is_none() {
            assert!(Instant::now() < until, "{bytes:?} was not sent; the screen:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// How many frames were drawn.
    pub fn frames(&self) -> usize {
        memchr::memmem::find_iter(&self.bytes.lock().unwrap(), "\u{1b}[?2026l").count()
    }

    /// Types a key, and waits for the frame that answers it.
    #[track_caller]
    pub fn presses(&mut self, key: &str) {
        let before = self.frames();
        self.types(key);
        let until = Instant::now() + DEADLINE;
        while self.frames() == before {
            assert!(Instant::now() < until, "no frame after {key:?}; the screen:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Waits for the end of the program: whether it ended well, and everything it ever sent to the
    /// terminal.
    #[track_caller]
    pub fn sent(mut self) -> (bool, Vec<u8>) {
        let well = self.ends();
        // The output ends with the program, and its last bytes may still be on the way.
        self.reader.take().unwrap().join().unwrap();
        (well, self.bytes.lock().unwrap().clone())
    }

    /// Gives the terminal another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.screen.lock().unwrap().screen_mut().set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Waits for the end of the program; true if it ended well.
    #[track_caller]
    pub fn ends(&mut self) -> bool {
        let until = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.success();
            }
            assert!(Instant::now() < until, "the program does not end; the screen:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// The terminal is as it was before the program: screen, cursor, modes, line discipline.
    #[track_caller]
    pub fn is_as_before(&self) {
        self.awaits("the terminal as it was", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
        // The emulator does not know of focus; the last word on it counts.
        let sent = self.so_far();
        let last = memchr::memmem::rfind(&sent, b"\x1b[?1004").and_then(|at| sent.get(at + 7));
        assert!(last.is_none_or(|end| *end == b'l'), "changes of focus are still reported");
        assert_eq!(local_flags(&*self.master), self.cooked);
    }

    /// The terminal is the program's.
    #[track_caller]
    pub fn is_taken(&self) {
        self.awaits("the terminal taken", |screen| screen.alternate_screen() && screen.bracketed_paste());
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// The flags of the line discipline: echo, lines, signals.
fn local_flags(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap().local_flags)
}

/// A script that can be run, in a folder.
pub fn script(folder: &Path, name: &str, text: &str) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder.join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}
