//! The books in the databases, and the conversation about them.

use super::books::Bookkeeper;
use super::ledger::{Account, Booking, Season};
use super::properties::{earned, people};
use super::rules::Rules;
use super::{journal, store, verify, wording};
use crate::database::{MemberId, Tx};
use crate::engine::Fact;
use crate::on;
use crate::on_each_db;
use crate::people::{Invited, bring_in, set_zone};
use crate::settings::Settings;
use crate::testing::{Community, MONDAY_NINE, TestDb};
use std::collections::BTreeMap;
use std::time::Duration;
use stoa_chat::{Network, Timestamp, UserRef};

const HOUR: Duration = Duration::from_hours(1);

/// Somebody, by number.
fn person(number: u128) -> MemberId {
    MemberId::from_u128(number)
}

fn accepted(answer: i64, author: u128, asker: u128, at: Timestamp) -> Fact {
    Fact::AnswerAccepted { answer, author: person(author), asker: person(asker), at }
}

fn undone(answer: i64, at: Timestamp) -> Fact {
    Fact::AcceptanceUndone { answer, at }
}

/// The books in one transaction, with people in them.
pub(super) struct Office {
    pub tx: Tx,
    pub settings: Settings,
    txns: u64,
}

impl Office {
    pub async fn open(db: &TestDb, settings: Settings, people: impl Iterator<Item = MemberId>) -> Self {
        let mut tx = db.db.begin().await.unwrap();
        for id in people {
            let user = UserRef::new(&Network::new("paper"), id.to_string());
            bring_in(&mut tx, id, &Invited { user: &user, name: "somebody", seen_at: MONDAY_NINE })
                .await
                .unwrap();
        }
        Self { tx, settings, txns: 0 }
    }

    async fn with(db: &TestDb, people: u128) -> Self {
        Self::open(db, Settings::default(), (1..=people).map(person)).await
    }

    /// Hears facts as the feature does; returns how many transactions were booked.
    pub async fn hear(&mut self, facts: &[Fact]) -> usize {
        let mut booked = 0;
        for fact in facts {
            let keeper = Bookkeeper::of(&self.settings, MONDAY_NINE);
            for booking in keeper.plan(&mut self.tx, fact).await.unwrap() {
                assert!(self.book(&booking).await, "{booking:?}");
                booked += 1;
            }
        }
        booked
    }

    /// Books something under the next id; `false` if it was booked before.
    pub async fn book(&mut self, booking: &Booking) -> bool {
        self.txns += 1;
        let id = format!("{:032}", self.txns);
        journal::book(&mut self.tx, &id, 1, booking).await.unwrap()
    }

    async fn points(&mut self, number: u128) -> i64 {
        journal::points(&mut self.tx, person(number)).await.unwrap()
    }

    pub async fn balances(&mut self) -> BTreeMap<MemberId, i64> {
        let mut balances = BTreeMap::new();
        for person in people() {
            balances.insert(person, journal::points(&mut self.tx, person).await.unwrap());
        }
        balances
    }

    /// What the deeds in the database come to, without the ledger.
    pub async fn earned(&mut self) -> BTreeMap<MemberId, i64> {
        let everybody = people().collect();
        let since = Timestamp::from_millis(i64::MIN);
        let deeds = store::deeds(&mut self.tx, &everybody, since).await.unwrap();
        earned(&deeds, &Rules::of(&self.settings.recognition))
    }

    async fn verified(mut self) {
        assert_eq!(verify(&mut self.tx).await.unwrap(), [""; 0]);
    }
}

on_each_db!(accepting_pays_both_and_undoing_takes_it_back, |db: TestDb| async move {
    let mut office = Office::with(&db, 2).await;
    assert_eq!(office.hear(&[accepted(31, 1, 2, MONDAY_NINE)]).await, 2);
    assert_eq!((office.points(1).await, office.points(2).await), (15, 2));
    assert_eq!(office.hear(&[accepted(31, 1, 2, MONDAY_NINE)]).await, 0, "again is nothing new");
    assert_eq!(office.hear(&[undone(31, MONDAY_NINE + HOUR)]).await, 2);
    assert_eq!((office.points(1).await, office.points(2).await), (0, 0));
    assert_eq!(office.hear(&[undone(31, MONDAY_NINE + HOUR)]).await, 0);
    office.verified().await;
});

