//! Requests that are not from Slack, old, replayed, changed or far too large.

use super::*;
use crate::config::{CommandNames, SlackConfig, Transport};
use crate::decode::tests_hearing;
use crate::inside::Inside;
use crate::web::Web;
use async_trait::async_trait;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use stoa_chat::{Clock, DeadLetter, Event, Form, Intake, Network, Note, Phrase, Text, Timestamp, UserRef};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const NOW: i64 = 1_800_000_000;
const BODY: &str = r#"{"type":"event_callback","event_id":"Ev1","event":{"type":"app_home_opened","user":"U1","tab":"home"}}"#;

#[derive(Debug)]
struct Still;

#[async_trait]
impl Clock for Still {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(NOW * 1000)
    }

    async fn wait(&self, _: Duration) {
        std::future::pending::<()>().await;
    }
}

#[derive(Default)]
struct Ledger {
    events: Mutex<Vec<Event>>,
    letters: Mutex<Vec<DeadLetter>>,
    deaf: bool,
}

#[async_trait]
impl Intake for Ledger {
    async fn accept(&self, events: Vec<Event>) -> Result<(), IntakeError> {
        if self.deaf {
            return Err(IntakeError("the database is away".into()));
        }
        let mut known = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        for event in events {
            if !known.iter().any(|old| old.id == event.id) {
                known.push(event);
            }
        }
        Ok(())
    }

    async fn accept_noting(
        &self,
        _: &Network,
        events: Vec<Event>,
        notes: Vec<Note>,
    ) -> Result<(), IntakeError> {
        if notes.is_empty() {
            self.accept(events).await
        } else {
            Err(IntakeError("nothing is noted here".into()))
        }
    }

    async fn notes(&self, _: &Network, _: &str) -> Result<BTreeMap<String, Vec<u8>>, IntakeError> {
        Ok(BTreeMap::new())
    }

    fn phrase(&self, _: &UserRef, phrase: &Phrase) -> Text {
        Text::plain(&format!("{phrase:?}"))
    }

    async fn bury(&self, letter: DeadLetter) -> Result<(), IntakeError> {
        self.letters.lock().unwrap_or_else(PoisonError::into_inner).push(letter);
        Ok(())
    }

    fn form_for(&self, _: &Event) -> Option<Form> {
        None
    }

    fn is_anonymous(&self, _: &Event) -> bool {
        false
    }

    fn check(&self, _: &str, _: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        BTreeMap::new()
    }
}

fn secret() -> SecretString {
    SecretString::from("8f742231b10e8888abcd99yyyzzz85a5")
}

/// A server of ours, and its address.
async fn serve(ledger: Arc<Ledger>) -> (SocketAddr, CancellationToken) {
    let clock: Arc<dyn Clock> = Arc::new(Still);
    let transport = Transport::Http { listen: "127.0.0.1:0".parse().unwrap(), signing_secret: secret() };
    let config = SlackConfig {
        workspace: "T1".into(),
        bot_token: SecretString::from("xoxb-1"),
        transport,
        // Nobody listens there: whatever is asked of Slack is refused at once.
        api: "http://127.0.0.1:9".into(),
        commands: CommandNames::default(),
        verbs: Vec::new(),
    };
    let web = Web::new(&config.api, config.bot_token.clone(), Arc::clone(&clock)).unwrap();
    let inside = Arc::new(Inside::new(&config, web, clock));
    let ear = Arc::new(Ear { inside, hearing: tests_hearing(), intake: ledger });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
    tokio::spawn(listen(listener, ear, secret(), stop.clone()));
    (address, stop)
}

