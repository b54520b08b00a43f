//! Calling people by name without alerting them.

use super::{Names, acquaint};
use crate::database::MemberId;
use crate::engine::Turn;
use crate::on;
use std::collections::BTreeMap;
use stoa_chat::{Span, Text, UserRef};

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

/// Whether `after` mentions somebody whom `before` does not call by name, but for `author` and programs.
///
/// # Errors
/// When the database fails.
pub async fn names_more(
    turn: &mut Turn<'_>,
    before: &Text,
    after: &Text,
    author: Option<MemberId>,
) -> anyhow::Result<bool> {
    let before = before.to_plain();
    for user in after.mentions() {
        let member = acquaint(turn, &user).await?;
        let called = naming(turn, Text::paragraph(vec![Span::Mention(user)])).await?.to_plain();
        if !member.bot
            && author != Some(member.id)
            && !Names::new([called], Vec::new(), Vec::new()).are_in(&before)
        {
            return Ok(true);
        }
    }
    Ok(false)
}
