//! Synapse: where it lies, what it allows, and how it is killed and started again.

use crate::{Installed, program};
use anyhow::{Context as _, ensure};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What the homeserver is called in the ids of people and rooms.
pub const SERVER_NAME: &str = "localhost";

/// By this secret accounts are made.
pub(crate) const SECRET: &str = "only for tests";

/// What a homeserver allows; nothing is limited by default.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rules {
    /// How many messages a second a person may send, and how many at once.
    pub messages: Option<(f64, u32)>,
    /// How many messages of a room a client is told at most in one response.
    pub timeline: Option<u32>,
}

/// A homeserver on this machine. It ends, and its folder goes, when this is dropped or this process ends.
#[derive(Debug)]
pub struct Homeserver {
    installed: Installed,
    folder: PathBuf,
    port: u16,
    running: Mutex<Option<Running>>,
}

#[derive(Debug)]
struct Running {
    process: Child,
    /// As long as this is open it lives.
    #[expect(dead_code, reason = "it is only held")]
    life: ChildStdin,
}

impl Homeserver {
    /// Starts a homeserver with nobody on it, and waits until it listens.
    ///
    /// # Errors
    /// When it does not start: its log then says why.
    pub fn start(installed: &Installed, rules: Rules) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("stoa-homeserver.").tempdir()?.keep();
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let write = |name: &str, what: &Value| std::fs::write(folder.join(name), format!("{what:#}"));
        write("homeserver.json", &configuration(&folder, port, rules))?;
        write("log.json", &logging(&folder))?;
        let server = Self { installed: installed.clone(), folder, port, running: Mutex::new(None) };
        server.start_again()?;
        Ok(server)
    }

    /// Where clients find it.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// What was installed with it.
    pub fn installed(&self) -> &Installed {
        &self.installed
    }

    /// Kills it with SIGKILL: it does nothing more, and keeps what it has stored.
    ///
    /// # Errors
    /// When it was not running.
    pub fn kill(&self) -> anyhow::Result<()> {
        let mut running = self.running().take().context("the homeserver is not running")?;
        running.process.kill()?;
        running.process.wait()?;
        Ok(())
    }

    /// Starts it again where it was, with all that it had stored, and waits until it listens.
    ///
    /// # Errors
    /// When it runs already, or does not start.
    pub fn start_again(&self) -> anyhow::Result<()> {
        let mut running = self.running();
        ensure!(running.is_none(), "the homeserver runs already");
        let mut process = Command::new(self.installed.python())
            .arg(program("homeserver.py"))
            .arg(&self.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("the homeserver's program")?;
        let life = process.stdin.take().context("its input")?;
        let output = process.stdout.take().context("its output")?;
        *running = Some(Running { process, life });
        let mut lines = BufReader::new(output).lines();
        let ready = lines.any(|line| line.is_ok_and(|line| line == "ready"));
        ensure!(ready, "the homeserver does not start:\n{}", self.log());
        Ok(())
    }

    /// The end of what it wrote down.
    pub fn log(&self) -> String {
        const MOST: usize = 60;
        let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        lines[lines.len().saturating_sub(MOST)..].join("\n")
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Homeserver {
    fn drop(&mut self) {
        // It may have been killed already, and its folder may be gone with it.
        let _ = self.kill();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn configuration(folder: &Path, port: u16, rules: Rules) -> Value {
    let mut told = json!({
        "server_name": SERVER_NAME,
        "public_baseurl": format!("http://127.0.0.1:{port}/"),
        "report_stats": false,
        "pid_file": folder.join("pid"),
        "registration_shared_secret": SECRET,
        "macaroon_secret_key": SECRET,
        "form_secret": SECRET,
        "signing_key_path": folder.join("signing.key"),
        "log_config": folder.join("log.json"),
        "media_store_path": folder.join("media"),
        "listeners": [{
            "port": port, "type": "http", "bind_addresses": ["127.0.0.1"], "resources": [{ "names": ["client"] }],
        }],
        "database": { "name": "sqlite3", "args": { "database": folder.join("homeserver.db") } },
        "trusted_key_servers": [],
        "federation_domain_whitelist": [],
        "presence": { "enabled": false },
        "push": { "enabled": false },
        "bcrypt_rounds": 4,
        "filter_timeline_limit": rules.timeline.map_or(-1, i64::from),
    });
    if let (Value::Object(told), Value::Object(limits)) = (&mut told, limits(rules)) {
        told.extend(limits);
    }
    told
}

/// Whoever tests wants no limits but those that are tested.
fn limits(rules: Rules) -> Value {
    let free = json!({ "per_second": 10_000, "burst_count": 10_000 });
    let messages = match rules.messages {
        None => free.clone(),
        Some((per_second, at_once)) => json!({ "per_second": per_second, "burst_count": at_once }),
    };
    json!({
        "rc_message": messages,
        "rc_registration": free,
        "rc_login": { "address": free, "account": free, "failed_attempts": free },
        "rc_admin_redaction": free,
        "rc_joins": { "local": free, "remote": free },
        "rc_joins_per_room": free,
        "rc_invites": { "per_room": free, "per_user": free, "per_issuer": free },
        "rc_media_create": free,
        "rc_room_creation": free,
        "rc_delayed_event_mgmt": free,
    })
}

fn logging(folder: &Path) -> Value {
    json!({
        "version": 1,
        "disable_existing_loggers": false,
        "handlers": { "file": { "class": "logging.FileHandler", "filename": folder.join("log") } },
        "root": { "handlers": ["file"], "level": "WARNING" },
    })
}
