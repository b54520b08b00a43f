//! What Slack cannot do as the terminal does, and what is therefore no difference. Nothing else is.
//!
//! - A slash command leaves no message behind, and there are none in threads.
//! - An account on Slack always has a time zone and a language; in the terminal it may have neither.

use stoa_terminal::{Audience, Room};

/// Slack changes what it showed to one person alone only in answer to that person's press of a button on it.
pub const EPHEMERAL: &str =
    "is shown to one person alone, and Slack changes that only when they press a button on it";

/// A form that was sent off is closed before anybody can know that it will be refused.
pub const CLOSED: &str = "is closed once it is sent off, and comes back as a message that opens it again";

/// Words without what an account on Slack always tells and one in the terminal does not.
pub fn told(words: &str) -> String {
    words
        .replace("\"language\": \"en-US\"", "\"language\": null")
        .replace("\"zone\": \"Europe/Warsaw\"", "\"zone\": null")
}

/// Where a post may stand that is too long for one message.
pub fn rooms_of_long_posts(audience: &Audience) -> Vec<Room> {
    match &audience.alone {
        Some(who) => vec![Room::Direct(who.clone())],
        None => vec![audience.room.clone()],
    }
}
