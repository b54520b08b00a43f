//! Moderators: the members whom the settings name, whichever of their accounts they use.

use super::{Member, acquaint};
use crate::engine::Turn;
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
    let named = turn.settings().people.moderators();
    let accounts: Vec<_> = named.map(|(network, id)| UserRef::new(&Network::new(network), id)).collect();
    let networks = turn.networks();
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
