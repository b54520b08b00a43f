//! What the vault promises, on both databases.

use super::{Asker, StrikeRule, ThreadId, Vault, VaultKeys};
use crate::database::{Db, Options};
use crate::on_each_db;
use crate::testing::{MONDAY_NINE, TestDb};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;
use stoa_chat::{MessageRef, Network, PlaceRef, PlannedId, Timestamp, UserRef};

const RULE: StrikeRule = StrikeRule { pause_from: 2, pause_for: Duration::from_hours(14 * 24) };
const DAY: Duration = Duration::from_hours(24);

fn user(id: &str) -> UserRef {
    UserRef::new(&Network::new("town"), id)
}

fn asker(id: &str) -> Asker {
    Asker::new(user(id))
}

fn thread(number: usize) -> ThreadId {
    ThreadId::new(format!("{number:032x}"))
}

fn keys(digits: &[char]) -> VaultKeys {
    let lines = digits.iter().fold(String::new(), |mut lines, digit| {
        let _ = writeln!(lines, "{}", digit.to_string().repeat(64));
        lines
    });
    VaultKeys::read(&lines).unwrap()
}

async fn vault(test: &TestDb) -> Vault {
    Vault::open(test.db.clone(), keys(&['a'])).await.unwrap()
}

async fn seal(vault: &Vault, number: usize, who: &str, now: Timestamp) {
    vault.seal(&thread(number), &asker(who), true, now).await.unwrap();
}

/// Whom a thread leads to.
async fn whose(vault: &Vault, number: usize) -> Option<String> {
    let letter = vault.deliver(&thread(number)).await.unwrap();
    letter.map(|letter| letter.asker().reveal().id.clone())
}

on_each_db!(what_is_sealed_is_opened_for_one_message, |test: TestDb| async move {
    let vault = vault(&test).await;
    seal(&vault, 1, "ana", MONDAY_NINE).await;
    seal(&vault, 2, "ben", MONDAY_NINE).await;
    // Tried again, an act changes nothing.
    assert_eq!(vault.seal(&thread(1), &asker("ana"), true, MONDAY_NINE).await.unwrap().acts, 1);
    assert_eq!(whose(&vault, 1).await.as_deref(), Some("ana"));
    assert_eq!(whose(&vault, 3).await, None);
    let mine = vault.my_threads(&asker("ben")).await.unwrap();
    assert_eq!(mine, BTreeSet::from([thread(2)]));
    assert!(vault.my_threads(&asker("chen")).await.unwrap().is_empty());
    vault.shred(&[thread(1), thread(9)]).await.unwrap();
    vault.shred(&[thread(1)]).await.unwrap();
    assert_eq!(whose(&vault, 1).await, None);
    assert_eq!(whose(&vault, 2).await.as_deref(), Some("ben"));
});

on_each_db!(a_receipt_is_kept_as_long_as_its_thread, |test: TestDb| async move {
    let vault = vault(&test).await;
    seal(&vault, 1, "ana", MONDAY_NINE).await;
    let (delivery, place) = (PlannedId("o1".into()), PlaceRef::new(&Network::new("town"), "dm:ana"));
    let message = MessageRef::new(&place, "m7");
    {
        let letter = vault.deliver(&thread(1)).await.unwrap().unwrap();
        assert_eq!(letter.receipt(&delivery).await.unwrap(), None);
        letter.keep_receipt(&delivery, &message).await.unwrap();
        assert_eq!(letter.receipt(&delivery).await.unwrap(), Some(message.clone()));
        vault.shred(&[thread(1)]).await.unwrap();
        // Too late: nobody keeps it.
        letter.keep_receipt(&PlannedId("o2".into()), &message).await.unwrap();
    }
    let rows = all_bytes(&test).await;
    assert!(!contains(&rows, b"o1") && !contains(&rows, b"o2"));
});

