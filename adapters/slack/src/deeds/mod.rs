//! Actions of the core → calls of the Web API.

mod census;
mod find;
mod forms;
mod pictures;
mod say;

use crate::decode::emoji;
use crate::inside::Inside;
use crate::render::{Part, Rendered, home, one, post};
use crate::web::{self, Failure, Method};
use serde_json::{Value, json};
use stoa_chat::{Action, EffectKey, MessageRef, Outcome, PlaceRef, Post, Receipt, UserRef};

/// The most people in one conversation, beside the bot.
const MOST_PEOPLE: usize = 8;

/// Slack's codes for a place in which nothing can be shown to one person alone.
const NOT_THERE: &[&str] = &[
    "cannot_reply_to_message",
    "channel_not_found",
    "is_archived",
    "messages_tab_disabled",
    "method_not_supported_for_channel_type",
    "not_in_channel",
    "restricted_action",
    "restricted_action_read_only_channel",
    "user_not_in_channel",
];

impl Inside {
    /// Performs one action.
    pub async fn perform(&self, key: &EffectKey, action: &Action<MessageRef>) -> Outcome {
        if self.is_revoked() {
            return Outcome::Revoked;
        }
        let done = match action {
            Action::Say { place, thread, post } => self.say(place, thread.as_ref(), key, post).await,
            Action::ReplyPrivately { place, to, thread, post } => {
                self.reply_privately(place, to, thread.as_ref(), key, post).await
            }
            Action::Direct { to, post } => self.direct(to, key, post).await,
            Action::Edit { message, post } => self.edit(message, post).await,
            Action::Delete { message } => self.delete(message).await,
            Action::React { message, emoji } => self.react(message, emoji).await,
            Action::ShowForm { to, place, handle, form } => self.show_form(to, place, handle, form).await,
            Action::UploadPicture { place, thread, png, alt } => {
                self.upload_picture(place, thread.as_ref(), png, alt).await
            }
            Action::OpenConversation { with, post } => self.open_conversation(with, key, post).await,
            Action::SetHome { of, parts } => self.set_home(of, parts).await,
        };
        let outcome = done.map_or_else(|failure| failure.outcome(), Outcome::Sent);
        if outcome == Outcome::Revoked {
            self.revoke();
        }
        outcome
    }

    async fn reply_privately(
        &self,
        place: &PlaceRef,
        to: &UserRef,
        thread: Option<&MessageRef>,
        key: &EffectKey,
        words: &Post,
    ) -> Result<Receipt, Failure> {
        let part = match post(words) {
            Rendered::Messages(parts) if parts.len() == 1 => parts.into_iter().next(),
            _ => None,
        };
        // What is shown to one person alone cannot be found again, so several messages could come doubled.
        let Some(part) = part else { return self.direct(to, key, words).await };
        match self.whisper(place, to, thread, &part).await {
            Err(failure) if failure.is(NOT_THERE) => self.direct(to, key, words).await,
            done => done,
        }
    }

    /// Shows a message to one person alone.
    pub(crate) async fn whisper(
        &self,
        place: &PlaceRef,
        to: &UserRef,
        thread: Option<&MessageRef>,
        part: &Part,
    ) -> Result<Receipt, Failure> {
        let mut arguments = json!({
            "channel": place.id,
            "user": to.id,
            "text": part.text,
            "blocks": part.blocks,
            "parse": "none",
            "link_names": false,
        });
        if let Some(thread) = thread {
            arguments["thread_ts"] = json!(thread.id);
        }
        let answer = self.web.call(&web::CHAT_EPHEMERAL, &place.id, &arguments).await?;
        let message = answer["message_ts"].as_str().map(|ts| MessageRef::new(place, ts));
        Ok(Receipt { message })
    }

    async fn direct(&self, to: &UserRef, key: &EffectKey, post: &Post) -> Result<Receipt, Failure> {
        let place = self.direct_conversation(to).await?;
        self.say(&place, None, key, post).await
    }

    /// The direct conversation with a person, which Slack makes if there is none.
    pub(crate) async fn direct_conversation(&self, with: &UserRef) -> Result<PlaceRef, Failure> {
        if let Some(channel) = self.known_conversation(&with.id) {
            return Ok(PlaceRef::new(&self.network, channel));
        }
        let place = self.conversation(&[with.id.as_str()]).await?;
        self.remember_conversation(&with.id, &place.id);
        Ok(place)
    }

