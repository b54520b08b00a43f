//! Stages: a launch opens one thing after the other, so that people meet it in portions that they can take in.

use crate::database::Tx;
use crate::engine::{Fact, Turn};
use crate::on;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use stoa_chat::Timestamp;

/// How far the launch of a community has come. A stage holds all that came before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Stage {
    /// Stoa explains itself to whoever asks, and does nothing else.
    Listen,
    /// Questions are asked and answered.
    Questions,
    /// Help is recognised, and digests are sent.
    Thanks,
    /// Mentors and colleagues are introduced to each other.
    Mentoring,
    /// Everything that there is.
    All,
}

impl Stage {
    /// Every stage, in order.
    pub const EACH: [Self; 5] = [Self::Listen, Self::Questions, Self::Thanks, Self::Mentoring, Self::All];

    /// How the stage is written in settings, tables and commands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Listen => "listen",
            Self::Questions => "questions",
            Self::Thanks => "thanks",
            Self::Mentoring => "mentoring",
            Self::All => "all",
        }
    }

    /// The stage that follows; none after the last.
    pub fn next(self) -> Option<Self> {
        Self::EACH.into_iter().find(|stage| *stage > self)
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Stage {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let found = Self::EACH.into_iter().find(|stage| stage.word() == word);
        found
            .ok_or_else(|| format!("`{word}` is no stage: write listen, questions, thanks, mentoring or all"))
    }
}

impl TryFrom<String> for Stage {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        word.parse()
    }
}

impl From<Stage> for String {
    fn from(stage: Stage) -> Self {
        stage.word().to_owned()
    }
}

/// The row that says which stage it is.
const STAGE: &str = "stage";
/// The row that says when the community was launched.
const LAUNCHED: &str = "launched_at";

/// The stage now. The first turn of all begins the one that the settings name.
///
/// # Errors
/// When the database fails.
pub async fn stage(turn: &mut Turn<'_>) -> anyhow::Result<Stage> {
    if let Some(stage) = read(turn.tx(), STAGE).await?.and_then(|word| word.parse().ok()) {
        return Ok(stage);
    }
    let first = turn.settings().launch.stage;
    set_stage(turn, first).await?;
    Ok(first)
}

/// Begins a stage. The first one at which colleagues may ask is the launch.
///
/// # Errors
/// When the database fails.
pub async fn set_stage(turn: &mut Turn<'_>, stage: Stage) -> anyhow::Result<()> {
    let now = turn.now();
    write(turn.tx(), STAGE, stage.word()).await?;
    if stage >= Stage::Questions && launched_at(turn).await?.is_none() {
        write(turn.tx(), LAUNCHED, &now.millis().to_string()).await?;
    }
    turn.announce(Fact::StageBegan { stage });
    Ok(())
}

/// When colleagues could ask for the first time; `None` before that.
///
/// # Errors
/// When the database fails.
pub async fn launched_at(turn: &mut Turn<'_>) -> anyhow::Result<Option<Timestamp>> {
    let millis = read(turn.tx(), LAUNCHED).await?.and_then(|millis| millis.parse().ok());
    Ok(millis.map(Timestamp::from_millis))
}

async fn read(tx: &mut Tx, name: &str) -> sqlx::Result<Option<String>> {
    const SQL: &str = "SELECT value FROM setting WHERE name = $1";
    let row: Option<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(name).fetch_optional(c).await)?;
    Ok(row.map(|(value,)| value))
}

async fn write(tx: &mut Tx, name: &str, value: &str) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO setting (name, value) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    on!(tx, |c| sqlx::query(SQL).bind(name).bind(value).execute(c).await.map(drop))
}
