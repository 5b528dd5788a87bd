//! A team's board at a frozen moment, and an app that shows it.

use andon::board::{
    AtLimit, Board, Builder, Change, Checking, ColumnKind, Draft, Field, Fields, Id, Operation, Setting,
    Subject, Timestamp, WipLimit,
};
use andon::store::{canonical, content_of, load};
use andon::tui::app::{App, Session};
use andon::tui::keymap;
use andon::tui::message::Message;
use andon::tui::pane::Measured;
use andon::tui::update::update;

pub const HOUR: i64 = 3_600_000;
pub const DAY: i64 = 24 * HOUR;

pub fn now() -> Timestamp {
    "2026-06-15T10:00:00Z".parse().unwrap()
}

pub fn id(text: &str) -> Id {
    text.parse().unwrap()
}

/// A board being put together. Operations happen so many hours before now.
pub struct Scene {
    pub board: Board,
    seed: u64,
}

impl Scene {
    /// The columns of a development team, without cards.
    pub fn empty() -> Self {
        let mut builder = Builder::new();
        let mut number = 0;
        let mut set = |subject: Subject, fields: Fields| {
            number += 1;
            let (id, by) = (Id::random(number, Id::EVENT_LEN), "maria".into());
            assert!(builder.setting(Setting {
                subject,
                id,
                rev: 1,
                at: now().plus_ms(-90 * DAY),
                by,
                fields
            }));
        };
        let name = |text: &str| Some(text.into());
        let wip = |cards: u64| Some(WipLimit::new(cards));
        for (rank, (column, title, kind, limit, stage)) in ["b", "c", "d", "e", "f"].into_iter().zip([
            ("ready", "Ready", ColumnKind::Queue, 6, None),
            ("doing", "Doing", ColumnKind::Active, 0, Some(id("dev"))),
            ("devdone", "Done", ColumnKind::Queue, 0, Some(id("dev"))),
            ("review", "Review", ColumnKind::Active, 2, None),
            ("delivered", "Delivered", ColumnKind::Done, 0, None),
        ]) {
            let fields = Fields {
                name: name(title),
                kind: Some(kind),
                wip: wip(limit),
                rank: Some(rank.into()),
                stage: Some(stage),
                ..Fields::default()
            };
            set(Subject::Column(id(column)), fields);
        }
        set(
            Subject::Stage(id("dev")),
            Fields { name: name("Development"), wip: wip(4), ..Fields::default() },
        );
        let class = Fields { name: name("Expedite"), wip: wip(1), expedite: Some(true), ..Fields::default() };
        set(Subject::Class(id("expedite")), class);
        let whole = Fields {
            name: name("Payments"),
            zone: Some("Europe/Berlin".into()),
            wip: wip(9),
            at_limit: Some(AtLimit::Reason),
            ..Fields::default()
        };
        set(Subject::Board(id("b")), whole);
        Self { board: builder.build(), seed: 0x00a1_b2c3_d4e5_f607 }
    }

    pub fn does(&mut self, hours_ago: i64, by: &str, change: Change) -> Id {
        self.over(hours_ago, by, change, None)
    }

    fn operation(&mut self, hours_ago: i64, by: &str, change: Change, over: Option<&str>) -> Operation {
        // A multiplication spreads the ids as random bits would.
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Operation {
            change,
            at: now().plus_ms(-hours_ago * HOUR),
            by: by.to_owned(),
            seed: self.seed,
            over: over.map(str::to_owned),
            backdated: false,
        }
    }

    pub fn over(&mut self, hours_ago: i64, by: &str, change: Change, over: Option<&str>) -> Id {
        let operation = self.operation(hours_ago, by, change, over);
        match self.board.apply(&operation).unwrap().record {
            andon::board::Record::Event { card, .. } => card,
            andon::board::Record::Setting { .. } => id("none"),
        }
    }

    /// Adds a card to Ready and moves it through `way`, so many hours before now each.
    pub fn card(
        &mut self,
        title: &str,
        who: &[&str],
        labels: &[&str],
        added: i64,
        way: &[(&str, i64)],
    ) -> Id {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let draft = Draft {
            to: Some(id("ready")),
            values: vec![(Field::Title, title.to_owned())],
            who: texts(who),
            labels: texts(labels),
            ..Draft::default()
        };
        let card = self.does(added, "maria", Change::Add(draft));
        for (to, hours) in way {
            self.does(*hours, who.first().unwrap_or(&"maria"), Change::Move { card, to: id(to) });
        }
        card
    }

