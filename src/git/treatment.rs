//! How git treats a board in this clone: whether it joins both sides' rows, what it does to line
//! ends, who stands between, and which line says so.

use std::fs;
use std::path::{Path, PathBuf};

use super::attributes::{Said, Source, deciding};
use super::command::{self, GitError};
use super::{Repository, command::words};

/// What is in force for a board in this clone, as git itself says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Treatment {
    /// How two versions are joined: `union`, another driver's name, `set`, `unset`, or nothing said.
    pub merge: Option<String>,
    /// Whether the driver that `merge` names is set up in this clone.
    pub driver: bool,
    /// Whether it counts as text: `set`, `unset`, `auto`, or nothing said.
    pub text: Option<String>,
    /// Its line ends in the work tree: `lf`, `crlf`, or nothing said.
    pub eol: Option<String>,
    /// A program that git runs over it at each checkout and commit, such as `lfs`.
    pub filter: Option<String>,
    /// How differences are shown, such as `andon`.
    pub diff: Option<String>,
    /// Whether git makes line ends CRLF where nothing is said.
    pub crlf: bool,
}

impl Treatment {
    /// Whether git joins the rows of both sides.
    pub fn joins(&self) -> bool {
        self.merge.as_deref() == Some("union")
    }

    /// Whether git is told, and not only by chance of this clone's settings, to leave line ends as
    /// andon writes them.
    pub fn settles_line_ends(&self) -> bool {
        self.text.as_deref() == Some("unset") || self.eol.as_deref() == Some("lf")
    }

    /// Whether git leaves line ends as andon writes them.
    pub fn keeps_line_ends(&self) -> bool {
        self.settles_line_ends() || (self.eol.is_none() && !self.crlf)
    }
}

/// What the index is told of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flags {
    /// git does not look whether it has changed.
    pub assumed_unchanged: bool,
    /// git neither writes it to the work tree nor looks at it there.
    pub skipped: bool,
    /// The index has no such file: the next commit will have none.
    pub not_in_index: bool,
}

/// A version of git.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32, pub u32);

impl Version {
    /// The oldest that understands all that is asked of it here.
    pub const OLDEST: Self = Self(2, 30);

