//! The system's own opener: a link or a page in the program the person has chosen for it.
//!
//! It is started only because somebody asked for it, with its argument as it is and never by a
//! shell: no link can become a command.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::inbox::Outbox;
use super::message::Message;

/// How long the opener gets to say that it failed. One that runs longer is the program itself.
const PATIENCE: Duration = Duration::from_secs(2);

/// The most bytes of a link: what browsers and Windows' command lines take.
const LINK_MAX: usize = 2_000;

/// Why nothing was opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It may be opened by hand.
    #[error("'{0}' is not opened: only links that begin with https://, http:// or mailto: are")]
    NoLink(String),
    /// The opener is not there, or cannot be started.
    #[error("{program} did not open it: {why}")]
    NotStarted {
        /// The opener.
        program: &'static str,
        /// Why.
        why: io::Error,
    },
    /// The opener ran, and failed.
    #[error("{0} did not open it: it found no program for it")]
    Failed(&'static str),
}

/// A link as an opener may be given it. Letters that are not of ASCII are written in percent.
pub fn checked(link: &str) -> Result<String, OpenError> {
    let no_link = || OpenError::NoLink(crate::text::Clean::new(link).as_str().to_owned());
    let (scheme, rest) = link.split_once(':').ok_or_else(no_link)?;
    let to = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.strip_prefix("//").ok_or_else(no_link)?,
        "mailto" => rest,
        _ => return Err(no_link()),
    };
    let harmless = |c: char| !(c.is_whitespace() || c.is_control() || "\"'`<>\\^{|}".contains(c));
    let names_something = to.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    if link.len() > LINK_MAX || !names_something || !link.chars().all(harmless) {
        return Err(no_link());
    }
    let mut text = String::new();
    for byte in link.bytes() {
        if byte.is_ascii() {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    Ok(text)
}

/// Opens a link while the screen goes on; tells when that fails.
pub(super) fn open_link(link: &str, outbox: &Outbox) {
    let (link, told) = (link.to_owned(), outbox.clone());
    let work = move || {
        if let Err(error) = checked(&link).and_then(|link| open(link.as_ref())) {
            told.message(Message::Failed(error.to_string()));
        }
    };
    if let Err(why) = std::thread::Builder::new().name("opener".to_owned()).spawn(work) {
        outbox.message(Message::Failed(format!("the link is not opened: {why}")));
    }
}

/// Opens a file or a checked link. The opener gets nothing of the terminal.
pub fn open(what: &OsStr) -> Result<(), OpenError> {
    let (program, arguments) = opener();
    let mut command = Command::new(program);
    command.args(arguments).arg(what).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    {
        // A group of its own: what stops us with Ctrl-Z does not stop the browser.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
    }
    let not_started = |why| OpenError::NotStarted { program, why };
    let mut child = command.spawn().map_err(not_started)?;
    match ended(&mut child) {
        Ok(Some(true) | None) => Ok(()),
        Ok(Some(false)) => Err(OpenError::Failed(program)),
        Err(why) => Err(not_started(why)),
    }
}

/// What opens something with the program the person has chosen for it.
fn opener() -> (&'static str, &'static [&'static str]) {
    if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        // `start` is a word of the shell, which would read the text; this takes it as it is.
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    }
}

/// Whether the child ended well, once it ends; `None` when it goes on.
fn ended(child: &mut Child) -> io::Result<Option<bool>> {
    let start = Instant::now();
    loop {
        match child.try_wait()? {
            Some(status) => return Ok(Some(status.success())),
            None if start.elapsed() > PATIENCE => return Ok(None),
            None => sleep(Duration::from_millis(20)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::checked;

    #[test]
    fn links_that_are_opened() {
        for (link, given) in [
            ("https://example.org", "https://example.org"),
            ("HTTP://example.org/a?b=c&d=(e)#f", "HTTP://example.org/a?b=c&d=(e)#f"),
            ("http://[::1]:8080/", "http://[::1]:8080/"),
            ("mailto:maria@example.org", "mailto:maria@example.org"),
            ("https://example.org/käse", "https://example.org/k%C3%A4se"),
        ] {
            assert_eq!(checked(link).unwrap(), given);
        }
    }

    #[test]
    fn all_else_is_not() {
        for link in [
            "",
            "example.org",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "vscode://x",
            "https:",
            "https://",
            "https:///x",
            "https://-x",
            "https:example.org",
            "mailto:",
            "mailto:-x",
            " https://example.org",
            "https://example.org/a b",
            "https://example.org/\"&calc",
            "https://example.org/\u{1b}]0;x",
            "https://example.org/\n",
            "-https://example.org",
        ] {
            assert!(checked(link).is_err(), "{link:?}");
        }
        assert!(checked(&format!("https://example.org/{}", "a".repeat(2_000))).is_err());
    }
}
