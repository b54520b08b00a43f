//! Somebody lives a full life here, is erased, and is found nowhere: neither in the files nor in any table, neither in
//! what is searched nor in the log; but for a tombstone that the ledger refers to.

use sqlx::AssertSqlSafe;
use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use stoa::database::{Db, rows_as_json};
use stoa::features::{export_of, kept_about};
use stoa::import::import_people;
use stoa::knowledge::Query;
use stoa::on;
use stoa::settings::Settings;
use stoa::testing::{Community, Paper, TestDb, each_database};
use stoa_chat::{Backstage as _, Block, Command, Event, EventKind, MessageRef, Span, Text};

/// What the canary is called and says. None of it occurs by chance.
const ID: &str = "ucanary7731";
const OTHER_ID: &str = "ucanarytoo8842";
const NAME: &str = "Żółwik Kanarek-Zwölf";
const WORDS: &[&str] = &[
    "zwischenkornspeicherfrage",
    "halbfertigeräubergeschichte",
    "kräuterquarkantwort",
    "fernantwortsardelle",
    "vielzuspätfrage",
    "privatimflüsterton",
    "selbstlobbiographie",
    "meldegrundpetze",
    "aktennotizzettel",
    "korrekturlesebrille",
    "ablehnungsbegründung",
    "entwurfsschublade",
    "schlussmachwort",
    "aufgeschnapptesgrübeln",
    "kanarienabteilung",
    "fundstückgeheimnis",
    "geduldsfadenlösung",
    "schleichwegtipp",
    "handschlagtipp",
    "namensnennungstipp",
];

/// The log, as it would be written at the level `debug`.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A needle in each form that could hide it: as it is, as JSON escapes it, in hexadecimal.
fn forms(needle: &str) -> Vec<Vec<u8>> {
    let (mut escaped, mut hex) = (String::new(), String::new());
    for unit in needle.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => escaped.push(char::from(byte)),
            _ => drop(write!(escaped, "\\u{unit:04x}")),
        }
    }
    for byte in needle.bytes() {
        let _ = write!(hex, "{byte:02x}");
    }
    vec![needle.into(), escaped.into_bytes(), hex.to_uppercase().into_bytes(), hex.into_bytes()]
}

fn needles() -> Vec<(String, Vec<u8>)> {
    let words = WORDS.iter().copied().chain([ID, OTHER_ID, NAME]);
    words.flat_map(|word| forms(word).into_iter().map(move |form| (word.to_owned(), form))).collect()
}

/// Which needles are in the haystack.
fn found_in(haystack: &[u8]) -> Vec<String> {
    let finder = |needle: &[u8]| haystack.windows(needle.len()).any(|window| window == needle);
    let mut found: Vec<String> =
        needles().into_iter().filter(|(_, form)| finder(form)).map(|(word, _)| word).collect();
    found.dedup();
    found
}

/// Every row of every table, as text.
async fn all_rows(db: &Db) -> String {
    const SQLITE: &str = "SELECT name FROM sqlite_master WHERE type = 'table' AND $1 = '' ORDER BY name";
    const POSTGRES: &str = "SELECT CAST(tablename AS TEXT) AS name FROM pg_tables
        WHERE schemaname = 'public' AND $1 = '' ORDER BY 1";
    let mut tx = db.begin_read().await.expect("what the database says");
    let tables = rows_as_json(&mut tx, if db.is_postgres() { POSTGRES } else { SQLITE }, "")
        .await
        .expect("what the database says");
    let mut text = String::new();
    for table in tables.iter().filter_map(|row| row["name"].as_str()) {
        let sql: &'static str = format!("SELECT * FROM {table} WHERE $1 = ''").leak();
        for row in rows_as_json(&mut tx, sql, "").await.expect("what the database says") {
            let _ = writeln!(text, "{table}: {}", serde_json::Value::Object(row));
        }
    }
    text
}

/// The bytes of the database's files; of a PostgreSQL server only if they can be read here.
async fn all_files(test: &TestDb) -> Vec<(PathBuf, Vec<u8>)> {
    const PATHS: &str = "SELECT current_setting('data_directory') || '/' || pg_relation_filepath(c.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('public', 'pg_toast') AND c.relkind IN ('r', 'i', 't') ORDER BY 1";
    let mut paths = Vec::new();
    if let Db::Postgres(pool) = &test.db {
        let rows: Vec<(Option<String>,)> = sqlx::query_as(AssertSqlSafe(PATHS.to_owned()))
            .fetch_all(pool)
            .await
            .expect("what the database says");
        sqlx::query("CHECKPOINT").execute(pool).await.expect("what the database says");
        paths.extend(rows.into_iter().filter_map(|(path,)| path).map(PathBuf::from));
    } else {
        let all = std::fs::read_dir(test.folder())
            .expect("it is there")
            .map(|file| file.expect("it is there").path());
        paths.extend(all.filter(|path| path.display().to_string().contains("stoa.db")));
        assert!(!paths.is_empty());
    }
    paths.into_iter().filter_map(|path| Some((path.clone(), std::fs::read(path).ok()?))).collect()
}