on_each_db!(orphans_go_after_an_hour_and_threads_that_are_known_stay, |test: TestDb| async move {
    let vault = vault(&test).await;
    seal(&vault, 1, "ana", MONDAY_NINE).await;
    seal(&vault, 2, "ben", MONDAY_NINE).await;
    seal(&vault, 3, "ben", MONDAY_NINE + Duration::from_mins(30)).await;
    let known = BTreeSet::from([thread(1)]);
    let early = MONDAY_NINE + Duration::from_mins(59);
    assert!(vault.sweep(&known, &BTreeSet::new(), early).await.unwrap().is_empty());
    let hour = MONDAY_NINE + Duration::from_hours(1);
    assert_eq!(vault.sweep(&known, &BTreeSet::new(), hour).await.unwrap(), [thread(2)]);
    assert_eq!((whose(&vault, 2).await, whose(&vault, 3).await.as_deref()), (None, Some("ben")));
    // Once it was known it is not pending any more, and goes when it is known no longer.
    assert_eq!(vault.sweep(&known, &BTreeSet::new(), hour + DAY).await.unwrap(), [thread(3)]);
    assert_eq!(whose(&vault, 1).await.as_deref(), Some("ana"));
    assert!(!vault.is_pending().await.unwrap());
    assert_eq!(vault.sweep(&BTreeSet::new(), &BTreeSet::new(), hour + DAY).await.unwrap(), [thread(1)]);
});

on_each_db!(an_orphan_stays_while_something_is_on_its_way_to_it, |test: TestDb| async move {
    let vault = vault(&test).await;
    seal(&vault, 1, "ana", MONDAY_NINE).await;
    let (none, owed) = (BTreeSet::new(), BTreeSet::from([thread(1)]));
    let later = MONDAY_NINE + DAY;
    assert!(vault.sweep(&none, &owed, later).await.unwrap().is_empty());
    assert!(vault.is_pending().await.unwrap(), "it is looked at again");
    assert_eq!(vault.sweep(&none, &none, later).await.unwrap(), [thread(1)]);
});

on_each_db!(an_address_that_does_not_open_keeps_nobody_from_their_own, |test: TestDb| async move {
    let vault = vault(&test).await;
    for (number, who) in [(1, "ana"), (2, "ben"), (3, "ana"), (4, "ana")] {
        seal(&vault, number, who, MONDAY_NINE + DAY * 7 * u32::try_from(number).unwrap()).await;
    }
    // One address is not what was sealed, of another the week's key is gone.
    let spoil =
        ["UPDATE thread SET address = wrapped WHERE id = $1", "UPDATE thread SET week = 1 WHERE id = $1"];
    for (number, sql) in [(2, spoil[0]), (3, spoil[1])] {
        let mut tx = test.db.begin_short().await.unwrap();
        let id = thread(number).to_string();
        crate::on!(&mut tx, |c| sqlx::query(sql).bind(&id).execute(c).await.map(drop)).unwrap();
        tx.commit().await.unwrap();
    }
    let mine = vault.my_threads(&asker("ana")).await.unwrap();
    assert_eq!(mine, BTreeSet::from([thread(1), thread(4)]));
    assert!(vault.my_threads(&asker("ben")).await.unwrap().is_empty());
});

on_each_db!(two_strikes_pause_whoever_it_is_for_two_weeks, |test: TestDb| async move {
    let vault = vault(&test).await;
    let standing = async |who: &str, number, now| {
        vault.seal(&thread(number), &asker(who), false, now).await.unwrap().paused_until
    };
    for number in 1..=3 {
        seal(&vault, number, "ana", MONDAY_NINE).await;
    }
    for _ in 0..3 {
        vault.strike(&thread(1), RULE, MONDAY_NINE).await.unwrap();
    }
    assert_eq!(standing("ana", 11, MONDAY_NINE).await, None, "one post counts once");
    // The second in the next period of thirty days, so that the pause goes over its end.
    let later = Timestamp::from_millis((MONDAY_NINE.millis() / (30 * 86_400_000) + 1) * 30 * 86_400_000);
    vault.strike(&thread(2), RULE, later).await.unwrap();
    assert_eq!(standing("ana", 12, later).await, Some(later + RULE.pause_for));
    assert_eq!(standing("ben", 13, later).await, None);
    vault.sweep(&BTreeSet::new(), &BTreeSet::new(), later).await.unwrap();
    assert_eq!(standing("ana", 14, later + DAY).await, Some(later + RULE.pause_for));
    assert_eq!(standing("ana", 15, later + RULE.pause_for).await, None);
    // Two periods later the keys are gone, and with them what was counted.
    vault.sweep(&BTreeSet::new(), &BTreeSet::new(), later + DAY * 61).await.unwrap();
    assert_eq!(count(&test, "tally").await, 0);
    // A shredded thread cannot be struck.
    vault.shred(&[thread(3)]).await.unwrap();
    vault.strike(&thread(3), RULE, later).await.unwrap();
});

