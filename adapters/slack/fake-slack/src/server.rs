//! The doors: the Web API, sockets, uploads and addresses for answers, over HTTP on this machine.
//!
//! It drives hyper itself, since only so can a connection be closed without an answer: the fault that
//! matters most.

use crate::api::request::Request;
use crate::api::{Refusal, respond};
use crate::deliver::socket;
use crate::faults::Fault;
use crate::slack::Shared;
use crate::state::World;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{DefaultBodyLimit, Path, RawQuery, State};
use axum::http::{HeaderMap, Method, Response, StatusCode};
use axum::response::IntoResponse as _;
use axum::routing::{any, get, post};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tower_service::Service as _;

/// The most bytes of a request that is read.
const MOST_BODY: usize = 64 << 20;

/// Stands in an answer that is never sent: its connection is closed instead.
#[derive(Clone, Copy, Debug)]
struct Lost;

/// A free port of this machine.
pub async fn listen() -> TcpListener {
    TcpListener::bind(("127.0.0.1", 0)).await.expect("a port of this machine is free")
}

/// Serves until the runtime ends.
pub async fn serve(shared: Arc<Shared>, listener: TcpListener) {
    let router = Router::new()
        .route("/api/{method}", any(call))
        .route("/link/", get(link))
        .route("/upload/v1/{key}", post(upload))
        .route("/response/{team}/{key}", post(response))
        .layer(DefaultBodyLimit::max(MOST_BODY))
        .with_state(shared);
    while let Ok((stream, _)) = listener.accept().await {
        let router = router.clone();
        let service = hyper::service::service_fn(move |request| {
            let mut router = router.clone();
            async move {
                let Ok(response) = router.call(request).await;
                if response.extensions().get::<Lost>().is_some() {
                    return Err(std::io::Error::other("the answer is lost"));
                }
                Ok(response)
            }
        });
        let connection =
            hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        tokio::spawn(connection.with_upgrades());
    }
}

/// A call of the Web API.
async fn call(
    State(shared): State<Arc<Shared>>,
    Path(method): Path<String>,
    verb: Method,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let request =
        Request::read(&method, verb.as_str(), query.as_deref().unwrap_or_default(), &headers, &body);
    let fault = shared.act(|world| world.next_fault(&method));
    match fault {
        None => done(&shared, &request),
        Some(Fault::Delay { by }) => {
            later(&shared, by).await;
            done(&shared, &request)
        }
        Some(Fault::LoseAnswer { done_after }) => {
            tokio::spawn(async move {
                later(&shared, done_after).await;
                done(&shared, &request);
            });
            lost()
        }
        Some(Fault::Fail { status, done: first }) => {
            if first {
                done(&shared, &request);
            }
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, "<html>Server error</html>").into_response()
        }
        Some(Fault::Hang { done: first }) => {
            let early = first.then(|| done(&shared, &request));
            let before = shared.world().faults.released;
            shared.until(|world| (world.faults.released > before).then_some(())).await;
            early.unwrap_or_else(|| done(&shared, &request))
        }
        Some(Fault::RateLimit { seconds }) => limited(&shared, &request, seconds),
        Some(Fault::Refuse { error }) => refused(&shared, &request, Refusal::from(error)),
    }
}

/// Does a call, and answers it.
fn done(shared: &Arc<Shared>, request: &Request) -> Response<Body> {
    let answered = shared.act(|world| world.call(request));
    match answered {
        Ok(mut fields) => {
            if let Some(fields) = fields.as_object_mut() {
                fields.insert("ok".into(), json!(true));
            }
            answer(StatusCode::OK, &fields, None)
        }
        Err(refusal) => refusal_answer(&refusal),
    }
}

fn limited(shared: &Arc<Shared>, request: &Request, seconds: u64) -> Response<Body> {
    shared.act(|world| {
        let (bucket, now) = (World::bucket(request), world.now);
        world.limits.refuse(&bucket, now, seconds);
    });
    refused(shared, request, Refusal::wait(seconds))
}

fn refused(shared: &Arc<Shared>, request: &Request, refusal: Refusal) -> Response<Body> {
    let response = refusal_answer(&refusal);
    shared.act(|world| world.note(request, &Err(refusal)));
    response
}

fn refusal_answer(refusal: &Refusal) -> Response<Body> {
    let status = if refusal.retry_after.is_some() { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::OK };
    answer(status, &refusal.json(), refusal.retry_after)
}

fn answer(status: StatusCode, body: &Value, retry_after: Option<u64>) -> Response<Body> {
    let mut response =
        (status, [("content-type", "application/json; charset=utf-8")], body.to_string()).into_response();
    if let Some(seconds) = retry_after {
        response.headers_mut().insert("retry-after", seconds.into());
    }
    response
}

/// An answer that never arrives.
fn lost() -> Response<Body> {
    let mut response = StatusCode::OK.into_response();
    response.extensions_mut().insert(Lost);
    response
}

/// Waits on the virtual clock.
async fn later(shared: &Arc<Shared>, by: Duration) {
    let micros = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
    let due = shared.world().now.saturating_add(micros);
    shared.until(|world| (world.now >= due).then_some(())).await;
}

/// A socket, opened with a ticket.
async fn link(
    State(shared): State<Arc<Shared>>,
    RawQuery(query): RawQuery,
    upgrade: WebSocketUpgrade,
) -> Response<Body> {
    let query = query.unwrap_or_default();
    let ticket = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "ticket");
    if !ticket.is_some_and(|(_, ticket)| shared.act(|world| world.use_socket_ticket(&ticket))) {
        shared.act(|world| world.violated("socket", "ticket", "unknown, used or old"));
        return StatusCode::FORBIDDEN.into_response();
    }
    upgrade.on_upgrade(move |opened| socket::serve(shared, opened))
}

/// The bytes of a file.
async fn upload(State(shared): State<Arc<Shared>>, Path(key): Path<String>, body: Bytes) -> Response<Body> {
    let taken = shared.act(|world| {
        let file = world.files.values_mut().find(|file| file.key == key && file.bytes.is_none());
        let Some(file) = file else { return Err("no such upload".to_owned()) };
        if file.length != body.len() {
            let told = format!("{} bytes instead of {}", body.len(), file.length);
            world.violated("upload", "length", told.clone());
            return Err(told);
        }
        file.bytes = Some(body.to_vec());
        Ok(())
    });
    match taken {
        Ok(()) => format!("OK - {}", body.len()).into_response(),
        Err(told) => (StatusCode::BAD_REQUEST, told).into_response(),
    }
}

/// An answer to an interaction.
async fn response(
    State(shared): State<Arc<Shared>>,
    Path((_team, key)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    if let Some(Fault::LoseAnswer { .. }) = shared.act(|world| world.next_fault("response_url")) {
        return lost();
    }
    let json =
        headers.get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    let Some(body) = serde_json::from_slice::<Value>(&body).ok().filter(|_| json) else {
        shared.act(|world| world.violated("response_url", "body", "it takes JSON alone"));
        return (StatusCode::BAD_REQUEST, "invalid_payload").into_response();
    };
    match shared.act(|world| respond::answer(world, &key, &body)) {
        Ok(()) => "ok".into_response(),
        Err(error) => {
            (StatusCode::NOT_FOUND, json!({"ok": false, "error": error}).to_string()).into_response()
        }
    }
}
