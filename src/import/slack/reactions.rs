//! What reactions say about an answer.
//!
//! Slack names an emoji by a word; a skin tone follows behind `::`. Workspaces have words of their own, so common
//! ones for thanks count too. Everything else (laughter, eyes, flags) says nothing about the answer.

use super::message::Message;
use std::collections::BTreeSet;

/// From the asker these say *this is it*.
const ACCEPTS: &[&str] = &["ballot_box_with_check", "heavy_check_mark", "white_check_mark"];

/// From anybody but its author these say that an answer helped.
const HELPED: &[&str] = &[
    "+1",
    "100",
    "bow",
    "bulb",
    "clap",
    "danke",
    "dankeschoen",
    "gracias",
    "heart",
    "hearts",
    "kudos",
    "merci",
    "ok_hand",
    "pray",
    "raised_hands",
    "rocket",
    "star",
    "star2",
    "tada",
    "thank-you",
    "thank_you",
    "thanks",
    "thankyou",
    "thumbsup",
    "thx",
    "trophy",
    "ty",
];

/// Whether the asker marked this as the answer.
pub(super) fn accepted(answer: &Message, asker: Option<&str>) -> bool {
    let Some(asker) = asker else { return false };
    marks(answer, ACCEPTS).any(|user| user == asker)
}

/// How many people it helped. Slack may leave names out of a long list, so that this is the least that they are.
pub(super) fn helped(answer: &Message) -> i64 {
    let people: BTreeSet<&str> =
        marks(answer, HELPED).filter(|user| Some(*user) != answer.by.as_deref()).collect();
    i64::try_from(people.len()).unwrap_or(i64::MAX)
}

/// Those who reacted with one of `names`.
fn marks<'m>(answer: &'m Message, names: &[&str]) -> impl Iterator<Item = &'m str> {
    let meant = |name: &str| names.contains(&name.split("::").next().unwrap_or_default());
    let reactions = answer.reactions.iter().filter(move |reaction| meant(&reaction.name));
    reactions.flat_map(|reaction| reaction.users.iter().map(String::as_str))
}
