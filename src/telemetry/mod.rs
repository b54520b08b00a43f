//! What Stoa tells about its own work: log lines on the standard error stream, and numbers for Prometheus.
//!
//! Both follow one rule: ids and places, never what somebody typed. Other people's crates do not know that rule (a
//! chat client may log whole messages), so whatever they say below a warning is dropped, and a panic is logged by
//! its place alone, since its message may quote the value that caused it. What is left passes through the
//! [`redaction`].

mod redaction;

pub(crate) use redaction::without_quotes;

use crate::settings::{LogFormat, LogSettings};
use anyhow::Context as _;
use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use redaction::{Redacting, Redaction};
use std::io::{self, IsTerminal as _};
use std::panic::{self, Location};
use tracing::level_filters::LevelFilter;
use tracing::{Metadata, Subscriber};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::{EnvFilter, Layer as _, Registry, filter, fmt};

/// What log lines keep to themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Discretion {
    /// Crates whose lines are dropped at every level, because even their errors quote messages.
    pub muted: &'static [&'static str],
    /// Regular expressions of what accounts on the networks are called: it is left out wherever it stands.
    pub names: &'static [&'static str],
}

/// Starts logging to the standard error stream, panics included.
///
/// # Errors
/// When the filter cannot be read, or logging was started before.
pub fn start(log: &LogSettings, discretion: Discretion) -> anyhow::Result<()> {
    let subscriber = subscriber(log, discretion, io::stderr, io::stderr().is_terminal())?;
    tracing::subscriber::set_global_default(subscriber).context("logging was started before")?;
    panic::set_hook(Box::new(|panic| report_panic(panic.location())));
    Ok(())
}

/// What a log line passes through: our cap first, then the filter that was asked for.
fn subscriber<W>(
    log: &LogSettings,
    discretion: Discretion,
    writer: W,
    colour: bool,
) -> anyhow::Result<impl Subscriber + Send + Sync>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let wanted = EnvFilter::builder().parse(&log.filter).context("log.filter cannot be read")?;
    let redaction = Redaction::new(discretion.names, log.format)?;
    let lines = fmt::layer().with_writer(Redacting::new(writer, redaction)).with_ansi(colour);
    let lines = match log.format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    let capped = filter::filter_fn(move |line| is_permitted(line, discretion.muted));
    Ok(Registry::default().with(lines.with_filter(wanted).with_filter(capped)))
}

/// Whether a line may be shown at all: ours always, another crate's from a warning on, a muted crate's never.
fn is_permitted(line: &Metadata<'_>, muted: &[&str]) -> bool {
    let name = line.target().split("::").next().unwrap_or_default();
    let ours = name == "stoa" || name.starts_with("stoa_");
    ours || (*line.level() <= LevelFilter::WARN && !muted.contains(&name))
}

/// Logs where a panic happened. Its message is not even an argument.
fn report_panic(place: Option<&Location<'_>>) {
    let place = place.map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    metrics::counter!(PANICS.name).increment(1);
    tracing::error!(target: "stoa::panic", %place, "a panic: this is a bug in Stoa; its message is withheld");
}

/// How a number behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It only grows; its name ends in `_total`.
    Counter,
    /// It is how things stand now.
    Gauge,
    /// It is how long things took, in seconds; its name ends in `_seconds`.
    Seconds,
}

/// A number that Stoa keeps for Prometheus.
///
/// Count with the macros of the `metrics` crate: `counter!(EVENTS_APPLIED.name).increment(1)`.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    /// The name in Prometheus.
    pub name: &'static str,
    /// How it behaves.
    pub kind: Kind,
    /// What it says, as `/metrics` explains it.
    pub about: &'static str,
}

/// Declares each metric as a constant and all of them as [`METRICS`], so that none can be missing from the list.
macro_rules! metrics_list {
    ($($constant:ident: $kind:ident $name:literal, $about:literal;)+) => {
        $(#[doc = $about] pub const $constant: Metric =
            Metric { name: concat!("stoa_", $name), kind: Kind::$kind, about: $about };)+
        /// Every metric.
        pub const METRICS: &[Metric] = &[$($constant),+];
    };
}

