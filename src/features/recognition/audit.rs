//! Whether the books are in order: what `stoa ledger verify` tells an admin.

use crate::database::Tx;
use crate::on;

/// What can be wrong, and a query for the names of everything of which it is true.
const CHECKS: [(&str, &str); 8] = [
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
        "SELECT r.idem_key FROM ledger_txn r JOIN ledger_txn t ON t.id = r.reverses
         WHERE t.kind IN ('reversal', 'joined') ORDER BY r.idem_key",
    ),
    (
        "this award stands though its deed does not",
        "SELECT t.idem_key FROM ledger_txn t WHERE t.kind NOT IN ('reversal', 'joined')
           AND NOT EXISTS (SELECT 1 FROM ledger_txn r WHERE r.reverses = t.id)
           AND NOT EXISTS (SELECT 1 FROM deed d WHERE d.rule = t.kind AND d.source = t.source_ref AND d.standing)
         ORDER BY t.idem_key",
    ),
    (
        "more than one award stands for one deed about this",
        "SELECT t.source_ref FROM ledger_txn t WHERE t.kind NOT IN ('reversal', 'joined')
           AND NOT EXISTS (SELECT 1 FROM ledger_txn r WHERE r.reverses = t.id)
         GROUP BY t.kind, t.source_ref HAVING COUNT(*) > 1 ORDER BY t.source_ref, t.kind",
    ),
    (
        "somebody has this award from themselves",
        "SELECT t.idem_key FROM ledger_txn t JOIN deed d ON d.rule = t.kind AND d.source = t.source_ref
         WHERE d.receiver = d.giver AND NOT EXISTS (SELECT 1 FROM ledger_txn r WHERE r.reverses = t.id)
         ORDER BY t.idem_key",
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
