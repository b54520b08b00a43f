//! Who takes part in a round, as the matching takes people; and what a round would come to.

use super::store::{self, Participant};
use crate::database::{MemberId, Tx};
use crate::matching::{Guest, Met};
use crate::people::hours::day_of;
use crate::people::{self, Member};
use crate::settings::Settings;
use crate::simulation::{IntroductionsReport, rehearse_introductions};
use std::time::Duration;
use stoa_chat::{PlaceRef, Timestamp};

const WEEK: Duration = Duration::from_hours(7 * 24);

/// Somebody who takes part.
pub(super) struct Invited {
    pub member: Member,
    pub guest: Guest,
}

/// Everybody of a place who does not leave out this round.
pub(super) async fn invited(
    tx: &mut Tx,
    place: &PlaceRef,
    settings: &Settings,
    now: Timestamp,
) -> anyhow::Result<Vec<Invited>> {
    let mut invited = Vec::new();
    for participant in store::participants(tx, place).await? {
        if !participant.skips {
            invited.push(invite(tx, &participant, settings, now).await?);
        }
    }
    Ok(invited)
}

async fn invite(
    tx: &mut Tx,
    participant: &Participant,
    settings: &Settings,
    now: Timestamp,
) -> anyhow::Result<Invited> {
    let id = participant.member;
    let member = Member::read(tx, id, &settings.people).await?;
    let work = people::employment(tx, id).await?;
    let long_ago = WEEK * settings.introductions.long_ago_weeks;
    let known = |at| if now.since(at) > long_ago { Met::LongAgo } else { Met::Lately };
    let met = store::history(tx, id).await?;
    let guest = Guest {
        key: id.as_u128(),
        week: people::week(&member.hours, member.zone, day_of(now, member.zone)),
        team: work.team,
        site: work.site,
        never: people::kept_apart(tx, id).await?.into_iter().map(MemberId::as_u128).collect(),
        met: met.into_iter().map(|(other, at)| (other.as_u128(), known(at))).collect(),
        alone_before: participant.alone,
    };
    Ok(Invited { member, guest })
}

/// What a round would come to now, place by place; nothing is kept and nobody is told.
///
/// # Errors
/// When the database fails.
pub async fn rehearse(
    tx: &mut Tx,
    settings: &Settings,
    now: Timestamp,
    seed: u64,
) -> anyhow::Result<Vec<(PlaceRef, IntroductionsReport)>> {
    let mut reports = Vec::new();
    for place in store::places(tx).await? {
        let invited = invited(tx, &place, settings, now).await?;
        let named = invited.into_iter().map(|one| (one.member.name, one.guest)).collect();
        let size = settings.introductions.group_size();
        reports.push((place, rehearse_introductions(named, size, seed)));
    }
    Ok(reports)
}
