//! What becomes of mentoring when two members turn out to be one, or somebody is forgotten.

use crate::database::{MemberId, Tx};
use crate::on;

/// Everything of `from` belongs to `into`, as far as `into` has nothing of the kind.
pub(super) async fn join(tx: &mut Tx, from: MemberId, into: MemberId) -> sqlx::Result<()> {
    const MOVE: [&str; 10] = [
        "INSERT INTO mentor (member, topics, capacity, paused_until, offered_at, programme)
            SELECT $2, topics, capacity, paused_until, offered_at, programme FROM mentor WHERE member = $1
            ON CONFLICT DO NOTHING",
        "INSERT INTO mentee (member, topics, note, paused_until, sought_at, told, programme)
            SELECT $2, topics, note, paused_until, sought_at, told, programme FROM mentee WHERE member = $1
            ON CONFLICT DO NOTHING",
        "INSERT INTO mentor_wish (member, rank, mentor)
            SELECT $2, rank, mentor FROM mentor_wish WHERE member = $1 ON CONFLICT DO NOTHING",
        "UPDATE mentor_wish SET mentor = $2 WHERE mentor = $1",
        "INSERT INTO mentor_avoid (member, other)
            SELECT $2, other FROM mentor_avoid WHERE member = $1 ON CONFLICT DO NOTHING",
        "INSERT INTO mentor_avoid (member, other)
            SELECT member, $2 FROM mentor_avoid WHERE other = $1 ON CONFLICT DO NOTHING",
        "UPDATE mentorship SET mentee = CASE WHEN mentee = $1 THEN $2 ELSE mentee END,
                mentor = CASE WHEN mentor = $1 THEN $2 ELSE mentor END
            WHERE mentee = $1 OR mentor = $1",
        "INSERT INTO mentor_feedback (mentorship, member, stars)
            SELECT mentorship, $2, stars FROM mentor_feedback WHERE member = $1 ON CONFLICT DO NOTHING",
        // Nobody is their own mentor, or avoids themselves.
        "UPDATE mentorship SET state = 'ended' WHERE mentee = mentor AND mentee = $2 AND mentee <> $1
            AND state IN ('proposed', 'running')",
        "DELETE FROM mentor_avoid WHERE member = other AND member = $2 AND member <> $1",
    ];
    let (old, new) = (from.to_string(), into.to_string());
    for sql in MOVE {
        on!(tx, |c| sqlx::query(sql).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    forget_search(tx, &old).await
}

async fn forget_search(tx: &mut Tx, member: &str) -> sqlx::Result<()> {
    const FORGET: [&str; 5] = [
        "DELETE FROM mentor WHERE member = $1",
        "DELETE FROM mentee WHERE member = $1",
        "DELETE FROM mentor_wish WHERE member = $1 OR mentor = $1",
        "DELETE FROM mentor_avoid WHERE member = $1 OR other = $1",
        "DELETE FROM mentor_feedback WHERE member = $1",
    ];
    for sql in FORGET {
        on!(tx, |c| sqlx::query(sql).bind(member).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// Forgets a member, and with them the pairs that they were in.
pub(super) async fn forget(tx: &mut Tx, member: MemberId) -> sqlx::Result<()> {
    const FORGET: [&str; 3] = [
        "DELETE FROM mentor_feedback WHERE mentorship IN
            (SELECT number FROM mentorship WHERE mentee = $1 OR mentor = $1)",
        "DELETE FROM mentor_meeting WHERE mentorship IN
            (SELECT number FROM mentorship WHERE mentee = $1 OR mentor = $1)",
        "DELETE FROM mentorship WHERE mentee = $1 OR mentor = $1",
    ];
    let member = member.to_string();
    forget_search(tx, &member).await?;
    for sql in FORGET {
        on!(tx, |c| sqlx::query(sql).bind(&member).execute(c).await.map(drop))?;
    }
    Ok(())
}
