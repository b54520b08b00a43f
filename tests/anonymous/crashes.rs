//! The program dies at each step from the sealed address to the shredded one. Nothing is lost, and no address stays.

use super::day::{asks, break_threads, community, mend_threads, raw, veiled_event};
use std::time::Duration;
use stoa::on_each_db;
use stoa::settings::Settings;
use stoa::testing::{Community, Paper, TestDb};
use stoa_chat::{Clock as _, Event, Intake as _, Outcome};

const ASKER: (&str, &str) = ("ana", "Ana");

/// Another process takes over where this one died, in the same world at the same time.
async fn restarted(test: &TestDb, died: Community) -> Community {
    let (paper, now): (Paper, _) = (died.paper.clone(), died.clock().now());
    drop(died);
    let here = Community::with(test, Settings::default(), paper).await;
    here.clock().set(now);
    here
}

/// How many addresses the vault holds.
async fn addresses(test: &TestDb) -> i64 {
    let file = test.folder().join("town-vault.db");
    let pool = sqlx::SqlitePool::connect(&file.display().to_string()).await.expect("the town's vault");
    let (count,): (i64,) =
        sqlx::query_as("SELECT COUNT(*) FROM thread").fetch_one(&pool).await.expect("it is there");
    pool.close().await;
    count
}

fn told(here: &Community, words: &str) -> usize {
    let seen = here.paper.seen().into_iter();
    seen.filter(|seen| seen.only.as_deref() == Some("ana") && seen.post.text.to_plain().contains(words))
        .count()
}

on_each_db!(between_the_seal_and_the_turn, |test: TestDb| async move {
    let here = community(&test, &[ASKER]).await;
    raw(&test.db, break_threads(&test)).await;
    here.engine().accept(vec![veiled_event(&here, "ana", "anon #help is it safe?")]).await.expect("accepted");
    here.engine().step_inbox().await.expect("a step");
    assert_eq!((addresses(&test).await, told(&here, "is it safe?")), (1, 0), "sealed, and nothing else");
    raw(&test.db, mend_threads(&test)).await;
    let here = restarted(&test, here).await;
    here.advance(Duration::from_secs(5)).await;
    assert_eq!(told(&here, "is it safe?"), 1, "the event was not lost");
    here.advance(Duration::from_hours(4)).await;
    assert_eq!(addresses(&test).await, 0, "neither the draft's address nor another stays");
});

on_each_db!(between_the_seal_and_a_turn_that_never_comes, |test: TestDb| async move {
    let here = community(&test, &[ASKER]).await;
    raw(&test.db, break_threads(&test)).await;
    here.happen(veiled_event(&here, "ana", "anon #help is it safe?")).await;
    here.advance(Duration::from_mins(20)).await;
    assert_eq!(told(&here, "E"), 1, "it was parked, and its giver told the number");
    raw(&test.db, mend_threads(&test)).await;
    let here = restarted(&test, here).await;
    here.advance(Duration::from_hours(2)).await;
    assert_eq!(addresses(&test).await, 0, "an orphan is shredded after an hour");
});

on_each_db!(between_the_turn_and_the_delivery, |test: TestDb| async move {
    let here = community(&test, &[ASKER]).await;
    here.engine().accept(vec![veiled_event(&here, "ana", "anon #help is it safe?")]).await.expect("accepted");
    here.engine().step_inbox().await.expect("a step");
    assert_eq!(told(&here, "is it safe?"), 0);
    let here = restarted(&test, here).await;
    here.advance(Duration::from_secs(1)).await;
    assert_eq!(told(&here, "is it safe?"), 1);
});

on_each_db!(between_the_delivery_and_its_receipt, |test: TestDb| async move {
    let here = community(&test, &[ASKER]).await;
    here.paper.next_outcome(Outcome::Unknown);
    here.happen(veiled_event(&here, "ana", "anon #help is it safe?")).await;
    let here = restarted(&test, here).await;
    here.advance(Duration::from_mins(3)).await;
    assert_eq!((told(&here, "is it safe?"), here.paper.searches()), (1, 1), "looked for, and not sent again");
});

on_each_db!(between_the_delivery_and_an_edit_of_it, |test: TestDb| async move {
    let here = community(&test, &[ASKER]).await;
    let card = asks(&here, "ana", "is it safe?").await;
    here.happen(here.message("ben", "#help", Some(&card.message), "Quite.")).await;
    here.paper.next_outcome(Outcome::Unknown);
    here.advance(Duration::from_hours(28)).await;
    assert_eq!(told(&here, "Did one of them help?"), 1);
    let here = restarted(&test, here).await;
    // The names of events begin anew with the process.
    let accepted = veiled_event(&here, "ana", "anon accept A1");
    here.happen(Event { id: "later".to_owned(), ..accepted }).await;
    assert_eq!(
        told(&here, "Did one of them help?"),
        0,
        "the message was found again, and says what became of it"
    );
});

on_each_db!(between_the_closing_and_the_shredding, |test: TestDb| async move {
    let here = community(&test, &[ASKER]).await;
    asks(&here, "ana", "is it safe?").await;
    here.advance(Duration::from_hours(3)).await;
    assert_eq!(addresses(&test).await, 1);
    here.happen(veiled_event(&here, "ana", "anon close Q1")).await;
    let here = restarted(&test, here).await;
    here.advance(Duration::from_hours(3)).await;
    assert_eq!(addresses(&test).await, 0);
});

on_each_db!(between_the_shredding_and_the_end_of_its_job, |test: TestDb| async move {
    let here = community(&test, &[ASKER]).await;
    asks(&here, "ana", "is it safe?").await;
    here.happen(veiled_event(&here, "ana", "anon close Q1")).await;
    // The job's turn cannot end: the address is gone already, and the job comes again.
    let (broken, mended) = if test.db.is_postgres() {
        (
            "CREATE FUNCTION stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'broken'; END $$;
             CREATE TRIGGER stay BEFORE DELETE ON job FOR EACH ROW WHEN (OLD.kind = 'shred address')
                EXECUTE FUNCTION stay()",
            "DROP TRIGGER stay ON job",
        )
    } else {
        (
            "CREATE TRIGGER stay BEFORE DELETE ON job WHEN OLD.kind = 'shred address'
                BEGIN SELECT RAISE(ABORT, 'broken'); END",
            "DROP TRIGGER stay",
        )
    };
    raw(&test.db, broken).await;
    here.advance(Duration::from_hours(1)).await;
    assert_eq!(addresses(&test).await, 0, "shredded, though the job is not done");
    raw(&test.db, mended).await;
    let here = restarted(&test, here).await;
    here.advance(Duration::from_hours(3)).await;
    assert_eq!(addresses(&test).await, 0);
    let jobs = "SELECT COUNT(*) FROM job WHERE kind = 'shred address'";
    let mut tx = test.db.begin_read().await.expect("what the database says");
    let (left,): (i64,) =
        stoa::on!(&mut tx, |c| sqlx::query_as(jobs).fetch_one(c).await).expect("it is there");
    assert_eq!(left, 0, "done in the end");
});
