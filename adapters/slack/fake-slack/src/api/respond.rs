//! Answers to an interaction that need no token: at once, or to its address.

use super::chat::checked_blocks;
use crate::state::{Call, Message, ResponseUrl, World};
use serde_json::Value;

/// What is wrong with an answer is written down under this name.
const NAME: &str = "response_url";

/// Takes what was sent to an address for answers.
///
/// # Errors
/// In Slack's words, if the address takes no more, or not this.
pub fn answer(world: &mut World, key: &str, body: &Value) -> Result<(), String> {
    note(world, body);
    let url = world.use_response_url(key).map_err(|error| {
        world.violated(NAME, "ticket", error);
        error.to_owned()
    })?;
    let known = [
        "text",
        "blocks",
        "attachments",
        "response_type",
        "replace_original",
        "delete_original",
        "thread_ts",
        "mrkdwn",
        "unfurl_links",
        "unfurl_media",
        "metadata",
        "parse",
        "link_names",
    ];
    for key in body.as_object().into_iter().flat_map(|body| body.keys()) {
        if !known.contains(&key.as_str()) {
            world.violated(NAME, "argument", format!("there is no argument {key}"));
        }
    }
    if body["delete_original"] == true {
        if let Some(ts) = &url.message {
            world.remove_quietly(&url.channel, ts);
        }
        return Ok(());
    }
    say(world, &url, body)
}

/// Takes the answer to a command that came with its acknowledgement.
pub fn immediately(world: &mut World, key: &str, body: &Value) {
    note(world, body);
    if let Some(url) = world.tickets.response_urls.get(key).cloned() {
        // What is wrong with it was written down; nobody is there to be told.
        let _ = say(world, &url, body);
    }
}

/// Writes down that an answer came.
fn note(world: &mut World, body: &Value) {
    let arguments = body.as_object().cloned().unwrap_or_default();
    let (at, method, answer) = (world.now, NAME.to_owned(), "ok".to_owned());
    world.calls.push(Call { at, method, arguments, answer });
}

fn say(world: &mut World, url: &ResponseUrl, body: &Value) -> Result<(), String> {
    let blocks = checked_blocks(world, NAME, body.get("blocks")).map_err(|refusal| refusal.error)?;
    let text = body["text"].as_str().unwrap_or_default().to_owned();
    if text.is_empty() && blocks.is_empty() {
        world.violated(NAME, "no_text", "an answer without words");
        return Err("no_text".to_owned());
    }
    if body["replace_original"] == true
        && let Some(ts) = &url.message
    {
        world.replace_quietly(&url.channel, ts, &text, blocks);
        return Ok(());
    }
    let in_channel = body["response_type"] == "in_channel";
    let message = Message {
        user: world.app.user_id.clone(),
        bot_id: Some(world.app.bot_id.clone()),
        text,
        blocks,
        thread_ts: body["thread_ts"].as_str().map(str::to_owned),
        only_for: (!in_channel).then(|| url.user.clone()),
        ..Message::default()
    };
    world.post(&url.channel, message);
    Ok(())
}

impl World {
    /// Replaces a message, or what only one person sees.
    fn replace_quietly(&mut self, channel: &str, ts: &str, text: &str, blocks: Vec<Value>) {
        let bot = self.app.user_id.clone();
        let ephemeral = self.is_ephemeral(channel, ts);
        let change = |message: &mut Message| {
            text.clone_into(&mut message.text);
            message.blocks = blocks;
        };
        if !ephemeral {
            return self.edit(channel, ts, &bot, change);
        }
        if let Some(message) = self.channels.get_mut(channel).and_then(|place| place.message_mut(ts)) {
            change(message);
        }
    }

    /// Removes a message, or what only one person sees.
    fn remove_quietly(&mut self, channel: &str, ts: &str) {
        if !self.is_ephemeral(channel, ts) {
            return self.remove(channel, ts);
        }
        if let Some(message) = self.channels.get_mut(channel).and_then(|place| place.message_mut(ts)) {
            message.deleted = true;
        }
    }

    fn is_ephemeral(&self, channel: &str, ts: &str) -> bool {
        let message = self.channels.get(channel).and_then(|place| place.message(ts));
        message.is_some_and(|message| message.only_for.is_some())
    }
}
