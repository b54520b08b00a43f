//! One day, in which somebody may act anonymously in every way that there is. Everything else happens as it always does.

use sqlx::AssertSqlSafe;
use std::time::Duration;
use stoa::database::Db;
use stoa::settings::Settings;
use stoa::testing::{Community, Paper, QueueNames, Seen, Stop, TestDb};
use stoa_chat::{Count, Event, EventKind, Form, Intake as _, Outcome, Submission};

/// Those who are there whoever asks; the first ones are moderators.
pub const OTHERS: [&str; 6] = ["mod", "max", "ben", "chen", "dara", "eve"];

/// Longer than any of the days here lasts.
const DAYS: i64 = 365;

/// A community with places large and small, in which everybody has a name; `askers` are called by id and name.
pub async fn community(test: &TestDb, askers: &[(&str, &str)]) -> Community {
    Box::pin(settled(test, askers)).await
}

async fn settled(test: &TestDb, askers: &[(&str, &str)]) -> Community {
    let mut settings = Settings::default();
    settings.people.interruptions_a_day = 50;
    settings.people.moderators = vec!["paper/mod".to_owned(), "paper/max".to_owned()];
    settings.anonymous.blocked = vec!["lawsuit".to_owned()];
    settings.anonymous.acts_a_day = 5_000;
    settings.engine.attempts = 2;
    // What was accepted, and the threads, are named by HMACs under these keys: with the same, two days can be compared.
    QueueNames::known(test, DAYS).await;
    let paper = Paper::new("paper");
    paper.count_is("#help", Count::People(9));
    paper.count_is("#tiny", Count::People(3));
    let here = Community::with(test, settings, paper).await;
    for (id, name) in askers {
        here.happen(here.profile(id, name, Some("Europe/Warsaw"))).await;
    }
    for id in OTHERS {
        here.happen(here.profile(id, id, None)).await;
    }
    for place in ["#help", "#tiny"] {
        here.commands("mod", place, "help").await;
    }
    here.commands("ben", "dm:ben", "helps #git").await;
    here.commands("ben", "dm:ben", "askme 50").await;
    here
}

/// What everybody does under their name, the askers too.
pub async fn open_acts(here: &Community, askers: &[(&str, &str)]) {
    for (id, _) in askers {
        here.commands(id, "#help", "ask #git how do I rename a branch?").await;
        let card = here.shown("#help").expect("a card");
        here.happen(here.message("chen", "#help", Some(&card.message), "With git branch -m.")).await;
        here.commands(id, &format!("dm:{id}"), "points").await;
        here.commands(id, &format!("dm:{id}"), "helps #yaml").await;
    }
}

/// What is done anonymously, and what others make of it; without an asker, nothing of it.
pub async fn anonymous_acts(test: &TestDb, here: &Community, asker: Option<&str>) {
    let Some(asker) = asker else {
        here.advance(Duration::from_hours(40 * 24)).await;
        return;
    };
    a_question_and_its_life(here, asker).await;
    replies_and_drafts(here, asker).await;
    moderation(here, asker).await;
    trouble(test, here, asker).await;
    here.advance(Duration::from_hours(40 * 24)).await;
}

/// The direct conversation of `asker`.
fn dm(asker: &str) -> String {
    format!("dm:{asker}")
}

/// A command to the bot alone, as a slash command gives it: nobody sees a message.
async fn veiled(here: &Community, asker: &str, words: &str) {
    let mut event = here.command(asker, &dm(asker), words);
    if let EventKind::Commanded(command) = &mut event.kind {
        command.message = None;
    }
    here.happen(event).await;
}

/// The last message to `asker`, and the value of its button that begins with `verb`.
fn button(here: &Community, asker: &str, verb: &str) -> (Seen, String) {
    let told = here.told(asker).expect("a message");
    let value = told.post.buttons.iter().map(|button| button.value.clone());
    let value = value.into_iter().find(|value| value.starts_with(verb)).unwrap_or_else(|| {
        panic!("no button {verb}: {}", told.post.text.to_plain());
    });
    (told, value)
}

