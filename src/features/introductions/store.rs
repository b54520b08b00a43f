//! Who takes part where, and who was introduced to whom.

use crate::database::{MemberId, Tx, next_number};
use crate::on;
use stoa_chat::{Network, PlaceRef, Timestamp};

/// Somebody who takes part in a place.
#[derive(Clone, Debug)]
pub(super) struct Participant {
    pub member: MemberId,
    pub skips: bool,
    pub alone: bool,
}

pub(super) async fn take_part(
    tx: &mut Tx,
    place: &PlaceRef,
    member: MemberId,
    at: Timestamp,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO coffee_member (network, place, member, skips, alone, joined_at)
        VALUES ($1, $2, $3, $4, $4, $5)
        ON CONFLICT (network, place, member) DO UPDATE SET skips = excluded.skips";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL)
        .bind(place.network.as_str())
        .bind(&place.id)
        .bind(&member)
        .bind(false)
        .bind(at.millis())
        .execute(c)
        .await
        .map(drop))
}

/// Leaves out the next round, or all of them.
pub(super) async fn step_back(
    tx: &mut Tx,
    place: &PlaceRef,
    member: MemberId,
    only_skip: bool,
) -> sqlx::Result<()> {
    const SKIP: &str =
        "UPDATE coffee_member SET skips = $4 WHERE network = $1 AND place = $2 AND member = $3";
    const LEAVE: &str = "DELETE FROM coffee_member WHERE network = $1 AND place = $2 AND member = $3";
    let (network, id, member) = (place.network.as_str(), &place.id, member.to_string());
    if only_skip {
        return on!(tx, |c| sqlx::query(SKIP)
            .bind(network)
            .bind(id)
            .bind(&member)
            .bind(true)
            .execute(c)
            .await
            .map(drop));
    }
    on!(tx, |c| sqlx::query(LEAVE).bind(network).bind(id).bind(&member).execute(c).await.map(drop))
}

/// Who takes part in a place: not those who have stopped it, or whose accounts are gone.
pub(super) async fn participants(tx: &mut Tx, place: &PlaceRef) -> anyhow::Result<Vec<Participant>> {
    const SQL: &str = "SELECT member, skips, alone FROM coffee_member m WHERE network = $1 AND place = $2
        AND EXISTS (SELECT 1 FROM account a WHERE a.member = m.member AND a.active AND NOT a.bot)
        AND NOT EXISTS (SELECT 1 FROM stopped s WHERE s.member = m.member AND s.feature IN ('coffee', 'all'))
        ORDER BY member";
    let rows: Vec<(String, bool, bool)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(place.network.as_str()).bind(&place.id).fetch_all(c).await)?;
    let read = |(member, skips, alone): (String, bool, bool)| {
        Ok(Participant { member: member.parse()?, skips, alone })
    };
    rows.into_iter().map(read).collect()
}

/// Every place in which somebody takes part.
pub(super) async fn places(tx: &mut Tx) -> sqlx::Result<Vec<PlaceRef>> {
    const SQL: &str = "SELECT DISTINCT network, place FROM coffee_member ORDER BY network, place";
    let rows: Vec<(String, String)> = on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(network, id)| PlaceRef::new(&Network::new(network), id)).collect())
}

/// Where a member takes part, and whether they leave out the next round there.
pub(super) async fn places_of(tx: &mut Tx, member: MemberId) -> sqlx::Result<Vec<(PlaceRef, bool)>> {
    const SQL: &str =
        "SELECT network, place, skips FROM coffee_member WHERE member = $1 ORDER BY network, place";
    let member = member.to_string();
    let rows: Vec<(String, String, bool)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_all(c).await)?;
    Ok(rows
        .into_iter()
        .map(|(network, id, skips)| (PlaceRef::new(&Network::new(network), id), skips))
        .collect())
}

