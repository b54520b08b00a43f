//! Erasing a member: who they were goes, a tombstone stays.
//!
//! The tombstone is the member's id in a row without anything else. It is what the ledger's postings refer to, so that
//! its sums hold; no account leads to it any more, and whoever acts with one of those accounts again is somebody new.

use super::manners::{DELIVER, KEEPER};
use crate::database::MemberId;
use crate::engine::{Fact, Turn};
use crate::on;
use stoa_chat::{Network, Post, UserRef};

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
    for (account, name) in accounts(turn, member).await? {
        turn.forget_account(&account).await?;
        names.extend([name, account.id]);
    }
    forget_in_queues(turn, &names).await?;
    for id in ids {
        on!(turn.tx(), |c| sqlx::query(TOMBSTONE).bind(&id).bind(now).execute(c).await.map(drop))?;
        for statement in FORGET {
            on!(turn.tx(), |c| sqlx::query(*statement).bind(&id).execute(c).await.map(drop))?;
        }
        turn.cancel_job(KEEPER, DELIVER, &id).await?;
    }
    turn.announce(Fact::MemberErased { member });
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

/// What is held for others and names them will not be said any more.
async fn forget_in_queues(turn: &mut Turn<'_>, names: &[String]) -> anyhow::Result<()> {
    const ALL: &str = "SELECT id, post FROM held ORDER BY id";
    const FORGET: &str = "DELETE FROM held WHERE id = $1";
    let rows: Vec<(String, String)> = on!(turn.tx(), |c| sqlx::query_as(ALL).fetch_all(c).await)?;
    for (id, post) in rows {
        let post: Post = serde_json::from_str(&post)?;
        if names.iter().any(|name| is_named(&post.text.to_plain(), name)) {
            on!(turn.tx(), |c| sqlx::query(FORGET).bind(&id).execute(c).await.map(drop))?;
        }
    }
    Ok(())
}

/// Whether `text` names somebody: their whole name, and not as a part of another word.
fn is_named(text: &str, name: &str) -> bool {
    let apart = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            apart(text[..at].chars().next_back()) && apart(text[at + name.len()..].chars().next())
        })
}

#[cfg(test)]
mod tests {
    use super::is_named;

    #[test]
    fn a_name_stands_apart() {
        assert!(is_named("asked by Ben: why?", "Ben") && is_named("@ben", "ben") && is_named("Żółć", "Żółć"));
        assert!(!is_named("Benchmarks are slow", "Ben") && !is_named("anything", ""));
    }
}
