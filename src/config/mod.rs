//! The person's own settings: `config.toml` in their configuration folder, never a file of a
//! repository. Whoever can commit to a board must not be able to make anybody's git push.
//!
//! | file | what it does |
//! |---|---|
//! | `section` | a table of the file, read key by key with the types it must have |
//! | `mistake` | what is wrong with the file, where, and what would help |
//! | `filters` | `[filters]`: filters under a name |
//! | `keys` | `[keys]`: keys for commands other than the usual ones |
//! | `word` | settings that are one of a few words |
//! | `show` | the settings in force with where they come from; an example that explains all |
//! | `screen` | `[screen]`: how the board looks, and how the terminal behaves |
//! | `themes`, `colour` | `[themes.NAME]`: themes of the person's own |
//! | `sync` | `[sync]`: boards that are committed and synced by themselves |
//!
//! [`parse`] is pure: it is given the text. A file with a mistake sets nothing at all, and every
//! mistake is told at once. A new section is a file here with its `read`, `to_toml` and `EXAMPLE`, a
//! field of [`Config`] and a line each in [`parse`], [`Config::to_toml`] and [`example`].

mod colour;
mod filters;
mod keys;
mod mistake;
mod screen;
mod section;
mod show;
mod sync;
mod themes;
mod word;

use std::path::Path;

use toml::de::DeTable;

pub use colour::{Colour, Face};
pub use filters::Filters;
pub use keys::{Fault, Keys};
pub use mistake::Mistake;
use mistake::Places;
pub use screen::Screen;
use section::Section;
pub use show::{example, show};
pub use sync::{Auto, Sync};
pub use themes::{OwnTheme, ROLES, THEMES};
pub use word::{Call, Density, Metrics, Motion, Swimlanes, Symbols};

/// The person's settings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// `[sync]`: boards that are synced by themselves.
    pub sync: Sync,
    /// `[keys]`: keys for commands other than the usual ones.
    pub keys: Keys,
    /// `[screen]`: how the board looks, and how the terminal behaves.
    pub screen: Screen,
    /// `[themes.NAME]`: themes of the person's own.
    pub themes: Vec<OwnTheme>,
    /// `[filters]`: filters under a name.
    pub filters: Filters,
}

