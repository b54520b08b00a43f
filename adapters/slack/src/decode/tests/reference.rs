//! Slack's own shapes of payloads, from `$STOA_REFERENCE_DIR/slack`, which is no part of the project.
#![expect(clippy::print_stdout, reason = "a test says what it compared")]

use super::*;
use crate::reference_tests::read;
use std::collections::BTreeSet;

/// Payloads that are nothing of ours: dialogs and attachments with buttons, which Slack replaced long ago.
const FOREIGN: [&str; 4] = [
    "DialogCancellationPayload",
    "DialogSubmissionPayload",
    "DialogSuggestionPayload",
    "AttachmentActionPayload",
];

/// Fields that hold words for people, said again here so that the decoder's own list is not its judge.
const WORDS: [&str; 21] = [
    "text",
    "title",
    "pretext",
    "fallback",
    "value",
    "footer",
    "author_name",
    "author_subname",
    "alt_text",
    "alt_txt",
    "plain_text",
    "preview",
    "preview_plain_text",
    "description",
    "subject",
    "service_name",
    "filename",
    "comment",
    "content",
    "template_title",
    "simplified_html",
];

/// Parts of a message that are another message, the writer, or where else a file was shared.
const NOT_ITS_OWN: [&str; 10] = [
    "previous_message",
    "root",
    "metadata",
    "bot_profile",
    "user_profile",
    "edited",
    "room",
    "icons",
    "view",
    "shares",
];

/// Fills every empty string with a marker of its own; those that hold words for people are added to `words`.
fn mark(value: &mut Value, name: &str, own: bool, count: &mut usize, words: &mut Vec<String>) {
    match value {
        Value::String(text) if text.is_empty() => {
            *count += 1;
            *text = format!("marker{count:05}");
            if own && WORDS.contains(&name) {
                words.push(text.clone());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| mark(item, name, own, count, words)),
        Value::Object(fields) => {
            for (name, field) in fields {
                mark(field, name, own && !NOT_ITS_OWN.contains(&name.as_str()), count, words);
            }
        }
        _ => {}
    }
}

fn decode(name: &str, body: &Value) -> Decoded {
    let hearing = hearing();
    if name.starts_with("events/") {
        hearing.event_body(body, None, NOW)
    } else if name.contains("slash-commands") {
        hearing.slash_command(body, None, NOW)
    } else {
        hearing.interaction(body, None, NOW)
    }
}

/// Whether the payload is one whose words the core has to hear.
fn speaks(name: &str, decoded: &Decoded) -> bool {
    let message = ["Message", "Mention", "Slash"].iter().any(|kind| name.contains(kind));
    message && matches!(decoded, Decoded::Happened(_)) && !name.contains("Deleted")
}

#[test]
fn every_shape_is_read_and_no_word_is_lost() {
    let Some(Value::Object(shapes)) = read("payload-shapes.json") else { return };
    let (mut foreign, mut told, mut silent, mut found) = (BTreeSet::new(), 0, 0, 0);
    for (name, mut body) in shapes {
        let (mut count, mut words) = (0, Vec::new());
        mark(&mut body, "", true, &mut count, &mut words);
        let decoded = decode(&name, &body);
        match &decoded {
            Decoded::Unknown(kind) => {
                assert!(FOREIGN.iter().any(|known| name.ends_with(known)), "{name} is not known: {kind}");
                foreign.insert(name);
                continue;
            }
            Decoded::Nothing => silent += 1,
            Decoded::Happened(_) | Decoded::Revoked(_) => told += 1,
        }
        if speaks(&name, &decoded) {
            let Decoded::Happened(events) = &decoded else { unreachable!() };
            let said = serde_json::to_string(events).unwrap();
            for word in &words {
                assert!(
                    said.contains(word),
                    "{name} loses {word}, which stands in {}",
                    place_of(&body, word)
                );
            }
            found += words.len();
        }
    }
    println!(
        "{told} shapes tell of something, {silent} of nothing, {} are foreign; {found} marked words are all there",
        foreign.len()
    );
    assert_eq!(foreign.len(), FOREIGN.len());
    assert!(found > 500, "only {found} words were marked");
}

/// The way to `word` in `value`, for whoever has to mend what lost it.
fn place_of(value: &Value, word: &str) -> String {
    match value {
        Value::Object(fields) => fields.iter().find_map(|(name, field)| {
            field.to_string().contains(word).then(|| format!("{name}.{}", place_of(field, word)))
        }),
        Value::Array(items) => items
            .iter()
            .find_map(|item| item.to_string().contains(word).then(|| format!("[].{}", place_of(item, word)))),
        _ => None,
    }
    .unwrap_or_default()
}

#[test]
fn every_example_is_read() {
    let Some(Value::Object(examples)) = read("event-examples.json") else { return };
    let mut count = 0;
    for (name, entry) in examples {
        let mut event = entry.get("example").cloned().unwrap_or_else(|| json!({}));
        let Some(fields) = event.as_object_mut() else { panic!("{name} has an example that is no object") };
        fields.entry("type").or_insert_with(|| json!(name));
        let body = json!({ "type": "event_callback", "team_id": null, "event_id": "Ev1", "event": event });
        let decoded = hearing().event_body(&body, None, NOW);
        if let Some(text) = json::text(&event, &["text"]) {
            let told = format!("{decoded:?}");
            assert!(told.contains(text) || decoded == Decoded::Nothing, "{name} loses {text}: {told}");
        }
        count += 1;
    }
    println!("{count} examples are read");
    assert!(count > 100);
}
