//! Accounts: who is behind an act, and how a member can be reached.

use super::Member;
use crate::database::{MemberId, Tx};
use crate::engine::Turn;
use crate::on;
use crate::settings::PeopleSettings;
use stoa_chat::{Network, Profile, Timestamp, UserRef};

/// The member behind an account; somebody never seen before becomes one.
///
/// # Errors
/// When the database fails.
pub async fn meet(turn: &mut Turn<'_>, user: &UserRef) -> anyhow::Result<Member> {
    const FIND: &str =
        "UPDATE account SET last_used = $3 WHERE network = $1 AND user_id = $2 RETURNING member, bot, guest";
    let (network, at) = (user.network.as_str(), turn.now().millis());
    let known: Option<(String, bool, bool)> = on!(turn.tx(), |c| sqlx::query_as(FIND)
        .bind(network)
        .bind(&user.id)
        .bind(at)
        .fetch_optional(c)
        .await)?;
    let (id, bot, guest) = if let Some((id, bot, guest)) = known {
        (id.parse()?, bot, guest)
    } else {
        let id = turn.new_member_id();
        // However late we hear of it: whoever is new is so because of what they did, not because a network was down.
        let seen_at = turn.happened_at();
        bring_in(turn.tx(), id, &Invited { user, name: &user.id, seen_at }).await?;
        (id, false, false)
    };
    let defaults = &turn.settings().people;
    let member = Member::read(turn.tx(), id, defaults).await?;
    Ok(Member { bot, guest, ..member })
}

/// The member behind an account that somebody else named: like [`meet`], but they have not acted themselves.
///
/// # Errors
/// When the database fails.
pub async fn acquaint(turn: &mut Turn<'_>, user: &UserRef) -> anyhow::Result<Member> {
    match known(turn, user).await? {
        Some(member) => Ok(member),
        None => meet(turn, user).await,
    }
}

/// The member behind an account, if there is one already; nothing is changed.
///
/// # Errors
/// When the database fails.
pub async fn known(turn: &mut Turn<'_>, user: &UserRef) -> anyhow::Result<Option<Member>> {
    let defaults = &turn.settings().people;
    known_in(turn.tx(), user, defaults).await
}

/// The same, before a turn begins.
pub(crate) async fn known_in(
    tx: &mut Tx,
    user: &UserRef,
    defaults: &PeopleSettings,
) -> anyhow::Result<Option<Member>> {
    const SQL: &str = "SELECT member, bot, guest FROM account WHERE network = $1 AND user_id = $2";
    let network = user.network.as_str();
    let found: Option<(String, bool, bool)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(network).bind(&user.id).fetch_optional(c).await)?;
    let Some((id, bot, guest)) = found else { return Ok(None) };
    let member = Member::read(tx, id.parse()?, defaults).await?;
    Ok(Some(Member { bot, guest, ..member }))
}

/// Whose account it is, if it is anybody's.
///
/// # Errors
/// When the database fails.
pub async fn member_of(tx: &mut Tx, user: &UserRef) -> anyhow::Result<Option<MemberId>> {
    const SQL: &str = "SELECT member FROM account WHERE network = $1 AND user_id = $2";
    let network = user.network.as_str();
    let found: Option<(String,)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(network).bind(&user.id).fetch_optional(c).await)?;
    Ok(found.map(|(member,)| member.parse()).transpose()?)
}

/// Somebody who becomes a member.
#[derive(Clone, Copy, Debug)]
pub struct Invited<'a> {
    /// Their first account.
    pub user: &'a UserRef,
    /// Their name, as far as it is known.
    pub name: &'a str,
    /// When we first knew of them.
    pub seen_at: Timestamp,
}

