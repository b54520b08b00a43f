//! A company on the homeserver, with the bot in its room.

use crate::bot::Bot;
use anyhow::{Context as _, anyhow, bail};
use std::sync::OnceLock;
use stoa_homeserver::{Homeserver, Life, NewRoom, People, Person, Rules, Sight, installed};

/// What this test is told from outside.
#[expect(clippy::disallowed_methods, reason = "a test is told by the environment what there is")]
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The one homeserver of this run; `None`, and said so, where none is installed. It ends with this process.
pub fn homeserver() -> anyhow::Result<Option<&'static Homeserver>> {
    static SERVER: OnceLock<Result<Homeserver, String>> = OnceLock::new();
    let Some(installed) = installed(environment) else { return Ok(None) };
    let server = SERVER.get_or_init(|| {
        Homeserver::start(&installed, Rules::default()).map_err(|error| format!("{error:#}"))
    });
    server.as_ref().map(Some).map_err(|error| anyhow!("{error}"))
}

/// Ana, Ben and Chen, and a room in which the bot is.
pub struct Office {
    pub people: People,
    pub bot: Bot,
    pub ana: Person,
    pub ben: Person,
    pub chen: Person,
    pub room: String,
}

impl Office {
    /// Everybody comes, and the bot begins to work; `more` is added to its section of the settings.
    pub async fn open(server: &Homeserver, encrypted: bool, more: &str) -> anyhow::Result<Self> {
        let people = People::at(server)?;
        let mut bot = Bot::hire(server, people.register("stoa").await?, more)?;
        let ana = people.arrive("ana", Life::Living).await?;
        let ben = people.arrive("ben", Life::Living).await?;
        let chen = people.arrive("chen", Life::Living).await?;
        bot.starts()?;
        let with = [ben.id(), chen.id(), bot.id()];
        let new = NewRoom { name: "help", encrypted, with: &with, ..NewRoom::default() };
        let room = ana.opens(new).await?;
        for who in with {
            ana.until_joined(&room, who).await.with_context(|| bot.log())?;
        }
        Ok(Self { people, bot, ana, ben, chen, room })
    }

    /// Opens somebody's direct conversation with the bot.
    pub async fn direct(&self, who: &Person, encrypted: bool) -> anyhow::Result<String> {
        let with = [self.bot.id()];
        let new = NewRoom { encrypted, direct: true, with: &with, ..NewRoom::default() };
        let room = who.opens(new).await?;
        who.until_joined(&room, self.bot.id()).await.with_context(|| self.bot.log())?;
        Ok(room)
    }

    /// Waits until somebody sees a message of the bot with all these words in it.
    pub async fn hears(&self, who: &Person, words: &[&str]) -> anyhow::Result<Sight> {
        let wanted = format!("{words:?}");
        let seen = who.until(&wanted, |sights| {
            let mut own = sights.iter().filter(|sight| sight.author == self.bot.id());
            own.find(|sight| words.iter().all(|word| sight.words.contains(word))).cloned()
        });
        // What is missing comes last: of a long output people see the end.
        match seen.await {
            Ok(seen) => Ok(seen),
            Err(error) => {
                let log = |_| self.bot.log();
                bail!("the bot's log:\n{}\n{error:#}", self.bot.story().await.unwrap_or_else(log))
            }
        }
    }

    /// The bot's messages that begin like this, as somebody sees them.
    pub fn cards(&self, who: &Person, beginning: &str) -> Vec<Sight> {
        let own = |sight: &Sight| sight.author == self.bot.id() && sight.words.starts_with(beginning);
        who.sees().into_iter().filter(own).collect()
    }
}
