//! `chat.*`: what the bot writes, rewrites and removes.

use super::conversations::seen;
use super::{Answered, Arguments, Refusal};
use crate::blocks::{self, Surface};
use crate::state::{ChannelKind, Message, World};
use serde_json::{Value, json};

/// What is longer is cut.
const MOST_TEXT: usize = 40_000;
/// The most bytes of metadata.
const MOST_METADATA: usize = 15_000;

pub(super) fn post_message(world: &mut World, arguments: &Arguments) -> Answered {
    let channel = writable(world, arguments)?;
    let message = composed(world, arguments, &channel)?;
    let ts = world.post(&channel, message);
    let (place, message) = placed(world, &channel, &ts)?;
    Ok(json!({"channel": channel, "ts": ts, "message": world.message_json(place, message, true)}))
}

pub(super) fn post_ephemeral(world: &mut World, arguments: &Arguments) -> Answered {
    let channel = writable(world, arguments)?;
    let user = arguments.text("user").unwrap_or_default();
    let inside = world.channels.get(&channel).is_some_and(|place| place.has(user));
    if !inside || world.user(user).is_none_or(|user| user.deleted) {
        return Err("user_not_in_channel".into());
    }
    let mut message = composed(world, arguments, &channel)?;
    message.only_for = Some(user.to_owned());
    let ts = world.post(&channel, message);
    Ok(json!({"message_ts": ts}))
}

pub(super) fn update(world: &mut World, arguments: &Arguments) -> Answered {
    let channel = seen(world, arguments)?;
    let ts = arguments.text("ts").unwrap_or_default().to_owned();
    changeable(world, &channel, &ts)?;
    let new = composed(world, arguments, &channel)?;
    let has = |name: &str| arguments.get(name).is_some();
    let (blocks, text, attachments) = (has("blocks"), has("text"), has("attachments"));
    let metadata = arguments.get("metadata").cloned();
    // Unlike a new message, Slack takes a changed one for what a person typed, unless it is told not to.
    let looks_up = new.links_names || arguments.text("parse").is_none_or(|parse| parse == "client");
    let change = |message: &mut Message| {
        message.text = new.text;
        // Words alone take the blocks away.
        if blocks || text {
            message.blocks = new.blocks;
        }
        if attachments {
            message.attachments = new.attachments;
        }
        if let Some(metadata) = metadata {
            message.metadata = Some(metadata).filter(|metadata| *metadata != json!({}));
        }
        message.links_names = looks_up;
    };
    if blocks {
        // What consists of blocks is not marked as edited.
        world.change(&channel, &ts, change);
    } else {
        let bot = world.app.user_id.clone();
        world.edit(&channel, &ts, &bot, change);
    }
    let (place, message) = placed(world, &channel, &ts)?;
    let told = world.message_json(place, message, true);
    Ok(json!({"channel": channel, "ts": ts, "text": told["text"], "message": told}))
}

/// Whether a message is one that the bot may change.
fn changeable(world: &World, channel: &str, ts: &str) -> Result<(), Refusal> {
    let (place, message) = placed(world, channel, ts)?;
    if message.only_for.is_some() || message.subtype.as_deref() == Some("tombstone") {
        return Err("message_not_found".into());
    }
    if message.user != world.app.user_id {
        return Err("cant_update_message".into());
    }
    if place.archived {
        return Err("is_inactive".into());
    }
    Ok(())
}

pub(super) fn delete(world: &mut World, arguments: &Arguments) -> Answered {
    let channel = seen(world, arguments)?;
    let ts = arguments.text("ts").unwrap_or_default().to_owned();
    let (_, message) = placed(world, &channel, &ts)?;
    if message.only_for.is_some() || message.subtype.as_deref() == Some("tombstone") {
        return Err("message_not_found".into());
    }
    if message.user != world.app.user_id {
        return Err("cant_delete_message".into());
    }
    world.remove(&channel, &ts);
    Ok(json!({"channel": channel, "ts": ts}))
}

pub(super) fn permalink(world: &mut World, arguments: &Arguments) -> Answered {
    let channel = seen(world, arguments)?;
    let ts = arguments.text("message_ts").unwrap_or_default();
    let (_, message) = placed(world, &channel, ts)?;
    let mut link =
        format!("https://{}.slack.com/archives/{channel}/p{}", world.team.domain, ts.replace('.', ""));
    if message.is_reply() {
        link = format!("{link}?thread_ts={}&cid={channel}", message.root());
    }
    Ok(json!({"channel": channel, "permalink": link}))
}

/// The message at `ts`.
pub(super) fn placed<'a>(
    world: &'a World,
    channel: &str,
    ts: &str,
) -> Result<(&'a crate::state::Channel, &'a Message), Refusal> {
    let place = world.channels.get(channel).ok_or("channel_not_found")?;
    Ok((place, place.message(ts).ok_or("message_not_found")?))
}

