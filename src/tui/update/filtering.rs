//! The filter's prompt: what is typed is applied at once, completed, and told what is wrong with it.

use crate::filter::{Filter, Mistake, last_word, offers};
use crate::tui::app::{App, Tone};
use crate::tui::layer::{Ask, Layer, Prompt};

impl App {
    pub(super) fn ask_for_filter(&mut self) {
        let before = self.filter.text().to_owned();
        self.begin_survey();
        self.ask(Ask::Filter(before.clone()), "Find".to_owned(), "", &before, Vec::new());
        self.offer();
    }

    /// The filter being typed has changed.
    pub(super) fn filter_typed(&mut self) {
        let Some(text) = self.filter_being_typed() else { return };
        self.set_filter(&text);
        self.offer();
    }

    fn filter_being_typed(&self) -> Option<String> {
        match self.layers.last() {
            Some(Layer::Prompt(Prompt { ask: Ask::Filter(_), input, .. })) => Some(input.text()),
            _ => None,
        }
    }

    /// Offers ways to go on with the filter being typed, and tells what is wrong with it.
    pub(super) fn offer(&mut self) {
        let Some(text) = self.filter_being_typed() else { return };
        let offers = offers(&text, &self.board, &self.finding.survey.vocabulary);
        let words: Vec<String> = offers.iter().filter_map(|offer| offer.word.clone()).collect();
        let (before, _) = last_word(&text);
        // A word that can go on is not wrong yet.
        let unfinished = |mistake: &Mistake| !words.is_empty() && mistake.range.start >= before.len();
        let mistakes = Filter::parse(&text).mistakes().to_vec();
        let unknown = Filter::unknown_on(&text, &self.board);
        let mistake = mistakes.into_iter().chain(unknown).find(|mistake| !unfinished(mistake));
        self.finding.offers = offers;
        self.finding.wrong = mistake.as_ref().map(|mistake| mistake.range.clone());
        if let Some(Layer::Prompt(prompt)) = self.layers.last_mut() {
            prompt.completions = words;
            prompt.error = mistake.map(|mistake| mistake.sentence());
        }
    }

    /// Takes a filter. True if it makes sense.
    pub(super) fn take_filter(&mut self, text: &str) -> bool {
        self.set_filter(text);
        if let Some(mistake) = self.filter.mistakes().first() {
            let place = text.get(..mistake.range.start).map_or(0, |before| before.chars().count());
            let told = format!("at letter {}: {}", place + 1, mistake.sentence());
            self.tell(Tone::Unavailable, told, None);
            return false;
        }
        self.land_on_match();
        true
    }
}
