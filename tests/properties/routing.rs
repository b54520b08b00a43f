//! Manners of the routing: every request that was sent is checked against the community's own words, with
//! another calendar than Stoa's.

use crate::template::Template;
use crate::world::{World, command, profile};
use chrono::{DateTime, Datelike as _, Days, TimeDelta, Timelike as _, Weekday};
use chrono_tz::Tz;
use proptest::prelude::*;
use std::time::Duration;
use stoa::on;
use stoa::settings::{Settings, Span};
use stoa_chat::{Adapter as _, Backstage as _, Event, EventKind, MessageRef, Timestamp};

const TOPICS: [&str; 3] = ["git", "postgres", "rust"];
const ZONES: [&str; 5] = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"];
const DAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// A person: where, when at work (whole hours on days from Monday = 0 on), until when left alone, with what.
#[derive(Clone, Debug)]
pub struct Person {
    zone: Tz,
    days: (u8, u8),
    hours: (u32, u32),
    snoozed: Option<u64>,
    helps: [bool; 3],
}

/// Somebody asks, some hours after the last question; the first one who is asked may pass.
#[derive(Clone, Debug)]
pub struct Ask {
    later: u32,
    by: usize,
    topic: usize,
    passed: bool,
}

/// A community and what is asked in it.
#[derive(Clone, Debug)]
pub struct Community {
    people: Vec<Person>,
    asks: Vec<Ask>,
    /// Unasked messages a day, requests a week, and how many are asked at a time.
    most: (u32, u32, usize),
}

/// Somebody was asked.
#[derive(Debug, sqlx::FromRow)]
struct Asked {
    member: String,
    asker: String,
    at: i64,
    question: i64,
}

/// Communities of two to six people who ask up to five questions within some days.
pub fn communities() -> impl Strategy<Value = Community> {
    let days = (0_u8..7, 0_u8..7).prop_map(|(one, other)| (one.min(other), one.max(other)));
    let hours = (0_u32..24, 1_u32..=24).prop_map(|(from, length)| (from, (from + length).min(24)));
    let snoozed = prop::option::weighted(0.3, 1_u64..4);
    let helps = prop::array::uniform3(prop::bool::weighted(0.6));
    let person =
        (0..ZONES.len(), days, hours, snoozed, helps).prop_map(|(zone, days, hours, snoozed, helps)| {
            let zone = ZONES[zone].parse().expect("a zone");
            Person { zone, days, hours, snoozed, helps }
        });
    let ask = (0_u32..20, 0_usize..7, 0..TOPICS.len(), any::<bool>())
        .prop_map(|(later, by, topic, passed)| Ask { later, by, topic, passed });
    let most = (1_u32..4, 1_u32..5, 1_usize..4);
    (prop::collection::vec(person, 2..7), prop::collection::vec(ask, 1..6), most)
        .prop_map(|(people, asks, most)| Community { people, asks, most })
}

/// The property: nobody is asked who must not be, and somebody is if there is anybody.
pub async fn is_well_mannered(template: &Template, community: &Community) -> Result<(), String> {
    let mut settings = Settings::default();
    settings.questions.suggestions = 0;
    settings.questions.second_after = Span::hours(2);
    settings.people.interruptions_a_day = community.most.0;
    settings.questions.asks_a_week = community.most.1;
    settings.questions.ask_first = community.most.2;
    // Nobody here ever says a word, and all of them are to go on being asked.
    settings.questions.silences = u32::MAX;
    let world = World::new(template, settings).await;
    let mut town = Town { world: &world, community, begun: world.rehearsal.now(), events: 0, replies: 0 };
    let kept = town.live().await;
    world.end().await;
    kept
}

/// The community, living.
struct Town<'a> {
    world: &'a World,
    community: &'a Community,
    begun: Timestamp,
    events: u32,
    /// How many answers to commands there must be.
    replies: usize,
}

