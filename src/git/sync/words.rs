//! What git, ssh, a host and hooks say when something is not done, sorted by what helps.
//!
//! git has no codes for these; the words are those of `LC_ALL=C`.

/// Why a remote did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It cannot be reached.
    Offline,
    /// It does not know who asks, or does not let them in.
    Login,
    /// There is no such branch there.
    NoBranch,
    /// Something else.
    Other,
}

/// Sorts what was said about a remote.
pub(super) fn trouble(said: &str) -> Trouble {
    const KNOWN: [(Trouble, &[&str]); 3] = [
        (Trouble::NoBranch, &["couldn't find remote ref", "Couldn't find remote ref"]),
        (
            Trouble::Login,
            &[
                "Authentication failed",
                "could not read Username",
                "could not read Password",
                "Permission denied",
                "Host key verification failed",
                "terminal prompts disabled",
                "requested URL returned error: 401",
                "requested URL returned error: 403",
                "Repository not found",
                "could not be found or you don't have permission",
                "HTTP Basic: Access denied",
            ],
        ),
        (
            Trouble::Offline,
            &[
                "Could not resolve host",
                "Could not read from remote repository",
                "Temporary failure in name resolution",
                "Connection refused",
                "Connection timed out",
                "Connection reset",
                "Connection closed",
                "Network is unreachable",
                "No route to host",
                "unable to access",
                "unable to connect",
                "unable to look up",
                "does not appear to be a git repository",
                "hung up unexpectedly",
                "unexpected disconnect",
                "early EOF",
            ],
        ),
    ];
    let says = |words: &&[&str]| words.iter().any(|words| said.contains(words));
    KNOWN.iter().find(|(_, words)| says(words)).map_or(Trouble::Other, |(trouble, _)| *trouble)
}

/// Whether a push came too late: somebody else's commits are there already.
pub(super) fn is_a_race(said: &str) -> bool {
    // The reasons of `git push --porcelain`; the last four when both push at the same moment.
    [
        "(fetch first)",
        "(non-fast-forward)",
        "(stale info)",
        "(failed to update ref)",
        "(failed to lock)",
        "(incorrect old value provided)",
        "cannot lock ref",
    ]
    .iter()
    .any(|reason| said.contains(reason))
}

/// Whether the remote refused a push, and not a hook here.
pub(super) fn is_refused_there(said: &str) -> bool {
    said.contains("[remote rejected]") || said.contains("[rejected]")
}

/// Whether files that are changed and not committed, or not known to git, are in the way.
pub(super) fn is_in_the_way(said: &str) -> bool {
    ["would be overwritten by", "would be lost in", "Please move or remove them"]
        .iter()
        .any(|words| said.contains(words))
}

/// The files that git lists there, one a line behind a tab.
pub(super) fn files_in_the_way(said: &str) -> Vec<String> {
    said.lines().filter_map(|line| line.strip_prefix('\t')).map(str::to_owned).collect()
}

/// Whether a commit could not be signed.
pub(super) fn is_about_signing(said: &str) -> bool {
    ["failed to sign", "gpg failed", "failed to write commit object", "signing failed"]
        .iter()
        .any(|words| said.contains(words))
}

/// Whether git does not know who commits.
pub(super) fn is_about_identity(said: &str) -> bool {
    ["Please tell me who you are", "empty ident name", "unable to auto-detect email"]
        .iter()
        .any(|words| said.contains(words))
}

/// The line that says why. Advice, progress and what merely follows are passed over.
pub(super) fn reason(said: &str) -> &str {
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    let words = |line: &'static str| lines().find(move |said| said.starts_with(line));
    let host = || {
        let remote = || lines().filter_map(|line| line.strip_prefix("remote:")).map(str::trim);
        let telling = |line: &&str| {
            ["error:", "fatal:", "ERROR:", "GL-HOOK-ERR:"].iter().any(|start| line.starts_with(start))
        };
        remote().find(telling).or_else(|| remote().find(|line| !line.is_empty()))
    };
    host()
        .or_else(|| lines().find(|line| line.contains("rejected]")).and_then(in_brackets))
        .or_else(|| words("ssh:"))
        .or_else(|| lines().find(|line| line.contains("Permission denied")))
        .or_else(|| words("fatal:"))
        .or_else(|| words("error:"))
        .or_else(|| lines().next_back())
        .map_or("it did not say why", |line| line.trim_start_matches("fatal: ").trim_start_matches("error: "))
}

