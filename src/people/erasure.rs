//! Erasing a member: who they were goes, a tombstone stays.
//!
//! The tombstone is the member's id in a row without anything else. It is what the ledger's postings refer to, so that
//! its sums hold; no account leads to it any more, and whoever acts with one of those accounts again is somebody new.

use super::manners::{DELIVER, KEEPER};
use super::unnaming::Names;
use crate::database::{MemberId, Tx};
use crate::engine::{Fact, Turn};
use crate::on;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use stoa_chat::{Network, Post, Timestamp, UserRef};

/// What the people's own tables keep about a member `$1`.
const FORGET: &[&str] = &[
    "DELETE FROM account WHERE member = $1",
    "DELETE FROM link_code WHERE member = $1",
    "DELETE FROM interruption WHERE member = $1",
    "DELETE FROM held WHERE member = $1",
    "DELETE FROM stopped WHERE member = $1",
    "DELETE FROM consent WHERE member = $1",
];

/// Makes a tombstone of `member` and of everybody who was joined to them; the features are told by
/// [`Fact::MemberErased`]. What this turn plans for their accounts afterwards is sent, and then forgotten as well.
///
/// # Errors
/// When the database fails.
pub async fn erase(turn: &mut Turn<'_>, member: MemberId) -> anyhow::Result<()> {
    const TOMBSTONE: &str =
        "UPDATE member SET name = '', language = NULL, zone = NULL, chosen_language = NULL,
            chosen_zone = NULL, hours = NULL, snoozed_until = NULL, start_date = NULL, greeted = FALSE,
            first_seen = $2, erased_at = $2
        WHERE id = $1";
    let now = turn.now().millis();
    let (ids, mut names) = everybody_joined(turn, member).await?;
    let (accounts, called): (Vec<_>, Vec<_>) = accounts(turn, member).await?.into_iter().unzip();
    for account in &accounts {
        turn.forget_account(account).await?;
        remember_erased(turn, account).await?;
    }
    names.extend(called);
    let longer = names_that_begin_so(turn, &names).await?;
    let names = Names::new(names, longer, accounts);
    forget_in_queues(turn, &names).await?;
    for id in ids {
        on!(turn.tx(), |c| sqlx::query(TOMBSTONE).bind(&id).bind(now).execute(c).await.map(drop))?;
        for statement in FORGET {
            on!(turn.tx(), |c| sqlx::query(*statement).bind(&id).execute(c).await.map(drop))?;
        }
        turn.cancel_job(KEEPER, DELIVER, &id).await?;
    }
    turn.announce(Fact::MemberErased { member, names });
    Ok(())
}

/// The ids of a member and of everybody who was joined to them, and what they are called.
async fn everybody_joined(
    turn: &mut Turn<'_>,
    member: MemberId,
) -> anyhow::Result<(Vec<String>, Vec<String>)> {
    const SQL: &str = "WITH RECURSIVE one (id) AS (
            SELECT id FROM member WHERE id = $1
            UNION SELECT m.id FROM member m JOIN one ON m.merged_into = one.id)
        SELECT m.id, m.name FROM member m JOIN one ON one.id = m.id ORDER BY m.id";
    let id = member.to_string();
    let rows: Vec<(String, String)> = on!(turn.tx(), |c| sqlx::query_as(SQL).bind(&id).fetch_all(c).await)?;
    Ok(rows.into_iter().unzip())
}

async fn accounts(turn: &mut Turn<'_>, member: MemberId) -> anyhow::Result<Vec<(UserRef, String)>> {
    const SQL: &str =
        "SELECT network, user_id, name FROM account WHERE member = $1 ORDER BY network, user_id";
    let id = member.to_string();
    let rows: Vec<(String, String, String)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(&id).fetch_all(c).await)?;
    Ok(rows
        .into_iter()
        .map(|(network, id, name)| (UserRef { network: Network::new(network), id }, name))
        .collect())
}

/// Names of others that begin with one of `names`.
async fn names_that_begin_so(turn: &mut Turn<'_>, names: &[String]) -> sqlx::Result<Vec<String>> {
    const SQL: &str = "SELECT DISTINCT name FROM account
        WHERE length(name) > length($1) AND substr(name, 1, length($1)) = $1 ORDER BY name";
    let mut longer = Vec::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        let rows: Vec<(String,)> = on!(turn.tx(), |c| sqlx::query_as(SQL).bind(name).fetch_all(c).await)?;
        longer.extend(rows.into_iter().map(|(name,)| name).filter(|longer| !names.contains(longer)));
    }
    Ok(longer)
}

/// An import is not to bring back what was erased.
async fn remember_erased(turn: &mut Turn<'_>, account: &UserRef) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO erased_account (digest, at) VALUES ($1, $2)
        ON CONFLICT (digest) DO UPDATE SET at = excluded.at";
    let (digest, at) = (digest_of(account), turn.now().millis());
    on!(turn.tx(), |c| sqlx::query(SQL).bind(&digest).bind(at).execute(c).await.map(drop))
}

/// The digest of an account: it tells whether a certain person was erased, and of nobody who it was.
fn digest_of(account: &UserRef) -> String {
    let mut digest = Sha256::new();
    for part in ["stoa erased account", account.network.as_str(), &account.id] {
        digest.update(part);
        digest.update("\0");
    }
    hex::encode(digest.finalize())
}

/// Which of `accounts` were held by somebody who was erased, and when: what they wrote until then is not to be imported.
///
/// # Errors
/// When the database fails.
pub async fn erased(tx: &mut Tx, accounts: &[UserRef]) -> sqlx::Result<HashMap<UserRef, Timestamp>> {
    let mut digests: HashMap<String, &UserRef> =
        accounts.iter().map(|user| (digest_of(user), user)).collect();
    if digests.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(String, i64)> = on!(tx, |c| {
        let mut query = sqlx::QueryBuilder::new("SELECT digest, at FROM erased_account WHERE digest IN (");
        let mut list = query.separated(", ");
        for digest in digests.keys() {
            list.push_bind(digest);
        }
        query.push(") ORDER BY digest").build_query_as().fetch_all(c).await
    })?;
    let known = rows.into_iter().filter_map(|(digest, at)| Some((digests.remove(&digest)?, at)));
    Ok(known.map(|(user, at)| (user.clone(), Timestamp::from_millis(at))).collect())
}

/// What is held for others and names them will not be said any more.
async fn forget_in_queues(turn: &mut Turn<'_>, names: &Names) -> anyhow::Result<()> {
    const ALL: &str = "SELECT id, post FROM held ORDER BY id";
    const FORGET: &str = "DELETE FROM held WHERE id = $1";
    let rows: Vec<(String, String)> = on!(turn.tx(), |c| sqlx::query_as(ALL).fetch_all(c).await)?;
    for (id, post) in rows {
        let post: Post = serde_json::from_str(&post)?;
        if names.are_in(&post.text.to_plain()) {
            on!(turn.tx(), |c| sqlx::query(FORGET).bind(&id).execute(c).await.map(drop))?;
        }
    }
    Ok(())
}
