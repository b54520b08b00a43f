//! The writer, on both databases.

use super::super::{SAMPLE, Sample, import_sample};
use super::{Report, Source, TWO, import, reindexed, rejects_of, source, tables};
use crate::database::Db;
use crate::engine::{FrozenClock, SystemClock};
use crate::import::import_stackexchange;
use crate::on_each_db;
use crate::settings::Settings;
use crate::testing::{Community, MONDAY_NINE, Paper, TestDb};
use serde_json::json;
use std::fmt::Write as _;
use std::sync::Arc;
use stoa_chat::Network;
use tokio::sync::Notify;

/// `questions` questions with three answers each, by a few people.
fn many(questions: usize) -> String {
    (0..questions).fold(String::new(), |mut lines, place| {
        let id = place * 10 + 1;
        let answer = |nth: usize| {
            let (id, user) = (id + nth, (place * 3 + nth) % 41);
            json!({"id": id, "t": "2020-01-02T00:00:00", "user": user, "score": nth, "accepted": nth == 2, "body": "Try this."})
        };
        let answers: Vec<_> = (1..4).map(answer).collect();
        let tags = [format!("topic{}", place % 7)];
        let user = format!("asker{}", place % 5);
        let row = json!({"id": id, "t": "2020-01-01T00:00:00", "user": user, "title": format!("Question {place}"),
            "body": "Why?", "tags": tags, "answers": answers});
        let _ = writeln!(lines, "{row}");
        lines
    })
}

on_each_db!(questions_people_and_answers_are_written, |db: TestDb| async move {
    let report = import(&db, &source(db.folder(), "two.jsonl", TWO)).await;
    assert_eq!(report.to_string(), "2 questions and 2 answers (2 people new)");
    let rows = tables(&db.db).await;
    let has = |row: &str| assert!(rows.iter().any(|one| one.contains(row)), "{row} in {rows:#?}");
    has("counter: answer | 2");
    has("counter: question | 2");
    has("account: import | se-two-3 | ");
    has("account: import | se-two-ana | ");
    has("user3 | - | - | - | 1488300477000");
    has(
        r#"import | two | How do I restart it? | [{"paragraph":[{"plain":"It hangs."}]},{"paragraph":[{"plain":"For hours."}]}] | en | 1488300477000 | archived | 0 | - | - | stackexchange:two:7"#,
    );
    has("question: 2 | - | import | two | Wie sichere ich");
    has("| de | 1488355200000 | archived | 0 | 1 | 1488358800000 | stackexchange:two:8");
    has("question_topic: 1 | ci");
    has(
        r#"import | two | [{"paragraph":[{"plain":"Mit pg_dump."}]}] | 1488358800000 | 0 | stackexchange:two:9"#,
    );
    has("1488362400000 | 5 | stackexchange:two:10");
    assert_eq!(reindexed(&db.db).await, 2);
});

on_each_db!(what_is_there_is_left_as_it_is, |db: TestDb| async move {
    let file = source(db.folder(), "two.jsonl", TWO);
    import(&db, &file).await;
    let mut tx = db.db.begin().await.unwrap();
    let edited = "UPDATE question SET title = 'edited', accepted = NULL WHERE number = 2";
    crate::on!(&mut tx, |c| sqlx::query(edited).execute(c).await.map(drop)).unwrap();
    tx.commit().await.unwrap();
    let before = tables(&db.db).await;
    let again = import(&db, &file).await;
    assert_eq!(again.to_string(), "2 questions and 2 answers, all of them there already: nothing changed");
    assert_eq!(tables(&db.db).await, before);

    // The same posts of another site are other posts by other people.
    let other = import(&db, &Source { site: "other".into(), ..file }).await;
    assert_eq!((other.added(), other.people), (4, 2));
});

on_each_db!(a_file_that_has_grown_adds_what_is_new, |db: TestDb| async move {
    let report = import(&db, &source(db.folder(), "site.jsonl", many(3))).await;
    assert_eq!((report.added(), report.already_there()), (12, 0));
    let report = import(&db, &source(db.folder(), "site.jsonl", many(5))).await;
    assert_eq!((report.added(), report.already_there()), (8, 12));
});

