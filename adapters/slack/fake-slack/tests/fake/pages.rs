//! The preview: a page shows what a person sees, and nothing that somebody wrote does anything there.

use crate::bot::{Town, town};
use serde_json::{Value, json};
use stoa_fake_slack::Scene;

fn plain(text: &str) -> Value {
    json!({"type": "plain_text", "text": text})
}

fn button(text: &str, style: Option<&str>) -> Value {
    let mut button = json!({"type": "button", "text": plain(text), "value": "take Q1"});
    if let Some(style) = style {
        button["style"] = json!(style);
    }
    button
}

async fn with_everything(town: &Town) -> String {
    let root = town
        .ana
        .says(&town.help, "Why is `prod` slow? @ben see https://a.example/x\n```\nlet a = 1 < 2;\n```");
    let words = format!(
        "*Q17* <@{}> asks: _why_ is `prod` slow?\n> since <!date^1772438400^{{date}}|March>",
        town.ana.id()
    );
    let blocks = json!([
        {"type": "header", "text": plain("A question for you")},
        {"type": "section", "text": {"type": "mrkdwn", "text": words, "verbatim": true}},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "You're asked because you know *Rust*"}]},
        {"type": "actions", "elements": [button("Take it", Some("primary")), button("Pass", None)]},
    ]);
    let card = json!({"channel": town.help, "thread_ts": root, "reply_broadcast": true, "text": "card", "blocks": blocks});
    let card = town.bot.call("chat.postMessage", card).await["ts"].as_str().expect("a time").to_owned();
    town.ben.reacts(&town.help, &card, "tada");
    root
}

#[tokio::test]
async fn a_conversation_is_shown_with_all_that_is_in_it() {
    let town = town().await;
    let root = with_everything(&town).await;
    let page = town.slack.page(town.ben.id(), &Scene::Conversation(town.help.clone()));
    for shown in [
        "<h1># help</h1>",
        "<b>Q17</b>",
        "@Ana Nowak</span>",
        "<i>why</i>",
        "<code>prod</code>",
        "<blockquote>since March 2, 2026</blockquote>",
        "<span class=\"button primary\">Take it</span>",
        "let a = 1 &lt; 2;</pre>",
        "🎉 1",
        "You&#39;re asked because",
        "1 reply",
    ] {
        assert!(page.contains(shown), "{shown}\n{page}");
    }
    let thread = town.slack.page(town.ben.id(), &Scene::Thread(town.help.clone(), root));
    assert_eq!(thread.matches("<article").count(), 2);
    let strange = town.slack.page("U0NOBODY", &Scene::Conversation(town.help.clone()));
    assert!(!strange.contains("Q17"));
}

#[tokio::test]
async fn a_form_and_a_home_are_shown_with_what_is_filled_in() {
    let town = town().await;
    let nothing = town.slack.page(town.ana.id(), &Scene::Modal);
    assert!(nothing.contains("No form is open."));
    let modal = json!({"type": "modal", "title": plain("Ask"), "submit": plain("Send"), "blocks": [
        {"type": "input", "block_id": "q", "label": plain("Question"), "hint": plain("In your own words"),
         "element": {"type": "plain_text_input", "multiline": true}},
        {"type": "input", "optional": true, "label": plain("Anonymous"), "element": {"type": "checkboxes",
         "options": [{"text": plain("Yes"), "value": "true"}]}},
    ]});
    let trigger = town.slack.trigger(town.ana.id());
    let opened = town.bot.call("views.open", json!({"trigger_id": trigger, "view": modal})).await;
    assert_eq!(opened["ok"], true, "{opened}");
    town.ana.fills(&[("Question", "why <b>?"), ("Anonymous", "true")]).expect("it can be filled");
    let page = town.slack.page(town.ana.id(), &Scene::Modal);
    for shown in ["<h1>Ask</h1>", "why &lt;b&gt;?", "☑ Yes", "In your own words", "primary\">Send</span>"] {
        assert!(page.contains(shown), "{shown}\n{page}");
    }
    let home = json!({"type": "home", "blocks": [{"type": "header", "text": plain("My questions")}]});
    town.bot.call("views.publish", json!({"user_id": town.ana.id(), "view": home})).await;
    assert!(town.slack.page(town.ana.id(), &Scene::Home).contains("<h2>My questions</h2>"));
}

#[tokio::test]
async fn nothing_that_somebody_wrote_does_anything_on_a_page() {
    let town = town().await;
    for hostile in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "`</code><script>`",
        "```</pre><script>```",
    ] {
        town.ana.says(&town.help, hostile);
        let text = json!({"channel": town.help, "text": format!("<{hostile}|{hostile}> {hostile}")});
        town.bot.call("chat.postMessage", text).await;
    }
    let page = town.slack.page(town.ben.id(), &Scene::Conversation(town.help.clone()));
    assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
}