async fn press(here: &Community, asker: &str, verb: &str) {
    let (told, value) = button(here, asker, verb);
    here.happen(here.press(asker, &told, &value)).await;
}

/// Asks in `#help` and posts at once; gives the card.
pub async fn asks(here: &Community, asker: &str, words: &str) -> Seen {
    veiled(here, asker, &format!("anon #help {words}")).await;
    press(here, asker, "anon post").await;
    here.shown("#help").expect("a card")
}

async fn a_question_and_its_life(here: &Community, asker: &str) {
    let card = asks(here, asker, "#git “how” do I undo a commit 👍🏽?").await;
    let question = newest(here, "question").await;
    here.happen(here.message("ben", "#help", Some(&card.message), "Type git revert.")).await;
    let first = newest(here, "answer").await;
    here.happen(here.message("chen", "#help", Some(&card.message), "Or git reset.")).await;
    let second = newest(here, "answer").await;
    veiled(here, asker, &format!("anonreply Q{question} and for a merge?")).await;
    press(here, asker, "anon post").await;
    veiled(here, asker, "anon mine").await;
    veiled(here, asker, &format!("anon accept A{first}")).await;
    here.commands("dara", "dm:dara", &format!("helped A{first}")).await;
    veiled(here, asker, &format!("anon unaccept A{first}")).await;
    veiled(here, asker, &format!("anon none Q{question}")).await;
    veiled(here, asker, &format!("anon accept A{second}")).await;
    here.commands("dara", "dm:dara", &format!("me too Q{question}")).await;
    here.commands("dara", "dm:dara", &format!("correct A{second} Or git reset --soft.")).await;
    here.commands("chen", "dm:chen", "apply C1").await;
    veiled(here, asker, &format!("anon reopen Q{question}")).await;
    here.commands("ben", "dm:ben", &format!("question Q{question}")).await;
    here.advance(Duration::from_hours(30)).await;
    veiled(here, asker, &format!("anon close Q{question}")).await;
    here.advance(Duration::from_hours(2)).await;
    // Too late, and not theirs.
    veiled(here, asker, &format!("anon withdraw Q{question}")).await;
    veiled(here, asker, "anon accept A1").await;
}

async fn replies_and_drafts(here: &Community, asker: &str) {
    here.commands("eve", "#help", "ask #travel does anybody get the budget?").await;
    let question = newest(here, "question").await;
    veiled(here, asker, &format!("anonreply Q{question} I did")).await;
    press(here, asker, "anon post").await;
    veiled(here, asker, &format!("anonreply Q{question} twice")).await;
    press(here, asker, "anon later").await;
    veiled(here, asker, "anon #help nobody reads this").await;
    press(here, asker, "anon discard").await;
    veiled(here, asker, "anon #help is anybody there?").await;
    press(here, asker, "anon later").await;
    veiled(here, asker, "anon #help this one is forgotten").await;
    here.advance(Duration::from_hours(3)).await;
    veiled(here, asker, "anon #tiny am I alone?").await;
    veiled(here, asker, "anon #nowhere am I lost?").await;
    veiled(here, asker, "anon").await;
    veiled(here, asker, "anon post N99").await;
    let form = Submission {
        by: here.user(asker),
        place: here.place(&dm(asker)),
        direct: true,
        form: "ask".to_owned(),
        showing: "s1".to_owned(),
        values: [("question", "how much is it?"), ("topics", "pay"), ("anonymously", "true")]
            .map(|(field, value)| (field.to_owned(), value.to_owned()))
            .into(),
    };
    here.happen(here.event(EventKind::Submitted(form))).await;
    let opened: Option<Form> = here.engine().form_for(&here.command(asker, &dm(asker), "anon"));
    drop(opened);
}

