//! Sends an app signed events over HTTP, as fast as it acknowledges them, and prints one line of JSON with the time
//! that each took. For `benches/slack_load`.
//!
//! `events SLACK URL FIRST COUNT CONNECTIONS`: SLACK is what `slack` printed. The events FIRST, FIRST+1, … are
//! messages in its channel; the same number is the same body, byte for byte, whoever it is sent to.

use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use std::error::Error;
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use stoa_fake_slack::signature;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

type Failure = Box<dyn Error + Send + Sync>;

const WORDS: &[&str] = &[
    "after",
    "again",
    "alert",
    "and",
    "backup",
    "branch",
    "build",
    "cache",
    "cluster",
    "deploy",
    "finished",
    "green",
    "index",
    "is",
    "log",
    "merged",
    "migration",
    "node",
    "now",
    "on",
    "pipeline",
    "queue",
    "release",
    "restarted",
    "rolled",
    "server",
    "staging",
    "table",
    "the",
    "tonight",
    "upgraded",
    "with",
];

/// What is sent, ready before the clock runs.
struct Load {
    /// Host and port.
    host: String,
    path: String,
    requests: Vec<(String, Bytes)>,
    time: String,
    next: AtomicUsize,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [slack, url, first, count, connections] = arguments.as_slice() else {
        return Err("events SLACK URL FIRST COUNT CONNECTIONS".into());
    };
    let (slack, first, count): (Value, u64, u64) =
        (serde_json::from_str(slack)?, first.parse()?, count.parse()?);
    let load = Arc::new(Load::new(&slack, url, first..first + count)?);
    let begun = Instant::now();
    let mut senders = JoinSet::new();
    for _ in 0..connections.parse::<usize>()? {
        senders.spawn(send(Arc::clone(&load)));
    }
    let mut spans = Vec::new();
    while let Some(sent) = senders.join_next().await {
        spans.append(&mut sent??);
    }
    let whole = begun.elapsed();
    spans.sort_unstable();
    let share = |percent: usize| spans.get(spans.len() * percent / 100).map(Duration::as_secs_f64);
    let told =
        json!({ "sent": spans.len(), "seconds": whole.as_secs_f64(), "p50": share(50), "p99": share(99) });
    writeln!(std::io::stdout(), "{told}")?;
    Ok(())
}

impl Load {
    fn new(slack: &Value, url: &str, numbers: std::ops::Range<u64>) -> Result<Self, Failure> {
        let rest = url.strip_prefix("http://").ok_or("the address is on this machine")?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        #[expect(clippy::disallowed_methods, reason = "the app compares the signature's time with its clock")]
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
        let time = now.as_secs().to_string();
        let secret = slack["signing_secret"].as_str().ok_or("SLACK has no signing secret")?;
        let signed = |number| {
            let body = event(slack, number).to_string();
            (signature(secret, &time, body.as_bytes()), Bytes::from(body))
        };
        let requests = numbers.map(signed).collect();
        Ok(Self {
            host: host.to_owned(),
            path: format!("/{path}"),
            requests,
            time,
            next: AtomicUsize::new(0),
        })
    }

    fn request(&self, number: usize) -> Option<hyper::Request<Full<Bytes>>> {
        let (signature, body) = self.requests.get(number)?;
        let request = hyper::Request::post(self.path.as_str())
            .header("host", &self.host)
            .header("content-type", "application/json")
            .header("user-agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
            .header("x-slack-request-timestamp", &self.time)
            .header("x-slack-signature", signature)
            .body(Full::new(body.clone()));
        request.ok()
    }
}

/// Sends what nobody else has sent, one after another over one connection; gives the time that each took.
async fn send(load: Arc<Load>) -> Result<Vec<Duration>, Failure> {
    let mut connection = connect(&load.host).await?;
    let mut spans = Vec::new();
    while let Some(request) = load.request(load.next.fetch_add(1, Ordering::Relaxed)) {
        let begun = Instant::now();
        // Not every server keeps connections.
        if connection.ready().await.is_err() {
            connection = connect(&load.host).await?;
            connection.ready().await?;
        }
        let answer = connection.send_request(request).await?;
        let status = answer.status();
        answer.into_body().collect().await?;
        spans.push(begun.elapsed());
        if status != hyper::StatusCode::OK {
            return Err(format!("an event was answered with {status}").into());
        }
    }
    Ok(spans)
}

async fn connect(host: &str) -> Result<SendRequest<Full<Bytes>>, Failure> {
    let stream = TcpStream::connect(host).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

/// The delivery of a message, as Slack tells of it.
fn event(slack: &Value, number: u64) -> Value {
    let id = format!("Ev{number:010X}");
    json!({
        "token": "fakeVerificationToken000",
        "team_id": slack["workspace"],
        "api_app_id": "A0STOA00001",
        "event": message(slack, number),
        "type": "event_callback",
        "event_id": id,
        "event_time": slack["now"],
        "authorizations": [{
            "enterprise_id": null,
            "team_id": slack["workspace"],
            "user_id": slack["bot_user"],
            "is_bot": true,
            "is_enterprise_install": false,
        }],
        "is_ext_shared_channel": false,
        "event_context": format!("4-{id}"),
    })
}

/// A message in the channel that asks nobody anything.
fn message(slack: &Value, number: u64) -> Value {
    let people = slack["people"].as_array().map_or(&[][..], Vec::as_slice);
    let user = people.get(pick(number, 0, people.len())).cloned().unwrap_or_default();
    let words: Vec<&str> = (1..12 + number % 30).map(|nth| WORDS[pick(number, nth, WORDS.len())]).collect();
    let text = format!("{} {number}", words.join(" "));
    let ts = format!("{}.{number:06}", slack["now"]);
    json!({
        "type": "message",
        "user": user,
        "ts": ts,
        "client_msg_id": format!("00000000-0000-4000-8000-{number:012x}"),
        "text": text,
        "team": slack["workspace"],
        "blocks": [{
            "type": "rich_text",
            "block_id": format!("b{number}"),
            "elements": [{
                "type": "rich_text_section",
                "elements": [{ "type": "text", "text": text }],
            }],
        }],
        "channel": slack["channel"],
        "event_ts": ts,
        "channel_type": "channel",
    })
}

/// One of `count`: without order, and always the same.
fn pick(number: u64, nth: u64, count: usize) -> usize {
    let mixed = (number * 64 + nth + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32;
    usize::try_from(mixed).unwrap_or_default() % count.max(1)
}
