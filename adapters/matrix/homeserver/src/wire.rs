//! A program that is spoken with by lines of JSON.

use anyhow::{Context as _, anyhow, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::{Mutex as Turns, oneshot};

/// Who waits for which answer.
type Waiting = Arc<Mutex<BTreeMap<u64, oneshot::Sender<Value>>>>;

/// A running program. It ends with this.
#[derive(Debug)]
pub struct Wire {
    input: Turns<ChildStdin>,
    waiting: Waiting,
    number: AtomicU64,
    #[expect(dead_code, reason = "it is only held: dropped, it ends")]
    process: Child,
}

impl Wire {
    /// Starts `command`; every line that answers nothing goes to `told`.
    pub fn start(command: &mut Command, told: impl FnMut(Value) + Send + 'static) -> anyhow::Result<Self> {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("a client's program")?;
        let input = Turns::new(process.stdin.take().context("its input")?);
        let output = process.stdout.take().context("its output")?;
        let waiting = Waiting::default();
        tokio::spawn(read(output, Arc::clone(&waiting), told));
        Ok(Self { input, waiting, number: AtomicU64::new(0), process })
    }

    /// Asks, and waits for the answer.
    pub async fn ask(&self, mut question: Value) -> anyhow::Result<Value> {
        let number = self.number.fetch_add(1, Ordering::Relaxed);
        let told = question["do"].as_str().unwrap_or_default().to_owned();
        question["id"] = number.into();
        let (answer, answered) = oneshot::channel();
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(number, answer);
        let line = format!("{question}\n");
        self.input.lock().await.write_all(line.as_bytes()).await.context("the program is gone")?;
        let mut answer = answered.await.map_err(|_| anyhow!("the program ended before `{told}` was done"))?;
        if let Some(error) = answer["error"].as_str() {
            bail!("{told}: {error}");
        }
        Ok(answer["ok"].take())
    }
}

/// Reads until the program ends; whoever still waits then learns it by their channel's end.
async fn read(output: ChildStdout, waiting: Waiting, mut told: impl FnMut(Value)) {
    let mut lines = BufReader::new(output).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        let Ok(value) = serde_json::from_str::<Value>(&line) else { continue };
        let asker = value["id"]
            .as_u64()
            .and_then(|number| waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(&number));
        match asker {
            // Whoever does not wait any more needs no answer.
            Some(asker) => drop(asker.send(value)),
            None => told(value),
        }
    }
    waiting.lock().unwrap_or_else(PoisonError::into_inner).clear();
}
