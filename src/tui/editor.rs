//! A text in the person's own editor.
//!
//! The editor is started with its arguments as they are, never by a shell, and only because a key
//! was pressed.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// The longest text that is read back, in bytes; more is no card's text.
const MAX_BYTES: u64 = 1 << 20;

/// Why an editor's text is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unedited {
    /// Why, as a sentence for the person.
    pub why: String,
    /// What the editor left, where that is another text than it was given.
    pub left: Option<String>,
}

impl From<String> for Unedited {
    fn from(why: String) -> Self {
        Self { why, left: None }
    }
}

/// Lets a person edit `text`.
pub fn edit(text: &str) -> Result<String, Unedited> {
    let editor = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| env::var(name).ok());
    let editor = editor.map(|editor| editor.trim().to_owned()).find(|editor| !editor.is_empty());
    let Some(editor) = editor else {
        return Err("no editor is known; set $EDITOR, such as: export EDITOR=vim".to_owned().into());
    };
    let words = split(&editor);
    let Some((program, arguments)) = words.split_first() else {
        return Err(format!("$EDITOR is '{editor}', which names no program").into());
    };
    // A name of its own in the temporary folder, readable by nobody else, gone when dropped.
    let file = tempfile::Builder::new().prefix("andon-").suffix(".md").tempfile();
    let mut file = file.map_err(|error| format!("no temporary file could be made: {error}"))?;
    file.write_all(text.as_bytes()).map_err(|error| format!("the temporary file: {error}"))?;
    // Editors that save by renaming put another file in its place: from here on the path counts.
    let path = file.into_temp_path();
    let status = Command::new(program).args(arguments).arg(&path).status();
    let status =
        status.map_err(|error| format!("the editor '{program}' did not start: {error}; check $EDITOR"))?;
    let left = read(&path);
    if status.success() {
        return Ok(left?);
    }
    // An editor that crashed has saved most of what was typed.
    let left = left.ok().filter(|left| left != text);
    Err(Unedited { why: format!("the editor ended with {status}; nothing was changed"), left })
}

fn read(path: &Path) -> Result<String, String> {
    let len = fs::metadata(path).map_err(|error| format!("the edited text is gone: {error}"))?.len();
    if len > MAX_BYTES {
        return Err("the edited text is over 1 MiB; nothing was changed".to_owned());
    }
    let bytes = fs::read(path).map_err(|error| format!("the edited text: {error}"))?;
    String::from_utf8(bytes).map_err(|_| "the edited text is not UTF-8; nothing was changed".to_owned())
}

/// Splits a command at blanks; quotes hold words together, a backslash takes the next character
/// as it is. On Windows a backslash is part of a path.
fn split(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut characters = command.chars();
    while let Some(c) = characters.next() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            ('\\', None | Some('"')) if cfg!(not(windows)) => {
                word.get_or_insert_default().extend(characters.next());
            }
            (c, None) if c.is_whitespace() => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn commands_are_split_as_a_shell_would_and_never_run_by_one() {
        for (command, words) in [
            ("vim", &["vim"][..]),
            ("code --wait", &["code", "--wait"]),
            ("'/opt/My Editor/bin' -n \"a b\"", &["/opt/My Editor/bin", "-n", "a b"]),
            ("  vim   ''  ", &["vim", ""]),
            ("vim; rm -rf $HOME", &["vim;", "rm", "-rf", "$HOME"]),
            ("", &[]),
        ] {
            assert_eq!(split(command), words, "{command:?}");
        }
    }

    #[cfg(not(windows))]
    #[test]
    fn a_backslash_takes_the_next_character_as_it_is() {
        assert_eq!(split(r"/opt/My\ Editor -x"), ["/opt/My Editor", "-x"]);
    }
}
