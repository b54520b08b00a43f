//! `place`: what holds in a place, seen and set.

use super::{introduction, only_moderators, wording};
use crate::engine::{Call, Failure, Turn, usage};
use crate::features::{FEATURES, Feature, find};
use crate::language::{Language, echo, list};
use crate::people::hours::WorkingHours;
use crate::places::{self, Choice, Off, Place, Stage};
use crate::settings::nearest_zone;
use chrono_tz::TZ_VARIANTS;
use stoa_chat::{PlaceRef, Post, Span, Text};

/// `place …`: does it, and shows what holds in the place then.
pub(super) async fn place(turn: &mut Turn<'_>, call: &Call) -> Result<Post, Failure> {
    only_moderators(turn, call).await?;
    let words = call.words();
    let Some((named, rest)) = split_word(&words) else { return Ok(Post::of(overview(turn, call).await?)) };
    let place = resolve(turn, call, named).await?;
    match split_word(rest) {
        None => {}
        Some((what @ ("on" | "off"), rest)) => {
            switch(turn, call, (&place, named), what == "on", rest).await?;
        }
        Some((what, rest)) => {
            let choice = choice(call.by.language, &echo(named), what, rest)?;
            places::set_up(turn, &place, &choice).await?;
        }
    }
    let place = places::at(turn, &place).await?;
    Ok(Post::of(shown(turn, call.by.language, &place).await?))
}

/// The first word and what follows it.
fn split_word(words: &str) -> Option<(&str, &str)> {
    let words = words.trim();
    let (first, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    (!first.is_empty()).then_some((first, rest.trim()))
}

/// The place that `here`, `#help` or `network/#help` names.
async fn resolve(turn: &mut Turn<'_>, call: &Call, word: &str) -> Result<PlaceRef, Failure> {
    let language = call.by.language;
    if places::is_here(word) {
        return if call.direct {
            Err(Failure::refused(wording::refused_direct(language)))
        } else {
            Ok(call.place.clone())
        };
    }
    let known: Vec<_> = places::all(turn).await?.into_iter().map(|place| place.place).collect();
    if let Some(place) = places::called(&known, call, word) {
        return Ok(place.clone());
    }
    Err(Failure::refused(if known.is_empty() {
        wording::refused_no_place_yet(language, &echo(word))
    } else {
        wording::refused_no_place(language, &echo(word), &in_a_row(&known))
    }))
}

/// `#help, #random`
fn in_a_row(places: &[PlaceRef]) -> Text {
    let mut spans = Vec::new();
    for place in places {
        if !spans.is_empty() {
            spans.push(Span::Plain(", ".to_owned()));
        }
        spans.push(Span::place(place));
    }
    Text::paragraph(spans)
}

/// The features that can be switched in a place.
pub(super) fn switchable() -> Vec<&'static dyn Feature> {
    FEATURES.iter().copied().filter(|feature| feature.stage() > Stage::Listen).collect()
}

/// `on`, `off questions`: the whole place, or one feature by its name or one of its commands.
async fn switch(
    turn: &mut Turn<'_>,
    call: &Call,
    (place, named): (&PlaceRef, &str),
    on: bool,
    word: &str,
) -> Result<(), Failure> {
    if word.is_empty() {
        places::set_listed(turn.tx(), place, on).await?;
    } else {
        let feature = feature_called(call.by.language, &echo(named), word)?;
        places::set_feature(turn.tx(), place, feature.name(), on).await?;
    }
    if on {
        let place = places::at(turn, place).await?;
        introduction::plan(turn, &place).await?;
    }
    Ok(())
}

fn feature_called(language: Language, place: &str, word: &str) -> Result<&'static dyn Feature, Failure> {
    let lower = word.to_lowercase();
    let named = FEATURES.iter().copied().find(|feature| feature.name() == lower);
    let Some(feature) = named.or_else(|| find(&lower).map(|(feature, _)| feature)) else {
        let every: Vec<_> = switchable().iter().map(|feature| feature.name()).collect();
        return Err(Failure::refused(wording::refused_no_feature(
            language,
            &echo(word),
            &every.join(", "),
            place,
        )));
    };
    if feature.stage() == Stage::Listen {
        return Err(Failure::refused(wording::refused_always_on(language, feature.name(), place)));
    }
    Ok(feature)
}

