//! Slack's own libraries as judges of every block and view that an app sent here: `slack_sdk` for Python checks what they
//! say, TypeScript's compiler what they are made of, by the types of `@slack/types`.
//!
//! `scripts/oracles` installs them, and `STOA_ORACLES` says where they are.

use crate::slack::Slack;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What `slack_sdk` is asked with.
const JUDGE: &str = include_str!("../../oracles/judge.py");
/// How TypeScript's compiler is asked.
const TSC: [&str; 7] =
    ["--strict", "--noEmit", "--skipLibCheck", "--module", "nodenext", "--target", "es2022"];
/// Texts by which TypeScript tells things apart: of all others only their being texts counts.
const TELLING: [&str; 2] = ["type", "style"];

/// Lists of blocks, and views, each once.
#[derive(Clone, Debug, Default)]
pub struct Evidence(BTreeSet<String>);

/// How many things were judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Lists and views that `slack_sdk` took.
    pub things: usize,
    /// Shapes of them that `tsc --strict` took.
    pub shapes: usize,
}

/// Where Slack's libraries are, by the variables of the test's `environment`; `None`, with a word about it, where there
/// are none.
///
/// # Panics
/// Without them in CI: there nothing is skipped.
#[expect(clippy::print_stdout, reason = "a test says what it was run with")]
pub fn oracles(environment: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = environment("STOA_ORACLES").map(PathBuf::from);
    if folder.is_none() {
        let ci = environment("CI").is_some_and(|ci| ci == "true");
        assert!(!ci, "STOA_ORACLES is not set: in CI Slack's own libraries judge what we send");
        println!("skipped: STOA_ORACLES is not set; scripts/oracles installs what is needed");
    }
    folder
}

impl Evidence {
    /// Everything that reached `slack`: posts, edits, private replies, answers to presses, forms and Homes.
    pub fn of(slack: &Slack) -> Self {
        let mut evidence = Self::default();
        for call in slack.calls() {
            for name in ["blocks", "view"] {
                if let Some(thing) = call.arguments.get(name) {
                    evidence.add(thing);
                }
            }
        }
        evidence
    }

    /// Adds a list of blocks, or a view. Lists without a block show nothing.
    pub fn add(&mut self, thing: &Value) {
        if thing.as_array().is_none_or(|blocks| !blocks.is_empty()) && !thing.is_null() {
            self.0.insert(thing.to_string());
        }
    }

    /// Adds all that another workspace saw.
    pub fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// How many different things there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Has both judges look at everything in one go, and at things that they must refuse.
    ///
    /// # Errors
    /// What a judge does not like, or likes although it must not; in its own words.
    pub fn judge(&self, oracles: &Path) -> Result<Judged, String> {
        let good: Vec<Value> =
            self.0.iter().map(|thing| serde_json::from_str(thing).unwrap_or_default()).collect();
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let file = folder.path().join("samples.json");
        let samples = json!({ "good": good, "planted": too_much() });
        std::fs::write(&file, samples.to_string()).map_err(|error| error.to_string())?;
        let mut python = Command::new(oracles.join("python/bin/python"));
        let counted = answer(python.args(["-c", JUDGE]).arg(&file))?;
        let mut shapes = BTreeMap::new();
        for thing in good {
            shapes.entry(shape(&thing).to_string()).or_insert(thing);
        }
        let modules = oracles.join("node_modules");
        std::os::unix::fs::symlink(&modules, folder.path().join("node_modules"))
            .map_err(|error| error.to_string())?;
        let file = folder.path().join("samples.ts");
        std::fs::write(&file, typescript(shapes.values())).map_err(|error| error.to_string())?;
        answer(Command::new(modules.join(".bin/tsc")).args(TSC).arg(&file))?;
        let things = counted.parse().map_err(|_| format!("slack_sdk counts {counted}"))?;
        Ok(Judged { things, shapes: shapes.len() })
    }
}

/// What a program prints, if it ends well.
fn answer(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let wrong = String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(said) } else { Err(format!("{said}{wrong}")) }
}

/// What is over a limit that only `slack_sdk` knows.
fn too_much() -> Value {
    let text = |kind: &str, length: usize| json!({ "type": kind, "text": "x".repeat(length) });
    json!([
        [{ "type": "header", "text": text("plain_text", 151) }],
        [{ "type": "section", "text": text("mrkdwn", 3_001) }],
        { "type": "modal", "title": text("plain_text", 25), "blocks": [] },
    ])
}

/// What is of another kind than it should be, which only the compiler sees.
fn of_another_kind() -> [(&'static str, Value); 3] {
    let words = json!({ "type": "mrkdwn", "text": "words" });
    [
        ("KnownBlock[]", json!([{ "type": "section", "text": { "type": "mrkdwn", "words": "x" } }])),
        ("KnownBlock[]", json!([{ "type": "header", "text": words }])),
        ("ModalView | HomeView", json!({ "type": "modal", "title": words, "blocks": [] })),
    ]
}

/// A program that can be compiled if everything good is of the types that it should be, and everything planted is not.
fn typescript<'a>(good: impl Iterator<Item = &'a Value>) -> String {
    let mut script = "import type { HomeView, KnownBlock, ModalView } from '@slack/types';\n".to_owned();
    for (at, thing) in good.enumerate() {
        let kind = if thing.is_array() { "KnownBlock[]" } else { "ModalView | HomeView" };
        let _ = writeln!(script, "export const good{at}: {kind} = {thing};");
    }
    for (at, (kind, thing)) in of_another_kind().into_iter().enumerate() {
        let _ = writeln!(script, "// @ts-expect-error\nexport const planted{at}: {kind} = {thing};");
    }
    script
}

/// A thing with the words taken out: two of one shape are the same to a compiler.
fn shape(thing: &Value) -> Value {
    match thing {
        Value::Object(fields) => {
            let told = |(key, value): (&String, &Value)| {
                let tells = TELLING.contains(&key.as_str()) && value.is_string();
                (key.clone(), if tells { value.clone() } else { shape(value) })
            };
            Value::Object(fields.iter().map(told).collect())
        }
        Value::Array(items) => {
            let mut shapes: Vec<Value> = items.iter().map(shape).collect();
            // Of several of one shape, one is enough, wherever it stands.
            shapes.sort_by_key(Value::to_string);
            shapes.dedup();
            Value::Array(shapes)
        }
        Value::String(_) => Value::String(String::new()),
        Value::Number(_) => json!(0),
        Value::Bool(_) => json!(true),
        Value::Null => Value::Null,
    }
}