metrics_list! {
    EVENTS_ACCEPTED: Counter "events_accepted_total", "Events committed to the inbox.";
    EVENTS_REPEATED: Counter "events_repeated_total", "Events that were delivered again and changed nothing.";
    LETTERS_BURIED: Counter "letters_buried_total", "Deliveries that an adapter could not read.";
    EVENTS_APPLIED: Counter "events_applied_total", "Events whose turn was committed.";
    EVENTS_RETRIED: Counter "events_retried_total", "Turns that failed and will be tried again.";
    EVENTS_PARKED: Gauge "events_parked", "Events that were given up with their error.";
    INBOX_WAITING: Gauge "inbox_waiting", "Events that wait for their turn.";
    TURNS: Seconds "turns_seconds", "How long turns took, with their reruns.";
    TURN_RERUNS: Counter "turn_reruns_total", "Turns run again since the database could not order them.";
    ACTIONS_SENT: Counter "actions_sent_total", "Actions that a network confirmed.";
    ACTIONS_RETRIED: Counter "actions_retried_total", "Actions that a network asked to wait with.";
    ACTIONS_FAILED: Counter "actions_failed_total", "Actions that were given up: refused by the network for good, or unreadable.";
    ACTIONS_UNCERTAIN: Gauge "actions_uncertain", "Actions parked since nobody can tell whether they were done.";
    OUTBOX_WAITING: Gauge "outbox_waiting", "Actions that wait to be sent.";
    SENDS: Seconds "sends_seconds", "How long networks took to answer an action.";
    JOBS_RUN: Counter "jobs_run_total", "Jobs that ran when they were due.";
    JOBS_SKIPPED: Counter "jobs_skipped_total", "Missed runs that were recorded as skipped.";
    ADDRESSES_UNREADABLE: Counter "addresses_unreadable_total", "Return addresses that did not open, each time the vault was searched.";
    PANICS: Counter "panics_total", "Panics: each is a bug.";
}

/// Upper bounds of the buckets for spans, in seconds: from a turn on SQLite to a network that keeps us waiting.
const BUCKETS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// Starts to keep numbers; before that, counting costs nothing and is lost.
///
/// Somebody must read the numbers or call [`PrometheusHandle::run_upkeep`] now and then, as
/// [`serve`](crate::server::serve) does: samples pile up in between.
///
/// # Errors
/// When numbers are kept already.
pub fn record_metrics() -> anyhow::Result<PrometheusHandle> {
    let handle = builder()?.install_recorder().context("metrics were started before")?;
    METRICS.iter().for_each(describe);
    Ok(handle)
}

fn builder() -> anyhow::Result<PrometheusBuilder> {
    let spans = METRICS.iter().filter(|metric| metric.kind == Kind::Seconds);
    spans.into_iter().try_fold(PrometheusBuilder::new(), |builder, metric| {
        let name = Matcher::Full(metric.name.to_owned());
        builder.set_buckets_for_metric(name, &BUCKETS).context("there are no buckets")
    })
}

