//! Bots that were written with Slack's own libraries, which know nothing of the fake: what works for them here
//! would work for them there.
//!
//! `scripts/oracles` installs the libraries, and `STOA_ORACLES` says where. Without them these tests say that they
//! were skipped; in CI they fail.

use crate::bot::{Town, town_in};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use stoa_chat::Timestamp;
use stoa_fake_slack::{Endpoints, Route, Slack, jury};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// How long a bot may take to start and answer, in real time: long, since a busy machine is no failure.
const PATIENCE: Duration = Duration::from_mins(2);

/// Where Slack's own libraries are.
#[expect(clippy::disallowed_methods, reason = "where the oracles are is asked of the test")]
pub fn oracles() -> Option<PathBuf> {
    jury::oracles(|name| std::env::var_os(name))
}

/// A town whose clock shows what every clock shows, since the libraries look at theirs.
#[expect(
    clippy::disallowed_methods,
    reason = "the bots' libraries refuse signatures of another time than theirs"
)]
async fn town_of_today() -> Town {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("it is after 1970");
    let millis = i64::try_from(now.as_millis()).expect("it is long before the end of time");
    town_in(Slack::builder().at(Timestamp::from_millis(millis)).start().await)
}

/// Starts a bot.
fn start(town: &Town, folder: &Path, program: &str, script: &str, socket_mode: bool) -> Child {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../oracles");
    Command::new(program)
        .arg(scripts.join(script))
        .env("STOA_ORACLES", folder)
        .env("API_URL", town.slack.api_url())
        .env("BOT_TOKEN", town.slack.bot_token())
        .env("APP_TOKEN", town.slack.app_token())
        .env("SIGNING_SECRET", town.slack.signing_secret())
        .env("SOCKET_MODE", if socket_mode { "1" } else { "0" })
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the bot starts")
}

/// What the bots can do, whichever language and way they use.
async fn converse(town: &Town) {
    let (ana, ben, help) = (&town.ana, &town.ben, &town.help);
    ana.command(help, "/stoa", "once").expect("there is a command");
    let pong = ana.awaits("pong once").await;
    assert!(pong.private && ben.sees().is_empty());
    ana.says(help, "hello <everybody>");
    let card = ben.awaits("who takes it?").await;
    assert_eq!(card.words, format!("@{} asks: who takes it?", ana.id()));
    assert_eq!(card.buttons, ["Take it"]);
    ben.presses(help, &card.ts, "Take it").expect("there is a button");
    let taken = ana.awaits(&format!("take Q1 by {}", ben.id())).await;
    assert_eq!(taken.ts, card.ts);
    ana.command(help, "/ask", "").expect("there is a command");
    ana.awaits_modal("Ask").await;
    ana.submits(&[("Your question", "why")]).expect("the form can be sent");
    let problem = |sheet: stoa_fake_slack::Sheet| sheet.questions[0].problem.clone();
    let problem = town.slack.until(|_| ana.modal().and_then(problem)).await;
    assert_eq!(problem, "Say a little more");
    ana.submits(&[("Your question", "why is it dark?")]).expect("the form can be sent");
    ben.awaits("Asked: why is it dark?").await;
    town.slack.until(|_| ana.modal().is_none().then_some(())).await;
    ana.opens_home();
    let home = town.slack.until(|_| ana.home()).await;
    assert_eq!(home.words, "At home");
    town.slack.settled().await;
    assert_eq!(town.slack.violations(), []);
    assert_eq!(town.slack.notices(), []);
    assert!(town.slack.given_up().is_empty());
}

#[tokio::test]
async fn a_bot_in_bolt_for_python_works_over_a_socket() {
    let Some(folder) = oracles() else { return };
    let town = town_of_today().await;
    let python = folder.join("python/bin/python");
    let _bot = start(&town, &folder, &python.to_string_lossy(), "bolt_bot.py", true);
    let story = async {
        town.slack.sockets(1).await;
        converse(&town).await;
    };
    tokio::time::timeout(PATIENCE, story).await.unwrap_or_else(|_| stuck(&town));
}

#[tokio::test]
async fn a_bot_in_bolt_for_javascript_works_over_http() {
    let Some(folder) = oracles() else { return };
    let town = town_of_today().await;
    let mut bot = start(&town, &folder, "node", "bolt_bot.js", false);
    let story = async {
        let url = first_line(&mut bot).await;
        town.slack.verify_url(&url).await.expect("the bot proves that it listens");
        town.slack.route(Route::Http(Endpoints::all_at(&url)));
        converse(&town).await;
    };
    tokio::time::timeout(PATIENCE, story).await.unwrap_or_else(|_| stuck(&town));
}

#[tokio::test]
async fn a_bot_in_bolt_for_javascript_works_over_a_socket() {
    let Some(folder) = oracles() else { return };
    let town = town_of_today().await;
    let _bot = start(&town, &folder, "node", "bolt_bot.js", true);
    let story = async {
        town.slack.sockets(1).await;
        converse(&town).await;
    };
    tokio::time::timeout(PATIENCE, story).await.unwrap_or_else(|_| stuck(&town));
}

async fn first_line(bot: &mut Child) -> String {
    let output = bot.stdout.take().expect("the bot's output is read");
    let line = BufReader::new(output).lines().next_line().await.expect("the bot prints text");
    line.expect("the bot says where it listens")
}

/// Tells what there is to see when nothing happens any more.
fn stuck(town: &Town) {
    panic!(
        "nothing happens any more; calls: {:#?}, violations: {:#?}, notices: {:#?}",
        town.slack.calls(),
        town.slack.violations(),
        town.slack.notices()
    );
}