/// What stands in the last brackets: git's own word for why.
fn in_brackets(line: &str) -> Option<&str> {
    let (_, rest) = line.rsplit_once('(')?;
    rest.strip_suffix(')')
}

/// What a hook said last: up to three lines.
pub(super) fn last_words(said: &str) -> String {
    // What git adds to it only says that it failed.
    let is_git = |line: &&str| line.starts_with("error: failed to push") || line.starts_with("To ");
    let lines = said.lines().map(str::trim).filter(|line| !line.is_empty() && !is_git(line));
    let lines: Vec<&str> = lines.collect();
    let last = lines.get(lines.len().saturating_sub(3)..).unwrap_or_default();
    if last.is_empty() { "it did not say why".to_owned() } else { last.join("\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SSH_KEY: &str = "git@github.com: Permission denied (publickey).\nfatal: Could not read from remote \
        repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.";
    const SSH_HOST: &str = "ssh: Could not resolve hostname nowhere: Name or service not known\nfatal: Could not read \
        from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.";
    const HTTPS: &str = "fatal: unable to access 'https://nowhere/x/': Could not resolve host: nowhere";
    const PROMPT: &str = "fatal: could not read Username for 'https://github.com': terminal prompts disabled";
    const GONE: &str = "fatal: couldn't find remote ref refs/heads/topic";
    const PROTECTED: &str = "remote: \nremote: error: GH006: Protected branch update failed for refs/heads/main.\n\
        To github.com:o/r.git\n!\trefs/heads/main:refs/heads/main\t[remote rejected] (protected branch hook declined)\n\
        error: failed to push some refs to 'github.com:o/r.git'\nDone";
    const HOOK_THERE: &str = "To /srv/r.git\n!\tx:refs/heads/main\t[remote rejected] (pre-receive hook declined)\n\
        error: failed to push some refs to '/srv/r.git'";
    const RACE: &str =
        "To /srv/r.git\n!\tx:refs/heads/main\t[rejected] (fetch first)\nerror: failed to push some refs";

    #[test]
    fn what_is_said_of_a_remote_is_sorted_and_its_reason_found() {
        for (said, sort, why) in [
            (SSH_KEY, Trouble::Login, "git@github.com: Permission denied (publickey)."),
            (
                SSH_HOST,
                Trouble::Offline,
                "ssh: Could not resolve hostname nowhere: Name or service not known",
            ),
            (
                HTTPS,
                Trouble::Offline,
                "unable to access 'https://nowhere/x/': Could not resolve host: nowhere",
            ),
            (
                PROMPT,
                Trouble::Login,
                "could not read Username for 'https://github.com': terminal prompts disabled",
            ),
            (GONE, Trouble::NoBranch, "couldn't find remote ref refs/heads/topic"),
            (PROTECTED, Trouble::Other, "GH006: Protected branch update failed for refs/heads/main."),
            (HOOK_THERE, Trouble::Other, "pre-receive hook declined"),
            (RACE, Trouble::Other, "fetch first"),
            ("", Trouble::Other, "it did not say why"),
        ] {
            assert_eq!((trouble(said), reason(said)), (sort, why), "{said}");
            assert_eq!(is_a_race(said), said == RACE);
            assert_eq!(is_refused_there(said), [PROTECTED, HOOK_THERE, RACE].contains(&said));
        }
    }

    #[test]
    fn a_hook_is_quoted_with_its_last_lines() {
        assert_eq!(last_words("a\n\nb\nc \n d\n"), "b\nc\nd");
        assert_eq!(last_words("error: failed to push some refs to 'x'\ntests fail"), "tests fail");
        assert_eq!(last_words("\n"), "it did not say why");
    }
}
