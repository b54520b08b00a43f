//! Questions: somebody asks, the right people are found, somebody answers, the asker says what helped.
//!
//! A question begins by a command ([`ask`]), by words to the bot ([`drafts`]), by a message in a place to which
//! nobody has replied ([`captured`]), or at somebody else's wish and with its author's consent ([`turned`]). Its asker
//! is shown what is known already; posted, it is one card
//! ([`card`]) whose thread takes the answers ([`answers`]). A few people who would know are asked directly, with
//! the reasons why ([`routing`]), and one of them takes it ([`claims`]); while nobody answers, it goes further by
//! working hours ([`escalation`]). What
//! becomes of it then is a story of its own ([`care`]). Everything asked and answered can be found again
//! ([`search`], [`index`]), and so can what people found out without us ([`keeping`], [`tips`]).

mod announced;
mod answers;
mod answers_store;
mod ask;
mod asked_store;
mod by;
mod captured;
mod card;
mod care;
mod claims;
mod command;
mod consent;
mod drafts;
mod drafts_store;
mod erasure;
mod escalation;
mod holdings;
mod home;
mod index;
mod keeping;
mod mirrors;
mod moderated;
mod news;
mod routing;
mod rules;
mod search;
mod signs;
mod specs;
mod store;
mod tips;
mod topics;
mod turned;
mod veiled;
mod wording;

use super::{CommandSpec, Edition, Feature, FormSpec, Holding, News, Shortcut, Update};
use crate::database::Tx;
use crate::engine::{Call, Change, Fact, Failure, Job, Turn};
use crate::knowledge::Knowledge;
use crate::language::{Catalogue, Language, echo};
use crate::people::Member;
use crate::places::Stage;
use async_trait::async_trait;
use stoa_chat::{Event, EventKind, Post, Timestamp};

/// The feature.
#[derive(Debug)]
pub struct Questions;

/// The feature's name in jobs, settings and catalogues.
const NAME: &str = "questions";