/// Keeps what a round came to, and that whoever left it out takes part in the next.
pub(super) async fn keep_round(
    tx: &mut Tx,
    place: &PlaceRef,
    groups: &[Vec<MemberId>],
    alone: &[MemberId],
    at: Timestamp,
) -> sqlx::Result<i64> {
    const ROUND: &str = "INSERT INTO coffee_round (number, network, place, at) VALUES ($1, $2, $3, $4)";
    const SEAT: &str = "INSERT INTO coffee_seat (round, member, group_number) VALUES ($1, $2, $3)";
    const FRESH: &str = "UPDATE coffee_member SET skips = $3, alone = $3 WHERE network = $1 AND place = $2";
    const ALONE: &str =
        "UPDATE coffee_member SET alone = $4 WHERE network = $1 AND place = $2 AND member = $3";
    let number = next_number(tx, "coffee").await?;
    let (network, id) = (place.network.as_str(), &place.id);
    on!(tx, |c| {
        sqlx::query(ROUND).bind(number).bind(network).bind(id).bind(at.millis()).execute(&mut *c).await?;
        for (group, members) in (1_i64..).zip(groups) {
            for member in members {
                sqlx::query(SEAT).bind(number).bind(member.to_string()).bind(group).execute(&mut *c).await?;
            }
        }
        sqlx::query(FRESH).bind(network).bind(id).bind(false).execute(&mut *c).await?;
        for member in alone {
            sqlx::query(ALONE)
                .bind(network)
                .bind(id)
                .bind(member.to_string())
                .bind(true)
                .execute(&mut *c)
                .await?;
        }
        Ok::<_, sqlx::Error>(())
    })?;
    Ok(number)
}

/// With whom a member was introduced, anywhere, and when last.
pub(super) async fn history(tx: &mut Tx, member: MemberId) -> anyhow::Result<Vec<(MemberId, Timestamp)>> {
    const SQL: &str = "SELECT o.member, MAX(r.at) FROM coffee_seat s
        JOIN coffee_seat o ON o.round = s.round AND o.group_number = s.group_number AND o.member <> s.member
        JOIN coffee_round r ON r.number = s.round
        WHERE s.member = $1 GROUP BY o.member ORDER BY o.member";
    let member = member.to_string();
    let rows: Vec<(String, i64)> = on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_all(c).await)?;
    rows.into_iter().map(|(other, at)| Ok((other.parse()?, Timestamp::from_millis(at)))).collect()
}

/// The groups of a round, each with its members and what they said.
pub(super) async fn seats(tx: &mut Tx, round: i64) -> anyhow::Result<Vec<(i64, MemberId, Option<bool>)>> {
    const SQL: &str = "SELECT group_number, member, met FROM coffee_seat WHERE round = $1
        ORDER BY group_number, member";
    let rows: Vec<(i64, String, Option<bool>)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(round).fetch_all(c).await)?;
    rows.into_iter().map(|(group, member, met)| Ok((group, member.parse()?, met))).collect()
}

/// The last round that a member was in.
pub(super) async fn last_round(tx: &mut Tx, member: MemberId) -> sqlx::Result<Option<i64>> {
    const SQL: &str = "SELECT MAX(round) FROM coffee_seat WHERE member = $1";
    let member = member.to_string();
    let (round,): (Option<i64>,) = on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_one(c).await)?;
    Ok(round)
}

pub(super) async fn set_met(tx: &mut Tx, round: i64, member: MemberId, met: bool) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE coffee_seat SET met = $3 WHERE round = $1 AND member = $2";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(round).bind(&member).bind(met).execute(c).await.map(drop))
}

/// Everything of `from` belongs to `into`.
pub(super) async fn join_members(tx: &mut Tx, from: MemberId, into: MemberId) -> sqlx::Result<()> {
    const MOVE: [&str; 2] = [
        "INSERT INTO coffee_member (network, place, member, skips, alone, joined_at)
            SELECT network, place, $2, skips, alone, joined_at FROM coffee_member WHERE member = $1
            ON CONFLICT DO NOTHING",
        "INSERT INTO coffee_seat (round, member, group_number, met)
            SELECT round, $2, group_number, met FROM coffee_seat WHERE member = $1 ON CONFLICT DO NOTHING",
    ];
    let (old, new) = (from.to_string(), into.to_string());
    for sql in MOVE {
        on!(tx, |c| sqlx::query(sql).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    forget(tx, from).await
}

pub(super) async fn forget(tx: &mut Tx, member: MemberId) -> sqlx::Result<()> {
    const FORGET: [&str; 2] =
        ["DELETE FROM coffee_member WHERE member = $1", "DELETE FROM coffee_seat WHERE member = $1"];
    let member = member.to_string();
    for sql in FORGET {
        on!(tx, |c| sqlx::query(sql).bind(&member).execute(c).await.map(drop))?;
    }
    Ok(())
}
