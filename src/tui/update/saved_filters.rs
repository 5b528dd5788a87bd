//! Filters under a name: those of this person, from session to session, and those of their
//! configuration.

use std::collections::BTreeMap;

use crate::filter::Filter;
use crate::memory::Note;
use crate::tui::app::{App, Tone};
use crate::tui::command::Command;
use crate::tui::layer::{Ask, Choice, PickerItem};

impl App {
    /// The filters under a name, by their names. One that was saved stands before one of the
    /// configuration.
    pub(in crate::tui) fn saved_filters(&self) -> BTreeMap<String, String> {
        let mut filters: BTreeMap<String, String> = self.config.filters.rows().iter().cloned().collect();
        filters.extend(self.memory.filters.clone());
        filters
    }

    /// Chooses a filter; a count takes the one of that number.
    pub(super) fn pick_filter(&mut self, count: Option<u32>) {
        let saved = self.saved_filters();
        if let Some(number) = count {
            let nth = saved.iter().nth(number.saturating_sub(1) as usize);
            if let Some((name, text)) = nth.map(|(name, text)| (name.clone(), text.clone())) {
                return self.use_filter(&name, &text);
            }
            let told = format!("no filter has that number: {} saved", saved.len());
            return self.tell(Tone::Unavailable, told, None);
        }
        let now = self.filter.text();
        let selected = saved.values().position(|text| text == now).unwrap_or(0);
        let item = |(name, text): (&String, &String)| PickerItem {
            text: name.clone(),
            detail: text.clone(),
            unavailable: None,
            choice: Choice::Filter(name.clone(), text.clone()),
        };
        let items = saved.iter().map(item).collect();
        self.pick("Saved filters".to_owned(), items, selected);
    }

    pub(super) fn use_filter(&mut self, name: &str, text: &str) {
        self.set_filter(text);
        self.land_on_match();
        self.tell(Tone::Done, format!("{name}: {text}"), None);
    }

    /// Asks for a name for the filter that is on; without one, which saved one to forget.
    pub(super) fn save_filter(&mut self) {
        let text = self.filter.text().to_owned();
        if !self.filter.is_empty() {
            let names = self.saved_filters().into_keys().collect();
            let hint = "a name; one that is taken gets this filter instead; Tab completes";
            return self.ask(Ask::FilterName(text.clone()), format!("Save '{text}' as"), hint, "", names);
        }
        let item = |(name, text): (&String, &String)| PickerItem {
            text: name.clone(),
            detail: text.clone(),
            unavailable: None,
            choice: Choice::ForgetFilter(name.clone()),
        };
        let items = self.memory.filters.iter().map(item).collect();
        self.pick("Forget a saved filter".to_owned(), items, 0);
    }

    /// Keeps a filter under a name. True if the name was taken.
    pub(super) fn name_filter(&mut self, name: &str, text: &str) -> bool {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            self.tell(Tone::Unavailable, "the name may not be empty".to_owned(), None);
            return false;
        }
        let before = self.memory.filters.get(&name).cloned();
        self.note(Note::Filter { name: name.clone(), text: Some(text.to_owned()) });
        if self.memory.filters.get(&name).is_none_or(|kept| kept != text) {
            let key = self.key_text(Command::SaveFilter);
            let told = format!("too many filters are saved already; {key} without a filter forgets one");
            self.tell(Tone::Unavailable, told, None);
            return false;
        }
        let told = match before {
            Some(before) if before != text => format!("{name} is this filter now; it was {before}"),
            _ => format!("saved as {name}; {} brings it back", self.key_text(Command::SavedFilters)),
        };
        self.tell(Tone::Done, told, None);
        true
    }

    pub(super) fn forget_filter(&mut self, name: String) {
        let told = format!("forgot the filter {name}");
        self.note(Note::Filter { name, text: None });
        self.tell(Tone::Done, told, None);
    }

    /// True if the filter means something.
    pub(in crate::tui) fn has_filter(&self) -> bool {
        !self.filter.is_empty() && Filter::parse(self.filter.text()).mistakes().is_empty()
    }
}
