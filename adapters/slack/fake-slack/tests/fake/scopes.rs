//! Scopes: what the manifest does not ask for, the app can neither do nor hear.

use crate::bot::town_in;
use serde_json::{Value, json};
use stoa_fake_slack::{NewChannel, Slack, plain_manifest};

/// The plain manifest without one scope.
fn without(scope: &str) -> Value {
    let mut manifest = plain_manifest();
    let scopes = manifest["oauth_config"]["scopes"]["bot"].as_array_mut().expect("there are scopes");
    scopes.retain(|one| one != scope);
    manifest
}

#[tokio::test]
async fn a_method_without_its_scope_is_refused_and_says_which() {
    for (scope, method, arguments) in [
        ("chat:write", "chat.postMessage", json!({"text": "x"})),
        ("reactions:write", "reactions.add", json!({"timestamp": "1.0", "name": "eyes"})),
        ("channels:join", "conversations.join", json!({})),
        ("im:write", "conversations.open", json!({"users": "ana"})),
    ] {
        let town = town_in(Slack::builder().manifest(without(scope)).start().await);
        let mut arguments = arguments;
        if method == "conversations.open" {
            arguments["users"] = json!(town.ana.id());
        } else {
            arguments["channel"] = json!(town.help);
        }
        let refused = town.bot.call(method, arguments).await;
        assert_eq!(
            (method, &refused["error"], &refused["needed"]),
            (method, &json!("missing_scope"), &json!(scope))
        );
        assert!(
            !refused["provided"].as_str().expect("it says what there is").split(',').any(|one| one == scope)
        );
    }
}

#[tokio::test]
async fn each_kind_of_conversation_has_a_scope_of_its_own() {
    let town = town_in(Slack::builder().manifest(without("groups:history")).start().await);
    let secret = town.slack.open_channel(NewChannel::private("secret").with(&[town.ana.id()]).with_bot());
    town.ana.says(&secret, "not to be heard");
    town.ana.says(&town.help, "to be heard");
    assert_eq!(town.bot.get("conversations.history", &[("channel", &town.help)]).await["ok"], true);
    let refused = town.bot.get("conversations.history", &[("channel", &secret)]).await;
    assert_eq!(refused["needed"], "groups:history");
    let mut socket = town.bot.connect().await;
    assert_eq!(socket.hears().await["payload"]["event"]["text"], "to be heard");
}

#[tokio::test]
async fn what_was_not_subscribed_to_or_happens_elsewhere_is_not_told() {
    let mut manifest = plain_manifest();
    manifest["settings"]["event_subscriptions"]["bot_events"] = json!(["message.channels"]);
    let town = town_in(Slack::builder().manifest(manifest).start().await);
    let outside = town.slack.open_channel(NewChannel::public("outside").with(&[town.ana.id()]));
    town.ana.says(&outside, "elsewhere");
    let ts = town.ana.says(&town.help, "@stoa here");
    town.ana.reacts(&town.help, &ts, "eyes");
    town.ana.opens_home();
    let mut socket = town.bot.connect().await;
    socket.hears().await;
    town.slack.settled().await;
    assert_eq!(town.slack.heard(), 1);
}

#[tokio::test]
async fn commands_and_shortcuts_are_those_of_the_manifest() {
    let town = town_in(Slack::builder().start().await);
    let ts = town.ana.says(&town.help, "why?");
    assert_eq!(
        town.ana.command(&town.help, "/unknown", ""),
        Err("/unknown is not a valid command.".to_owned())
    );
    assert!(town.ana.command_in_thread("/stoa").is_err());
    assert!(town.ana.shortcut(&town.help, &ts, "turn").is_err());
}

#[tokio::test]
async fn what_the_manifest_switches_off_is_off() {
    let mut manifest = plain_manifest();
    manifest["settings"]["interactivity"]["is_enabled"] = json!(false);
    manifest["features"]["app_home"] = json!({"home_tab_enabled": false, "messages_tab_enabled": false});
    manifest["features"]["slash_commands"][0]["should_escape"] = json!(false);
    let town = town_in(Slack::builder().manifest(manifest).start().await);
    let publish = json!({"user_id": town.ana.id(), "view": {"type": "home", "blocks": []}});
    assert_eq!(town.bot.call("views.publish", publish).await["error"], "not_enabled");
    let direct = town.slack.direct_with_bot(town.ana.id());
    let said = town.bot.call("chat.postMessage", json!({"channel": direct, "text": "hi"})).await;
    assert_eq!(said["error"], "messages_tab_disabled");
    let blocks = json!([{"type": "actions", "elements": [
        {"type": "button", "text": {"type": "plain_text", "text": "Take"}, "value": "take Q1"}]}]);
    let card = json!({"channel": town.help, "text": "card", "blocks": blocks});
    let card = town.bot.call("chat.postMessage", card).await["ts"].as_str().expect("a time").to_owned();
    town.ana.presses(&town.help, &card, "Take").expect("there is a button");
    assert_eq!(town.slack.notices().len(), 1, "the person is told that it leads nowhere");
    town.ana.command(&town.help, "/stoa", "thank @ben & <all>").expect("there is a command");
    let mut socket = town.bot.connect().await;
    socket.hears().await;
    assert_eq!(socket.hears().await["payload"]["text"], "thank @ben &amp; &lt;all&gt;");
}
