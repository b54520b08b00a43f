//! What must hold for any history, in the databases themselves.
//!
//! 256 histories on each, or as many as `PROPTEST_CASES` says; each in a transaction that is never committed.

use super::books::season_at;
use super::kudos::{fill, returned};
use super::ledger::{Account, Booking, Season};
use super::properties::{histories, narrow, people};
use super::tests::Office;
use super::{journal, verify};
use crate::database::MemberId;
use crate::engine::Fact;
use crate::on;
use crate::on_each_db;
use crate::people::hours::day_of;
use crate::settings::Settings;
use crate::testing::{Community, MONDAY_NINE, TestDb};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeMap;
use std::time::Duration;
use stoa_chat::Timestamp;

const DAY: Duration = Duration::from_hours(24);
/// How many people somebody can give kudos to in a day, here.
const A_DAY: u32 = 3;

/// So many made-up things, other ones in every run unless `PROPTEST_RNG_SEED` is set.
fn cases<S: Strategy>(strategy: S) -> impl Iterator<Item = S::Value> {
    let mut runner = TestRunner::default();
    let next = move |_| strategy.new_tree(&mut runner).expect("a case").current();
    (0..Config::default().cases).map(next)
}

fn narrowly() -> Settings {
    Settings { recognition: narrow(), ..Settings::default() }
}

/// Everything that must be true of the books at any time.
async fn in_order(office: &mut Office, told: &str) -> BTreeMap<MemberId, i64> {
    assert_eq!(verify(&mut office.tx).await.unwrap(), [""; 0], "{told}");
    let balances = office.balances().await;
    assert_eq!(balances, office.earned().await, "{told}");
    balances
}

/// What everybody has in their account of a season.
async fn by_season(office: &mut Office, season: Season) -> BTreeMap<MemberId, i64> {
    let mut held = BTreeMap::new();
    for person in people() {
        let points = journal::balance(&mut office.tx, Account::Person(person, season)).await.unwrap();
        held.insert(person, points);
    }
    held
}

/// Ends the season that lasts at `at`.
async fn end_season(office: &mut Office, at: Timestamp) -> bool {
    let season = season_at(&office.settings, at);
    let id = format!("end of {}", season.0);
    journal::close(&mut office.tx, &id, 1, season, at).await.unwrap()
}

on_each_db!(any_history_in_any_order_ends_alike, |db: TestDb| async move {
    for (history, shuffled) in cases(histories()) {
        let mut ends = Vec::new();
        for facts in [&history, &shuffled] {
            let mut office = Office::open(&db, narrowly(), people()).await;
            office.hear(facts).await;
            assert_eq!(office.hear(&history).await, 0, "twice is once: {history:?}");
            ends.push(in_order(&mut office, &format!("{facts:?}")).await);
            office.tx.rollback().await.unwrap();
        }
        assert_eq!(ends[0], ends[1], "{history:?} {shuffled:?}");
    }
});

on_each_db!(the_end_of_a_season_keeps_what_everybody_has, |db: TestDb| async move {
    for ((history, shuffled), parts) in cases((histories(), 0..4_usize)) {
        let mut whole = Office::open(&db, narrowly(), people()).await;
        whole.hear(&history).await;
        let wanted = whole.balances().await;
        whole.tx.rollback().await.unwrap();

        let mut office = Office::open(&db, narrowly(), people()).await;
        // The season may end before, after or while we hear of what happened in it.
        let (early, late) = shuffled.split_at(shuffled.len() * parts / 3);
        office.hear(early).await;
        let before = in_order(&mut office, &format!("{early:?}")).await;
        let season = season_at(&office.settings, MONDAY_NINE);
        let held = by_season(&mut office, season).await;
        let ended = end_season(&mut office, MONDAY_NINE).await;
        assert_eq!(ended, held.values().any(|points| *points != 0));
        assert!(!ended || !end_season(&mut office, MONDAY_NINE).await, "once");
        assert_eq!(by_season(&mut office, Season::KEPT).await, held);
        assert!(by_season(&mut office, season).await.values().all(|points| *points == 0));
        assert_eq!(in_order(&mut office, &format!("{early:?}")).await, before);
        office.hear(late).await;
        assert_eq!(in_order(&mut office, &format!("{shuffled:?}")).await, wanted);
        end_season(&mut office, MONDAY_NINE + DAY * 7).await;
        assert_eq!(in_order(&mut office, &format!("{shuffled:?}")).await, wanted);
        office.tx.rollback().await.unwrap();
    }
});

