//! A profile: what is known of a person, for themselves or for a colleague.

use super::own::names;
use super::{hashed, joined, meant, wording};
use crate::engine::{Call, Failure, Turn};
use crate::knowledge::{Earned, PersonId};
use crate::language::{Language, list};
use crate::people::{self, Consent, Member, Word};
use stoa_chat::{Post, Text};

/// The most topics that are shown as earned.
const MOST_EARNED: usize = 8;

/// `profile [@person]`.
pub(super) async fn profile(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let words = call.words();
    let who = if words.is_empty() { call.by.clone() } else { meant(turn, call, &words).await? };
    let own = who.id == call.by.id;
    // Whoever reads it is spoken to in their own language.
    let who = Member { language: call.by.language, ..who };
    let text = text(turn, &who, own).await?;
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// What is known of `who`, in the words of `who.language`; with what nobody else sees if it is their `own`.
pub(super) async fn text(turn: &mut Turn<'_>, who: &Member, own: bool) -> Result<Text, Failure> {
    let language = who.language;
    let topics = people::topics_of(turn.tx(), who.id).await?;
    let mut lines = Vec::new();
    let mut said = |topics: &[String], line: fn(Language, &str) -> Text| {
        if !topics.is_empty() {
            lines.push(line(language, &hashed(topics)));
        }
    };
    said(&topics.advocate, wording::line_advocate);
    said(&topics.helps, wording::line_helps);
    said(&topics.learns, wording::line_learns);
    let earned = turn.knowledge(|knowledge| knowledge.earned(PersonId(who.id.as_u128())));
    lines.extend(earned.iter().take(MOST_EARNED).map(|earned| earned_line(language, earned)));
    let defaults = &turn.settings().people;
    let spoken = people::spoken_by(turn.tx(), who.id, defaults).await?;
    lines.push(wording::line_speaks(language, &names(language, &spoken)));
    lines.push(wording::line_hours(language, &who.hours.shown(language), who.zone.name()));
    lines.extend(work(turn, who).await?);
    if let Some(bio) = people::bio(turn.tx(), who.id).await? {
        lines.push(wording::line_bio(language, &bio));
    }
    if !own {
        return Ok(wording::profile_of(language, &who.name).then(list(lines)));
    }
    let text = wording::profile_own(language, &who.name).then(list(lines));
    let consent = people::consent(turn, who.id).await?;
    Ok(text.then(private(language, &topics.skills, &consent)))
}

/// What nobody else sees, and how everything is changed.
fn private(language: Language, skills: &[String], consent: &Consent) -> Text {
    let mut text = Text::default();
    if !skills.is_empty() {
        text = text.then(wording::own_skills(language, &hashed(skills)));
    }
    text = text.then(match consent.word {
        Word::Never => wording::own_never(language),
        Word::Paused => wording::own_paused(language),
        Word::Unasked | Word::Asked => wording::own_open(language),
        Word::Given => wording::own_cap(language, consent.a_week),
    });
    text.then(wording::own_change(language))
}

fn earned_line(language: Language, earned: &Earned) -> Text {
    let questions: Vec<String> = earned.documents.iter().map(|number| format!("Q{}", number.0)).collect();
    wording::line_earned(language, &earned.topic, earned.accepted, &joined(language, &questions))
}

/// Team, site and start, as far as the people file tells them.
async fn work(turn: &mut Turn<'_>, who: &Member) -> Result<Option<Text>, Failure> {
    let language = who.language;
    let work = people::employment(turn.tx(), who.id).await?;
    let team = work.team.map(|team| wording::work_team(language, &team));
    let site = work.site.map(|site| wording::work_site(language, &site));
    let since = who.start_date.map(|date| wording::work_since(language, &date.to_string()));
    let parts: Vec<String> = [team, site, since].into_iter().flatten().collect();
    Ok((!parts.is_empty()).then(|| wording::line_work(language, &parts.join(" · "))))
}
