//! The import of an export, on both databases.

use super::super::tests::{reindexed, tables};
use super::{SlackReport, SlackSource, import_slack};
use crate::database::Db;
use crate::engine::{FrozenClock, SystemClock};
use crate::import::Reason;
use crate::on_each_db;
use crate::testing::{Community, MONDAY_NINE, Size, SlackWorkspace, TestDb, WORKSPACE};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use stoa_chat::Network;
use tokio::sync::Notify;

const SMALL: Size = Size { messages: 2_000, people: 60, days: 30 };

fn source(folder: &Path) -> SlackSource {
    SlackSource { path: folder.to_owned(), workspace: None, network: Network::new("paper") }
}

async fn import(db: &TestDb, folder: &Path) -> SlackReport {
    let clock = FrozenClock::at(MONDAY_NINE);
    import_slack(&db.db, &clock, &source(folder), db.folder(), &mut |_, _| {}).await.unwrap()
}

/// Writes the files of an export: one channel `help-git`, these people, and a file for each list of entries.
fn export(folder: &Path, days: &[&[Value]]) {
    let people: Vec<_> = [("U1", "Ana", false), ("U2", "Ben", false), ("U3", "Chen", true)]
        .map(|(id, name, deleted)| {
            json!({"id": id, "team_id": "T1", "deleted": deleted, "profile": {"display_name": name}})
        })
        .into();
    let write = |path: &str, rows: &[Value]| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, json!(rows).to_string()).unwrap();
    };
    write("users.json", &people);
    write("channels.json", &[json!({"id": "C1", "name": "help-git"})]);
    for (nth, entries) in days.iter().enumerate() {
        write(&format!("help-git/2026-01-{:02}.json", nth + 1), entries);
    }
}

fn said(by: &str, ts: &str, thread: Option<&str>, text: &str) -> Value {
    let mut entry = json!({"type": "message", "user": by, "ts": ts, "text": text});
    if let Some(thread) = thread {
        entry["thread_ts"] = json!(thread);
    }
    entry
}

/// The number of rows that contain `words`.
fn count(rows: &[String], words: &str) -> usize {
    rows.iter().filter(|row| row.contains(words)).count()
}

/// The report counts what the export was made of, and every message once.
fn must_be(report: &SlackReport, workspace: &SlackWorkspace) {
    let expected = workspace.expected();
    let posts = &report.posts;
    assert_eq!((report.channels, report.messages), (expected.channels, expected.messages));
    assert_eq!((posts.questions, posts.answers), (expected.questions, expected.answers));
    assert_eq!(posts.rejected, expected.rejected);
    let others = [Reason::BrokenFile, Reason::Stray, Reason::Private];
    let left = posts.rejected.iter().filter(|(reason, _)| !others.contains(reason));
    let left: u64 = left.map(|(_, times)| times).sum();
    assert_eq!(posts.questions + posts.answers + left, report.messages, "each message is counted once");
}

on_each_db!(a_workspace_is_imported_to_the_last_message, |db: TestDb| async move {
    let folder = tempfile::tempdir().unwrap();
    let workspace = SlackWorkspace::new(SMALL, 7);
    workspace.write(folder.path()).unwrap();
    let (expected, report) = (workspace.expected(), import(&db, folder.path()).await);
    must_be(&report, &workspace);
    assert_eq!(
        (report.posts.new_questions, report.posts.new_answers),
        (expected.questions, expected.answers)
    );
    assert_eq!(report.posts.people, expected.people);
    let rows = tables(&db.db).await;
    assert_eq!(count(&rows, &format!("slack:{WORKSPACE}:")) as u64, expected.questions + expected.answers);
    let accepted =
        rows.iter().filter(|row| row.starts_with("question: ") && !row.contains(" | - | - | slack"));
    assert_eq!(accepted.count() as u64, expected.accepted);
    let helped: i64 = rows
        .iter()
        .filter_map(|row| row.strip_prefix("answer: ")?.rsplit(" | ").nth(1)?.parse::<i64>().ok())
        .sum();
    assert_eq!(helped.unsigned_abs(), expected.helped);
    assert!(count(&rows, "Nobody may ever") == 0, "private conversations stay private");
    assert_eq!(reindexed(&db.db).await as u64, expected.questions);

    let again = import(&db, folder.path()).await;
    must_be(&again, &workspace);
    assert_eq!((again.posts.added(), again.posts.people), (0, 0));
    assert_eq!(tables(&db.db).await, rows, "a second run changes nothing");
});

