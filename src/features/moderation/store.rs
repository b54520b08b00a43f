//! The moderators' queue in the database.

use super::rules::{Standing, State};
use crate::database::{MemberId, Tx};
use crate::on;
use crate::posts::PostName;
use stoa_chat::{PlannedId, Timestamp};

/// One post in the queue.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) post: PostName,
    pub(super) author: Option<MemberId>,
    pub(super) standing: Standing,
    /// When it is shown again unless somebody confirms that it stays hidden.
    pub(super) hidden_until: Option<Timestamp>,
    pub(super) changed_at: Timestamp,
    /// The message that tells the author.
    pub(super) notice: Option<PlannedId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    post: String,
    author: Option<String>,
    state: String,
    hider: Option<String>,
    hidden_until: Option<i64>,
    confirmer: Option<String>,
    changed_at: i64,
    notice: Option<String>,
}

impl Row {
    fn into_item(self) -> anyhow::Result<Item> {
        let member = |id: Option<String>| id.map(|id| id.parse()).transpose();
        let post = PostName::parse(&self.post).ok_or_else(|| anyhow::anyhow!("an item names no post"))?;
        Ok(Item {
            post,
            author: member(self.author)?,
            standing: Standing {
                state: State::read(&self.state),
                hider: member(self.hider)?,
                confirmer: member(self.confirmer)?,
            },
            hidden_until: self.hidden_until.map(Timestamp::from_millis),
            changed_at: Timestamp::from_millis(self.changed_at),
            notice: self.notice.map(PlannedId),
        })
    }
}

/// Reads an item.
pub(super) async fn item(tx: &mut Tx, post: PostName) -> anyhow::Result<Option<Item>> {
    const SQL: &str = "SELECT post, author, state, hider, hidden_until, confirmer, changed_at, notice
        FROM item WHERE post = $1";
    let post = post.to_string();
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(&post).fetch_optional(c).await)?;
    row.map(Row::into_item).transpose()
}

/// The items that want a decision, then those that are hidden; the oldest of each first.
pub(super) async fn queue(tx: &mut Tx) -> anyhow::Result<Vec<Item>> {
    const SQL: &str = "SELECT post, author, state, hider, hidden_until, confirmer, changed_at, notice
        FROM item WHERE state IN ('open', 'hidden', 'confirmed')
        ORDER BY CASE state WHEN 'open' THEN 0 WHEN 'hidden' THEN 1 ELSE 2 END, changed_at, post";
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    rows.into_iter().map(Row::into_item).collect()
}

/// Writes an item down.
pub(super) async fn save(tx: &mut Tx, item: &Item) -> sqlx::Result<()> {
    const SQL: &str =
        "INSERT INTO item (post, author, state, hider, hidden_until, confirmer, changed_at, notice)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (post) DO UPDATE SET author = excluded.author, state = excluded.state,
            hider = excluded.hider, hidden_until = excluded.hidden_until, confirmer = excluded.confirmer,
            changed_at = excluded.changed_at, notice = excluded.notice";
    let text = |member: Option<MemberId>| member.map(|id| id.to_string());
    let Standing { state, hider, confirmer } = item.standing;
    on!(tx, |c| sqlx::query(SQL)
        .bind(item.post.to_string())
        .bind(text(item.author))
        .bind(state.as_str())
        .bind(text(hider))
        .bind(item.hidden_until.map(Timestamp::millis))
        .bind(text(confirmer))
        .bind(item.changed_at.millis())
        .bind(item.notice.as_ref().map(|notice| &notice.0))
        .execute(c)
        .await
        .map(drop))
}

/// Writes down that `member` flagged a post; `false` if they had.
pub(super) async fn add_flag(
    tx: &mut Tx,
    post: PostName,
    member: MemberId,
    why: &str,
    at: Timestamp,
) -> sqlx::Result<bool> {
    const SQL: &str = "INSERT INTO flag (post, member, why, at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (post, member) DO NOTHING RETURNING post";
    let (post, member) = (post.to_string(), member.to_string());
    let row: Option<(String,)> = on!(tx, |c| sqlx::query_as(SQL)
        .bind(&post)
        .bind(&member)
        .bind(why)
        .bind(at.millis())
        .fetch_optional(c)
        .await)?;
    Ok(row.is_some())
}

/// Why a post was flagged, once for each who did, oldest first; empty where no reason was given.
pub(super) async fn reasons(tx: &mut Tx, post: PostName) -> sqlx::Result<Vec<String>> {
    const SQL: &str = "SELECT why FROM flag WHERE post = $1 ORDER BY at, member";
    let post = post.to_string();
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&post).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(why,)| why).collect())
}

/// Forgets the flags of a post: its words are others now.
pub(super) async fn forget_flags(tx: &mut Tx, post: PostName) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM flag WHERE post = $1";
    let post = post.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(&post).execute(c).await.map(drop))
}

/// What a moderator wrote for the others.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Note {
    /// The moderator's name.
    pub(super) name: String,
    pub(super) at: i64,
    pub(super) words: String,
}

/// Keeps a moderator's note.
pub(super) async fn add_note(
    tx: &mut Tx,
    id: &str,
    post: PostName,
    member: MemberId,
    at: Timestamp,
    words: &str,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO item_note (id, post, member, at, words) VALUES ($1, $2, $3, $4, $5)";
    let (post, member) = (post.to_string(), member.to_string());
    on!(tx, |c| sqlx::query(SQL)
        .bind(id)
        .bind(&post)
        .bind(&member)
        .bind(at.millis())
        .bind(words)
        .execute(c)
        .await
        .map(drop))
}

/// The moderators' notes about a post, oldest first.
pub(super) async fn notes(tx: &mut Tx, post: PostName) -> sqlx::Result<Vec<Note>> {
    const SQL: &str = "SELECT m.name, n.at, n.words FROM item_note n JOIN member m ON m.id = n.member
        WHERE n.post = $1 ORDER BY n.at, n.id";
    let post = post.to_string();
    on!(tx, |c| sqlx::query_as(SQL).bind(&post).fetch_all(c).await)
}

/// In which message each moderator has the item before them.
pub(super) async fn messages(tx: &mut Tx, post: PostName) -> anyhow::Result<Vec<(MemberId, PlannedId)>> {
    const SQL: &str = "SELECT member, planned FROM item_message WHERE post = $1 ORDER BY member";
    let post = post.to_string();
    let rows: Vec<(String, String)> = on!(tx, |c| sqlx::query_as(SQL).bind(&post).fetch_all(c).await)?;
    rows.into_iter().map(|(member, planned)| Ok((member.parse()?, PlannedId(planned)))).collect()
}

/// Remembers in which message a moderator has the item before them.
pub(super) async fn set_message(
    tx: &mut Tx,
    post: PostName,
    member: MemberId,
    planned: &PlannedId,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO item_message (post, member, planned) VALUES ($1, $2, $3)
        ON CONFLICT (post, member) DO UPDATE SET planned = excluded.planned";
    let (post, member) = (post.to_string(), member.to_string());
    on!(tx, |c| sqlx::query(SQL).bind(&post).bind(&member).bind(&planned.0).execute(c).await.map(drop))
}
