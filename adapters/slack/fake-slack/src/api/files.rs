//! `files.*`: an upload in three steps.

use super::chat::{checked_blocks, threaded};
use super::{Answered, Arguments, Refusal};
use crate::state::{ChannelKind, File, Message, World};
use serde_json::{Value, json};

/// The most characters of a text for those who cannot see a picture.
const MOST_ALT: usize = 1_000;

pub(super) fn upload_url(world: &mut World, arguments: &Arguments) -> Answered {
    let length = arguments.number("length").and_then(|length| usize::try_from(length).ok());
    let Some(length) = length.filter(|length| *length > 0) else {
        world.violated(&arguments.method, "argument", "length must be 1 at least");
        return Err("missing_argument".into());
    };
    let alt = arguments.text("alt_txt").map(str::to_owned);
    if alt.as_ref().is_some_and(|alt| alt.chars().count() > MOST_ALT) {
        world.violated(&arguments.method, "argument", "alt_txt is too long");
        return Err("alt_txt_too_large".into());
    }
    let (id, key) = (world.new_id("F"), world.secret());
    let name = arguments.text("filename").unwrap_or_default().to_owned();
    let file = File {
        id: id.clone(),
        title: name.clone(),
        name,
        alt,
        length,
        key: key.clone(),
        bytes: None,
        complete: false,
        created: world.seconds(),
    };
    world.files.insert(id.clone(), file);
    Ok(json!({"upload_url": format!("{}/upload/v1/{key}", world.base), "file_id": id}))
}

pub(super) fn complete(world: &mut World, arguments: &Arguments) -> Answered {
    let wanted = arguments.get("files").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut ids = Vec::new();
    for file in &wanted {
        let id = file["id"].as_str().unwrap_or_default().to_owned();
        let known = world.files.get(&id).is_some_and(|known| known.bytes.is_some() && !known.complete);
        if !known {
            world.violated(&arguments.method, "files", format!("{id} was not sent, or completed before"));
            return Err("file_not_found".into());
        }
        ids.push(id);
    }
    if ids.is_empty() {
        world.violated(&arguments.method, "argument", "no files");
        return Err(Refusal::because("invalid_arguments", vec!["[ERROR] files is empty".to_owned()]));
    }
    let target = match arguments.text("channel_id").or_else(|| arguments.text("channels")) {
        Some(channel) => Some(shared_in(world, channel)?),
        None => None,
    };
    if let Some(channel) = target {
        share(world, arguments, &channel, &ids)?;
    }
    Ok(json!({"files": completed(world, &wanted, &ids)}))
}

/// Shows files in a conversation.
fn share(world: &mut World, arguments: &Arguments, channel: &str, ids: &[String]) -> Result<(), Refusal> {
    let blocks = checked_blocks(world, &arguments.method, arguments.get("blocks"))?;
    let thread_ts = match arguments.text("thread_ts") {
        Some(ts) => {
            let root = threaded(world, &arguments.method, channel, ts);
            root.map_err(|_| Refusal::from("invalid_arguments"))?
        }
        None => None,
    };
    let message = Message {
        user: world.app.user_id.clone(),
        bot_id: Some(world.app.bot_id.clone()),
        subtype: Some("file_share".to_owned()),
        text: arguments.text("initial_comment").unwrap_or_default().to_owned(),
        blocks,
        files: ids.to_vec(),
        thread_ts,
        ..Message::default()
    };
    world.post(channel, message);
    Ok(())
}

fn completed(world: &mut World, wanted: &[Value], ids: &[String]) -> Vec<Value> {
    let mut told = Vec::new();
    for (id, wanted) in ids.iter().zip(wanted) {
        let Some(file) = world.files.get_mut(id) else { continue };
        file.complete = true;
        if let Some(title) = wanted["title"].as_str() {
            title.clone_into(&mut file.title);
        }
        told.push(json!({"id": id, "title": file.title}));
    }
    told
}

/// The conversation that a file is to be shown in, if the bot may.
fn shared_in(world: &World, channel: &str) -> Result<String, Refusal> {
    let place = world.channels.get(channel).ok_or("channel_not_found")?;
    if place.has(&world.app.user_id) {
        return Ok(place.id.clone());
    }
    Err(if place.kind == ChannelKind::Public { "not_in_channel" } else { "channel_not_found" }.into())
}
