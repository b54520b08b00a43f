//! Consent: whether a member may be asked questions, how often, and on what. Only their own word gives it.

use crate::database::{MemberId, Tx};
use crate::engine::Turn;
use crate::on;

/// What a member has said about being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Nothing: nobody has asked them yet.
    Unasked,
    /// Nothing yet: their first question asked them too.
    Asked,
    /// They may be asked.
    Given,
    /// They may not.
    Never,
    /// Nothing, several times: they are left alone until they say something.
    Paused,
}

impl Word {
    const ALL: [Self; 5] = [Self::Unasked, Self::Asked, Self::Given, Self::Never, Self::Paused];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Unasked => "unasked",
            Self::Asked => "asked",
            Self::Given => "given",
            Self::Never => "never",
            Self::Paused => "paused",
        }
    }
}

/// Whether a member may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// What they said.
    pub word: Word,
    /// How many questions they take in seven days.
    pub a_week: u32,
    /// The only topics that they want to be asked about; with none, any.
    pub topics: Vec<String>,
    /// How many requests in a row they were silent to.
    pub silences: u32,
}

impl Consent {
    /// Whether they may be asked about a question on `topics`.
    pub fn allows(&self, topics: &[String]) -> bool {
        let fits = self.topics.is_empty() || self.topics.iter().any(|topic| topics.contains(topic));
        !matches!(self.word, Word::Never | Word::Paused) && fits
    }

    /// Whether a request has to ask for consent as well.
    pub fn is_open(&self) -> bool {
        matches!(self.word, Word::Unasked | Word::Asked)
    }
}

/// What `member` has said; with nothing said, the settings' number of questions a week.
///
/// # Errors
/// When the database fails.
pub async fn consent(turn: &mut Turn<'_>, member: MemberId) -> anyhow::Result<Consent> {
    const SQL: &str = "SELECT state, a_week, topics, silences FROM consent WHERE member = $1";
    let id = member.to_string();
    let row: Option<(String, i64, String, i64)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(&id).fetch_optional(c).await)?;
    let Some((state, a_week, topics, silences)) = row else {
        let a_week = turn.settings().questions.asks_a_week;
        return Ok(Consent { word: Word::Unasked, a_week, topics: Vec::new(), silences: 0 });
    };
    Ok(Consent {
        word: Word::ALL.into_iter().find(|word| word.as_str() == state).unwrap_or(Word::Never),
        a_week: u32::try_from(a_week)?,
        topics: serde_json::from_str(&topics)?,
        silences: u32::try_from(silences)?,
    })
}

/// Remembers what `member` has said.
///
/// # Errors
/// When the database fails.
pub async fn set_consent(tx: &mut Tx, member: MemberId, consent: &Consent) -> anyhow::Result<()> {
    const SQL: &str =
        "INSERT INTO consent (member, state, a_week, topics, silences) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (member) DO UPDATE SET state = excluded.state, a_week = excluded.a_week,
            topics = excluded.topics, silences = excluded.silences";
    let (id, topics) = (member.to_string(), serde_json::to_string(&consent.topics)?);
    on!(tx, |c| sqlx::query(SQL)
        .bind(&id)
        .bind(consent.word.as_str())
        .bind(i64::from(consent.a_week))
        .bind(&topics)
        .bind(i64::from(consent.silences))
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// A member has helped with a question that they were asked about: that is consent, unless they said *never*.
///
/// # Errors
/// When the database fails.
pub async fn helped(turn: &mut Turn<'_>, member: MemberId) -> anyhow::Result<()> {
    match consent(turn, member).await?.word {
        Word::Never => Ok(()),
        _ => volunteer(turn, member).await,
    }
}

/// A member has said, of their own accord, that they help: that is consent, whatever they said before.
///
/// # Errors
/// When the database fails.
pub async fn volunteer(turn: &mut Turn<'_>, member: MemberId) -> anyhow::Result<()> {
    let before = consent(turn, member).await?;
    let after = Consent { word: Word::Given, silences: 0, ..before.clone() };
    if before != after {
        set_consent(turn.tx(), member, &after).await?;
    }
    Ok(())
}

/// Two members are one: a *never* of either goes for both, else the word of `into` counts.
///
/// # Errors
/// When the database fails.
pub(super) async fn join(turn: &mut Turn<'_>, from: MemberId, into: MemberId) -> anyhow::Result<()> {
    const MOVE: &str = "INSERT INTO consent (member, state, a_week, topics, silences)
        SELECT $2, state, a_week, topics, silences FROM consent WHERE member = $1
        ON CONFLICT (member) DO UPDATE
        SET state = CASE WHEN excluded.state = 'never' THEN 'never' ELSE consent.state END";
    const FORGET: &str = "DELETE FROM consent WHERE member = $1";
    let (old, new) = (from.to_string(), into.to_string());
    on!(turn.tx(), |c| {
        sqlx::query(MOVE).bind(&old).bind(&new).execute(&mut *c).await?;
        sqlx::query(FORGET).bind(&old).execute(c).await.map(drop)
    })?;
    Ok(())
}