    async fn conversation(&self, users: &[&str]) -> Result<PlaceRef, Failure> {
        let arguments = json!({ "users": users.join(",") });
        let answer = self.web.ask(&web::CONVERSATIONS_OPEN, "", &arguments).await?;
        let channel = answer["channel"]["id"].as_str().ok_or(Failure::Unknown)?;
        Ok(PlaceRef::new(&self.network, channel))
    }

    async fn open_conversation(
        &self,
        with: &[UserRef],
        key: &EffectKey,
        post: &Post,
    ) -> Result<Receipt, Failure> {
        let place = self.conversation_with(with).await?;
        self.say(&place, None, key, post).await
    }

    /// The conversation with these people alone, which Slack makes if there is none, and finds again ever after.
    pub(crate) async fn conversation_with(&self, with: &[UserRef]) -> Result<PlaceRef, Failure> {
        let mut users: Vec<&str> = with.iter().map(|user| user.id.as_str()).collect();
        users.sort_unstable();
        users.dedup();
        match (&users[..], with.first()) {
            ([], _) | (_, None) => {
                Err(Failure::Refused("no_users".to_owned(), "a conversation needs somebody".to_owned()))
            }
            ([_], Some(one)) => self.direct_conversation(one).await,
            _ if users.len() > MOST_PEOPLE => {
                Err(Failure::Refused("too_many_users".to_owned(), String::new()))
            }
            _ => self.conversation(&users).await,
        }
    }

    async fn edit(&self, message: &MessageRef, words: &Post) -> Result<Receipt, Failure> {
        let part = one(words);
        if let Some(address) = self.whisper_address(message) {
            let answer = json!({ "replace_original": true, "text": part.text, "blocks": part.blocks });
            return self.change_whisper(message, &address, &answer).await;
        }
        let arguments = json!({
            "channel": message.place.id,
            "ts": message.id,
            "text": part.text,
            "blocks": part.blocks,
            "parse": "none",
            "link_names": false,
        });
        self.web.call(&web::CHAT_UPDATE, &message.place.id, &arguments).await?;
        Ok(receipt(message))
    }

    /// Changes what one person alone sees; when its address takes no more, it is out of reach.
    async fn change_whisper(
        &self,
        message: &MessageRef,
        address: &str,
        answer: &Value,
    ) -> Result<Receipt, Failure> {
        match self.web.respond(address, answer).await {
            Ok(()) => Ok(receipt(message)),
            Err(Failure::Refused(_, more)) => Err(Failure::Refused("message_not_found".to_owned(), more)),
            Err(failure) => Err(failure),
        }
    }

    async fn delete(&self, message: &MessageRef) -> Result<Receipt, Failure> {
        if let Some(address) = self.whisper_address(message) {
            return self.change_whisper(message, &address, &json!({ "delete_original": true })).await;
        }
        let arguments = json!({ "channel": message.place.id, "ts": message.id });
        self.web.call(&web::CHAT_DELETE, &message.place.id, &arguments).await?;
        Ok(receipt(message))
    }

    async fn react(&self, message: &MessageRef, emoji: &str) -> Result<Receipt, Failure> {
        let name = emoji::name(emoji);
        let arguments = json!({ "channel": message.place.id, "timestamp": message.id, "name": name });
        match self.call_in(&message.place, &web::REACTIONS_ADD, &arguments).await {
            Err(failure) if !failure.is(&["already_reacted"]) => Err(failure),
            _ => Ok(receipt(message)),
        }
    }

    async fn set_home(&self, of: &UserRef, parts: &[Post]) -> Result<Receipt, Failure> {
        let arguments = json!({ "user_id": of.id, "view": home(parts) });
        self.web.call(&web::VIEWS_PUBLISH, "", &arguments).await?;
        Ok(Receipt::default())
    }

    /// Calls a method about a channel; if we are not in it, joins it first: to a public one the bot may go by itself.
    pub(crate) async fn call_in(
        &self,
        place: &PlaceRef,
        method: &Method,
        arguments: &Value,
    ) -> Result<Value, Failure> {
        let refused = match self.web.call(method, &place.id, arguments).await {
            Err(failure) if failure.is(&["not_in_channel"]) => failure,
            done => return done,
        };
        match self.web.ask(&web::CONVERSATIONS_JOIN, "", &json!({ "channel": place.id })).await {
            Ok(_) => self.web.call(method, &place.id, arguments).await,
            Err(Failure::Wait(wait)) => Err(Failure::Wait(wait)),
            // A private channel: somebody has to invite the bot, which is what the first refusal says.
            Err(_) => Err(refused),
        }
    }
}

fn receipt(message: &MessageRef) -> Receipt {
    Receipt { message: Some(message.clone()) }
}
