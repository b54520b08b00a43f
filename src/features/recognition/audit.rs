//! Whether the books are in order: what `stoa ledger` tells an admin.

use super::ledger::no_awards;
use super::rules::{Cause, Rules, awards};
use super::{RecognitionSettings, journal, store};
use crate::database::Tx;
use crate::on;
use std::collections::{BTreeMap, BTreeSet};

/// What can be wrong, and a query for the names of everything of which it is true.
const CHECKS: [(&str, &str); 10] = [
    (
        "the postings of this transaction do not sum to zero",
        "SELECT t.idem_key FROM ledger_txn t LEFT JOIN ledger_posting p ON p.txn = t.id
         GROUP BY t.id, t.idem_key HAVING COUNT(p.txn) = 0 OR SUM(p.amount) <> 0 ORDER BY t.idem_key",
    ),
    (
        "all accounts together do not hold zero",
        "SELECT 'world' FROM (SELECT SUM(amount) AS held FROM ledger_posting) AS world WHERE held <> 0 ORDER BY held",
    ),
    (
        "this reversal is not the opposite of what it reverses",
        "SELECT DISTINCT r.idem_key FROM ledger_txn r JOIN ledger_posting p ON p.txn IN (r.id, r.reverses)
         WHERE r.reverses IS NOT NULL
         GROUP BY r.id, r.idem_key, p.account HAVING SUM(p.amount) <> 0 ORDER BY r.idem_key",
    ),
    (
        "this reversal reverses something that is no award",
        concat!(
            "SELECT r.idem_key FROM ledger_txn r JOIN ledger_txn t ON t.id = r.reverses WHERE t.kind IN ",
            no_awards!(),
            " ORDER BY r.idem_key"
        ),
    ),
    (
        "this award stands though its deed does not",
        concat!(
            "SELECT t.idem_key FROM ledger_txn t WHERE t.kind NOT IN ",
            no_awards!(),
            " AND NOT EXISTS (SELECT 1 FROM ledger_txn r WHERE r.reverses = t.id)
              AND NOT EXISTS (SELECT 1 FROM deed d WHERE d.rule = t.kind AND d.source = t.source_ref AND d.standing)
              ORDER BY t.idem_key"
        ),
    ),
    (
        "more than one award stands for one deed about this",
        concat!(
            "SELECT t.source_ref FROM ledger_txn t WHERE t.kind NOT IN ",
            no_awards!(),
            " AND NOT EXISTS (SELECT 1 FROM ledger_txn r WHERE r.reverses = t.id)
              GROUP BY t.kind, t.source_ref HAVING COUNT(*) > 1 ORDER BY t.source_ref, t.kind"
        ),
    ),
    (
        "beside this deed stands another number of points than is booked for it",
        "SELECT d.rule || ':' || d.source FROM deed d WHERE d.points <> COALESCE((
             SELECT SUM(p.amount) FROM ledger_txn t
             JOIN ledger_posting p ON p.txn = t.id
             JOIN ledger_account a ON a.id = p.account AND a.kind = 'person'
             WHERE t.source_ref = d.source AND t.kind = d.rule
               AND NOT EXISTS (SELECT 1 FROM ledger_txn r WHERE r.reverses = t.id)), 0)
         ORDER BY 1",
    ),
    (
        "somebody has this award from themselves",
        "SELECT t.idem_key FROM ledger_txn t JOIN deed d ON d.rule = t.kind AND d.source = t.source_ref
         WHERE d.receiver = d.giver AND NOT EXISTS (SELECT 1 FROM ledger_txn r WHERE r.reverses = t.id)
         ORDER BY t.idem_key",
    ),
    (
        "more was given out of this allowance than it held",
        "SELECT a.id FROM ledger_account a JOIN ledger_posting p ON p.account = a.id WHERE a.kind = 'allowance'
         GROUP BY a.id HAVING SUM(p.amount) < 0 ORDER BY a.id",
    ),
    (
        "this account of a member who was joined to another is not empty",
        "SELECT a.id FROM ledger_account a JOIN member m ON m.id = a.owner AND m.merged_into IS NOT NULL
         JOIN ledger_posting p ON p.account = a.id GROUP BY a.id HAVING SUM(p.amount) <> 0 ORDER BY a.id",
    ),
];

/// Goes through the whole ledger; returns one line for everything that is wrong.
///
/// # Errors
/// When the database fails.
pub async fn verify(tx: &mut Tx) -> anyhow::Result<Vec<String>> {
    let mut wrong = Vec::new();
    for (what, sql) in CHECKS {
        let names: Vec<(String,)> = on!(tx, |c| sqlx::query_as(sql).fetch_all(c).await)?;
        wrong.extend(names.into_iter().map(|(name,)| format!("{name}: {what}")));
    }
    Ok(wrong)
}

/// Counts everything again from the deeds that stand, by these settings, and compares it with what is booked; returns
/// one line for every deed of which the books say something else.
///
/// # Errors
/// When the database fails.
pub async fn replay(tx: &mut Tx, settings: &RecognitionSettings) -> anyhow::Result<Vec<String>> {
    let due = awards(&store::all_deeds(tx).await?, &Rules::of(settings));
    let booked: BTreeMap<Cause, i64> = journal::all_awards(tx).await?;
    let causes: BTreeSet<&Cause> = due.keys().chain(booked.keys()).collect();
    let points = |of: &BTreeMap<Cause, i64>, cause: &Cause| of.get(cause).copied().unwrap_or(0);
    let differing = causes.into_iter().filter(|cause| points(&due, cause) != points(&booked, cause));
    let line = |cause: &Cause| {
        let (name, source) = (cause.rule.name(), cause.source());
        format!("{name} {source}: booked {}, counted again {}", points(&booked, cause), points(&due, cause))
    };
    Ok(differing.map(line).collect())
}