on_each_db!(an_acceptance_comes_and_goes_within_a_moment, |db: TestDb| async move {
    let mut office = Office::with(&db, 2).await;
    for _ in 0..3 {
        office.hear(&[accepted(31, 1, 2, MONDAY_NINE)]).await;
        assert_eq!(office.points(1).await, 15);
        office.hear(&[undone(31, MONDAY_NINE)]).await;
        assert_eq!(office.points(1).await, 0);
    }
    office.verified().await;
});

on_each_db!(an_undo_that_comes_first_wins, |db: TestDb| async move {
    let mut office = Office::with(&db, 2).await;
    let facts = [undone(31, MONDAY_NINE + HOUR), accepted(31, 1, 2, MONDAY_NINE)];
    assert_eq!(office.hear(&facts).await, 0);
    office.hear(&[accepted(31, 1, 2, MONDAY_NINE + HOUR * 2)]).await;
    assert_eq!(office.points(1).await, 15);
    office.verified().await;
});

on_each_db!(a_day_pays_so_many_answers, |db: TestDb| async move {
    let mut office = Office::with(&db, 10).await;
    for asker in 2..=9_u32 {
        office.hear(&[accepted(asker.into(), 1, asker.into(), MONDAY_NINE)]).await;
    }
    assert_eq!(office.points(1).await, 5 * 15);
    office.hear(&[undone(2, MONDAY_NINE + HOUR)]).await;
    assert_eq!(office.points(1).await, 5 * 15, "the sixth takes the first one's place");
    office.hear(&[accepted(10, 1, 10, MONDAY_NINE + HOUR * 24)]).await;
    assert_eq!(office.points(1).await, 6 * 15);
    office.verified().await;
});

on_each_db!(the_day_is_the_receivers_own, |db: TestDb| async move {
    let mut office = Office::with(&db, 9).await;
    set_zone(&mut office.tx, person(1), chrono_tz::Pacific::Auckland).await.unwrap();
    for asker in 2..=9_u32 {
        // Monday 9:00 in UTC is 22:00 in Auckland: the last four are accepted on Tuesday there.
        let at = MONDAY_NINE + HOUR / 2 * (asker - 2);
        office.hear(&[accepted(asker.into(), 1, asker.into(), at)]).await;
    }
    assert_eq!(office.points(1).await, 8 * 15);
    office.verified().await;
});

on_each_db!(repetition_pays_less, |db: TestDb| async move {
    let mut office = Office::with(&db, 2).await;
    for (days, points) in [(0, 15), (1, 15 + 7), (2, 15 + 7 + 3), (3, 15 + 7 + 3)] {
        office.hear(&[accepted(days, 1, 2, MONDAY_NINE + HOUR * 24 * u32::try_from(days).unwrap())]).await;
        assert_eq!(office.points(1).await, points);
    }
    office.hear(&[undone(0, MONDAY_NINE + HOUR * 99)]).await;
    assert_eq!(office.points(1).await, 15 + 7 + 3, "the others move up");
    office.hear(&[accepted(4, 1, 2, MONDAY_NINE + HOUR * 24 * 31)]).await;
    assert_eq!(office.points(1).await, 15 + 7 + 3 + 15, "after 28 days all is new");
    office.verified().await;
});

on_each_db!(what_was_booked_outlives_its_worth, |db: TestDb| async move {
    let mut office = Office::with(&db, 3).await;
    office.hear(&[accepted(1, 1, 2, MONDAY_NINE)]).await;
    office.settings.recognition.accepted_answer = 20;
    office.hear(&[accepted(2, 1, 3, MONDAY_NINE)]).await;
    assert_eq!(office.points(1).await, 15 + 20);
    office.hear(&[undone(1, MONDAY_NINE + HOUR)]).await;
    assert_eq!(office.points(1).await, 20, "what is taken back is what was given");
    office.verified().await;
});

