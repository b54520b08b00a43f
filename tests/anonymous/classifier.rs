//! Twenty thousand anonymous acts by two people, and a classifier that tries to tell them apart by everything that can be
//! measured about an act but its words: sizes, orders, times, points.
//!
//! It is a logistic regression on standardised features, trained on one half and tried on the other. With nothing to go
//! by, it is right half of the time; with any one of the planted leaks, nearly always. Those are planted in what was
//! measured: they show that the regression would see a measure that differs, and the canary that a leak is measured.

use super::day::{community, veiled_event};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha12Rng;
use sqlx::AssertSqlSafe;
use std::time::Duration;
use stoa::testing::{Community, TestDb};
use stoa_chat::{Clock as _, Intake as _};

const RUNS: usize = 20_000;
const SEED: u64 = 6;
/// After so many acts, what they left is removed, as time would do.
const TIDY: usize = 10;
/// So many communities are measured at a time.
const AT_ONCE: usize = 4;
const ASKERS: [(&str, &str); 2] = [("anatol-the-elder", "Anatol Brzęczyszczykiewicz"), ("bo", "Bo")];

/// By how many times its spread a planted leak moves a measure.
const LEAK: f64 = 4.0;
/// What is measured of an act.
const FEATURES: usize = 14;
const INBOX_SIZE: usize = 0;
/// The measures, in the order of the statement that reads them. The last two are of what was typed, which is anybody's.
const MEASURES: [&str; 12] = [
    "the size in the inbox",
    "the size in the outbox",
    "the place in its lane",
    "the time of planning",
    "the first sign of the lane",
    "its second sign",
    "its length",
    "the time of the next job",
    "how many accounts were used",
    "points",
    "how much was said to others",
    "what is remembered of the latest",
];

/// One act: what was measured, and whether it was the first asker's.
#[derive(Clone)]
struct Sample {
    features: [f64; FEATURES],
    first: bool,
}

async fn numbers(here: &Community, sql: &str) -> Vec<f64> {
    let sql = AssertSqlSafe(sql.to_owned());
    let mut tx = here.engine().db().begin_read().await.expect("what the database says");
    let rows: Vec<(i64,)> = stoa::on!(&mut tx, |c| sqlx::query_as(sql).fetch_all(c).await).expect("rows");
    #[expect(clippy::cast_precision_loss, reason = "these are small")]
    rows.into_iter().map(|(number,)| number as f64).collect()
}

/// What the database holds of the act that was applied last.
async fn measured(here: &Community, now: i64) -> Vec<f64> {
    let sql = format!(
        "SELECT v FROM (
            SELECT 1 AS k, LENGTH(sealed) AS v FROM (SELECT sealed FROM outbox WHERE network = 'anonymous'
                ORDER BY planned_at DESC, id DESC LIMIT 1)
            UNION ALL SELECT 2, number FROM (SELECT number FROM outbox WHERE network = 'anonymous'
                ORDER BY planned_at DESC, id DESC LIMIT 1)
            UNION ALL SELECT 3, planned_at - {now} FROM (SELECT planned_at FROM outbox WHERE network = 'anonymous'
                ORDER BY planned_at DESC, id DESC LIMIT 1)
            UNION ALL SELECT 4, UNICODE(substr(lane, 4, 1)) FROM (SELECT lane FROM outbox
                WHERE network = 'anonymous' ORDER BY planned_at DESC, id DESC LIMIT 1)
            UNION ALL SELECT 5, UNICODE(substr(lane, 5, 1)) FROM (SELECT lane FROM outbox
                WHERE network = 'anonymous' ORDER BY planned_at DESC, id DESC LIMIT 1)
            UNION ALL SELECT 6, LENGTH(lane) FROM (SELECT lane FROM outbox WHERE network = 'anonymous'
                ORDER BY planned_at DESC, id DESC LIMIT 1)
            UNION ALL SELECT 7, due_at - {now} FROM (SELECT due_at FROM job WHERE feature = 'anonymous'
                ORDER BY due_at DESC, id DESC LIMIT 1)
            UNION ALL SELECT 8, COUNT(*) FROM account WHERE last_used = {now}
            UNION ALL SELECT 9, COALESCE(SUM(amount), 0) FROM ledger_posting
            UNION ALL SELECT 10, COUNT(*) FROM outbox WHERE network <> 'anonymous' AND planned_at = {now}
            UNION ALL SELECT 11, LENGTH(error) FROM inbox
            UNION ALL SELECT 12, COUNT(*) FROM latest
        ) AS all_of_it ORDER BY k"
    );
    numbers(here, &sql).await
}

