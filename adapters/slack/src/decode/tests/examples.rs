//! What people do on Slack, as Slack tells it, and what the core hears.

use super::*;
use stoa_chat::{Block, MessageRef, PlaceRef, Span, UserRef};

fn event(event: &Value) -> Decoded {
    let body = json!({ "type": "event_callback", "team_id": null, "event_id": "Ev1", "event_time": 1_355_517_523, "event": event });
    hearing().event_body(&body, None, NOW)
}

fn one(decoded: Decoded) -> Event {
    match decoded {
        Decoded::Happened(mut events) if events.len() == 1 => events.remove(0),
        other => panic!("one event, not {other:?}"),
    }
}

fn said(fields: &Value) -> Event {
    let mut message = json!({ "type": "message", "channel": "C1", "channel_type": "channel", "user": "U1", "ts": "1355517523.000005" });
    for (name, value) in fields.as_object().unwrap() {
        message[name] = value.clone();
    }
    one(event(&message))
}

fn user(id: &str) -> UserRef {
    UserRef::new(&hearing().network, id)
}

fn place(id: &str) -> PlaceRef {
    PlaceRef::new(&hearing().network, id)
}

#[test]
fn a_message_and_a_mention_are_one_event() {
    let text = json!({ "text": "<@UBOT> why is it slow?" });
    let message = said(&text);
    let mention = one(event(
        &json!({ "type": "app_mention", "channel": "C1", "user": "U1", "ts": "1355517523.000005", "text": "<@UBOT> why is it slow?" }),
    ));
    assert_eq!(message, mention);
    assert_eq!(message.id, "said:C1:1355517523.000005");
    assert_eq!(message.at, Timestamp::from_millis(1_355_517_523_000));
    let EventKind::Commanded(command) = message.kind else { panic!("who calls us first gives a command") };
    assert_eq!((command.text.to_plain().as_str(), command.direct), ("why is it slow?", false));
    let EventKind::Said(said) = said(&json!({ "text": "ask <@UBOT>, it knows" })).kind else {
        panic!("that is no command")
    };
    assert!(said.to_bot && !said.direct && said.thread.is_none());
}

#[test]
fn a_direct_message_that_begins_with_a_verb_is_a_command() {
    let direct = |text: &str| said(&json!({ "channel": "D1", "channel_type": "im", "text": text })).kind;
    let EventKind::Commanded(command) = direct("Ask why is it slow") else { panic!("it begins with a verb") };
    assert!(command.direct && command.message.is_some() && command.trigger.is_none());
    let EventKind::Said(said) = direct("why do I ask?") else { panic!("it does not begin with a verb") };
    assert!(said.direct);
    assert!(matches!(self::said(&json!({ "text": "ask them yourself" })).kind, EventKind::Said(_)));
}

#[test]
fn threads_files_and_the_odd_subtypes_are_said() {
    let thread = said(
        &json!({ "subtype": "thread_broadcast", "thread_ts": "1355517000.000001", "text": "also here", "root": { "text": "not mine" } }),
    );
    let EventKind::Said(message) = thread.kind else { panic!("it is said") };
    assert_eq!(message.thread, Some(MessageRef::new(&place("C1"), "1355517000.000001")));
    assert_eq!(message.text.to_plain(), "also here");
    let file = said(
        &json!({ "subtype": "file_share", "text": "", "files": [{ "id": "F1", "name": "plan.txt", "title": "The plan", "mimetype": "text/plain", "preview": "step one" }] }),
    );
    let EventKind::Said(message) = file.kind else { panic!("it is said") };
    let words = message.text.to_plain();
    assert!(["plan.txt", "The plan", "step one"].iter().all(|part| words.contains(part)), "{words}");
    assert!(!words.contains("F1") && !words.contains("text/plain"), "{words}");
    for subtype in ["me_message", "bot_message", "never_heard_of"] {
        assert!(
            matches!(said(&json!({ "subtype": subtype, "text": "x" })).kind, EventKind::Said(_)),
            "{subtype}"
        );
    }
    let bot = said(&json!({ "user": null, "bot_id": "B9", "text": "deployed" }));
    assert_eq!(bot.person(), Some(&user("B9")));
}

#[test]
fn what_slack_or_the_bot_writes_is_not_said() {
    for message in [
        json!({ "subtype": "channel_join", "user": "U1", "text": "has joined" }),
        json!({ "subtype": "channel_topic", "user": "U1", "text": "set the topic" }),
        json!({ "user": "UBOT", "text": "my own words" }),
        json!({ "bot_id": "BBOT", "subtype": "bot_message", "text": "my own words" }),
        json!({ "subtype": "message_replied", "message": { "text": "x" } }),
    ] {
        let mut message = message;
        message["type"] = json!("message");
        message["channel"] = json!("C1");
        message["ts"] = json!("1.1");
        assert_eq!(event(&message), Decoded::Nothing, "{message}");
    }
}