impl Config {
    /// The settings in force, defaults among them, as the file would say them.
    pub fn to_toml(&self) -> String {
        let Self { sync, keys, screen, themes, filters } = self;
        let sections =
            [sync.to_toml(), screen.to_toml(), themes::to_toml(themes), keys.to_toml(), filters.to_toml()];
        sections.into_iter().filter(|section| !section.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

/// Reads the text of a configuration file. `home` is what `~` stands for, `judge` tells what is
/// wrong with the keys.
pub fn parse(
    text: &str,
    home: Option<&Path>,
    judge: &dyn Fn(&Keys) -> Vec<Fault>,
) -> Result<Config, Vec<Mistake>> {
    let places = Places::of(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        // What a broken line does to the lines after it would only be guessed.
        return Err(errors.iter().map(|error| places.syntax(error)).collect());
    }
    let mut all = Section::new("", table.get_ref(), &places);
    let themes = themes::read(all.section("themes"), &mut all);
    let config = Config {
        sync: Sync::read(all.section("sync"), home, &mut all),
        keys: Keys::read(all.section("keys"), judge, &mut all),
        screen: Screen::read(all.section("screen"), &themes, &mut all),
        themes,
        filters: Filters::read(all.section("filters"), &mut all),
    };
    let mistakes = all.finish();
    if mistakes.is_empty() { Ok(config) } else { Err(mistakes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> Result<Config, String> {
        let judge = |keys: &Keys| {
            let is_strange = |(row, (name, _)): (usize, &(String, _))| {
                let fault = || Fault { row, key: Some(0), what: format!("strange {name}"), hint: None };
                (name == "strange").then(fault)
            };
            keys.rows().iter().enumerate().filter_map(is_strange).collect()
        };
        parse(text, Some(Path::new("/home/maria")), &judge)
            .map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn nothing_is_synced_by_itself_unless_somebody_says_so() {
        for text in ["", "# nothing yet\n", "[sync]\n"] {
            let config = config(text).unwrap();
            assert_eq!(config, Config::default());
            assert!(!config.sync.covers(Path::new("/home/maria/code/team.board.json")));
        }
    }

    #[test]
    fn settings_as_they_are_written() {
        let text = "[sync]\nauto = [\"~/code/payments\", \"/srv/boards/\"]\nevery = \"2h\"\non_exit = false\npush = false\n";
        let sync = config(text).unwrap().sync;
        assert_eq!(sync.auto(), Some(Auto { every_ms: 7_200_000, on_exit: false, push: false }));
        for (board, covered) in [
            ("/home/maria/code/payments/team.board.json", true),
            ("/home/maria/code/payments/boards/team.board.json", true),
            ("/srv/boards/x.board.json", true),
            // A folder is no beginning of a name.
            ("/home/maria/code/payments-old/team.board.json", false),
            ("/home/maria/code/team.board.json", false),
            ("/home/jon/code/payments/team.board.json", false),
        ] {
            assert_eq!(sync.covers(Path::new(board)), covered, "{board}");
        }
        // One value of the section leaves the others as they are by default.
        let sync = config("sync.auto = ['~']").unwrap().sync;
        assert_eq!(sync.auto(), Some(Auto { every_ms: 300_000, on_exit: true, push: true }));
    }

    const MINE: &str = "[screen]\ntheme = 'mine'\nsymbols = 'ascii'\ndensity = 'roomy'\nswimlanes = 'parent'\n\
        mouse = false\nmotion = 'reduced'\nmetrics = 'hidden'\nwindow = 90\nreport = false\nbell = 'off'\n\
        notify = 'off'\ntitle = false\n[themes.mine]\nbase = 'light'\nbackground = '#000000'\ntext = 'bold'\n\
        bad = 236\n[themes.yours]\n";

    #[test]
    fn what_is_shown_reads_as_what_it_shows() {
        for text in [
            "",
            "[sync]\nauto = ['~/a \"b\"\\c', '/']\nevery = '90s'\npush = false\n",
            "[filters]\n'a b' = '@me \"x\"'\n",
            "[keys]\nquit = []\nadd = ['<C-\\>', '\"']\n'a b' = 'x'\n",
            MINE,
        ] {
            let config = config(text).unwrap();
            assert_eq!(
                parse(&config.to_toml(), None, &|_| Vec::new()).unwrap(),
                config,
                "{}",
                config.to_toml()
            );
        }
    }

    #[test]
    fn mistakes_are_told_all_at_once_each_with_its_place() {
        for (text, told) in [
            ("[sync]\nevry = '5m'", "2:1: [sync] has no key 'evry' (did you mean 'every'?)"),
            ("[snyc]\n", "1:2: there is no section [snyc] (did you mean [sync]?)"),
            (
                "colour = 'red'",
                "1:1: there is no key 'colour' (the file has sections: [themes], [sync], [keys], [screen], [filters])",
            ),
            (
                "[keys]\nz = 3\nstrange = ['a']\nadd = ['b', 1]\n[snyc]",
                "2:5: 'z' is a number where it must be a list of texts (such as [\"L\", \"<S-Right>\"])\n\
                 3:12: strange strange\n\
                 4:13: 'add' holds a number where it must hold texts (such as [\"L\", \"<S-Right>\"])\n\
                 5:2: there is no section [snyc] (did you mean [sync]?)",
            ),
            ("[sync]\nzebra = 1", "2:1: [sync] has no key 'zebra' (its keys are auto, every, on_exit, push)"),
            (
                "sync = true",
                "1:8: 'sync' is true or false where it must be a section (write [sync] on a line of its own)",
            ),
            (
                "[sync]\nauto = '~/code'",
                "2:8: 'auto' is a text where it must be a list of texts (such as [\"~/code/payments\"])",
            ),
            (
                "[sync]\nauto = ['~/code', 3]",
                "2:19: 'auto' holds a number where it must hold texts (such as [\"~/code/payments\"])",
            ),
            (
                "[sync]\nauto = ['work']",
                "2:9: 'work' could be any folder of that name (give the whole path, or begin it with ~/)",
            ),
            (
                "[sync]\nevery = 5",
                "2:9: 'every' is a number where it must be a length of time (such as \"5m\", \"90s\" or \"1h\")",
            ),
            (
                "[sync]\nevery = 'often'",
                "2:9: 'often' is no length of time (such as \"5m\", \"90s\" or \"1h\")",
            ),
            ("[sync]\nevery = '5s'", "2:9: 'every' must be between 30s and 7d, not 5s"),
            ("[sync]\npush = 'no'", "2:8: 'push' is a text where it must be true or false"),
            (
                "[screen]\ntheme = 'drak'\nbell = 'always'\nwindow = 0\nmouse = 1\ndensity = 'rommy'",
                "2:9: there is no theme 'drak' (did you mean 'dark'?)\n\
                 3:8: 'bell' cannot be 'always' (one of cord, off)\n\
                 4:10: 'window' must be between 1 and 3653, not 0\n\
                 5:9: 'mouse' is a number where it must be true or false\n\
                 6:11: 'density' cannot be 'rommy' (did you mean 'roomy'?)",
            ),
            (
                "[screen]\ntheme = 'x'",
                "2:9: there is no theme 'x' (there are ansi, dark, light, deuteranopia, mono; one of your own \
                 begins with [themes.x])",
            ),
            (
                "[themes]\nx = 1\n[themes.dark]\n[themes.'a b']\n[themes.mine]\nbase = 'drk'\ngod = 'red'\nbad = 'rde'\nwarn = []",
                "2:5: 'x' is a number where it must be a section (write [themes.x] on a line of its own)\n\
                 3:9: there is a theme 'dark' already (give yours another name; it may have that one as its base)\n\
                 4:9: 'a b' is no name of a theme (letters, digits, - and _ make a name)\n\
                 6:8: 'base' cannot be 'drk' (did you mean 'dark'?)\n\
                 7:1: [themes.mine] has no key 'god' (did you mean 'good'?)\n\
                 8:7: 'rde' is no colour and no emphasis (such as \"red\", \"bright-red bold\", \"#7fd88f\" or 236)\n\
                 9:8: 'warn' is a list where it must be a colour (such as \"red\", \"bright-red bold\", \"#7fd88f\" or 236)",
            ),
            (
                "[sync]\n\"ön\" = 1\non_exit = 1\n\tpush = 'x'",
                "2:1: [sync] has no key 'ön' (its keys are auto, every, on_exit, push)\n\
                 3:11: 'on_exit' is a number where it must be true or false\n\
                 4:9: 'push' is a text where it must be true or false",
            ),
        ] {
            assert_eq!(config(text).unwrap_err(), told, "{text}");
        }
    }

    #[test]
    fn what_is_no_toml_is_told_with_its_place() {
        for (text, place) in
            [("[sync\n", "1:6: "), ("[sync]\nevery =\n", "2:8: "), ("[sync]\n[sync]\n", "2:2: ")]
        {
            let told = config(text).unwrap_err();
            assert!(told.starts_with(place), "{told}");
        }
    }
}