/// The acts of one community.
async fn samples(part: u64) -> Vec<Sample> {
    let test = TestDb::fleeting().await;
    let here = community(&test, &ASKERS).await;
    let vault = sqlx::SqlitePool::connect(&test.folder().join("town-vault.db").display().to_string()).await;
    let vault = vault.expect("the town's vault");
    let mut rng = ChaCha12Rng::seed_from_u64(SEED + part);
    let mut samples = Vec::with_capacity(RUNS / AT_ONCE);
    let mut first = false;
    for run in 0..RUNS / AT_ONCE {
        let now = here.clock().now() + Duration::from_millis(rng.random_range(1_000..100_000));
        here.clock().set(now);
        // Every second act says what becomes of the draft of the one before.
        let later = run % 2 == 1;
        let words = if later {
            format!("anon later N{}", run / 2 + 1)
        } else {
            first = rng.random();
            format!("anon #help {}?", "why ".repeat(rng.random_range(1..20)))
        };
        let asker = ASKERS[usize::from(!first)].0;
        here.engine().accept(vec![veiled_event(&here, asker, &words)]).await.expect("accepted");
        let waiting = numbers(&here, "SELECT LENGTH(sealed) FROM inbox").await;
        here.engine().step_inbox().await.expect("a step");
        let measured = measured(&here, now.millis()).await;
        assert_eq!(measured.len(), 11, "run {run}: the act was applied");
        let mut features = [0.0; FEATURES];
        features[INBOX_SIZE] = waiting[0];
        features[1..12].copy_from_slice(&measured);
        features[12] = f64::from(u8::from(later));
        #[expect(clippy::cast_precision_loss, reason = "a length")]
        let length = words.len() as f64;
        features[13] = length;
        samples.push(Sample { features, first });
        if run % TIDY == TIDY - 1 {
            tidy(&here, &vault).await;
        }
    }
    samples
}

/// The acts of all communities, each on a thread of its own; taken by turns, so that both halves hold acts of each.
fn all_samples() -> Vec<Sample> {
    let parts: Vec<_> = (0..AT_ONCE as u64)
        .map(|part| {
            std::thread::spawn(move || {
                let runtime =
                    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
                runtime.block_on(samples(part))
            })
        })
        .collect();
    let parts: Vec<Vec<Sample>> = parts.into_iter().map(|part| part.join().expect("acts")).collect();
    (0..RUNS / AT_ONCE).flat_map(|at| parts.iter().map(move |part| part[at].clone())).collect()
}

/// Removes what the acts so far have left.
async fn tidy(here: &Community, vault: &sqlx::SqlitePool) {
    for table in ["outbox WHERE network = 'anonymous'", "anonymous_thread", "job WHERE feature = 'anonymous'"]
    {
        super::day::raw(here.engine().db(), &format!("DELETE FROM {table}")).await;
    }
    sqlx::query("DELETE FROM thread").execute(vault).await.expect("an emptied vault");
}

