//! The program as people and scripts meet it: what it prints, what it leaves behind, and how it ends.

#[path = "cli/certificates.rs"]
mod certificates;
#[path = "cli/demonstration.rs"]
mod demonstration;
#[path = "cli/first_steps.rs"]
mod first_steps;
#[path = "cli/imports.rs"]
mod imports;
#[path = "cli/trials.rs"]
mod trials;

use std::fs::{self, File};
use std::io::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use stoa::database::{Db, Options};
use stoa::engine::{Engine, FrozenClock, QueueKey, Setup};
use stoa::settings::Settings;
use stoa::testing::{MONDAY_NINE, each_database};
use tempfile::TempDir;

/// A working directory of its own, and what the program says there.
struct Home(TempDir);

/// How a call ended.
#[derive(Debug)]
struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir(home.path("tmp")).expect("a folder for temporary files");
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().expect("a parent")).expect("a folder");
        fs::write(self.path(name), text).expect("a written file");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stoa"));
        command.args(arguments).current_dir(self.0.path()).env_clear().env("TMPDIR", self.path("tmp"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        self.type_in(arguments, "")
    }

    fn type_in(&self, arguments: &[&str], typed: &str) -> Ended {
        let mut child = self.command(arguments).spawn().expect("the program");
        let mut stdin = child.stdin.take().expect("its standard input");
        // It may well end without having read anything.
        let _ = stdin.write_all(typed.as_bytes());
        drop(stdin);
        let ended = child.wait_with_output().expect("its end");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Ended { code: ended.status.code(), out: text(ended.stdout), err: text(ended.stderr) }
    }

    /// What lies in the working directory, temporary files included.
    fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        collect(self.0.path(), &mut files);
        files.retain(|file| file != "tmp");
        files
    }

    /// A database in the usual place, as a process that worked on it has left it.
    async fn lived_in(&self) -> Db {
        fs::create_dir_all(self.path("stoa-data")).expect("a data directory");
        let db = Db::open(&Options::Sqlite(self.path("stoa-data/stoa.db"))).await.expect("a database");
        db.migrate().await.expect("a migrated database");
        let key = QueueKey::from_file_or_new(&self.path("stoa-data/queue.key")).expect("a key");
        let clock = Arc::new(FrozenClock::at(MONDAY_NINE));
        let setup =
            Setup { db: db.clone(), key, clock, seed: [1; 32], settings: Settings::default(), vault: None };
        Engine::start(setup, Vec::new()).await.expect("an engine");
        db
    }
}

fn collect(folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        files.push(entry.file_name().to_string_lossy().into_owned());
        if entry.path().is_dir() {
            collect(&entry.path(), files);
        }
    }
}

impl Ended {
    /// The call was in order and all went well; gives what was printed.
    fn well(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{self:?}");
        self.out
    }

    /// It ended with `code` and one message that says all of `words`.
    fn badly(self, code: i32, words: &[&str]) -> String {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert!(self.err.starts_with("stoa: ") && !self.err.contains("backtrace"), "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "`{word}` is missing: {self:?}");
        }
        self.out
    }
}

#[test]
fn without_configuration_and_terminal_nothing_starts() {
    let home = Home::new();
    home.run(&[]).badly(2, &["no network is configured", "stoa.toml", "stoa demo"]);
    home.run(&["run"]).badly(2, &["no network is configured"]);
    home.write("stoa.toml", "[people]\nzone = \"UTC\"\n");
    home.run(&["run"]).badly(2, &["no network is configured"]);
    assert_eq!(home.files(), ["stoa.toml"], "nothing was made");
}

#[test]
fn a_broken_configuration_starts_nothing() {
    let home = Home::new();
    home.write("stoa-data/stoa.toml", "[people]\nzone = \"UTC\"\nhours = \"9\n");
    for command in ["run", "check", "migrate"] {
        home.run(&[command]).badly(2, &["line 3 (./stoa-data/stoa.toml): is not TOML"]);
    }
    home.write("stoa-data/stoa.toml", "[questions]\nask_frist = 2\n[people]\nhours = \"9-5\"\n");
    let words = ["questions.ask_frist (./stoa-data/stoa.toml)", "the nearest is questions.ask_first"];
    home.run(&["check"]).badly(2, &words);
    home.write("stoa-data/stoa.toml", "[people]\nhours = \"always\"\n");
    home.run(&["run"]).badly(2, &["people.hours (./stoa-data/stoa.toml): `always` is no day of the week"]);
    home.run(&["--config", "elsewhere.toml", "check"]).badly(2, &["(elsewhere.toml): cannot be read"]);
    assert_eq!(home.run(&["--set", "people.zone", "check"]).code, Some(2));
    assert_eq!(home.files(), ["stoa-data", "stoa.toml"]);
}

