//! Sessions on both databases.

use crate::on_each_db;
use crate::places::Stage;
use crate::settings::Settings;
use crate::testing::{Community, Paper, TestDb};
use std::time::Duration;

const HOUR: Duration = Duration::from_hours(1);

async fn community(db: &TestDb) -> Community {
    let mut settings = Settings::default();
    settings.launch.stage = Stage::All;
    let community = Community::with(db, settings, Paper::new("paper")).await;
    for who in ["ben", "chen"] {
        told(&community, who, "helps #sql").await;
    }
    community
}

async fn told(community: &Community, who: &str, words: &str) -> String {
    community.commands(who, &format!("dm:{who}"), words).await;
    last(community, who)
}

fn last(community: &Community, who: &str) -> String {
    community.told(who).map(|seen| seen.post.text.to_plain()).unwrap_or_default()
}

/// Who of the two was asked for a session, and who was not.
fn asked<'a>(community: &Community, session: &str) -> (&'a str, &'a str) {
    let is_asked = |who: &str| last(community, who).contains(&format!("({session})"));
    match (is_asked("ben"), is_asked("chen")) {
        (true, false) => ("ben", "chen"),
        (false, true) => ("chen", "ben"),
        both => panic!("asked: {both:?}"),
    }
}

on_each_db!(one_is_asked_then_the_next_and_then_it_is_over, |db: TestDb| async move {
    let community = community(&db).await;
    assert!(told(&community, "ana", "pair #sql 45m").await.contains("L1"));
    let (first, second) = asked(&community, "L1");
    assert!(last(&community, first).contains("45 minutes"));
    assert!(told(&community, second, "session take L1").await.contains("no open session"), "not asked");
    assert!(told(&community, first, "session pass L1").await.contains("somebody else"));
    assert!(last(&community, second).contains("you help with #sql"));
    community.advance(5 * HOUR).await;
    assert!(last(&community, "ana").contains("nobody has the time"));
    assert!(told(&community, second, "session take L1").await.contains("no open session"), "too late");
});

on_each_db!(who_takes_it_is_brought_together_with_the_asker, |db: TestDb| async move {
    let community = community(&db).await;
    told(&community, "ana", "shadow #sql").await;
    let (first, _) = asked(&community, "L1");
    assert!(told(&community, "ana", "pair #sql").await.contains("already"), "one at a time");
    assert!(told(&community, first, "session take L1").await.contains("brought you and ana together"));
    assert!(told(&community, "ana", "session cancel L1").await.contains("no open session"));
});

on_each_db!(whoever_is_avoided_or_has_not_agreed_is_not_asked, |db: TestDb| async move {
    let community = community(&db).await;
    for who in ["ben", "chen"] {
        told(&community, "ana", &format!("mentor avoid @{who}")).await;
    }
    assert!(told(&community, "ana", "pair #sql").await.contains("Nobody who knows #sql"));
    assert!(told(&community, "ana", "mentor avoid off @ben").await.contains("again"));
    told(&community, "ben", "askme never").await;
    assert!(told(&community, "ana", "pair #sql").await.contains("Nobody who knows #sql"));
    assert!(told(&community, "ana", "pair sql").await.contains("pair #sql 30m"), "how it is written");
});
