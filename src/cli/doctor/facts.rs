//! What there is to know about a board in this clone, gathered without changing anything.

use std::path::{Path, PathBuf};

use crate::board::{Id, Timestamp};
use crate::cli::findings::{self, Found};
use crate::git::{self, Flags, GitError, Repository, Said, Status, Treatment, Version};
use crate::store::{self, BOARD_SUFFIX, Left, Loaded, MAX_BYTES, git_attributes};

/// All of it, as of one moment.
#[derive(Debug)]
pub(super) struct Facts {
    /// The board file, as it was named.
    pub path: PathBuf,
    pub file: File,
    pub left: Left,
    pub git: Git,
}

/// The board file.
#[derive(Debug)]
pub(super) enum File {
    /// It could not be read.
    Unreadable {
        said: String,
        hint: String,
    },
    Read(Read),
}

/// A board file that was read.
#[derive(Debug, Clone, Default)]
pub(super) struct Read {
    pub cards: usize,
    /// Its length in bytes.
    pub bytes: u64,
    /// What is odd about the file; not about the work.
    pub found: Vec<Found>,
    pub canonical: bool,
    /// A newer andon wrote it.
    pub newer: bool,
    /// Conflict markers stand in it.
    pub markers: bool,
    /// Why it cannot be changed here.
    pub unwritable: Option<String>,
}

/// What git says.
#[derive(Debug)]
pub(super) enum Git {
    /// There is no git.
    Missing,
    /// It does not read somebody else's repository, and names what to do.
    Untrusted(String),
    /// It cannot read the repository.
    Broken(String),
    /// The board lies in no repository.
    Nowhere,
    Here(Box<Here>),
}

/// A board in a repository.
#[derive(Debug, Clone)]
pub(super) struct Here {
    pub root: PathBuf,
    /// The board's name from the root.
    pub name: String,
    /// Where the person stands.
    pub cwd: PathBuf,
    pub version: Option<Version>,
    pub status: Status,
    pub treatment: Treatment,
    /// The line that decides how git joins versions here.
    pub in_force: Option<Said>,
    /// The same in the last commit.
    pub committed: Option<Said>,
    /// Whether the file of attributes beside the board has the line.
    pub line_beside: bool,
    /// Files of attributes that have the line and are about other folders.
    pub elsewhere: Vec<String>,
    pub flags: Flags,
    /// The remote that a branch could be pushed to.
    pub remote: Option<String>,
    /// The line by which git ignores the board.
    pub ignored_by: Option<String>,
    /// The commits to be pulled change the board.
    pub incoming: bool,
    /// The board's path is a link that leads out of the repository that the link lies in.
    pub linked_from: Option<PathBuf>,
    /// jj shares this repository.
    pub jj: bool,
    /// Other boards here that say they are this one.
    pub twins: Vec<String>,
    /// The program that shows differences of boards is set up.
    pub shows_differences: bool,
}

impl Facts {
    /// Looks at everything.
    pub(super) fn gather(path: &Path, now: Timestamp) -> Self {
        let (file, id, content) = read(path, now);
        let git = match look(path, id, &content) {
            Ok(git) => git,
            Err(GitError::Missing(_)) => Git::Missing,
            Err(GitError::Untrusted { said }) => Git::Untrusted(said),
            Err(error) => Git::Broken(error.to_string()),
        };
        Self { path: path.to_owned(), file, left: store::left(path), git }
    }

    /// The repository, if the board lies in one that git reads.
    pub(super) fn here(&self) -> Option<&Here> {
        match &self.git {
            Git::Here(here) => Some(here),
            _ => None,
        }
    }

    /// The file, if it could be read.
    pub(super) fn read(&self) -> Option<&Read> {
        match &self.file {
            File::Read(read) => Some(read),
            File::Unreadable { .. } => None,
        }
    }
}

fn read(path: &Path, now: Timestamp) -> (File, Option<Id>, Vec<u8>) {
    let bytes = std::fs::metadata(path).map_or(0, |meta| meta.len());
    let loaded = match store::peek_whole(path) {
        Ok(loaded) => loaded,
        Err(error) => {
            let file = File::Unreadable { said: error.to_string(), hint: error.hint().to_owned() };
            return (file, None, Vec::new());
        }
    };
    let content = if bytes <= MAX_BYTES { std::fs::read(path).unwrap_or_default() } else { Vec::new() };
    let Loaded { board, read_only: newer, canonical, .. } = &loaded;
    let markers = content.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"<<<<<<<"));
    let read = Read {
        cards: board.cards().len(),
        bytes,
        found: findings::of_file(&loaded, now),
        canonical: *canonical,
        newer: *newer,
        markers,
        unwritable: store::unwritable(path).map(|error| error.to_string()),
    };
    (File::Read(read), board.id(), content)
}

