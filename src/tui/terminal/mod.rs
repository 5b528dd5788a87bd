//! The terminal: taken over at the start, given back whole at the end, whatever the end is.
//!
//! Nothing else in the front end writes to the terminal. What is taken is given back by one
//! function, [`give_back`], when the [`Screen`] is dropped, when the program panics, when it
//! is suspended and while an editor runs.

mod sequence;

use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange,
    EnableMouseCapture,
};
use ratatui::crossterm::style::{Print, force_color_output};
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, SetTitle,
    disable_raw_mode, enable_raw_mode, size,
};
use ratatui::crossterm::{cursor, execute, queue};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

#[cfg(unix)]
use crate::git;
use crate::text::Clean;

pub use sequence::CopyError;

/// A frame of a large terminal goes out in one write.
const BUFFER: usize = 64 * 1024;

/// A stop signal to ourselves has stopped us after this long.
#[cfg(unix)]
const STOPS_WITHIN: std::time::Duration = std::time::Duration::from_millis(50);

/// Keep the title and put it back: xterm's window operations, which others ignore.
const KEEP_TITLE: &str = "\u{1b}[22;2t";
const TITLE_BACK: &str = "\u{1b}[23;2t";

/// True while the terminal is ours.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal while it is ours.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    mouse: bool,
    title: String,
}

impl Screen {
    /// Takes the terminal over.
    pub fn take(mouse: bool) -> io::Result<Self> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "this is not a terminal"));
        }
        // With NO_COLOR crossterm 0.29 writes a bare `ESC[m` for each colour, which takes bold and
        // underline away with it. The theme without colours writes none, so nothing is forced.
        force_color_output(true);
        give_back_on_panic();
        take_over(mouse)?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(BUFFER, io::stdout()));
        Ok(Self { terminal: Terminal::new(backend)?, mouse, title: String::new() })
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        size().unwrap_or((80, 24))
    }

    /// Draws a frame; the terminal shows it all at once.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(draw)?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Draws every cell anew at the next frame.
    pub fn clear(&mut self) -> io::Result<()> {
        // Not `Terminal::clear`: that asks the terminal where its cursor is, and waits for an
        // answer among the keys that some terminals never give.
        let (width, height) = self.size();
        self.terminal.resize(Rect::new(0, 0, width, height))
    }

    /// Names the window.
    pub fn set_title(&mut self, title: &str) -> io::Result<()> {
        if self.title != title {
            title.clone_into(&mut self.title);
            execute!(self.terminal.backend_mut(), SetTitle(Clean::new(title).as_str()))?;
        }
        Ok(())
    }

    /// Puts a text on the person's clipboard; why not, if not.
    pub fn copy(&mut self, text: &str) -> io::Result<Option<CopyError>> {
        match sequence::copy(text, in_tmux()) {
            Ok(sequence) => execute!(self.terminal.backend_mut(), Print(sequence)).map(|()| None),
            Err(why) => Ok(Some(why)),
        }
    }

    /// Calls the person: by the bell, by a notification of the desktop.
    pub fn call(&mut self, bell: bool, notice: Option<&str>) -> io::Result<()> {
        let ring = if bell { sequence::BELL } else { "" };
        let notice = notice.map_or_else(String::new, |text| sequence::notify(text, in_tmux()));
        execute!(self.terminal.backend_mut(), Print(ring), Print(notice))
    }

    /// Takes the mouse, or leaves it to the terminal, which selects text with it.
    pub fn take_mouse(&mut self, take: bool) -> io::Result<()> {
        self.mouse = take;
        let out = self.terminal.backend_mut();
        if take { execute!(out, EnableMouseCapture) } else { execute!(out, DisableMouseCapture) }
    }

    /// Lends the terminal to another program, in the state it was in before us.
    pub fn lend<T>(&mut self, to: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let answer = to();
        take_over(self.mouse)?;
        self.title.clear();
        self.clear()?;
        Ok(answer)
    }

    /// Stops the program, as a shell's job control expects; returns when it goes on.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.lend(stop)?
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn in_tmux() -> bool {
    std::env::var_os("TMUX").is_some_and(|tmux| !tmux.is_empty())
}

fn take_over(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    execute!(
        out,
        Print(KEEP_TITLE),
        EnterAlternateScreen,
        EnableBracketedPaste,
        EnableFocusChange,
        cursor::Hide
    )?;
    if mouse {
        execute!(out, EnableMouseCapture)?;
    }
    Ok(())
}

/// Gives the terminal back as it was; does nothing when it is not ours. Errors are let go: there
/// is nobody left to tell.
pub fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        DisableFocusChange,
        LeaveAlternateScreen,
        cursor::Show,
        Print(TITLE_BACK),
    );
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// A panic's message must land on a terminal that people can read and type on.
fn give_back_on_panic() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            before(panic);
        }));
    });
}

#[cfg(unix)]
fn stop() -> io::Result<()> {
    // The whole group: a wrapper that started us stops too, and the shell takes over. SIGTSTP and
    // not SIGSTOP: without a shell that could continue us the system ignores it.
    git::while_none_starts(|| {
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
        // The signal may stop us a moment later, on another thread; until then the terminal must
        // stay the shell's. Time that we are stopped counts.
        std::thread::sleep(STOPS_WITHIN);
        Ok(())
    })
}

#[cfg(not(unix))]
fn stop() -> io::Result<()> {
    Ok(())
}