on_each_db!(a_killed_import_run_again_leaves_the_same_rows, |db: TestDb| async move {
    let file = source(db.folder(), "site.jsonl", many(120));
    // Not even the kind of the database shows in the rows.
    let whole = TestDb::sqlite().await;
    import(&whole, &file).await;
    let expected = tables(&whole.db).await;
    let mut seen = 0;
    for batches in 1.. {
        if killed_after(&db.db, &file, batches).await {
            seen += 1;
            let rows = tables(&db.db).await.len();
            assert!(rows > 0 && rows < expected.len(), "it was in the middle: {rows} of {}", expected.len());
        } else {
            break;
        }
    }
    assert!(seen >= 3, "it was killed {seen} times");
    assert_eq!(tables(&db.db).await, expected);
    assert_eq!(import(&db, &file).await.added(), 0);
});

/// Imports and drops everything in mid-work, some time after so many batches; `false` if it was done before.
async fn killed_after(db: &Db, file: &Source, batches: usize) -> bool {
    let kill = Arc::new(Notify::new());
    let (trigger, mut calls) = (Arc::clone(&kill), 0);
    let mut progress = move |_, _| {
        calls += 1;
        if calls == batches {
            trigger.notify_one();
        }
    };
    let folder = file.path.parent().unwrap();
    let clock = FrozenClock::at(MONDAY_NINE);
    tokio::select! {
        biased;
        () = kill.notified() => true,
        report = import_stackexchange(db, &clock, file, folder, &mut progress) => {
            report.unwrap();
            false
        }
    }
}

on_each_db!(two_imports_at_once_write_everything_once, |db: TestDb| async move {
    let file = source(db.folder(), "site.jsonl", many(60));
    let other = Db::open(&db.options).await.unwrap();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let clock = SystemClock::default();
    let (mut quiet, mut silent) = (|_, _| {}, |_, _| {});
    let one = import_stackexchange(&db.db, &clock, &file, folders[0].path(), &mut quiet);
    let two = import_stackexchange(&other, &clock, &file, folders[1].path(), &mut silent);
    let (one, two) = tokio::join!(one, two);
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!((one.new_questions + two.new_questions, one.new_answers + two.new_answers), (60, 180));
    let rows = tables(&db.db).await;
    let counters = ["counter: answer | 180", "counter: question | 60"];
    assert!(
        counters.iter().all(|counter| rows.iter().any(|row| row == counter)),
        "no number was lost: {rows:?}"
    );
    other.close().await;
});

on_each_db!(a_running_engine_finds_what_is_imported, |db: TestDb| async move {
    let community = Community::new(&db).await;
    import(&db, &source(db.folder(), "two.jsonl", TWO)).await;
    community.commands("ben", "dm:ben", "search Datenbank sichern").await;
    let found = community.told("ben").unwrap().post.text.to_plain();
    assert!(found.contains("Q2") && found.contains("Mit pg_dump."), "{found}");
});

on_each_db!(rejects_are_kept_in_a_file, |db: TestDb| async move {
    let bad =
        "{\"id\": 1}\n\"\u{2603}\n{\"id\": 2, \"t\": \"2020-01-01T00:00:00\", \"title\": \"nul\\u0000\"}\n";
    let report = import(&db, &source(db.folder(), "bad.jsonl", bad)).await;
    let file = rejects_of(&db, "bad");
    let words = format!(
        "1 question and 0 answers (0 people new)\nNUL characters were removed from 1 post\n\
         2 rows left out: 1 not JSON, 1 without a date; see {}",
        file.display()
    );
    assert_eq!(report.to_string(), words);
    let rows = concat!(
        r#"{"reason":"no_date","file":"bad.jsonl","line":1,"text":"{\"id\": 1}"}"#,
        "\n",
        r#"{"reason":"not_json","file":"bad.jsonl","line":2,"text":"\"☃"}"#,
        "\n",
    );
    assert_eq!(std::fs::read_to_string(&file).unwrap(), rows);
    // Mended, it leaves nothing behind.
    let report = import(&db, &source(db.folder(), "bad.jsonl", TWO)).await;
    assert!(report.rejects.is_none() && !file.exists());
});

