//! Asking without a name: a preview that says who could still find out, and then everything that a question has.
//!
//! ```text
//! anon [#place] [#topic …] question ─▶ draft N3, shown to its author alone ─▶ anon post N3 ─▶ Q17, asked by OP
//! anonreply Q17 words               ─▶ the same                                           ─▶ under Q17, by OP or R1
//! anon accept A31, anon close Q17, anon mine …
//! ```
//!
//! No feature gets to know who acts here: commands come [`veiled`](crate::features::Feature::veiled), and what is
//! kept is about threads ([`store`]), each with a return address in the [`vault`](crate::vault) until it closes
//! ([`closing`]). The questions post what is asked and live its whole life; they hear of it, and tell of it, by facts.
//! Words lose the traces of devices first ([`traces`]). What names somebody, or stands in a place that wants that, is
//! read by a moderator before anybody else ([`approval`]); a moderator decides about words, never about people, and a
//! second confirmed hiding pauses whoever it was without telling who that is. There is no way to find out.

mod acts;
mod approval;
mod closing;
mod draft;
mod grammar;
mod known;
mod posting;
mod reply;
mod settings;
mod specs;
mod store;
#[cfg(test)]
mod tests;
mod traces;
mod wording;

pub use settings::AnonymousSettings;

use super::{CommandSpec, Feature, FormSpec, Shortcut};
use crate::database::Tx;
use crate::engine::{Call, Fact, Failure, Job, Turn, Veiled};
use crate::language::Catalogue;
use crate::people::{self, Written, written};
use crate::places::Stage;
use crate::posts;
use crate::vault::ThreadId;
use async_trait::async_trait;
use grammar::Wish;
use std::collections::BTreeSet;
use stoa_chat::{Post, Target, Timestamp};

/// The feature.
#[derive(Debug)]
pub struct Anonymous;

/// The feature's name in jobs, settings and catalogues.
const NAME: &str = "anonymous";

/// What waits to be posted.
const WORDS: Written = written!(text "thread" in "anonymous_thread", "body", json);

#[async_trait]
impl Feature for Anonymous {
    fn name(&self) -> &'static str {
        NAME
    }

    fn stage(&self) -> Stage {
        Stage::Questions
    }

    fn commands(&self) -> &'static [CommandSpec] {
        specs::COMMANDS
    }

    fn veiled(&self) -> &'static [&'static str] {
        &["anon", "anonreply"]
    }

    fn shortcuts(&self) -> &'static [Shortcut] {
        specs::SHORTCUTS
    }

    fn forms(&self) -> &'static [FormSpec] {
        specs::FORMS
    }

    fn catalogue(&self) -> &'static Catalogue {
        &wording::CATALOGUE
    }

    /// Commands that others could read, and those of moderators.
    async fn command(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
        match call.verb {
            "approve" => approval::approve(turn, call).await,
            "reject" => approval::reject(turn, call).await,
            _ => typed_openly(turn, call).await,
        }
    }

    async fn veiled_command(&self, turn: &mut Turn<'_>, act: &Veiled) -> Result<(), Failure> {
        if act.verb == "anonreply" {
            return reply::reply(turn, act).await;
        }
        if act.picked.is_some() {
            return reply::offer(turn, act).await;
        }
        match grammar::wish(&act.words()) {
            Wish::Ask => draft::ask(turn, act).await,
            Wish::Mine => acts::mine(turn, act).await,
            Wish::Post { draft, later } => posting::post(turn, act, draft, later).await,
            Wish::Discard(draft) => posting::discard(turn, act, draft).await,
            Wish::Close(question) => acts::close(turn, act, question).await,
            Wish::Deed(deed) => acts::deed(turn, act, deed).await,
        }
    }

    async fn threads(&self, tx: &mut Tx, since: Timestamp) -> anyhow::Result<BTreeSet<ThreadId>> {
        Ok(store::known(tx, since).await?)
    }

    async fn sweep(&self, turn: &mut Turn<'_>, older_than: Timestamp) -> anyhow::Result<()> {
        Ok(store::forget_drafts(turn.tx(), older_than).await?)
    }

    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        match fact {
            Fact::PostedAnonymously { thread, post } => posting::posted(turn, thread, *post).await,
            Fact::MovedAnonymously { thread, solved } => closing::moved(turn, thread, *solved).await,
            Fact::PostHidden { post } => acts::hidden(turn, *post, true).await,
            Fact::PostShown { post } => acts::hidden(turn, *post, false).await,
            Fact::MemberErased { names, .. } => {
                // Whoever is behind a thread is not looked for; whom it names is left out.
                people::unname(turn, names, WORDS).await?;
                Ok(())
            }
            Fact::HidingConfirmed { post } => {
                let post = posts::find(turn.tx(), *post).await?;
                if let Some(thread) = post.and_then(|post| post.veil) {
                    turn.plan_strike(&thread).await?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn jobs(&self) -> &'static [&'static str] {
        &[posting::POST_LATER, posting::DROP, closing::CLOSE]
    }

    async fn job(&self, turn: &mut Turn<'_>, job: &Job) -> Result<(), Failure> {
        let thread = ThreadId::new(&job.subject);
        match job.kind.as_str() {
            posting::POST_LATER => posting::post_later(turn, &thread).await,
            posting::DROP => posting::drop_silent(turn, &thread).await,
            closing::CLOSE => closing::lapse(turn, &thread).await,
            kind => Err(anyhow::anyhow!("nobody plans a job {kind} here").into()),
        }
    }
}

/// Somebody typed `anon` where others read it, or nothing is sealed here: nothing is posted, and they are told.
async fn typed_openly(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let Some(message) = call.message.clone().filter(|_| !call.direct) else {
        return Err(Failure::refused(wording::refused_no_vault(language)));
    };
    turn.delete(Target::Sent(message)).await?;
    turn.reply(call, Post::of(wording::was_visible(language))).await?;
    Ok(())
}
