//! Stopped and started, killed and started: the bot stays who it is, and does everything once.

use crate::office::{Office, homeserver};
use anyhow::ensure;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha12Rng;
use std::time::Duration;
use stoa::engine::{Clock as _, SystemClock};
use stoa_homeserver::Person;

/// How often it is killed after something was said and before that is committed.
const KILLS: usize = 50;
/// How often it is killed at most until that was so.
const MOST_KILLS: usize = 150;
/// How long after a question it dies at most, in milliseconds: about as long as the work on one takes.
const LONGEST: u64 = 90;
/// The same for the next death after one that came too late: on a quick machine the commit comes sooner.
const SHORTER: u64 = 40;
/// And at least: the question has to arrive.
const SHORTEST: u64 = 10;
/// The acknowledged events of a Matrix network.
const ACCEPTED: &str = "SELECT COUNT(*) FROM inbox_key";

async fn devices(person: &Person, of: &str) -> anyhow::Result<Vec<String>> {
    let path = ["_matrix", "client", "v3", "keys", "query"];
    let told = person.call("POST", &path, serde_json::json!({ "device_keys": { of: [] } })).await?;
    Ok(told["device_keys"][of].as_object().into_iter().flat_map(|devices| devices.keys().cloned()).collect())
}

#[expect(clippy::print_stdout, reason = "what was found is for people to read")]
#[tokio::test(flavor = "multi_thread")]
async fn after_a_restart_it_is_the_same_and_answers_nothing_old() -> anyhow::Result<()> {
    let Some(server) = homeserver()? else { return Ok(()) };
    let mut office = Office::open(server, true, "").await?;
    office.ana.says(&office.room, "!stoa ask Where is the stapler?").await?;
    office.hears(&office.chen, &["Q1", "stapler"]).await?;
    let before = devices(&office.ana, office.bot.id()).await?;
    let seen = office.cards(&office.chen, "").len();

    office.bot.stops()?;
    // Said while it is away, under keys that it was sent meanwhile.
    office.ben.says(&office.room, "!stoa ask Where is the hole punch?").await?;
    office.bot.starts()?;
    office.hears(&office.chen, &["Q2", "hole punch"]).await?;
    office.chen.says(&office.room, "!stoa ask Where is the glue?").await?;
    office.hears(&office.chen, &["Q3", "glue"]).await?;

    let after = devices(&office.ana, office.bot.id()).await?;
    let answered = office.cards(&office.chen, "").len() - seen;
    println!(
        "devices before {before:?} and after {after:?}; {answered} messages for 2 new questions, 0 for old ones"
    );
    ensure!(before == after && before.len() == 1, "it has one device, and keeps it: {before:?}, {after:?}");
    ensure!(
        answered == 2,
        "what was said before is answered again:\n{}",
        office.chen.transcript(&office.room)
    );
    office.bot.has_done_everything().await
}

/// What was said in a room before the bot came is nobody's business.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_before_it_came_is_history() -> anyhow::Result<()> {
    let Some(server) = homeserver()? else { return Ok(()) };
    let office = Office::open(server, false, "").await?;
    let with = [office.ben.id()];
    let new = stoa_homeserver::NewRoom { name: "old", with: &with, ..stoa_homeserver::NewRoom::default() };
    let old = office.ana.opens(new).await?;
    office.ana.says(&old, "!stoa ask Who remembers the old building?").await?;
    office.ana.invites(&old, office.bot.id()).await?;
    office.ana.until_joined(&old, office.bot.id()).await?;
    office.ana.says(&old, "!stoa ask Who knows the new building?").await?;
    office.hears(&office.ana, &["Q1", "new building"]).await?;
    let cards = office.cards(&office.ana, "Q");
    ensure!(cards.len() == 1, "only what is new is answered:\n{}", office.ana.transcript(&old));
    Ok(())
}