on_each_db!(joined_members_are_judged_as_one, |db: TestDb| async move {
    let mut office = Office::with(&db, 4).await;
    let (one, other) = (person(1), person(2));
    // One and the other got an answer accepted by the third, and accepted one answer of the fourth each …
    office.hear(&[accepted(1, 1, 3, MONDAY_NINE), accepted(2, 2, 3, MONDAY_NINE + HOUR)]).await;
    office.hear(&[accepted(3, 4, 1, MONDAY_NINE), accepted(4, 4, 2, MONDAY_NINE + HOUR)]).await;
    // … and one accepted an answer of the other.
    office.hear(&[accepted(5, 2, 1, MONDAY_NINE)]).await;
    assert_eq!(
        (office.points(1).await, office.points(2).await, office.points(4).await),
        (15 + 2 + 2, 15 + 15 + 2, 30)
    );
    let joined = Fact::MembersJoined { from: other, into: one };
    office.hear(std::slice::from_ref(&joined)).await;
    assert_eq!((office.points(1).await, office.points(2).await), (15 + 7 + 2 + 2, 0));
    assert_eq!(office.points(4).await, 15 + 7, "from one person twice");
    assert_eq!(office.hear(&[joined]).await, 0);
    assert_eq!(journal::newest_awards(&mut office.tx, one, 9).await.unwrap().len(), 4);

    office
        .hear(&[Fact::MembersJoined { from: one, into: person(3) }, undone(3, MONDAY_NINE + HOUR * 2)])
        .await;
    assert_eq!(office.balances().await, office.earned().await);
    assert_eq!((office.points(1).await, office.points(2).await), (0, 0), "empty even after a late undo");
    office.verified().await;
});

on_each_db!(the_ledger_refuses_to_be_changed, |db: TestDb| async move {
    let mut office = Office::with(&db, 2).await;
    office.hear(&[accepted(31, 1, 2, MONDAY_NINE)]).await;
    office.tx.commit().await.unwrap();
    let mut statements = vec![
        "UPDATE ledger_txn SET occurred_at = 0",
        "DELETE FROM ledger_txn",
        "UPDATE ledger_posting SET amount = 0",
        "DELETE FROM ledger_posting",
    ];
    if db.db.is_postgres() {
        statements.extend(["TRUNCATE ledger_txn CASCADE", "TRUNCATE ledger_posting"]);
    }
    for statement in statements {
        let mut tx = db.db.begin().await.unwrap();
        let refused = on!(&mut tx, |c| sqlx::query(statement).execute(c).await.map(drop)).unwrap_err();
        assert!(
            refused.to_string().contains("the ledger is append-only: book a reversal"),
            "{statement}: {refused}"
        );
    }
});

on_each_db!(what_does_not_sum_to_zero_is_not_booked, |db: TestDb| async move {
    let mut office = Office::with(&db, 2).await;
    let points = BTreeMap::from([(Season::KEPT, 7)]);
    let mut booking = Booking::joined(person(1), person(2), &points, 0, MONDAY_NINE).unwrap();
    assert!(office.book(&booking).await);
    assert!(!office.book(&booking).await, "a key books once");
    assert_eq!((office.points(1).await, office.points(2).await), (-7, 7));
    booking.postings.insert(Account::Mint, 1);
    booking.idem_key.push('!');
    assert!(journal::book(&mut office.tx, "3", 1, &booking).await.is_err());
    office.verified().await;
});

