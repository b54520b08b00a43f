//! Moderators: the members whom the settings name, and those whom a network lets moderate, whichever of their accounts
//! they use.

use super::{Member, acquaint};
use crate::database::Tx;
use crate::engine::Turn;
use crate::on;
use stoa_chat::{Network, UserRef};

/// Whether `member` is a moderator; an admin is one too.
///
/// # Errors
/// When the database fails.
pub async fn is_moderator(turn: &mut Turn<'_>, member: &Member) -> anyhow::Result<bool> {
    Ok(moderators(turn).await?.iter().any(|moderator| moderator.id == member.id))
}

/// Every moderator with an account on a network that this process speaks on, each once.
///
/// # Errors
/// When the database fails.
pub async fn moderators(turn: &mut Turn<'_>) -> anyhow::Result<Vec<Member>> {
    let networks = turn.networks();
    let named = turn.settings().people.moderators();
    let mut accounts: Vec<_> = named.map(|(network, id)| UserRef::new(&Network::new(network), id)).collect();
    for account in let_moderate(turn.tx()).await? {
        if !accounts.contains(&account) {
            accounts.push(account);
        }
    }
    let erased = super::erased(turn.tx(), &accounts).await?;
    let mut moderators: Vec<Member> = Vec::new();
    for account in accounts.iter().filter(|account| networks.contains(&account.network)) {
        // That the settings still name somebody who was erased does not bring them back; they may do so themselves.
        if erased.contains_key(account) && super::known(turn, account).await?.is_none() {
            continue;
        }
        let member = acquaint(turn, account).await?;
        if !moderators.iter().any(|known| known.id == member.id) {
            moderators.push(member);
        }
    }
    Ok(moderators)
}

/// The accounts that their networks let moderate.
async fn let_moderate(tx: &mut Tx) -> sqlx::Result<Vec<UserRef>> {
    const SQL: &str =
        "SELECT network, user_id FROM account WHERE moderates AND active ORDER BY network, user_id";
    let rows: Vec<(String, String)> = on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(network, id)| UserRef::new(&Network::new(network), id)).collect())
}
