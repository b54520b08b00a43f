//! Certificates: a badge on paper, with a code by which anybody who sees it can have it verified.

use super::list::{self, Badge};
use super::{code, store, wording};
use crate::database::Tx;
use crate::engine::{Call, Failure, Turn};
use crate::language::{Language, echo};
use crate::people::hours::day_of;
use crate::pictures::{Certificate, Theme};
use chrono::{Datelike as _, NaiveDate};
use chrono_tz::Tz;
use stoa_chat::{Post, Timestamp};

/// What a code vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Whose certificate it is.
    pub name: String,
    /// Which badge.
    pub badge: String,
    /// What it is given for, as it goes on after the name.
    pub deed: String,
    /// When it was earned.
    pub at: Timestamp,
    /// Whether what earned it still stands.
    pub standing: bool,
}

/// What a code vouches for, in words of `language`; `None` if no certificate has it.
///
/// # Errors
/// When the database fails.
pub async fn verify(tx: &mut Tx, typed: &str, language: Language) -> sqlx::Result<Option<Verified>> {
    let Some(code) = code::read(typed) else { return Ok(None) };
    let Some(found) = store::certified(tx, &code).await? else { return Ok(None) };
    Ok(list::find(&found.badge).map(|badge| Verified {
        name: found.name,
        badge: (badge.name)(language),
        deed: (badge.deed)(language),
        at: Timestamp::from_millis(found.at),
        standing: found.standing,
    }))
}

/// `certificate first answer`, `certificate verify 7K3QM-9XF2A-H4T8Z`.
pub(super) async fn certificate(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let words = call.words();
    if let Some(typed) = words.strip_prefix("verify") {
        return answer_verify(turn, call, typed.trim()).await;
    }
    let unknown = || Failure::refused(wording::refused_no_badge(language, &echo(&words)));
    let badge = list::meant(&words).ok_or_else(unknown)?;
    let name = (badge.name)(language);
    let have = store::badges(turn.tx(), call.by.id).await?;
    let earned = have.into_iter().find(|(id, _)| id == badge.id);
    let Some((_, at)) = earned else {
        let refused = wording::refused_not_earned(language, &name, &(badge.deed)(language));
        return Err(Failure::refused(refused));
    };
    let (new, now) = (code::new(turn.rng()), turn.now());
    let made = store::certify(turn.tx(), &new, (call.by.id, &call.by.name), badge.id, now).await?;
    let code = code::written(&made);
    let pictures = turn.abilities(&call.account.network).is_some_and(|can| can.pictures);
    let text = wording::certificate(language, &name, &code, at);
    if !call.direct {
        let alone = if pictures { text.then(wording::certificate_alone(language)) } else { text };
        turn.reply(call, Post::of(alone)).await?;
    } else if pictures {
        let paper = paper(language, badge, &call.by.name, day_of(at, call.by.zone), &code);
        let alt = wording::alt_certificate(language, &paper.name, &name, &paper.date, &code);
        // Said in the place that the picture is shown in: an answer stands in another lane, and might come after it.
        turn.say(&call.place, None, Post::of(text)).await?;
        turn.show_picture(&call.place, None, paper.draw(Theme::Light), alt).await?;
    } else {
        turn.reply(call, Post::of(text)).await?;
    }
    Ok(())
}

async fn answer_verify(turn: &mut Turn<'_>, call: &Call, typed: &str) -> Result<(), Failure> {
    let language = call.by.language;
    let Some(found) = verify(turn.tx(), typed, language).await? else {
        return Err(Failure::refused(wording::refused_code(language, &echo(typed))));
    };
    let date = date(language, found.at, call.by.zone);
    let text = if found.standing {
        wording::verified(language, &found.name, &found.badge, &found.deed, &date)
    } else {
        wording::verified_no_more(language, &found.name, &found.badge)
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// The certificate as it is drawn.
fn paper(language: Language, badge: &Badge, name: &str, day: NaiveDate, code: &str) -> Certificate {
    Certificate {
        heading: wording::paper_heading(language),
        before: wording::paper_before(language),
        name: name.to_owned(),
        statement: wording::paper_statement(language, &(badge.deed)(language), &(badge.name)(language)),
        date: wording::date(language, day.day(), day.month(), day.year()),
        verify: wording::paper_verify(language),
        code: code.to_owned(),
        sign: badge.sign.to_owned(),
        metal: badge.metal,
    }
}

fn date(language: Language, at: Timestamp, zone: Tz) -> String {
    let day = day_of(at, zone);
    wording::date(language, day.day(), day.month(), day.year())
}