on_each_db!(an_audit_names_what_is_wrong, |db: TestDb| async move {
    const TXN: &str =
        "INSERT INTO ledger_txn (id, idem_key, kind, rule_version, source_ref, season, occurred_at, reverses)
        SELECT $1, $1, kind, rule_version, source_ref, season, occurred_at, $2 FROM ledger_txn WHERE id = $3";
    let mut office = Office::with(&db, 3).await;
    office.hear(&[accepted(31, 1, 2, MONDAY_NINE), accepted(32, 1, 3, MONDAY_NINE)]).await;
    let award = format!("{:032}", 1);
    on!(&mut office.tx, |c| {
        for (id, reverses) in [("copy", None), ("bent", Some(&award)), ("twice", Some(&"bent".to_owned()))] {
            sqlx::query(TXN).bind(id).bind(reverses).bind(&award).execute(&mut *c).await.unwrap();
        }
        for damage in [
            "INSERT INTO ledger_posting (txn, account, amount) VALUES ('bent', 'mint:0', 4)",
            "UPDATE deed SET standing = FALSE WHERE source = 'A32'",
            "UPDATE deed SET giver = receiver WHERE source = 'A31' AND rule = 'resolved'",
            "UPDATE deed SET points = 3 WHERE source = 'A32' AND rule = 'resolved'",
            "UPDATE member SET merged_into = 'x' WHERE id = '00000000000000000000000000000003'",
        ] {
            sqlx::query(damage).execute(&mut *c).await.unwrap();
        }
    });
    assert_eq!(
        verify(&mut office.tx).await.unwrap(),
        [
            "bent: the postings of this transaction do not sum to zero",
            "copy: the postings of this transaction do not sum to zero",
            "twice: the postings of this transaction do not sum to zero",
            "world: all accounts together do not hold zero",
            "bent: this reversal is not the opposite of what it reverses",
            "twice: this reversal is not the opposite of what it reverses",
            "accepted_answer:A32:1: this award stands though its deed does not",
            "resolved:A32:1: this award stands though its deed does not",
            "A31: more than one award stands for one deed about this",
            "accepted_answer:A31: beside this deed stands another number of points than is booked for it",
            "resolved:A32: beside this deed stands another number of points than is booked for it",
            "resolved:A31:1: somebody has this award from themselves",
            "person:00000000000000000000000000000003:20260126: this account of a member who was joined to another is not \
             empty",
        ]
    );
});

on_each_db!(a_member_sees_their_points_and_what_for, |db: TestDb| async move {
    let community = Community::new(&db).await;
    community.commands("ben", "#help", "points").await;
    let told = |words: &str| {
        let seen = community.told("ben").unwrap();
        assert_eq!(seen.post.text.to_plain(), words);
    };
    told("You have no points yet. 15 points are yours when somebody accepts an answer that you gave.");

    let mut office = Office::with(&db, 1).await;
    let (ben,): (String,) = on!(&mut office.tx, |c| {
        sqlx::query_as("SELECT member FROM account WHERE user_id = 'ben'").fetch_one(c).await
    })
    .unwrap();
    let ben: MemberId = ben.parse().unwrap();
    for answer in 31..33 {
        let at = MONDAY_NINE + HOUR * u32::try_from(answer - 31).unwrap();
        office.hear(&[Fact::AnswerAccepted { answer, author: ben, asker: person(1), at }]).await;
    }
    office.tx.commit().await.unwrap();
    community.commands("ben", "#help", "points").await;
    let (first, second) = (MONDAY_NINE.millis(), (MONDAY_NINE + HOUR).millis());
    told(&format!(
        "You have 22 points. The latest:\n\n\
         • +7 for A32, accepted ({second})\n• +15 for A31, accepted ({first})\n\n\
         When the same person accepts several of your answers within 28 days, each pays less than the one before."
    ));
    community.commands("ben", "#help", "points @ana").await;
    told("Points are private: say just points to see yours.");
    assert!(community.shown("#help").is_none(), "nobody else sees any of it");
});

#[test]
fn the_catalogues_have_no_gaps() {
    assert_eq!(wording::CATALOGUE.gaps(), [""; 0]);
}