/// The canary asks, drafts, answers here and from afar, is asked, passes, takes, is accepted, accepts, and tells
/// about itself; on two networks.
async fn live([here, there]: &[Community; 2]) -> MessageRef {
    let dm = format!("dm:{ID}");
    here.happen(here.profile(ID, NAME, Some("Europe/Warsaw"))).await;
    there.happen(there.profile(OTHER_ID, NAME, None)).await;
    // It asks in a place and in private, and is answered.
    here.commands(ID, "#help", &format!("ask #postgres {} how does it work?", WORDS[0])).await;
    let card = here.shown("#help").expect("a message");
    here.happen(here.message("ben", "#help", Some(&card.message), "Turn the handle twice.")).await;
    here.commands(ID, "#help", "accept A1").await;
    here.commands(ID, &dm, &format!("ask {} is this private?", WORDS[5])).await;
    here.commands("ben", "dm:ben", "answer Q2 Between us: yes.").await;
    // A draft that is known already, and one that stays open.
    here.commands(ID, "#help", &format!("ask #postgres {} {} how does it work?", WORDS[0], WORDS[1])).await;
    here.commands(ID, "#random", &format!("ask {} nobody will answer this", WORDS[4])).await;
    // Others ask; it helps, is asked, takes, passes and answers in the thread and from afar.
    here.commands(ID, &dm, "helps #git #rust").await;
    here.commands("ana", "#help", "ask #git how do I undo a commit?").await;
    let card = here.shown("#help").expect("a message");
    here.commands(ID, &dm, "take Q4").await;
    here.happen(here.message(ID, "#help", Some(&card.message), WORDS[2])).await;
    here.commands("ana", "#help", "accept A3").await;
    here.commands("chen", "#help", "ask #rust what is a lifetime?").await;
    here.commands(ID, &dm, &format!("answer Q5 {}", WORDS[3])).await;
    here.commands("dara", "#help", "ask #rust what is a borrow?").await;
    here.commands(ID, &dm, "pass Q6").await;
    // Settings, and a second account.
    for words in ["hours Mon-Fri 9-17", "zone Europe/Warsaw", "language en", "points", "snooze until friday"]
    {
        here.commands(ID, &dm, words).await;
    }
    here.commands(ID, &dm, "link").await;
    let code = here.told(ID).expect("a message").post.text.to_plain();
    let code = code.split("link ").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap_or_default();
    there.commands(OTHER_ID, &format!("dm:{OTHER_ID}"), &format!("link {code}")).await;
    there.commands(OTHER_ID, &format!("dm:{OTHER_ID}"), "my data export").await;
    here.commands(ID, &dm, "link").await;
    card.message
}

/// The canary writes about itself, corrects, reviews, moderates, follows, and has a message made a question.
async fn live_on(here: &Community) {
    let dm = format!("dm:{ID}");
    let says = async |words: String| here.commands(ID, &dm, &words).await;
    says(format!("bio {}", WORDS[6])).await;
    says("learn #yaml".to_owned()).await;
    says("snooze off".to_owned()).await;
    says("speaks pl en".to_owned()).await;
    // An answer by somebody else, which the canary makes better, and a correction that it declines.
    here.commands("ben", "dm:ben", "answer Q6 A borrow is a loan.").await;
    here.commands("dara", "dm:dara", "accept A5").await;
    says(format!("correct A5 A borrow is a loan. {}", WORDS[9])).await;
    here.commands("ben", "dm:ben", "apply C1").await;
    here.commands("dara", "dm:dara", "correct A3 Type git revert.").await;
    says(format!("decline C2 {}", WORDS[10])).await;
    says(format!("draft Q6 {}", WORDS[11])).await;
    for words in ["stale A5", "helped A5", "follow #git", "follow Q6", "me too Q6"] {
        says(words.to_owned()).await;
    }
    says(format!("close Q2 {}", WORDS[12])).await;
    // It moderates, and is moderated.
    says(format!("flag A5 {}", WORDS[7])).await;
    says(format!("note A5 {}", WORDS[8])).await;
    says("hide A5".to_owned()).await;
    here.commands("dara", "dm:dara", &format!("flag A3 {NAME} was rude")).await;
    here.commands("mod", "dm:mod", &format!("note A3 {NAME} is a friend of mine")).await;
    // A message of its own becomes a question.
    let said = here.message(ID, "#random", None, &format!("why is {} so slow?", WORDS[13]));
    here.happen(said.clone()).await;
    here.happen(here.pick("dara", "turn", &said, None)).await;
    let asked = here.told(ID).expect("it is asked");
    let yes = asked.post.buttons[0].value.clone();
    here.happen(here.press(ID, &asked, &yes)).await;
    spoken_of(here).await;
}

