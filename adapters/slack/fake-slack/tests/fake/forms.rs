//! Modals and Homes: triggers, submissions, and what stays when a view is replaced.

use crate::bot::{Socket, Town, town};
use serde_json::{Value, json};
use std::time::Duration;

fn plain(text: &str) -> Value {
    json!({"type": "plain_text", "text": text})
}

fn input(id: &str, label: &str, element: &Value) -> Value {
    json!({"type": "input", "block_id": id, "label": plain(label), "element": element})
}

/// A form that asks for words and for a place.
fn form() -> Value {
    let option = |value: &str| json!({"text": plain(value), "value": value});
    let text = json!({"type": "plain_text_input", "action_id": "text", "multiline": true, "max_length": 20});
    let place =
        json!({"type": "static_select", "action_id": "of", "options": [option("help"), option("ops")]});
    json!({
        "type": "modal", "callback_id": "ask", "title": plain("Ask"), "submit": plain("Send"),
        "notify_on_close": true,
        "blocks": [input("question", "Question", &text), input("place", "Place", &place)],
    })
}

async fn opened(town: &Town) -> Value {
    let trigger = town.slack.trigger(town.ana.id());
    town.bot.call("views.open", json!({"trigger_id": trigger, "view": form()})).await
}

/// Answers a submission with this.
async fn answers(socket: &mut Socket, payload: Option<Value>) -> Value {
    let frame = socket.next().await;
    assert_eq!(frame["payload"]["type"], "view_submission");
    socket.ack(&frame, payload).await;
    frame["payload"]["view"].clone()
}

#[tokio::test]
async fn a_trigger_opens_one_view_within_three_seconds() {
    let town = town().await;
    let trigger = town.slack.trigger(town.ana.id());
    let open = json!({"trigger_id": trigger, "view": form()});
    assert_eq!(town.bot.call("views.open", open.clone()).await["ok"], true);
    assert_eq!(town.bot.call("views.open", open).await["error"], "exchanged_trigger_id");
    let late = town.slack.trigger(town.ana.id());
    town.slack.advance(Duration::from_millis(3_001));
    let open = json!({"trigger_id": late, "view": form()});
    assert_eq!(town.bot.call("views.open", open).await["error"], "expired_trigger_id");
    let open = json!({"trigger_id": "1.2.abc", "view": form()});
    assert_eq!(town.bot.call("views.open", open).await["error"], "invalid_trigger_id");
}

#[tokio::test]
async fn what_slack_itself_would_not_send_is_not_sent() {
    let town = town().await;
    opened(&town).await;
    assert!(town.ana.submits(&[("Question", "why?")]).is_err(), "the place is missing");
    assert!(town.ana.submits(&[("Question", "a question that is too long")]).is_err());
    assert!(town.ana.fills(&[("Place", "moon")]).is_err() && town.ana.fills(&[("Colour", "red")]).is_err());
    let sheet = town.ana.modal().expect("it is still there");
    let question = sheet.question("Question").expect("it is asked");
    assert_eq!(question.value, "a question that is too long", "nothing typed is lost");
}

#[tokio::test]
async fn a_submission_carries_the_answers_and_closes_or_shows_what_is_wrong() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    opened(&town).await;
    town.ana.submits(&[("Question", "why?"), ("Place", "ops")]).expect("it can be sent");
    let errors = json!({"response_action": "errors", "errors": {"question": "Say more"}});
    let view = answers(&mut socket, Some(errors)).await;
    let values = &view["state"]["values"];
    assert_eq!(values["question"]["text"], json!({"type": "plain_text_input", "value": "why?"}));
    assert_eq!(values["place"]["of"]["selected_option"]["value"], "ops");
    let problem = |sheet: stoa_fake_slack::Sheet| sheet.question("question")?.problem.clone();
    let problem = town.slack.until(|_| town.ana.modal().and_then(problem)).await;
    assert_eq!(problem, "Say more");
    town.ana.submits(&[("Question", "why is it so?")]).expect("it can be sent");
    answers(&mut socket, None).await;
    town.slack.until(|_| town.ana.modal().is_none().then_some(())).await;
    assert_eq!(town.slack.violations(), []);
}

#[tokio::test]
async fn errors_at_a_block_that_is_not_there_are_noticed() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    opened(&town).await;
    town.ana.submits(&[("Question", "why?"), ("Place", "ops")]).expect("it can be sent");
    answers(&mut socket, Some(json!({"response_action": "errors", "errors": {"colour": "No"}}))).await;
    town.slack.settled().await;
    assert_eq!(town.slack.violations().len(), 1);
}

#[tokio::test]
async fn an_unanswered_submission_keeps_the_form_and_tells_the_person() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    opened(&town).await;
    town.ana.submits(&[("Question", "why?"), ("Place", "ops")]).expect("it can be sent");
    socket.next().await;
    town.slack.advance(Duration::from_secs(3));
    assert_eq!(town.slack.notices()[0].words, "We had some trouble connecting. Try again?");
    assert_eq!(town.ana.modal().expect("it is still there").questions[0].value, "why?");
}

