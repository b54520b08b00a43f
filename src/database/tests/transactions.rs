//! What a transaction sees, and that none gets lost when many meet.

use super::{number, raw};
use crate::database::{Db, Ids, MemberId, Trouble, next_number, next_numbers, trouble};
use crate::on_each_db;
use crate::testing::TestDb;
use rand::SeedableRng as _;
use rand_chacha::ChaCha12Rng;
use stoa_chat::Timestamp;
use tokio::task::JoinSet;

const SUM: &str = "SELECT value FROM counter WHERE name = 'sum'";

/// Reads a number and writes one more, as careless code would.
async fn add_one(db: &Db) -> anyhow::Result<()> {
    let mut tx = db.begin().await?;
    let sum = number(&mut tx, SUM).await?;
    let set = "UPDATE counter SET value = $1 WHERE name = 'sum'";
    crate::on!(&mut tx, |c| sqlx::query(set).bind(sum + 1).execute(c).await.map(drop))?;
    tx.commit().await?;
    Ok(())
}

on_each_db!(a_hundred_that_read_and_then_write_at_once_all_count, |db: TestDb| async move {
    raw(&db.db, "INSERT INTO counter (name, value) VALUES ('sum', 0)").await.unwrap();
    let again = Db::open(&db.options).await.unwrap();
    let mut all = JoinSet::new();
    for n in 0..100 {
        // Half of them through connections of their own, as another process has.
        let (db, postgres) = (if n % 2 == 0 { db.db.clone() } else { again.clone() }, db.db.is_postgres());
        all.spawn(async move {
            loop {
                match add_one(&db).await {
                    Err(error) if postgres && trouble(&error) == Some(Trouble::Conflict) => {}
                    done => return done,
                }
            }
        });
    }
    while let Some(done) = all.join_next().await {
        done.unwrap().unwrap();
    }
    let mut tx = db.db.begin_read().await.unwrap();
    assert_eq!(number(&mut tx, SUM).await.unwrap(), 100);
});

on_each_db!(a_reader_sees_one_moment_and_changes_nothing, |db: TestDb| async move {
    raw(&db.db, "INSERT INTO counter (name, value) VALUES ('sum', 1)").await.unwrap();
    let mut reader = db.db.begin_read().await.unwrap();
    assert_eq!(number(&mut reader, SUM).await.unwrap(), 1);
    add_one(&db.db).await.unwrap();
    assert_eq!(number(&mut reader, SUM).await.unwrap(), 1, "the moment at which it began");
    let refused = next_number(&mut reader, "sum").await;
    assert!(refused.is_err(), "who only reads cannot write");
    drop(reader);
    let mut later = db.db.begin_read().await.unwrap();
    assert_eq!(number(&mut later, SUM).await.unwrap(), 2);
});

on_each_db!(what_is_dropped_has_never_been, |db: TestDb| async move {
    for commit in [false, true, false] {
        let mut tx = db.db.begin().await.unwrap();
        let expected =
            if commit || number(&mut tx, "SELECT COUNT(*) FROM counter").await.unwrap() == 0 { 1 } else { 2 };
        assert_eq!(next_number(&mut tx, "question").await.unwrap(), expected);
        if commit {
            tx.commit().await.unwrap();
        }
    }
    let mut tx = db.db.begin().await.unwrap();
    assert_eq!(next_number(&mut tx, "question").await.unwrap(), 2, "numbers have no gaps");
    assert_eq!(next_number(&mut tx, "answer").await.unwrap(), 1, "each counter is its own");
    assert_eq!(next_numbers(&mut tx, "answer", 3).await.unwrap(), 2..=4);
    assert_eq!(next_numbers(&mut tx, "review", 2).await.unwrap(), 1..=2);
    tx.rollback().await.unwrap();
});

#[test]
fn ids_sort_in_the_order_in_which_they_were_made() {
    let (mut rng, mut made) = (ChaCha12Rng::from_seed([7; 32]), 0);
    let mut ids = Vec::new();
    for moment in [1_000, 1_001] {
        let mut of_moment = Ids::new(Timestamp::from_millis(moment), &mut rng, &mut made);
        ids.extend((0..500).map(|_| of_moment.text()));
    }
    assert!(ids.is_sorted() && ids.iter().all(|id| id.len() == 32));
    let mut again = ChaCha12Rng::from_seed([7; 32]);
    assert_eq!(Ids::new(Timestamp::from_millis(1_000), &mut again, &mut 0).text(), ids[0]);
}

#[test]
fn a_members_id_is_read_as_it_was_written() {
    let mut rng = ChaCha12Rng::from_seed([7; 32]);
    let id = Ids::new(Timestamp::from_millis(1_772_442_000_000), &mut rng, &mut 0).member();
    assert_eq!(id.to_string().parse::<MemberId>().unwrap(), id);
    assert_eq!(MemberId::from_u128(id.as_u128()), id);
    assert!("m-ana".parse::<MemberId>().is_err());
}
