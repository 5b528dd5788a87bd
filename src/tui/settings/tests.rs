use super::*;
use crate::board::{Board, Builder, Change, Fields, Operation, Timestamp};
use crate::template::Template;

fn board() -> Board {
    let mut board = Builder::new().build();
    let id = "b1".parse().unwrap();
    for (seed, change) in
        (1..).zip(Template::Dev.plan().changes(id, "Team", "UTC", crate::board::AtLimit::default()))
    {
        apply(&mut board, seed, "maria", change);
    }
    board
}

fn apply(board: &mut Board, seed: u64, by: &str, change: Change) {
    let at = Timestamp::from_ms(1_780_000_000_000 + i64::try_from(seed).unwrap() * 1000);
    let operation = Operation { change, at, by: by.to_owned(), seed, over: None, backdated: false };
    board.apply(&operation).unwrap();
}

fn column(name: &str) -> Subject {
    Subject::Column(name.parse().unwrap())
}

#[test]
fn each_section_shows_what_the_board_says() {
    let board = board();
    let shown = |section: Section| -> Vec<String> {
        let known = Known { people: vec!["jon".into()], kinds: vec!["debt".into()] };
        let text = |row: Row| {
            let values: Vec<String> = row.cells.into_iter().map(|cell| cell.value).collect();
            format!("{}|{}", row.title, values.join("|"))
        };
        rows(&board, section, &known).into_iter().map(text).collect()
    };
    assert_eq!(shown(Section::Columns)[1..3], ["|Ready|queue|6|||", "|Doing|active||Development||"]);
    assert_eq!(shown(Section::Stages), ["|Development|5||Doing, Done|"]);
    assert_eq!(shown(Section::Classes), ["|Expedite|1|yes"]);
    assert_eq!(shown(Section::People), ["everyone else|", "jon|"]);
    assert_eq!(
        shown(Section::Policies),
        [
            "the board's name|Team",
            "at a limit|refuse",
            "limit of the whole board|",
            "service level|",
            "time zone|UTC",
            "share of debt|"
        ]
    );
}

#[test]
fn the_cursor_goes_by_what_it_is_on() {
    let mut board = board();
    let mut settings = Settings::new(&board, Section::Columns, Some((column("review"), Register::Limit)));
    assert_eq!(settings.row, 4);
    settings.step(&board, 1, 1);
    assert_eq!(settings.at, Some((column("test"), Register::Stage)));
    settings.step(&board, isize::MAX, isize::MAX);
    assert_eq!(settings.at, Some((column("delivered"), Register::DoneWhen)));
    settings.step(&board, isize::MIN, isize::MIN);
    assert_eq!(settings.at, Some((column("backlog"), Register::Name)));
    // Somebody takes the column away: the cursor is on its neighbour, in the same place.
    settings.step(&board, 3, 2);
    let fields = Fields { gone: Some(true), ..Fields::default() };
    apply(&mut board, 100, "jon", Change::Set { subject: column("dev-done"), fields });
    settings.settle(&board);
    assert_eq!(settings.at, Some((column("review"), Register::Limit)));
    // A board without columns has no cells.
    let mut none = Settings::new(&Builder::new().build(), Section::Columns, None);
    none.step(&Builder::new().build(), 1, 1);
    assert_eq!(none.at, None);
}

#[test]
fn a_value_tells_who_said_it_and_what_it_was_before() {
    let mut board = board();
    for (seed, by, text) in [(100, "jon", "2"), (101, "maria", "")] {
        let fields = Register::Limit.typed(text).unwrap();
        apply(&mut board, seed, by, Change::Set { subject: column("review"), fields });
    }
    let cell = Cell { subject: column("review"), register: Register::Limit, value: String::new() };
    let told: Vec<(String, String)> =
        said(&board, &cell).into_iter().map(|said| (said.value, said.by)).collect();
    let pair = |value: &str, by: &str| (value.to_owned(), by.to_owned());
    assert_eq!(told, [pair("none", "maria"), pair("2", "jon"), pair("3", "maria")]);
}

#[test]
fn what_is_typed_is_read_as_on_the_command_line() {
    for (register, text, taken) in [
        (Register::Limit, "3", true),
        (Register::Limit, "", true),
        (Register::Limit, "0", false),
        (Register::Limit, "many", false),
        (Register::Workers, " 2 ", true),
        (Register::Sle, "85% 8d", true),
        (Register::Sle, "8d", false),
        (Register::Zone, "Europe/Berlin", true),
        (Register::Zone, "", false),
        (Register::Target, "20 %", true),
        (Register::Name, " ", false),
    ] {
        assert_eq!(
            register.typed(text).is_ok_and(|fields| !fields.is_empty()),
            taken,
            "{register:?} {text:?}"
        );
    }
}