#[test]
fn the_same_words_in_text_and_blocks_are_said_once() {
    let rich = json!([{ "type": "rich_text", "elements": [{ "type": "rich_text_section", "elements": [
        { "type": "text", "text": "see " }, { "type": "link", "url": "https://a.example/x", "text": "the docs" },
        { "type": "text", "text": " & ask " }, { "type": "user", "user_id": "U2" }, { "type": "text", "text": " " },
        { "type": "emoji", "name": "wave", "unicode": "1f44b-1f3fd", "skin_tone": 4 }, { "type": "text", "text": " in " },
        { "type": "channel", "channel_id": "C2" },
    ] }] }]);
    let typed = "see <https://a.example/x|the docs> &amp; ask <@U2> :wave::skin-tone-4: in <#C2|general>";
    let EventKind::Said(message) = said(&json!({ "text": typed, "blocks": rich })).kind else {
        panic!("it is said")
    };
    let link = Span::Link { label: "the docs".into(), url: "https://a.example/x".into() };
    let expected = vec![
        Span::Plain("see ".into()),
        link,
        Span::Plain(" & ask ".into()),
        Span::Mention(user("U2")),
        Span::Plain(" 👋 in ".into()),
        Span::Place { place: PlaceRef::new(&Network::new("slack:T1"), "C2"), name: "general".into() },
    ];
    assert_eq!(message.text.blocks, [Block::Paragraph(expected)]);
}

#[test]
fn edits_and_deletions_are_told() {
    let changed = json!({ "type": "message", "subtype": "message_changed", "channel": "C1", "ts": "9.9", "event_ts": "1355517600.000001",
        "message": { "user": "U1", "ts": "1355517523.000005", "text": "new", "edited": { "user": "U1", "ts": "2.0" } },
        "previous_message": { "user": "U1", "ts": "1355517523.000005", "text": "old" } });
    let edited = one(event(&changed));
    assert_eq!((edited.id.as_str(), edited.at.millis()), ("delivery:Ev1", 1_355_517_600_000));
    let EventKind::Edited(message) = edited.kind else { panic!("it is edited") };
    assert_eq!((message.text.to_plain().as_str(), message.message.id.as_str()), ("new", "1355517523.000005"));
    let mut preview = changed.clone();
    preview["message"]["text"] = json!("old");
    preview["message"]["attachments"] = json!([{ "from_url": "https://a.example", "title": "A page" }]);
    assert_eq!(event(&preview), Decoded::Nothing, "a preview is nobody's edit");
    let mut tombstone = changed;
    tombstone["message"] = json!({ "subtype": "tombstone", "user": "USLACKBOT", "ts": "1355517523.000005", "text": "This message was deleted." });
    let deleted = json!({ "type": "message", "subtype": "message_deleted", "channel": "C1", "deleted_ts": "1355517523.000005",
        "previous_message": { "user": "U1", "text": "old" } });
    for gone in [tombstone, deleted] {
        let EventKind::Deleted { message, .. } = one(event(&gone)).kind else { panic!("it is gone") };
        assert_eq!(message, MessageRef::new(&place("C1"), "1355517523.000005"));
    }
}

#[test]
fn reactions_people_and_places_are_told() {
    let reaction = json!({ "type": "reaction_added", "user": "U1", "reaction": "thumbsup::skin-tone-2", "item": { "type": "message", "channel": "C1", "ts": "1.1" } });
    let EventKind::ReactionAdded(reaction) = one(event(&reaction)).kind else { panic!("a reaction") };
    assert_eq!(reaction.emoji, "👍");
    let joined = json!({ "type": "member_joined_channel", "user": "W1", "channel": "C1", "team": "T1" });
    assert!(matches!(one(event(&joined)).kind, EventKind::Joined { who, .. } if who == user("W1")));
    let home = json!({ "type": "app_home_opened", "user": "U1", "tab": "home" });
    assert!(matches!(one(event(&home)).kind, EventKind::HomeOpened { .. }));
    let ours = json!({ "type": "tokens_revoked", "tokens": { "oauth": ["U1"], "bot": ["UBOT"] } });
    assert!(matches!(event(&ours), Decoded::Revoked(_)));
    assert_eq!(
        event(&json!({ "type": "tokens_revoked", "tokens": { "oauth": ["UBOT"] } })),
        Decoded::Nothing
    );
    assert!(matches!(event(&json!({ "type": "app_uninstalled" })), Decoded::Revoked(_)));
    assert_eq!(event(&json!({ "type": "channel_rename", "channel": { "name": "new" } })), Decoded::Nothing);
    assert_eq!(
        event(&json!({ "type": "moon_landed; rm -rf /\n" })),
        Decoded::Unknown("event moon_landed rm rf".into())
    );
}