/// The conversation that a call wants to write in, if the bot may.
fn writable(world: &mut World, arguments: &Arguments) -> Result<String, Refusal> {
    let named = arguments.text("channel").unwrap_or_default().to_owned();
    // A person's id stands for the conversation with them, and is deprecated as such.
    if world.user(&named).is_some() {
        world.violated(&arguments.method, "argument", "open the conversation with a person first");
        let channel = world.direct_with_bot(&named);
        return Ok(channel);
    }
    let bot = world.app.user_id.clone();
    let Some(place) = world.channels.get(&named) else { return Err("channel_not_found".into()) };
    if !place.has(&bot) {
        let error = if place.kind == ChannelKind::Public { "not_in_channel" } else { "channel_not_found" };
        return Err(error.into());
    }
    if place.archived {
        return Err("is_archived".into());
    }
    if place.kind == ChannelKind::Im && !world.app.messages {
        return Err("messages_tab_disabled".into());
    }
    Ok(named)
}

/// Refuses a name or a face of one's own, which needs a scope that Stoa does not ask for.
fn check_face(world: &mut World, arguments: &Arguments) -> Result<(), Refusal> {
    let needed = ["chat:write.customize".to_owned()];
    let own = ["username", "icon_emoji", "icon_url"].iter().any(|name| arguments.text(name).is_some());
    if own && !world.app.may(&needed) {
        return Err(world.missing_scope(&arguments.method, &needed));
    }
    Ok(())
}

/// The message that a call describes.
pub(super) fn composed(world: &mut World, arguments: &Arguments, channel: &str) -> Result<Message, Refusal> {
    check_face(world, arguments)?;
    let text: String = arguments.text("text").unwrap_or_default().chars().take(MOST_TEXT).collect();
    let blocks = checked_blocks(world, &arguments.method, arguments.get("blocks"))?;
    let attachments = arguments.get("attachments").and_then(Value::as_array).cloned().unwrap_or_default();
    let said = !text.trim().is_empty() || !blocks.is_empty() || !attachments.is_empty();
    if !said && arguments.text("markdown_text").is_none() {
        world.violated(&arguments.method, "no_text", "a message without words");
        return Err("no_text".into());
    }
    let thread_ts = match arguments.text("thread_ts") {
        Some(ts) => threaded(world, &arguments.method, channel, ts)?,
        None => None,
    };
    let metadata = checked_metadata(world, arguments)?;
    Ok(Message {
        user: world.app.user_id.clone(),
        bot_id: Some(world.app.bot_id.clone()),
        text: if text.is_empty() {
            arguments.text("markdown_text").unwrap_or_default().to_owned()
        } else {
            text
        },
        blocks,
        attachments,
        metadata,
        broadcast: thread_ts.is_some() && arguments.flag("reply_broadcast"),
        thread_ts,
        unformatted: arguments.get("mrkdwn").is_some_and(|formatted| formatted == false),
        links_names: arguments.flag("link_names") || arguments.text("parse") == Some("full"),
        ..Message::default()
    })
}

/// The first message of the thread that `ts` stands in. If there is none any more, Slack says nothing and writes in
/// the channel itself: only the `thread_ts` that its answer lacks gives that away.
pub(super) fn threaded(
    world: &mut World,
    method: &str,
    channel: &str,
    ts: &str,
) -> Result<Option<String>, Refusal> {
    let place = world.channels.get(channel).ok_or("channel_not_found")?;
    let found = place.message(ts).filter(|message| message.only_for.is_none());
    let Some(message) = found else { return Ok(None) };
    let (root, reply) = (message.root().to_owned(), message.is_reply());
    if reply {
        world.violated(method, "argument", "thread_ts is a reply's: use that of its parent");
    }
    Ok(Some(root))
}

/// Blocks with all their ids, if they are what Slack takes.
pub(super) fn checked_blocks(
    world: &mut World,
    method: &str,
    blocks: Option<&Value>,
) -> Result<Vec<Value>, Refusal> {
    let Some(blocks) = blocks else { return Ok(Vec::new()) };
    let problems = blocks::check(blocks, Surface::Message);
    if !problems.is_empty() {
        for problem in &problems {
            world.violated(method, "blocks", problem.clone());
        }
        let messages = problems.iter().map(|problem| format!("[ERROR] {problem}")).collect();
        return Err(Refusal::because("invalid_blocks", messages));
    }
    if blocks::too_long(blocks) {
        world.violated(method, "blocks", "more than 13,000 characters in all blocks");
        let known = crate::facts::FACTS.may_fail(method, "msg_blocks_too_long");
        return Err(if known { "msg_blocks_too_long" } else { "invalid_blocks" }.into());
    }
    let mut blocks = blocks.clone();
    blocks::fill_ids(world, &mut blocks);
    Ok(blocks.as_array().cloned().unwrap_or_default())
}

fn checked_metadata(world: &mut World, arguments: &Arguments) -> Result<Option<Value>, Refusal> {
    let Some(metadata) = arguments.get("metadata") else { return Ok(None) };
    // An empty object takes the metadata off a message.
    if arguments.method == "chat.update" && *metadata == json!({}) {
        return Ok(None);
    }
    let method = arguments.method.as_str();
    if !metadata["event_type"].is_string() || !metadata["event_payload"].is_object() {
        world.violated(method, "metadata", "it needs event_type and event_payload");
        return Err("invalid_metadata_format".into());
    }
    if metadata.to_string().len() > MOST_METADATA {
        world.violated(method, "metadata", "it is too large");
        return Err("metadata_too_large".into());
    }
    Ok(Some(metadata.clone()))
}