#[async_trait]
impl Feature for Questions {
    fn name(&self) -> &'static str {
        NAME
    }

    fn stage(&self) -> Stage {
        Stage::Questions
    }

    fn commands(&self) -> &'static [CommandSpec] {
        specs::COMMANDS
    }

    fn shortcuts(&self) -> &'static [Shortcut] {
        specs::SHORTCUTS
    }

    fn for_colleagues(&self) -> &'static [&'static str] {
        &["search", "question", "questions", "take", "me", "follow", "duplicate"]
    }

    fn catalogue(&self) -> &'static Catalogue {
        &wording::CATALOGUE
    }

    fn more_catalogues(&self) -> &'static [&'static Catalogue] {
        static MORE: [&Catalogue; 3] =
            [&care::wording::CATALOGUE, &keeping::wording::CATALOGUE, home::CATALOGUE];
        &MORE
    }

    fn forms(&self) -> &'static [FormSpec] {
        specs::FORMS
    }

    async fn command(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
        match call.verb {
            "ask" => ask::ask(turn, &ask::Asked::of(call)).await,
            "askme" => consent::askme(turn, call).await,
            "anyway" => drafts::anyway(turn, call).await,
            "solved" => drafts::solved(turn, call).await,
            "discard" => drafts::discard(turn, call).await,
            "keep" => keeping::keep(turn, call).await,
            "allow" => keeping::allow(turn, call).await,
            "refuse" => keeping::refuse(turn, call).await,
            "tip" => tips::tip(turn, call).await,
            "turn" => turned::turn_into_question(turn, call).await,
            "take" => claims::take(turn, call).await,
            "pass" => claims::pass(turn, call).await,
            "answer" => answers::answer_from_afar(turn, call).await,
            "accept" => answers::accept(turn, call).await,
            "unaccept" => answers::unaccept(turn, call).await,
            "withdraw" => ask::withdraw(turn, call).await,
            "search" => search::search(turn, call).await,
            "question" => search::question(turn, call).await,
            "questions" => search::questions(turn, call).await,
            _ => care::command(turn, call).await,
        }
    }

    async fn event(&self, turn: &mut Turn<'_>, event: &Event, by: Option<&Member>) -> Result<(), Failure> {
        match (&event.kind, by) {
            (EventKind::Said(message), Some(by)) => answers::heard(turn, message, by).await,
            (EventKind::Edited(message), Some(by)) => answers::edited(turn, message, by).await,
            (EventKind::Deleted { message, .. }, by) => answers::deleted(turn, message, by).await,
            (EventKind::ReactionAdded(reaction), Some(by)) => answers::reacted(turn, reaction, by).await,
            (EventKind::ReactionRemoved(reaction), Some(by)) => answers::unreacted(turn, reaction, by).await,
            _ => Ok(()),
        }
    }

    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        match fact {
            Fact::MembersJoined { from, into } => {
                topics::join_members(turn, *from, *into).await?;
                Ok(care::join_members(turn, *from, *into).await?)
            }
            Fact::MemberErased { member, names } => {
                // First, since what is told to others below quotes what others wrote.
                erasure::unname(turn, names).await?;
                captured::erase(turn, *member).await?;
                topics::erase(turn.tx(), *member).await?;
                keeping::erase(turn, *member, names).await?;
                care::erase_member(turn, *member).await?;
                erasure::erase(turn, *member).await
            }
            Fact::HelpDeclared { member, topics } => {
                Ok(topics::theirs_after_all(turn.tx(), *member, topics).await?)
            }
            Fact::PlaceChanged { place } => Ok(index::place_changed(turn, place).await?),
            Fact::AskedAnonymously(asked) => veiled::ask(turn, asked).await,
            Fact::RepliedAnonymously(reply) => veiled::reply(turn, reply).await,
            Fact::ActedAnonymously { thread, deed } => veiled::act(turn, thread, *deed).await,
            fact => moderated::follow(turn, fact).await,
        }
    }

    fn jobs(&self) -> &'static [&'static str] {
        &[
            drafts::POST,
            drafts::DROP,
            captured::OFFER,
            keeping::DROP,
            escalation::ESCALATE,
            claims::HAND_BACK,
            consent::SILENCE,
            care::WHICH_HELPED,
            care::REVIEW_SILENT,
            care::STILL_RIGHT,
        ]
    }

    async fn job(&self, turn: &mut Turn<'_>, job: &Job) -> Result<(), Failure> {
        if job.kind == consent::SILENCE {
            return consent::silence(turn, &job.subject).await;
        }
        let number: i64 = job.subject.parse().map_err(anyhow::Error::from)?;
        match job.kind.as_str() {
            drafts::POST => drafts::post_silent(turn, number).await,
            drafts::DROP => drafts::drop_silent(turn, number).await,
            captured::OFFER => captured::offer(turn, number).await,
            keeping::DROP => keeping::drop_silent(turn, number).await,
            escalation::ESCALATE => escalation::escalate(turn, number).await,
            claims::HAND_BACK => claims::hand_back(turn, number).await,
            care::WHICH_HELPED => care::ask_which_helped(turn, number).await,
            care::REVIEW_SILENT => care::nobody_read(turn, number).await,
            care::STILL_RIGHT => care::ask_still_right(turn, number).await,
            kind => Err(anyhow::anyhow!("questions plan no job {kind}").into()),
        }
    }

    fn holdings(&self) -> &'static [Holding] {
        holdings::HOLDINGS
    }

    async fn home(&self, turn: &mut Turn<'_>, member: &Member) -> anyhow::Result<Post> {
        home::part(turn, member).await
    }

    async fn news(&self, turn: &mut Turn<'_>, edition: &Edition) -> anyhow::Result<Vec<News>> {
        news::news(turn, edition).await
    }

    async fn sweep(&self, turn: &mut Turn<'_>, older_than: Timestamp) -> anyhow::Result<()> {
        drafts_store::forget_ended(turn.tx(), older_than).await?;
        captured::forget_replies(turn.tx(), older_than).await?;
        let tips = older_than.min(turn.now() - keeping::TIPS_REMEMBERED);
        keeping::forget_ended(turn.tx(), older_than, tips).await?;
        Ok(care::forget_posted(turn.tx(), older_than).await?)
    }

    async fn index_all(&self, tx: &mut Tx, knowledge: &mut Knowledge) -> anyhow::Result<()> {
        index::all(tx, knowledge).await
    }

    async fn index_one(&self, tx: &mut Tx, change: &Change) -> anyhow::Result<Option<Update>> {
        index::one(tx, change).await
    }
}

/// Reads a question by the word that names it, or refuses kindly; so it does with a hidden one.
async fn named_question(
    turn: &mut Turn<'_>,
    language: Language,
    word: &str,
) -> Result<store::Question, Failure> {
    let question = any_question(turn, language, word).await?;
    if question.hidden {
        return Err(Failure::refused(wording::question_hidden(language, question.number)));
    }
    Ok(question)
}

/// The same for one that may be hidden.
async fn any_question(
    turn: &mut Turn<'_>,
    language: Language,
    word: &str,
) -> Result<store::Question, Failure> {
    let word = command::first_word(word);
    let unknown = || Failure::refused(wording::refused_no_question(language, &echo(word)));
    let number = command::number(word, 'Q').ok_or_else(unknown)?;
    store::question(turn.tx(), number).await?.ok_or_else(unknown)
}

#[cfg(test)]
mod tests;
