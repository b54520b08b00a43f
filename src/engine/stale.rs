//! Undo before do: an older event that arrives after a newer one about the same thing changes nothing.
//!
//! Networks deliver again, and late. For everything that can be done and undone (a reaction of one person on
//! one message, the words of a message, its being there at all) the moment of the newest event is remembered,
//! the last writer wins, and the end is the same in whichever order the events came.

use super::answer::Failure;
use super::core::Engine;
use super::turn::Turn;
use crate::on;
use stoa_chat::{Event, EventKind, MessageRef};

impl Engine {
    /// Whether `event` is about something of which a newer event was seen already.
    pub(super) async fn is_stale(&self, turn: &mut Turn<'_>, event: &Event) -> Result<bool, Failure> {
        const SEEN: &str = "SELECT at FROM latest WHERE key = $1";
        const SET: &str = "INSERT INTO latest (key, at) VALUES ($1, $2)
            ON CONFLICT (key) DO UPDATE SET at = CASE WHEN latest.at < excluded.at THEN excluded.at ELSE latest.at END";
        let network = event.network.as_str();
        let of = |what: &str, m: &MessageRef, more: &[&str]| {
            let parts = [&[what, network, &m.place.id, &m.id], more].concat();
            self.sealer().name(&parts)
        };
        let (asked, told) = match &event.kind {
            EventKind::Said(message) => (of("message", &message.message, &[]), None),
            EventKind::Commanded(command) => {
                let Some(message) = &command.message else { return Ok(false) };
                (of("message", message, &[]), None)
            }
            EventKind::Picked(pick) => (of("message", &pick.at.message.message, &[]), None),
            EventKind::Edited(message) => {
                let gone = of("message", &message.message, &[]);
                if newest(turn, &gone, SEEN).await?.is_some() {
                    return Ok(true);
                }
                let words = of("words", &message.message, &[]);
                (words.clone(), Some(words))
            }
            EventKind::Deleted { message, .. } => {
                (of("deletion", message, &[]), Some(of("message", message, &[])))
            }
            EventKind::ReactionAdded(reaction) | EventKind::ReactionRemoved(reaction) => {
                let key = of("reaction", &reaction.message, &[&reaction.by.id, &reaction.emoji]);
                (key.clone(), Some(key))
            }
            _ => return Ok(false),
        };
        let (at, seen) = (event.at.millis(), newest(turn, &asked, SEEN).await?);
        let stale = seen.is_some_and(|seen| seen > at || told.is_none());
        if let (false, Some(key)) = (stale, told) {
            on!(turn.tx(), |c| sqlx::query(SET).bind(&key).bind(at).execute(c).await.map(drop))?;
        }
        Ok(stale)
    }
}

async fn newest(turn: &mut Turn<'_>, key: &str, sql: &'static str) -> sqlx::Result<Option<i64>> {
    let row: Option<(i64,)> = on!(turn.tx(), |c| sqlx::query_as(sql).bind(key).fetch_optional(c).await)?;
    Ok(row.map(|(at,)| at))
}
