//! A feature for the engine's own tests: its commands do what a test wants to see done.
//!
//! What it did, it writes into a journal in the same transaction, so that a test can count what took effect.

use super::super::{Call, Fact, Failure, Job, Turn, Veiled, wording};
use crate::database::{Db, Tx, next_number};
use crate::features::{CommandSpec, Feature};
use crate::language::{Catalogue, Language};
use crate::on;
use crate::people::Member;
use crate::places::Stage;
use anyhow::{Context as _, bail};
use async_trait::async_trait;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use stoa_chat::{Event, EventKind, MessageRef, PlannedId, Post, Target, Text};

/// The feature. One for each test, since it can be told to fail.
#[derive(Debug, Default)]
pub(super) struct Probe {
    failures: AtomicU32,
}

impl Probe {
    /// A list of this one feature, and the feature itself.
    pub(super) fn alone() -> (&'static [&'static dyn Feature], &'static Self) {
        let probe: &'static Self = Box::leak(Box::default());
        (Box::leak(Box::new([probe as &dyn Feature])), probe)
    }

    /// Whatever is told to fail does so `times` times.
    pub(super) fn fails(&self, times: u32) {
        self.failures.store(times, Ordering::SeqCst);
    }

    fn may_fail(&self) -> bool {
        let less = |left: u32| left.checked_sub(1);
        self.failures.try_update(Ordering::SeqCst, Ordering::SeqCst, less).is_ok()
    }
}

/// What took effect, in order.
pub(super) async fn journal(db: &Db) -> Vec<String> {
    const SQL: &str = "SELECT name, value FROM setting ORDER BY name";
    let mut tx = db.begin_read().await.unwrap();
    let rows: Vec<(String, String)> = on!(&mut tx, |c| sqlx::query_as(SQL).fetch_all(c).await).unwrap();
    rows.into_iter().filter(|(name, _)| name.starts_with("journal ")).map(|(_, words)| words).collect()
}

async fn note(tx: &mut Tx, words: &str) -> sqlx::Result<()> {
    let name = format!("journal {:06}", next_number(tx, "journal").await?);
    set(tx, &name, words).await
}

pub(super) async fn get(tx: &mut Tx, name: &str) -> sqlx::Result<Option<String>> {
    const SQL: &str = "SELECT value FROM setting WHERE name = $1";
    let row: Option<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(name).fetch_optional(c).await)?;
    Ok(row.map(|(value,)| value))
}

async fn set(tx: &mut Tx, name: &str, value: &str) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO setting (name, value) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    on!(tx, |c| sqlx::query(SQL).bind(name).bind(value).execute(c).await.map(drop))
}

/// Adds one to a number by reading and then writing it, as careless code would.
pub(super) async fn add_one(tx: &mut Tx) -> anyhow::Result<()> {
    let sum: i64 = get(tx, "sum").await?.unwrap_or_default().parse().unwrap_or(0);
    set(tx, "sum", &(sum + 1).to_string()).await?;
    Ok(())
}

async fn card(turn: &mut Turn<'_>) -> anyhow::Result<PlannedId> {
    Ok(PlannedId(get(turn.tx(), "card").await?.context("no card yet")?))
}

/// Loses the connection between two statements, by having another one end it.
async fn break_connection(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let Db::Postgres(pool) = turn.db().clone() else { bail!("only a server can hang up") };
    let Tx::Postgres(tx) = turn.tx() else { bail!("only a server can hang up") };
    let (pid,): (i32,) = sqlx::query_as("SELECT pg_backend_pid()").fetch_one(&mut **tx).await?;
    sqlx::query("SELECT pg_terminate_backend($1)").bind(pid).execute(&pool).await?;
    loop {
        note(turn.tx(), "never seen").await?;
    }
}

const fn spec(verb: &'static str, needs_words: bool) -> CommandSpec {
    fn about(_: Language) -> String {
        String::new()
    }
    CommandSpec { verb, aliases: &[], usage: verb, example: verb, about, needs_words, on_buttons: false }
}