    /// A board in the middle of a working week.
    pub fn busy() -> Self {
        let mut scene = Self::empty();
        for (nth, title) in [
            "Webhook signatures",
            "Currency rounding",
            "Statement as PDF",
            "Faster ledger export",
            "SEPA return codes",
            "Mandate reminders",
            "Card expiry notice",
            "Fraud rules v2",
        ]
        .into_iter()
        .enumerate()
        {
            let ago = 30 * 24 - 70 * i64::try_from(nth).unwrap();
            let way =
                [("doing", ago - 20), ("devdone", ago - 60), ("review", ago - 64), ("delivered", ago - 70)];
            scene.card(title, &["jon"], &[], ago, &way);
        }
        scene.card(
            "Rate limit per merchant",
            &["ann"],
            &["api"],
            150,
            &[("doing", 100), ("devdone", 60), ("review", 50)],
        );
        let webhook = scene.card(
            "Webhook retries lose events",
            &["jon"],
            &["bug"],
            170,
            &[("doing", 165), ("devdone", 150), ("review", 144)],
        );
        scene.does(
            140,
            "maria",
            Change::Edit { card: webhook, values: vec![(Field::Class, "expedite".to_owned())] },
        );
        let refund = scene.card(
            "Refund API: partial refunds",
            &["maria", "Li Wei"],
            &["api", "refund"],
            120,
            &[("doing", 80)],
        );
        let text = "Merchants ask to refund a part of a payment.\n\n- [x] agree on the API\n- [ ] ledger entries\n- [ ] limits per merchant\n\nThe sandbox of the bank answers 500 to every refund since Friday.";
        let values = vec![
            (Field::Text, text.to_owned()),
            (Field::Kind, "feature".to_owned()),
            (Field::Due, "2026-06-30".to_owned()),
        ];
        scene.does(79, "maria", Change::Edit { card: refund, values });
        scene.does(
            73,
            "Li Wei",
            Change::Block { card: refund, why: "waiting for the bank's sandbox".to_owned() },
        );
        scene.card("支払い確認メールの文面", &["Li Wei"], &["i18n"], 90, &[("doing", 26)]);
        scene.card("Dark mode for receipts", &["ann"], &["ui"], 110, &[("doing", 70), ("devdone", 25)]);
        for (title, ago) in [
            ("Retry on timeouts of the card network", 50),
            ("Nightly reconciliation report", 30),
            ("Upgrade the TLS library", 6),
        ] {
            scene.card(title, &[], &["ops"], ago, &[]);
        }
        scene
    }

    /// A board with a card that has all that can be in one: a checklist, links, parts, and a
    /// column with a definition of done.
    pub fn with_parts() -> Self {
        let mut scene = Self::busy();
        let of = |scene: &Self, title: &str| {
            let found = scene.board.cards().find(|card| card.title().starts_with(title));
            found.unwrap().id()
        };
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let whole = of(&scene, "Dark mode");
        let done_when = Some("two have read it; no open questions".into());
        let fields = Fields { done_when, ..Fields::default() };
        scene.does(90, "maria", Change::Set { subject: Subject::Stage(id("dev")), fields });
        let add =
            texts(&["agree on the colours", "receipts of all sizes, on paper as well", "tell the shops"]);
        let checking = Checking { tick: add[..1].to_vec(), add, ..Checking::default() };
        scene.does(20, "ann", Change::Check { card: whole, checking });
        let add = texts(&["https://example.org/dark-mode"]);
        scene.does(19, "ann", Change::Link { card: whole, add, drop: Vec::new() });
        let epic = of(&scene, "Upgrade the TLS library");
        for (part, of) in
            [("Refund API", whole), ("Faster ledger", whole), ("Nightly", whole), ("Dark", epic)]
        {
            let card = scene.board.cards().find(|card| card.title().starts_with(part)).unwrap().id();
            let values = vec![(Field::Parent, of.to_string())];
            scene.does(18, "ann", Change::Edit { card, values });
        }
        scene
    }

