//! What somebody's help did, in words: for themselves, and for whom they let see it.

use super::rules::{Figures, figures};
use super::{ImpactSettings, store, wording};
use crate::database::MemberId;
use crate::engine::Turn;
use crate::engine::schedule::wall_clock;
use crate::language::{Language, list};
use crate::people::hours::day_of;
use crate::weeks::season_of;
use chrono::NaiveTime;
use stoa_chat::{Text, Timestamp};

/// This season's figures, and those of all time.
pub(super) struct Impact {
    season: Figures,
    all: Figures,
}

impl Impact {
    /// Counts what a member's help did.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(turn: &mut Turn<'_>, member: MemberId) -> anyhow::Result<Self> {
        let settings = turn.settings();
        let zone = settings.people.zone;
        let first = season_of(day_of(turn.now(), zone), settings.recognition.season_weeks);
        let since = wall_clock::first_moment(first.and_time(NaiveTime::MIN), zone);
        let cases = store::cases(turn.tx(), member).await?;
        let all = figures(&cases, member, Timestamp::from_millis(i64::MIN));
        Ok(Self { season: figures(&cases, member, since), all })
    }

    /// Whether there is nothing to tell yet.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Both, and how the minutes are estimated: the same words for everybody who reads them.
    pub fn shown(&self, language: Language, worth: &ImpactSettings) -> Text {
        let all = lines(language, &self.all, worth);
        let text = if self.season == self.all {
            wording::season_and_all(language).then(all)
        } else {
            let season = if self.season.is_empty() {
                wording::season_nothing(language)
            } else {
                lines(language, &self.season, worth)
            };
            wording::season(language).then(season).then(wording::all(language)).then(all)
        };
        let (accepted, reused, met) = (worth.accepted_minutes, worth.reused_minutes, worth.met_minutes);
        text.then(wording::estimate(language, accepted, reused, met))
    }
}

fn lines(language: Language, figures: &Figures, worth: &ImpactSettings) -> Text {
    let Figures { people, unnamed, accepted, reused, met } = *figures;
    let all = [
        (people, wording::line_people as fn(Language, usize) -> Text),
        (unnamed, wording::line_unnamed),
        (accepted, wording::line_accepted),
        (reused, wording::line_reused),
        (met, wording::line_met),
    ];
    let counted = all.into_iter().filter(|(count, _)| *count > 0).map(|(count, line)| line(language, count));
    let parts =
        [(accepted, worth.accepted_minutes), (reused, worth.reused_minutes), (met, worth.met_minutes)];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let sum: Vec<String> = parts.map(|(count, minutes)| format!("{count} × {minutes}")).collect();
    let saved = wording::line_minutes(language, figures.minutes(worth), &sum.join(" + "));
    list(counted.chain([saved]))
}