on_each_db!(
    #[expect(clippy::print_stdout, reason = "the figures are what one runs this for")]
    twenty_thousand_messages_are_counted_and_timed,
    |db: TestDb| async move {
        let folder = tempfile::tempdir().unwrap();
        let workspace = SlackWorkspace::new(Size { messages: 20_000, people: 300, days: 90 }, 1);
        workspace.write(folder.path()).unwrap();
        let clock = SystemClock::default();
        for run in ["first", "second"] {
            let begun = Instant::now();
            let report =
                import_slack(&db.db, &clock, &source(folder.path()), db.folder(), &mut |_, _| {}).await;
            let (report, took) = (report.unwrap(), begun.elapsed());
            println!("{run} run on {}: {:.1} s\n{report}\n", db.kind(), took.as_secs_f64());
            must_be(&report, &workspace);
            assert_eq!(report.posts.added() == 0, run == "second");
        }
    }
);

on_each_db!(what_was_said_becomes_questions_and_answers, |db: TestDb| async move {
    let folder = tempfile::tempdir().unwrap();
    let root = "1767600000.000100";
    let mut answer = said("U2", "1767700000.000200", Some(root), "Use `git restore` &amp; look at <#C1>.");
    answer["reactions"] = json!([{"name": "white_check_mark", "users": ["U1", "U3"]},
        {"name": "bulb", "users": ["U1", "U3", "U2"]}, {"name": "joy", "users": ["U3"]}]);
    answer["files"] = json!([{"name": "how.pdf"}]);
    let gone = json!({"type": "message", "subtype": "message_deleted", "ts": "1767700009.0", "deleted_ts": "1767700003.0"});
    export(
        folder.path(),
        &[
            &[said("U1", root, Some(root), "Hi <@U2>! How do I get my file back? #Files")],
            &[],
            &[
                answer,
                said("U1", "1767700001.0", Some(root), "thanks"),
                said("U9", "1767700002.0", Some(root), "or so"),
                said("U3", "1767700003.0", Some(root), "wrong"),
                gone,
            ],
        ],
    );
    let report = import(&db, folder.path()).await;
    assert_eq!((report.posts.questions, report.posts.answers, report.posts.people), (1, 2, 3));
    let left = [(Reason::Notice, 1), (Reason::Deleted, 1), (Reason::OwnReply, 1)];
    assert_eq!(report.posts.rejected, left.into());
    let rows = tables(&db.db).await;
    let has = |row: &str| assert_eq!(count(&rows, row), 1, "{row} in {rows:#?}");
    has("paper | C1 | How do I get my file back? | ");
    has(r#"[{"paragraph":[{"plain":"Hi @Ben! How do I get my file back? #Files"}]}]"#);
    has("| en | 1767600000000 | archived | 0 | 1 | 1767700000000 | slack:T1:C1:1767600000.000100");
    has("question_topic: 1 | git");
    has("question_topic: 1 | files");
    has(
        r#"{"plain":"Use "},{"code":"git restore"},{"plain":" & look at #help-git."}]},{"paragraph":[{"plain":"📎 how.pdf"}]}]"#,
    );
    has(" | 1767700000000 | 2 | slack:T1:C1:1767700000.000200");
    has("account: paper | U1 | ");
    has("account: paper | U9 | ");
});

on_each_db!(a_newer_export_adds_what_is_new, |db: TestDb| async move {
    let folder = tempfile::tempdir().unwrap();
    let (root, other) = ("1767600000.000100", "1767600001.000000");
    let first =
        [said("U1", root, Some(root), "How do I rebase?"), said("U2", other, None, "And how do I merge?")];
    let reply = said("U2", "1767600002.0", Some(root), "With care.");
    export(folder.path(), &[&first, std::slice::from_ref(&reply)]);
    let report = import(&db, folder.path()).await;
    assert_eq!((report.posts.new_questions, report.posts.new_answers), (1, 1));
    let later = [
        said("U1", "1767800002.0", Some(other), "git merge"),
        said("U3", "1767800003.0", Some(root), "Never."),
    ];
    export(folder.path(), &[&first, &[reply], &later]);
    let report = import(&db, folder.path()).await;
    assert_eq!((report.posts.new_questions, report.posts.new_answers, report.posts.people), (1, 2, 1));
    assert_eq!(count(&tables(&db.db).await, "question: "), 2);
});

on_each_db!(a_killed_import_run_again_leaves_the_same_rows, |db: TestDb| async move {
    let folder = tempfile::tempdir().unwrap();
    SlackWorkspace::new(Size { messages: 600, people: 30, days: 10 }, 3).write(folder.path()).unwrap();
    let whole = TestDb::sqlite().await;
    import(&whole, folder.path()).await;
    let expected = tables(&whole.db).await;
    let mut seen = 0;
    for batches in [2, 7, 15] {
        seen += usize::from(killed_after(&db.db, folder.path(), db.folder(), batches).await);
    }
    assert!(seen >= 2, "it was killed {seen} times");
    import(&db, folder.path()).await;
    assert_eq!(tables(&db.db).await, expected);
});

/// Imports and drops everything in mid-work, some time after so many batches; `false` if it was done before.
async fn killed_after(db: &Db, folder: &Path, rejects: &Path, batches: usize) -> bool {
    let kill = Arc::new(Notify::new());
    let (trigger, mut calls) = (Arc::clone(&kill), 0);
    let mut progress = move |_, _| {
        calls += 1;
        if calls == batches {
            trigger.notify_one();
        }
    };
    let (clock, source) = (FrozenClock::at(MONDAY_NINE), source(folder));
    tokio::select! {
        biased;
        () = kill.notified() => true,
        report = import_slack(db, &clock, &source, rejects, &mut progress) => {
            report.unwrap();
            false
        }
    }
}

on_each_db!(a_running_engine_finds_what_is_imported, |db: TestDb| async move {
    let community = Community::new(&db).await;
    let (folder, root) = (tempfile::tempdir().unwrap(), "1767600000.000100");
    let thread = [
        said("U1", root, Some(root), "How do I undo a commit?"),
        said("U2", "1767600001.0", Some(root), "git revert"),
    ];
    export(folder.path(), &[&thread]);
    import(&db, folder.path()).await;
    community.commands("dara", "dm:dara", "search undo commit").await;
    let found = community.told("dara").unwrap().post.text.to_plain();
    assert!(found.contains("How do I undo a commit?") && found.contains("git revert"), "{found}");
});

on_each_db!(broken_files_are_named_and_spoil_nothing_else, |db: TestDb| async move {
    let (folder, root) = (tempfile::tempdir().unwrap(), "1767600000.000100");
    let thread = [
        said("U1", root, Some(root), "How do I undo it?"),
        said("U2", "1767600001.0", Some(root), "git revert"),
    ];
    export(folder.path(), &[&thread, &[json!(5)]]);
    std::fs::write(folder.path().join("help-git/2026-01-09.json"), "[{\"text\": \"secret words\"},\n  oops]")
        .unwrap();
    std::fs::write(folder.path().join("help-git/2026-01-10.json"), b"[\"\xff\"]").unwrap();
    std::fs::write(folder.path().join("help-git/2026-01-11.json"), "{}").unwrap();
    let report = import(&db, folder.path()).await;
    assert_eq!((report.posts.questions, report.posts.answers), (1, 1));
    assert_eq!(report.posts.rejected, [(Reason::NotJson, 1), (Reason::BrokenFile, 3)].into());
    let listed = std::fs::read_to_string(report.posts.rejects.unwrap()).unwrap();
    for words in
        ["help-git/2026-01-02.json", "entry 1: not JSON", "help-git/2026-01-09.json", "line 2, column 3"]
    {
        assert!(listed.contains(words), "{words} in {listed}");
    }
    assert!(!listed.contains("secret"), "what people wrote is not copied there: {listed}");
    std::fs::remove_file(folder.path().join("users.json")).unwrap();
    let clock = FrozenClock::at(MONDAY_NINE);
    let nameless = import_slack(&db.db, &clock, &source(folder.path()), db.folder(), &mut |_, _| {}).await;
    assert!(nameless.unwrap_err().to_string().contains("--workspace"));
});

#[tokio::test]
async fn what_is_no_export_is_refused_kindly() {
    let (db, folder) = (TestDb::sqlite().await, tempfile::tempdir().unwrap());
    let zip = folder.path().join("export.zip");
    std::fs::write(&zip, "PK").unwrap();
    for (path, words) in [(zip.as_path(), "unpack it"), (folder.path(), "there is no channels.json in it")] {
        let clock = FrozenClock::at(MONDAY_NINE);
        let refused = import_slack(&db.db, &clock, &source(path), db.folder(), &mut |_, _| {}).await;
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains(words), "{refused}");
    }
}
