//! Slips: the hidings that a second moderator confirmed, in the database.

use crate::database::{MemberId, Tx};
use crate::on;
use crate::posts::PostName;
use stoa_chat::Timestamp;

/// Writes a confirmed hiding down.
pub(super) async fn add(tx: &mut Tx, post: PostName, author: MemberId, at: Timestamp) -> sqlx::Result<()> {
    const SQL: &str =
        "INSERT INTO slip (post, at, member) VALUES ($1, $2, $3) ON CONFLICT (post, at) DO NOTHING";
    let (post, author) = (post.to_string(), author.to_string());
    on!(tx, |c| sqlx::query(SQL).bind(&post).bind(at.millis()).bind(&author).execute(c).await.map(drop))
}

/// Forgets the latest confirmed hiding of a post.
pub(super) async fn remove_latest(tx: &mut Tx, post: PostName) -> sqlx::Result<()> {
    const SQL: &str =
        "DELETE FROM slip WHERE post = $1 AND at = (SELECT MAX(at) FROM slip s WHERE s.post = $1)";
    let post = post.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(&post).execute(c).await.map(drop))
}

/// How many hidings of an author's posts were confirmed since a moment.
pub(super) async fn count_since(tx: &mut Tx, author: MemberId, since: Timestamp) -> sqlx::Result<i64> {
    const SQL: &str = "SELECT COUNT(*) FROM slip WHERE member = $1 AND at > $2";
    let author = author.to_string();
    let (count,): (i64,) =
        on!(tx, |c| sqlx::query_as(SQL).bind(&author).bind(since.millis()).fetch_one(c).await)?;
    Ok(count)
}
