//! Bad weather: the homeserver is killed in mid-conversation, and one wants to be left alone most of the time.

use crate::office::{Office, environment};
use anyhow::ensure;
use stoa_homeserver::{Homeserver, Rules, installed};

/// Questions on each side of the storm.
const QUESTIONS: usize = 10;

#[expect(clippy::print_stdout, reason = "what was found is for people to read")]
#[tokio::test(flavor = "multi_thread")]
async fn a_homeserver_that_was_killed_loses_nothing_of_ours() -> anyhow::Result<()> {
    let Some(installed) = installed(environment) else { return Ok(()) };
    let server = Homeserver::start(&installed, Rules::default())?;
    let office = Office::open(&server, true, "").await?;
    for number in 0..QUESTIONS {
        office.ana.says(&office.room, &format!("!stoa ask where is box {number}?")).await?;
    }
    // In the middle of the answers.
    office.hears(&office.chen, &["where is box 2?"]).await?;
    server.kill()?;
    server.start_again()?;
    for number in QUESTIONS..2 * QUESTIONS {
        office.ana.says(&office.room, &format!("!stoa ask where is box {number}?")).await?;
    }
    in_order(&office, 2 * QUESTIONS, "where is box").await?;
    println!("{} questions around a homeserver's death: each answered once, in order", 2 * QUESTIONS);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "what was found is for people to read")]
#[tokio::test(flavor = "multi_thread")]
async fn a_homeserver_that_wants_patience_gets_it() -> anyhow::Result<()> {
    let Some(installed) = installed(environment) else { return Ok(()) };
    let server = Homeserver::start(&installed, Rules { messages: Some((2.0, 5)), timeline: None })?;
    let office = Office::open(&server, true, "reactions = false\n").await?;
    // People are held to the same pace, so all of them ask.
    for number in 0..2 * QUESTIONS {
        let who = [&office.ana, &office.ben, &office.chen][number % 3];
        who.says(&office.room, &format!("!stoa ask where is crate {number}?")).await?;
    }
    in_order(&office, 2 * QUESTIONS, "where is crate").await?;
    println!("{} questions at 2 messages a second: each answered once, in order", 2 * QUESTIONS);
    Ok(())
}

/// Every question has one card, and the cards stand in the order of the questions.
async fn in_order(office: &Office, count: usize, words: &str) -> anyhow::Result<()> {
    office.hears(&office.chen, &[&format!("{words} {}?", count - 1)]).await?;
    let cards = office.cards(&office.chen, "Q");
    let wanted: Vec<_> = (0..count).map(|number| format!("{words} {number}?")).collect();
    let right =
        cards.len() == count && cards.iter().zip(&wanted).all(|(card, words)| card.words.contains(words));
    let told = || (office.chen.transcript(&office.room), office.bot.log());
    ensure!(right, "lost, doubled or out of order:\n{0}\n\nthe bot's log:\n{1}", told().0, told().1);
    office.bot.has_done_everything().await
}