#[async_trait]
impl Feature for Probe {
    fn name(&self) -> &'static str {
        "probe"
    }

    fn stage(&self) -> Stage {
        Stage::Listen
    }

    fn commands(&self) -> &'static [CommandSpec] {
        const COMMANDS: &[CommandSpec] = &[
            spec("note", true),
            spec("say", true),
            spec("tell", true),
            spec("card", true),
            spec("edit", true),
            spec("reply", true),
            spec("fail", false),
            spec("panic", false),
            spec("refuse", false),
            spec("add", false),
            spec("break", false),
            spec("plan", true),
            spec("cancel", true),
            spec("announce", false),
            spec("count", true),
            spec("whisper", true),
        ];
        COMMANDS
    }

    fn catalogue(&self) -> &'static Catalogue {
        &wording::CATALOGUE
    }

    async fn command(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
        let (place, post) = (&call.place, Post::of(call.rest.clone()));
        let words = call.words();
        match call.verb {
            "note" => note(turn.tx(), &words).await?,
            "say" => drop(turn.say(place, None, post).await?),
            "tell" => drop(turn.reply(call, post).await?),
            "card" => {
                let card = turn.say(place, None, post).await?;
                set(turn.tx(), "card", &card.0).await?;
            }
            "edit" => {
                let card = card(turn).await?;
                turn.edit(card, post).await?;
            }
            "reply" => {
                let thread = Target::Planned(card(turn).await?);
                turn.say(place, Some(thread), post).await?;
            }
            "count" => {
                note(turn.tx(), "counting").await?;
                let people = turn.people_in(place, words.parse()?)?;
                note(turn.tx(), &format!("people {people:?}")).await?;
            }
            "add" => add_one(turn.tx()).await?,
            "announce" => turn.announce(Fact::AcceptanceUndone { answer: 7, at: turn.now() }),
            "plan" => {
                let (subject, minutes) = words.split_once(' ').context("plan SUBJECT MINUTES")?;
                let due = turn.now() + Duration::from_mins(minutes.parse()?);
                turn.plan_job("probe", "job", subject, due).await?;
            }
            "cancel" => turn.cancel_job("probe", "job", &words).await?,
            _ => {
                note(turn.tx(), &format!("{} {words}", call.verb)).await?;
                self.go_wrong(turn, call).await?;
            }
        }
        Ok(())
    }

    fn veiled(&self) -> &'static [&'static str] {
        &["whisper"]
    }

    async fn veiled_command(&self, turn: &mut Turn<'_>, act: &Veiled) -> Result<(), Failure> {
        note(turn.tx(), &format!("whisper {} to {}", act.words(), act.address)).await?;
        turn.answer_veiled(act, Post::of(act.rest.clone())).await?;
        if self.may_fail() {
            return Err(anyhow::anyhow!("it fails on purpose").into());
        }
        Ok(())
    }

    async fn event(&self, turn: &mut Turn<'_>, event: &Event, _by: Option<&Member>) -> Result<(), Failure> {
        match &event.kind {
            EventKind::Said(message) => {
                let (place, thread) = (&message.message.place, message.thread.clone());
                turn.say(place, thread.map(Target::Sent), Post::of(message.text.clone())).await?;
            }
            EventKind::Edited(message) => {
                note(turn.tx(), &format!("now {}", message.text.to_plain())).await?;
            }
            EventKind::Deleted { message, .. } => note(turn.tx(), &format!("gone {}", message.id)).await?,
            EventKind::ReactionAdded(reaction) => {
                let card = turn.sent_as(&reaction.message).await?;
                let ours =
                    if card.is_some() && card == self::card(turn).await.ok() { "card" } else { "other" };
                note(turn.tx(), &format!("+{} {ours}", reaction.emoji)).await?;
            }
            EventKind::ReactionRemoved(reaction) => note(turn.tx(), &format!("-{}", reaction.emoji)).await?,
            _ => {}
        }
        Ok(())
    }

    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        if let Fact::AcceptanceUndone { answer, .. } = fact {
            note(turn.tx(), &format!("undone A{answer}")).await?;
        }
        Ok(())
    }

    fn jobs(&self) -> &'static [&'static str] {
        &["job"]
    }

    async fn job(&self, turn: &mut Turn<'_>, job: &Job) -> Result<(), Failure> {
        note(turn.tx(), &format!("job {}", job.subject)).await?;
        if let Some(message) = job.subject.strip_prefix("on:") {
            let place = stoa_chat::PlaceRef::new(&turn.networks()[0], "#help");
            turn.sent_as(&MessageRef::new(&place, message)).await?;
        }
        if self.may_fail() {
            return Err(anyhow::anyhow!("it fails on purpose").into());
        }
        Ok(())
    }
}

impl Probe {
    /// The commands that can end badly, after they have changed something.
    async fn go_wrong(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
        match call.verb {
            "refuse" => Err(Failure::refused(Text::plain("not today"))),
            "fail" if self.may_fail() => Err(anyhow::anyhow!("it fails on purpose").into()),
            "panic" if self.may_fail() => panic!("it panics on purpose over {}", call.words()),
            "break" if self.may_fail() => Ok(break_connection(turn).await?),
            _ => Ok(()),
        }
    }
}