#[test]
fn help_has_examples_and_a_wrong_call_has_its_own_code() {
    let home = Home::new();
    assert!(home.run(&["--help"]).well().contains("Examples:\n  stoa demo"));
    assert!(home.run(&["help", "import"]).well().contains("stoa import stackexchange"));
    assert!(home.run(&["completions", "bash"]).well().contains("_stoa()"));
    let wrong = home.run(&["chekc"]);
    assert!(wrong.code == Some(2) && wrong.err.contains("check"), "{wrong:?}");
}

#[test]
fn a_data_directory_has_one_process() {
    let home = Home::new();
    home.run(&["migrate"]).well();
    let mut file = File::create(home.path("stoa-data/stoa.lock")).unwrap();
    file.lock().unwrap();
    writeln!(file, "4711").unwrap();
    for command in ["run", "migrate"] {
        home.run(&[command]).badly(1, &["another Stoa (process 4711) works on ./stoa-data", "--data DIR"]);
    }
    assert!(home.run(&["check"]).well().contains("./stoa-data; process 4711 works on it"));
    // An import may go on beside it.
    home.write("site.jsonl", QUESTION);
    home.run(&["import", "stackexchange", "site.jsonl"]).well();
    drop(file);
    home.run(&["migrate"]).well();
}

#[test]
fn checking_an_empty_folder_makes_nothing() {
    let home = Home::new();
    let said = home.run(&["check"]).well();
    assert!(said.contains("./stoa-data; not there yet") && said.ends_with("\nNothing is wrong.\n"), "{said}");
    assert!(!said.contains("ask_first"));
    let all = home.run(&["--set", "questions.ask_first=3", "check", "--all"]);
    assert!(all.out.contains("questions.ask_first = 3   (command line)"), "{all:?}");
    assert!(all.out.contains("database.password = not set   (default)"), "{all:?}");
    all.badly(1, &["1 thing is wrong"]);
    assert!(home.files().is_empty());
}

#[test]
fn migrating_is_foretold_and_done_once() {
    let home = Home::new();
    assert!(home.run(&["migrate", "--dry-run"]).well().contains("would make it"));
    assert!(home.files().is_empty());
    let done = home.run(&["migrate"]).well();
    assert!(done.starts_with("Applied:\n  0001_engine.sql\n") && !done.contains("postgres"), "{done}");
    assert_eq!(home.run(&["migrate"]).well(), "The database is up to date.\n");
    assert_eq!(home.run(&["migrate", "--dry-run"]).well(), "The database is up to date.\n");
    assert!(home.run(&["check"]).well().contains("stoa.db; up to date"));
}

const QUESTION: &str = r#"{"id":1,"t":"2026-01-05T09:00:00","user":"ana","title":"Where are the logs?","body":"I looked everywhere.","tags":["ci"],"score":1,"closed":null,"links":[],"answers":[{"id":2,"t":"2026-01-05T10:00:00","user":"ben","score":3,"accepted":true,"body":"In /var/log."}]}
"#;

#[test]
fn a_transcript_is_played_compared_and_rewritten() {
    let home = Home::new();
    let header = "title: Lunch\nset: questions.ask_first = 1\n\n";
    home.write("lunch.txt", &format!("{header}> ben in #random: Lunch?\n    1 · ben in #help\n"));
    let said = home.run(&["play", "lunch.txt"]);
    assert!(said.out.contains("  - 1 · ben in #help\n  + 1 · ben in #random\n"), "{said:?}");
    said.badly(1, &["1 of 1 transcript did not go as expected", "--update"]);
    home.run(&["play", "--update", "lunch.txt"]).well();
    let right = format!("{header}> ben in #random: Lunch?\n    1 · ben in #random\n");
    assert_eq!(fs::read_to_string(home.path("lunch.txt")).unwrap(), right);
    assert_eq!(home.run(&["play", "lunch.txt"]).well(), right);

    home.write("broken.txt", "title: Broken\n\nben in #random: Lunch?\n");
    home.run(&["play", "broken.txt"]).badly(1, &["broken.txt: line 3:"]);
    home.write("wrong.txt", "title: Wrong\nset: people.zon = UTC\n\n");
    home.run(&["play", "wrong.txt"]).badly(2, &["wrong.txt: ", "the nearest is people.zone"]);
    home.write("empty.txt", "title: Nothing\ncontent: library\n\n");
    home.run(&["play", "empty.txt"]).badly(2, &["no content called `library`"]);
    assert_eq!(fs::read_dir(home.path("tmp")).unwrap().count(), 0, "nothing is left behind");
}