on_each_db!(acts_are_counted_for_a_day, |test: TestDb| async move {
    let vault = vault(&test).await;
    for number in 1..=3 {
        seal(&vault, number, "ana", MONDAY_NINE).await;
    }
    let acts = async |number, now| vault.seal(&thread(number), &asker("ana"), true, now).await.unwrap().acts;
    assert_eq!(acts(4, MONDAY_NINE).await, 4);
    assert_eq!(acts(5, MONDAY_NINE + DAY).await, 1);
    vault.sweep(&BTreeSet::new(), &BTreeSet::new(), MONDAY_NINE + DAY).await.unwrap();
    assert_eq!((count(&test, "tally_key").await, count(&test, "tally").await), (1, 1));
});

on_each_db!(a_lost_or_wrong_key_is_refused_with_what_to_do, |test: TestDb| async move {
    seal(&vault(&test).await, 1, "ana", MONDAY_NINE).await;
    let wrong = Vault::open(test.db.clone(), keys(&['b'])).await.map(drop).unwrap_err();
    let told = format!("{wrong:#}");
    assert!(
        told.contains("which is not in the file of the vault key") && told.contains("vault_key_file"),
        "{told}"
    );
    assert!(Vault::check(&test.db, &keys(&['b'])).await.is_err());
    assert!(Vault::check(&test.db, &keys(&['b', 'a'])).await.is_ok());
    let lost = VaultKeys::from_file(&test.folder().join("no such file")).unwrap_err().to_string();
    assert!(lost.contains("cannot read") && lost.contains("put the file back"), "{lost}");
    let words = ["", "secret", &"a".repeat(63), &"g".repeat(64)];
    assert!(words.into_iter().all(|text| VaultKeys::read(text).is_err()));
});

on_each_db!(a_key_is_changed_under_load_and_no_thread_is_lost, |test: TestDb| async move {
    let old = Arc::new(Vault::open(test.db.clone(), keys(&['a', 'b'])).await.unwrap());
    let (sealing, opening) = (Arc::clone(&old), Arc::clone(&old));
    // Weeks apart, so that keys are made all the while.
    let written = tokio::spawn(async move {
        for number in 0..200 {
            let now = MONDAY_NINE + DAY * u32::try_from(number / 4).unwrap();
            seal(&sealing, number, &format!("p{number}"), now).await;
        }
    });
    let opened = tokio::spawn(async move {
        for number in (0..200).rev() {
            if let Some(who) = whose(&opening, number).await {
                assert_eq!(who, format!("p{number}"));
            }
        }
    });
    // Meanwhile, the key is changed ten times, as by other processes that start.
    for round in 0..10 {
        let digits = if round % 2 == 0 { ['b', 'a'] } else { ['a', 'b'] };
        drop(Vault::open(Db::open(&test.options).await.unwrap(), keys(&digits)).await.unwrap());
    }
    written.await.unwrap();
    opened.await.unwrap();
    // Then once more, and the former key is thrown away.
    drop(Vault::open(Db::open(&test.options).await.unwrap(), keys(&['c', 'a', 'b'])).await.unwrap());
    let new = Vault::open(Db::open(&test.options).await.unwrap(), keys(&['c'])).await.unwrap();
    for number in 0..200 {
        assert_eq!(whose(&new, number).await, Some(format!("p{number}")));
    }
});

