//! A page in the person's own browser.
//!
//! A browser is started only when `--open` was given, with its arguments as they are and never by a
//! shell: what the page is called can not become a command.

use std::env;
use std::path::Path;
use std::process::Command;

use super::Problem;
use crate::tui::opener;

/// Shows the file at `path` in the browser.
pub(super) fn show(path: &Path) -> Result<(), Problem> {
    let hint = format!("open {} yourself, or set BROWSER to your browser's command", path.display());
    let failed = |program: &str, what: String| {
        Problem::failed(format!("the page is made, but {program} did not open it: {what}"), &hint)
    };
    if let Some(words) = chosen(&env::var("BROWSER").unwrap_or_default(), path) {
        let Some((program, arguments)) = words.split_first() else { return Ok(()) };
        // It may be one that draws in this terminal: it keeps it until it ends.
        let status = Command::new(program).args(arguments).status();
        let status = status.map_err(|error| failed(program, error.to_string()))?;
        return if status.success() {
            Ok(())
        } else {
            Err(failed(program, format!("it ended with {status}")))
        };
    }
    opener::open(path.as_os_str())
        .map_err(|error| Problem::failed(format!("the page is made, but {error}"), &hint))
}

/// The command that `$BROWSER` names, if it names one: the first of those between colons, with the
/// path in the place of `%s`, else at its end.
fn chosen(browser: &str, path: &Path) -> Option<Vec<String>> {
    // On Windows a colon is part of a path.
    let first = if cfg!(windows) { browser } else { between_colons(browser)? };
    let path = path.to_string_lossy().into_owned();
    let mut words: Vec<String> = first.split_whitespace().map(str::to_owned).collect();
    if words.is_empty() {
        return None;
    }
    if let Some(place) = words.iter().skip(1).position(|word| word.contains("%s")) {
        words[place + 1] = words[place + 1].replace("%s", &path);
    } else {
        words.push(path);
    }
    Some(words)
}

/// The first entry of a list with colons; the colon of `file://` is part of its entry.
fn between_colons(list: &str) -> Option<&str> {
    let colon = |at: &usize| list.get(at + 1..).is_none_or(|rest| !rest.starts_with("//"));
    let colons = list.match_indices(':').map(|(at, _)| at).filter(colon);
    let mut start = 0;
    for end in colons.chain([list.len()]) {
        let entry = list.get(start..end).unwrap_or_default();
        if !entry.trim().is_empty() {
            return Some(entry);
        }
        start = end + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(not(windows))]
    #[test]
    fn the_browser_gets_the_path_as_one_argument() {
        let path = Path::new("/tmp/a b; rm -rf $HOME.html");
        for (browser, words) in [
            ("firefox", Some(vec!["firefox", "/tmp/a b; rm -rf $HOME.html"])),
            (
                "firefox --new-window %s -x",
                Some(vec!["firefox", "--new-window", "/tmp/a b; rm -rf $HOME.html", "-x"]),
            ),
            ("chromium --app=%s:firefox", Some(vec!["chromium", "--app=/tmp/a b; rm -rf $HOME.html"])),
            (" :w3m", Some(vec!["w3m", "/tmp/a b; rm -rf $HOME.html"])),
            ("", None),
            (" : ", None),
        ] {
            let words = words.map(|words| words.into_iter().map(str::to_owned).collect());
            assert_eq!(chosen(browser, path), words, "{browser:?}");
        }
    }
}
