//! What other programs save is seen, every time and soon; what this session saves is not.
//!
//! `ANDON_CASES` sets the number of changes.

use crate::save_styles::{Others, STYLES, print_latencies};
use crate::store_support::{add, board, cases, three_columns, titles};
use andon::store::{BoardFile, Sight, content_of};
use std::sync::mpsc;
use std::time::Duration;

#[test]
fn saves_of_others_in_six_styles_are_seen_and_ones_own_are_not() {
    let mut others = Others::new(&content_of(&board(&three_columns())));
    let mut file = BoardFile::open(&others.path).unwrap();
    let (tell, sights) = mpsc::channel();
    let _watch = file.watch(move |sight| drop(tell.send(sight)));
    let (mut took, mut echoes, mut saved) = (Vec::new(), 0, 0);
    for change in 0..cases(36) {
        // Own saves, with theirs right behind.
        if change % 3 == 0 {
            saved += 1;
            // Not so many that a save takes long.
            let committed = if saved <= 60 {
                file.commit(&[add(saved, &format!("own {saved}"))])
            } else {
                let card = file.board().cards().find(|card| card.title().starts_with("own")).unwrap().id();
                let to = ["todo", "doing"][usize::try_from(saved % 2).unwrap()].parse().unwrap();
                file.commit(&[crate::store_support::operation(
                    saved,
                    saved,
                    andon::board::Change::Move { card, to },
                )])
            };
            assert!(committed.unwrap().outcomes[0].is_ok() || saved > 60);
        }
        let style = STYLES[usize::try_from(change).unwrap() % STYLES.len()];
        let done = others.save(style);
        loop {
            let sight = sights.recv_timeout(Duration::from_secs(20));
            assert_eq!(sight, Ok(Sight::Changed), "change {change} by {style:?}");
            echoes += usize::from(!file.reload().unwrap());
            if titles(file.board()).contains(&others.title()) {
                break;
            }
        }
        took.push(done.elapsed());
    }
    while let Ok(sight) = sights.recv_timeout(Duration::from_millis(300)) {
        assert_eq!(sight, Sight::Changed);
        echoes += usize::from(!file.reload().unwrap());
    }
    println!("{saved} own saves in between, {echoes} reloads for them");
    print_latencies("the store", took);
    assert_eq!(echoes, 0, "a sight is always news");
}