    /// A board where help was called for on two cards: one has been answered.
    pub fn called() -> Self {
        let mut scene = Self::busy();
        let of = |scene: &Self, title: &str| {
            let found = scene.board.cards().find(|card| card.title().starts_with(title));
            found.unwrap().id()
        };
        let refund = of(&scene, "Refund API");
        let why = "the sandbox loses every second refund".to_owned();
        scene.does(5, "maria", Change::Pull { card: refund, why });
        scene.does(4, "jon", Change::Answer { card: refund });
        let limit = of(&scene, "Rate limit");
        let why = "nobody knows which limits the contract promises".to_owned();
        scene.does(2, "ann", Change::Pull { card: limit, why });
        scene
    }

    /// A board with every mark there is: full, over, removed, forced, moved twice.
    pub fn troubled() -> Self {
        let mut scene = Self::busy();
        let wip = |cards: u64| Fields { wip: Some(WipLimit::new(cards)), ..Fields::default() };
        scene.does(70, "maria", Change::Set { subject: Subject::Board(id("b")), fields: wip(12) });
        let one = scene.card(
            "Chargeback evidence upload",
            &["ann"],
            &[],
            60,
            &[("doing", 50), ("devdone", 40), ("review", 30)],
        );
        scene.does(20, "ann", Change::Move { card: one, to: id("delivered") });
        let two =
            scene.card("Settlement file for the second acquirer", &["jon"], &["api"], 40, &[("doing", 30)]);
        scene.over(10, "jon", Change::Move { card: two, to: id("review") }, None);
        let three = scene.card("Rotate the signing keys", &["ann"], &["ops"], 20, &[("doing", 15)]);
        scene.over(
            5,
            "ann",
            Change::Move { card: three, to: id("review") },
            Some("the old keys run out on Friday"),
        );
        scene.card("\u{1b}[31mred\u{202e} tricks", &[], &[], 2, &[]);
        scene.does(1, "maria", Change::Set { subject: Subject::Column(id("ready")), fields: wip(4) });
        scene
    }

    /// A board after a merge: a card was moved twice and given two titles, another was deleted
    /// while it was moved, and Review holds more than it may.
    pub fn merged() -> Self {
        let scene = Self::busy();
        let of = |title: &str| scene.board.cards().find(|card| card.title().starts_with(title)).unwrap().id();
        let (refund, limit, dark) = (of("Refund API"), of("Rate limit"), of("Dark mode"));
        let title = |title: &str| vec![(Field::Title, title.to_owned())];
        let changes = [
            ("jon", Change::Move { card: refund, to: id("review") }),
            ("maria", Change::Edit { card: refund, values: title("Refund API: part of a payment") }),
            ("ann", Change::Edit { card: refund, values: title("Refund API: partial refunds, v2") }),
            ("ann", Change::Delete { card: limit }),
            ("jon", Change::Edit { card: limit, values: vec![(Field::Kind, "risk".to_owned())] }),
            ("ann", Change::Move { card: dark, to: id("review") }),
            ("Li Wei", Change::Move { card: refund, to: id("delivered") }),
            ("ann", Change::Move { card: refund, to: id("review") }),
            ("maria", Change::Move { card: of("支払い"), to: id("review") }),
        ];
        let mut rows = content_of(&scene.board);
        for (number, (by, change)) in (0..).zip(changes) {
            // Each in a clone that knew of none of the others.
            let mut clone = Self { board: scene.board.clone(), seed: 0x5eed + number };
            clone.does(3, by, change);
            rows = canonical(&[rows, content_of(&clone.board)].concat()).unwrap();
        }
        Self { board: load(&rows).unwrap().board, seed: scene.seed }
    }

    /// The app, with the measures of the last 30 days at hand.
    pub fn app(self) -> App {
        let session = Session {
            by: "maria".to_owned(),
            path: Some("payments.board.json".into()),
            ..Session::default()
        };
        let measured = Measured::of(&self.board, 0, 30, now());
        let mut app = App::new(self.board, session, 7, now());
        app.metrics.measured = Some(measured);
        app
    }
}

/// Types keys, a second apart from nothing: the clock stands.
pub fn keys(app: &mut App, keys: &str) {
    for key in keymap::parse(keys).unwrap() {
        let _ = update(app, Message::Key(key.into()), now());
    }
}
