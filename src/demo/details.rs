//! What stands in some of the cards at the end: texts, checklists, links, due days, what is part of
//! what, and the templates the team has agreed on.
//!
//! None of it takes time of the team's clock or a number of its generator, so that the rest of the
//! story is the same with it and without it.

use chrono::{DateTime, NaiveDate};

use crate::board::{Change, Checking, Field, Fields, Id, Subject};
use crate::due;

use super::team::{DAY_MS, DAYS, MONDAY_MS, OWNER, Team};

const MINUTE_MS: i64 = 60_000;
/// How long before the end the details are written down, so that the last thing to happen is work.
const BEFORE_MS: i64 = 90 * MINUTE_MS;

/// What stands in a card.
struct Detail {
    title: &'static str,
    text: &'static str,
    /// An item a line; those that are done begin with `x `.
    items: &'static [&'static str],
    links: &'static [&'static str],
    /// Days after the last of the story.
    due: Option<i64>,
    /// Titles of its parts.
    parts: &'static [&'static str],
}

const NONE: Detail = Detail { title: "", text: "", items: &[], links: &[], due: None, parts: &[] };

const DETAILS: &[Detail] = &[
    Detail {
        title: "Approve large refunds with two people",
        text: "A refund above **500** waits until a second person of the shop has looked at it.\n\n\
            | amount | who approves |\n|---|---|\n| up to 500 | nobody |\n| up to 5000 | a colleague |\n\
            | more | an owner |\n\nNot now: approving by e-mail. See the decision in the link.",
        items: &[
            "x the limit is a setting of the shop",
            "x nobody approves their own refund",
            "x the buyer is not told before it is approved",
            "what happens when both are away",
            "words for the help page",
        ],
        links: &["https://payments.example/decisions/14-two-people"],
        due: Some(4),
        ..NONE
    },
    Detail {
        title: "Payouts in Czech crowns",
        text: "Forty shops in Prague and Brno wait for it. Crowns are paid out as francs are, but the bank \
            rounds to whole crowns.",
        due: Some(21),
        parts: &[
            "Cache the exchange rates for an hour",
            "Reserve shown apart from the balance",
            "Pay out to more than one account",
            "Stop polling the bank every minute",
        ],
        ..NONE
    },
    Detail {
        title: "Pagination skips the last payment",
        text: "With `limit=50` and exactly 50 payments the answer says `has_more: true`, and the next page \
            is empty.\n\n```sh\ncurl https://api.payments.example/v1/payments?limit=50\n```\n\n\
            1. Write the test that fails.\n2. Compare with `<`, not with `<=`.\n3. Tell the two shops that asked.",
        items: &[
            "x a test that fails",
            "x found since when",
            "the bank's sandbox says the same",
            "tell the two shops",
        ],
        links: &["https://payments.example/support/2291"],
        due: Some(-2),
        ..NONE
    },
    Detail {
        title: "Refund button stays grey after an error",
        items: &["x a test that fails", "x mended", "looked at on a phone"],
        due: Some(0),
        ..NONE
    },
    Detail {
        title: "Rehearse the restore from backup",
        items: &[
            "x a machine that knows nothing",
            "restore it from the runbook alone",
            "write down how long it took",
        ],
        links: &["https://payments.example/runbooks/restore"],
        due: Some(3),
        ..NONE
    },
    Detail {
        title: "Sign webhooks with rotating keys",
        items: &[
            "x two keys hold at a time",
            "x the old one ends after a day",
            "x an example in three languages",
        ],
        ..NONE
    },
    Detail {
        title: "Move payment states into one table",
        text: "Five tables say how a payment stands, and they do not agree.",
        items: &[
            "count where they differ",
            "one table, written beside the old ones",
            "read from it",
            "delete the others",
        ],
        ..NONE
    },
    Detail { title: "Tablet layout for the till", due: Some(12), ..NONE },
    Detail { title: "Remember the last used payment method", due: Some(6), ..NONE },
];

/// What cards of a kind begin as.
const TEMPLATES: [(&str, &str); 2] = [
    (
        "defect",
        "# \n\nkind: defect\n\nWhat happens, what should happen, since when?\n\n## Checklist\n\n\
         - [ ] a test that fails\n- [ ] mended\n- [ ] those who asked are told\n",
    ),
    (
        "feature",
        "# \n\nkind: feature\n\nWho asked for it, and how will we see that it helps?\n\n## Checklist\n\n\
         - [ ] the smallest version that helps\n- [ ] words for the help page\n",
    ),
];

impl Team {
    /// Writes down what stands in the cards, and the team's templates.
    pub(super) fn write_details(&mut self) {
        for (name, body) in TEMPLATES {
            let fields = Fields { body: Some(body.into()), ..Fields::default() };
            self.ask_aside(
                OWNER,
                Change::Set { subject: Subject::Template(name.into()), fields },
                -BEFORE_MS,
            );
        }
        for detail in DETAILS {
            self.write_down(detail);
        }
    }

    fn write_down(&mut self, detail: &Detail) {
        let Some(card) = self.titled(detail.title) else { return };
        let by = self.worker(card).unwrap_or_else(|| OWNER.to_owned());
        let mut values = Vec::new();
        if !detail.text.is_empty() {
            values.push((Field::Text, detail.text.to_owned()));
        }
        if let Some(days) = detail.due.and_then(|days| day(DAYS - 1 + days)) {
            values.push((Field::Due, due::value(Some(days))));
        }
        let mut changes = Vec::new();
        if !values.is_empty() {
            changes.push(Change::Edit { card, values });
        }
        let links: Vec<String> = detail.links.iter().map(|link| (*link).to_owned()).collect();
        if !links.is_empty() {
            changes.push(Change::Link { card, add: links, drop: Vec::new() });
        }
        let items = || {
            detail
                .items
                .iter()
                .map(|item| item.strip_prefix("x ").map_or((false, *item), |item| (true, item)))
        };
        if !detail.items.is_empty() {
            let add = items().map(|(_, item)| item.to_owned()).collect();
            changes.push(Change::Check { card, checking: Checking { add, ..Checking::default() } });
        }
        for (_, item) in items().filter(|(done, _)| *done) {
            let checking = Checking { tick: vec![item.to_owned()], ..Checking::default() };
            changes.push(Change::Check { card, checking });
        }
        for part in detail.parts.iter().filter_map(|title| self.titled(title)) {
            let values = vec![(Field::Parent, card.to_string())];
            changes.push(Change::Edit { card: part, values });
        }
        for (minutes, change) in (0..).zip(changes) {
            self.ask_aside(&by, change, minutes * MINUTE_MS - BEFORE_MS);
        }
    }

    fn titled(&self, title: &str) -> Option<Id> {
        self.board.cards().find(|card| card.on_board() && card.title() == title).map(crate::board::Card::id)
    }
}

/// A day of the story, by its number from 0.
fn day(number: i64) -> Option<NaiveDate> {
    DateTime::from_timestamp_millis(MONDAY_MS + number * DAY_MS).map(|at| at.date_naive())
}

/// Puts the due days of a change off by so many days.
pub(super) fn put_off(change: &mut Change, days: i64) {
    let Change::Edit { values, .. } = change else { return };
    for (_, value) in values.iter_mut().filter(|(field, _)| *field == Field::Due) {
        let moved = value
            .parse::<NaiveDate>()
            .ok()
            .and_then(|day| day.checked_add_signed(chrono::TimeDelta::days(days)));
        *value = due::value(moved);
    }
}