/// Makes a member with one account.
///
/// # Errors
/// When the database fails.
pub async fn bring_in(tx: &mut Tx, id: MemberId, invited: &Invited<'_>) -> sqlx::Result<()> {
    const MEMBER: &str = "INSERT INTO member (id, name, first_seen) VALUES ($1, $2, $3)";
    const ACCOUNT: &str = "INSERT INTO account (network, user_id, member, name, active, bot, last_used)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let Invited { user, name, seen_at } = *invited;
    let at = seen_at.millis();
    on!(tx, |c| {
        sqlx::query(MEMBER).bind(id.to_string()).bind(name).bind(at).execute(&mut *c).await?;
        sqlx::query(ACCOUNT)
            .bind(user.network.as_str())
            .bind(&user.id)
            .bind(id.to_string())
            .bind(name)
            .bind(true)
            .bind(false)
            .bind(at)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Takes over what a network tells about a person. What they chose themselves goes before it.
///
/// # Errors
/// When the database fails.
pub async fn learn_profile(turn: &mut Turn<'_>, user: &UserRef, profile: &Profile) -> anyhow::Result<()> {
    const ACCOUNT: &str = "UPDATE account SET name = $3, active = $4, bot = $5, guest = $6, moderates = $7
        WHERE network = $1 AND user_id = $2";
    const MEMBER: &str =
        "UPDATE member SET name = $2, zone = COALESCE($3, zone), language = COALESCE($4, language)
        WHERE id = $1";
    // To be told of is no deed: it does not count as having been here.
    let member = acquaint(turn, user).await?;
    let zone = profile.zone.as_ref().filter(|zone| zone.parse::<chrono_tz::Tz>().is_ok());
    let network = user.network.as_str();
    on!(turn.tx(), |c| {
        sqlx::query(ACCOUNT)
            .bind(network)
            .bind(&user.id)
            .bind(&profile.name)
            .bind(profile.active)
            .bind(profile.bot)
            .bind(profile.guest)
            .bind(profile.moderates)
            .execute(&mut *c)
            .await?;
        sqlx::query(MEMBER)
            .bind(member.id.to_string())
            .bind(&profile.name)
            .bind(zone)
            .bind(&profile.language)
            .execute(c)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// The account to write to a member with: the one they used last, on a network that can be written to.
///
/// # Errors
/// When the database fails.
pub async fn reach(turn: &mut Turn<'_>, member: MemberId) -> anyhow::Result<Option<UserRef>> {
    const SQL: &str = "SELECT network, user_id FROM account WHERE member = $1 AND active AND NOT bot
        ORDER BY last_used DESC, network, user_id";
    let networks = turn.networks();
    let rows: Vec<(String, String)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(member.to_string()).fetch_all(c).await)?;
    let reachable = |(network, id): (String, String)| {
        let network = Network::new(network);
        networks.contains(&network).then_some(UserRef { network, id })
    };
    Ok(rows.into_iter().find_map(reachable))
}

/// Whether a member is a guest on every network where they are.
///
/// # Errors
/// When the database fails.
pub async fn is_guest(tx: &mut Tx, member: MemberId) -> sqlx::Result<bool> {
    const SQL: &str = "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN guest THEN 0 ELSE 1 END), 0) AS BIGINT)
        FROM account WHERE member = $1 AND active";
    let member = member.to_string();
    let (all, colleagues): (i64, i64) = on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_one(c).await)?;
    Ok(all > 0 && colleagues == 0)
}

/// Who is meant by `@word` on a network: an account's id, or the one name of an account that fits.
///
/// # Errors
/// When the database fails.
pub async fn person_called(
    turn: &mut Turn<'_>,
    network: &Network,
    word: &str,
) -> anyhow::Result<Option<MemberId>> {
    const SQL: &str =
        "SELECT user_id, name, member FROM account WHERE network = $1 AND active ORDER BY user_id";
    let word = word.trim_start_matches('@');
    let rows: Vec<(String, String, String)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(network.as_str()).fetch_all(c).await)?;
    if let Some((.., member)) = rows.iter().find(|(id, ..)| id.trim_start_matches('@') == word) {
        return Ok(Some(member.parse()?));
    }
    let mut named = rows.iter().filter(|(_, name, _)| name.to_lowercase() == word.to_lowercase());
    match (named.next(), named.next()) {
        (Some((.., member)), None) => Ok(Some(member.parse()?)),
        _ => Ok(None),
    }
}
