//! Every event that the fake sends, beside Slack's own example of it: what the example has is there, of the same kind, and
//! nothing is there that neither the example has nor the shape of such an event.

use crate::bot::town_in;
use crate::reference::reference;
use crate::shapes::{manifest, payloads, shape_of};
use serde_json::Value;
use std::collections::BTreeMap;
use stoa_fake_slack::Slack;

/// What is in an example though Slack does not always send it: of which event, what, and why the fake leaves it out.
const ABSENT: &[(&str, &str, &str)] = &[
    ("member_joined_channel", ".enterprise", "is told in an organisation only"),
    ("member_joined_channel", ".inviter", "is told of somebody who was invited"),
];

/// What is in no example and in no shape though Slack sends it: of which event, what, and how that is known.
const MORE: &[(&str, &str, &str)] =
    &[("message", ".app_id", "of every message that a bot posts, as chat.postMessage's answer shows")];

/// What kind of thing a value is.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a yes or no",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// What differs between an event of ours and Slack's example of it.
#[derive(Default)]
struct Differences {
    found: Vec<String>,
    /// How often each of [`ABSENT`] was needed.
    needed: BTreeMap<usize, usize>,
}

impl Differences {
    fn compare(&mut self, event: &str, path: &str, ours: &Value, example: &Value, shape: &Value) {
        if kind(ours) != kind(example) && !ours.is_null() && !example.is_null() {
            self.found.push(format!("{event}{path} is {}, and {} in the example", kind(ours), kind(example)));
        }
        let (Some(own), Some(theirs)) = (ours.as_object(), example.as_object()) else { return };
        for (key, value) in theirs {
            let path = format!("{path}.{key}");
            match own.get(key) {
                Some(own) => self.compare(event, &path, own, value, &shape[key.as_str()]),
                None => match ABSENT.iter().position(|(of, what, _)| *of == event && *what == path) {
                    Some(at) => *self.needed.entry(at).or_default() += 1,
                    None => self.found.push(format!("{event}{path} is in the example, and not here")),
                },
            }
        }
        // An example that only hints at an object says nothing about what is in it.
        let known =
            |key: &str| MORE.iter().any(|(of, what, _)| *of == event && *what == format!("{path}.{key}"));
        let strange = |key: &&String| {
            let told = theirs.contains_key(*key) || shape.get(key.as_str()).is_some();
            !told && !known(key.as_str()) && !theirs.is_empty()
        };
        for key in own.keys().filter(strange) {
            self.found.push(format!("{event}{path}.{key} is in neither the example nor the shape"));
        }
    }
}

#[tokio::test]
async fn events_are_as_in_slacks_examples() {
    let (Some(examples), Some(shapes)) = (reference("event-examples.json"), reference("payload-shapes.json"))
    else {
        return;
    };
    let town = town_in(Slack::builder().manifest(manifest()).start().await);
    let (mut differences, mut compared) = (Differences::default(), BTreeMap::new());
    for payload in payloads(&town).await {
        let event = &payload["event"];
        // Messages with a subtype are other events by the same name: the example is of a plain one.
        let plain = event["subtype"].is_null();
        let Some(name) = event["type"].as_str().filter(|_| plain) else { continue };
        let example = &examples[name]["example"];
        if example.is_object() {
            *compared.entry(name.to_owned()).or_insert(0) += 1;
            differences.compare(name, "", event, example, &shapes[shape_of(&payload)]["event"]);
        }
    }
    differences.found.sort();
    differences.found.dedup();
    assert_eq!(differences.found, Vec::<String>::new());
    let names: Vec<_> = compared.keys().map(String::as_str).collect();
    let expected = [
        "member_joined_channel",
        "member_left_channel",
        "message",
        "reaction_added",
        "reaction_removed",
        "team_join",
        "user_change",
    ];
    assert_eq!(names, expected, "these have examples, and the fake sends them");
    for (at, exception) in ABSENT.iter().enumerate() {
        assert!(differences.needed.contains_key(&at), "not needed any more: {exception:?}");
    }
}
