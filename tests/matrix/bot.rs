//! The program itself, at work on the homeserver: started, told to stop, killed.

use anyhow::{Context as _, ensure};
use std::fs::OpenOptions;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use stoa::database::{Db, Options};
use stoa::engine::{Clock as _, ParkedEvent, ParkedJob, Status, SystemClock};
use stoa::on;
use stoa_homeserver::{Account, Homeserver};
use tempfile::TempDir;

/// How often one looks at most, ten times a second, whether everything is done: a busy machine takes its time.
const MOST_LOOKS: usize = 1800;

/// Stoa, with a folder of its own.
#[derive(Debug)]
pub struct Bot {
    account: Account,
    folder: TempDir,
    process: Option<Child>,
}

impl Bot {
    /// Writes down what it needs to know: everybody can be asked at any time, and what waits waits for seconds.
    pub fn hire(server: &Homeserver, account: Account, more: &str) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let bot = Self { account, folder, process: None };
        let write = |name: &str, text: &str| std::fs::write(bot.path(name), text);
        write("password", &bot.account.password)?;
        write("passphrase", "a passphrase for tests")?;
        write("stoa.toml", &bot.settings(&server.url(), more))?;
        bot.run(&["migrate"])?;
        Ok(bot)
    }

    fn settings(&self, url: &str, more: &str) -> String {
        let file = |name: &str| self.path(name).display().to_string();
        format!(
            "[engine]\nunknown_wait = \"1s\"\n\
             [people]\nhours = \"Mon-Sun 0-24\"\ninterruptions_a_day = 1000\n\
             [questions]\nasks_a_week = 1000\n\
             [launch]\nstage = \"all\"\n\
             [matrix]\nhomeserver = {url:?}\nuser = {:?}\npassword_file = {:?}\npassphrase_file = {:?}\n\
             recovery_key_file = {:?}\ninvite_from = [\"{}\"]\n{more}",
            self.id(),
            file("password"),
            file("passphrase"),
            file("recovery-key"),
            stoa_homeserver::SERVER_NAME,
        )
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Its whole name.
    pub fn id(&self) -> &str {
        &self.account.user_id
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stoa"));
        command.args(arguments).arg("--data").arg(self.folder.path());
        command.env_clear().current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    /// What a command of the program prints.
    pub fn run(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let ended = self.command(arguments).output()?;
        let (out, err) = (String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
        ensure!(ended.status.success(), "stoa {}: {out}{err}", arguments.join(" "));
        Ok(out.into_owned())
    }

    /// Starts it.
    pub fn starts(&mut self) -> anyhow::Result<()> {
        ensure!(self.process.is_none(), "it works already");
        let log = OpenOptions::new().create(true).append(true).open(self.path("log"))?;
        let mut command = self.command(&["run"]);
        command.stdout(log.try_clone()?).stderr(log);
        self.process = Some(command.spawn()?);
        Ok(())
    }

    /// Kills it with SIGKILL: it does nothing more, not even tidy up.
    pub fn dies(&mut self) -> anyhow::Result<()> {
        let mut process = self.process.take().context("it does not work")?;
        ensure!(process.try_wait()?.is_none(), "it ended by itself:\n{}", self.log());
        process.kill()?;
        process.wait()?;
        Ok(())
    }

    /// Tells it to stop; it has to end well.
    pub fn stops(&mut self) -> anyhow::Result<()> {
        let mut process = self.process.take().context("it does not work")?;
        let told = Command::new("kill").arg("-TERM").arg(process.id().to_string()).status()?;
        ensure!(told.success(), "nobody could tell it to stop");
        let ended = process.wait()?;
        ensure!(ended.success(), "it ended badly ({ended}):\n{}", self.log());
        Ok(())
    }

    /// All that it logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.path("log")).unwrap_or_default()
    }

    async fn database(&self) -> anyhow::Result<Db> {
        Ok(Db::open(&Options::Sqlite(self.path("stoa.db"))).await?)
    }

    /// Asks its database for a number.
    pub async fn number(&self, sql: &'static str) -> anyhow::Result<i64> {
        let db = self.database().await?;
        let mut tx = db.begin_read().await?;
        let (found,): (i64,) = on!(&mut tx, |c| sqlx::query_as(sql).fetch_one(c).await)?;
        drop(tx);
        db.close().await;
        Ok(found)
    }

    /// Waits until nothing waits to be done, and makes sure that everything could be.
    pub async fn has_done_everything(&self) -> anyhow::Result<()> {
        let db = self.database().await?;
        let clock = SystemClock::default();
        let mut looks = 0;
        let status = loop {
            let status = Status::of(&db).await?;
            if status.events_waiting + status.actions_waiting == 0 || looks == MOST_LOOKS {
                break status;
            }
            looks += 1;
            clock.wait(Duration::from_millis(100)).await;
        };
        db.close().await;
        let Status { events_waiting, events_parked, actions_waiting, actions_dead, .. } = status;
        let Status { actions_uncertain, jobs_parked, .. } = status;
        let gone = self.number("SELECT COUNT(*) FROM outbox WHERE state = 'gone'").await?;
        let undone = [
            events_waiting,
            events_parked,
            actions_waiting,
            actions_dead,
            actions_uncertain,
            jobs_parked,
            gone,
        ];
        ensure!(undone == [0; 7], "{}\n{gone} actions had nothing left to act on", self.story().await?);
        Ok(())
    }

    /// Its log, and what waits or went wrong in its database.
    pub async fn story(&self) -> anyhow::Result<String> {
        let db = self.database().await?;
        let (events, jobs) = (ParkedEvent::all(&db).await?, ParkedJob::all(&db).await?);
        let (status, undone) = (Status::of(&db).await?, Status::reasons(&db).await?);
        db.close().await;
        Ok(format!("{}\n{status:?}\nparked: {events:?} {jobs:?}\nnot done: {undone:?}", self.log()))
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            // It may have ended by itself, which the test has then noticed.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}
