//! Whom a message alerts, and how people's typing is encoded and shown.

use crate::bot::{Town, town};
use serde_json::{Value, json};

/// Posts and tells whom it alerts.
async fn alerted(town: &Town, mut post: Value) -> Vec<String> {
    post["channel"] = json!(town.help);
    let posted = town.bot.call("chat.postMessage", post).await;
    assert_eq!(posted["ok"], true, "{posted}");
    town.slack.advance(std::time::Duration::from_secs(1));
    town.ana.sees().pop().expect("it is seen").alerts
}

fn section(text: &Value) -> Value {
    json!({"text": "plain", "blocks": [{"type": "section", "text": text}]})
}

#[tokio::test]
async fn mentions_alert_in_texts_and_in_blocks() {
    let town = town().await;
    let ana = format!("<@{}>", town.ana.id());
    assert_eq!(alerted(&town, json!({"text": format!("hi {ana}")})).await, [town.ana.id()]);
    assert_eq!(
        alerted(&town, json!({"text": "hi <!channel> <!here> <!everyone>"})).await,
        ["@channel", "@here", "@everyone"]
    );
    let group = town.slack.group("ops", &[town.ana.id()]);
    assert_eq!(
        alerted(&town, json!({"text": format!("<!subteam^{group}|@ops>")})).await,
        std::slice::from_ref(&group)
    );
    let markup = section(&json!({"type": "mrkdwn", "text": ana, "verbatim": true}));
    assert_eq!(alerted(&town, markup).await, [town.ana.id()]);
    let rich = json!({"text": "plain", "blocks": [{"type": "rich_text", "elements": [{"type": "rich_text_section",
        "elements": [{"type": "user", "user_id": town.ana.id()}, {"type": "broadcast", "range": "here"}]}]}]});
    assert_eq!(alerted(&town, rich).await, [town.ana.id(), "@here"]);
}

#[tokio::test]
async fn escaped_and_plain_words_alert_nobody() {
    let town = town().await;
    let hostile = "&lt;!channel&gt; &lt;@U1&gt; @channel @ana";
    assert_eq!(alerted(&town, json!({"text": hostile})).await, Vec::<String>::new());
    let plain = section(&json!({"type": "plain_text", "text": "<!channel> @here"}));
    assert_eq!(alerted(&town, plain).await, Vec::<String>::new());
    let verbatim = section(&json!({"type": "mrkdwn", "text": hostile, "verbatim": true}));
    assert_eq!(alerted(&town, verbatim).await, Vec::<String>::new());
}

#[tokio::test]
async fn where_slack_looks_names_up_plain_words_alert() {
    let town = town().await;
    let looked_up = section(&json!({"type": "mrkdwn", "text": "oh @channel"}));
    assert_eq!(alerted(&town, looked_up).await, ["@channel"]);
    let linked = json!({"text": "oh @ana, @here", "link_names": true});
    assert_eq!(alerted(&town, linked).await, ["@here", town.ana.id()]);
    let full = json!({"text": "oh @everyone", "parse": "full"});
    assert_eq!(alerted(&town, full).await, ["@everyone"]);
}

#[tokio::test]
async fn what_people_type_is_encoded_and_shown_again() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    let words = "1 < 2 & \"3\" > 2, @ben: see #help or https://a.example/?a=1&b=2. `let a = *b;`\n```\nfn main() {}\n```";
    town.ana.says(&town.help, words);
    let event = socket.hears().await["payload"]["event"].clone();
    let ben = town.ben.id();
    let expected = format!(
        "1 &lt; 2 &amp; \"3\" &gt; 2, <@{ben}>: see <#{}|help> or <https://a.example/?a=1&amp;b=2>. `let a = *b;`\n```fn main() {{}}```",
        town.help
    );
    assert_eq!(event["text"], expected);
    assert_eq!(event["blocks"][0]["type"], "rich_text");
    let seen = town.ben.sees().remove(0);
    assert_eq!(seen.alerts, [ben]);
    assert!(seen.words.starts_with(&format!("1 < 2 & \"3\" > 2, @{ben}: see #")), "{}", seen.words);
    assert!(seen.words.ends_with("fn main() {}"), "{}", seen.words);
}

#[tokio::test]
async fn a_nul_character_and_odd_letters_arrive_as_they_are() {
    let town = town().await;
    for words in ["nothing\0 lost", "żółw 🐢 e\u{301}", "@nobody #nowhere", "a@b.example"] {
        let ts = town.ana.says(&town.help, words);
        let seen = town.ben.sees().into_iter().find(|sight| sight.ts == ts).expect("it is seen");
        assert_eq!((seen.words.as_str(), seen.alerts.len()), (words, 0));
    }
}
