//! `conversations.history` and `conversations.replies`: what was said.

use super::conversations::read;
use super::{Answered, Arguments, Refusal};
use crate::state::{ChannelKind, Message, World, from_ts};
use serde_json::{Value, json};

pub(super) fn history(world: &mut World, arguments: &Arguments) -> Answered {
    let channel = read(world, arguments, "history")?;
    let place = &world.channels[&channel];
    if place.kind == ChannelKind::Public && !place.has(&world.app.user_id) {
        return Err("not_in_channel".into());
    }
    let range = Range::of(arguments)?;
    let shown = |message: &&Message| {
        let in_channel = !message.is_reply() || message.broadcast;
        in_channel && message.only_for.is_none() && !message.deleted && range.has(message)
    };
    let metadata = arguments.flag("include_all_metadata");
    // The newest first.
    let all: Vec<Value> = place
        .messages
        .iter()
        .rev()
        .filter(shown)
        .map(|message| world.message_json(place, message, metadata))
        .collect();
    answer(arguments, 100, 999, &all)
}

pub(super) fn replies(world: &mut World, arguments: &Arguments) -> Answered {
    let channel = read(world, arguments, "history")?;
    let place = &world.channels[&channel];
    let ts = arguments.text("ts").unwrap_or_default();
    let found = place.message(ts).filter(|message| message.only_for.is_none());
    let Some(found) = found else { return Err("thread_not_found".into()) };
    let root = found.root().to_owned();
    let range = Range::of(arguments)?;
    let metadata = arguments.flag("include_all_metadata");
    // The first message of the thread leads every first page, then the oldest first.
    let first = place.message(&root).into_iter();
    let rest = place.replies(&root).filter(|message| range.has(message));
    let all: Vec<Value> =
        first.chain(rest).map(|message| world.message_json(place, message, metadata)).collect();
    answer(arguments, 1_000, 1_000, &all)
}

fn answer(arguments: &Arguments, usual: usize, most: usize, all: &[Value]) -> Answered {
    let (messages, next) =
        arguments.page(usual, most, all).map_err(|refusal| match refusal.error.as_str() {
            "invalid_limit" => Refusal::from("invalid_arguments"),
            _ => refusal,
        })?;
    let mut answer = json!({"messages": messages, "has_more": !next.is_empty()});
    if !next.is_empty() {
        answer["response_metadata"] = json!({"next_cursor": next});
    }
    Ok(answer)
}

/// The span of time that a call asks for.
struct Range {
    oldest: i64,
    latest: i64,
    inclusive: bool,
}

impl Range {
    fn of(arguments: &Arguments) -> Result<Self, Refusal> {
        let moment = |name: &str, usual: i64, error: &'static str| match arguments.text(name) {
            None | Some("now") => Ok(usual),
            Some(ts) => from_ts(ts).ok_or(Refusal::from(error)),
        };
        Ok(Self {
            oldest: moment("oldest", 0, "invalid_ts_oldest")?,
            latest: moment("latest", i64::MAX, "invalid_ts_latest")?,
            inclusive: arguments.flag("inclusive"),
        })
    }

    fn has(&self, message: &Message) -> bool {
        let at = from_ts(&message.ts).unwrap_or(0);
        let inside = self.oldest < at && at < self.latest;
        inside || self.inclusive && (at == self.oldest || at == self.latest)
    }
}
