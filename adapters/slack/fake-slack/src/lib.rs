//! A make-believe Slack, as strict as the real one: for tests of whatever talks to Slack.
//!
//! A [`Slack`] is one workspace with one app installed. It serves the Web API over HTTP on this machine and
//! tells the app what happens, over Socket Mode or by the Events API. Tests act through [`Person`]s, look at
//! what people see ([`Person::sees`], [`Person::modal`], [`Person::home`]), move its clock, and let things go
//! wrong. Every request is held to a table of [`facts`] and to Block Kit's limits: what Slack would refuse is
//! refused with Slack's words, and listed in [`Slack::violations`].
//!
//! Time is virtual: it stands still until [`Slack::advance`] moves it, and everything that depends on it
//! (names of messages, rate limits, triggers, retries) happens then. Who moves it while the app is busy makes the
//! app late: wait with [`Slack::settled`] first. Chance is seeded.
//!
//! What it does not have: several workspaces in one Slack (start two), user tokens, the installation by OAuth,
//! and methods that Stoa does not call.
//!
//! ```
//! # tokio::runtime::Runtime::new().expect("a runtime starts").block_on(async {
//! use stoa_fake_slack::{NewChannel, NewPerson, Slack};
//!
//! let slack = Slack::builder().start().await;
//! let ana = slack.hire(NewPerson::named("ana"));
//! let help = slack.open_channel(NewChannel::public("help").with(&[ana.id()]).with_bot());
//! // An app would be pointed at slack.api_url() with slack.bot_token() and slack.app_token() here.
//! ana.says(&help, "hello <world>");
//! assert_eq!(ana.sees()[0].words, "hello <world>");
//! assert!(slack.violations().is_empty());
//! # });
//! ```

#![deny(missing_docs)]

mod api;
mod app;
mod blocks;
mod deliver;
pub mod facts;
mod faults;
mod forms;
pub mod jury;
mod late;
mod limits;
mod menus;
mod page;
mod person;
mod record;
mod server;
mod sight;
mod slack;
mod state;
mod trouble;
mod violation;
mod words;

pub use app::{Standing, plain_manifest};
pub use deliver::http::{Answer, Request, signature};
pub use deliver::{Endpoints, Pace, Route};
pub use faults::Fault;
pub use forms::{Question, Sheet};
pub use page::Scene;
pub use person::Person;
pub use sight::Sight;
pub use slack::{Builder, Slack};
pub use state::{Call, NewChannel, NewPerson, Notice};
pub use violation::Violation;