    /// What `git --version` says.
    fn parse(said: &str) -> Option<Self> {
        let mut numbers = said.split_whitespace().nth(2)?.split('.').map(str::parse);
        Some(Self(numbers.next()?.ok()?, numbers.next()?.ok()?))
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

/// The version of git that is here. `None` when it does not say.
pub fn version() -> Result<Option<Version>, GitError> {
    let said = command::text(Path::new("."), &["--version"])?;
    Ok(said.as_deref().and_then(Version::parse))
}

/// The largest file of attributes that is looked at, in bytes.
const MAX_ATTRIBUTES: u64 = 1 << 20;

/// The name of a file of attributes in a folder of the work tree.
const ATTRIBUTES: &str = ".gitattributes";

impl Repository {
    /// What is in force for the file of this name.
    pub fn treatment(&self, name: &str) -> Result<Treatment, GitError> {
        let asked = ["check-attr", "-z", "merge", "text", "eol", "filter", "diff", "--", name];
        let answer = command::bytes(self.root(), &asked)?;
        let mut treatment = Treatment::default();
        let words: Vec<String> =
            answer.split(|byte| *byte == 0).map(|word| String::from_utf8_lossy(word).into_owned()).collect();
        // The file's name, the attribute, its value.
        for three in words.chunks_exact(3) {
            let value = Some(three[2].clone()).filter(|value| value != "unspecified");
            match &*three[1] {
                "merge" => treatment.merge = value,
                "text" => treatment.text = value,
                "eol" => treatment.eol = value,
                "filter" => treatment.filter = value.filter(|value| value != "unset"),
                "diff" => treatment.diff = value,
                _ => {}
            }
        }
        if let Some(driver) = &treatment.merge {
            treatment.driver = self.setting(&format!("merge.{driver}.driver"))?.is_some();
        }
        let eol = self.setting("core.eol")?.unwrap_or_default();
        let counts_as_text = matches!(treatment.text.as_deref(), Some("set" | "auto"));
        treatment.crlf = match self.setting("core.autocrlf")?.as_deref() {
            Some("input") => false,
            Some(value) if is_true(value) => true,
            _ => counts_as_text && eol.eq_ignore_ascii_case("crlf"),
        };
        Ok(treatment)
    }

    /// A setting of this clone, its user or its system. `None` when it is not given.
    pub fn setting(&self, name: &str) -> Result<Option<String>, GitError> {
        command::text(self.root(), &["config", "--get", name])
    }

    /// Sets something in this clone's own configuration.
    pub fn set(&self, name: &str, value: &str) -> Result<(), GitError> {
        let args = words(&[&"config", &"--local", &name, &value]);
        let given = command::Given::default();
        command::must(self.root(), &args, command::Asking::Nobody, given).map(drop)
    }

    /// The line that decides over an attribute in this clone, if it is found.
    pub fn said_here(&self, name: &str, attribute: &str) -> Result<Option<Said>, GitError> {
        let mut sources = Vec::new();
        if let Some(path) = self.users_attributes()? {
            sources.extend(source(&path, &path.display().to_string(), ""));
        }
        for folder in folders(name) {
            let shown = format!("{folder}{ATTRIBUTES}");
            sources.extend(source(&self.root().join(&shown), &shown, folder));
        }
        sources.extend(source(&self.own_attributes()?, Said::OWN, ""));
        Ok(deciding(&sources, name, attribute))
    }

    /// The line that decides over an attribute in the last commit, that is, in every new clone.
    pub fn said_in_clones(&self, name: &str, attribute: &str) -> Result<Option<Said>, GitError> {
        let mut sources = Vec::new();
        for folder in folders(name) {
            let shown = format!("{folder}{ATTRIBUTES}");
            let Some(content) = self.content_at("HEAD", &shown)? else { continue };
            let content = String::from_utf8_lossy(&content).into_owned();
            sources.push(Source { name: shown, folder: folder.to_owned(), content });
        }
        Ok(deciding(&sources, name, attribute))
    }

    /// This clone's own file of attributes, which is never committed and is stronger than all others.
    pub fn own_attributes(&self) -> Result<PathBuf, GitError> {
        let path = command::text(self.root(), &["rev-parse", "--git-path", "info/attributes"])?;
        Ok(self.root().join(path.unwrap_or_default()))
    }

    fn users_attributes(&self) -> Result<Option<PathBuf>, GitError> {
        let given = command::text(self.root(), &["config", "--path", "--get", "core.attributesFile"])?;
        let config =
            || std::env::var_os("XDG_CONFIG_HOME").filter(|path| !path.is_empty()).map(PathBuf::from);
        let home = || std::env::var_os("HOME").map(|home| Path::new(&home).join(".config"));
        Ok(given.map(PathBuf::from).or_else(|| Some(config().or_else(home)?.join("git/attributes"))))
    }

    /// What the index is told of the file of this name.
    pub fn flags(&self, name: &str) -> Result<Flags, GitError> {
        let answer = command::bytes(self.root(), &["ls-files", "-v", "-z", "--", name])?;
        let tag = answer.first().copied().unwrap_or(b'H');
        Ok(Flags {
            assumed_unchanged: tag.is_ascii_lowercase(),
            skipped: tag.eq_ignore_ascii_case(&b's'),
            not_in_index: answer.is_empty(),
        })
    }

    /// The line by which git ignores the file of this name, as `FILE:LINE:PATTERN`. `None` when it
    /// does not.
    pub fn ignored_by(&self, name: &str) -> Result<Option<String>, GitError> {
        // This command of git takes no literal names; one that starts so has no magic in it.
        let literal = format!("./{name}");
        let asked = ["--no-literal-pathspecs", "check-ignore", "--verbose", "--", &literal];
        let output = command::ask(self.root(), &asked)?;
        // 1 is its word for no.
        if output.status.code() == Some(1) {
            return Ok(None);
        }
        if !output.status.success() {
            return Err(command::failed(&asked, &output));
        }
        let answer = String::from_utf8_lossy(&output.stdout);
        // A tab, and the name.
        let line = answer.rsplit_once('\t').map_or(&*answer, |(line, _)| line).to_owned();
        // It also names a line that takes the file out again.
        let taken_out = line.splitn(3, ':').nth(2).is_some_and(|pattern| pattern.starts_with('!'));
        Ok((!taken_out).then_some(line))
    }

    /// The names of all files that git has here and that end so.
    pub fn names_ending(&self, endings: &[&str]) -> Result<Vec<String>, GitError> {
        let answer = command::bytes(self.root(), &["ls-files", "-z"])?;
        let names = answer.split(|byte| *byte == 0).filter_map(|name| std::str::from_utf8(name).ok());
        let mut names: Vec<String> = names
            .filter(|name| endings.iter().any(|ending| name.ends_with(ending)))
            .map(str::to_owned)
            .collect();
        // An unmerged file has several entries.
        names.dedup();
        Ok(names)
    }

    /// Whether the commits of `upstream` that are not here changed the file of this name.
    pub fn changed_upstream(&self, upstream: &str, name: &str) -> Result<bool, GitError> {
        let asked = ["merge-base", "HEAD", upstream];
        let Some(base) = command::text(self.root(), &asked)? else { return Ok(false) };
        let blob = |commit: &str| {
            let object = format!("{commit}:{name}");
            command::text(self.root(), &["rev-parse", "--verify", "--quiet", "--end-of-options", &object])
        };
        Ok(blob(&base)? != blob(upstream)?)
    }
}

fn is_true(value: &str) -> bool {
    ["true", "yes", "on", "1"].iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// The folders that lead to a file, from the root on, each with a slash at its end.
fn folders(name: &str) -> impl Iterator<Item = &str> {
    let ends = name.match_indices('/').filter_map(|(place, _)| name.get(..=place));
    std::iter::once("").chain(ends)
}

fn source(path: &Path, shown: &str, folder: &str) -> Option<Source> {
    let small = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() < MAX_ATTRIBUTES);
    let content = small.then(|| fs::read(path).ok())??;
    let content = String::from_utf8_lossy(&content).into_owned();
    Some(Source { name: shown.to_owned(), folder: folder.to_owned(), content })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        for (said, expected) in [
            ("git version 2.47.3", Some(Version(2, 47))),
            ("git version 2.39.5 (Apple Git-154)", Some(Version(2, 39))),
            ("git version 2.45.1.windows.1", Some(Version(2, 45))),
            ("git version next", None),
            ("", None),
        ] {
            assert_eq!(Version::parse(said), expected, "{said}");
        }
        assert!(Version(2, 9) < Version::OLDEST && Version(3, 0) > Version::OLDEST);
    }

    #[test]
    fn folders_lead_from_the_root_to_the_file() {
        assert_eq!(folders("a.json").collect::<Vec<_>>(), [""]);
        assert_eq!(folders("a/b/c.json").collect::<Vec<_>>(), ["", "a/", "a/b/"]);
    }

    #[test]
    fn line_ends_are_kept_where_git_is_told_or_has_no_wish() {
        for (text, eol, crlf, kept) in [
            (Some("set"), Some("lf"), true, true),
            (None, Some("lf"), true, true),
            (Some("unset"), None, true, true),
            (None, None, false, true),
            (None, None, true, false),
            (Some("auto"), None, true, false),
            (Some("set"), Some("crlf"), false, false),
        ] {
            let given = |value: Option<&str>| value.map(str::to_owned);
            let treatment = Treatment { text: given(text), eol: given(eol), crlf, ..Treatment::default() };
            assert_eq!(treatment.keeps_line_ends(), kept, "{treatment:?}");
        }
    }
}