/// Each feature with mean 0 and variance 1, and a constant beside them.
fn standardised(samples: &[Sample]) -> Vec<([f64; FEATURES + 1], f64)> {
    #[expect(clippy::cast_precision_loss, reason = "there are 20,000")]
    let count = samples.len() as f64;
    let mut scale = [(0.0, 0.0); FEATURES];
    for (at, (mean, deviation)) in scale.iter_mut().enumerate() {
        *mean = samples.iter().map(|sample| sample.features[at]).sum::<f64>() / count;
        let variance =
            samples.iter().map(|sample| (sample.features[at] - *mean).powi(2)).sum::<f64>() / count;
        *deviation = variance.sqrt();
    }
    let row = |sample: &Sample| {
        let mut row = [1.0; FEATURES + 1];
        for (at, (mean, deviation)) in scale.iter().enumerate() {
            row[at] = if *deviation > 0.0 { (sample.features[at] - mean) / deviation } else { 0.0 };
        }
        (row, f64::from(u8::from(sample.first)))
    };
    samples.iter().map(row).collect()
}

fn probability(weights: &[f64; FEATURES + 1], row: &[f64; FEATURES + 1]) -> f64 {
    let sum: f64 = weights.iter().zip(row).map(|(weight, value)| weight * value).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// How often a classifier that was trained on the one half is right on the other.
fn held_out(samples: &[Sample]) -> f64 {
    const ROUNDS: usize = 150;
    const RATE: f64 = 1.0;
    let rows = standardised(samples);
    let (train, test) = rows.split_at(rows.len() / 2);
    #[expect(clippy::cast_precision_loss, reason = "there are 10,000")]
    let (trained, tested) = (train.len() as f64, test.len() as f64);
    let mut weights = [0.0; FEATURES + 1];
    for _ in 0..ROUNDS {
        let mut gradient = [0.0; FEATURES + 1];
        for (row, truth) in train {
            let off = probability(&weights, row) - truth;
            gradient.iter_mut().zip(row).for_each(|(slope, value)| *slope += off * value);
        }
        weights.iter_mut().zip(gradient).for_each(|(weight, slope)| *weight -= RATE * slope / trained);
    }
    let right =
        |(row, truth): &&([f64; FEATURES + 1], f64)| (probability(&weights, row) >= 0.5) == (*truth >= 0.5);
    #[expect(clippy::cast_precision_loss, reason = "there are 10,000")]
    let rights = test.iter().filter(right).count() as f64;
    rights / tested
}

#[expect(clippy::print_stdout, reason = "the figures are what this test is for")]
#[test]
fn a_classifier_cannot_tell_askers_apart() {
    let samples = all_samples();
    let accuracy = held_out(&samples);
    #[expect(clippy::cast_precision_loss, reason = "there are 10,000")]
    let margin = 1.96 * (0.25 / (RUNS as f64 / 2.0)).sqrt();
    println!("{RUNS} acts: {accuracy:.4} of the held-out half are told right, ± {margin:.4}");
    assert!((accuracy - 0.5).abs() <= margin, "the interval contains one half: {accuracy} ± {margin}");

    let unspoilt = standardised(&samples);
    for (at, name) in MEASURES.into_iter().enumerate() {
        let mut planted = samples.clone();
        let spread = spread(&samples, at);
        for sample in planted.iter_mut().filter(|sample| sample.first) {
            sample.features[at] += LEAK * spread;
        }
        assert!(standardised(&planted) != unspoilt, "something was planted in {name}");
        let accuracy = held_out(&planted);
        println!("with a leak planted in {name}: {accuracy:.4}");
        assert!(accuracy >= 0.9, "a leak in {name} is found: {accuracy}");
    }
}

/// How far a measure strays, or one where it never does.
fn spread(samples: &[Sample], at: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "there are 20,000")]
    let count = samples.len() as f64;
    let mean = samples.iter().map(|sample| sample.features[at]).sum::<f64>() / count;
    let variance = samples.iter().map(|sample| (sample.features[at] - mean).powi(2)).sum::<f64>() / count;
    if variance > 0.0 { variance.sqrt() } else { 1.0 }
}
