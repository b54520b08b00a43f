//! Groups of people by their names: Slack often tells the id of a group alone, which says nothing to a reader.
//!
//! A group is words to us, never anybody: whoever names one does not ask each of its people, and what we say back
//! cannot alert them.

use super::Ear;
use crate::clock::within;
use crate::decode::json;
use crate::web;
use serde_json::{Value, json as object};
use std::time::Duration;

/// How long an event waits for the names of groups.
const PATIENCE: Duration = Duration::from_millis(800);

/// What stands before the id of a group.
const BEFORE: &str = "<!subteam^";

impl Ear {
    /// The payload with the name of each group in it behind its id; `None` if there is nothing to add.
    pub(super) async fn name_groups(&self, payload: &Value) -> Option<Value> {
        let mut groups = Vec::new();
        each_text(payload, &mut |text| groups.extend(unnamed(text).map(str::to_owned)));
        if groups.is_empty() {
            return None;
        }
        if groups.iter().any(|id| self.inside.group(id).is_none()) {
            within(self.inside.clock.as_ref(), PATIENCE, self.learn_groups()).await;
        }
        let mut payload = payload.clone();
        for id in groups {
            if let Some(handle) = self.inside.group(&id) {
                let (without, with) = (format!("{BEFORE}{id}>"), format!("{BEFORE}{id}|@{handle}>"));
                change_texts(&mut payload, &|text| text.replace(&without, &with));
            }
        }
        Some(payload)
    }

    async fn learn_groups(&self) {
        let asked =
            self.inside.web.ask(&web::USERGROUPS_LIST, "", &object!({ "include_disabled": true })).await;
        let Ok(answer) = asked else { return };
        for group in json::items(&answer, &["usergroups"]) {
            if let (Some(id), Some(handle)) = (json::text(group, &["id"]), json::text(group, &["handle"])) {
                self.inside.remember_group(id, handle);
            }
        }
    }
}

/// The ids of groups in a text whose names are not told.
fn unnamed(text: &str) -> impl Iterator<Item = &str> {
    let behind = text.split(BEFORE).skip(1);
    behind
        .filter_map(|rest| rest.split_once('>'))
        .map(|(id, _)| id)
        .filter(|id| !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric()))
}

fn each_text(value: &Value, look: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => look(text),
        Value::Array(items) => items.iter().for_each(|item| each_text(item, look)),
        Value::Object(fields) => fields.values().for_each(|field| each_text(field, look)),
        _ => {}
    }
}

fn change_texts(value: &mut Value, change: &impl Fn(&str) -> String) {
    match value {
        Value::String(text) => *text = change(text),
        Value::Array(items) => items.iter_mut().for_each(|item| change_texts(item, change)),
        Value::Object(fields) => fields.values_mut().for_each(|field| change_texts(field, change)),
        _ => {}
    }
}
