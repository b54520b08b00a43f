//! What moderators see of [`flags`](super::flags): `leaderboard flags`, and a word on Mondays when there is something new.
//!
//! Nobody else hears of it, and no points change. Who has a part in something does not judge it: moderators see only
//! what does not concern themselves.

use super::flags::{self, Flag, Limits, Share};
use super::{NAME, flags_store, wording};
use crate::database::MemberId;
use crate::engine::schedule::Schedule;
use crate::engine::{Failure, Job, Turn};
use crate::language::{Language, list};
use crate::people::{self, Member, Told};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use stoa_chat::{Post, Text, Timestamp};

/// The job that tells moderators what is new.
pub(super) const LOOK: &str = "look";

const MONDAYS: &str = "0 9 * * Mon";
const DAYS: u32 = 28;
/// How far back is looked, and for how long nobody is mentioned again.
const SPAN: Duration = Duration::from_hours(24 * DAYS as u64);

/// Flags of which everybody's name is known.
struct Found {
    flags: Vec<Flag>,
    names: BTreeMap<MemberId, String>,
}

impl Found {
    /// A line for each flag that does not concern `reader`, the largest incomes first; `None` if there is none.
    fn lines(&self, reader: &Member) -> Option<Text> {
        let mut flags: Vec<&Flag> = self.flags.iter().filter(|flag| !flag.concerns(reader.id)).collect();
        flags.sort_by_cached_key(|flag| {
            let shares = self.in_order(flag.shares());
            let points: i64 = shares.iter().map(|share| share.points).sum();
            (-points, self.names[&shares[0].receiver].clone())
        });
        let lines = flags.iter().map(|flag| self.line(reader.language, flag));
        (!flags.is_empty()).then(|| list(lines))
    }

    fn line(&self, language: Language, flag: &Flag) -> Text {
        let name = |member| self.names[&member].as_str();
        match flag {
            Flag::OneGiver(Share { receiver, giver, percent, .. }) => {
                wording::flag_one_giver(language, name(*receiver), *percent, name(*giver))
            }
            Flag::Ring(shares) => {
                let part = |share: &Share| {
                    let (receiver, giver) = (name(share.receiver), name(share.giver));
                    wording::flag_share(language, receiver, share.percent, giver)
                };
                let parts: Vec<_> = self.in_order(shares).iter().map(part).collect();
                wording::flag_ring(language, &parts.join("; "))
            }
        }
    }

    fn in_order(&self, shares: &[Share]) -> Vec<Share> {
        let mut shares = shares.to_vec();
        shares.sort_by_key(|share| (-share.points, &self.names[&share.receiver]));
        shares
    }
}

/// `leaderboard flags`, for moderators.
pub(super) async fn shown(turn: &mut Turn<'_>, by: &Member) -> Result<Text, Failure> {
    if !people::is_moderator(turn, by).await? {
        return Err(Failure::refused(wording::refused_not_moderator(by.language)));
    }
    let lines = found(turn).await?.lines(by);
    Ok(match lines {
        Some(lines) => wording::flags(by.language, DAYS).then(lines),
        None => wording::flags_none(by.language, DAYS),
    })
}

/// What is worth a look now. Of those who were erased nothing is told.
async fn found(turn: &mut Turn<'_>) -> anyhow::Result<Found> {
    let (now, settings) = (turn.now(), turn.settings());
    let limits = Limits {
        points: settings.recognition.flag_points,
        one_giver_percent: settings.recognition.flag_one_giver_percent,
        ring_percent: settings.recognition.flag_ring_percent,
    };
    let mut flags = flags::flags(&flags_store::gifts(turn.tx(), now - SPAN).await?, limits);
    let mut names = BTreeMap::new();
    for share in flags.iter().flat_map(Flag::shares) {
        for member in [share.receiver, share.giver] {
            names.insert(member, Member::read(turn.tx(), member, &settings.people).await?.name);
        }
    }
    let erased: Vec<_> =
        names.iter().filter(|(_, name)| name.is_empty()).map(|(member, _)| *member).collect();
    flags.retain(|flag| !erased.iter().any(|member| flag.concerns(*member)));
    Ok(Found { flags, names })
}

/// Plans the next look, unless one is planned.
pub(super) async fn plan(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    match turn.job_due(NAME, LOOK, "").await? {
        Some(_) => Ok(()),
        None => plan_next(turn).await,
    }
}

async fn plan_next(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let (now, zone) = (turn.now(), turn.settings().people.zone);
    if let Some(due) = Schedule::parse(MONDAYS)?.next_after(now, zone) {
        turn.plan_job(NAME, LOOK, "", due).await?;
    }
    Ok(())
}

