//! A burst while nobody listens, on a homeserver that tells 20 messages of a room at a time.

use crate::office::{Office, environment};
use anyhow::ensure;
use stoa_homeserver::{Homeserver, Rules, installed};

/// How many messages.
const MESSAGES: usize = 500;
/// The names of everything that was ever taken in.
const NAMES: &str = "SELECT COUNT(*) FROM inbox_key";
/// Every so many a question.
const EVERY: usize = 25;

#[expect(clippy::print_stdout, reason = "what was found is for people to read")]
#[tokio::test(flavor = "multi_thread")]
async fn everything_that_was_said_while_it_was_down_is_heard_once() -> anyhow::Result<()> {
    let Some(installed) = installed(environment) else { return Ok(()) };
    let server = Homeserver::start(&installed, Rules { timeline: Some(20), messages: None })?;
    let mut office = Office::open(&server, true, "").await?;
    // Whoever speaks for the first time in a life of the bot is introduced, which is an event too: here they do.
    for who in [&office.ana, &office.ben, &office.chen] {
        who.says(&office.room, "good morning").await?;
    }
    office.ana.says(&office.room, "!stoa ask Is anybody there?").await?;
    office.hears(&office.chen, &["Q1"]).await?;
    office.bot.stops()?;
    let before = office.bot.number(NAMES).await?;
    for number in 0..MESSAGES {
        let asks = number % EVERY == 0;
        let words =
            if asks { format!("!stoa ask who has item {number}?") } else { format!("chatter {number}") };
        let who = [&office.ana, &office.ben, &office.chen][number % 3];
        who.says(&office.room, &words).await?;
    }
    office.bot.starts()?;
    let last = format!("who has item {}?", MESSAGES - EVERY);
    office.hears(&office.chen, &[&last]).await?;
    // Every message has two names, its event's and its own; everybody who spoke was introduced once more.
    let heard = (office.bot.number(NAMES).await? - before - 3) / 2;
    let cards = office.cards(&office.chen, "Q").len() - 1;
    println!(
        "{MESSAGES} messages while it was down: {heard} in the inbox, {cards} of {} questions answered",
        MESSAGES / EVERY
    );
    ensure!(usize::try_from(heard)? == MESSAGES, "{heard} of {MESSAGES} messages were taken in");
    ensure!(cards == MESSAGES / EVERY, "{}", office.chen.transcript(&office.room));
    office.bot.has_done_everything().await
}