/// `sandbox on`, `language de`, `zone Europe/Berlin`, `hours Mon-Fri 9-17`, `capture off`.
fn choice(language: Language, place: &str, what: &str, value: &str) -> Result<Choice, Failure> {
    let (short, lower) = (echo(value), value.to_lowercase());
    let on_or_off = || match &*lower {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(Failure::refused(wording::refused_not_on_or_off(language, &short, place))),
    };
    Ok(match &*what.to_lowercase() {
        "sandbox" => Choice::Sandbox(on_or_off()?),
        "capture" => Choice::Capture(on_or_off()?),
        "language" => Choice::Language(
            lower
                .parse()
                .map_err(|_| Failure::refused(wording::refused_no_language(language, &short, place)))?,
        ),
        "zone" => {
            let zone = TZ_VARIANTS.into_iter().find(|zone| zone.name().eq_ignore_ascii_case(value));
            let near = || wording::refused_no_zone(language, &short, nearest_zone(value).name(), place);
            Choice::Zone(zone.ok_or_else(|| Failure::refused(near()))?)
        }
        "hours" => Choice::Hours(
            WorkingHours::parse(value)
                .map_err(|_| Failure::refused(wording::refused_no_hours(language, &short, place)))?,
        ),
        _ => return Err(Failure::refused(usage(language, super::PLACE, "place #help off recognition"))),
    })
}

/// Every place, with what is on there.
async fn overview(turn: &mut Turn<'_>, call: &Call) -> Result<Text, Failure> {
    let language = call.by.language;
    let mut lines = Vec::new();
    for place in places::all(turn).await? {
        let [on, ..] = switches(turn, &place).await?;
        let on = if on.is_empty() { wording::nothing_on(language) } else { on.join(", ") };
        lines.push(wording::line_place(language, &place.place, &on));
    }
    Ok(if lines.is_empty() {
        wording::places_none(language)
    } else {
        wording::places(language, &list(lines))
    })
}

/// The names of the features that are on in a place, off, and on later.
async fn switches(turn: &mut Turn<'_>, place: &Place) -> anyhow::Result<[Vec<&'static str>; 3]> {
    let standing = places::standing(turn, Some(&place.place)).await?;
    let mut names = [Vec::new(), Vec::new(), Vec::new()];
    for feature in switchable() {
        let which = match (standing.off(feature), standing.is_switched_on(feature)) {
            (None, _) => 0,
            (Some(Off::NotYet { .. }), true) => 2,
            (Some(_), _) => 1,
        };
        names[which].push(feature.name());
    }
    Ok(names)
}

/// All about one place.
async fn shown(turn: &mut Turn<'_>, language: Language, place: &Place) -> anyhow::Result<Text> {
    let [on, off, later] = switches(turn, place).await?;
    let mut lines = Vec::new();
    let on = if on.is_empty() { wording::nothing_on(language) } else { on.join(", ") };
    lines.push(wording::line_on(language, &on));
    if !off.is_empty() {
        lines.push(wording::line_off(language, &off.join(", ")));
    }
    if !later.is_empty() {
        lines.push(wording::line_later(language, &later.join(", ")));
    }
    lines.push(match place.language {
        None => wording::line_no_language(language),
        Some(Language::En) => wording::line_english(language),
        Some(Language::De) => wording::line_german(language),
    });
    lines.push(wording::line_hours(language, &place.hours.shown(language), place.zone.name()));
    if place.sandbox {
        lines.push(wording::line_sandbox(language));
    }
    if place.capture {
        lines.push(wording::line_capture(language));
    }
    Ok(wording::place(language, &place.place, &list(lines)))
}
