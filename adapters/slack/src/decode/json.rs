//! Reading JSON that may lack anything: what is absent, null or of another type is simply not there.
//!
//! Slack adds fields without notice and leaves others out, so a missing one must never be an error.

use serde_json::Value;
use stoa_chat::Timestamp;

/// The value at the end of `path`, if it is there and not null.
pub fn at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    let mut value = value;
    for step in path {
        value = value.get(step)?;
    }
    (!value.is_null()).then_some(value)
}

/// The text at the end of `path`, unless it is empty.
pub fn text<'a>(value: &'a Value, path: &[&str]) -> Option<&'a str> {
    at(value, path)?.as_str().filter(|text| !text.is_empty())
}

/// The text at the end of `path`, as a new string; empty if there is none.
pub fn owned(value: &Value, path: &[&str]) -> String {
    text(value, path).unwrap_or_default().to_owned()
}

/// Whether `true` stands at the end of `path`.
pub fn is(value: &Value, path: &[&str]) -> bool {
    at(value, path).and_then(Value::as_bool).unwrap_or(false)
}

/// The items at the end of `path`; none if there is no list.
pub fn items<'a>(value: &'a Value, path: &[&str]) -> &'a [Value] {
    at(value, path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A moment as Slack writes it: seconds since 1970 with a fraction, as a text (`1355517523.000005`) or as a number.
pub fn moment(value: &Value) -> Option<Timestamp> {
    match value {
        Value::String(text) => moment_of(text),
        Value::Number(_) => {
            value.as_i64().map(|seconds| Timestamp::from_millis(seconds.saturating_mul(1000)))
        }
        _ => None,
    }
}

/// A moment written as a message's name.
pub fn moment_of(text: &str) -> Option<Timestamp> {
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, ""));
    let seconds: i64 = seconds.parse().ok()?;
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    let millis: i64 = digits.parse().ok()?;
    Some(Timestamp::from_millis(seconds.checked_mul(1000)?.checked_add(millis)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_message_is_named_by_its_moment() {
        assert_eq!(moment_of("1355517523.000005"), Some(Timestamp::from_millis(1_355_517_523_000)));
        assert_eq!(moment_of("1355517523.1234"), Some(Timestamp::from_millis(1_355_517_523_123)));
        assert_eq!(moment(&json!(12)), Some(Timestamp::from_millis(12_000)));
        for absurd in ["", "soon", "99999999999999999999.1", "1.x"] {
            assert_eq!(moment_of(absurd), None, "{absurd}");
        }
    }

    #[test]
    fn what_is_not_there_is_not_there() {
        let value = json!({ "team": null, "user": { "id": 5, "name": "" }, "no": { "list": {} } });
        assert_eq!(text(&value, &["team", "id"]), None);
        assert_eq!(text(&value, &["user", "id"]), None);
        assert_eq!(text(&value, &["user", "name"]), None);
        assert!(items(&value, &["no", "list"]).is_empty() && !is(&value, &["user"]));
    }
}
