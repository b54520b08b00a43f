//! Slack's own words, in `$STOA_REFERENCE_DIR/slack`, beside what the fake believes and says.
//!
//! The data are no part of the project. Without them these tests say that they were skipped; in CI they fail.

use serde_json::Value;
use std::collections::BTreeSet;
use stoa_fake_slack::facts::{FACTS, Kind, Method, Tier, TokenKind};

/// Where the reference is wrong, or two of its parts disagree: method, what about it, and why we know better.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("apps.connections.open", "scopes", "the reference lists no scope; its text asks for connections:write"),
    ("apps.connections.open", "tier", "methods.json says 3, the table of tiers 1: we keep to the stricter"),
    ("users.conversations", "tier", "methods.json says 3, the table of tiers 2: we keep to the stricter"),
];

/// Reads a file of the reference data; nothing where there are none.
#[expect(clippy::disallowed_methods, reason = "only tests with reference data need to know where they are")]
pub fn reference(name: &str) -> Option<Value> {
    let Some(folder) = std::env::var_os("STOA_REFERENCE_DIR") else {
        let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
        assert!(!ci, "STOA_REFERENCE_DIR is not set: in CI everything is compared with it");
        println!("skipped: STOA_REFERENCE_DIR is not set");
        return None;
    };
    let path = std::path::Path::new(&folder).join("slack").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(serde_json::from_str(&text).expect("the reference is JSON"))
}

/// The differences, less the exceptions.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn compare<T: PartialEq + std::fmt::Debug>(&mut self, method: &str, about: &str, ours: &T, theirs: &T) {
        let known = EXCEPTIONS.iter().any(|(name, what, _)| *name == method && *what == about);
        if ours == theirs && known {
            self.0.push(format!("{method}: the exception about {about} is not needed any more"));
        } else if ours != theirs && !known {
            self.0.push(format!("{method}: {about} is {ours:?} here and {theirs:?} there"));
        }
    }
}

#[test]
fn methods_are_as_slack_documents_them() {
    let Some(methods) = reference("methods.json") else { return };
    let Some(examples) = reference("response-examples.json") else { return };
    let mut differences = Differences::default();
    for (name, ours) in &FACTS.methods {
        let theirs = &methods[name];
        assert!(theirs.is_object(), "{name} is no method of Slack's");
        differences.compare(name, "verb", &ours.verb.as_str(), &theirs["http_method"].as_str().unwrap_or(""));
        differences.compare(name, "json_body", &ours.json_body, &(theirs["json_input_supported"] == true));
        differences.compare(name, "scopes", &texts(&ours.scopes), &listed(&theirs["scope"]["bot"]));
        let required = &theirs["args"]["required"];
        let required: BTreeSet<_> = listed(required).into_iter().filter(|name| name != "token").collect();
        differences.compare(name, "required", &texts(&ours.required), &required);
        compare_arguments(&mut differences, name, ours, &theirs["args"]["properties"]);
        let documented = |error: &str| {
            theirs["errors"].get(error).is_some() || examples[name]["errors"].get(error).is_some()
        };
        for error in ours.errors.iter().filter(|error| !documented(error)) {
            differences.0.push(format!("{name}: the error {error} is not documented"));
        }
    }
    assert_eq!(differences.0, Vec::<String>::new());
}

fn compare_arguments(differences: &mut Differences, name: &str, ours: &Method, theirs: &Value) {
    let theirs = theirs.as_object().expect("a method has arguments");
    let names: BTreeSet<_> = theirs.keys().filter(|key| *key != "token").cloned().collect();
    let own: BTreeSet<_> = ours.arguments().keys().map(|key| (*key).to_owned()).collect();
    differences.compare(name, "arguments", &own, &names);
    for (argument, kind) in ours.arguments() {
        if let Some(theirs) = theirs.get(argument)
            && !fits(argument, kind, theirs)
        {
            differences.0.push(format!("{name}: {argument} is {kind:?} here and {theirs} there"));
        }
    }
}

/// Whether a type of ours is what the reference means. It calls JSON in a form a string, and writes a time as a
/// string with a certain subtype, or with none.
fn fits(argument: &str, kind: Kind, theirs: &Value) -> bool {
    let written = theirs.to_string();
    let has = |kind: &str| written.contains(&format!("\"type\":\"{kind}\""));
    let json = written.contains("URL-encoded string") || written.contains("JSON");
    match kind {
        Kind::Flag => has("boolean"),
        Kind::Number => has("number") || has("integer"),
        Kind::Object => {
            json || has("array")
                || has("object")
                || theirs["schema"].is_string()
                || argument.ends_with("blocks")
        }
        Kind::Ts => {
            has("string") && (argument.contains("ts") || written.contains("\"subtype\":\"timestamp\""))
        }
        Kind::Text => !has("boolean") && !has("number") && !has("integer"),
    }
}

#[test]
fn rates_are_as_slack_documents_them() {
    let Some(methods) = reference("methods.json") else { return };
    let Some(tiers) = reference("rate-limit-tiers.json") else { return };
    let mut differences = Differences::default();
    for (name, ours) in &FACTS.methods {
        let per_minute = |tier: &str| match tier {
            "t1" | "Tier1" => 1,
            "t2" | "Tier2" => 20,
            "t3" | "Tier3" => 50,
            "t4" | "Tier4" => 100,
            _ => 0,
        };
        let special = matches!(ours.tier, Tier::Channel | Tier::Special);
        let own = if special { 0 } else { ours.tier.per_minute() };
        let documented = per_minute(methods[name]["rate_limits"].as_str().unwrap_or(""));
        differences.compare(name, "tier", &own, &documented);
        let listed = per_minute(tiers[name].as_str().unwrap_or(""));
        assert_eq!(own, listed, "{name}: the table of tiers says otherwise");
    }
    assert_eq!(differences.0, Vec::<String>::new());
    let app_level: Vec<_> =
        FACTS.methods.iter().filter(|(_, method)| method.token == TokenKind::App).collect();
    assert_eq!(app_level.len(), 1, "apps.connections.open alone takes the app-level token");
}

#[test]
fn events_need_the_scopes_that_slack_documents() {
    let Some(events) = reference("events.json") else { return };
    for (name, ours) in &FACTS.events {
        let theirs = events.as_array().into_iter().flatten().find(|event| event["name"] == **name);
        let Some(theirs) = theirs else {
            // The reference has no events of channels that are archived; their scope is that of all `channel_*`.
            assert!(name.ends_with("archive"), "{name} is no event of Slack's");
            continue;
        };
        // The reference writes `app_mentions.read`.
        let theirs: BTreeSet<_> =
            listed(&theirs["scopes"]).iter().map(|scope| scope.replace('.', ":")).collect();
        assert_eq!(texts(ours), theirs, "{name}");
    }
}

fn texts(list: &[String]) -> BTreeSet<String> {
    list.iter().cloned().collect()
}

fn listed(list: &Value) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}
