//! What Slack cannot do as the terminal does, and what is therefore no difference. Nothing else is.
//!
//! - A slash command leaves no message behind, and there are none in threads.
//! - What people wrote cannot be deleted by a bot.
//! - An account on Slack always has a time zone and a language; in the terminal it may have neither.

use crate::stage::Apart;
use crate::stage::sight::Stand;
use stoa_terminal::{Audience, Room};

/// Slack's own ways.
pub struct Slack;

impl Apart for Slack {
    fn told(&self, words: &str) -> String {
        words
            .replace("\"language\": \"en-US\"", "\"language\": null")
            .replace("\"zone\": \"Europe/Warsaw\"", "\"zone\": null")
    }

    fn rooms_of_long_posts(&self, audience: &Audience) -> Vec<Room> {
        match &audience.alone {
            Some(who) => vec![Room::Direct(who.clone())],
            None => vec![audience.room.clone()],
        }
    }

    fn stands(&self, audience: &Audience) -> (Room, Option<String>) {
        (audience.room.clone(), audience.alone.clone())
    }

    fn why_it_stays(&self, stand: &Stand, pressed: bool) -> Option<&'static str> {
        const EPHEMERAL: &str =
            "is shown to one person alone, and Slack changes that only when they press a button on it";
        (stand.alone.is_some() && !pressed).then_some(EPHEMERAL)
    }

    fn why_it_is_not_gone(&self, stand: &Stand) -> Option<&'static str> {
        const OTHERS: &str = "was written by somebody else, and Slack lets no bot delete that";
        (!stand.by_bot).then_some(OTHERS)
    }

    fn asks_one_by_one(&self) -> bool {
        false
    }

    fn why_it_comes_back(&self) -> Option<&'static str> {
        Some("is closed once it is sent off, and comes back as a message that opens it again")
    }
}