/// What is left of a thousand closed threads, for whoever has which parts of the machine of which day.
#[tokio::test]
async fn a_thousand_shredded_threads_open_only_with_a_copy_of_the_vault_and_its_key() {
    const ALL: usize = 1_000;
    let test = TestDb::sqlite().await;
    let (file, copy) = (test.folder().join("vault.db"), test.folder().join("yesterday.db"));
    let db = Db::open(&Options::Sqlite(file.clone())).await.unwrap();
    let today = Vault::open(db.clone(), keys(&['a'])).await.unwrap();
    for number in 0..ALL {
        seal(&today, number, &format!("p{number}"), MONDAY_NINE).await;
    }
    let secrets = secrets(&db).await;
    assert_eq!(secrets.len(), 2 * ALL);
    db.scrub(false).await.unwrap();
    std::fs::copy(&file, &copy).unwrap();
    // All of them are to be found before, or finding none afterwards would mean nothing.
    let before = std::fs::read(&file).unwrap();
    assert!(secrets.iter().all(|secret| contains(&before, secret)));

    let all: Vec<ThreadId> = (0..ALL).map(thread).collect();
    today.shred(&all).await.unwrap();
    let mut opened = [0; 3];
    for number in 0..ALL {
        opened[0] += usize::from(whose(&today, number).await.is_some());
    }
    let yesterday = || async { Db::open(&Options::Sqlite(copy.clone())).await.unwrap() };
    opened[1] = match Vault::open(yesterday().await, keys(&['b'])).await {
        Ok(_) => ALL,
        Err(error) => usize::from(!format!("{error:#}").contains("which is not in the file")),
    };
    let with_key = Vault::open(yesterday().await, keys(&['a'])).await.unwrap();
    for number in 0..ALL {
        opened[2] += usize::from(whose(&with_key, number).await.is_some());
    }
    assert_eq!(opened, [0, 0, ALL], "today's vault; yesterday's without the key; yesterday's with it");

    for path in [file.clone(), file.with_extension("db-wal"), file.with_extension("db-shm")] {
        let bytes = std::fs::read(&path).unwrap_or_default();
        let left = secrets.iter().filter(|secret| contains(&bytes, secret)).count();
        assert_eq!(left, 0, "key bytes and addresses in {}", path.display());
    }
    let page = include_str!("../../docs/privacy.md");
    assert!(page.contains("only a copy of the whole machine taken while it was open could"));
}

/// The wrapped key and the sealed address of every thread.
async fn secrets(db: &Db) -> Vec<Vec<u8>> {
    let mut tx = db.begin_read().await.unwrap();
    let all = super::store::all(&mut tx).await.unwrap();
    all.into_iter().flat_map(|sealed| [sealed.wrapped, sealed.address]).collect()
}

/// Whether `needle` is in `haystack`, which is large: by its first bytes.
fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    let first = needle[0];
    let mut rest = haystack;
    while let Some(at) = rest.iter().position(|byte| *byte == first) {
        if rest[at..].starts_with(needle) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

async fn count(test: &TestDb, table: &str) -> i64 {
    let sql = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
    let mut tx = test.db.begin_read().await.unwrap();
    let (count,): (i64,) = crate::on!(&mut tx, |c| sqlx::query_as(sql).fetch_one(c).await).unwrap();
    count
}

/// The receipts that are there.
async fn all_bytes(test: &TestDb) -> Vec<u8> {
    let sql = "SELECT delivery FROM receipt ORDER BY delivery";
    let mut tx = test.db.begin_read().await.unwrap();
    let rows: Vec<(String,)> = crate::on!(&mut tx, |c| sqlx::query_as(sql).fetch_all(c).await).unwrap();
    rows.into_iter().flat_map(|(delivery,)| delivery.into_bytes()).collect()
}
