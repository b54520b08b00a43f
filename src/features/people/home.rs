//! What the bot's own page says about oneself: when one works, when one is left alone, and in which language one is
//! spoken to; with a button for what can be set by one.

use super::{day_of, in_words, quiet, wording};
use crate::engine::Turn;
use crate::language::{Language, list};
use crate::people::{Member, manners};
use stoa_chat::Post;

/// Until when somebody may want quiet, as they would type it.
const SPANS: [&str; 3] = ["until tomorrow", "until monday", "2 weeks"];

/// The page of `member`, as far as it is about themselves.
pub(super) async fn part(turn: &mut Turn<'_>, member: &Member) -> anyhow::Result<Post> {
    let (language, zone) = (member.language, member.zone);
    let until = member.snoozed_until.filter(|until| turn.now() < *until);
    let stopped = manners::stopped(turn.tx(), member.id).await?;
    let all = stopped.iter().any(|what| what == "all");
    let mut lines = vec![wording::home_hours(language, &member.hours.shown(language), zone.name())];
    lines.extend(until.map(|until| wording::snoozed(language, &in_words(language, day_of(until, zone)))));
    if all {
        lines.push(wording::stopped_all(language));
    } else if !stopped.is_empty() {
        lines.push(wording::stopped(language, &stopped.join(", ")));
    }
    lines.push(wording::language(language));
    let mut post = Post::of(wording::home_settings(language).then(list(lines)));
    if until.is_some() {
        post = post.with_button(wording::home_awake(language), "snooze off");
    } else {
        for (span, label) in SPANS.into_iter().zip(spans(language)) {
            post = post.with_button(label, format!("snooze {span}"));
        }
    }
    for what in quiet::STOPPABLE.into_iter().filter(|what| !all || *what == "all") {
        let (word, label) = if stopped.iter().any(|stopped| stopped == what) {
            ("start", start(language, what))
        } else {
            ("stop", stop(language, what))
        };
        post = post.with_button(label, format!("{word} {what}"));
    }
    for other in Language::ALL.into_iter().filter(|other| *other != language) {
        post = post.with_button(wording::home_speak(other), format!("language {}", other.tag()));
    }
    Ok(post)
}

/// What stands on the buttons of [`SPANS`].
fn spans(language: Language) -> [String; 3] {
    [
        wording::home_until_tomorrow(language),
        wording::home_until_monday(language),
        wording::home_two_weeks(language),
    ]
}

fn stop(language: Language, what: &str) -> String {
    match what {
        "questions" => wording::home_stop_questions(language),
        "digest" => wording::home_stop_digest(language),
        "coffee" => wording::home_stop_coffee(language),
        _ => wording::home_stop_all(language),
    }
}

fn start(language: Language, what: &str) -> String {
    match what {
        "questions" => wording::home_start_questions(language),
        "digest" => wording::home_start_digest(language),
        "coffee" => wording::home_start_coffee(language),
        _ => wording::home_start_all(language),
    }
}