#[tokio::test]
async fn parked_events_are_listed_and_tried_again() {
    let home = Home::new();
    home.run(&["events", "parked"]).badly(1, &["there is no database yet"]);
    assert!(home.files().is_empty());
    let db = home.lived_in().await;
    let park =
        "INSERT INTO inbox (number, received_at, state, attempts, not_before, lease_until, fence, key_day,
            sealed, error)
        VALUES (17, 0, 'parked', 8, 0, 0, 0, 0, x'00', 'out of coffee')";
    let Db::Sqlite { writer, .. } = &db else { panic!("not SQLite") };
    sqlx::query(park).execute(writer).await.unwrap();
    let said = home.run(&["check"]);
    assert!(
        said.out.contains("Parked     1 event\n") && said.out.contains("E17 was tried 8 times in vain"),
        "{said:?}"
    );
    said.badly(1, &["1 thing is wrong"]);
    assert!(
        home.run(&["events", "parked"]).well().contains("E17  1970-01-01 00:00 UTC  8 tries  out of coffee")
    );
    home.run(&["events", "retry", "E3"]).badly(1, &["E3 is not parked"]);
    assert_eq!(home.run(&["events", "retry", "E17"]).well(), "1 event waits to be tried again.\n");
    assert_eq!(home.run(&["events", "retry", "--all"]).well(), "Nothing is parked.\n");
    assert!(home.run(&["check"]).well().contains("Waiting    1 event, 1 job\n"));

    let park = "UPDATE job SET state = 'parked', attempts = 8, error = 'out of tea'";
    sqlx::query(park).execute(writer).await.unwrap();
    home.run(&["check"]).badly(1, &["1 thing is wrong"]);
    let said = home.run(&["check"]).out;
    let wrong = "engine, sweep was tried 8 times in vain: out of tea (`stoa events retry --all`)";
    assert!(said.contains(wrong), "{said}");
    assert_eq!(home.run(&["events", "retry", "--all"]).well(), "1 job waits to be tried again.\n");
    assert!(home.run(&["check"]).well().contains("Waiting    1 event, 1 job\n"));
}

#[tokio::test]
async fn a_key_that_does_not_fit_is_found_out() {
    let home = Home::new();
    home.lived_in().await.close().await;
    assert!(home.run(&["check"]).well().contains("Queue key  fits the database"));
    home.write("stoa-data/queue.key", &"0".repeat(64));
    let wrong = home.run(&["check"]);
    assert!(wrong.out.contains("Queue key: does not fit the database"), "{wrong:?}");
    home.write("stoa-data/queue.key", "0123\n");
    let wrong = home.run(&["check"]);
    assert!(
        wrong.out.contains("stoa-data/queue.key: the queue key must be 64 hexadecimal digits"),
        "{wrong:?}"
    );
    fs::remove_file(home.path("stoa-data/queue.key")).unwrap();
    let missing = home.run(&["check"]);
    assert!(missing.out.contains("Queue key: ./stoa-data/queue.key is missing"), "{missing:?}");
    missing.badly(1, &["1 thing is wrong"]);
}

#[test]
fn a_damaged_database_is_told_as_one() {
    let home = Home::new();
    home.write("stoa-data/stoa.db", &"This was a letter once. ".repeat(500));
    let words = ["./stoa-data/stoa.db", "file is not a database", "restore it from a backup"];
    home.run(&["migrate"]).badly(1, &words);
    let checked = home.run(&["check"]);
    assert!(words.iter().all(|word| checked.out.contains(word)), "{checked:?}");
    checked.badly(1, &["1 thing is wrong"]);
}

#[tokio::test]
async fn a_database_from_the_future_is_left_alone() {
    let home = Home::new();
    let db = home.lived_in().await;
    let future = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (9999, 'from the future', TRUE, x'00', 0)";
    let Db::Sqlite { writer, .. } = &db else { panic!("not SQLite") };
    sqlx::query(future).execute(writer).await.unwrap();
    let said = home.run(&["check"]);
    assert!(said.out.contains("made by a newer Stoa"), "{said:?}");
    said.badly(1, &["1 thing is wrong"]);
    home.run(&["migrate"]).badly(1, &["made by a newer Stoa"]);
}

