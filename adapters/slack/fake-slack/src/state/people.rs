//! People, programs and groups of people, as `users.info` and `usergroups.list` tell of them.

use super::World;
use crate::app::App;
use chrono::{DateTime, Offset as _, TimeZone as _, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};

/// An account.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "Slack tells these of a user")]
pub struct User {
    pub id: String,
    /// The handle: `ana`.
    pub name: String,
    pub real_name: String,
    pub zone: Tz,
    pub locale: String,
    pub status_text: String,
    pub status_emoji: String,
    pub deleted: bool,
    pub guest: bool,
    /// The home of somebody met through Slack Connect, another workspace than ours.
    pub team: String,
    pub stranger: bool,
    pub bot_id: Option<String>,
    pub admin: bool,
    pub updated: i64,
}

/// A group of people with a handle.
#[derive(Clone, Debug)]
pub struct Group {
    pub id: String,
    pub name: String,
    pub handle: String,
    pub users: Vec<String>,
    pub deleted: bool,
}

/// Somebody who is about to join the workspace.
#[derive(Clone, Debug)]
pub struct NewPerson {
    pub(crate) name: String,
    pub(crate) real_name: String,
    pub(crate) zone: Tz,
    pub(crate) locale: String,
    pub(crate) guest: bool,
    pub(crate) stranger_from: Option<String>,
    pub(crate) bot: bool,
    pub(crate) id: Option<String>,
}

impl NewPerson {
    /// Somebody with this handle, who lives in UTC and speaks American English.
    pub fn named(name: &str) -> Self {
        let mut real_name = name.to_owned();
        if let Some(first) = real_name.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        Self {
            name: name.to_owned(),
            real_name,
            zone: Tz::UTC,
            locale: "en-US".to_owned(),
            guest: false,
            stranger_from: None,
            bot: false,
            id: None,
        }
    }

    /// The same person, called so in full.
    #[must_use]
    pub fn called(mut self, real_name: &str) -> Self {
        real_name.clone_into(&mut self.real_name);
        self
    }

    /// The same person in this time zone.
    #[must_use]
    pub fn zone(mut self, zone: Tz) -> Self {
        self.zone = zone;
        self
    }

    /// The same person with this locale: `de-DE`.
    #[must_use]
    pub fn locale(mut self, locale: &str) -> Self {
        locale.clone_into(&mut self.locale);
        self
    }

    /// The same person as a guest.
    #[must_use]
    pub fn guest(mut self) -> Self {
        self.guest = true;
        self
    }

    /// The same person, from another workspace, met through Slack Connect.
    #[must_use]
    pub fn stranger_from(mut self, team: &str) -> Self {
        self.stranger_from = Some(team.to_owned());
        self
    }

    /// A program of somebody else instead of a person.
    #[must_use]
    pub fn program(mut self) -> Self {
        self.bot = true;
        self
    }

    /// The same person under an id of the test's choice.
    #[must_use]
    pub fn with_id(mut self, id: &str) -> Self {
        self.id = Some(id.to_owned());
        self
    }
}

impl User {
    /// The app's own account.
    pub fn bot(app: &App, team: &str) -> Self {
        Self {
            id: app.user_id.clone(),
            name: app.name.clone(),
            real_name: app.name.clone(),
            zone: Tz::America__Los_Angeles,
            locale: "en-US".to_owned(),
            status_text: String::new(),
            status_emoji: String::new(),
            deleted: false,
            guest: false,
            team: team.to_owned(),
            stranger: false,
            bot_id: Some(app.bot_id.clone()),
            admin: false,
            updated: 0,
        }
    }

