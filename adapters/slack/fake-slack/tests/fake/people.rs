//! People who join, change, leave and come from elsewhere, and the app that is removed.

use crate::bot::{Socket, town, town_in};
use serde_json::{Value, json};
use std::time::Duration;
use stoa_fake_slack::{NewChannel, NewPerson, Slack};

async fn event(socket: &mut Socket) -> Value {
    socket.hears().await["payload"]["event"].clone()
}

#[tokio::test]
async fn what_changes_about_a_person_is_told() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    town.ana.sets_status(":palm_tree:", "away");
    let told = event(&mut socket).await;
    assert_eq!(
        (&told["type"], &told["user"]["profile"]["status_emoji"]),
        (&json!("user_change"), &json!(":palm_tree:"))
    );
    town.ana.moves_to(chrono_tz::Asia::Tokyo);
    assert_eq!(event(&mut socket).await["user"]["tz_offset"], 9 * 3_600);
    town.ana.is_called("Ana Tanaka");
    assert_eq!(event(&mut socket).await["user"]["profile"]["real_name"], "Ana Tanaka");
    town.ben.is_deactivated();
    let told = event(&mut socket).await;
    assert!(told["user"]["deleted"] == true && told["user"].get("tz").is_none());
    let opened = town.bot.call("conversations.open", json!({"users": town.ben.id()})).await;
    assert_eq!(opened["error"], "user_disabled");
}

#[tokio::test]
async fn the_clock_of_a_zone_follows_the_seasons() {
    let town = town().await;
    let offset =
        async || town.bot.get("users.info", &[("user", town.ana.id())]).await["user"]["tz_offset"].clone();
    assert_eq!(offset().await, 3_600);
    town.slack.advance(Duration::from_hours(24 * 60));
    assert_eq!(offset().await, 7_200);
}

#[tokio::test]
async fn who_comes_and_goes_is_told_where_the_bot_is() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    let eve = town.slack.welcome(NewPerson::named("eve").guest().locale("de-DE"));
    let told = event(&mut socket).await;
    assert_eq!((&told["type"], &told["user"]["is_restricted"]), (&json!("team_join"), &json!(true)));
    assert_eq!(told["user"]["locale"], "de-DE");
    eve.joins(&town.help);
    assert_eq!(event(&mut socket).await["type"], "member_joined_channel");
    eve.leaves(&town.help);
    assert_eq!(event(&mut socket).await["user"], eve.id());
    town.ana.removes(&town.help, &town.slack.bot_user());
    assert_eq!(event(&mut socket).await["user"], town.slack.bot_user());
    town.ana.says(&town.help, "it hears nothing any more");
    town.ana.invites(&town.help, &town.slack.bot_user());
    let told = event(&mut socket).await;
    assert_eq!((&told["type"], &told["inviter"]), (&json!("member_joined_channel"), &json!(town.ana.id())));
}

#[tokio::test]
async fn a_stranger_is_known_by_another_workspace() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    let stranger = town.slack.hire(NewPerson::named("sam").stranger_from("T0ELSEWHERE"));
    let shared =
        town.slack.open_channel(NewChannel::public("shared").with(&[stranger.id()]).with_bot().shared());
    stranger.says(&shared, "hello");
    let payload = socket.hears().await["payload"].clone();
    assert_eq!(
        (&payload["event"]["team"], &payload["is_ext_shared_channel"]),
        (&json!("T0ELSEWHERE"), &json!(true))
    );
    let told = town.bot.get("users.info", &[("user", stranger.id())]).await;
    assert_eq!(
        (&told["user"]["is_stranger"], &told["user"]["team_id"]),
        (&json!(true), &json!("T0ELSEWHERE"))
    );
    let listed = town.bot.get("users.list", &[]).await;
    assert_eq!(listed["members"].as_array().map(Vec::len), Some(3), "he is no member");
}

#[tokio::test]
async fn an_enterprise_is_told_of_everywhere() {
    let slack = Slack::builder().enterprise("E0GRID00001", "Grid").org_install().start().await;
    let town = town_in(slack);
    let mut socket = town.bot.connect().await;
    town.ana.says(&town.help, "hello");
    let payload = socket.hears().await["payload"].clone();
    let installed = &payload["authorizations"][0];
    assert_eq!((&payload["enterprise_id"], &installed["team_id"]), (&json!("E0GRID00001"), &Value::Null));
    assert_eq!(installed["is_enterprise_install"], true);
    town.ana.command(&town.help, "/stoa", "").expect("there is a command");
    assert_eq!(socket.hears().await["payload"]["enterprise_name"], "Grid");
    assert_eq!(town.bot.call("auth.test", json!({})).await["enterprise_id"], "E0GRID00001");
}

#[tokio::test]
async fn the_app_that_is_removed_hears_of_it_and_can_do_nothing_more() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    town.slack.revoke_tokens();
    let told = event(&mut socket).await;
    assert_eq!(
        (&told["type"], &told["tokens"]["bot"][0]),
        (&json!("tokens_revoked"), &json!(town.slack.bot_user()))
    );
    assert_eq!(town.bot.call("auth.test", json!({})).await["error"], "token_revoked");
    town.slack.uninstall();
    assert_eq!(event(&mut socket).await["type"], "app_uninstalled");
    assert_eq!(town.bot.call("auth.test", json!({})).await["error"], "account_inactive");
}