async fn exchange(address: SocketAddr, head: &str, body: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(format!("{head}\r\nHost: stoa\r\nConnection: close\r\n\r\n").as_bytes()).await.unwrap();
    // A server that has refused closes the connection before everything is written.
    let _ = stream.write_all(body).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

async fn post(address: SocketAddr, kind: &str, time: i64, signature: &str, body: &[u8]) -> String {
    let length = body.len();
    let head = format!(
        "POST /slack HTTP/1.1\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         X-Slack-Request-Timestamp: {time}\r\nX-Slack-Signature: {signature}"
    );
    exchange(address, &head, body).await
}

async fn signed(address: SocketAddr, kind: &str, body: &str) -> String {
    post(address, kind, NOW, &sign(&secret(), NOW, body.as_bytes()), body.as_bytes()).await
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

#[test]
fn the_signature_is_the_one_of_slacks_own_example() {
    let body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&\
        channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&\
        response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&\
        trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    let expected = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    assert_eq!(
        sign(&SecretString::from("8f742231b10e8888abcd99yyyzzz85a5"), 1_531_420_618, body.as_bytes()),
        expected
    );
}

#[tokio::test]
async fn what_is_genuine_is_taken_and_repeated_it_is_harmless() {
    let ledger = Arc::new(Ledger::default());
    let (address, _stop) = serve(Arc::clone(&ledger)).await;
    for _ in 0..3 {
        assert_eq!(status(&signed(address, "application/json", BODY).await), "200");
    }
    let command = "command=%2Fask&text=why%3F&user_id=U1&channel_id=C1&trigger_id=1.2";
    let answer = signed(address, "application/x-www-form-urlencoded", command).await;
    assert!(
        status(&answer) == "200" && answer.ends_with("\r\n\r\n"),
        "a command is acknowledged with nothing: {answer}"
    );
    let payload = "payload=%7B%22type%22%3A%22shortcut%22%2C%22callback_id%22%3A%22ask%22%2C%22trigger_id%22%3A%229.9%22%2C%22user%22%3A%7B%22id%22%3A%22U1%22%7D%7D";
    assert_eq!(status(&signed(address, "application/x-www-form-urlencoded", payload).await), "200");
    assert_eq!(ledger.events.lock().unwrap().len(), 3);
    let challenge =
        signed(address, "application/json", r#"{"type":"url_verification","challenge":"3eZbr"}"#).await;
    assert!(challenge.ends_with(r#"{"challenge":"3eZbr"}"#), "{challenge}");
    let check = exchange(address, "GET /?ssl_check=1&token=x HTTP/1.1", b"").await;
    assert_eq!(status(&check), "200");
}

#[tokio::test]
async fn what_nobody_can_read_is_kept_and_acknowledged() {
    let ledger = Arc::new(Ledger::default());
    let (address, _stop) = serve(Arc::clone(&ledger)).await;
    for odd in
        ["{\"half\":", "\u{1}\u{2}", "[]", r#"{"event":{"type":"moon_landed","text":"one small step"}}"#]
    {
        assert_eq!(status(&signed(address, "application/json", odd).await), "200", "{odd}");
    }
    let letters = ledger.letters.lock().unwrap();
    assert_eq!(letters.len(), 4);
    assert!(letters.iter().any(|letter| String::from_utf8_lossy(&letter.body).contains("one small step")));
    assert!(
        !format!("{letters:?}").contains("one small step"),
        "what is logged of a letter has no words in it"
    );
}

#[tokio::test]
async fn what_could_not_be_stored_is_not_acknowledged() {
    let ledger = Arc::new(Ledger { deaf: true, ..Ledger::default() });
    let (address, _stop) = serve(ledger).await;
    assert_eq!(status(&signed(address, "application/json", BODY).await), "500");
}

#[tokio::test]
async fn forged_stale_and_changed_requests_are_refused() {
    let ledger = Arc::new(Ledger::default());
    let (address, _stop) = serve(Arc::clone(&ledger)).await;
    let json = "application/json";
    let good = sign(&secret(), NOW, BODY.as_bytes());
    let refused = |answer: String| assert_eq!(status(&answer), "401", "{answer}");
    refused(
        post(address, json, NOW, &sign(&SecretString::from("guess"), NOW, BODY.as_bytes()), BODY.as_bytes())
            .await,
    );
    for skew in [-301, 301, -100_000] {
        let signature = sign(&secret(), NOW + skew, BODY.as_bytes());
        refused(post(address, json, NOW + skew, &signature, BODY.as_bytes()).await);
    }
    refused(post(address, json, NOW - 1, &good, BODY.as_bytes()).await);
    refused(post(address, json, NOW, &good, BODY.replace("U1", "U2").as_bytes()).await);
    for broken in ["", "v0=", "v1=00", &good[..66], &good.replace("v0=", ""), &format!("{good}00"), "v0=ż"] {
        refused(post(address, json, NOW, broken, BODY.as_bytes()).await);
    }
    let length = BODY.len();
    let twice = format!(
        "POST / HTTP/1.1\r\nContent-Length: {length}\r\nX-Slack-Request-Timestamp: {NOW}\r\n\
         X-Slack-Signature: {good}\r\nX-Slack-Signature: v0=00"
    );
    refused(exchange(address, &twice, BODY.as_bytes()).await);
    refused(
        exchange(address, &format!("POST / HTTP/1.1\r\nContent-Length: {length}"), BODY.as_bytes()).await,
    );
    assert_eq!(status(&exchange(address, "PUT / HTTP/1.1", b"").await), "405");
    assert!(ledger.events.lock().unwrap().is_empty() && ledger.letters.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_hundred_megabytes_are_refused_without_being_read() {
    let (address, _stop) = serve(Arc::new(Ledger::default())).await;
    let head = format!(
        "POST / HTTP/1.1\r\nX-Slack-Request-Timestamp: {NOW}\r\nX-Slack-Signature: v0={}",
        "0".repeat(64)
    );
    let announced = exchange(address, &format!("{head}\r\nContent-Length: 104857600"), b"").await;
    assert_eq!(status(&announced), "413");
    // Not announced: it is read up to the limit, and no further.
    let chunk = [b"10000\r\n".as_slice(), &vec![b'x'; 0x10000], b"\r\n"].concat();
    let body = chunk.repeat(1_600);
    let streamed = exchange(address, &format!("{head}\r\nTransfer-Encoding: chunked"), &body).await;
    assert!(streamed.is_empty() || status(&streamed) == "413", "{streamed}");
}

/// The most memory that this process ever held, in kilobytes, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[tokio::test]
async fn many_huge_requests_at_once_take_less_than_two_megabytes_each() {
    const REQUESTS: u64 = 64;
    let (address, _stop) = serve(Arc::new(Ledger::default())).await;
    let chunk: Arc<[u8]> = [b"10000\r\n".as_slice(), &vec![b'x'; 0x10000], b"\r\n"].concat().into();
    let Some(before) = peak() else { return };
    let mut streams = Vec::new();
    for _ in 0..REQUESTS {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let head = format!(
            "POST / HTTP/1.1\r\nHost: stoa\r\nX-Slack-Request-Timestamp: {NOW}\r\n\
             X-Slack-Signature: v0=00\r\nTransfer-Encoding: chunked\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        streams.push(stream);
    }
    // All of them at once, as far as each is read: a hundred megabytes would be 1,600 chunks.
    for _ in 0..40 {
        for stream in &mut streams {
            let _ = tokio::time::timeout(Duration::from_millis(5), stream.write_all(&chunk)).await;
        }
    }
    let grown = peak().unwrap() - before;
    assert!(grown < REQUESTS * 2_048, "{grown} kB for {REQUESTS} requests");
}
