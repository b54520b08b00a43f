//! A make-believe Slack in a process of its own: prints one line of JSON that says how to reach it and who is in it,
//! and stays until its standard input ends. `slack [PEOPLE]` has so many of them in its one channel.

use serde_json::json;
use std::io::Write as _;
use stoa_chat::Timestamp;
use stoa_fake_slack::{NewChannel, NewPerson, Slack};
use tokio::io::{AsyncReadExt as _, stdin};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let people = std::env::args().nth(1).map_or(Ok(50), |typed| typed.parse::<usize>())?;
    #[expect(clippy::disallowed_methods, reason = "whoever talks to it looks at a clock that shows this")]
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
    let now = Timestamp::from_millis(i64::try_from(now.as_millis())?);
    let slack = Slack::builder().at(now).start().await;
    let people: Vec<_> = (0..people).map(|nth| slack.hire(NewPerson::named(&format!("p{nth}")))).collect();
    let ids: Vec<&str> = people.iter().map(stoa_fake_slack::Person::id).collect();
    let channel = slack.open_channel(NewChannel::public("general").with(&ids).with_bot());
    let told = json!({
        "api": slack.api_url(),
        "bot_token": slack.bot_token(),
        "signing_secret": slack.signing_secret(),
        "workspace": slack.team_id(),
        "bot_user": slack.bot_user(),
        "channel": channel,
        "people": ids,
        "now": now.millis() / 1_000,
    });
    writeln!(std::io::stdout(), "{told}")?;
    let mut ignored = Vec::new();
    stdin().read_to_end(&mut ignored).await?;
    Ok(())
}