    /// The account as `users.info` and `user_change` tell of it; without an address, since Stoa asks for no scope
    /// that would show one.
    pub fn json(&self, app_id: &str, now: i64, locale: bool) -> Value {
        let mut user = json!({
            "id": self.id,
            "team_id": self.team,
            "name": self.name,
            "deleted": self.deleted,
            "color": "9f69e7",
            "is_bot": self.bot_id.is_some(),
            "is_app_user": false,
            "updated": self.updated,
            "profile": self.profile(app_id),
        });
        if !self.deleted {
            let (label, offset) = self.offset(now);
            user["real_name"] = json!(self.real_name);
            user["tz"] = json!(self.zone.name());
            user["tz_label"] = json!(label);
            user["tz_offset"] = json!(offset);
            user["is_admin"] = json!(self.admin);
            user["is_owner"] = json!(false);
            user["is_primary_owner"] = json!(false);
            user["is_restricted"] = json!(self.guest);
            user["is_ultra_restricted"] = json!(false);
            user["is_email_confirmed"] = json!(self.bot_id.is_none());
            user["who_can_share_contact_card"] = json!("EVERYONE");
        }
        if self.stranger {
            user["is_stranger"] = json!(true);
        }
        if locale {
            user["locale"] = json!(self.locale);
        }
        user
    }

    fn profile(&self, app_id: &str) -> Value {
        let (first, last) = self.real_name.split_once(' ').unwrap_or((&self.real_name, ""));
        let mut profile = json!({
            "title": "",
            "phone": "",
            "skype": "",
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.name,
            "display_name_normalized": self.name,
            "first_name": first,
            "last_name": last,
            "status_text": self.status_text,
            "status_emoji": self.status_emoji,
            "status_expiration": 0,
            "status_text_canonical": "",
            "status_emoji_display_info": [],
            "fields": {},
            "avatar_hash": "g0123456789a",
            "team": self.team,
        });
        for size in [24, 32, 48, 72, 192, 512] {
            profile[format!("image_{size}")] =
                json!(format!("https://a.slack-edge.example/g0123456789a-{size}.png"));
        }
        if let Some(bot_id) = &self.bot_id {
            profile["bot_id"] = json!(bot_id);
            profile["api_app_id"] = json!(app_id);
            profile["always_active"] = json!(true);
        }
        profile
    }

    /// What the zone is called and how many seconds it is ahead of UTC.
    fn offset(&self, now: i64) -> (String, i32) {
        let utc: DateTime<Utc> = DateTime::from_timestamp_micros(now).unwrap_or_default();
        let local = self.zone.from_utc_datetime(&utc.naive_utc());
        (local.format("%Z").to_string(), local.offset().fix().local_minus_utc())
    }
}

impl World {
    /// Lets somebody join the workspace, and gives their id.
    pub fn hire(&mut self, new: NewPerson) -> String {
        let id = new.id.unwrap_or_else(|| self.new_id("U"));
        let bot_id = new.bot.then(|| self.new_id("B"));
        let user = User {
            id: id.clone(),
            name: new.name,
            real_name: new.real_name,
            zone: new.zone,
            locale: new.locale,
            status_text: String::new(),
            status_emoji: String::new(),
            deleted: false,
            guest: new.guest,
            stranger: new.stranger_from.is_some(),
            team: new.stranger_from.unwrap_or_else(|| self.team.id.clone()),
            bot_id,
            admin: false,
            updated: self.seconds(),
        };
        self.users.insert(id.clone(), user);
        id
    }

    /// The id of the account with this handle.
    pub fn handle(&self, name: &str) -> Option<&User> {
        self.users.values().find(|user| user.name == name)
    }

    /// A group as `usergroups.list` tells of it.
    pub fn group_json(&self, group: &Group, users: bool, count: bool) -> Value {
        let mut told = json!({
            "id": group.id,
            "team_id": self.team.id,
            "is_usergroup": true,
            "is_subteam": true,
            "name": group.name,
            "description": "",
            "handle": group.handle,
            "is_external": false,
            "date_create": 1_600_000_000,
            "date_update": 1_600_000_000,
            "date_delete": if group.deleted { self.seconds() } else { 0 },
            "auto_type": null,
            "auto_provision": false,
            "created_by": "USLACKBOT",
            "updated_by": "USLACKBOT",
            "deleted_by": null,
            "prefs": {"channels": [], "groups": []},
        });
        if users {
            told["users"] = json!(group.users);
        }
        if count {
            // Slack's own example has the number as a text.
            told["user_count"] = json!(group.users.len().to_string());
        }
        told
    }
}
