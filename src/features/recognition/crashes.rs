//! The process dies between any two statements, or another one does the same work: the books add up, and whatever was
//! under way is done once afterwards.

use super::ledger::{Account, Season};
use super::{Recognition, journal, seasons, verify};
use crate::database::{MemberId, Tx};
use crate::engine::{Engine, Fact, Turn};
use crate::features::{FEATURES, Feature as _};
use crate::on;
use crate::on_each_db;
use crate::people;
use crate::settings::Settings;
use crate::testing::{Community, MONDAY_NINE, Paper, TestDb, cut_short};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use stoa_chat::Intake as _;

/// Longer than what makes a repetition.
const A_WHILE: Duration = Duration::from_hours(40 * 24);

/// A community in which everything can be cut short.
struct Stage {
    community: Rc<Community>,
}

impl Stage {
    async fn open(db: &TestDb) -> Self {
        let mut settings = Settings::default();
        settings.recognition.kudos_a_day = 1_000;
        let community = Community::with(db, settings, Paper::new("paper")).await;
        community.commands("ana", "#help", "points").await;
        community.commands("ben", "#help", "points").await;
        Self { community: Rc::new(community) }
    }

    async fn id(&self, name: &str) -> MemberId {
        let mut turn = Turn::begin(self.community.engine(), "who", None).await.unwrap();
        people::member_of(turn.tx(), &self.community.user(name)).await.unwrap().unwrap()
    }

    /// What somebody has, in books that add up.
    async fn points(&self, db: &TestDb, of: MemberId) -> i64 {
        let mut tx = in_order(db).await;
        journal::points(&mut tx, of).await.unwrap()
    }
}

/// A look at books that add up.
async fn in_order(db: &TestDb) -> Tx {
    let mut tx = db.db.begin_read().await.unwrap();
    assert_eq!(verify(&mut tx).await.unwrap(), [""; 0]);
    tx
}

/// How many kudos were paid.
async fn paid(db: &TestDb) -> i64 {
    let mut tx = in_order(db).await;
    journal::balance(&mut tx, Account::Void).await.unwrap()
}

/// Recognition hears a fact, in a turn of its own.
async fn hear(community: Rc<Community>, cause: String, fact: Fact) {
    let mut turn = Turn::begin(community.engine(), &cause, None).await.unwrap();
    assert!(Recognition.fact(&mut turn, &fact).await.is_ok(), "{fact:?}");
    turn.commit().await.unwrap();
}

async fn end_seasons(community: Rc<Community>, cause: String) {
    let mut turn = Turn::begin(community.engine(), &cause, None).await.unwrap();
    seasons::end(&mut turn).await.unwrap();
    turn.commit().await.unwrap();
}

on_each_db!(what_is_told_is_booked_whole_or_not_at_all, |db: TestDb| async move {
    let stage = Stage::open(&db).await;
    let (ana, ben) = (stage.id("ana").await, stage.id("ben").await);
    let mut had = 0;
    for after in 0.. {
        let (answer, at) = (i64::from(after), MONDAY_NINE + A_WHILE * after);
        let fact = Fact::AnswerAccepted { answer, author: ben, asker: ana, at };
        let told = || hear(Rc::clone(&stage.community), format!("fact {after}"), fact.clone());
        let whole = Box::pin(cut_short(after, told())).await;
        assert_eq!(stage.points(&db, ben).await, if whole { had + 15 } else { had });
        told().await;
        had += 15;
        assert_eq!(stage.points(&db, ben).await, had, "cut before statement {after}");
        if whole {
            assert!(after > 10, "only {after} statements");
            break;
        }
    }
});

on_each_db!(kudos_are_paid_once_whenever_it_dies, |db: TestDb| async move {
    let stage = Stage::open(&db).await;
    for (after, had) in (0..).zip(0..) {
        let kudos = stage.community.command("ana", "#help", "kudos @ben for the fix");
        stage.community.engine().accept(vec![kudos]).await.unwrap();
        let community = Rc::clone(&stage.community);
        let whole = cut_short(after, async move { while community.engine().step_inbox().await.unwrap() {} });
        let whole = Box::pin(whole).await;
        assert!([had, had + 1].contains(&paid(&db).await), "cut before statement {after}");
        // What was claimed by whoever died is free after a while.
        stage.community.advance(Duration::from_mins(10)).await;
        assert_eq!(paid(&db).await, had + 1, "cut before statement {after}");
        if whole {
            assert!(after > 30, "only {after} statements");
            break;
        }
    }
});

on_each_db!(a_season_ends_whole_or_not_at_all, |db: TestDb| async move {
    let stage = Stage::open(&db).await;
    stage.community.commands("ben", "#help", "leaderboard show").await;
    let (ana, ben) = (stage.id("ana").await, stage.id("ben").await);
    let season = Duration::from_hours(24 * 7 * 13);
    for ended in 0.. {
        // Each season that is over takes one look more, so that this cuts before one statement further each time.
        let after = 2 * ended;
        let (answer, at) = (i64::from(after), stage.community.engine().now());
        let fact = Fact::AnswerAccepted { answer, author: ben, asker: ana, at };
        hear(Rc::clone(&stage.community), format!("fact {after}"), fact).await;
        let had = stage.points(&db, ben).await;
        stage.community.clock().set(at + season);
        let ends = || end_seasons(Rc::clone(&stage.community), format!("end {after}"));
        let whole = Box::pin(cut_short(after, ends())).await;
        assert_eq!(stage.points(&db, ben).await, had);
        ends().await;
        assert_eq!(stage.points(&db, ben).await, had, "cut before statement {after}");
        let mut tx = db.db.begin_read().await.unwrap();
        let seasons = journal::points_by_season(&mut tx, ben).await.unwrap();
        assert_eq!(seasons.get(&Season::KEPT), Some(&had), "{seasons:?}");
        if whole {
            assert!(after > 10, "only {after} statements");
            break;
        }
    }
});

on_each_db!(a_season_ends_once_however_many_work_on_it, |db: TestDb| async move {
    const ENDED: &str = "SELECT source_ref FROM ledger_txn WHERE kind = 'season' ORDER BY source_ref";
    let stage = Stage::open(&db).await;
    let (community, ben) = (&stage.community, stage.id("ben").await);
    // 27 April, 27 July and 26 October are the first days of seasons; nobody is there in between.
    let mut ended = Vec::new();
    for (weeks, season) in [(8, "20260126"), (21, "20260427"), (34, "20260727")] {
        community.commands("ana", "#help", "kudos @ben for the fix").await;
        let had = stage.points(&db, ben).await;
        let others = [community.replica(FEATURES, &db).await, community.replica(FEATURES, &db).await];
        let work = [community.engine(), others[0].engine(), others[1].engine()];
        community.clock().set(MONDAY_NINE + Duration::from_hours(24 * 7 * weeks));
        while Box::pin(work_once(&work)).await {}
        ended.push((season.to_owned(),));
        let mut tx = in_order(&db).await;
        let booked: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(ENDED).fetch_all(c).await).unwrap();
        assert_eq!(booked, ended);
        assert_eq!(journal::points(&mut tx, ben).await.unwrap(), had);
    }
});

/// All of them look for a job at the same time; `false` if nobody found one.
async fn work_once(engines: &[&Arc<Engine>; 3]) -> bool {
    let [a, b, c] = engines.map(|engine| engine.step_jobs());
    let (a, b, c) = tokio::join!(a, b, c);
    a.unwrap() | b.unwrap() | c.unwrap()
}
