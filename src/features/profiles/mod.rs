//! Profiles: who knows what, who wants to know what, and who looks after a topic.
//!
//! ```text
//! helps · learn · speaks · bio   ──▶ what people say of themselves ([`own`])
//! introduce                      ──▶ all of it at once, as a form where there are forms ([`specs`])
//! profile [@person]              ──▶ what is known of them, and what they earned ([`profile`])
//! who knows WORDS                ──▶ people, each with the reasons ([`who`])
//! topics · topic NAME            ──▶ what is asked about, and its advocates ([`topics`])
//! ```
//!
//! Where it is kept is known to [`crate::people`], since routing asks by it; what people earned is read from the
//! [`knowledge`](crate::knowledge), so that a profile never says anything else than what routing goes by.

mod holdings;
mod own;
mod profile;
mod specs;
#[cfg(test)]
mod tests;
mod topics;
mod who;
mod wording;

use super::{CommandSpec, Feature, FormSpec, Holding, Update};
use crate::database::{MemberId, Tx};
use crate::engine::{Call, Change, ChangeKind, Fact, Failure, Turn};
use crate::knowledge::{Knowledge, PersonId};
use crate::language::{Catalogue, Language, echo};
use crate::people::{self, Member, Written, written};
use crate::places::Stage;
use async_trait::async_trait;

/// The feature.
#[derive(Debug)]
pub struct Profiles;

/// The feature's name in settings and catalogues.
const NAME: &str = "profiles";
/// Where people wrote about themselves.
const BIO: Written = written!(text "member" in "profile", "bio");

#[async_trait]
impl Feature for Profiles {
    fn name(&self) -> &'static str {
        NAME
    }

    fn stage(&self) -> Stage {
        // Who knows what can be said before the first question is asked.
        Stage::Listen
    }

    fn commands(&self) -> &'static [CommandSpec] {
        specs::COMMANDS
    }

    fn for_colleagues(&self) -> &'static [&'static str] {
        &["profile", "who", "introduce", "helps", "learn", "speaks", "bio", "topics", "topic"]
    }

    fn catalogue(&self) -> &'static Catalogue {
        &wording::CATALOGUE
    }

    fn forms(&self) -> &'static [FormSpec] {
        specs::FORMS
    }

    async fn command(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
        match call.verb {
            "profile" => profile::profile(turn, call).await,
            "introduce" => own::introduce(turn, call).await,
            "helps" | "learn" | "speaks" | "bio" => own::say(turn, call).await,
            "who" => who::who(turn, call).await,
            "topics" => topics::topics(turn, call).await,
            "topic" => topics::topic(turn, call).await,
            verb => Err(anyhow::anyhow!("profiles have no command {verb}").into()),
        }
    }

    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        match fact {
            Fact::MembersJoined { from, into } => {
                people::join_topics(turn, *from, *into).await?;
                people::join_about(turn.tx(), *from, *into).await?;
            }
            Fact::MemberErased { member, names } => {
                people::forget_topics(turn, *member).await?;
                people::forget_about(turn.tx(), *member).await?;
                people::unname(turn, names, BIO).await?;
            }
            _ => {}
        }
        Ok(())
    }

    fn holdings(&self) -> &'static [Holding] {
        holdings::HOLDINGS
    }

    async fn index_all(&self, tx: &mut Tx, knowledge: &mut Knowledge) -> anyhow::Result<()> {
        for member in people::members_with_topics(tx).await? {
            declared(tx, member).await?.apply(knowledge);
        }
        Ok(())
    }

    async fn index_one(&self, tx: &mut Tx, change: &Change) -> anyhow::Result<Option<Update>> {
        match change.kind {
            ChangeKind::Declared => declared(tx, change.subject.parse()?).await.map(Some),
            ChangeKind::Document => Ok(None),
        }
    }
}

/// What a member declared, as the index takes it.
async fn declared(tx: &mut Tx, member: MemberId) -> anyhow::Result<Update> {
    let topics = people::topics_of(tx, member).await?;
    Ok(Update::Declare(PersonId(member.as_u128()), topics.declared()))
}

/// The member who is meant by `@word`, or a kind refusal.
async fn meant(turn: &mut Turn<'_>, call: &Call, word: &str) -> Result<Member, Failure> {
    let Some(id) = people::person_called(turn, &call.account.network, word).await? else {
        return Err(Failure::refused(wording::refused_nobody(call.by.language, &echo(word))));
    };
    let defaults = &turn.settings().people;
    Ok(Member::read(turn.tx(), id, defaults).await?)
}

/// Topics as people write them.
fn hashed(topics: &[String]) -> String {
    topics.iter().map(|topic| format!("#{topic}")).collect::<Vec<_>>().join(" ")
}

/// “one, two and three”.
fn joined(language: Language, parts: &[String]) -> String {
    crate::language::joined(parts, &wording::and(language))
}
