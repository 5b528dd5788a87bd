//! The boards to choose from: those that are open, those of the folder, those opened before.
//!
//! The list is there at once with what is known, and is completed when somebody has looked at
//! the files.

use std::path::{Path, PathBuf};

use crate::report::words::duration;
use crate::tui::app::App;
use crate::tui::layer::{Choice, Layer, Picker, PickerItem};
use crate::tui::message::Effect;
use crate::tui::open_boards::FoundBoard;

impl App {
    pub(super) fn pick_board(&mut self) -> Vec<Effect> {
        let known = self.known_boards();
        let found = known.iter().map(|path| FoundBoard::unseen(path.clone())).collect();
        let items = self.board_items(found);
        // Who asks for another board does not mean the one on screen.
        let selected = items.iter().position(|item| item.unavailable.is_none()).unwrap_or(0);
        let title = "Open a board".to_owned();
        self.layers.push(Layer::Picker(Picker::new(title, items, selected)));
        vec![Effect::FindBoards(known)]
    }

    /// Somebody has looked at the files: the list on screen tells what they found.
    pub(super) fn boards_found(&mut self, found: Vec<FoundBoard>) {
        let is_list = |layer: &Layer| match layer {
            Layer::Picker(picker) => picker.items.iter().all(|item| matches!(item.choice, Choice::Board(_))),
            _ => false,
        };
        let near = self.session.folder.clone();
        for board in found.iter().filter(|board| board.missing.is_none() && board.path.starts_with(&near)) {
            if !near.as_os_str().is_empty() && !self.session.boards.contains(&board.path) {
                self.session.boards.push(board.path.clone());
            }
        }
        let items = self.board_items(found);
        let Some(Layer::Picker(picker)) = self.layers.iter_mut().find(|layer| is_list(layer)) else { return };
        picker.refill(items);
    }

    /// The boards that can be chosen: those that are open first, then the latest, then the folder's.
    fn known_boards(&self) -> Vec<PathBuf> {
        let open = self.open_boards().filter_map(|app| app.session.path.clone());
        let before = self.memory.boards.iter().map(|seen| seen.path.clone());
        let mut known: Vec<PathBuf> = Vec::new();
        for path in open.chain(before).chain(self.session.boards.iter().cloned()) {
            if !known.contains(&path) {
                known.push(path);
            }
        }
        known
    }

    fn board_items(&self, mut found: Vec<FoundBoard>) -> Vec<PickerItem> {
        let order = self.known_boards();
        found.sort_by_key(|board| {
            let place = order.iter().position(|path| *path == board.path).unwrap_or(order.len());
            (board.missing.is_some(), place)
        });
        found.into_iter().map(|board| self.board_item(board)).collect()
    }

    fn board_item(&self, board: FoundBoard) -> PickerItem {
        let file = board.path.file_name().unwrap_or_default().to_string_lossy();
        let file = file.strip_suffix(".board.json").unwrap_or(&file).to_owned();
        let open = self.open_boards().find(|app| app.session.path.as_ref() == Some(&board.path));
        let name = open.map(App::title).or(board.name).unwrap_or(file);
        let mut aside = vec![self.shown_path(&board.path)];
        let wip = open.map(|app| app.board.count(crate::board::Scope::Board)).or(board.wip);
        aside.extend(wip.map(|wip| format!("{wip} in process")));
        match (open, self.memory.seen(&board.path)) {
            (Some(_), _) => aside.push("open".to_owned()),
            (None, Some(seen)) => aside.push(ago(self.now.since(seen.opened))),
            (None, None) => {}
        }
        let here = open.is_some_and(|app| app.tab == self.tab);
        let unavailable = if here { Some("it is on screen".to_owned()) } else { board.missing };
        let unavailable =
            unavailable.map(|why| format!("{} {} {why}", self.shown_path(&board.path), '\u{b7}'));
        let (text, detail) = (name, aside.join(" \u{b7} "));
        PickerItem { text, detail, unavailable, choice: Choice::Board(board.path) }
    }

    /// A path as people write it: from the folder they are in, or from their own.
    fn shown_path(&self, path: &Path) -> String {
        let session = &self.session;
        let below = |folder: &Path| path.strip_prefix(folder).ok().filter(|_| !folder.as_os_str().is_empty());
        if let Some(rest) = below(&session.folder) {
            return rest.display().to_string();
        }
        match session.home.as_deref().and_then(below) {
            Some(rest) => format!("~/{}", rest.display()),
            None => path.display().to_string(),
        }
    }
}

/// How long ago something was, in its greatest unit: "3d ago".
fn ago(ms: i64) -> String {
    let told = if ms < 60_000 { return "just now".to_owned() } else { duration(ms) };
    format!("{} ago", told.split(' ').next().unwrap_or(&told))
}