/// It is Monday. Of several that were missed only the latest counts, and only within a day.
pub(super) async fn due(turn: &mut Turn<'_>, job: &Job) -> anyhow::Result<()> {
    let before = Timestamp::from_millis(job.due_at.millis() - 1);
    let zone = turn.settings().people.zone;
    if Schedule::parse(MONDAYS)?.due(before, turn.now(), zone).fire.is_some() {
        tell(turn).await?;
    }
    plan_next(turn).await
}

/// Tells moderators of the flags in which there is somebody of whom they were not told lately.
async fn tell(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let now = turn.now();
    let mut found = found(turn).await?;
    let known = flags_store::told_after(turn.tx(), now - SPAN).await?;
    found.flags.retain(|flag| flag.receivers().any(|member| !known.contains(&member)));
    if found.flags.is_empty() {
        return Ok(());
    }
    let mut told = BTreeSet::new();
    for moderator in people::moderators(turn).await? {
        let Some(lines) = found.lines(&moderator) else { continue };
        let language = moderator.language;
        let post =
            Post::of(wording::flags_news(language, DAYS).then(lines).then(wording::flags_all(language)));
        if people::tell(turn, &moderator, NAME, post).await? != Told::Dropped {
            let theirs = found.flags.iter().filter(|flag| !flag.concerns(moderator.id));
            told.extend(theirs.flat_map(Flag::receivers));
        }
    }
    for member in told {
        flags_store::tell(turn.tx(), member, now).await?;
    }
    Ok(())
}

/// Forgets what was told too long ago to matter, and sees to it that the next look is planned.
pub(super) async fn sweep(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let now = turn.now();
    flags_store::forget_told(turn.tx(), now - SPAN).await?;
    plan(turn).await
}

#[cfg(test)]
mod tests {
    use super::super::flags::Gift;
    use super::*;
    use crate::database::Tx;
    use crate::people::{Invited, bring_in};
    use crate::settings::Settings;
    use crate::testing::{Community, MONDAY_NINE, Paper, TestDb};
    use crate::{on, on_each_db};
    use stoa_chat::{Network, UserRef};

    const WEEK: Duration = Duration::from_hours(7 * 24);

    fn person(number: u128) -> MemberId {
        MemberId::from_u128(number)
    }

    async fn bring(tx: &mut Tx, people: u128) {
        for id in (1..=people).map(person) {
            let user = UserRef::new(&Network::new("paper"), id.to_string());
            bring_in(tx, id, &Invited { user: &user, name: "somebody", seen_at: MONDAY_NINE }).await.unwrap();
        }
    }

    /// A community with a moderator in which little is worth a look.
    async fn community(db: &TestDb) -> Community {
        let mut settings = Settings::default();
        settings.people.moderators = vec!["paper/mod".to_owned()];
        settings.recognition.flag_points = 3;
        Community::with(db, settings, Paper::new("paper")).await
    }

    async fn told(community: &Community, who: &str, words: &str) -> String {
        community.commands(who, &format!("dm:{who}"), words).await;
        last(community, who)
    }

    fn last(community: &Community, who: &str) -> String {
        community.told(who).map(|seen| seen.post.text.to_plain()).unwrap_or_default()
    }

    /// The two give each other kudos, once they are known.
    async fn favours(community: &Community, one: &str, other: &str) {
        for who in [one, other] {
            told(community, who, "points").await;
        }
        community.commands(one, "#help", &format!("kudos @{other} for a favour")).await;
        community.commands(other, "#help", &format!("kudos @{one} for another")).await;
    }

    on_each_db!(gifts_are_what_stands_and_is_no_mirror, |db: TestDb| async move {
        const DEED: &str = "INSERT INTO deed (rule, source, at, standing, receiver, giver, day, points)
            VALUES ($1, $2, $3, $4, $5, $6, '2026-03-02', 15)";
        let mut tx = db.db.begin().await.unwrap();
        bring(&mut tx, 3).await;
        let early = MONDAY_NINE - WEEK;
        for (rule, source, at, standing, receiver, giver) in [
            ("accepted_answer", "A1", MONDAY_NINE, true, 1, 2),
            ("accepted_answer", "A2", MONDAY_NINE, true, 1, 2),
            ("accepted_answer", "A3", early, true, 1, 2),
            ("accepted_answer", "A4", MONDAY_NINE, false, 1, 2),
            ("resolved", "A1", MONDAY_NINE, true, 2, 1),
            ("introduced", "R1 to 1", MONDAY_NINE, true, 2, 1),
            ("corrected", "C1", MONDAY_NINE, true, 1, 3),
        ] {
            let (receiver, giver) = (person(receiver).to_string(), person(giver).to_string());
            on!(&mut tx, |c| {
                let deed = sqlx::query(DEED).bind(rule).bind(source).bind(at.millis()).bind(standing);
                deed.bind(&receiver).bind(&giver).execute(c).await.map(drop)
            })
            .unwrap();
        }
        let gift = |giver, points| Gift { giver: person(giver), receiver: person(1), points };
        let found = flags_store::gifts(&mut tx, MONDAY_NINE).await.unwrap();
        assert_eq!(found, [gift(2, 30), gift(3, 15)]);
    });

