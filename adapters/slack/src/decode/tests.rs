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

/// Values that the decoder looks for more often than chance would bring them.
const VALUES: [&str; 14] = [
    "message",
    "rich_text",
    "text",
    "user",
    "block_actions",
    "message_changed",
    "C1",
    "view_submission",
    "1355517523.000005",
    "rich_text_list",
    "rich_text_section",
    "reaction_added",
    "message_action",
    "team_join",
];

/// Names likewise.
const NAMES: [&str; 20] = [
    "type",
    "event",
    "text",
    "blocks",
    "elements",
    "message",
    "channel",
    "user",
    "ts",
    "subtype",
    "actions",
    "view",
    "state",
    "values",
    "id",
    "item",
    "attachments",
    "files",
    "previous_message",
    "tokens",
];

/// Any JSON.
fn any_json() -> impl Strategy<Value = Value> {
    let known = |words: &'static [&'static str]| prop::sample::select(words).prop_map(str::to_owned);
    let words = prop_oneof![known(&VALUES), "[<>&*_`~|!@#^ a-zé🙂\n]{0,12}", any::<String>()];
    let names = prop_oneof![4 => known(&NAMES), 1 => any::<String>()];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        words.prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        let fields = prop::collection::vec((names.clone(), inner.clone()), 0..8);
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Value::from),
            fields.prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
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
