//! What people's clients send, and what we make of it.

use super::*;
use serde_json::json;
use stoa_chat::{Network, PlaceRef, Span};

fn rooms() -> Rooms {
    let mut rooms = Rooms::of(Network::new("matrix:example.org"));
    rooms.know("#help:example.org", "!help:example.org");
    rooms
}

fn hearing() -> Hearing {
    Hearing {
        own: "@stoa:example.org".into(),
        names: vec!["stoa".into()],
        prefix: "!stoa".into(),
        bare: false,
        verbs: ["ask", "help"].map(str::to_owned).into(),
    }
}

fn event(kind: &str, content: &Value) -> Value {
    json!({ "type": kind, "event_id": "$1", "sender": "@ana:example.org", "origin_server_ts": 5, "content": content })
}

fn what_of(kind: &str, content: &Value) -> What {
    read(&event(kind, content), &rooms()).unwrap().what
}

fn said(body: &str) -> Words {
    let What::Said(words) = what_of("m.room.message", &json!({ "msgtype": "m.text", "body": body })) else {
        panic!("words are said")
    };
    words
}

#[test]
fn words_bring_their_thread_and_what_they_reply_to() {
    let relation = |falling: bool| {
        json!({ "rel_type": "m.thread", "event_id": "$root", "is_falling_back": falling,
                "m.in_reply_to": { "event_id": "$last" } })
    };
    let content = |falling| json!({ "msgtype": "m.text", "body": "x", "m.relates_to": relation(falling) });
    let What::Said(words) = what_of("m.room.message", &content(true)) else { panic!("said") };
    assert_eq!((words.thread.as_deref(), words.replied), (Some("$root"), None));
    let What::Said(words) = what_of("m.room.message", &content(false)) else { panic!("said") };
    assert_eq!(words.replied.as_deref(), Some("$last"));
}

#[test]
fn an_edit_brings_all_of_the_new_words() {
    let content = json!({ "msgtype": "m.text", "body": "* new", "m.new_content": { "msgtype": "m.text", "body": "new" },
        "m.relates_to": { "rel_type": "m.replace", "event_id": "$old" } });
    let What::Edited { of, words } = what_of("m.room.message", &content) else { panic!("edited") };
    assert_eq!((of.as_str(), words.text.to_plain().as_str()), ("$old", "new"));
}

#[test]
fn reactions_and_redactions_name_their_message() {
    let content =
        json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": "$m", "key": "✅\u{fe0f}" } });
    let reacted = What::Reacted { on: "$m".into(), emoji: "✅".into() };
    assert_eq!(what_of("m.reaction", &content), reacted);
    let gone = What::Redacted { of: "$m".into() };
    assert_eq!(what_of("m.room.redaction", &json!({ "redacts": "$m" })), gone);
    let mut old = event("m.room.redaction", &json!({}));
    old["redacts"] = json!("$m");
    assert_eq!(read(&old, &rooms()).unwrap().what, gone);
}

#[test]
fn programs_and_empty_messages_are_not_heard() {
    assert_eq!(
        what_of("m.room.message", &json!({ "msgtype": "m.notice", "body": "I am a bot" })),
        What::Nothing
    );
    assert_eq!(what_of("m.room.message", &json!({})), What::Nothing);
    assert_eq!(what_of("m.sticker", &json!({ "body": "x" })), What::Nothing);
    assert_eq!(read(&json!({ "type": "m.room.message" }), &rooms()), None);
}

#[test]
fn a_command_begins_with_the_prefix_or_our_name() {
    let command =
        |body: &str, direct| hearing().command(&said(body), direct, &rooms()).map(|text| text.to_plain());
    assert_eq!(command("!stoa ask why?", false).as_deref(), Some("ask why?"));
    assert_eq!(command("!STOA help", false).as_deref(), Some("help"));
    assert_eq!(command("Stoa: help", false).as_deref(), Some("help"));
    assert_eq!(command("@stoa:example.org, ask why?", false).as_deref(), Some("ask why?"));
    assert_eq!(command("ask why?", false), None);
    assert_eq!(command("ask why?", true).as_deref(), Some("ask why?"));
    assert_eq!(command("!ask why?", true).as_deref(), Some("ask why?"));
    assert_eq!(command("!ask why?", false), None, "other bots have verbs too");
    let bare = Hearing { bare: true, ..hearing() };
    let text = bare.command(&said("!ask why?"), false, &rooms());
    assert_eq!(text.map(|text| text.to_plain()).as_deref(), Some("ask why?"));
}

#[test]
fn a_typed_name_of_a_room_is_the_room_in_a_command() {
    let text = hearing().command(&said("!stoa place #help on, #sql too"), false, &rooms()).unwrap();
    let place = PlaceRef::new(&Network::new("matrix:example.org"), "!help:example.org");
    assert_eq!(text.places(), [place]);
    assert_eq!(text.to_plain(), "place #help on, #sql too");
}

#[test]
fn a_membership_says_what_it_was_and_how_they_are_called() {
    let mut event = event("m.room.member", &json!({ "membership": "join", "displayname": " Ana " }));
    event["state_key"] = json!("@ana:example.org");
    event["unsigned"] = json!({ "prev_content": { "membership": "invite" } });
    let What::Member { who, now, before, name } = read(&event, &rooms()).unwrap().what else {
        panic!("member")
    };
    assert_eq!((who.as_str(), now.as_str()), ("@ana:example.org", "join"));
    assert_eq!((before.as_deref(), name.as_deref()), (Some("invite"), Some("Ana")));
}

#[test]
fn a_room_is_closed_by_its_state_and_by_nobody_s_words() {
    let content = json!({ "body": "moved", "replacement_room": "!new:example.org" });
    assert_eq!(what_of("m.room.tombstone", &content), What::Nothing, "anybody may write so");
    let mut closed = event("m.room.tombstone", &content);
    closed["state_key"] = json!("");
    let moved = What::Moved { to: "!new:example.org".into() };
    assert_eq!(read(&closed, &rooms()).unwrap().what, moved);
    let mut powers = event("m.room.power_levels", &json!({ "users": {} }));
    assert_eq!(read(&powers, &rooms()).unwrap().what, What::Nothing);
    powers["state_key"] = json!("");
    assert_eq!(read(&powers, &rooms()).unwrap().what, What::Powers);
}

#[test]
fn what_we_have_no_key_for_waits() {
    let content = json!({ "algorithm": "m.megolm.v1.aes-sha2", "session_id": "s", "ciphertext": "x" });
    assert_eq!(what_of("m.room.encrypted", &content), What::Locked { session: "s".into() });
}

#[test]
fn a_question_across_spans_keeps_them() {
    let content = json!({ "msgtype": "m.text", "body": "x", "format": "org.matrix.custom.html",
        "formatted_body": "!stoa ask run <code>ls</code>?" });
    let What::Said(words) = what_of("m.room.message", &content) else { panic!("said") };
    let text = hearing().command(&words, false, &rooms()).unwrap();
    let spans = vec![Span::Plain("ask run ".into()), Span::Code("ls".into()), Span::Plain("?".into())];
    assert_eq!(text, Text::paragraph(spans));
}
