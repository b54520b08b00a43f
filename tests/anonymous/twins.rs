//! The same day twice: once Anatol asks anonymously, once Bo does. Outside the vault and their own conversations nothing
//! is different, byte by byte.

use super::day::{anonymous_acts, community, open_acts};
use super::evidence::{Log, metrics, rows};
use stoa::testing::{TestDb, each_database};

/// Both are there on both days, with names of different lengths, and do the same under their names.
const TWINS: [(&str, &str); 2] = [("anatol-the-elder", "Anatol Brzęczyszczykiewicz"), ("bo", "Bo")];

/// What everybody but the two can know of a day.
struct Day {
    rows: Vec<String>,
    messages: Vec<String>,
    log: Vec<String>,
    metrics: Vec<String>,
}

async fn day(test: &TestDb, asker: &str) -> Day {
    let log = Log::default();
    let before = counted();
    let here = {
        let _logging = log.start();
        let here = community(test, &TWINS).await;
        open_acts(&here, &TWINS).await;
        Box::pin(anonymous_acts(test, &here, Some(asker))).await;
        here
    };
    let seen = here.paper.seen().into_iter();
    let others = seen.filter(|seen| !TWINS.iter().any(|(id, _)| seen.only.as_deref() == Some(id)));
    let after = counted();
    let metrics = after.iter().filter(|line| !before.contains(line));
    let log = String::from_utf8_lossy(&log.bytes()).into_owned();
    // What the database's driver says of itself is full of measured times.
    let ours = log.lines().filter(|line| line.contains(" stoa") && !is_step(line)).map(without_times);
    Day {
        rows: rows(&test.db).await,
        messages: others
            .map(|seen| format!("{:?} {:?} {:?}", seen.message, seen.thread, seen.post))
            .collect(),
        log: ours.collect(),
        metrics: differences(metrics.cloned().collect(), &before),
    }
}

/// When a task goes on, and when the last who worked for it lets go of its span, is chance.
fn is_step(line: &str) -> bool {
    [": new", ": enter", ": exit", ": close"].iter().any(|step| without_times(line).ends_with(step))
}

/// A closing span tells how long it was busy.
fn without_times(line: &str) -> String {
    line.split(" time.busy=").next().unwrap_or(line).to_owned()
}

/// The metrics that count; how long something took is the machine's business.
fn counted() -> Vec<String> {
    let page = metrics();
    let counts = page.lines().filter(|line| !line.starts_with('#') && !line.contains("_seconds"));
    counts.map(str::to_owned).collect()
}

/// By how much each number has grown.
fn differences(after: Vec<String>, before: &[String]) -> Vec<String> {
    let number = |line: &str| {
        line.rsplit_once(' ').map(|(name, value)| (name.to_owned(), value.parse::<f64>().unwrap_or(0.0)))
    };
    let earlier = |name: &str| before.iter().filter_map(|line| number(line)).find(|(known, _)| known == name);
    let grown = after.into_iter().filter_map(|line| {
        let (name, value) = number(&line)?;
        Some(format!("{name} +{}", value - earlier(&name).map_or(0.0, |(_, value)| value)))
    });
    // The page has them in no order.
    let mut grown: Vec<String> = grown.collect();
    grown.sort();
    grown
}

#[expect(clippy::print_stdout, reason = "how much was compared belongs to the result")]
#[tokio::test]
async fn nothing_depends_on_who_asked() {
    for (one, other) in each_database().await.into_iter().zip(each_database().await) {
        let kind = one.kind();
        let [anatol, bo] = [Box::pin(day(&one, TWINS[0].0)).await, Box::pin(day(&other, TWINS[1].0)).await];
        println!(
            "on {kind}: {} rows, {} messages, {} lines of log, {} metrics",
            anatol.rows.len(),
            anatol.messages.len(),
            anatol.log.len(),
            anatol.metrics.len()
        );
        assert!(anatol.rows.len() > 200 && anatol.messages.len() > 30 && anatol.log.len() > 50);
        same(&anatol.rows, &bo.rows, kind);
        same(&anatol.messages, &bo.messages, kind);
        same(&anatol.log, &bo.log, kind);
        same(&anatol.metrics, &bo.metrics, kind);
    }
}

fn same(one: &[String], other: &[String], kind: &str) {
    for (line, (one, other)) in one.iter().zip(other).enumerate() {
        assert_eq!(one, other, "on {kind}, line {line}");
    }
    assert_eq!(one.len(), other.len(), "on {kind}");
}
