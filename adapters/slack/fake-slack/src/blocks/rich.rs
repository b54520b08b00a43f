//! Rich text, part by part and piece by piece.

use super::Findings;
use serde_json::Value;

/// Checks a `rich_text` block.
pub(super) fn check(findings: &mut Findings, block: &Value) {
    findings.only(block, &["type", "block_id", "elements"]);
    for (at, part) in findings.list(block, "elements", usize::MAX).iter().enumerate() {
        findings.within(format!("elements/{at}"), |findings| check_part(findings, part));
    }
}

fn check_part(findings: &mut Findings, part: &Value) {
    match part["type"].as_str() {
        Some("rich_text_section") => pieces(findings, part, &["type", "elements"]),
        Some("rich_text_quote") => pieces(findings, part, &["type", "elements", "border"]),
        Some("rich_text_preformatted") => pieces(findings, part, &["type", "elements", "border", "language"]),
        Some("rich_text_list") => {
            findings.only(part, &["type", "elements", "style", "indent", "offset", "border"]);
            if part["style"] != "bullet" && part["style"] != "ordered" {
                findings.add("`style` must be bullet or ordered");
            }
            for (at, item) in findings.list(part, "elements", usize::MAX).iter().enumerate() {
                findings.within(format!("elements/{at}"), |findings| {
                    if item["type"] != "rich_text_section" {
                        findings.add("an item of a list must be a rich_text_section");
                    }
                    pieces(findings, item, &["type", "elements"]);
                });
            }
        }
        other => findings.add(format!("unsupported type: {}", other.unwrap_or("none"))),
    }
}

fn pieces(findings: &mut Findings, part: &Value, known: &[&str]) {
    findings.only(part, known);
    if !part["elements"].is_array() {
        return findings.add("missing required field: elements");
    }
    for (at, piece) in part["elements"].as_array().into_iter().flatten().enumerate() {
        findings.within(format!("elements/{at}"), |findings| check_piece(findings, piece));
    }
}

/// The kinds of pieces: what each needs, and what else it may have.
const PIECES: &[(&str, &str, &[&str])] = &[
    ("text", "text", &[]),
    ("link", "url", &["text", "unsafe"]),
    ("user", "user_id", &[]),
    ("usergroup", "usergroup_id", &[]),
    ("channel", "channel_id", &[]),
    ("emoji", "name", &["unicode", "url", "skin_tone"]),
    ("broadcast", "range", &[]),
    ("date", "format", &["timestamp", "fallback", "url"]),
    ("color", "value", &[]),
];

fn check_piece(findings: &mut Findings, piece: &Value) {
    let kind = piece["type"].as_str().unwrap_or_default();
    let Some((_, needed, others)) = PIECES.iter().find(|(known, ..)| *known == kind) else {
        return findings.add(format!("unsupported type: {kind}"));
    };
    let text = findings.text(piece, needed, usize::MAX, true);
    if kind == "broadcast" && text.is_some_and(|range| !["here", "channel", "everyone"].contains(&range)) {
        findings.add("`range` must be here, channel or everyone");
    }
    for key in others.iter().filter(|key| ["text", "fallback", "url", "unicode"].contains(key)) {
        findings.text(piece, key, usize::MAX, false);
    }
    findings.number(piece, "timestamp", 0, i64::MAX);
    let known: Vec<&str> = ["type", "style", needed].into_iter().chain(others.iter().copied()).collect();
    findings.only(piece, &known);
    if let Some(style) = piece.get("style") {
        findings.within("style", |findings| check_style(findings, style));
    }
}

fn check_style(findings: &mut Findings, style: &Value) {
    let marks = ["bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"];
    if !style.is_object() {
        findings.add("must be an object");
    }
    findings.only(style, &marks);
    findings.flags(style, &marks);
}
