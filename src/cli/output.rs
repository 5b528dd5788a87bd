//! The only code of the command line that writes to the terminal.
//!
//! Everything goes through a writer whose errors are returned, so that a closed pipe ends the
//! program quietly instead of with a panic. Every line of text is cleaned: words of a board never
//! reach the terminal as they stand in the file.

use std::io::{self, BufWriter, IsTerminal as _, Write};

use serde::Serialize;

use crate::report;
use crate::text::clean;
use crate::tui::ansi;
use crate::tui::theme::{Role, Theme};

/// Where answers go.
pub(super) struct Output {
    out: Box<dyn Write>,
}

impl Output {
    pub(super) fn stdout() -> Self {
        Self { out: Box::new(BufWriter::new(io::stdout().lock())) }
    }

    /// One line of text.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", clean(text))
    }

    /// One line of text in parts, in the colours of a theme if there is one.
    pub(super) fn parts(&mut self, parts: &[(Role, String)], theme: Option<Theme>) -> io::Result<()> {
        for (role, text) in parts {
            match theme {
                Some(theme) if *role != Role::Text => {
                    let style = ansi::sequence(theme.style(*role));
                    write!(self.out, "{style}{}{}", clean(text), ansi::RESET)?;
                }
                _ => write!(self.out, "{}", clean(text))?,
            }
        }
        writeln!(self.out)
    }

    /// Several lines of text.
    pub(super) fn lines(&mut self, text: &str) -> io::Result<()> {
        text.lines().try_for_each(|line| self.line(line))
    }

    /// Text that is already what it should be: JSON made elsewhere.
    pub(super) fn raw(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        if text.ends_with('\n') { Ok(()) } else { writeln!(self.out) }
    }

    /// One JSON object on lines of its own, spelled so that it can be looked at in a terminal.
    pub(super) fn json(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        Ok(self.raw(&report::spell(value))?)
    }

    /// Words before what a person types.
    pub(super) fn prompt(&mut self, text: &str) -> io::Result<()> {
        write!(self.out, "{}", clean(text))
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Says what went wrong and what would help. When nobody listens, there is nobody to tell.
pub(super) fn complain(error: &anyhow::Error, hint: Option<&str>) {
    let mut text = String::new();
    for (place, line) in format!("{error:#}").lines().enumerate() {
        text.push_str(if place == 0 { "error: " } else { "       " });
        text.push_str(&clean(line));
        text.push('\n');
    }
    for (place, line) in hint.unwrap_or_default().lines().enumerate() {
        text.push_str(if place == 0 { "hint: " } else { "      " });
        text.push_str(&clean(line));
        text.push('\n');
    }
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Says what is wrong with the command line. It quotes the command line, which a script may have
/// filled with anything.
pub(super) fn misused(error: &clap::Error) {
    let mut text = String::new();
    for line in error.render().to_string().lines() {
        text.push_str(&clean(line));
        text.push('\n');
    }
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Says something beside the answer.
pub(super) fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "note: {}", clean(text));
}

/// Asks something, on standard error, so that standard output stays the answer's. What it offers
/// may be the name of a folder, which can be anything.
pub(super) fn ask(text: &str) -> io::Result<()> {
    let mut screen = io::stderr().lock();
    write!(screen, "{}", clean(text))?;
    screen.flush()
}

/// A line on standard error that says what is being done, where somebody looks at it.
pub(super) struct Progress {
    shown: bool,
    is_seen: bool,
}

impl Progress {
    /// Shows nothing where standard error is no terminal.
    pub(super) fn new() -> Self {
        Self { shown: false, is_seen: io::stderr().is_terminal() }
    }

    /// Says what is being done now, in place of what was before.
    pub(super) fn say(&mut self, text: &str) {
        if self.is_seen {
            let _ = write!(io::stderr().lock(), "\r\x1b[K{}", clean(text));
            self.shown = true;
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}
