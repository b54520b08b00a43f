//! What becomes of a question once it is posted, on both databases.

mod corrections;
mod following;
mod freshness;
mod helped;
mod review;
mod upkeep;
mod which_helped;

use crate::on;
use crate::testing::{Community, Paper, Seen, TestDb};
use std::time::Duration;
use stoa_chat::MessageRef;

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

/// A community in which Ben helps with Terraform and Dara with nothing, and Mo moderates.
async fn community(db: &TestDb) -> Community {
    let mut settings = crate::settings::Settings::default();
    settings.people.admins = vec!["paper/mo".into()];
    let community = Community::with(db, settings, Paper::new("paper")).await;
    for (id, name) in [("ana", "Ana"), ("ben", "Ben"), ("chen", "Chen"), ("dara", "Dara"), ("mo", "Mo")] {
        community.happen(community.profile(id, name, None)).await;
    }
    community.commands("ben", "dm:ben", "helps #terraform").await;
    community
}

fn words(seen: Option<Seen>) -> String {
    seen.map(|seen| seen.post.text.to_plain()).unwrap_or_default()
}

/// The values of a message's buttons.
fn buttons(seen: Option<Seen>) -> Vec<String> {
    seen.map(|seen| seen.post.buttons.into_iter().map(|button| button.value).collect()).unwrap_or_default()
}

/// Ana asks; gives the card.
async fn asked(community: &Community) -> Seen {
    community.commands("ana", "#help", "ask #terraform How do I unlock my state?").await;
    card(community, 1)
}

/// The card of a question.
fn card(community: &Community, number: i64) -> Seen {
    let begins = format!("Q{number} ");
    let is_card = |seen: &Seen| seen.only.is_none() && seen.post.text.to_plain().starts_with(&begins);
    community.paper.seen().into_iter().find(is_card).expect("a card")
}

/// Somebody answers under a card; gives the answering message.
async fn answered(community: &Community, by: &str, card: &Seen, text: &str) -> MessageRef {
    let event = community.message(by, "#help", Some(&card.message), text);
    let message = event.message().expect("a message").clone();
    community.happen(event).await;
    message
}

/// How many messages `who` alone can see that contain `part`.
fn told_times(community: &Community, who: &str, part: &str) -> usize {
    let seen = community.paper.seen();
    let told = seen.iter().filter(|seen| seen.only.as_deref() == Some(who));
    told.filter(|seen| seen.post.text.to_plain().contains(part)).count()
}

async fn count(community: &Community, sql: &'static str) -> i64 {
    let mut tx = community.engine().db().begin_read().await.unwrap();
    let (count,): (i64,) = on!(&mut tx, |c| sqlx::query_as(sql).fetch_one(c).await).unwrap();
    count
}
