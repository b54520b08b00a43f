//! What a request did that Slack does not want: written down, so that a test can ask for none.

/// One thing that was wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// When, in microseconds since 1970.
    pub at: i64,
    /// The method of the Web API, or `socket`, `response_url`, `upload`, `ack`.
    pub method: String,
    /// Which rule: `argument`, `blocks`, `limit`, `scope`, `token`, `verb`, `body`, `retry_after` …
    pub rule: &'static str,
    /// What exactly.
    pub told: String,
}