impl Town<'_> {
    async fn live(&mut self) -> Result<(), String> {
        for index in 0..self.community.people.len() {
            self.introduce(index).await;
        }
        for (number, ask) in (1_i64..).zip(&self.community.asks) {
            let moment = self.world.rehearsal.now() + Duration::from_secs(3_607 * u64::from(ask.later));
            self.world.rehearsal.advance_to(moment).await?;
            let before = self.asked().await;
            self.types(self.asker(ask), "#help", &format!("ask #{} why is it {number}", TOPICS[ask.topic]))
                .await;
            self.check_first(number, ask, &before).await?;
            if let Some(asked) =
                self.asked().await.iter().find(|asked| asked.question == number && ask.passed)
            {
                let passes = index_of(&asked.member);
                self.types(passes, &format!("dm:{}", asked.member), &format!("pass Q{number}")).await;
                self.replies += 1;
            }
        }
        let end = self.world.rehearsal.now() + Duration::from_hours(36);
        self.world.rehearsal.advance_to(end).await?;
        self.check_all().await
    }

    async fn introduce(&mut self, index: usize) {
        let person = &self.community.people[index];
        let (who, dm) = (name_of(index), format!("dm:{}", name_of(index)));
        let profile = profile(&who, Some(person.zone.name()));
        self.happens(EventKind::ProfileChanged { who: self.world.user(&who), profile }).await;
        let days = (DAYS[usize::from(person.days.0)], DAYS[usize::from(person.days.1)]);
        let mut words = vec![format!("hours {}-{} {}-{}", days.0, days.1, person.hours.0, person.hours.1)];
        let topics = TOPICS.iter().zip(person.helps).filter(|(_, helps)| *helps);
        let topics = topics.fold(String::new(), |words, (topic, _)| words + " #" + topic);
        words.push(format!("helps{topics}"));
        words.extend(person.snoozed.map(|days| format!("snooze {days} days")));
        for words in words {
            self.types(index, &dm, &words).await;
            self.replies += 1;
        }
    }

    async fn types(&mut self, index: usize, place: &str, words: &str) {
        let message = MessageRef::new(&self.world.place(place), format!("typed-{}", self.events));
        self.happens(command(&self.world.user(&name_of(index)), &message, words)).await;
    }

    async fn happens(&mut self, kind: EventKind) {
        self.events += 1;
        let (id, at) = (format!("e{}", self.events), self.world.rehearsal.now());
        self.world.deliver(Event { id, at, network: self.world.paper.network().clone(), kind }).await;
        self.world.settle().await;
    }

    fn asker(&self, ask: &Ask) -> usize {
        ask.by % self.community.people.len()
    }

    /// Everybody who was asked, in the order of asking.
    async fn asked(&self) -> Vec<Asked> {
        const SQL: &str = "SELECT m.user_id AS member, k.user_id AS asker, a.at, a.question FROM asked a
            JOIN question q ON q.number = a.question JOIN account m ON m.member = a.member
            JOIN account k ON k.member = q.asker ORDER BY a.at, a.question, m.user_id";
        let mut tx = self.world.db().begin_read().await.expect("a transaction");
        on!(&mut tx, |c| sqlx::query_as(SQL).fetch_all(c).await).expect("everybody who was asked")
    }

    /// When a question is asked, as many are asked as may be.
    async fn check_first(&self, number: i64, ask: &Ask, before: &[Asked]) -> Result<(), String> {
        let now = self.world.rehearsal.now();
        let free = (0..self.community.people.len()).filter(|index| {
            let helps = self.community.people[*index].helps[ask.topic];
            helps && *index != self.asker(ask) && self.quiet(*index, now, before).is_none()
        });
        let (is, must_be) = (
            self.asked().await.iter().filter(|asked| asked.question == number).count(),
            free.count().min(self.community.most.2),
        );
        if is == must_be { Ok(()) } else { Err(format!("Q{number}: {is} were asked and not {must_be}")) }
    }

    /// Nobody was asked who must not be, and nobody was written to otherwise.
    async fn check_all(&self) -> Result<(), String> {
        let all = self.asked().await;
        for (index, asked) in all.iter().enumerate() {
            let at = Timestamp::from_millis(asked.at);
            if asked.member == asked.asker {
                return Err(format!("{asked:?}: the asker"));
            }
            if let Some(why) = self.quiet(index_of(&asked.member), at, &all[..index]) {
                return Err(format!("{asked:?}: {why}"));
            }
        }
        let told = self.world.paper.seen().iter().filter(|seen| seen.only.is_some()).count();
        let must_be = self.replies + all.len();
        if told == must_be { Ok(()) } else { Err(format!("{told} private messages and not {must_be}")) }
    }

    /// Why a person must not be asked at a moment, after others were.
    fn quiet(&self, index: usize, at: Timestamp, before: &[Asked]) -> Option<&'static str> {
        let Some(person) = self.community.people.get(index) else { return Some("a stranger") };
        let local = person.local(at);
        let awake = person.local(self.begun).date_naive() + Days::new(person.snoozed.unwrap_or(0));
        if person.snoozed.is_some() && local.date_naive() < awake {
            return Some("snoozed");
        }
        let day = u8::try_from(local.weekday().num_days_from_monday()).expect("a weekday");
        let works = (person.days.0..=person.days.1).contains(&day);
        if !works || !(person.hours.0..person.hours.1).contains(&local.hour()) {
            return Some("off hours");
        }
        let mine: Vec<DateTime<Tz>> = before
            .iter()
            .filter(|asked| index_of(&asked.member) == index)
            .map(|asked| person.local(Timestamp::from_millis(asked.at)))
            .collect();
        let today = mine.iter().filter(|earlier| earlier.date_naive() == local.date_naive()).count();
        let week = mine.iter().filter(|earlier| local - **earlier < TimeDelta::days(7)).count();
        if today >= self.community.most.0 as usize {
            return Some("asked often enough today");
        }
        (week >= self.community.most.1 as usize).then_some("asked often enough this week")
    }
}

impl Person {
    fn local(&self, at: Timestamp) -> DateTime<Tz> {
        DateTime::from_timestamp_millis(at.millis()).expect("a moment").with_timezone(&self.zone)
    }
}

fn name_of(index: usize) -> String {
    format!("p{index}")
}

fn index_of(name: &str) -> usize {
    name[1..].parse().expect("a person")
}