#[test]
fn profiles_tell_who_is_a_guest() {
    let profile = |user: &Value| match hearing().profile(user, NOW).unwrap().kind {
        EventKind::ProfileChanged { profile, .. } => profile,
        other => panic!("a profile, not {other:?}"),
    };
    let ana = json!({ "id": "U1", "team_id": "T1", "name": "ana", "real_name": "Ana A", "tz": "Europe/Warsaw", "locale": "pl-PL", "updated": 5,
        "profile": { "display_name": "", "real_name": "Ana Arendt" } });
    let known = profile(&ana);
    assert_eq!((known.name.as_str(), known.zone.as_deref()), ("Ana Arendt", Some("Europe/Warsaw")));
    assert!(known.active && !known.bot && !known.guest);
    for odd in [
        json!({ "is_restricted": true }),
        json!({ "is_ultra_restricted": true }),
        json!({ "is_stranger": true }),
        json!({ "team_id": "T9" }),
    ] {
        let mut guest = ana.clone();
        guest.as_object_mut().unwrap().extend(odd.as_object().unwrap().clone());
        assert!(profile(&guest).guest, "{odd}");
    }
    let mut colleague = ana;
    colleague["team_id"] = json!("T2");
    colleague["enterprise_user"] = json!({ "enterprise_id": "E1" });
    assert!(!profile(&colleague).guest, "another workspace of our own organisation");
}

#[test]
fn commands_and_presses_and_shortcuts_are_heard() {
    let form = json!({ "command": "/ask", "text": "why <@U2|ben>?", "user_id": "U1", "channel_id": "C1", "trigger_id": "13.37.abc", "team_id": null });
    let asked = one(hearing().slash_command(&form, None, NOW));
    assert_eq!(asked.id, "delivery:13.37.abc");
    let EventKind::Commanded(command) = asked.kind else { panic!("a command") };
    assert_eq!(
        (command.text.to_plain().as_str(), command.trigger.as_deref()),
        ("ask why @U2?", Some("13.37.abc"))
    );
    let press = json!({ "type": "block_actions", "user": { "id": "U1", "team_id": null }, "trigger_id": "1.2", "channel": { "id": "D1" },
        "container": { "message_ts": "5.5" }, "actions": [{ "type": "button", "action_id": "press-0", "value": "take Q17", "action_ts": "6.5" }] });
    let EventKind::Pressed(pressed) = one(hearing().interaction(&press, None, NOW)).kind else {
        panic!("a press")
    };
    assert_eq!(
        (pressed.value.as_str(), pressed.message.id.as_str(), pressed.direct),
        ("take Q17", "5.5", true)
    );
    let pick = json!({ "type": "message_action", "callback_id": "turn", "user": { "id": "U2" }, "channel": { "id": "C1" }, "trigger_id": "1.3",
        "message_ts": "7.7", "message": { "type": "message", "user": "U1", "ts": "7.7", "text": "why is it dark?" } });
    let EventKind::Picked(picked) = one(hearing().interaction(&pick, None, NOW)).kind else {
        panic!("a pick")
    };
    assert_eq!(
        (picked.verb.as_str(), picked.at.message.text.to_plain().as_str()),
        ("turn", "why is it dark?")
    );
    let shortcut =
        json!({ "type": "shortcut", "callback_id": "ask", "user": { "id": "U2" }, "trigger_id": "1.4" });
    assert!(
        matches!(one(hearing().interaction(&shortcut, None, NOW)).kind, EventKind::Commanded(command) if command.direct)
    );
}

#[test]
fn a_form_brings_every_kind_of_answer() {
    let view = json!({ "id": "V1", "callback_id": "ask", "hash": "1.abc", "private_metadata": "{\"place\":\"C1\",\"direct\":false}", "state": { "values": {
        "question": { "value": { "type": "plain_text_input", "value": "why?\nhow?" } },
        "topic": { "value": { "type": "static_select", "selected_option": { "value": "db", "text": { "text": "Databases" } } } },
        "quietly": { "value": { "type": "checkboxes", "selected_options": [{ "value": "true" }] } },
        "never": { "value": { "type": "checkboxes", "selected_options": [] } },
        "empty": { "value": { "type": "plain_text_input", "value": null } },
        "day": { "value": { "type": "datepicker", "selected_date": "2026-11-22" } },
    } } });
    let payload =
        json!({ "type": "view_submission", "user": { "id": "U1" }, "trigger_id": "1.5", "view": view });
    let EventKind::Submitted(form) = one(hearing().interaction(&payload, None, NOW)).kind else {
        panic!("a form")
    };
    assert_eq!(
        (form.place, form.direct, form.form.as_str(), form.showing.as_str()),
        (place("C1"), false, "ask", "V1")
    );
    let value = |name: &str| form.values.get(name).map(String::as_str);
    assert_eq!(
        (value("question"), value("topic"), value("day")),
        (Some("why?\nhow?"), Some("db"), Some("2026-11-22"))
    );
    assert_eq!((value("quietly"), value("never"), value("empty")), (Some("true"), Some("false"), Some("")));
}
