//! How many people are in a place.
//!
//! Slack names the accounts in it, programs among them, and of each it has to be known whether a person uses it. Most
//! were told of when we began to listen; of the others Slack is asked, until there are enough.

use crate::decode::json;
use crate::inside::Inside;
use crate::web::{self, Failure};
use serde_json::{Value, json as object};
use std::collections::BTreeSet;
use stoa_chat::{Count, PlaceRef};

/// Accounts on one page.
const PAGE: u32 = 200;

impl Inside {
    /// Counts the people in `place` and stops at `enough`.
    pub async fn count_people(&self, place: &PlaceRef, enough: usize) -> Count {
        match self.counted(place, enough).await {
            Ok(people) => Count::People(people),
            Err(Failure::Wait(wait)) => Count::RetryAfter(wait),
            Err(_) => Count::CannotAsk,
        }
    }

    async fn counted(&self, place: &PlaceRef, enough: usize) -> Result<usize, Failure> {
        let (own, mut people, mut unknown) = (self.hearing().await?.bot_user, BTreeSet::new(), Vec::new());
        let mut cursor = Value::Null;
        while people.len() < enough {
            let mut arguments = object!({ "channel": place.id, "limit": PAGE });
            if let Some(cursor) = cursor.as_str() {
                arguments["cursor"] = cursor.into();
            }
            let page = self.web.ask(&web::CONVERSATIONS_MEMBERS, &place.id, &arguments).await?;
            for id in json::items(&page, &["members"]).iter().filter_map(Value::as_str) {
                match self.is_person(id) {
                    _ if id == own => {}
                    Some(true) => drop(people.insert(id.to_owned())),
                    Some(false) => {}
                    None => unknown.push(id.to_owned()),
                }
            }
            cursor = page["response_metadata"]["next_cursor"].clone();
            if cursor.as_str().is_none_or(str::is_empty) {
                break;
            }
        }
        for id in unknown {
            if people.len() < enough && self.ask_whether_person(&id).await? {
                people.insert(id);
            }
        }
        Ok(people.len().min(enough))
    }

    async fn ask_whether_person(&self, id: &str) -> Result<bool, Failure> {
        let arguments = object!({ "user": id, "include_locale": true });
        let answer = match self.web.ask(&web::USERS_INFO, "", &arguments).await {
            // Whom Slack does not know is nobody.
            Err(Failure::Refused(..)) => return Ok(false),
            answer => answer?,
        };
        let told = answer.get("user").and_then(|user| Some((user, self.own()?)));
        let profile = told.and_then(|(user, own)| own.profile(user, self.clock.now()));
        if let Some(profile) = &profile {
            self.note_standing(profile);
        }
        Ok(self.is_person(id).unwrap_or(false))
    }
}
