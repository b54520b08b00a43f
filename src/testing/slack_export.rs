//! Make-believe exports of a Slack workspace, as odd as real ones, and what an import must find in them.
//!
//! Everything follows from the seed: what is said, who says it, and every oddity with its number. So a test can ask for
//! exact counts instead of plausible ones.

mod words;

use crate::import::Reason;
use chrono::{Days, NaiveDate};
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha12Rng;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use words::{ANSWERS, CHANNELS, QUESTIONS, STATEMENTS};

/// The workspace's id.
pub const WORKSPACE: &str = "T0STOA";
/// The first day, a Monday.
const FIRST: &str = "2026-01-05";
/// Days with a file that breaks off, by their number from the first day; nothing else happens on them.
const BROKEN_DAYS: [u64; 3] = [5, 12, 19];
/// One in so many people has left.
const LEFT: usize = 20;

/// How large a workspace is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Entries in the public channels.
    pub messages: u64,
    /// People who write there.
    pub people: usize,
    /// Days from the first to the last message.
    pub days: u64,
}

/// What an import must find.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Public channels.
    pub channels: u64,
    /// Entries in them.
    pub messages: u64,
    /// Questions.
    pub questions: u64,
    /// Answers.
    pub answers: u64,
    /// People who asked or answered.
    pub people: u64,
    /// Questions with an accepted answer.
    pub accepted: u64,
    /// Marks of answers that helped.
    pub helped: u64,
    /// What is left out, by reason.
    pub rejected: BTreeMap<Reason, u64>,
}

/// A workspace and all that was said in it.
#[derive(Debug)]
pub struct SlackWorkspace {
    size: Size,
    rng: ChaCha12Rng,
    /// Entries by channel and day.
    days: BTreeMap<(&'static str, u64), Vec<Value>>,
    said: BTreeSet<String>,
    last: u64,
    expected: Expected,
}

impl SlackWorkspace {
    /// The workspace that follows from `seed`.
    pub fn new(size: Size, seed: u64) -> Self {
        let rng = ChaCha12Rng::seed_from_u64(seed);
        let (days, said) = (BTreeMap::new(), BTreeSet::new());
        let mut workspace = Self { size, rng, days, said, last: 0, expected: Expected::default() };
        while workspace.expected.messages + 20 <= size.messages {
            workspace.something_happens();
        }
        while workspace.expected.messages < size.messages {
            workspace.chatter();
        }
        workspace.finish();
        workspace
    }

    /// What an import must find.
    pub fn expected(&self) -> &Expected {
        &self.expected
    }

    /// Writes the export as Slack would.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let list = |name: &str, rows: &[Value]| fs::write(folder.join(name), json!(rows).to_string());
        list("users.json", &self.users())?;
        let conversation = |(nth, name): (usize, &&str)| json!({"id": format!("C{nth:03}"), "name": name});
        list("channels.json", &CHANNELS.iter().enumerate().map(conversation).collect::<Vec<_>>())?;
        list("groups.json", &[json!({"id": "G1", "name": "secret"}), json!({"id": "G2", "name": "board"})])?;
        list("mpims.json", &[json!({"id": "G3", "name": "mpdm-a--b--c-1"})])?;
        list("dms.json", &[json!({"id": "D1", "members": ["U00001", "U00002"]})])?;
        list("integration_logs.json", &[])?;
        let private = json!([{"type": "message", "user": "U00001", "ts": "1767600000.000001",
            "thread_ts": "1767600000.000001", "text": "Nobody may ever read this?"}]);
        for name in ["secret", "board", "mpdm-a--b--c-1", "D1", "left-behind"] {
            fs::create_dir_all(folder.join(name))?;
            fs::write(folder.join(name).join("2026-01-05.json"), private.to_string())?;
        }
        for channel in CHANNELS {
            fs::create_dir_all(folder.join(channel))?;
            fs::write(folder.join(channel).join(day_file(self.size.days + 1)), "[]")?;
        }
        for day in BROKEN_DAYS {
            fs::write(
                folder.join(CHANNELS[0]).join(day_file(day)),
                "[{\"type\": \"message\",\n \"text\": \"br",
            )?;
        }
        fs::write(folder.join(CHANNELS[1]).join("canvas_in_the_conversation.json"), "{}")?;
        for ((channel, day), entries) in &self.days {
            fs::write(folder.join(channel).join(day_file(*day)), serde_json::to_vec_pretty(entries)?)?;
        }
        Ok(())
    }

    /// Everybody but every 50th, of whom the export does not know any more.
    fn users(&self) -> Vec<Value> {
        let listed = (1..=self.size.people).filter(|number| number % 50 != 0);
        let user = |number: usize| {
            json!({"id": person(number), "team_id": WORKSPACE, "name": format!("person{number}"),
                "deleted": number.is_multiple_of(LEFT), "is_bot": false,
                "profile": {"real_name": format!("Person {number}"), "display_name": ""}})
        };
        let robot = json!({"id": "UROBOT", "team_id": WORKSPACE, "name": "robot", "is_bot": true});
        let guest = json!({"id": "UGUEST", "team_id": "TOTHER", "name": "guest"});
        listed.map(user).chain([robot, guest]).collect()
    }

