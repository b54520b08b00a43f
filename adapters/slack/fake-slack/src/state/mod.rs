//! What the make-believe Slack remembers: one workspace, its people, conversations and the app in it.
//!
//! Everything lies in one [`World`] behind one lock, so that whatever is looked at fits together. Time is
//! `now`, in microseconds, and only moves when a test moves it.

mod channels;
mod deeds;
mod files;
mod messages;
mod people;
mod tickets;
mod views;

pub use channels::{Channel, ChannelKind, NewChannel};
pub use files::File;
pub use messages::{Message, Reacted};
pub use people::{Group, NewPerson, User};
pub use tickets::{ResponseUrl, Tickets};
pub use views::{MOST_MODALS, View, Views};

use crate::app::App;
use crate::deliver::Deliveries;
use crate::faults::Faults;
use crate::late::Late;
use crate::limits::Limits;
use crate::violation::Violation;
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One second of the clock.
pub const SECOND: i64 = 1_000_000;

/// A workspace, and the enterprise that it belongs to.
#[derive(Clone, Debug)]
pub struct Team {
    pub id: String,
    pub name: String,
    pub domain: String,
    /// Its id and name, on Enterprise Grid.
    pub enterprise: Option<(String, String)>,
    /// Whether the app was installed for the whole enterprise.
    pub org_install: bool,
}

/// Something that Slack tells one person outside of any conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Whom.
    pub user: String,
    /// What.
    pub words: String,
}

/// A call of the Web API, as it came in.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// When, in microseconds.
    pub at: i64,
    /// Which method.
    pub method: String,
    /// With which arguments; never the token.
    pub arguments: serde_json::Map<String, Value>,
    /// What was answered: `ok`, or the error.
    pub answer: String,
}

/// Everything.
#[derive(Debug)]
pub struct World {
    pub now: i64,
    pub rng: ChaCha8Rng,
    /// `http://127.0.0.1:PORT`.
    pub base: String,
    pub team: Team,
    pub app: App,
    pub users: BTreeMap<String, User>,
    pub groups: BTreeMap<String, Group>,
    pub channels: BTreeMap<String, Channel>,
    pub files: BTreeMap<String, File>,
    pub views: Views,
    pub tickets: Tickets,
    pub limits: Limits,
    pub faults: Faults,
    /// Calls that are done only later.
    pub late: Vec<Late>,
    pub deliveries: Deliveries,
    pub violations: Vec<Violation>,
    pub notices: Vec<Notice>,
    pub calls: Vec<Call>,
    made: u64,
}

impl World {
    pub fn new(seed: u64, now: i64, base: String, team: Team, app: App) -> Self {
        let mut world = Self {
            now,
            rng: ChaCha8Rng::seed_from_u64(seed),
            base,
            team,
            app,
            users: BTreeMap::new(),
            groups: BTreeMap::new(),
            channels: BTreeMap::new(),
            files: BTreeMap::new(),
            views: Views::default(),
            tickets: Tickets::default(),
            limits: Limits::default(),
            faults: Faults::default(),
            late: Vec::new(),
            deliveries: Deliveries::default(),
            violations: Vec::new(),
            notices: Vec::new(),
            calls: Vec::new(),
            made: 0,
        };
        let bot = User::bot(&world.app, &world.team.id);
        world.users.insert(bot.id.clone(), bot);
        world
    }

    /// A new id of the kind that `prefix` says: `U`, `C`, `D`, `V` …
    pub fn new_id(&mut self, prefix: &str) -> String {
        self.made += 1;
        format!("{prefix}0{:0>9}", base36(self.made * 46_661 + 1_000_000))
    }

    /// Letters that nobody can guess.
    pub fn secret(&mut self) -> String {
        format!("{:016x}{:016x}", self.rng.next_u64(), self.rng.next_u64())
    }

    /// A number below `below`.
    pub fn chance(&mut self, below: usize) -> usize {
        let below = u64::try_from(below.max(1)).unwrap_or(1);
        usize::try_from(self.rng.next_u64() % below).unwrap_or(0)
    }

    /// Seconds since 1970.
    pub fn seconds(&self) -> i64 {
        self.now / SECOND
    }

    /// This moment as Slack writes it in messages and events.
    pub fn moment(&self) -> String {
        as_ts(self.now)
    }

    pub fn user(&self, id: &str) -> Option<&User> {
        self.users.get(id)
    }

    /// Writes down that a request was not as Slack wants it.
    pub fn violated(&mut self, method: &str, rule: &'static str, told: impl Into<String>) {
        let at = self.now;
        self.violations.push(Violation { at, method: method.to_owned(), rule, told: told.into() });
    }

    /// The enterprise as payloads of interactions have it: an object, or null.
    pub fn enterprise_json(&self) -> Value {
        self.team.enterprise.as_ref().map_or(Value::Null, |(id, name)| json!({"id": id, "name": name}))
    }

    /// The workspace as payloads of interactions have it.
    pub fn team_json(&self) -> Value {
        if self.team.org_install {
            return Value::Null;
        }
        let mut team = json!({"id": self.team.id, "domain": self.team.domain});
        if let Some((id, name)) = &self.team.enterprise {
            team["enterprise_id"] = json!(id);
            team["enterprise_name"] = json!(name);
        }
        team
    }
}

/// A moment in microseconds as Slack writes it: `1700000000.000100`.
pub fn as_ts(micros: i64) -> String {
    format!("{}.{:06}", micros / SECOND, micros % SECOND)
}

/// The moment of a `ts`, if it is one.
pub fn from_ts(ts: &str) -> Option<i64> {
    let (seconds, micros) = ts.split_once('.').unwrap_or((ts, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(seconds) || !digits(micros) || micros.len() > 6 {
        return None;
    }
    let micros: i64 = format!("{micros:0<6}").parse().ok()?;
    seconds.parse::<i64>().ok()?.checked_mul(SECOND)?.checked_add(micros)
}

fn base36(mut number: u64) -> String {
    let mut digits = Vec::new();
    while number > 0 {
        let digit = u32::try_from(number % 36).unwrap_or(0);
        digits.push(char::from_digit(digit, 36).unwrap_or('0').to_ascii_uppercase());
        number /= 36;
    }
    digits.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_and_read_as_slack_does() {
        assert_eq!(as_ts(1_700_000_000_000_100), "1700000000.000100");
        assert_eq!(from_ts("1700000000.000100"), Some(1_700_000_000_000_100));
        assert_eq!(from_ts("1700000000"), Some(1_700_000_000_000_000));
        for nonsense in ["", "now", "1.2.3", "-5", "1.", "1.1234567"] {
            assert_eq!(from_ts(nonsense), None, "{nonsense}");
        }
    }
}
