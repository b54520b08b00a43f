//! What Matrix cannot do as the terminal does, and what is therefore no difference. Nothing else is.
//!
//! - Nobody can be told something in a room so that nobody else sees it: it is said in the direct conversation.
//! - There is no page of the bot's own.
//! - A form is a dialogue: one question after the other, in the direct conversation.
//! - A homeserver tells neither time zones nor languages: people say theirs themselves, and a moment is written with the zone
//!   that it is meant in.

use crate::stage::Apart;
use crate::stage::sight::Stand;
use regex::Regex;
use std::sync::LazyLock;
use stoa_terminal::{Audience, Room};

/// The zone behind a moment.
static ZONE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\d\d:\d\d) (?:CES?T|E[SD]T)\b").expect("a pattern"));

/// Matrix's own ways.
pub struct Matrix;

impl Apart for Matrix {
    fn told(&self, words: &str) -> String {
        ZONE.replace_all(words, "$1").into_owned()
    }

    fn rooms_of_long_posts(&self, audience: &Audience) -> Vec<Room> {
        vec![self.stands(audience).0]
    }

    fn stands(&self, audience: &Audience) -> (Room, Option<String>) {
        match &audience.alone {
            Some(who) => (Room::Direct(who.clone()), None),
            None => (audience.room.clone(), None),
        }
    }

    fn why_it_stays(&self, _: &Stand, _: bool) -> Option<&'static str> {
        None
    }

    fn asks_one_by_one(&self) -> bool {
        true
    }

    fn why_it_comes_back(&self) -> Option<&'static str> {
        None
    }
}

/// Why a transcript cannot happen on Matrix as it is written, if it cannot.
pub fn why_not(name: &str) -> Option<&'static str> {
    match name {
        "first_contact_and_home" | "home_page" => Some("there is no page of the bot's own"),
        "shortcuts" | "anonymous_reply" | "turned_with_refusal" => {
            Some("there is no menu in which a command could be picked")
        }
        "place_on_and_off" => Some("places stand in the order of the homeserver's own names for them"),
        "ask_anyway" | "impact" | "keep" | "reused" | "silent_draft" | "suggestion_solves" | "tip" => Some(
            "where nobody can be answered alone, a question is posted at once and what is known comes after it",
        ),
        _ => None,
    }
}
