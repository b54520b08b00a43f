//! Calling people by name without alerting them.

use crate::engine::Turn;
use crate::on;
use std::collections::BTreeMap;
use stoa_chat::{Text, UserRef};

/// `text` with everybody whom it mentions called by name in plain words: what somebody wrote in one place is said
/// again in others, and nobody there is to be alerted by it. Somebody unknown keeps the network's name.
///
/// # Errors
/// When the database fails.
pub async fn naming(turn: &mut Turn<'_>, text: Text) -> anyhow::Result<Text> {
    const SQL: &str = "SELECT name FROM account WHERE network = $1 AND user_id = $2";
    let mentioned = text.mentions();
    if mentioned.is_empty() {
        return Ok(text);
    }
    let mut names: BTreeMap<UserRef, String> = BTreeMap::new();
    for user in mentioned {
        let (network, id) = (user.network.as_str(), &user.id);
        let name: Option<(String,)> =
            on!(turn.tx(), |c| sqlx::query_as(SQL).bind(network).bind(id).fetch_optional(c).await)?;
        names.extend(name.map(|(name,)| (user.clone(), name)));
    }
    Ok(text.naming(&|user| names.get(user).unwrap_or(&user.id).clone()))
}
