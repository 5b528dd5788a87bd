//! What other programs save comes to the screen, every time and soon, while a person works there.
//!
//! `ANDON_CASES` sets the number of changes.

use crate::pty::Pty;
use crate::save_styles::{Others, STYLES, print_latencies};
use crate::store_support::{board, cases, three_columns};
use andon::store::{BoardFile, content_of};
use portable_pty::CommandBuilder;

#[test]
fn saves_of_others_in_six_styles_come_to_the_screen() {
    let mut others = Others::new(&content_of(&board(&three_columns())));
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_andon"));
    command.args(["--by", "maria", "--no-report"]);
    command.cwd(others.folder());
    let mut pty = Pty::start(command);
    pty.is_taken();
    pty.shows(&others.title());
    let (mut took, mut moves) = (Vec::new(), 0);
    for change in 0..cases(18) {
        if change % 6 == 0 {
            // The card goes to another column and back; they have seen it before they save.
            pty.types(["L", "H"][moves % 2]);
            moves += 1;
            let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
            let word = "\"do\":\"move\"";
            while std::fs::read_to_string(&others.path).map_or(0, |text| text.matches(word).count()) < moves {
                assert!(std::time::Instant::now() < deadline, "not saved; the screen:\n{}", pty.text());
                std::thread::sleep(std::time::Duration::from_millis(2));
            }
        }
        let style = STYLES[usize::try_from(change).unwrap() % STYLES.len()];
        let done = others.save(style);
        pty.shows(&others.title());
        took.push(done.elapsed());
    }
    pty.types("q");
    assert!(pty.ends());
    let file = BoardFile::open(&others.path).unwrap();
    let card = file.board().cards().next().unwrap();
    assert_eq!((card.title(), card.events().len()), (&*others.title(), 1 + moves), "no move is lost");
    println!("{moves} moves by keys in between, none lost");
    print_latencies("the screen", took);
}
