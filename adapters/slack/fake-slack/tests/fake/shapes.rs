//! Every payload that the fake sends, beside the shape that Slack's own Java library has collected of it: the fake
//! may leave something out, but says nothing that Slack does not say.

use crate::bot::{Town, town_in};
use crate::reference::reference;
use serde_json::{Value, json};
use stoa_fake_slack::{NewPerson, Slack, plain_manifest};

/// Fields whose inside is somebody else's business: blocks have a reference of their own, the rest depends on
/// what was filled in.
const OPAQUE: &[&str] = &["blocks", "elements", "values", "metadata", "event_payload"];

/// Fields that Slack sends though the collection has them elsewhere only: in which shape, which field, and why.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "events/MessagePayload",
        "app_id",
        "of every message that a bot posts, as chat.postMessage's answer shows",
    ),
    ("events/MessageFileSharePayload", "team", "the shape of message has it"),
    (
        "app-backend/views/ViewClosedPayload",
        "blocks",
        "every view has blocks, as the answer of views.open shows",
    ),
    (
        "app-backend/views/ViewSubmissionPayload",
        "blocks",
        "every view has blocks, as the answer of views.open shows",
    ),
    ("events/MessageThreadBroadcastPayload", "parent_user_id", "the shape of message has it"),
    ("events/MessageThreadBroadcastPayload", "team", "the shape of message has it"),
    ("events/UserChangePayload", "event_ts", "the example in event-examples.json has it"),
    ("events/UserChangePayload", "fields", "the example of user_change has it"),
    ("events/UserChangePayload", "status_emoji_display_info", "the example of user_change has it"),
    ("events/TeamJoinPayload", "fields", "the example of user_change has it"),
    ("events/TeamJoinPayload", "status_emoji_display_info", "the example of user_change has it"),
];

/// The shape that a payload is held to.
pub fn shape_of(payload: &Value) -> String {
    let event = &payload["event"];
    let camel = |snake: &str| -> String {
        let words = snake.split('_').map(|word| word[..1].to_uppercase() + &word[1..]);
        words.collect()
    };
    match (payload["type"].as_str(), event["type"].as_str(), event["subtype"].as_str()) {
        (Some("event_callback"), Some("message"), None | Some("tombstone")) => {
            "events/MessagePayload".to_owned()
        }
        (Some("event_callback"), Some("message"), Some(subtype)) => {
            let subtype = subtype.trim_start_matches("message_");
            format!("events/Message{}Payload", camel(subtype))
        }
        (Some("event_callback"), Some(event), _) => format!("events/{}Payload", camel(event)),
        (Some("block_actions"), ..) => "app-backend/interactive-components/BlockActionPayload".to_owned(),
        (Some("message_action"), ..) => {
            "app-backend/interactive-components/MessageShortcutPayload".to_owned()
        }
        (Some("view_submission"), ..) => "app-backend/views/ViewSubmissionPayload".to_owned(),
        (Some("view_closed"), ..) => "app-backend/views/ViewClosedPayload".to_owned(),
        _ => "app-backend/slash-commands/SlashCommandPayload".to_owned(),
    }
}

/// What differs, and which of [`KNOWN`] were met.
#[derive(Default)]
struct Found {
    strange: Vec<String>,
    used: Vec<usize>,
}

/// The keys of `ours` that `theirs` does not have.
fn strange(shape: &str, path: &str, ours: &Value, theirs: &Value, found: &mut Found) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) if !theirs.is_empty() => {
            for (key, value) in ours {
                let known = KNOWN.iter().position(|(of, field, _)| *of == shape && field == key);
                match theirs.get(key) {
                    Some(_) if OPAQUE.contains(&key.as_str()) => {}
                    Some(other) => strange(shape, &format!("{path}.{key}"), value, other, found),
                    None => match known {
                        Some(at) => found.used.push(at),
                        None => found.strange.push(format!("{shape}: {path}.{key}")),
                    },
                }
            }
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            if let Some(theirs) = theirs.first() {
                for value in ours {
                    strange(shape, path, value, theirs, found);
                }
            }
        }
        _ => {}
    }
}

