//! `andon man`: pages for man(1), made from the declarations and from the table of keys.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::store;
use crate::tui::command::{COMMANDS, Group};
use crate::tui::keymap::STANDARD;

use super::{Context, declaration};

/// Print the manual page, or write one for each command
#[derive(Debug, Args)]
#[command(
    long_about = "Print the manual page of andon, with all keys of the screen; or write that page and one for each \
        command into a folder.",
    after_help = "Examples:\n  \
        andon man | man -l -                                 read it now\n  \
        andon man --dir ~/.local/share/man/man1              andon(1), andon-add(1), … for good"
)]
pub(super) struct ManCommand {
    /// Write all pages into this folder
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// What the screen reads besides the board.
const FILES: [(&str, &str); 2] = [
    ("*.board.json", "A board: in this folder, in its boards/, or in a folder above."),
    ("config.toml", "Your own settings; andon config path tells where, andon config show what is in force."),
];

const ENVIRONMENT: [(&str, &str); 4] = [
    ("ANDON_CONFIG", "The file of settings, instead of the one in your configuration folder."),
    ("VISUAL, EDITOR", "The editor for a card's text."),
    ("NO_COLOR", "When set to anything, there are no colours."),
    ("TZ", "The time zone of a new board."),
];

impl ManCommand {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut command = declaration();
        command.build();
        let Some(folder) = self.dir else { return Ok(context.out.raw(&page(&command)?)?) };
        std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let mut pages = Vec::new();
        collect(&command, &mut pages);
        for command in &pages {
            let path = folder.join(format!("{}.1", name(command)));
            store::export(&path, &page(command)?)?;
            context.out.line(&format!("made {}", path.display()))?;
        }
        Ok(())
    }
}

/// A command and all that are in it; those that nobody types are left out.
fn collect<'a>(command: &'a clap::Command, pages: &mut Vec<&'a clap::Command>) {
    pages.push(command);
    let inner = command.get_subcommands().filter(|inner| !inner.is_hide_set() && inner.get_name() != "help");
    for inner in inner {
        collect(inner, pages);
    }
}

/// `andon-cord-pull`.
fn name(command: &clap::Command) -> String {
    command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned()
}

fn page(command: &clap::Command) -> Result<String> {
    let whole = command.get_name() == "andon";
    let man = Man::new(command.clone()).source(format!("andon {}", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    if command.get_arguments().any(|arg| !arg.is_hide_set()) {
        man.render_options_section(&mut page)?;
    }
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    if whole {
        keys().to_writer(&mut page)?;
        for (title, rows) in [("FILES", &FILES[..]), ("ENVIRONMENT", &ENVIRONMENT[..])] {
            let mut roff = Roff::new();
            roff.control("SH", [title]);
            for (name, what) in rows {
                row(&mut roff, name, what);
            }
            roff.to_writer(&mut page)?;
        }
    }
    man.render_extra_section(&mut page)?;
    Ok(String::from_utf8(page)?)
}

/// The keys of the screen, group by group.
fn keys() -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["KEYS"]);
    roff.text([roman(
        "The keys of the screen, where [keys] of the settings says nothing else. A number before a key says how often. \
         ? on the screen lists those that work where you are, and why one does not.",
    )]);
    for group in Group::ALL {
        roff.control("SS", [group.title()]);
        for entry in COMMANDS.iter().filter(|entry| entry.group == group) {
            let help = STANDARD.told(entry.help).replace('`', "");
            row(
                &mut roff,
                &STANDARD.keys_text(entry.command),
                &format!("{} ({})", help, entry.command.name()),
            );
        }
    }
    roff
}

fn row(roff: &mut Roff, name: &str, what: &str) {
    roff.control("TP", []);
    roff.text([bold(name)]);
    roff.text([roman(what)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_every_command_and_every_key() {
        let mut command = declaration();
        command.build();
        let text = page(&command).unwrap();
        for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "SUBCOMMANDS", "KEYS", "FILES", "EXTRA"]
        {
            assert!(
                text.contains(&format!(".SH {section}")) || text.contains(&format!(".SH \"{section}\"")),
                "{section}"
            );
        }
        let plain = text.replace('\\', "");
        for entry in COMMANDS {
            assert!(plain.contains(&format!("({})", entry.command.name())), "{}", entry.command.name());
        }
        let mut pages = Vec::new();
        collect(&command, &mut pages);
        let names: Vec<String> = pages.iter().map(|command| name(command)).collect();
        assert!(
            names.contains(&"andon-cord-pull".to_owned()) && !names.contains(&"andon-textconv".to_owned())
        );
        // A line that begins with a point or an apostrophe would be an order to roff.
        for command in pages {
            let page = page(command).unwrap();
            for line in page.lines().filter(|line| line.starts_with(['.', '\''])) {
                let order: String = line.chars().skip(1).take_while(char::is_ascii_alphabetic).collect();
                assert!(
                    [
                        "TH", "SH", "SS", "TP", "IP", "PP", "RS", "RE", "ie", "el", "br", "sp", "de", "ft",
                        "nf", "fi"
                    ]
                    .contains(&order.as_str()),
                    "{line}"
                );
            }
        }
    }
}