/// Others call the canary by name: in a question, in an answer, in a biography.
async fn spoken_of(here: &Community) {
    let mentioning = |mut event: Event| {
        let canary = Span::Mention(here.user(ID));
        if let EventKind::Commanded(Command { text, .. }) = &mut event.kind
            && let Some(Block::Paragraph(spans)) = text.blocks.last_mut()
        {
            spans.extend([canary, Span::Plain(format!(" ({NAME}) told me?"))]);
        }
        event
    };
    here.happen(mentioning(here.command("ana", "#help", "ask #yaml Is it true what "))).await;
    here.happen(mentioning(here.command("chen", "dm:chen", "answer Q6 It is what "))).await;
    here.happen(mentioning(here.command("mod", "dm:mod", "draft Q6 It may be what "))).await;
    here.happen(mentioning(here.command("dara", "dm:dara", "correct A3 It was what "))).await;
    here.commands("mod", "dm:mod", &format!("close Q1 {NAME} has solved it")).await;
    here.commands("chen", "dm:chen", &format!("bio I sit beside {NAME}, who knows it all")).await;
}

/// What the people file says of the canary.
async fn employ(test: &TestDb, here: &Community) {
    let file = test.folder().join("people.csv");
    let rows = format!("account,team,start date,skills\nhere/{ID},{},2020-01-01,yaml\n", WORDS[14]);
    std::fs::write(&file, rows).expect("a written file");
    let read = import_people(&test.db, here.clock(), &file, test.folder(), false).await.expect("a read file");
    assert_eq!(read.changed, 1, "{read}");
}

/// It gives tips, in a place, in private and naming somebody who says nothing; a thread of its own is kept, others of its
/// questions and answers are about to be, and it is asked about things itself.
async fn keep_things(here: &Community) {
    let dm = format!("dm:{ID}");
    here.commands(ID, "#help", &format!("tip #git {} is the short way", WORDS[17])).await;
    here.commands(ID, &dm, &format!("tip #git {} is the shorter way", WORDS[18])).await;
    here.happen(naming(here, ID, "ana", WORDS[19])).await;
    here.happen(naming(here, "dara", ID, "showed me the handle")).await;
    for (asker, author, keeper) in
        [(ID, ID, ID), (ID, "ben", "chen"), ("ana", ID, "chen"), ("ana", "ben", ID), ("dara", ID, "dara")]
    {
        let words = |who: &str, word: usize| if who == ID { WORDS[word] } else { "A handle, twice" };
        let first = here.message(asker, "#random", None, &format!("{}, is it?", words(asker, 15)));
        let answer = here.message(author, "#random", first.message(), words(author, 16));
        here.happen(first.clone()).await;
        here.happen(answer.clone()).await;
        here.happen(here.pick(keeper, "keep", &answer, Some(&first))).await;
    }
}

/// A tip that names somebody.
fn naming(here: &Community, by: &str, named: &str, words: &str) -> Event {
    let mut event = here.command(by, "#help", "");
    if let EventKind::Commanded(command) = &mut event.kind {
        let named = Span::Mention(here.user(named));
        let (tip, words) = (Span::Plain("tip #git ".into()), Span::Plain(format!(" {words}")));
        command.text = Text::paragraph(vec![tip, named, words]);
    }
    event
}

async fn erase_here(community: &Community) {
    community.commands(ID, &format!("dm:{ID}"), "my data erase").await;
    let asked = community.told(ID).expect("a message");
    let value = asked.post.buttons[0].value.clone();
    community.happen(community.press(ID, &asked, &value)).await;
}

