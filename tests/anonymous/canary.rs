//! Somebody asks anonymously, and nothing tells more of them than if they had not.

use super::day::{anonymous_acts, community, open_acts};
use super::evidence::{Evidence, Log, Windows, forms, logged, metrics, occurrences, usual};
use std::collections::BTreeMap;
use stoa::testing::{Community, QueueNames, TestDb, each_database};
use stoa_chat::{Action, Adapter as _, EffectKey, Post, Text};

/// What the canary is called. Nothing of it occurs by chance.
const ID: &str = "ucanary7731";
const NAME: &str = "Zwiebelfisch Kanarienvogel";
const ADDRESS: &str = "paper/ucanary7731";
const DM: &str = "dm:ucanary7731";
/// What their open acts wait under in the inbox: whoever has the queue key can work it out.
const PERSON: [&str; 3] = ["person", "paper", ID];

/// What is looked for.
fn needles(test: &TestDb) -> [String; 5] {
    let person = QueueNames::of(test).lasting(&PERSON);
    [ID.to_owned(), NAME.to_owned(), ADDRESS.to_owned(), DM.to_owned(), person]
}

/// One day of the canary's, anonymous acts included or not.
async fn a_day(test: &TestDb, anonymously: bool) -> (Community, Log, Windows) {
    let log = Log::default();
    // From now on it is counted.
    drop(metrics());
    let askers = [(ID, NAME)];
    {
        let _logging = log.start();
        let here = community(test, &askers).await;
        open_acts(&here, &askers).await;
        let usual = usual(test, ID).await;
        anonymous_acts(test, &here, anonymously.then_some(ID)).await;
        (here, log, usual)
    }
}

/// What the day leaves without the anonymous acts, and where the canary stands in files and logs then.
async fn usual_evidence(test: &TestDb) -> (Evidence, Windows) {
    let (here, log, mut usual) = Box::pin(a_day(test, false)).await;
    // By then the server may have written down once more what it knows anyway.
    usual.extend(logged(test, ID).await);
    (Evidence::gather(test, &here, ID, &log, &usual).await, usual)
}

#[expect(clippy::print_stdout, reason = "the counts are what this test is for")]
#[tokio::test]
async fn an_anonymous_act_leaves_no_trace_of_who_acted() {
    let mut to_plant = Vec::new();
    for (with, without) in each_database().await.into_iter().zip(each_database().await) {
        let (without, known) = Box::pin(usual_evidence(&without)).await;
        let kind = with.kind();
        let (here, log, mut windows) = Box::pin(a_day(&with, true)).await;
        windows.extend(known);
        let evidence = Evidence::gather(&with, &here, ID, &log, &windows).await;
        let needles = needles(&with);
        let [counted, usual] = [evidence.count(&needles), without.count(&needles)];
        println!("on {kind}: {usual:#?}");
        assert_eq!(counted, usual, "on {kind}: with the anonymous acts, and without");
        where_they_are_known(&evidence, &needles, kind);
        assert!(!log.bytes().is_empty() && evidence.0["messages to others"].len() > 1_000, "there was a day");
        to_plant.push((with, here, log, usual, windows));
    }
    // Not before: metrics are counted for the whole test.
    for (test, here, log, usual, windows) in to_plant {
        Box::pin(planted(&test, &here, &log, &usual, &windows)).await;
    }
}

/// Nothing but what they did under their name tells of them.
fn where_they_are_known(evidence: &Evidence, needles: &[String], kind: &str) {
    const OPEN: [&str; 12] = [
        "account",
        "member",
        "question",
        "asked",
        "answer",
        "outbox",
        "topic_member",
        "counter",
        "consent",
        "held",
        "interruption",
        "learner",
    ];
    let text = String::from_utf8_lossy(&evidence.0["tables"]).into_owned();
    let wanted: Vec<_> = needles.iter().flat_map(|needle| forms(needle)).map(|(_, form)| form).collect();
    for row in text.lines() {
        let found = wanted.iter().any(|form| occurrences(row.as_bytes(), form).next().is_some());
        let table = row.split(':').next().unwrap_or_default();
        assert!(!found || OPEN.contains(&table), "on {kind}: {row}");
        assert!(!(found && table.starts_with("anonymous")), "on {kind}: {row}");
    }
    for place in ["log and spans", "metrics"] {
        let only = Evidence(BTreeMap::from([(place, evidence.0[place].clone())]));
        assert_eq!(only.count(needles), BTreeMap::new(), "on {kind}");
    }
}

/// The scan itself is put to the test: a leak in each place is found, in each form.
async fn planted(
    test: &TestDb,
    here: &Community,
    log: &Log,
    usual: &BTreeMap<String, usize>,
    windows: &Windows,
) {
    let needles = needles(test);
    for (form, bytes) in forms(ID) {
        for place in ["tables", "files", "write-ahead log", "log and spans", "metrics", "messages to others"]
        {
            let clean = Evidence(BTreeMap::from([(place, Vec::new())]));
            let leaky = Evidence(BTreeMap::from([(place, [b"x", &bytes[..], b"y"].concat())]));
            assert!(clean.count(&needles).is_empty());
            assert!(!leaky.count(&needles).is_empty(), "{place}: {form}");
        }
    }
    // And once for real, by the ways on which leaks come.
    let hidden = hex::encode(ID);
    // A server's log may still hold what an earlier run planted, so that this one is told apart by what stands before it.
    let run = test.folder().to_string_lossy().into_owned();
    super::day::raw(&test.db, &format!("INSERT INTO setting (name, value) VALUES ('leak', '{run}{hidden}')"))
        .await;
    {
        let _logging = log.start();
        let _span = tracing::trace_span!("leak", hidden).entered();
        metrics::counter!("leaks_total", "of" => hidden.clone()).increment(1);
    }
    let place = here.place("#help");
    let post = Post::of(Text::plain(&hidden));
    here.paper.perform(&EffectKey("leak".into()), &Action::Say { place, thread: None, post }).await;
    let found = Evidence::gather(test, here, ID, log, windows).await.count(&needles);
    for place in ["tables", "files", "write-ahead log", "log and spans", "metrics", "messages to others"] {
        let key = format!("{place}: {ID} hex");
        assert!(
            found.get(&key) > usual.get(&key),
            "on {}, a leak in {place} is found: {found:#?}",
            test.kind()
        );
    }
}
