//! What goes wrong on demand: lost answers, failing servers, hanging calls, limits, tokens.

use crate::bot::{Bot, request, town};
use serde_json::json;
use std::time::Duration;
use stoa_fake_slack::{Fault, Slack, Standing};

#[tokio::test]
async fn a_lost_answer_is_no_answer_but_the_message_stands() {
    let town = town().await;
    town.slack.fault("chat.postMessage", Fault::LoseAnswer { done_after: Duration::ZERO });
    let said =
        town.bot.answer("chat.postMessage", json!({"channel": town.help, "text": "into the dark"})).await;
    assert!(said.is_err(), "{said:?}");
    assert_eq!(town.ana.awaits("into the dark").await.author, town.slack.bot_user());
}

#[tokio::test]
async fn what_is_done_late_is_not_seen_before() {
    let town = town().await;
    town.slack.fault("*", Fault::LoseAnswer { done_after: Duration::from_secs(4) });
    let said = town.bot.answer("chat.postMessage", json!({"channel": town.help, "text": "later"})).await;
    assert!(said.is_err() && town.ana.sees().is_empty());
    town.slack.advance(Duration::from_secs(4));
    town.ana.awaits("later").await;
}

#[tokio::test]
async fn a_failing_server_may_have_done_it_or_not() {
    let town = town().await;
    for (done, seen) in [(false, 0), (true, 1)] {
        town.slack.fault("chat.postMessage", Fault::Fail { status: 503, done });
        let said = town.bot.answer("chat.postMessage", json!({"channel": town.help, "text": "maybe"})).await;
        assert_eq!(said.map(|answer| answer.status), Ok(503));
        assert_eq!(town.ana.sees().len(), seen);
    }
}

#[tokio::test]
async fn a_hanging_call_answers_when_it_is_released() {
    let town = town().await;
    town.slack.fault("chat.postMessage", Fault::Hang { done: true });
    let bot = Bot { slack: town.slack.clone() };
    let arguments = json!({"channel": town.help, "text": "slow"});
    let call = tokio::spawn(async move { bot.call("chat.postMessage", arguments).await });
    town.ana.awaits("slow").await;
    assert!(!call.is_finished());
    // It may not have begun to wait yet.
    while !call.is_finished() {
        town.slack.release();
        tokio::task::yield_now().await;
    }
    assert_eq!(call.await.expect("the call ends")["ok"], true);
}

#[tokio::test]
async fn a_channel_takes_a_burst_and_then_one_message_a_second() {
    let town = town().await;
    let post = json!({"channel": town.help, "text": "again"});
    let mut refused = None;
    for _ in 0..10 {
        let answer = town.bot.answer("chat.postMessage", post.clone()).await.expect("there is an answer");
        if answer.status == 429 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("ten at once are too many");
    assert_eq!((refused.retry_after.as_deref(), &refused.body["error"]), (Some("1"), &json!("ratelimited")));
    assert_eq!(town.slack.violations(), [], "to come too often is no violation");
    town.slack.advance(Duration::from_secs(1));
    assert_eq!(town.bot.call("chat.postMessage", post).await["ok"], true);
}

#[tokio::test]
async fn who_does_not_wait_as_told_is_noticed() {
    let town = town().await;
    town.slack.fault("users.list", Fault::RateLimit { seconds: 30 });
    let first = town.bot.answer("users.list", json!({})).await.expect("there is an answer");
    assert_eq!((first.status, first.retry_after.as_deref()), (429, Some("30")));
    town.slack.advance(Duration::from_secs(29));
    assert_eq!(town.bot.get("users.list", &[]).await["ok"], true);
    assert!(town.slack.violations().iter().any(|violation| violation.rule == "retry_after"));
}

#[tokio::test]
async fn a_token_is_needed_the_right_one_and_a_valid_one() {
    let town = town().await;
    let url = format!("{}/auth.test", town.slack.api_url());
    for (token, error) in [
        (None, "not_authed"),
        (Some("xoxb-nonsense".to_owned()), "invalid_auth"),
        (Some(town.slack.app_token()), "not_allowed_token_type"),
    ] {
        let headers: Vec<_> =
            token.map(|token| ("authorization", format!("Bearer {token}"))).into_iter().collect();
        let answer = request("POST", &url, &headers, Vec::new()).await.expect("there is an answer");
        assert_eq!(answer.body["error"], error);
    }
    assert_eq!(town.bot.call("auth.test", json!({})).await["user_id"], town.slack.bot_user());
    for (standing, error) in [(Standing::Revoked, "token_revoked"), (Standing::Removed, "account_inactive")] {
        town.slack.standing(standing);
        assert_eq!(town.bot.call("auth.test", json!({})).await["error"], error);
    }
}

#[tokio::test]
async fn some_of_a_thousand_calls_go_wrong_and_the_same_ones_each_time() {
    let mut lost = Vec::new();
    for _ in 0..2 {
        let town = town().await;
        town.slack.limit(false);
        town.slack.often("chat.postMessage", 300, Fault::LoseAnswer { done_after: Duration::ZERO });
        let mut fates = Vec::new();
        for number in 0..30 {
            let post = json!({"channel": town.help, "text": format!("number {number}")});
            fates.push(town.bot.answer("chat.postMessage", post).await.is_err());
        }
        lost.push(fates);
    }
    assert!(lost[0] == lost[1] && lost[0].contains(&true) && lost[0].contains(&false));
}

#[tokio::test]
async fn what_only_one_person_sees_may_not_arrive_and_does_not_stay() {
    let town = town().await;
    let whisper = json!({"channel": town.help, "user": town.ana.id(), "text": "psst"});
    town.slack.lose_whispers(1);
    for seen in [0, 1] {
        assert_eq!(town.bot.call("chat.postEphemeral", whisper.clone()).await["ok"], true);
        assert_eq!(town.ana.sees().len(), seen);
    }
    town.slack.reload(town.ana.id());
    assert!(town.ana.sees().is_empty());
}

#[tokio::test]
async fn late_calls_are_done_at_their_moments_however_far_the_clock_is_moved() {
    let town = town().await;
    for (number, after) in [(1, 3), (2, 1), (3, 2)] {
        town.slack.fault("chat.postMessage", Fault::LoseAnswer { done_after: Duration::from_secs(after) });
        let post = json!({"channel": town.help, "text": number.to_string()});
        assert!(town.bot.answer("chat.postMessage", post).await.is_err());
    }
    let start = town.slack.now();
    town.slack.advance(Duration::from_mins(1));
    let done: Vec<_> =
        town.ana.sees().into_iter().map(|sight| (sight.words, Slack::moment_of(&sight.ts))).collect();
    let at = |seconds| Some(start + Duration::from_secs(seconds));
    assert_eq!(done, [("2".to_owned(), at(1)), ("3".to_owned(), at(2)), ("1".to_owned(), at(3))]);
}