async fn balance_of_all(db: &Db) -> Vec<(String, i64)> {
    const SQL: &str =
        "SELECT account, CAST(SUM(amount) AS BIGINT) FROM ledger_posting GROUP BY account ORDER BY account";
    let mut tx = db.begin_read().await.expect("what the database says");
    on!(&mut tx, |c| sqlx::query_as(SQL).fetch_all(c).await).expect("it is there")
}

async fn forgotten(test: TestDb) {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::DEBUG)
        .with_writer(move || writer.clone())
        .finish();
    let _logging = tracing::subscriber::set_default(subscriber);
    let town = Box::pin(a_full_life(&test)).await;
    let here = &town[0];
    let points = balance_of_all(&test.db).await;
    erase_here(here).await;
    here.advance(Duration::from_mins(2)).await;

    let after = all_rows(&test.db).await;
    let left: Vec<_> = after.lines().filter(|row| !found_in(row.as_bytes()).is_empty()).collect();
    assert_eq!(left, [""; 0], "in the tables of {}", test.kind());
    if test.db.is_postgres() {
        test.db.scrub(true).await.expect("what the database says");
    }
    for (path, bytes) in all_files(&test).await {
        assert_eq!(found_in(&bytes), [""; 0], "in {}", path.display());
    }
    assert_eq!(balance_of_all(&test.db).await, points, "the ledger's sums hold");
    assert_eq!(found_in(&log.0.lock().unwrap_or_else(PoisonError::into_inner)), [""; 0], "in the log");
    nobody_finds_them(&town);
    nobody_knows_them(here, &test).await;
}

/// The canary on its two networks, after everything that it did.
async fn a_full_life(test: &TestDb) -> [Community; 2] {
    let papers = [Paper::new("here"), Paper::new("there")];
    let mut settings = Settings::default();
    settings.people.interruptions_a_day = 20;
    settings.people.moderators = vec!["here/mod".to_owned(), format!("here/{ID}")];
    let town = Community::across(test, settings, papers).await;
    live(&town).await;
    live_on(&town[0]).await;
    keep_things(&town[0]).await;
    employ(test, &town[0]).await;
    let there_now = found_in(all_rows(&test.db).await.as_bytes());
    let missing: Vec<_> = WORDS.iter().filter(|word| !there_now.iter().any(|there| there == *word)).collect();
    // What was said and kept nowhere, such as why a correction was declined, cannot be lost.
    assert_eq!(missing, [&WORDS[10]], "the canary was there");
    town
}

/// Neither a search nor any message of ours says anything of it any more.
fn nobody_finds_them([here, there]: &[Community; 2]) {
    for word in WORDS {
        let query = Query { text: word, topics: &[], except: None };
        let hits = here.engine().knowledge(|knowledge| knowledge.search(&query, 10));
        let same = |hit: &stoa::knowledge::Hit| hit.relevance > 0.99;
        assert!(!hits.iter().any(same), "{word} is still found");
    }
    // What others see, of what we said: cards and relayed answers say nothing of it any more.
    for seen in here.paper.seen().iter().chain(&there.paper.seen()).filter(|seen| seen.only.is_none()) {
        let shown = seen.post.text.to_plain();
        let mine = seen.message.place.id == format!("dm:{ID}");
        assert!(mine || found_in(shown.as_bytes()).is_empty(), "{shown}");
    }
}

/// Whoever acts with the account again is somebody new.
async fn nobody_knows_them(here: &Community, test: &TestDb) {
    const MEMBER: &str = "SELECT member FROM account WHERE network = 'here' AND user_id = $1";
    const ERASED: &str = "SELECT id, name FROM member WHERE erased_at IS NOT NULL AND $1 = '' ORDER BY id";
    here.commands(ID, &format!("dm:{ID}"), "points").await;
    let mut tx = test.db.begin_read().await.expect("what the database says");
    let new = rows_as_json(&mut tx, MEMBER, ID).await.expect("what the database says");
    let erased = rows_as_json(&mut tx, ERASED, "").await.expect("what the database says");
    assert_eq!(erased.len(), 2, "two accounts were one person");
    assert!(erased.iter().all(|row| row["name"] == "" && row["id"] != new[0]["member"]));
    let id = new[0]["member"].as_str().expect("it is there").parse().expect("it is there");
    let export =
        export_of(&kept_about(&mut tx, id).await.expect("what the database says"), here.rehearsal.now());
    assert_eq!(found_in(export.to_string().as_bytes()), [ID], "only the account that acted again");
}

#[tokio::test]
async fn somebody_who_is_erased_is_found_nowhere() {
    for test in each_database().await {
        Box::pin(forgotten(test)).await;
    }
}
