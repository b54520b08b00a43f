//! A request as it came in, read as far as that goes without knowing its method.

use axum::http::HeaderMap;
use serde_json::{Map, Value};

/// A call of the Web API.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    pub verb: String,
    pub token: String,
    pub is_json: bool,
    pub arguments: Map<String, Value>,
    /// Slack's name for what is wrong with the body, if something is.
    pub body_error: Option<&'static str>,
}

impl Request {
    /// Reads a request.
    pub fn read(method: &str, verb: &str, query: &str, headers: &HeaderMap, body: &[u8]) -> Self {
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let content_type = header("content-type").split(';').next().unwrap_or_default().trim();
        let is_json = content_type == "application/json";
        let mut arguments = form(query.as_bytes());
        let body_error = match content_type {
            _ if verb == "GET" => (!body.is_empty()).then_some("invalid_post_type"),
            // Slack's own Python library says JSON and sends nothing where there are no arguments.
            "" | "application/json" if body.is_empty() => None,
            "application/json" => match serde_json::from_slice(body) {
                Ok(Value::Object(fields)) => {
                    arguments.extend(fields);
                    None
                }
                Ok(_) => Some("json_not_object"),
                Err(_) => Some("invalid_json"),
            },
            "application/x-www-form-urlencoded" => {
                arguments.extend(form(body));
                std::str::from_utf8(body).is_err().then_some("invalid_form_data")
            }
            "" => Some("missing_post_type"),
            _ => Some("invalid_post_type"),
        };
        let bearer = header("authorization").strip_prefix("Bearer ").map(str::to_owned);
        let in_form = (!is_json).then(|| arguments.remove("token")).flatten();
        let in_form = in_form.and_then(|token| token.as_str().map(str::to_owned));
        let token = bearer.or(in_form).unwrap_or_default();
        let (method, verb) = (method.to_owned(), verb.to_owned());
        Self { method, verb, token, is_json, arguments, body_error }
    }
}

fn form(body: &[u8]) -> Map<String, Value> {
    form_urlencoded::parse(body)
        .map(|(key, value)| (key.into_owned(), Value::String(value.into_owned())))
        .collect()
}
