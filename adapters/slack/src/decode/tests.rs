//! Tests of the decoder: what each kind of payload says, that Slack's own shapes lose nothing, that nothing panics.

mod examples;
mod reference;

use super::*;
use proptest::prelude::*;
use serde_json::{Map, json};

/// A workspace on Enterprise Grid, with a bot in it.
pub fn hearing() -> Hearing {
    Hearing {
        network: Network::new("slack:T1"),
        bot_user: "UBOT".into(),
        bot: Some("BBOT".into()),
        team: Some("T1".into()),
        enterprise: Some("E1".into()),
        commands: CommandNames::default(),
        verbs: ["ask", "help", "kudos", "take"].map(str::to_owned).into(),
    }
}

pub const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);

/// Any JSON, with the names and values that the decoder looks for more often than chance would bring them.
fn any_json() -> impl Strategy<Value = Value> {
    let words = prop_oneof![
        Just("message".to_owned()),
        Just("rich_text".to_owned()),
        Just("text".to_owned()),
        Just("user".to_owned()),
        Just("block_actions".to_owned()),
        Just("message_changed".to_owned()),
        Just("C1".to_owned()),
        Just("view_submission".to_owned()),
        Just("1355517523.000005".to_owned()),
        Just("rich_text_list".to_owned()),
        Just("rich_text_section".to_owned()),
        Just("reaction_added".to_owned()),
        Just("message_action".to_owned()),
        "[<>&*_`~|!@#^ a-zé🙂\n]{0,12}",
        any::<String>(),
    ];
    let names = prop_oneof![
        Just("type".to_owned()),
        Just("event".to_owned()),
        Just("text".to_owned()),
        Just("blocks".to_owned()),
        Just("elements".to_owned()),
        Just("message".to_owned()),
        Just("channel".to_owned()),
        Just("user".to_owned()),
        Just("ts".to_owned()),
        Just("subtype".to_owned()),
        Just("actions".to_owned()),
        Just("view".to_owned()),
        Just("state".to_owned()),
        Just("values".to_owned()),
        Just("id".to_owned()),
        Just("item".to_owned()),
        Just("attachments".to_owned()),
        Just("files".to_owned()),
        Just("previous_message".to_owned()),
        any::<String>(),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        words.prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((names.clone(), inner), 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nothing_makes_it_panic(body in any_json(), event in any_json()) {
        let hearing = hearing();
        for body in [&body, &json!({ "event": event }), &json!({ "event": { "type": "message", "message": event } })] {
            hearing.event_body(body, None, NOW);
            hearing.slash_command(body, None, NOW);
            hearing.interaction(body, None, NOW);
            hearing.profile(body, NOW);
        }
    }

    #[test]
    fn no_typed_character_is_lost(typed in "[a-z>*_`~|!@#^• \n]{0,60}") {
        let text = mrkdwn::read(&typed, &Network::new("slack:T1"));
        let letters = |text: &str| text.chars().filter(char::is_ascii_lowercase).collect::<String>();
        prop_assert_eq!(letters(&text.to_plain()), letters(&typed));
    }
}

#[test]
fn depth_is_no_danger() {
    // As deep as the parser of JSON goes.
    let (open, close) = (r#"{"elements":["#.repeat(50), "]}".repeat(50));
    let deep: Value = serde_json::from_str(&format!(r#"{open}"the bottom"{close}"#)).unwrap();
    let body = json!({ "event": { "type": "message", "channel": "C1", "user": "U1", "ts": "1.1",
        "blocks": [{ "type": "rich_text", "elements": [deep] }] } });
    let Decoded::Happened(events) = hearing().event_body(&body, None, NOW) else { panic!("it is a message") };
    assert!(serde_json::to_string(&events).unwrap().contains("the bottom"));
}
