//! What a person sees, as one page for a browser: for pictures in the documentation and for whoever wants to look.
//!
//! The page needs nothing else: no script, no file, no network. Whatever somebody wrote is escaped.

mod blocks;
mod markup;

use crate::slack::Slack;
use crate::state::{Channel, Message, View, World, from_ts};
use crate::words::blocks::plain;
use blocks::Painter;
use chrono::{DateTime, TimeZone as _};
use chrono_tz::Tz;
use markup::escaped;
use std::fmt::Write as _;

/// What is to be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scene {
    /// A conversation, by its id.
    Conversation(String),
    /// One thread: the conversation's id and the time of the first message.
    Thread(String, String),
    /// The modal that lies uppermost.
    Modal,
    /// The app's Home.
    Home,
}

/// Looks alike wherever it is opened, in the light as in the dark.
const STYLE: &str = include_str!("page.css");

impl Slack {
    /// A page that shows `scene` as `user` sees it. What there is not, it says so.
    pub fn page(&self, user: &str, scene: &Scene) -> String {
        let world = self.0.world();
        let painter = Painter { world: &world, zone: world.user(user).map_or(Tz::UTC, |user| user.zone) };
        let (title, inside) = match scene {
            Scene::Conversation(channel) => painter.conversation(user, channel, None),
            Scene::Thread(channel, root) => painter.conversation(user, channel, Some(root)),
            Scene::Modal => painter.modal(user),
            Scene::Home => painter.home(user),
        };
        let title = escaped(&title);
        format!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
             <meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style></head>\
             <body>{inside}</body></html>\n"
        )
    }
}

impl Painter<'_> {
    fn conversation(&self, reader: &str, channel: &str, thread: Option<&str>) -> (String, String) {
        let Some(place) = self.world.channels.get(channel).filter(|place| place.has(reader)) else {
            return nothing("This conversation is not theirs to see.");
        };
        let title = self.title(place, reader);
        let own = |message: &&Message| {
            let theirs = message.only_for.as_ref().is_none_or(|only| only == reader);
            let here = match thread {
                Some(root) => message.root() == root,
                None => !message.is_reply() || message.broadcast,
            };
            theirs && here && !message.deleted
        };
        let mut html = format!("<main class=\"channel\"><h1>{}</h1>", escaped(&title));
        for message in place.messages.iter().filter(own) {
            let _ = write!(html, "{}", self.message(place, message, thread.is_none()));
        }
        html.push_str("</main>");
        (title, html)
    }

    fn title(&self, place: &Channel, reader: &str) -> String {
        if !place.name.is_empty() && !place.name.starts_with("mpdm-") {
            return format!("# {}", place.name);
        }
        let others: Vec<_> =
            place.members.iter().filter(|id| *id != reader).map(|id| self.name(id)).collect();
        others.join(", ")
    }

    fn message(&self, place: &Channel, message: &Message, with_replies: bool) -> String {
        let app = message.bot_id.is_some();
        let name = escaped(&self.name(&message.user));
        let letter: String = self.name(&message.user).chars().take(1).collect::<String>().to_uppercase();
        let mut html = String::from("<article class=\"message");
        if message.only_for.is_some() {
            html.push_str(" private");
        }
        let badge = if app { "<span class=\"badge\">APP</span>" } else { "" };
        let _ = write!(
            html,
            "\"><div class=\"face{}\">{}</div><div class=\"said\"><header><b>{name}</b>{badge}<time>{}</time></header>",
            if app { " app" } else { "" },
            escaped(&letter),
            self.clock(&message.ts),
        );
        if message.only_for.is_some() {
            html.push_str("<p class=\"only\">Only visible to you</p>");
        }
        if message.blocks.is_empty() {
            let _ = write!(html, "<div class=\"text\">{}</div>", self.markup(&message.text));
        } else {
            html.push_str(&self.blocks(&message.blocks, None));
        }
        if message.edited.is_some() {
            html.push_str("<span class=\"edited\">(edited)</span>");
        }
        self.under(place, message, with_replies, &mut html);
        html.push_str("</div></article>");
        html
    }

    /// What stands under a message: files, reactions, how many answers.
    fn under(&self, place: &Channel, message: &Message, with_replies: bool, html: &mut String) {
        for file in message.files.iter().filter_map(|id| self.world.files.get(id)) {
            let alt = file.alt.as_ref().unwrap_or(&file.title);
            let _ = write!(
                html,
                "<figure>{}<figcaption>{}</figcaption></figure>",
                escaped(&file.title),
                escaped(alt)
            );
        }
        if !message.reactions.is_empty() {
            html.push_str("<p class=\"reactions\">");
            for one in &message.reactions {
                let _ = write!(html, "<span>{} {}</span>", markup::emoji(&one.name), one.users.len());
            }
            html.push_str("</p>");
        }
        let replies = place.replies(&message.ts).count();
        if with_replies && replies > 0 && !message.is_reply() {
            let noun = if replies == 1 { "reply" } else { "replies" };
            let _ = write!(html, "<p class=\"replies\">{replies} {noun}</p>");
        }
    }

    fn modal(&self, user: &str) -> (String, String) {
        let view = self.world.views.modals.get(user).and_then(|stack| stack.last());
        let Some(view) = view else { return nothing("No form is open.") };
        let title = plain(&view.content["title"]);
        let close =
            if view.content["close"].is_null() { "Cancel".to_owned() } else { plain(&view.content["close"]) };
        let mut html = format!(
            "<main class=\"modal\"><header><h1>{}</h1><span class=\"x\">×</span></header>{}<footer>\
             <span class=\"button\">{}</span>",
            escaped(&title),
            self.view(view),
            escaped(&close),
        );
        if !view.content["submit"].is_null() {
            let submit = escaped(&plain(&view.content["submit"]));
            let _ = write!(html, "<span class=\"button primary\">{submit}</span>");
        }
        html.push_str("</footer></main>");
        (title, html)
    }

    fn home(&self, user: &str) -> (String, String) {
        let Some(view) = self.world.views.homes.get(user) else { return nothing("There is no Home yet.") };
        let name = escaped(&self.world.app.name);
        let tabs = "<nav><b>Home</b><span>Messages</span><span>About</span></nav>";
        let html = format!("<main class=\"home\"><h1>{name}</h1>{tabs}{}</main>", self.view(view));
        (self.world.app.name.clone(), html)
    }

    fn view(&self, view: &View) -> String {
        let blocks = view.content["blocks"].as_array().cloned().unwrap_or_default();
        self.blocks(&blocks, Some(view))
    }

    fn clock(&self, ts: &str) -> String {
        let at = from_ts(ts).and_then(DateTime::from_timestamp_micros);
        at.map(|at| self.zone.from_utc_datetime(&at.naive_utc()).format("%-I:%M %p").to_string())
            .unwrap_or_default()
    }
}

impl World {
    /// What people call an account.
    pub fn called(&self, id: &str) -> String {
        match self.user(id) {
            Some(user) => user.real_name.clone(),
            None if id == "USLACKBOT" => "Slackbot".to_owned(),
            None => id.to_owned(),
        }
    }
}

fn nothing(why: &str) -> (String, String) {
    (why.to_owned(), format!("<main class=\"nothing\"><p>{}</p></main>", escaped(why)))
}