#[tokio::test]
async fn an_update_keeps_what_was_typed_where_both_ids_stay() {
    let town = town().await;
    let view = opened(&town).await["view"].clone();
    town.ana.fills(&[("Question", "typed"), ("Place", "ops")]).expect("it can be filled");
    let mut other = form();
    other["blocks"][1]["block_id"] = json!("another");
    let update = json!({"view_id": view["id"], "hash": view["hash"], "view": other});
    assert_eq!(town.bot.call("views.update", update.clone()).await["ok"], true);
    let sheet = town.ana.modal().expect("it is there");
    let values: Vec<_> = sheet.questions.iter().map(|question| question.value.as_str()).collect();
    assert_eq!(values, ["typed", ""]);
    assert_eq!(town.bot.call("views.update", update).await["error"], "hash_conflict");
    let unknown = json!({"view_id": "V0NONE", "view": form()});
    assert_eq!(town.bot.call("views.update", unknown).await["error"], "not_found");
}

#[tokio::test]
async fn modals_lie_upon_each_other_and_close_one_by_one() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    opened(&town).await;
    for (title, error) in [("Two", None), ("Three", None), ("Four", Some("push_limit_reached"))] {
        let mut view = form();
        view["title"] = plain(title);
        let trigger = town.slack.trigger(town.ana.id());
        let pushed = town.bot.call("views.push", json!({"trigger_id": trigger, "view": view})).await;
        assert_eq!(pushed["error"].as_str(), error);
    }
    assert_eq!(town.ana.modal().expect("three lie there").title, "Three");
    town.ana.closes();
    let closed = socket.hears().await;
    assert_eq!(closed["payload"]["type"], "view_closed");
    assert_eq!(town.ana.modal().expect("two lie there").title, "Two");
    town.ana.submits(&[("Question", "why?"), ("Place", "ops")]).expect("it can be sent");
    answers(&mut socket, Some(json!({"response_action": "clear"}))).await;
    town.slack.until(|_| town.ana.modal().is_none().then_some(())).await;
}

#[tokio::test]
async fn a_home_is_published_opened_and_pressed() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    let button = json!({"type": "button", "text": plain("Snooze"), "value": "snooze 1d"});
    let home = json!({"type": "home", "blocks": [{"type": "actions", "elements": [button]}]});
    let publish = json!({"user_id": town.ana.id(), "view": home});
    assert_eq!(town.bot.call("views.publish", publish).await["ok"], true);
    town.ana.opens_home();
    let opened = socket.hears().await;
    assert_eq!(opened["payload"]["event"]["view"]["type"], "home");
    town.ana.presses_on_view("Snooze").expect("there is a button");
    let pressed = socket.hears().await["payload"].clone();
    assert_eq!(
        (&pressed["container"]["type"], &pressed["actions"][0]["value"]),
        (&json!("view"), &json!("snooze 1d"))
    );
    assert!(pressed.get("channel").is_none() && pressed.get("response_url").is_none());
    assert_eq!(town.slack.violations(), []);
}

#[tokio::test]
async fn a_submission_may_be_answered_by_another_view_or_one_more() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    opened(&town).await;
    town.ana.submits(&[("Question", "why?"), ("Place", "ops")]).expect("it can be sent");
    let mut next = form();
    next["title"] = plain("Sure?");
    answers(&mut socket, Some(json!({"response_action": "update", "view": next}))).await;
    let sheet = town.ana.awaits_modal("Sure?").await;
    assert_eq!(sheet.question("Question").expect("it is asked").value, "why?", "it is the same question");
    town.ana.submits(&[]).expect("it can be sent");
    next["title"] = plain("Really?");
    answers(&mut socket, Some(json!({"response_action": "push", "view": next}))).await;
    let sheet = town.ana.awaits_modal("Really?").await;
    assert_eq!(sheet.question("Question").expect("it is asked").value, "", "it is a view of its own");
    town.ana.closes();
    assert_eq!(town.ana.modal().expect("one lies below").title, "Sure?");
    assert_eq!(town.slack.violations(), []);
}

#[tokio::test]
async fn a_view_has_one_external_id_and_answers_to_it() {
    let town = town().await;
    let mut view = form();
    view["external_id"] = json!("ask-1");
    let open = async |who: &str| {
        let trigger = town.slack.trigger(who);
        town.bot.call("views.open", json!({"trigger_id": trigger, "view": view})).await
    };
    assert_eq!(open(town.ana.id()).await["view"]["external_id"], "ask-1");
    assert_eq!(open(town.ben.id()).await["error"], "duplicate_external_id");
    let mut other = view.clone();
    other["title"] = plain("Other");
    let update = json!({"external_id": "ask-1", "view": other});
    assert_eq!(town.bot.call("views.update", update).await["ok"], true);
    assert_eq!(town.ana.modal().expect("it is there").title, "Other");
}
