//! The homeserver and its people by themselves: what the tests of Matrix rest on.

use anyhow::{Context as _, ensure};
use serde_json::{Value, json};
use stoa_homeserver::{Homeserver, Life, NewRoom, People, Rules, Viewer, installed};

/// What this test is told from outside.
#[expect(clippy::disallowed_methods, reason = "a test is told by the environment what there is")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn people_talk_in_an_encrypted_room() -> anyhow::Result<()> {
    let Some(installed) = installed(environment) else { return Ok(()) };
    let server = Homeserver::start(&installed, Rules::default())?;
    let people = People::at(&server)?;
    let ana = people.arrive("ana", Life::Living).await?;
    let ben = people.arrive("ben", Life::Looking).await?;
    let with = [ben.id()];
    let room =
        ana.opens(NewRoom { name: "help", encrypted: true, with: &with, ..NewRoom::default() }).await?;
    ben.look().await?;
    ensure!(ana.members(&room).await?.len() == 2, "who is invited joins");

    let said = ana.says(&room, "why is it slow?").await?;
    ben.look().await?;
    let seen = ben.sees().pop().context("a message")?;
    ensure!(seen.words == "why is it slow?" && seen.encrypted && seen.readable, "{seen:?}");
    let answer = ben.replies(&room, &said, "no index").await?;
    let mark = ana.reacts(&room, &answer, "✅").await?;
    ben.look().await?;
    let marked = ben.sees().pop().context("an answer")?;
    ensure!(marked.thread.as_deref() == Some(&*said) && marked.marks.len() == 1, "{marked:?}");
    ana.takes_back(&room, &mark).await?;
    ana.edits(&room, &said, "why is it so slow?").await?;
    ben.takes_back(&room, &answer).await?;
    let last = ana.until("the end", |seen| seen.iter().find(|sight| sight.redacted).cloned()).await?;
    ensure!(last.event_id == answer && last.marks.is_empty(), "{last:?}");
    let first = ana.sees().into_iter().find(|sight| sight.event_id == said).context("the question")?;
    ensure!(first.words == "why is it so slow?" && first.edits == 1, "{first:?}");

    // It forgets nothing when it is killed, and whoever lives finds it again.
    server.kill()?;
    server.start_again()?;
    ben.says(&room, "still there?").await?;
    ana.until("what came after", |seen| seen.iter().find(|sight| sight.words == "still there?").cloned())
        .await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_alerts_whom_it_names_and_old_ones_everybody_in_them() -> anyhow::Result<()> {
    let Some(installed) = installed(environment) else { return Ok(()) };
    let server = Homeserver::start(&installed, Rules { messages: None, timeline: Some(20) })?;
    let people = People::at(&server)?;
    let ana = people.arrive("ana", Life::Looking).await?;
    let room = ana.opens(NewRoom { name: "help", ..NewRoom::default() }).await?;
    let cases = [
        (json!({ "body": "@room look" }), vec!["@room"]),
        (json!({ "body": "@room look", "m.mentions": {} }), vec![]),
        (
            json!({ "body": "look", "m.mentions": { "room": true, "user_ids": ["@x:localhost"] } }),
            vec!["@x:localhost", "@room"],
        ),
    ];
    for (mut content, expected) in cases {
        content["msgtype"] = Value::from("m.text");
        let event = ana.puts(&room, content).await?;
        ana.look().await?;
        let seen = ana.sees().into_iter().find(|sight| sight.event_id == event).context("the message")?;
        ensure!(seen.alerts == expected, "{seen:?}");
    }
    Ok(())
}

/// The strict reader must be one: what nio writes from a device that nobody signed, it refuses.
#[tokio::test(flavor = "multi_thread")]
async fn the_viewer_refuses_what_an_unsigned_device_wrote() -> anyhow::Result<()> {
    let Some(installed) = installed(environment) else { return Ok(()) };
    let server = Homeserver::start(&installed, Rules::default())?;
    let people = People::at(&server)?;
    let ana = people.arrive("ana", Life::Living).await?;
    let account = people.register("vera").await?;
    let viewer = Viewer::start(&server, &account).await?;
    let with = [account.user_id.as_str()];
    let room =
        ana.opens(NewRoom { name: "help", encrypted: true, with: &with, ..NewRoom::default() }).await?;
    ana.until_joined(&room, &account.user_id).await?;
    let said = ana.says(&room, "trust me").await?;
    let reading = viewer
        .until("what Ana said", |seen| seen.iter().find(|reading| reading.event_id == said).cloned())
        .await?;
    ensure!(reading.refused.is_some(), "{reading:?}");
    Ok(())
}
