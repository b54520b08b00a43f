//! `reactions.*`: emoji on messages.

use super::chat::placed;
use super::conversations::seen;
use super::{Answered, Arguments, Refusal};
use crate::state::{ChannelKind, World};
use serde_json::json;

pub(super) fn add(world: &mut World, arguments: &Arguments) -> Answered {
    let (channel, ts, name) = named(world, arguments)?;
    if world.channels[&channel].archived {
        return Err("is_archived".into());
    }
    let bot = world.app.user_id.clone();
    world.react(&channel, &ts, &name, &bot)?;
    Ok(json!({}))
}

pub(super) fn remove(world: &mut World, arguments: &Arguments) -> Answered {
    let (channel, ts, name) = named(world, arguments)?;
    let bot = world.app.user_id.clone();
    world.unreact(&channel, &ts, &name, &bot)?;
    Ok(json!({}))
}

pub(super) fn get(world: &mut World, arguments: &Arguments) -> Answered {
    let channel = on(world, arguments)?;
    let ts = arguments.text("timestamp").ok_or("no_item_specified")?;
    let (place, message) = placed(world, &channel, ts)?;
    let told = world.message_json(place, message, false);
    Ok(json!({"type": "message", "channel": channel, "message": told}))
}

/// The conversation, if the bot is in it.
fn on(world: &World, arguments: &Arguments) -> Result<String, Refusal> {
    arguments.text("channel").ok_or("no_item_specified")?;
    let channel = seen(world, arguments)?;
    let place = &world.channels[&channel];
    if place.kind != ChannelKind::Public && !place.has(&world.app.user_id) {
        return Err("channel_not_found".into());
    }
    Ok(channel)
}

/// Which message, and which emoji: by its name, without colons.
fn named(world: &mut World, arguments: &Arguments) -> Result<(String, String, String), Refusal> {
    let channel = on(world, arguments)?;
    let ts = arguments.text("timestamp").ok_or("no_item_specified")?.to_owned();
    let name = arguments.text("name").unwrap_or_default();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-+':".contains(c);
    if name.is_empty() || name.starts_with(':') || !name.chars().all(plain) {
        world.violated(&arguments.method, "argument", format!("{name} is no name of an emoji"));
        return Err("invalid_name".into());
    }
    let (_, message) = placed(world, &channel, &ts)?;
    if message.only_for.is_some() {
        return Err("message_not_found".into());
    }
    Ok((channel, ts, name.to_owned()))
}