on_each_db!(to_do_and_to_undo_is_to_do_nothing, |db: TestDb| async move {
    for ((history, _), hour) in cases((histories(), 0..200_u32)) {
        let mut office = Office::open(&db, narrowly(), people()).await;
        office.hear(&history).await;
        let before = in_order(&mut office, &format!("{history:?}")).await;
        let (author, asker) = (MemberId::from_u128(1), MemberId::from_u128(2));
        let at = MONDAY_NINE + DAY * 4 + Duration::from_hours(1) * hour;
        office.hear(&[Fact::AnswerAccepted { answer: 99, author, asker, at }]).await;
        let users = [asker, MemberId::from_u128(3)];
        for by in users {
            office.hear(&[Fact::AnswerReused { answer: 98, author, by, at }]).await;
        }
        in_order(&mut office, &format!("{history:?}")).await;
        let later = at + DAY * 9;
        for by in users {
            office.hear(&[Fact::ReuseUndone { answer: 98, by, at: later }]).await;
        }
        office.hear(&[Fact::AcceptanceUndone { answer: 99, at: later }]).await;
        assert_eq!(in_order(&mut office, &format!("{history:?}")).await, before);
        office.tx.rollback().await.unwrap();
    }
});

/// Somebody gives kudos to so many, or takes their last ones back.
#[derive(Clone, Debug)]
struct Act {
    giver: MemberId,
    hour: u32,
    count: u32,
    gives: bool,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = (1..=2_u128, 0..72_u32, 1..=A_DAY, prop::bool::weighted(0.7));
    let act = act.prop_map(|(giver, hour, count, gives)| Act {
        giver: MemberId::from_u128(giver),
        hour,
        count,
        gives,
    });
    // A few are heard of late.
    prop::collection::vec(act, 0..20).prop_map(|mut acts| {
        acts.sort_by_key(|act| act.hour / 8);
        acts
    })
}

on_each_db!(nobody_gives_more_than_they_have, |db: TestDb| async move {
    for acts in cases(acts()) {
        let mut office = Office::open(&db, Settings::default(), people()).await;
        let mut standing: Vec<(i64, MemberId, Timestamp)> = Vec::new();
        for (number, act) in (1..).zip(&acts) {
            let at = MONDAY_NINE + Duration::from_hours(1) * act.hour;
            let day = day_of(at, chrono_tz::UTC);
            if !act.gives {
                let Some(last) = standing.iter().rposition(|(_, giver, _)| *giver == act.giver) else {
                    continue;
                };
                let (kudos, giver, since) = standing.remove(last);
                let same_day = day_of(since, chrono_tz::UTC) == day;
                let returned = returned(&mut office.tx, giver, kudos, same_day, at).await.unwrap();
                assert!(office.book(&returned.unwrap()).await);
                continue;
            }
            if let Some(fresh) = fill(&mut office.tx, act.giver, day, A_DAY, at).await.unwrap() {
                assert!(office.book(&fresh).await);
            }
            let left = journal::balance(&mut office.tx, Account::Allowance(act.giver)).await.unwrap();
            if left >= act.count.into() {
                assert!(office.book(&Booking::spent(act.giver, number, act.count, at).unwrap()).await);
                standing.push((number, act.giver, at));
            }
        }
        assert_eq!(verify(&mut office.tx).await.unwrap(), [""; 0], "{acts:?}");
        for giver in people() {
            let left = journal::balance(&mut office.tx, Account::Allowance(giver)).await.unwrap();
            assert!((0..=i64::from(A_DAY)).contains(&left), "{left} of {acts:?}");
        }
        office.tx.rollback().await.unwrap();
    }
});