#[expect(clippy::print_stdout, reason = "what was found is for people to read")]
#[tokio::test(flavor = "multi_thread")]
async fn killed_fifty_times_it_answers_every_question_once() -> anyhow::Result<()> {
    let Some(server) = homeserver()? else { return Ok(()) };
    let mut office = Office::open(server, true, "").await?;
    let (clock, mut rng) = (SystemClock::default(), ChaCha12Rng::seed_from_u64(50));
    let (mut before_commit, mut before_answer) = (0, 0);
    let (mut kills, mut longest) = (0, LONGEST);
    while before_commit < KILLS && kills < MOST_KILLS {
        let number = kills;
        kills += 1;
        let accepted = office.bot.number(ACCEPTED).await?;
        office.ana.says(&office.room, &format!("!stoa ask {}", question(number))).await?;
        clock.wait(Duration::from_millis(rng.random_range(SHORTEST..longest))).await;
        office.bot.dies()?;
        if office.bot.number(ACCEPTED).await? == accepted {
            before_commit += 1;
            longest = LONGEST;
        } else {
            before_answer += usize::from(office.bot.number("SELECT COUNT(*) FROM inbox").await? > 0);
            longest = SHORTER;
        }
        office.bot.starts()?;
        // Every life answers before it ends, so that the next death finds it at work.
        office.hears(&office.chen, &[&question(number)]).await?;
    }
    let answered = |number: &usize| {
        let cards = office.cards(&office.chen, "Q");
        cards.iter().filter(|card| card.words.contains(&question(*number))).count()
    };
    let counts: Vec<_> = (0..kills).map(|number| answered(&number)).collect();
    let (lost, doubled) =
        (counts.iter().filter(|n| **n == 0).count(), counts.iter().filter(|n| **n > 1).count());
    let summary = format!(
        "{kills} kills: {before_commit} before the commit, {before_answer} more before the answer; \
         {} questions: {lost} unanswered, {doubled} answered twice",
        counts.len()
    );
    println!("{summary}");
    ensure!(lost + doubled == 0, "{}\n{summary}", office.chen.transcript(&office.room));
    ensure!(before_commit == KILLS, "too few deaths before the commit to prove anything");
    office.bot.has_done_everything().await
}

/// Words that have nothing in common with those of another number, so that no known answer comes near.
fn question(number: usize) -> String {
    const THINGS: [&str; 10] =
        ["lamp", "chair", "kettle", "router", "carpet", "ladder", "mirror", "printer", "window", "banner"];
    const DEEDS: [&str; 15] = [
        "repairs", "paints", "orders", "moves", "cleans", "counts", "borrows", "measures", "insures",
        "sells", "lends", "weighs", "hides", "guards", "returns",
    ];
    let (deed, thing) = (number / THINGS.len() % DEEDS.len(), number % THINGS.len());
    format!("who {} the {} number {number}?", DEEDS[deed], THINGS[thing])
}

/// A form is a dialogue here. What it asked before a restart is answered after it, and never taken for something to post.
#[tokio::test(flavor = "multi_thread")]
async fn a_dialogue_goes_on_after_a_restart() -> anyhow::Result<()> {
    let Some(server) = homeserver()? else { return Ok(()) };
    let mut office = Office::open(server, true, "").await?;
    let direct = office.direct(&office.chen, true).await?;
    office.chen.says(&direct, "ask").await?;
    office.hears(&office.chen, &["1/"]).await?;

    office.bot.stops()?;
    office.chen.says(&direct, "Where is the stapler?").await?;
    office.bot.starts()?;
    office.hears(&office.chen, &["2/"]).await?;
    office.chen.says(&direct, "cancel").await?;
    office.hears(&office.chen, &["Stopped", "Nothing was sent"]).await?;
    let posted = office.bot.number("SELECT COUNT(*) FROM question").await?;
    ensure!(posted == 0, "an answer was posted:\n{}", office.chen.transcript(&direct));
    office.bot.has_done_everything().await
}
