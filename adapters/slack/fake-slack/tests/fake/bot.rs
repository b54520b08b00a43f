//! A small bot: it calls the Web API over HTTP and listens on a socket, with nothing of Slack's or ours between.

use futures_util::{SinkExt as _, StreamExt as _};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use stoa_fake_slack::{NewChannel, NewPerson, Person, Slack};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// What the Web API answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub retry_after: Option<String>,
    pub body: Value,
}

/// The bot.
pub struct Bot {
    pub slack: Slack,
}

/// A Slack with two people in one channel, and a bot there.
pub struct Town {
    pub slack: Slack,
    pub bot: Bot,
    pub ana: Person,
    pub ben: Person,
    pub help: String,
}

/// A town with an app of all that Stoa asks for.
pub async fn town() -> Town {
    town_in(Slack::builder().start().await)
}

/// People and a channel in this Slack.
pub fn town_in(slack: Slack) -> Town {
    let ana = slack.hire(NewPerson::named("ana").called("Ana Nowak").zone(chrono_tz::Europe::Warsaw));
    let ben = slack.hire(NewPerson::named("ben"));
    let help = slack.open_channel(NewChannel::public("help").with(&[ana.id(), ben.id()]).with_bot());
    Town { bot: Bot { slack: slack.clone() }, slack, ana, ben, help }
}

impl Bot {
    /// Calls a method with JSON and the bot token.
    pub async fn call(&self, method: &str, arguments: Value) -> Value {
        self.answer(method, arguments).await.expect("there is an answer").body
    }

    /// The same, when there may be no answer.
    pub async fn answer(&self, method: &str, arguments: Value) -> Result<Answer, String> {
        let headers = [
            ("authorization", format!("Bearer {}", self.slack.bot_token())),
            ("content-type", "application/json; charset=utf-8".to_owned()),
        ];
        let url = format!("{}/{method}", self.slack.api_url());
        request("POST", &url, &headers, arguments.to_string().into_bytes()).await
    }

    /// Calls a method by GET, with arguments in the address.
    pub async fn get(&self, method: &str, arguments: &[(&str, &str)]) -> Value {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(arguments).finish();
        let headers = [("authorization", format!("Bearer {}", self.slack.bot_token()))];
        let url = format!("{}/{method}?{query}", self.slack.api_url());
        request("GET", &url, &headers, Vec::new()).await.expect("there is an answer").body
    }

    /// Says words in a channel, and gives their time.
    pub async fn says(&self, channel: &str, words: &str) -> String {
        let said = self.call("chat.postMessage", json!({"channel": channel, "text": words})).await;
        assert_eq!(said["ok"], true, "{said}");
        said["ts"].as_str().expect("a message has a time").to_owned()
    }

    /// Opens a socket and takes its greeting.
    pub async fn connect(&self) -> Socket {
        let mut socket = self.dial().await;
        let hello = socket.next().await;
        assert_eq!(hello["type"], "hello");
        socket
    }

    /// Opens a socket.
    pub async fn dial(&self) -> Socket {
        let headers = [("authorization", format!("Bearer {}", self.slack.app_token()))];
        let url = format!("{}/apps.connections.open", self.slack.api_url());
        let opened = request("POST", &url, &headers, Vec::new()).await.expect("there is an answer").body;
        let url = opened["url"].as_str().expect("there is an address").to_owned();
        let (stream, _) = tokio_tungstenite::connect_async(&url).await.expect("the socket opens");
        Socket { stream, url }
    }
}

/// A socket of Socket Mode.
pub struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub url: String,
}

impl Socket {
    /// The next frame; the test hangs if there is none.
    pub async fn next(&mut self) -> Value {
        self.next_or_end().await.expect("the socket is open")
    }

    /// The next frame, or nothing if the socket was closed.
    pub async fn next_or_end(&mut self) -> Option<Value> {
        loop {
            match self.stream.next().await {
                Some(Ok(Message::Text(text))) => {
                    return Some(serde_json::from_str(text.as_str()).expect("a frame is JSON"));
                }
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }

    /// Says that a frame was heard, perhaps with an answer.
    pub async fn ack(&mut self, frame: &Value, payload: Option<Value>) {
        let mut ack = json!({"envelope_id": frame["envelope_id"]});
        if let Some(payload) = payload {
            ack["payload"] = payload;
        }
        self.stream.send(Message::text(ack.to_string())).await.expect("the socket is open");
    }

    /// Takes the next frame and says that it was heard.
    pub async fn hears(&mut self) -> Value {
        let frame = self.next().await;
        self.ack(&frame, None).await;
        frame
    }
}

/// Sends a request, and gives the answer if there is one.
pub async fn request(
    verb: &str,
    url: &str,
    headers: &[(&str, String)],
    body: Vec<u8>,
) -> Result<Answer, String> {
    let uri: hyper::Uri = url.parse().expect("an address");
    let host = uri.authority().expect("an address has a host").as_str().to_owned();
    let stream = TcpStream::connect(&host).await.map_err(|error| error.to_string())?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| error.to_string())?;
    tokio::spawn(connection);
    let path = uri.path_and_query().expect("an address has a path").as_str();
    let mut asked = hyper::Request::builder().method(verb).uri(path).header("host", &host);
    for (name, value) in headers {
        asked = asked.header(*name, value);
    }
    let asked = asked.body(Full::new(Bytes::from(body))).expect("a request");
    let answer = sender.send_request(asked).await.map_err(|error| error.to_string())?;
    let status = answer.status().as_u16();
    let retry_after =
        answer.headers().get("retry-after").map(|value| value.to_str().unwrap_or_default().to_owned());
    let body = answer.into_body().collect().await.map_err(|error| error.to_string())?.to_bytes();
    let text = String::from_utf8_lossy(&body).into_owned();
    Ok(Answer { status, retry_after, body: serde_json::from_str(&text).unwrap_or(Value::String(text)) })
}
