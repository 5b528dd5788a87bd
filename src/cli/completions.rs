//! `andon completions`: what a shell completes, made from the declarations.

use anyhow::Result;
use clap::Args;
use clap_complete::{Shell, generate};

use super::{Context, declaration};

/// Print what your shell needs to complete andon's commands
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    andon completions bash > ~/.local/share/bash-completion/completions/andon\n  \
    andon completions zsh > ~/.zfunc/_andon      (a folder of your fpath)\n  \
    andon completions fish > ~/.config/fish/completions/andon.fish")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut script = Vec::new();
        generate(self.shell, &mut declaration(), "andon", &mut script);
        Ok(context.out.raw(&String::from_utf8(script)?)?)
    }
}
