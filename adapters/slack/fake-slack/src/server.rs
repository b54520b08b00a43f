//! The doors: the Web API, sockets, uploads and addresses for answers, over HTTP on this machine.
//!
//! It drives hyper itself, since only so can a connection be closed without an answer: the fault that
//! matters most.

use crate::api::request::Request;
use crate::api::{Refusal, respond};
use crate::deliver::socket;
use crate::facts::FACTS;
use crate::faults::Fault;
use crate::slack::Shared;
use crate::state::World;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{DefaultBodyLimit, Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use axum::response::IntoResponse as _;
use axum::routing::{any, get, post};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
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
    let query = query.unwrap_or_default();
    let request = Arc::new(Request::read(&method, verb.as_str(), &query, &headers, &body));
    let deed = {
        let request = Arc::clone(&request);
        move |world: &mut World| done(world, &request)
    };
    match perhaps(&shared, &method, deed).await {
        Ok(response) => response,
        Err(refusal) => refused(&shared, &request, refusal),
    }
}

/// Does something and answers it, unless something is to go wrong with it.
async fn perhaps(
    shared: &Arc<Shared>,
    name: &str,
    deed: impl FnOnce(&mut World) -> Response<Body> + Send + 'static,
) -> Result<Response<Body>, Refusal> {
    match shared.act(|world| world.next_fault(name)) {
        None => Ok(shared.act(deed)),
        Some(Fault::Delay { by }) => {
            let (sender, answer) = oneshot::channel();
            shared.act(|world| world.postpone(by, Box::new(deed), Some(sender)));
            answer.await.map_err(|_| Refusal::from("internal_error"))
        }
        Some(Fault::LoseAnswer { done_after }) => {
            shared.act(|world| world.postpone(done_after, Box::new(deed), None));
            Ok(lost())
        }
        Some(Fault::Fail { status, done }) => {
            if done {
                shared.act(deed);
            }
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            Ok((status, "<html>Server error</html>").into_response())
        }
        Some(Fault::Hang { done }) => Ok(hang(shared, done, deed).await),
        Some(Fault::RateLimit { seconds }) => Err(Refusal::wait(seconds)),
        Some(Fault::Refuse { error }) => Err(Refusal::from(error)),
    }
}

/// Does something before or after it was released, and answers then.
async fn hang(
    shared: &Arc<Shared>,
    done: bool,
    deed: impl FnOnce(&mut World) -> Response<Body>,
) -> Response<Body> {
    let before = shared.world().faults.released;
    let released = shared.until(|world| (world.faults.released > before).then_some(()));
    if done {
        let answer = shared.act(deed);
        released.await;
        return answer;
    }
    released.await;
    shared.act(deed)
}

/// Does a call, and answers it.
fn done(world: &mut World, request: &Request) -> Response<Body> {
    let response = match world.call(request) {
        Ok(mut fields) => {
            if let Some(fields) = fields.as_object_mut() {
                fields.insert("ok".into(), json!(true));
            }
            answer(StatusCode::OK, &fields, None)
        }
        Err(refusal) => refusal_answer(&refusal),
    };
    with_scopes(world, request, response)
}

/// Tells in headers which scopes the token has, and which the method takes.
fn with_scopes(world: &World, request: &Request, mut response: Response<Body>) -> Response<Body> {
    let granted = world.app.scopes.join(",");
    let accepted =
        FACTS.methods.get(&request.method).map(|method| method.scopes.join(",")).unwrap_or_default();
    for (name, scopes) in [("x-oauth-scopes", granted), ("x-accepted-oauth-scopes", accepted)] {
        if let Ok(value) = HeaderValue::from_str(&scopes) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// Refuses a call without looking at it.
fn refused(shared: &Arc<Shared>, request: &Request, refusal: Refusal) -> Response<Body> {
    let response = refusal_answer(&refusal);
    shared.act(|world| {
        if let Some(seconds) = refusal.retry_after {
            let (bucket, now) = (World::bucket(request), world.now);
            world.limits.refuse(&bucket, now, seconds);
        }
        world.note(request, &Err(refusal));
    });
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

/// A socket, opened with a ticket.
async fn link(
    State(shared): State<Arc<Shared>>,
    RawQuery(query): RawQuery,
    upgrade: WebSocketUpgrade,
) -> Response<Body> {
    let query = query.unwrap_or_default();
    let ticket = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "ticket");
    let ticket = ticket.map_or_else(String::new, |(_, ticket)| ticket.into_owned());
    if !shared.act(|world| world.use_socket_ticket(&ticket)) {
        return StatusCode::FORBIDDEN.into_response();
    }
    upgrade.on_upgrade(move |opened| socket::serve(shared, opened))
}

/// The bytes of a file.
async fn upload(State(shared): State<Arc<Shared>>, Path(key): Path<String>, body: Bytes) -> Response<Body> {
    let deed = move |world: &mut World| match world.take_bytes(&key, &body) {
        Ok(()) => format!("OK - {}", body.len()).into_response(),
        Err(told) => (StatusCode::BAD_REQUEST, told).into_response(),
    };
    perhaps(&shared, "upload", deed).await.unwrap_or_else(|refusal| refusal_answer(&refusal))
}

/// An answer to an interaction.
async fn response(
    State(shared): State<Arc<Shared>>,
    Path((_team, key)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let json =
        headers.get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    let Some(body) = serde_json::from_slice::<Value>(&body).ok().filter(|_| json) else {
        shared.act(|world| world.violated("response_url", "body", "it takes JSON alone"));
        return (StatusCode::BAD_REQUEST, "invalid_payload").into_response();
    };
    let deed = move |world: &mut World| match respond::answer(world, &key, &body) {
        Ok(()) => "ok".into_response(),
        Err(error) => {
            (StatusCode::NOT_FOUND, json!({"ok": false, "error": error}).to_string()).into_response()
        }
    };
    perhaps(&shared, "response_url", deed).await.unwrap_or_else(|refusal| refusal_answer(&refusal))
}