    fn something_happens(&mut self) {
        match self.rng.random_range(0..100) {
            0..38 => self.question(),
            38..44 => self.unanswered(),
            44..62 => self.chatter(),
            62..74 => self.talk(),
            74..80 => self.notice(),
            80..86 => self.app(),
            86..89 => self.deleted_root(),
            89..92 => self.lost_root(),
            92..95 => self.without_words(),
            95..98 => self.too_long(),
            _ => self.nonsense(),
        }
    }

    /// A thread that begins with a question, with everything that happens in such threads.
    fn question(&mut self) {
        let (channel, day) = (self.channel(), self.day());
        let (asker, root) = (self.person(), self.ts(day));
        let text = self.pick(QUESTIONS).replace("{}", &format!("<@{}>", self.person()));
        let mut entry = message(&asker, &root, &text);
        entry["thread_ts"] = json!(root);
        self.put(channel, day, entry.clone());
        if self.chance(5) {
            entry["edited"] = json!({"user": asker, "ts": "1790000000.000000"});
            self.put(channel, day, entry);
            self.leave(Reason::Twice);
        }
        self.expected.questions += 1;
        self.said.insert(asker.clone());
        let mut accepted = false;
        for _ in 0..self.rng.random_range(1..5) {
            let later = (day + self.rng.random_range(0..3)).min(self.size.days - 1);
            let later = if BROKEN_DAYS.contains(&later) { day } else { later };
            let (by, ts) = (self.person(), self.ts(later));
            if by != asker {
                self.answer((channel, later), &asker, (&by, &ts), &root, &mut accepted);
            }
        }
        // Somebody has replied in any case, though it was the asker alone.
        let ts = self.ts(day);
        self.reply((channel, day), (&asker, &ts), &root, "thanks, that was it");
        self.leave(Reason::OwnReply);
        if self.chance(10) {
            let ts = self.ts(day);
            let entry = json!({"type": "message", "subtype": "bot_message", "bot_id": "B1", "text": "Ticket made",
                "ts": ts, "thread_ts": root});
            self.put(channel, day, entry);
            self.leave(Reason::FromApp);
        }
    }