    on_each_db!(of_whom_moderators_were_told_follows_who_they_are, |db: TestDb| async move {
        let mut tx = db.db.begin().await.unwrap();
        bring(&mut tx, 3).await;
        flags_store::tell(&mut tx, person(1), MONDAY_NINE + WEEK).await.unwrap();
        flags_store::tell(&mut tx, person(2), MONDAY_NINE).await.unwrap();
        flags_store::tell(&mut tx, person(3), MONDAY_NINE).await.unwrap();
        flags_store::join(&mut tx, person(1), person(2)).await.unwrap();
        let told = flags_store::told_after(&mut tx, MONDAY_NINE).await.unwrap();
        assert_eq!(told, BTreeSet::from([person(2)]), "the later of the two moments");
        flags_store::forget_told(&mut tx, MONDAY_NINE + WEEK).await.unwrap();
        flags_store::forget(&mut tx, person(2)).await.unwrap();
        assert!(flags_store::told_after(&mut tx, MONDAY_NINE - WEEK).await.unwrap().is_empty());
    });

    on_each_db!(only_moderators_see_what_is_worth_a_look, |db: TestDb| async move {
        let community = community(&db).await;
        assert!(told(&community, "mod", "leaderboard flags").await.starts_with("Nothing stands out"));
        favours(&community, "ana", "ben").await;
        assert!(told(&community, "ana", "leaderboard flags").await.starts_with("Only moderators"));
        let seen = told(&community, "mod", "leaderboard flags").await;
        let ring = "In a circle: ana, 100% of their points from ben; ben, 100% of their points from ana";
        assert!(seen.starts_with("Worth a look, nothing more") && seen.ends_with(ring), "{seen}");
        // Nobody is a judge of what they have a part in.
        favours(&community, "mod", "chen").await;
        let seen = told(&community, "mod", "leaderboard flags").await;
        assert!(seen.ends_with(ring) && !seen.contains("chen"), "{seen}");
    });

    on_each_db!(moderators_are_told_on_monday_and_once, |db: TestDb| async move {
        let community = community(&db).await;
        community.commands("mod", "dm:mod", "help").await;
        favours(&community, "ana", "ben").await;
        let before = last(&community, "mod");
        community.advance(Duration::from_hours(7 * 24 - 1)).await;
        assert_eq!(last(&community, "mod"), before, "it is not Monday morning yet");
        community.advance(Duration::from_hours(1)).await;
        let first = last(&community, "mod");
        assert!(first.starts_with("Something new is worth a look") && first.contains("ana"), "{first}");
        favours(&community, "chen", "dara").await;
        community.advance(WEEK).await;
        let second = last(&community, "mod");
        assert!(second.contains("chen") && !second.contains("ana"), "{second}");
        told(&community, "mod", "help").await;
        community.advance(WEEK).await;
        assert!(!last(&community, "mod").contains("worth a look"), "there is nothing new");
    });

    on_each_db!(who_is_erased_is_not_named, |db: TestDb| async move {
        let community = community(&db).await;
        favours(&community, "ana", "ben").await;
        community.advance(WEEK).await;
        let mut turn = Turn::begin(community.engine(), "a test", None).await.unwrap();
        let ana = people::member_of(turn.tx(), &community.user("ana")).await.unwrap().unwrap();
        assert!(flags_store::told_after(turn.tx(), MONDAY_NINE).await.unwrap().contains(&ana));
        drop(turn);
        for words in ["my data erase", "my data erase yes, erase me"] {
            told(&community, "ana", words).await;
        }
        let mut turn = Turn::begin(community.engine(), "a test", None).await.unwrap();
        assert!(!flags_store::told_after(turn.tx(), MONDAY_NINE).await.unwrap().contains(&ana));
        drop(turn);
        assert!(told(&community, "mod", "leaderboard flags").await.starts_with("Nothing stands out"));
    });
}
