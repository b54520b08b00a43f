//! Who and what an event is about, as far as Slack has to be asked: the person's profile, the thread's first message,
//! whose direct conversation it is.
//!
//! Slack's answers are waited for a short while only. Without them an event is still true, and it is taken.

use super::Ear;
use crate::clock::within;
use crate::decode::json;
use crate::web::{self, Failure};
use serde_json::{Value, json as object};
use std::time::Duration;
use stoa_chat::{Event, EventKind, Message, MessageRef, PlaceRef, Pointed, Profile, UserRef};

/// How long an event waits for what Slack can add to it: a trigger is fresh for three seconds.
const PATIENCE: Duration = Duration::from_millis(800);
/// People on one page of a list.
const PAGE: u32 = 200;
/// How long to wait after a page that could not be had.
const AGAIN: Duration = Duration::from_mins(1);

impl Ear {
    /// Adds what the payload left out.
    pub(super) async fn complete(&self, event: &mut Event) {
        match &mut event.kind {
            EventKind::Said(message) if message.direct && !is_bot_id(&message.by.id) => {
                self.inside.remember_conversation(&message.by.id, &message.message.place.id);
            }
            EventKind::Commanded(command) => {
                if command.message.is_some() && command.direct {
                    self.inside.remember_conversation(&command.by.id, &command.place.id);
                }
                command.direct = self.settle(&command.by, &mut command.place, command.direct).await;
                if let (Some(_), Some(thread)) = (&command.message, &command.thread) {
                    let first = self.first(thread, command.direct).await;
                    command.under = first.map(|message| Box::new(Pointed { message, first: None }));
                }
            }
            EventKind::Pressed(press) => {
                press.direct = self.settle(&press.by, &mut press.message.place, press.direct).await;
            }
            EventKind::Picked(pick) => {
                let message = &mut pick.at.message;
                message.direct = self.settle(&pick.by, &mut message.message.place, message.direct).await;
                if let Some(thread) = &message.thread {
                    pick.at.first = self.first(thread, message.direct).await;
                }
            }
            _ => {}
        }
    }

    /// Whether `place` is the person's direct conversation with us. One that is named by the person only (the Home
    /// page, the search bar) gets its own name.
    async fn settle(&self, by: &UserRef, place: &mut PlaceRef, seems: bool) -> bool {
        if !seems {
            return false;
        }
        let found = within(self.inside.clock.as_ref(), PATIENCE, self.inside.direct_conversation(by)).await;
        match found {
            Some(Ok(own)) if place.id == by.id => {
                *place = own;
                true
            }
            Some(Ok(own)) => own == *place,
            _ => true,
        }
    }

    /// The first message of a thread.
    async fn first(&self, thread: &MessageRef, direct: bool) -> Option<Message> {
        let channel = &thread.place.id;
        let arguments = object!({ "channel": channel, "ts": thread.id, "limit": 1, "inclusive": true });
        let asked = self.inside.web.call(&web::CONVERSATIONS_REPLIES, channel, &arguments);
        let answer = within(self.inside.clock.as_ref(), PATIENCE, asked).await?.ok()?;
        self.hearing.first_of(&answer, channel, direct)
    }

    /// Puts the profile of everybody whom the core may not know before what they did, so that a bot or a guest is never
    /// taken for a colleague. What is done anonymously introduces nobody: beside it the profile would tell whose it is.
    /// Nor does changing words or taking them back, which may be what was done anonymously. Gives the accounts that
    /// were new.
    pub(super) async fn introduce(&self, events: &mut Vec<Event>) -> Vec<String> {
        let mut introduced = Vec::new();
        let mut profiles = Vec::new();
        for event in events.iter() {
            let veiled = !makes_known(&event.kind) || self.intake.is_anonymous(event);
            let named = event.person().filter(|_| !veiled);
            let Some(person) = named.filter(|person| self.inside.is_new(&person.id)) else {
                continue;
            };
            introduced.push(person.id.clone());
            if matches!(event.kind, EventKind::ProfileChanged { .. }) {
                continue;
            }
            match self.profile_of(person, event).await {
                Some(profile) => profiles.push(profile),
                // Next time, then.
                None => self.inside.forget(std::slice::from_ref(&person.id)),
            }
        }
        profiles.append(events);
        *events = profiles;
        introduced
    }

    async fn profile_of(&self, person: &UserRef, event: &Event) -> Option<Event> {
        if is_bot_id(&person.id) {
            let (name, who) = (person.id.clone(), person.clone());
            let profile = Profile {
                name,
                zone: None,
                language: None,
                active: true,
                bot: true,
                guest: false,
                moderates: false,
            };
            let id = format!("profile:{}", person.id);
            return Some(Event { id, kind: EventKind::ProfileChanged { who, profile }, ..event.clone() });
        }
        let arguments = object!({ "user": person.id, "include_locale": true });
        let asked = self.inside.web.call(&web::USERS_INFO, "", &arguments);
        let answer = within(self.inside.clock.as_ref(), PATIENCE, asked).await?.ok()?;
        self.hearing.profile(answer.get("user")?, event.at)
    }

    /// Tells the core about everybody in the workspace, page by page; meant to run beside the listening.
    pub async fn tell_of_everybody(&self) {
        let mut cursor = Value::Null;
        loop {
            let mut arguments = object!({ "limit": PAGE, "include_locale": true });
            if let Some(cursor) = cursor.as_str() {
                arguments["cursor"] = cursor.into();
            }
            match self.inside.web.ask(&web::USERS_LIST, "", &arguments).await {
                Ok(page) => {
                    while self.tell_of_page(&page).await.is_err() && self.tell_of_page(&page).await.is_err() {
                        self.inside.clock.wait(AGAIN).await;
                    }
                    cursor = page["response_metadata"]["next_cursor"].clone();
                    if cursor.as_str().is_none_or(str::is_empty) {
                        return;
                    }
                }
                Err(Failure::Wait(wait)) => self.inside.clock.wait(wait).await,
                Err(Failure::Unknown) => self.inside.clock.wait(AGAIN).await,
                Err(refused) => {
                    let outcome = refused.outcome();
                    tracing::warn!(
                        ?outcome,
                        "Slack does not say who is in the workspace: people become known as they speak"
                    );
                    return;
                }
            }
        }
    }

    async fn tell_of_page(&self, page: &Value) -> Result<(), stoa_chat::IntakeError> {
        let now = self.inside.clock.now();
        let people = json::items(page, &["members"])
            .iter()
            .filter(|user| user["id"] != self.hearing.bot_user.as_str());
        let profiles: Vec<Event> = people.filter_map(|user| self.hearing.profile(user, now)).collect();
        let ids: Vec<String> = profiles.iter().filter_map(|event| Some(event.person()?.id.clone())).collect();
        for profile in &profiles {
            self.inside.note_standing(profile);
        }
        self.intake.accept(profiles).await?;
        for id in ids {
            self.inside.is_new(&id);
        }
        Ok(())
    }
}

/// Whether this is what makes its doer known, unless it is done anonymously.
fn makes_known(kind: &EventKind) -> bool {
    !matches!(kind, EventKind::Edited(_) | EventKind::Deleted { .. })
}

/// Whether it is the id of a bot and no account: old integrations write without one.
fn is_bot_id(id: &str) -> bool {
    id.starts_with('B')
}
