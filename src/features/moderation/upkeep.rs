//! Keeping the queue's tables in order: two members become one, one is forgotten, and so are old items.

use super::{decisions, queue, store};
use crate::database::MemberId;
use crate::engine::{Failure, Turn};
use crate::on;
use crate::people::{self, Names, Written, written};
use crate::posts::PostName;

/// Two members are one: what `from` flagged, wrote and decided is `into`'s, and what needed two of them needs another.
pub(super) async fn join_members(turn: &mut Turn<'_>, from: MemberId, into: MemberId) -> Result<(), Failure> {
    const ALONE: &str = "SELECT post FROM item
        WHERE state = 'confirmed' AND hider = $1 AND confirmer = $1 ORDER BY post";
    let statements = [
        "UPDATE item SET author = $2 WHERE author = $1",
        "UPDATE item SET hider = $2 WHERE hider = $1",
        "UPDATE item SET confirmer = $2 WHERE confirmer = $1",
        "INSERT INTO flag (post, member, why, at) SELECT post, $2, why, at FROM flag WHERE member = $1
            ON CONFLICT (post, member) DO NOTHING",
        "DELETE FROM flag WHERE member = $1 AND member <> $2",
        "UPDATE item_note SET member = $2 WHERE member = $1",
        "INSERT INTO item_message (post, member, planned)
            SELECT post, $2, planned FROM item_message WHERE member = $1
            ON CONFLICT (post, member) DO NOTHING",
        "DELETE FROM item_message WHERE member = $1 AND member <> $2",
        "UPDATE slip SET member = $2 WHERE member = $1",
    ];
    let (old, new) = (from.to_string(), into.to_string());
    for statement in statements {
        on!(turn.tx(), |c| sqlx::query(statement).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    people::join_pauses(turn.tx(), from, into).await?;
    let alone: Vec<(String,)> = on!(turn.tx(), |c| sqlx::query_as(ALONE).bind(&new).fetch_all(c).await)?;
    for post in alone.iter().filter_map(|(post,)| PostName::parse(post)) {
        decisions::unconfirm(turn, post).await?;
    }
    Ok(())
}

/// A member is forgotten: what was flagged of theirs, what they flagged, and every word that they wrote here.
pub(super) async fn erase(turn: &mut Turn<'_>, member: MemberId) -> Result<(), Failure> {
    const WRITTEN: &str = "SELECT post FROM item WHERE author = $1 ORDER BY post";
    const TOUCHED: &str = "SELECT post FROM item_note WHERE member = $1
        UNION SELECT post FROM item WHERE hider = $1 OR confirmer = $1 ORDER BY 1";
    let statements = [
        "DELETE FROM flag WHERE member = $1",
        "DELETE FROM item_note WHERE member = $1",
        "DELETE FROM item_message WHERE member = $1",
        "DELETE FROM slip WHERE member = $1",
        "DELETE FROM pause WHERE member = $1",
        "UPDATE item SET hider = NULL WHERE hider = $1",
        "UPDATE item SET confirmer = NULL WHERE confirmer = $1",
    ];
    let id = member.to_string();
    let written: Vec<(String,)> = on!(turn.tx(), |c| sqlx::query_as(WRITTEN).bind(&id).fetch_all(c).await)?;
    for post in written.iter().filter_map(|(post,)| PostName::parse(post)) {
        queue::take_down(turn, post).await?;
        forget_item(turn, post).await?;
    }
    let touched: Vec<(String,)> = on!(turn.tx(), |c| sqlx::query_as(TOUCHED).bind(&id).fetch_all(c).await)?;
    for statement in statements {
        on!(turn.tx(), |c| sqlx::query(statement).bind(&id).execute(c).await.map(drop))?;
    }
    for post in touched.iter().filter_map(|(post,)| PostName::parse(post)) {
        if let Some(item) = store::item(turn.tx(), post).await? {
            queue::tell(turn, &item, None).await?;
        }
    }
    Ok(())
}

/// Leaves an erased member's names out of what others said of a post.
pub(super) async fn unname(turn: &mut Turn<'_>, names: &Names) -> anyhow::Result<()> {
    const WORDS: [Written; 2] = [
        written!(text "post || ' ' || member" in "flag", "why"),
        written!(text "id" in "item_note", "words"),
    ];
    for words in WORDS {
        people::unname(turn, names, words).await?;
    }
    Ok(())
}

/// Forgets closed items, slips and pauses that count no more.
pub(super) async fn forget(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    const OLD: &str = "SELECT post FROM item WHERE state IN ('left', 'shown', 'mended') AND changed_at < $1
        ORDER BY post";
    const SLIPS: &str = "DELETE FROM slip WHERE at < $1";
    let now = turn.now();
    let before = (now - turn.settings().moderation.pause_within.get()).millis();
    let old: Vec<(String,)> = on!(turn.tx(), |c| sqlx::query_as(OLD).bind(before).fetch_all(c).await)?;
    for post in old.iter().filter_map(|(post,)| PostName::parse(post)) {
        forget_item(turn, post).await?;
    }
    on!(turn.tx(), |c| sqlx::query(SLIPS).bind(before).execute(c).await.map(drop))?;
    people::forget_pauses(turn.tx(), now).await?;
    Ok(())
}

/// Forgets all that is kept about a post.
async fn forget_item(turn: &mut Turn<'_>, post: PostName) -> sqlx::Result<()> {
    let statements = [
        "DELETE FROM flag WHERE post = $1",
        "DELETE FROM item_note WHERE post = $1",
        "DELETE FROM item_message WHERE post = $1",
        "DELETE FROM item WHERE post = $1",
    ];
    let post = post.to_string();
    for statement in statements {
        on!(turn.tx(), |c| sqlx::query(statement).bind(&post).execute(c).await.map(drop))?;
    }
    Ok(())
}
