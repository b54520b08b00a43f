//! Mentoring: whoever wants to learn finds somebody who likes to teach, and both are told why.
//!
//! ```text
//! mentor offer · seek ──▶ in the search ([`own`]) ──▶ a round ([`rounds`]) ──▶ a proposal to both
//!         proposal    ──▶ agreed by both · declined · no answer in time ([`proposals`])
//!         pair        ──▶ three free slots · “did you meet?” · an end with stars ([`pairs`])
//! ```
//!
//! A round is one optimum over everybody ([`crate::matching`]); what one of the two has agreed to is never moved.
//! Whom somebody avoids is told to nobody, nor can it be seen from what is told.

mod calendar;
mod erasure;
mod holdings;
mod own;
mod pairs;
mod pairs_store;
mod pool;
mod proposals;
mod rounds;
mod settings;
mod store;
#[cfg(test)]
mod tests;
mod wording;

pub use pool::rehearse;
pub use settings::{MentoringSettings, ProgrammeSettings};

use super::{CommandSpec, Feature, Holding};
use crate::database::MemberId;
use crate::engine::{Call, Fact, Failure, Job, Turn};
use crate::language::{Catalogue, echo};
use crate::people::{self, Member, Written, written};
use crate::places::Stage;
use async_trait::async_trait;

/// The feature.
#[derive(Debug)]
pub struct Mentoring;

/// The feature's name in settings, jobs and catalogues.
const NAME: &str = "mentoring";
/// Where mentees wrote what they hope for.
const NOTE: Written = written!(text "member" in "mentee", "note");

const COMMANDS: &[CommandSpec] = &[CommandSpec {
    verb: "mentor",
    aliases: &["mentoring"],
    usage: "mentor [offer | seek | wish | avoid | pause | stop | accept | decline | met | slot | rate | change | end | pairs] …",
    example: "mentor seek #terraform I want to write modules",
    about: wording::about_mentor,
    needs_words: false,
    on_buttons: false,
}];

#[async_trait]
impl Feature for Mentoring {
    fn name(&self) -> &'static str {
        NAME
    }

    fn stage(&self) -> Stage {
        Stage::Mentoring
    }

    fn commands(&self) -> &'static [CommandSpec] {
        COMMANDS
    }

    fn for_colleagues(&self) -> &'static [&'static str] {
        &["mentor"]
    }

    fn catalogue(&self) -> &'static Catalogue {
        &wording::CATALOGUE
    }

    async fn command(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
        let words = call.words();
        let (what, rest) = words.split_once(char::is_whitespace).unwrap_or((&words, ""));
        let rest = rest.trim();
        match what.to_lowercase().as_str() {
            "" => own::standing(turn, call).await,
            "offer" => own::offer(turn, call, rest).await,
            "seek" | "me" => own::seek(turn, call, rest).await,
            "wish" => own::wish(turn, call, rest).await,
            "avoid" => own::avoid(turn, call, rest).await,
            "pause" => own::pause(turn, call, rest).await,
            "stop" => own::stop(turn, call).await,
            "accept" => proposals::accept(turn, call, rest).await,
            "decline" => proposals::decline(turn, call, rest).await,
            "met" => pairs::met(turn, call, rest).await,
            "slot" => pairs::slot(turn, call, rest).await,
            "rate" => pairs::rate(turn, call, rest).await,
            "change" => pairs::change(turn, call, rest).await,
            "end" => pairs::end(turn, call, rest).await,
            "pairs" => pairs::list(turn, call).await,
            word => Err(Failure::refused(wording::refused_word(call.by.language, &echo(word)))),
        }
    }

    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        match fact {
            Fact::MembersJoined { from, into } => erasure::join(turn.tx(), *from, *into).await?,
            Fact::MemberErased { member, names } => {
                proposals::forget(turn, *member).await?;
                erasure::forget(turn.tx(), *member).await?;
                people::unname(turn, names, NOTE).await?;
            }
            _ => {}
        }
        Ok(())
    }

    fn jobs(&self) -> &'static [&'static str] {
        &[rounds::ROUND, proposals::LAPSE, pairs::CHECKIN, pairs::END]
    }

    async fn job(&self, turn: &mut Turn<'_>, job: &Job) -> Result<(), Failure> {
        match job.kind.as_str() {
            rounds::ROUND => Ok(rounds::round(turn, &job.subject).await?),
            proposals::LAPSE => Ok(proposals::lapse(turn, job.subject.parse()?).await?),
            pairs::CHECKIN => Ok(pairs::check_in(turn, job.subject.parse()?).await?),
            pairs::END => Ok(pairs::finish(turn, job.subject.parse()?).await?),
            kind => Err(anyhow::anyhow!("mentoring plans no job {kind}").into()),
        }
    }

    fn holdings(&self) -> &'static [Holding] {
        holdings::HOLDINGS
    }
}

/// A member with all that is known of them.
async fn member(turn: &mut Turn<'_>, id: MemberId) -> anyhow::Result<Member> {
    let defaults = &turn.settings().people;
    Member::read(turn.tx(), id, defaults).await
}

/// Topics as people write them.
fn hashed(topics: &[String]) -> String {
    topics.iter().map(|topic| format!("#{topic}")).collect::<Vec<_>>().join(" ")
}

/// The pair that `word` names, if the caller is one of the two; nobody else learns whether there is one.
async fn pair_named(turn: &mut Turn<'_>, call: &Call, word: &str) -> Result<pairs_store::Pair, Failure> {
    let number = word.strip_prefix(['M', 'm']).and_then(|number| number.parse().ok());
    let pair = match number {
        Some(number) => pairs_store::pair_numbered(turn.tx(), number).await?,
        None => None,
    };
    let mine = pair.filter(|pair| pair.other(call.by.id).is_some());
    mine.ok_or_else(|| Failure::refused(wording::refused_no_pair(call.by.language, &echo(word))))
}