on_each_db!(a_file_that_breaks_off_is_imported_up_to_there, |db: TestDb| async move {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, many(300).as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let file = source(db.folder(), "half.jsonl.gz", &packed[..packed.len() / 2]);
    let clock = FrozenClock::at(MONDAY_NINE);
    let result = import_stackexchange(&db.db, &clock, &file, db.folder(), &mut |_, _| {}).await;
    let words = format!("{:#}", result.unwrap_err());
    assert!(words.contains("half.jsonl.gz stopped: the file cannot be read to its end"), "{words}");
    assert!(tables(&db.db).await.iter().any(|row| row.contains("stackexchange:half:1")));
    let file = source(db.folder(), "half.jsonl.gz", &packed);
    let report = import(&db, &file).await;
    assert_eq!((report.questions, report.answers), (300, 900));
    assert!(report.already_there() > 0);
});

async fn sample(db: &TestDb, sample: &Sample<'_>) -> anyhow::Result<Report> {
    import_sample(&db.db, &FrozenClock::at(MONDAY_NINE), sample, &Network::new("terminal")).await
}

on_each_db!(the_sample_town_has_a_past, |db: TestDb| async move {
    let report = sample(&db, &SAMPLE).await.unwrap();
    let people = SAMPLE.town.matches("[[person]]").count();
    assert_eq!((report.questions, report.answers), (60, 106));
    assert_eq!(usize::try_from(report.people).unwrap(), people);
    let rows = tables(&db.db).await;
    let count = |words: &str| rows.iter().filter(|row| row.contains(words)).count();
    assert_eq!(count("account: terminal | "), people);
    assert_eq!(count("account: terminal | ana | "), 1);
    assert_eq!(count(" | Ana | en | Europe/Warsaw | Mon-Fri 9-17 | "), 1);
    assert_eq!((count(" | de | 17"), count(" | en | 17")), (10, 50));
    assert_eq!(count("terminal | #help | "), 60 + 106);
    assert_eq!(count("topic_member: terraform | "), SAMPLE.town.matches("\"terraform\"").count());
    assert_eq!(reindexed(&db.db).await, 60 + people);

    let again = sample(&db, &SAMPLE).await.unwrap();
    assert_eq!((again.added(), again.people), (0, 0));
    assert_eq!(tables(&db.db).await, rows);
    assert_eq!(reindexed(&db.db).await, 60 + people);
});

on_each_db!(a_sample_with_a_mistake_says_where, |db: TestDb| async move {
    let questions = "\n{\"id\": 1, \"title\": \"when?\"}\n";
    let words = sample(&db, &Sample { questions, ..SAMPLE }).await.unwrap_err().to_string();
    assert_eq!(words, "questions.jsonl line 2: without a date");
    let town = SAMPLE.town.replacen("Mon-Fri 9-17", "at night", 1);
    let words = format!("{:#}", sample(&db, &Sample { town: &town, ..SAMPLE }).await.unwrap_err());
    assert!(words.contains("town.toml") && words.contains("at"), "{words}");
});

on_each_db!(what_was_erased_does_not_come_back, |db: TestDb| async move {
    import(&db, &source(db.folder(), "two.jsonl", TWO)).await;
    let community = Community::with(&db, Settings::default(), Paper::new("import")).await;
    let (who, dm) = ("se-two-3", "dm:se-two-3");
    community.commands(who, dm, "my data erase").await;
    community.commands(who, dm, "my data erase yes, erase me").await;
    // A newer export has more that they wrote before: a question with an answer, and an answer to a known question.
    let old = r#"{"id": 20, "t": "2018-01-01T00:00:00", "user": 3, "title": "Where is it?", "body": "I looked.", "answers": [{"id": 21, "t": "2018-01-02T00:00:00", "user": "ana", "body": "There."}]}"#;
    let late = r#"{"id": 8, "t": "2017-03-01T08:00:00", "user": 0, "title": "Wie sichere ich", "body": "Sie ist groß.", "answers": [{"id": 22, "t": "2018-01-02T00:00:00", "user": 3, "body": "So."}, {"id": 23, "t": "2030-01-02T00:00:00", "user": 3, "body": "Oder so."}]}"#;
    let newer = source(db.folder(), "two.jsonl", format!("{TWO}{old}\n{late}\n"));
    let report = import(&db, &newer).await;
    let told = "3 questions and 3 answers (1 new, 5 there already; 1 person new)\n\
        3 rows left out: 1 answering an unknown question, 2 by people who were erased";
    assert_eq!(report.to_string(), told);
    let rows = tables(&db.db).await.join("\n");
    assert!(!rows.contains("I looked") && !rows.contains("So.\"") && rows.contains("Oder so."), "{rows}");
});
