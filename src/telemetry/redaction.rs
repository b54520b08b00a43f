//! What may be somebody's is taken out of every log line before it is written.
//!
//! Our own lines carry numbers and places, but errors pass through them, and an error likes to quote the value that caused
//! it: a word that somebody typed, an account. So whatever stands in quotation marks within a value is left out, and so
//! is what looks like an account on a network that we work with. Who may see it finds it where it belongs: what failed,
//! with its error, by `stoa events parked`.

use crate::settings::LogFormat;
use anyhow::Context as _;
use regex::{Captures, Regex};
use serde_json::Value;
use std::borrow::Cow;
use std::io;
use std::sync::{Arc, LazyLock};
use tracing::Metadata;
use tracing_subscriber::fmt::MakeWriter;

/// What stands for what was left out.
const LEFT_OUT: &str = "…";

/// Something in quotation marks, as programs write it.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| expression(r#""(?:[^"\\]|\\.)*""#));
/// The same in a line of text, where a field's value may stand in quotation marks itself, behind its colour.
static IN_LINE: LazyLock<Regex> =
    LazyLock::new(|| expression(r#"(=(?:\x1b\[[0-9;]*m)*)?("(?:[^"\\]|\\.)*")"#));

fn expression(text: &str) -> Regex {
    Regex::new(text).expect("a regular expression that was tested")
}

/// A text without what it quotes.
pub(crate) fn without_quotes(text: &str) -> Cow<'_, str> {
    QUOTED.replace_all(text, format!("\"{LEFT_OUT}\""))
}

/// What is left out.
pub(super) struct Redaction {
    names: Option<Regex>,
    format: LogFormat,
}

impl Redaction {
    /// Leaves out what matches one of `names`, the regular expressions of accounts.
    pub fn new(names: &[&str], format: LogFormat) -> anyhow::Result<Self> {
        let any = names.join("|");
        let names =
            if names.is_empty() { None } else { Some(Regex::new(&any).context("names of accounts")?) };
        Ok(Self { names, format })
    }

    /// One line, as it may be written.
    fn apply(&self, line: &str) -> String {
        let line = match self.format {
            LogFormat::Text => IN_LINE.replace_all(line, in_field).into_owned(),
            LogFormat::Json => in_values(line),
        };
        match &self.names {
            Some(names) => names.replace_all(&line, LEFT_OUT).into_owned(),
            None => line,
        }
    }
}

fn in_field(found: &Captures<'_>) -> String {
    let Some(before) = found.get(1) else { return format!("\"{LEFT_OUT}\"") };
    let value = found[2][1..found[2].len() - 1].replace("\\\"", "\"").replace("\\\\", "\\");
    format!("{}{:?}", before.as_str(), without_quotes(&value))
}

/// An object stays one; what is none is not written at all.
fn in_values(line: &str) -> String {
    fn redact(value: &mut Value) {
        match value {
            Value::String(text) => *text = without_quotes(text).into_owned(),
            Value::Array(values) => values.iter_mut().for_each(redact),
            Value::Object(values) => values.values_mut().for_each(redact),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let Ok(mut value) = serde_json::from_str::<Value>(line) else { return String::new() };
    redact(&mut value);
    format!("{value}\n")
}

/// Writes lines without what is left out.
pub(super) struct Redacting<M> {
    writer: M,
    redaction: Arc<Redaction>,
}

impl<M> Redacting<M> {
    pub fn new(writer: M, redaction: Redaction) -> Self {
        Self { writer, redaction: Arc::new(redaction) }
    }
}

impl<'a, M: MakeWriter<'a>> MakeWriter<'a> for Redacting<M> {
    type Writer = Line<M::Writer>;

    fn make_writer(&'a self) -> Self::Writer {
        Line { writer: self.writer.make_writer(), redaction: Arc::clone(&self.redaction) }
    }

    fn make_writer_for(&'a self, meta: &Metadata<'_>) -> Self::Writer {
        Line { writer: self.writer.make_writer_for(meta), redaction: Arc::clone(&self.redaction) }
    }
}

/// The writer of one line: it is handed over whole.
pub(super) struct Line<W> {
    writer: W,
    redaction: Arc<Redaction>,
}

impl<W: io::Write> io::Write for Line<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let line = self.redaction.apply(&String::from_utf8_lossy(bytes));
        self.writer.write_all(line.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