fn look(path: &Path, id: Option<Id>, content: &[u8]) -> Result<Git, GitError> {
    let Some(repository) = Repository::of(path)? else { return Ok(Git::Nowhere) };
    let Some(name) = repository.name_of(path) else { return Ok(Git::Nowhere) };
    let status = repository.status(&name, content)?;
    let incoming = match &status.upstream {
        Some(upstream) if upstream.behind > 0 => repository.changed_upstream(&upstream.name, &name)?,
        _ => false,
    };
    let beside = folder_of(&name).to_owned() + ".gitattributes";
    let known = repository.names_ending(&[".gitattributes", BOARD_SUFFIX])?;
    let treatment = repository.treatment(&name)?;
    let shows_differences =
        treatment.diff.as_deref() == Some("andon") && repository.setting("diff.andon.textconv")?.is_some();
    let above = repository.root().parent().map(|above| above.join(".gitattributes"));
    let mut elsewhere: Vec<String> = known
        .iter()
        .filter(|file| file.ends_with(".gitattributes") && !name.starts_with(folder_of(file)))
        .filter(|file| has_line(&repository.root().join(file)))
        .cloned()
        .collect();
    elsewhere.extend(above.filter(|above| has_line(above)).map(|above| above.display().to_string()));
    Ok(Git::Here(Box::new(Here {
        cwd: std::env::current_dir().and_then(|folder| folder.canonicalize()).unwrap_or_default(),
        version: git::version()?,
        treatment,
        in_force: repository.said_here(&name, "merge")?,
        committed: repository.said_in_clones(&name, "merge")?,
        line_beside: has_line(&repository.root().join(beside)),
        elsewhere,
        flags: repository.flags(&name)?,
        remote: repository.remote()?,
        ignored_by: repository.ignored_by(&name)?,
        incoming,
        linked_from: link_from_outside(path, &repository),
        jj: repository.root().join(".jj").is_dir(),
        twins: twins(&repository, &name, id, &known),
        shows_differences,
        root: repository.root().to_owned(),
        status,
        name,
    })))
}

/// The folder part of a name from the root, with its slash.
fn folder_of(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| name.get(..=folder.len()).unwrap_or_default())
}

fn has_line(path: &Path) -> bool {
    let small = std::fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() < 1 << 20);
    let content = if small { std::fs::read(path).unwrap_or_default() } else { Vec::new() };
    content.split(|byte| *byte == b'\n').any(|line| line.trim_ascii() == git_attributes::LINE.as_bytes())
}

/// The folder of the link by which the board was named, where git sees that link and not the board.
fn link_from_outside(path: &Path, repository: &Repository) -> Option<PathBuf> {
    if !std::fs::symlink_metadata(path).ok()?.is_symlink() {
        return None;
    }
    let folder = std::path::absolute(path).ok()?.parent()?.canonicalize().ok()?;
    let of_link = Repository::of(&folder.join("x")).ok()??;
    (of_link.root() != repository.root()).then(|| of_link.root().to_owned())
}

/// Other boards with this id: those that git has, and those beside this one.
fn twins(repository: &Repository, name: &str, id: Option<Id>, known: &[String]) -> Vec<String> {
    let Some(id) = id else { return Vec::new() };
    let beside = repository.root().join(folder_of(name));
    let beside = beside.read_dir().into_iter().flatten().flatten();
    let beside =
        beside.filter_map(|entry| Some(format!("{}{}", folder_of(name), entry.file_name().to_str()?)));
    let mut boards: Vec<String> = known.iter().cloned().chain(beside).collect();
    boards.retain(|board| store::is_board(board.rsplit('/').next().unwrap_or(board)) && board != name);
    boards.sort();
    boards.dedup();
    boards.retain(|board| {
        let path = repository.root().join(board);
        let is_file = std::fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file());
        is_file && store::peek(&path).is_ok_and(|other| other.board.id() == Some(id))
    });
    boards
}
