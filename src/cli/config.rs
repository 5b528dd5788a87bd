//! `andon config`: the person's own settings; and reading their file for whoever needs them.

use std::io::{self, Read as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};
use directories::{ProjectDirs, UserDirs};

use crate::config::{self, Config, Mistake, parse};
use crate::report::words::count;
use crate::tui::keymap::{self, Keymap};

use super::{Context, Problem};

/// No settings take more bytes than this.
const MOST_BYTES: u64 = 1 << 20;

/// Your own settings: where they are, what they are, whether they are sound
#[derive(Debug, Args)]
#[command(
    long_about = "Your own settings: where they are, what they are, whether they are sound.\n\n\
        The file is config.toml in your configuration folder; ANDON_CONFIG names another one. No file of a repository \
        is read for settings: whoever can commit to a board must not be able to make your git push.\n\n\
        andon config example prints a file with every setting, what it does, and its default.",
    after_help = "Examples:\n  andon config path\n  andon config show\n  andon config check\n  \
        andon config example > \"$(andon config path)\""
)]
pub(super) struct ConfigCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print where the file is, or would be
    Path,
    /// Print the settings in force, each with the line it comes from
    Show,
    /// Print a file that explains every setting, with its default
    Example,
    /// Tell every mistake in the file; the exit code is 1 when there is one
    Check,
}

/// Why there are no settings.
#[derive(Debug, thiserror::Error)]
enum Unset {
    /// The file cannot be read.
    #[error("{}: {why}", .path.display())]
    Unreadable { path: PathBuf, why: io::Error },
    /// The file has mistakes, at least one; nothing in it is in force.
    #[error("{}", told(.path, .mistakes))]
    Mistaken { path: PathBuf, mistakes: Vec<Mistake> },
}

/// A line for each mistake.
fn told(path: &std::path::Path, mistakes: &[Mistake]) -> String {
    mistakes.iter().map(|mistake| format!("{}:{mistake}", path.display())).collect::<Vec<_>>().join("\n")
}

impl ConfigCommand {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        if matches!(self.what, What::Example) {
            return Ok(context.out.lines(&config::example())?);
        }
        let place = place().context("there is no folder for settings; ANDON_CONFIG can name a file")?;
        match self.what {
            What::Path => context.out.line(&place.path.display().to_string())?,
            What::Show => {
                let (mut config, text) = read().map_err(|unset| failed(&unset))?;
                config.keys = Keymap::with(&config.keys).in_force();
                let from = if place.path.exists() { "from" } else { "defaults; there is no" };
                context.out.line(&format!("# {from} {}", place.path.display()))?;
                context.out.lines(&config::show(&config, &text))?;
            }
            What::Example => {}
            What::Check => {
                read().map_err(|unset| failed(&unset))?;
                let how = if place.path.exists() { "sound" } else { "not there: defaults are in force" };
                context.out.line(&format!("{}: {how}", place.path.display()))?;
            }
        }
        Ok(())
    }
}

fn failed(unset: &Unset) -> Problem {
    Problem::failed(unset.to_string(), "until it is mended, none of it is in force")
}

/// The settings for the screen. Where there is something wrong with them it starts without, and
/// says what: a board is not to be closed to anybody because of a misspelled word.
pub(super) fn for_the_screen() -> (Config, Option<String>) {
    match read() {
        Ok((config, _)) => (config, None),
        Err(unset) => {
            let text = match &unset {
                Unset::Unreadable { .. } => unset.to_string(),
                Unset::Mistaken { path, mistakes } => {
                    let first = mistakes.first().map_or_else(String::new, ToString::to_string);
                    let more = match mistakes.len() {
                        0 | 1 => String::new(),
                        n => format!("; {} (andon config check tells all)", count(n - 1, "more mistake")),
                    };
                    format!("{}:{first}{more}", path.display())
                }
            };
            (Config::default(), Some(format!("your settings are not in force: {text}")))
        }
    }
}

struct Place {
    path: PathBuf,
    /// Somebody named it: then it has to be there.
    named: bool,
}

fn place() -> Option<Place> {
    if let Some(path) = std::env::var_os("ANDON_CONFIG").filter(|path| !path.is_empty()) {
        return Some(Place { path: path.into(), named: true });
    }
    let folder = ProjectDirs::from("", "", "andon")?.config_dir().to_owned();
    Some(Place { path: folder.join("config.toml"), named: false })
}

/// The settings, and the text of their file.
fn read() -> Result<(Config, String), Unset> {
    let nothing = || Ok((Config::default(), String::new()));
    let Some(Place { path, named }) = place() else { return nothing() };
    let text = match text_of(&path) {
        Ok(text) => text,
        Err(why) if why.kind() == io::ErrorKind::NotFound && !named => return nothing(),
        Err(why) => return Err(Unset::Unreadable { path, why }),
    };
    let home = UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match parse(&text, home.as_deref(), &keymap::faults) {
        Ok(config) => Ok((config, text)),
        Err(mistakes) => Err(Unset::Mistaken { path, mistakes }),
    }
}

fn text_of(path: &std::path::Path) -> io::Result<String> {
    // A device has no length, and may have no end.
    let mut text = String::new();
    std::fs::File::open(path)?.take(MOST_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MOST_BYTES {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than 1 MiB"));
    }
    Ok(text)
}