/// Explains a metric to Prometheus, and shows counters from zero on: a rate needs to see the first step.
fn describe(metric: &Metric) {
    match metric.kind {
        Kind::Counter => {
            describe_counter!(metric.name, metric.about);
            metrics::counter!(metric.name).absolute(0);
        }
        Kind::Gauge => describe_gauge!(metric.name, metric.about),
        Kind::Seconds => describe_histogram!(metric.name, Unit::Seconds, metric.about),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};
    use tracing::subscriber::with_default;

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What is logged under `filter` while `act` runs.
    fn logged(format: LogFormat, filter: &str, act: impl FnOnce()) -> String {
        let written = Written::default();
        let writer = written.clone();
        let log = LogSettings { format, filter: filter.to_owned() };
        let discretion =
            Discretion { muted: &["leaky"], names: &[r"\bU[0-9][A-Z0-9]{6,}\b", r"@[\w.]+:[\w.]+"] };
        with_default(subscriber(&log, discretion, move || writer.clone(), false).unwrap(), act);
        let bytes = written.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn other_crates_are_capped_and_muted_ones_say_nothing() {
        let lines = logged(LogFormat::Text, "trace,stoa::quiet=warn", || {
            tracing::trace!(target: "stoa::engine", "ours");
            tracing::trace!(target: "stoa_chat", "the port's");
            tracing::debug!(target: "stoa::quiet", "too fine");
            tracing::info!(target: "sqlx::query", "a row that somebody typed");
            tracing::warn!(target: "sqlx::query", "a slow statement");
            tracing::info!(target: "stoadb", "not ours");
            tracing::error!(target: "leaky::client", "a whole message");
        });
        let told: Vec<_> = lines.lines().map(|line| line.split_whitespace().last().unwrap()).collect();
        assert_eq!(told, ["ours", "port's", "statement"], "{lines}");
        assert!(!lines.contains('\x1b'), "no colour where there is no terminal");
    }

    #[test]
    fn json_lines_are_objects_with_the_fields_at_the_top() {
        let line = logged(LogFormat::Json, "info", || {
            tracing::info!(target: "stoa", event = "e1", "applied");
        });
        let object: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&object["event"], &object["message"]), (&"e1".into(), &"applied".into()));
    }

    /// Lines as they come: an error of ours that quotes, one of a crate's that is shown bare, and a value's own marks.
    fn say_too_much() {
        let quoting = serde_json::from_str::<u8>("\"why is \\\"Ben\\\" slow?\"").unwrap_err();
        tracing::warn!(target: "stoa::engine", number = 7, error = format!("{quoting:#}"), "see `stoa events parked`");
        tracing::error!(target: "sqlx", error = %quoting, by = "U012ABCDEF", "account @ana.b:example.org");
        tracing::error!(target: "stoa", failure = ?Some("a secret"), path = "C:\\");
        let _span = tracing::info_span!(target: "stoa", "event", by = "U012ABCDEF").entered();
        tracing::info!(target: "stoa", after = "it", "applied");
    }

    #[test]
    fn what_errors_quote_and_who_caused_them_is_left_out() {
        for format in [LogFormat::Text, LogFormat::Json] {
            let lines = logged(format, "info", say_too_much);
            for secret in ["Ben", "slow", "why", "U012", "ana.b", "example.org", "secret"] {
                assert!(!lines.contains(secret), "{secret}: {lines}");
            }
            for kept in
                ["invalid type: string", "expected u8", "see `stoa events parked`", "7", "applied", "it"]
            {
                assert!(lines.contains(kept), "{kept}: {lines}");
            }
            assert_eq!(lines.lines().count(), 4, "{lines}");
            if format == LogFormat::Json {
                let objects =
                    lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
                assert!(objects.into_iter().all(|object| object["level"].is_string()), "{lines}");
            }
        }
    }

    #[test]
    fn colours_hide_nothing() {
        let written = Written::default();
        let writer = written.clone();
        let log = LogSettings { format: LogFormat::Text, filter: "info".to_owned() };
        let subscriber = subscriber(&log, Discretion::default(), move || writer.clone(), true).unwrap();
        with_default(subscriber, || tracing::info!(target: "stoa", error = "bad \"word\" there", "told"));
        let line = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
        assert!(line.contains("\u{1b}[") && line.contains("there") && !line.contains("word"), "{line}");
    }

    #[test]
    fn a_panic_is_told_by_its_place() {
        let line = logged(LogFormat::Text, "error", || report_panic(Some(Location::caller())));
        assert!(line.contains("place=") && line.contains("telemetry/mod.rs:"), "{line}");
    }

    #[test]
    fn a_bad_filter_is_an_error() {
        let log = LogSettings { filter: "stoa=loud".to_owned(), ..Default::default() };
        assert!(subscriber(&log, Discretion::default(), io::stderr, false).is_err());
    }

    #[test]
    fn metrics_have_distinct_names_that_tell_their_kind() {
        let mut names: Vec<_> = METRICS.iter().map(|metric| metric.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), METRICS.len());
        for metric in METRICS {
            assert_eq!(metric.name.ends_with("_total"), metric.kind == Kind::Counter, "{}", metric.name);
            assert_eq!(metric.name.ends_with("_seconds"), metric.kind == Kind::Seconds, "{}", metric.name);
        }
    }

    /// The code of every file under `folder`, without tests and comments.
    fn code_under(folder: &std::path::Path) -> String {
        let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let code = paths.map(|path| match path.extension() {
            _ if path.is_dir() && path.ends_with("tests") => String::new(),
            _ if path.is_dir() => code_under(&path),
            Some(extension) if extension == "rs" => {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                code.lines().filter(|line| !line.trim_start().starts_with("//")).collect()
            }
            _ => String::new(),
        });
        code.collect()
    }

    #[test]
    fn every_metric_is_counted_somewhere() {
        let code = code_under(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        for Metric { name, .. } in METRICS {
            let constant =
                name.trim_start_matches("stoa_").trim_end_matches("_total").trim_end_matches("_seconds");
            let constant = format!("{}.name)", constant.to_uppercase());
            let counted = [format!("!({constant}"), format!("telemetry::{constant}")];
            assert!(counted.iter().any(|counted| code.contains(counted)), "nobody counts {name}");
        }
    }

    #[test]
    fn every_metric_is_explained_to_operators() {
        let page = include_str!("../../docs/operating.md");
        let told: Vec<_> = page.lines().filter(|line| line.starts_with("| `stoa_")).collect();
        let kind = |kind| match kind {
            Kind::Counter => "counter",
            Kind::Gauge => "gauge",
            Kind::Seconds => "histogram",
        };
        let row = |metric: &Metric| {
            format!("| `{}` | {} | {} |", metric.name, kind(metric.kind), metric.about.trim_end_matches('.'))
        };
        assert_eq!(told, METRICS.iter().map(row).collect::<Vec<_>>());
    }

    #[test]
    fn numbers_are_rendered_with_their_explanations() {
        let recorder = builder().unwrap().build_recorder();
        metrics::with_local_recorder(&recorder, || {
            METRICS.iter().for_each(describe);
            metrics::counter!(EVENTS_APPLIED.name).increment(2);
            metrics::histogram!(TURNS.name).record(0.004);
        });
        let page = recorder.handle().render();
        assert!(page.contains("# HELP stoa_events_applied_total Events whose turn was committed."), "{page}");
        assert!(page.contains("\nstoa_events_applied_total 2\n"), "{page}");
        assert!(page.contains("\nstoa_panics_total 0\n"), "{page}");
        assert!(page.contains("stoa_turns_seconds_bucket{le=\"0.005\"} 1"), "{page}");
    }
}
