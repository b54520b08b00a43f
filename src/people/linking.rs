//! One-time codes that join two accounts into one member.
//!
//! A code is shown once, in a direct conversation; the database keeps its digest only, for a few minutes.

use super::{Member, consent, manners, meet};
use crate::database::MemberId;
use crate::engine::{Fact, Turn};
use crate::on;
use rand::Rng as _;
use sha2::{Digest as _, Sha256};
use stoa_chat::UserRef;

/// Letters and digits that are not mistaken for each other (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How redeeming a code ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Linked {
    /// The accounts are one member now.
    Joined,
    /// They already were.
    Already,
    /// There is no such code, or it is too old, or it was used.
    Unknown,
}

/// Makes a code by which another account can be joined to `member`: ten characters in two groups.
///
/// # Errors
/// When the database fails.
pub async fn issue_code(turn: &mut Turn<'_>, member: MemberId) -> anyhow::Result<String> {
    const FORGET: &str = "DELETE FROM link_code WHERE member = $1 OR expires_at < $2";
    const KEEP: &str = "INSERT INTO link_code (digest, member, expires_at) VALUES ($1, $2, $3)";
    let mut code = String::with_capacity(11);
    for place in 0..10 {
        if place == 5 {
            code.push('-');
        }
        let letter = ALPHABET[usize::try_from(turn.rng().next_u32() % 32)?];
        code.push(char::from(letter));
    }
    let now = turn.now();
    let expires = (now + turn.settings().people.link_code_lifetime.get()).millis();
    let (id, digest) = (member.to_string(), digest(&code));
    on!(turn.tx(), |c| {
        sqlx::query(FORGET).bind(&id).bind(now.millis()).execute(&mut *c).await?;
        sqlx::query(KEEP).bind(&digest).bind(&id).bind(expires).execute(c).await.map(drop)
    })?;
    Ok(code)
}

/// Joins the account `user` to the member who was given `code`.
///
/// Everything that belonged to the account's own member goes to the other: features are told by
/// [`Fact::MembersJoined`].
///
/// # Errors
/// When the database fails.
pub async fn redeem_code(turn: &mut Turn<'_>, user: &UserRef, code: &str) -> anyhow::Result<Linked> {
    const TAKE: &str = "DELETE FROM link_code WHERE digest = $1 AND expires_at >= $2 RETURNING member";
    let (digest, now) = (digest(code), turn.now().millis());
    let found: Option<(String,)> =
        on!(turn.tx(), |c| sqlx::query_as(TAKE).bind(&digest).bind(now).fetch_optional(c).await)?;
    let Some((into,)) = found else { return Ok(Linked::Unknown) };
    let into: MemberId = into.parse()?;
    let from = meet(turn, user).await?;
    if from.id == into {
        return Ok(Linked::Already);
    }
    join(turn, &from, into).await?;
    Ok(Linked::Joined)
}

async fn join(turn: &mut Turn<'_>, from: &Member, into: MemberId) -> anyhow::Result<()> {
    // Nobody is new again because of another account.
    const FIRST: &str =
        "UPDATE member SET first_seen = (SELECT MIN(first_seen) FROM member WHERE id IN ($1, $2))
        WHERE id = $2";
    let (old, new) = (from.id.to_string(), into.to_string());
    on!(turn.tx(), |c| {
        sqlx::query("UPDATE account SET member = $2 WHERE member = $1")
            .bind(&old)
            .bind(&new)
            .execute(&mut *c)
            .await?;
        sqlx::query("UPDATE member SET merged_into = $2 WHERE id = $1")
            .bind(&old)
            .bind(&new)
            .execute(&mut *c)
            .await?;
        sqlx::query(FIRST).bind(&old).bind(&new).execute(&mut *c).await?;
        sqlx::query("DELETE FROM link_code WHERE member = $1").bind(&old).execute(c).await.map(drop)
    })?;
    let defaults = &turn.settings().people;
    let member = Member::read(turn.tx(), into, defaults).await?;
    manners::join(turn, from.id, &member).await?;
    consent::join(turn, from.id, into).await?;
    turn.announce(Fact::MembersJoined { from: from.id, into });
    Ok(())
}

fn digest(code: &str) -> String {
    let typed: String =
        code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    hex::encode(Sha256::digest(typed.as_bytes()))
}