    /// An answer with its reactions.
    fn answer(
        &mut self,
        (channel, day): (&'static str, u64),
        asker: &str,
        (by, ts): (&str, &str),
        root: &str,
        accepted: &mut bool,
    ) {
        let mut entry = message(by, ts, self.pick(ANSWERS));
        entry["thread_ts"] = json!(root);
        let mut reactions = vec![json!({"name": "eyes", "users": [by], "count": 1})];
        if self.chance(30) {
            let fan = self.person();
            // One's own thumb does not count.
            self.expected.helped += u64::from(fan != by);
            reactions.push(json!({"name": "+1::skin-tone-3", "users": [fan], "count": 1}));
            reactions.push(json!({"name": "bulb", "users": [fan, by], "count": 2}));
        }
        if self.chance(40) {
            reactions.push(json!({"name": "white_check_mark", "users": [asker], "count": 1}));
            self.expected.accepted += u64::from(!std::mem::replace(accepted, true));
        }
        entry["reactions"] = json!(reactions);
        if self.chance(5) {
            entry["subtype"] = json!("thread_broadcast");
        }
        if self.chance(5) {
            entry["files"] = json!([{"name": "runbook.pdf", "url_private": "https://files.example/x"}]);
        }
        self.put(channel, day, entry);
        self.expected.answers += 1;
        self.said.insert(by.to_owned());
    }

    fn unanswered(&mut self) {
        let (channel, day) = (self.channel(), self.day());
        let (by, ts, text) = (self.person(), self.ts(day), self.pick(QUESTIONS));
        self.put(channel, day, message(&by, &ts, text));
        self.leave(Reason::NoReply);
    }

    fn chatter(&mut self) {
        let (channel, day) = (self.channel(), self.day());
        let (by, ts, text) = (self.person(), self.ts(day), self.pick(STATEMENTS));
        self.put(channel, day, message(&by, &ts, text));
        self.leave(Reason::NotAsked);
    }

    /// A thread that does not begin with a question.
    fn talk(&mut self) {
        let (channel, day) = (self.channel(), self.day());
        let (by, root) = (self.person(), self.ts(day));
        self.reply((channel, day), (&by, &root), &root, STATEMENTS[0]);
        self.leave(Reason::NotAsked);
        for _ in 0..self.rng.random_range(1..6) {
            let (by, ts) = (self.person(), self.ts(day));
            self.reply((channel, day), (&by, &ts), &root, "and how is that done?");
            self.leave(Reason::NotAsked);
        }
    }

    fn notice(&mut self) {
        let (channel, day) = (self.channel(), self.day());
        let (by, ts) = (self.person(), self.ts(day));
        let mut entry = message(&by, &ts, &format!("<@{by}> has joined the channel"));
        entry["subtype"] = json!("channel_join");
        self.put(channel, day, entry);
        self.leave(Reason::Notice);
    }

    fn app(&mut self) {
        let (channel, day) = (self.channel(), self.day());
        let ts = self.ts(day);
        self.put(channel, day, message("UROBOT", &ts, "Build 17 is broken, who can help?"));
        self.leave(Reason::FromApp);
    }

    /// What is left of a deleted message that had replies.
    fn deleted_root(&mut self) {
        let (channel, day) = (self.channel(), self.day());
        let (by, root, ts) = (self.person(), self.ts(day), self.ts(day));
        let mut entry = message("USLACKBOT", &root, "This message was deleted.");
        entry["subtype"] = json!("tombstone");
        entry["thread_ts"] = json!(root);
        self.put(channel, day, entry);
        self.leave(Reason::Deleted);
        self.reply((channel, day), (&by, &ts), &root, "gone?");
        self.leave(Reason::NotAsked);
    }

    fn lost_root(&mut self) {
        let (channel, day) = (self.channel(), self.day());
        let (by, root, ts) = (self.person(), self.ts(day), self.ts(day));
        self.reply((channel, day), (&by, &ts), &root, ANSWERS[0]);
        self.leave(Reason::NoQuestion);
    }

    fn without_words(&mut self) {
        let (channel, day) = (self.channel(), self.day());
        let (by, ts) = (self.person(), self.ts(day));
        self.put(channel, day, message(&by, &ts, " "));
        self.leave(Reason::NoWords);
    }

    fn too_long(&mut self) {
        let (channel, day) = (self.channel(), self.day());
        let (by, ts) = (self.person(), self.ts(day));
        self.put(channel, day, message(&by, &ts, &"long ".repeat(9_000)));
        self.leave(Reason::TooLong);
    }

    fn nonsense(&mut self) {
        let (channel, day) = (self.channel(), self.day());
        let by = self.person();
        let (entry, reason) = if self.chance(50) {
            (message(&by, "yesterday", "Is this a question?"), Reason::NoDate)
        } else {
            (json!(["no message"]), Reason::NotJson)
        };
        self.put(channel, day, entry);
        self.leave(reason);
    }

    fn reply(&mut self, (channel, day): (&'static str, u64), (by, ts): (&str, &str), root: &str, text: &str) {
        let mut entry = message(by, ts, text);
        entry["thread_ts"] = json!(root);
        self.put(channel, day, entry);
    }

    fn finish(&mut self) {
        self.expected.channels = CHANNELS.len() as u64;
        self.expected.people = self.said.len() as u64;
        // One folder that no list names and one file that is no day; two groups, a group of three, a pair.
        let others =
            [(Reason::BrokenFile, BROKEN_DAYS.len() as u64), (Reason::Stray, 2), (Reason::Private, 4)];
        self.expected.rejected.extend(others);
    }

    fn put(&mut self, channel: &'static str, day: u64, entry: Value) {
        self.days.entry((channel, day)).or_default().push(entry);
        self.expected.messages += 1;
    }

    fn leave(&mut self, reason: Reason) {
        *self.expected.rejected.entry(reason).or_default() += 1;
    }

    fn channel(&mut self) -> &'static str {
        self.pick(CHANNELS)
    }

    /// A day on which no file breaks off.
    fn day(&mut self) -> u64 {
        loop {
            let day = self.rng.random_range(0..self.size.days);
            if !BROKEN_DAYS.contains(&day) {
                return day;
            }
        }
    }

    fn person(&mut self) -> String {
        person(self.rng.random_range(1..=self.size.people))
    }

    /// A moment of that day, later than every one of it before.
    fn ts(&mut self, day: u64) -> String {
        self.last += 1;
        let first: NaiveDate = FIRST.parse().unwrap_or_default();
        let midnight = (first + Days::new(day)).and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
        format!("{}.{:06}", midnight + 8 * 3_600 + i64::try_from(self.last % 36_000).unwrap_or(0), self.last)
    }

    fn pick(&mut self, from: &'static [&'static str]) -> &'static str {
        from.choose(&mut self.rng).copied().unwrap_or_default()
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.rng.random_range(0..100) < percent
    }
}

fn person(number: usize) -> String {
    format!("U{number:05}")
}

fn message(by: &str, ts: &str, text: &str) -> Value {
    json!({"type": "message", "user": by, "ts": ts, "text": text, "team": WORKSPACE, "client_msg_id": ts})
}

fn day_file(day: u64) -> String {
    let first: NaiveDate = FIRST.parse().unwrap_or_default();
    format!("{}.json", first + Days::new(day))
}
