//! Block Kit's limits: what is one more than Slack takes is refused with its error, and written down.

use crate::bot::{Town, town};
use serde_json::{Value, json};

fn plain(length: usize) -> Value {
    json!({"type": "plain_text", "text": "x".repeat(length)})
}

fn mrkdwn(length: usize) -> Value {
    json!({"type": "mrkdwn", "text": "x".repeat(length)})
}

fn button(id: usize) -> Value {
    json!({"type": "button", "text": plain(1), "action_id": id.to_string()})
}

fn option(id: usize) -> Value {
    json!({"text": plain(75), "value": id.to_string()})
}

fn select(options: usize) -> Value {
    json!({"type": "static_select", "options": (0..options).map(option).collect::<Vec<_>>()})
}

fn actions(elements: &[Value]) -> Value {
    json!([{"type": "actions", "elements": elements}])
}

/// A button with one more field.
fn with(key: &str, value: Value) -> Value {
    let mut one = button(1);
    one[key] = value;
    actions(&[one])
}

/// What still passes and what does not, of the texts and blocks.
fn edges_of_blocks() -> Vec<(&'static str, Value, Value)> {
    let section = |text: Value| json!([{"type": "section", "text": text}]);
    let header = |length| json!([{"type": "header", "text": plain(length)}]);
    let dividers = |count| Value::Array(vec![json!({"type": "divider"}); count]);
    let named = |length| json!([{"type": "divider", "block_id": "x".repeat(length)}]);
    let pair =
        |second: &str| json!([{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": second}]);
    let fields = |count, length| json!([{"type": "section", "fields": vec![mrkdwn(length); count]}]);
    let context = |count| json!([{"type": "context", "elements": vec![mrkdwn(5); count]}]);
    let image =
        |alt| json!([{"type": "image", "image_url": "https://a.example/a.png", "alt_text": "x".repeat(alt)}]);
    vec![
        ("blocks", dividers(50), dividers(51)),
        ("section text", section(mrkdwn(3_000)), section(mrkdwn(3_001))),
        ("empty text", section(mrkdwn(1)), section(mrkdwn(0))),
        ("header text", header(150), header(151)),
        ("header kind", header(1), json!([{"type": "header", "text": mrkdwn(1)}])),
        ("fields", fields(10, 1), fields(11, 1)),
        ("field text", fields(1, 2_000), fields(1, 2_001)),
        ("context", context(10), context(11)),
        ("block_id", named(255), named(256)),
        ("alt text", image(2_000), image(2_001)),
        ("same block_id", pair("b"), pair("a")),
        ("unknown block", dividers(1), json!([{"type": "marquee"}])),
    ]
}

/// What still passes and what does not, of the elements.
fn edges_of_elements() -> Vec<(&'static str, Value, Value)> {
    let buttons = |count| actions(&(0..count).map(button).collect::<Vec<_>>());
    let long = |length| json!("x".repeat(length));
    vec![
        ("buttons", buttons(25), buttons(26)),
        ("button text", with("text", plain(75)), with("text", plain(76))),
        ("button value", with("value", long(2_000)), with("value", long(2_001))),
        ("button style", with("style", json!("danger")), with("style", json!("default"))),
        ("action_id", with("action_id", long(255)), with("action_id", long(256))),
        ("unknown key", with("value", json!("x")), with("colour", json!("red"))),
        ("number as text", with("value", json!("1")), with("value", json!(1))),
        ("options", actions(&[select(100)]), actions(&[select(101)])),
        ("no options", actions(&[select(1)]), actions(&[select(0)])),
        ("same action_id", buttons(2), actions(&[button(1), button(1)])),
        ("field outside of a form", buttons(1), actions(&[json!({"type": "plain_text_input"})])),
    ]
}

async fn post(town: &Town, blocks: &Value) -> Value {
    town.bot.call("chat.postMessage", json!({"channel": town.help, "text": "x", "blocks": blocks})).await
}

#[tokio::test]
async fn each_limit_of_messages_holds_to_the_character() {
    let town = town().await;
    town.slack.limit(false);
    for (what, passes, fails) in edges_of_blocks().into_iter().chain(edges_of_elements()) {
        let before = town.slack.violations().len();
        let posted = post(&town, &passes).await;
        assert_eq!((what, &posted["ok"]), (what, &json!(true)), "{posted}");
        assert_eq!(town.slack.violations().len(), before, "{what} is fine");
        let refused = post(&town, &fails).await;
        assert_eq!((what, &refused["error"]), (what, &json!("invalid_blocks")));
        assert!(
            refused["response_metadata"]["messages"][0].as_str().expect("a reason").contains("json-pointer")
        );
        assert!(town.slack.violations().len() > before, "{what} is written down");
    }
}

#[tokio::test]
async fn all_blocks_together_have_a_limit_and_long_texts_are_cut() {
    let town = town().await;
    town.slack.limit(false);
    let long = |count: usize| json!(vec![json!({"type": "section", "text": mrkdwn(2_600)}); count]);
    assert_eq!(post(&town, &long(5)).await["ok"], true);
    assert_eq!(post(&town, &long(6)).await["error"], "msg_blocks_too_long");
    let cut =
        town.bot.call("chat.postMessage", json!({"channel": town.help, "text": "x".repeat(40_001)})).await;
    assert_eq!(cut["message"]["text"].as_str().map(str::len), Some(40_000));
    let nothing = town.bot.call("chat.postMessage", json!({"channel": town.help, "text": " "})).await;
    assert_eq!(nothing["error"], "no_text");
    let broken = json!({"channel": town.help, "text": "x", "blocks": "[{"});
    assert_eq!(town.bot.call("chat.postMessage", broken).await["error"], "invalid_blocks_format");
}

#[tokio::test]
async fn views_have_limits_of_their_own() {
    let town = town().await;
    let modal = |change: &dyn Fn(&mut Value)| {
        let mut view = json!({"type": "modal", "title": plain(24), "submit": plain(24), "close": plain(24),
            "private_metadata": "x".repeat(3_000), "blocks": [{"type": "input", "label": plain(10),
            "element": {"type": "plain_text_input", "max_length": 3_000}}]});
        change(&mut view);
        view
    };
    let open = async |view: Value| {
        let trigger = town.slack.trigger(town.ana.id());
        town.bot.call("views.open", json!({"trigger_id": trigger, "view": view})).await
    };
    let opened = open(modal(&|_| {})).await;
    assert_eq!(opened["ok"], true, "{opened}");
    assert_eq!(town.slack.violations(), []);
    let changes: [&dyn Fn(&mut Value); 7] = [
        &|view| view["title"] = plain(25),
        &|view| view["submit"] = plain(25),
        &|view| view["submit"] = Value::Null,
        &|view| view["private_metadata"] = json!("x".repeat(3_001)),
        &|view| view["blocks"][0]["element"]["max_length"] = json!(3_001),
        &|view| view["blocks"] = json!(vec![json!({"type": "divider"}); 101]),
        &|view| view["colour"] = json!("red"),
    ];
    for change in changes {
        assert_eq!(open(modal(change)).await["error"], "invalid_arguments");
    }
}

#[tokio::test]
async fn arguments_are_held_to_names_and_types() {
    let town = town().await;
    let refused = town.bot.call("chat.postMessage", json!({"channel": 1, "text": "x"})).await;
    assert_eq!(refused["error"], "invalid_arguments");
    let missing = town.bot.call("chat.postMessage", json!({"text": "x"})).await;
    assert_eq!(missing["response_metadata"]["messages"], json!(["[ERROR] missing required field: channel"]));
    let before = town.slack.violations().len();
    let odd =
        town.bot.call("chat.postMessage", json!({"channel": town.help, "text": "x", "colour": "red"})).await;
    assert_eq!(odd["ok"], true, "Slack does not read what it does not know");
    assert_eq!(town.slack.violations().len(), before + 1, "but it is written down");
    assert_eq!(
        town.bot.call("conversations.info", json!({"channel": town.help})).await["error"],
        "invalid_arguments"
    );
    assert_eq!(town.bot.call("chat.shout", json!({})).await["error"], "unknown_method");
    town.bot.get("chat.postMessage", &[("channel", &town.help), ("text", "x")]).await;
    let last = town.slack.violations().pop().expect("a wrong verb is written down");
    assert_eq!(last.rule, "verb");
}
