//! The only code that runs git.
//!
//! git is started with an argument list, never through a shell, and never asks anything. A
//! repository's own configuration cannot make it run another program here: reading a value of
//! the configuration starts no hook, no pager and no file system monitor.

use std::path::Path;
use std::process::{Command, Stdio};

/// The name git would put on a commit made in `folder`. `None` without git, or without a name.
pub fn user_name(folder: &Path) -> Option<String> {
    let output = Command::new("git")
        .args(["--no-pager", "-c", "core.fsmonitor=false", "config", "--get", "user.name"])
        .current_dir(folder)
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let name = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !name.is_empty()).then_some(name)
}