async fn moderation(here: &Community, asker: &str) {
    for (words, verb) in [("why is Ben so slow, ben?", "approve"), ("is there a lawsuit?", "reject")] {
        veiled(here, asker, &format!("anon #help {words}")).await;
        press(here, asker, "anon post").await;
        let draft = newest(here, "anonymous_thread").await;
        here.commands("mod", "dm:mod", &format!("{verb} N{draft}")).await;
    }
    for words in ["is the boss an ox?", "is the boss a cow?"] {
        asks(here, asker, words).await;
        let number = newest(here, "question").await;
        here.commands("eve", "dm:eve", &format!("flag Q{number} it is rude")).await;
        here.commands("mod", "dm:mod", &format!("hide Q{number}")).await;
        here.commands("max", "dm:max", &format!("hide Q{number}")).await;
    }
    // Paused now, and then not any more.
    veiled(here, asker, "anon #help may I?").await;
    here.advance(Duration::from_hours(15 * 24)).await;
    asks(here, asker, "may I again?").await;
    let number = newest(here, "question").await;
    veiled(here, asker, &format!("anon withdraw Q{number}")).await;
}

/// The number of the newest question or answer.
async fn newest(here: &Community, table: &str) -> i64 {
    let sql = AssertSqlSafe(format!("SELECT MAX(number) FROM {table}"));
    let mut tx = here.engine().db().begin_read().await.expect("what the database says");
    let (number,): (i64,) =
        stoa::on!(&mut tx, |c| sqlx::query_as(sql).fetch_one(c).await).expect("it is there");
    number
}

/// Everything that can go wrong on the way: a turn that fails, for a while and for good, and sendings that are refused,
/// lost, or panic.
async fn trouble(test: &TestDb, here: &Community, asker: &str) {
    raw(&test.db, break_threads(test)).await;
    veiled(here, asker, "anon #help does it fail?").await;
    raw(&test.db, mend_threads(test)).await;
    here.advance(Duration::from_secs(10)).await;
    raw(&test.db, break_threads(test)).await;
    veiled(here, asker, "anon #help does it fail for good?").await;
    here.advance(Duration::from_mins(20)).await;
    raw(&test.db, mend_threads(test)).await;
    let outcomes = [
        Outcome::Refused("they are gone".into()),
        Outcome::Gone,
        Outcome::Unknown,
        Outcome::RetryAfter(Duration::from_secs(5)),
    ];
    for outcome in outcomes {
        here.paper.next_outcome(outcome);
        veiled(here, asker, "anon mine").await;
        here.advance(Duration::from_mins(5)).await;
    }
    here.paper.stop_next(Stop::Panic);
    veiled(here, asker, "anon mine").await;
    here.advance(Duration::from_mins(5)).await;
}

/// From now on no thread can be kept.
pub fn break_threads(test: &TestDb) -> &'static str {
    if test.db.is_postgres() {
        "ALTER TABLE anonymous_thread ADD CONSTRAINT broken CHECK (number < 0) NOT VALID"
    } else {
        "CREATE TRIGGER broken BEFORE INSERT ON anonymous_thread BEGIN SELECT RAISE(ABORT, 'broken'); END"
    }
}

/// The end of [`break_threads`].
pub fn mend_threads(test: &TestDb) -> &'static str {
    if test.db.is_postgres() {
        "ALTER TABLE anonymous_thread DROP CONSTRAINT broken"
    } else {
        "DROP TRIGGER broken"
    }
}

/// Runs a statement outside of everything.
pub async fn raw(db: &Db, sql: &str) {
    let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
    match db {
        Db::Sqlite { writer, .. } => sql.execute(writer).await.map(drop),
        Db::Postgres(pool) => sql.execute(pool).await.map(drop),
    }
    .expect("a statement that can be run");
}

/// An anonymous act that is not applied yet.
pub fn veiled_event(here: &Community, asker: &str, words: &str) -> Event {
    let mut event = here.command(asker, &dm(asker), words);
    if let EventKind::Commanded(command) = &mut event.kind {
        command.message = None;
    }
    event
}
