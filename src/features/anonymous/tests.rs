//! Anonymous questions, where a transcript would be too long: what is refused, and what is typed in the wrong place.

use crate::database::Db;
use crate::on;
use crate::on_each_db;
use crate::settings::Settings;
use crate::testing::{Community, Paper, Seen, TestDb};
use stoa_chat::{Count, Event, EventKind, Outcome};

async fn community(test: &TestDb) -> Community {
    let paper = Paper::new("paper");
    paper.count_is("#help", Count::People(9));
    let here = Community::with(test, Settings::default(), paper).await;
    here.commands("mod", "#help", "help").await;
    here
}

/// A command to the bot alone.
fn alone(here: &Community, by: &str, words: &str) -> Event {
    let mut event = here.command(by, &format!("dm:{by}"), words);
    if let EventKind::Commanded(command) = &mut event.kind {
        command.message = None;
    }
    event
}

async fn says(here: &Community, by: &str, words: &str) -> String {
    here.happen(alone(here, by, words)).await;
    here.told(by).unwrap().post.text.to_plain()
}

/// Asks, posts, and gives the card.
async fn asks(here: &Community, by: &str, words: &str) -> Seen {
    says(here, by, &format!("anon #help {words}")).await;
    let preview = here.told(by).unwrap();
    let post = preview.post.buttons[0].value.clone();
    here.happen(here.press(by, &preview, &post)).await;
    here.shown("#help").unwrap()
}

async fn states(db: &Db) -> Vec<String> {
    const SQL: &str = "SELECT state FROM outbox WHERE error IS NOT NULL ORDER BY id";
    let mut tx = db.begin_read().await.unwrap();
    let rows: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(SQL).fetch_all(c).await).unwrap();
    rows.into_iter().map(|(state,)| state).collect()
}

on_each_db!(typed_where_others_read_it_nothing_is_posted, |test: TestDb| async move {
    let here = community(&test).await;
    let event = here.command("ana", "#help", "anon why does nobody say so?");
    here.happen(event).await;
    let told = here.told("ana").unwrap().post.text.to_plain();
    assert!(told.contains("could be read by everybody") && here.shown("#help").is_none(), "{told}");
    // Where we may not delete what others wrote, that is no trouble for an admin.
    here.paper.next_outcome(Outcome::Refused("only its author may".into()));
    here.happen(here.command("ana", "#help", "anon why not?")).await;
    assert_eq!(states(&test.db).await, ["gone"]);
});

on_each_db!(
    whoever_asks_may_answer_and_only_they_are_told_that_they_cannot_accept_it,
    |test: TestDb| async move {
        let here = community(&test).await;
        let card = asks(&here, "ana", "is it safe?").await;
        here.happen(here.message("ana", "#help", Some(&card.message), "Quite.")).await;
        assert!(here.shown("#help").is_some_and(|card| card.post.text.to_plain().contains("Quite.")));
        let told = says(&here, "ana", "anon accept A1").await;
        assert!(told.contains("your own answer"), "{told}");
        says(&here, "ana", "anonreply Q1 really").await;
        let told = says(&here, "ben", "anon accept A1").await;
        assert!(told.contains("not about a question that you asked"), "{told}");
    }
);

on_each_db!(another_cannot_press_what_was_shown_to_somebody_else, |test: TestDb| async move {
    let here = community(&test).await;
    says(&here, "ana", "anon #help is it safe?").await;
    for words in ["anon post N1", "anon later N1", "anon discard N1", "anon close Q1", "anon withdraw Q1"] {
        let told = says(&here, "ben", words).await;
        assert!(
            told.contains("You have no such draft")
                || told.contains("nothing open")
                || told.contains("is not about"),
            "{words}: {told}"
        );
    }
    assert!(here.shown("#help").is_none());
    // Silence posts nothing.
    here.advance(std::time::Duration::from_hours(2)).await;
    assert!(here.shown("#help").is_none());
});

on_each_db!(an_anonymous_act_makes_nobody_a_member, |test: TestDb| async move {
    const SQL: &str = "SELECT COUNT(*) FROM account WHERE user_id = 'stranger'";
    let here = community(&test).await;
    asks(&here, "stranger", "is it safe?").await;
    let mut tx = test.db.begin_read().await.unwrap();
    let (count,): (i64,) = on!(&mut tx, |c| sqlx::query_as(SQL).fetch_one(c).await).unwrap();
    assert_eq!(count, 0);
});