/// Lets everything happen that the fake can tell of, and gives the payloads.
pub async fn payloads(town: &Town) -> Vec<Value> {
    let mut socket = town.bot.connect().await;
    deeds(town).await;
    let mut told = Vec::new();
    loop {
        tokio::select! {
            frame = socket.next() => {
                told.push(frame["payload"].clone());
                socket.ack(&frame, None).await;
            }
            () = town.slack.settled() => return told,
        }
    }
}

/// Does everything.
async fn deeds(town: &Town) {
    let (ana, help) = (&town.ana, &town.help);
    let root = ana.says(help, "@stoa why? `code` https://a.example #help @ben");
    town.ben.replies(help, &root, "because");
    town.ben.replies_to_all(help, &root, "listen");
    ana.edits(help, &root, "why not?");
    ana.shares(help, "a.png", "look");
    ana.reacts(help, &root, "eyes");
    ana.unreacts(help, &root, "eyes");
    let gone = ana.says(help, "gone");
    ana.deletes(help, &gone);
    ana.deletes(help, &root);
    ana.tells_bot("hello");
    let card = json!({"channel": help, "text": "card", "blocks": [{"type": "actions", "elements": [
        {"type": "button", "text": {"type": "plain_text", "text": "Take"}, "value": "take Q1"},
    ]}], "metadata": {"event_type": "effect", "event_payload": {"key": "k"}}});
    let card = town.bot.call("chat.postMessage", card).await;
    let card = card["ts"].as_str().expect("a card is posted").to_owned();
    ana.presses(help, &card, "Take").expect("there is a button");
    ana.shortcut(help, &card, "turn").expect("there is a shortcut");
    ana.command(help, "/stoa", "help").expect("there is a command");
    let joiner = town.slack.welcome(NewPerson::named("joiner"));
    joiner.joins(help);
    joiner.leaves(help);
    joiner.sets_status(":palm_tree:", "away");
    ana.opens_home();
    forms(town).await;
    town.slack.archive(help);
    town.slack.revoke_tokens();
    town.slack.uninstall();
}

async fn forms(town: &Town) {
    let modal = json!({
        "type": "modal",
        "title": {"type": "plain_text", "text": "Ask"},
        "submit": {"type": "plain_text", "text": "Ask"},
        "notify_on_close": true,
        "blocks": [{"type": "input", "label": {"type": "plain_text", "text": "Question"},
            "element": {"type": "plain_text_input"}}],
    });
    let trigger = town.slack.trigger(town.ana.id());
    let opened = town.bot.call("views.open", json!({"trigger_id": trigger, "view": modal})).await;
    assert_eq!(opened["ok"], true, "{opened}");
    town.ana.submits(&[("Question", "why?")]).expect("the form can be sent");
    town.ana.closes();
}

/// A manifest with a shortcut, so that everything can happen.
pub fn manifest() -> Value {
    let mut manifest = plain_manifest();
    manifest["features"]["shortcuts"] =
        json!([{"name": "Turn", "type": "message", "callback_id": "turn", "description": "Turn"}]);
    manifest
}

#[tokio::test]
async fn payloads_say_nothing_that_slack_does_not_say() {
    let Some(shapes) = reference("payload-shapes.json") else { return };
    let manifest = manifest();
    let plain = Slack::builder().manifest(manifest.clone()).start().await;
    let grid =
        Slack::builder().manifest(manifest).enterprise("E0GRID00001", "Grid").org_install().start().await;
    let mut found = Found::default();
    for slack in [plain, grid] {
        let town = town_in(slack);
        let mut seen: Vec<String> = Vec::new();
        for payload in &payloads(&town).await {
            let shape = shape_of(payload);
            let theirs =
                shapes.get(&shape).unwrap_or_else(|| panic!("there is no shape {shape} for {payload}"));
            strange(&shape, "", payload, theirs, &mut found);
            seen.push(shape);
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 21, "{seen:#?}");
        assert_eq!(town.slack.violations(), []);
    }
    assert_eq!(found.strange, Vec::<String>::new());
    for (at, known) in KNOWN.iter().enumerate() {
        assert!(found.used.contains(&at), "not needed any more: {known:?}");
    }
}
