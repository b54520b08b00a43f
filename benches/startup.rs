//! How long the program takes from the shell's point of view, by the wall clock and started like anything else.
//!
//! Each command runs in a fresh data directory or in one with the sample of `config/sample` in it; the least
//! and the median of some runs are printed.
#![expect(clippy::print_stdout, reason = "a benchmark reports on standard output")]

use anyhow::Context as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const RUNS: usize = 15;
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/config/sample/questions.jsonl");
/// A conversation in which nobody says anything: what is left is an engine that starts and ends.
const SILENCE: &str = "title: Silence\nnow: 2026-03-02 09:00\n";

fn main() -> anyhow::Result<()> {
    let kept = data_directory()?;
    stoa(kept.path(), &["import", "stackexchange", SAMPLE])?;
    let silence = kept.path().join("silence.txt");
    std::fs::write(&silence, SILENCE)?;
    let silence = silence.to_str().context("a path of letters")?;
    println!("\nThe program from start to end, {RUNS} runs each (median, least):");
    measure("completions bash: the process alone", None, &["completions", "bash"])?;
    measure("check, nothing there yet", None, &["check"])?;
    measure("migrate, which makes the database", None, &["migrate"])?;
    measure("import of the sample, which makes it too", None, &["import", "stackexchange", SAMPLE])?;
    measure("check, with the sample", Some(kept.path()), &["check"])?;
    measure("the same import once more", Some(kept.path()), &["import", "stackexchange", SAMPLE])?;
    measure("play nothing: a whole engine, in a database of its own", None, &["play", silence])?;
    measure("demo, the whole story", None, &["demo"])
}

fn data_directory() -> anyhow::Result<TempDir> {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).context("a data directory")
}

/// Runs a command some times, in `data` or each time in a new directory.
fn measure(what: &str, data: Option<&Path>, arguments: &[&str]) -> anyhow::Result<()> {
    let mut spans = Vec::new();
    for _ in 0..RUNS {
        let fresh = data_directory()?;
        spans.push(stoa(data.unwrap_or(fresh.path()), arguments)?);
    }
    spans.sort();
    let millis = |span: Duration| span.as_secs_f64() * 1e3;
    println!("  {what:<58} {:>7.1} ms {:>7.1} ms", millis(spans[RUNS / 2]), millis(spans[0]));
    Ok(())
}

/// Runs the program once, with nobody at the keyboard.
fn stoa(data: &Path, arguments: &[&str]) -> anyhow::Result<Duration> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stoa"));
    command.current_dir(data).arg("--data").arg(data).args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let begun = Instant::now();
    let output = command.output()?;
    let took = begun.elapsed();
    let said = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(output.status.success(), "`stoa {}` failed: {said}", arguments.join(" "));
    Ok(took)
}