#[test]
fn a_server_that_is_not_there_is_told_as_one() {
    let home = Home::new();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("database.url=postgres://stoa@{free}/stoa");
    let flags = ["--set", &url, "--set", "secrets.queue_key_file=/no/such/key"];
    let said = home.run(&[&flags[..], &["check"]].concat());
    assert!(said.out.contains(&format!("cannot open the database at {free}")), "{said:?}");
    assert!(said.out.contains("see that the server runs"), "{said:?}");
    home.run(&[&flags[..], &["migrate", "--dry-run"]].concat())
        .badly(1, &["refused", "`database.url` is right"]);
    assert!(home.files().is_empty());
}

#[tokio::test]
async fn what_is_kept_about_somebody_is_written_out_and_what_was_deleted_is_scrubbed() {
    let home = Home::new();
    home.run(&["export", "member", "ana"]).badly(2, &["NETWORK/USER"]);
    home.run(&["export", "member", "slack/U1"]).badly(1, &["no database yet"]);
    home.run(&["scrub"]).badly(1, &["no database yet"]);
    let db = home.lived_in().await;
    let Db::Sqlite { writer, .. } = &db else { panic!("not SQLite") };
    let ana =
        "INSERT INTO member (id, name, first_seen) VALUES ('00000000000000000000000000000a0a', 'Ana', 0);
        INSERT INTO account (network, user_id, member, name, active, bot, last_used)
            VALUES ('slack', 'U1', '00000000000000000000000000000a0a', 'Ana', TRUE, FALSE, 0)";
    sqlx::raw_sql(ana).execute(writer).await.unwrap();
    db.close().await;
    home.run(&["export", "member", "slack/U2"]).badly(1, &["nobody is known by the account slack/U2"]);
    assert!(home.run(&["export", "member", "slack/U1"]).well().contains("\"name\": \"Ana\""));
    home.run(&["export", "member", "slack/U1", "--to", "ana.json"]).well();
    assert!(fs::read_to_string(home.path("ana.json")).unwrap().contains("\"user_id\": \"U1\""));
    assert!(home.run(&["scrub"]).well().contains("is gone from the database's files"));
}

#[test]
fn the_generated_pages_are_written_and_compared() {
    let home = Home::new();
    home.run(&["docs"]).badly(2, &["run this in its uppermost folder"]);
    fs::create_dir(home.path("docs")).unwrap();
    home.run(&["docs", "--check"]).badly(1, &["docs/commands.md is not up to date: run `stoa docs`"]);
    home.run(&["docs"]).well();
    home.run(&["docs", "--check"]).well();
    assert!(fs::read_to_string(home.path("docs/commands.md")).unwrap().starts_with("# Commands"));
    #[cfg(feature = "slack")]
    assert_eq!(
        fs::read_to_string(home.path("config/slack-manifest.json")).unwrap(),
        include_str!("../config/slack-manifest.json"),
        "write it anew with `cargo run -- docs`"
    );
}

#[tokio::test]
async fn a_shared_database_is_migrated_only_when_somebody_says_so() {
    for db in each_database().await {
        let Options::Postgres { url, .. } = &db.options else { continue };
        let Db::Postgres(pool) = &db.db else { panic!("not PostgreSQL") };
        sqlx::raw_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public").execute(pool).await.unwrap();
        let home = Home::new();
        home.write("queue.key", &"0".repeat(64));
        home.write(
            "stoa.toml",
            &format!("[database]\nurl = \"{url}\"\n[secrets]\nqueue_key_file = \"queue.key\"\n"),
        );
        home.write("site.jsonl", QUESTION);
        let said = home.run(&["check"]);
        assert!(said.out.contains("not up to date: run `stoa migrate`"), "{said:?}");
        let import = ["import", "stackexchange", "site.jsonl"];
        home.run(&import).badly(1, &["not up to date (0001_engine.sql", "database.migrate = true"]);
        assert!(home.run(&["migrate"]).well().contains("0005_ledger_is_append_only.postgres.sql"));
        assert!(home.run(&import).well().starts_with("1 question and 1 answer"));
        assert!(home.run(&["check"]).out.contains("; up to date"));
    }
}