/// Who is shown, how many kudos each has got, and who looks: at which board.
fn boards() -> impl Strategy<Value = ([bool; 4], [usize; 4], usize, usize)> {
    (prop::array::uniform4(any::<bool>()), prop::array::uniform4(0..4_usize), 0..4_usize, 0..BOARDS.len())
}

const BOARDS: [&str; 5] =
    ["leaderboard", "leaderboard week", "leaderboard all", "leaderboard here", "leaderboard all here"];
/// Nobody's name is a part of another one's, or of a sentence.
const NAMES: [&str; 4] = ["zilpah", "quirin", "xanthe", "wolfram"];

on_each_db!(whoever_hides_is_in_no_view, |db: TestDb| async move {
    const SHOW: &str = "INSERT INTO board_member (member) SELECT member FROM account WHERE user_id = $1";
    const GET: &str = "INSERT INTO deed (rule, source, at, standing, receiver, giver, day, points)
        SELECT 'accepted_answer', 'A' || CAST($1 AS TEXT), $2, TRUE, a.member, a.member, '2026-03-02', 15
        FROM account a WHERE a.user_id = $3";
    const PLACE: &str = "INSERT INTO question (number, asker, network, place, direct, title, body, language, asked_at, state, step)
        SELECT $1, a.member, a.network, '#help', FALSE, 'Where?', '[]', 'en', $2, 'open', 0 FROM account a WHERE a.user_id = $3";
    const ANSWER: &str =
        "INSERT INTO answer (number, question, author, network, place, body, at, helped, withdrawn)
        SELECT $1, $1, a.member, a.network, '#help', '[]', $2, 0, FALSE FROM account a WHERE a.user_id = $3";
    let community = Community::new(&db).await;
    for name in NAMES {
        community.commands(name, "#help", "points").await;
    }
    for (round, (shown, earned, reader, board)) in (0_i64..).zip(cases(boards())) {
        let mut tx = db.db.begin().await.unwrap();
        for clear in
            ["DELETE FROM board_member", "DELETE FROM deed", "DELETE FROM answer", "DELETE FROM question"]
        {
            on!(&mut tx, |c| sqlx::query(clear).execute(c).await.map(drop)).unwrap();
        }
        let at = MONDAY_NINE.millis();
        for (who, (name, count)) in (0_i64..).zip(NAMES.into_iter().zip(earned)) {
            for nth in 0..i64::try_from(count).unwrap() {
                let number = round * 100 + who * 10 + nth + 1;
                for sql in [PLACE, ANSWER, GET] {
                    on!(&mut tx, |c| {
                        sqlx::query(sql).bind(number).bind(at).bind(name).execute(c).await.map(drop)
                    })
                    .unwrap();
                }
            }
        }
        for (name, _) in NAMES.into_iter().zip(shown).filter(|(_, shown)| *shown) {
            on!(&mut tx, |c| sqlx::query(SHOW).bind(name).execute(c).await.map(drop)).unwrap();
        }
        tx.commit().await.unwrap();
        community.commands(NAMES[reader], "#help", BOARDS[board]).await;
        let told = community.told(NAMES[reader]).unwrap().post.text.to_plain();
        for (other, name) in NAMES.into_iter().enumerate().filter(|(other, _)| *other != reader) {
            let may = shown[reader] && shown[other] && earned[reader] > 0 && earned[other] > 0;
            assert!(may || !told.contains(name), "{name} is hidden: {told}");
        }
        assert_eq!(told.contains("you ·"), shown[reader] && earned[reader] > 0, "{told}");
        assert!(community.shown("#help").is_none(), "nobody else sees it");
    }
});
