//! Blocks as HTML.

use super::markup::{emoji, escaped, link, mention};
use crate::forms::Question;
use crate::state::{View, World};
use crate::words::blocks::{button_label, plain};
use crate::words::unescape;
use chrono_tz::Tz;
use serde_json::Value;
use std::fmt::Write as _;

/// Paints for one reader.
pub struct Painter<'a> {
    pub world: &'a World,
    pub zone: Tz,
}

impl Painter<'_> {
    /// What people call an account.
    pub fn name(&self, id: &str) -> String {
        self.world.called(id)
    }

    /// Blocks from top to bottom; those of a view with what is filled in.
    pub fn blocks(&self, blocks: &[Value], view: Option<&View>) -> String {
        blocks.iter().map(|block| self.block(block, view)).collect()
    }

    fn block(&self, block: &Value, view: Option<&View>) -> String {
        match block["type"].as_str().unwrap_or_default() {
            "section" => self.section(block),
            "header" => format!("<h2>{}</h2>", self.text(&block["text"])),
            "divider" => "<hr>".to_owned(),
            "context" => {
                let inside: Vec<_> = each(block, "elements").map(|element| self.text(element)).collect();
                format!("<p class=\"context\">{}</p>", inside.join(" "))
            }
            "actions" => {
                let inside: String = each(block, "elements").map(element).collect();
                format!("<p class=\"actions\">{inside}</p>")
            }
            "input" => view.map(|view| question(block, view)).unwrap_or_default(),
            "rich_text" => each(block, "elements").map(|part| self.rich(part)).collect(),
            "image" => {
                let alt = escaped(block["alt_text"].as_str().unwrap_or_default());
                format!("<figure>🖼<figcaption>{alt}</figcaption></figure>")
            }
            "markdown" => format!("<p>{}</p>", escaped(block["text"].as_str().unwrap_or_default())),
            _ => String::new(),
        }
    }

    fn section(&self, block: &Value) -> String {
        let mut html = String::from("<div class=\"section\"><div class=\"text\">");
        if block["text"].is_object() {
            html.push_str(&self.text(&block["text"]));
        }
        html.push_str("<div class=\"fields\">");
        for field in each(block, "fields") {
            let _ = write!(html, "<div>{}</div>", self.text(field));
        }
        html.push_str("</div></div>");
        if let Some(accessory) = block.get("accessory") {
            html.push_str(&element(accessory));
        }
        html.push_str("</div>");
        html
    }

    fn text(&self, text: &Value) -> String {
        let words = text["text"].as_str().unwrap_or_default();
        if text["type"] == "mrkdwn" { self.markup(words) } else { escaped(&unescape(words)) }
    }

    fn rich(&self, part: &Value) -> String {
        let inside: String = each(part, "elements").map(|piece| self.rich_piece(piece)).collect();
        match part["type"].as_str().unwrap_or_default() {
            "rich_text_preformatted" => format!("<pre>{inside}</pre>"),
            "rich_text_quote" => format!("<blockquote>{inside}</blockquote>"),
            "rich_text_list" => {
                let kind = if part["style"] == "ordered" { "ol" } else { "ul" };
                format!("<{kind}>{inside}</{kind}>")
            }
            _ => format!("<div class=\"text\">{inside}</div>"),
        }
    }

    fn rich_piece(&self, piece: &Value) -> String {
        let text = |key: &str| piece[key].as_str().unwrap_or_default();
        match piece["type"].as_str().unwrap_or_default() {
            "rich_text_section" => {
                let inside: String = each(piece, "elements").map(|piece| self.rich_piece(piece)).collect();
                format!("<li>{inside}</li>")
            }
            "user" => mention(&format!("@{}", self.name(text("user_id")))),
            "usergroup" => mention(&format!("@{}", text("usergroup_id"))),
            "broadcast" => mention(&format!("@{}", text("range"))),
            "channel" => {
                let id = text("channel_id");
                mention(&format!("#{}", self.world.channels.get(id).map_or(id, |place| &place.name)))
            }
            "emoji" => emoji(text("name")),
            "link" => link(text("url"), piece["text"].as_str()),
            "date" => escaped(text("fallback")),
            _ => styled(text("text"), &piece["style"]),
        }
    }
}

fn each<'a>(block: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    block[key].as_array().into_iter().flatten()
}

fn styled(words: &str, style: &Value) -> String {
    let mut html = escaped(words).replace('\n', "<br>");
    for (key, tag) in [("code", "code"), ("bold", "b"), ("italic", "i"), ("strike", "s")] {
        if style[key] == true {
            html = format!("<{tag}>{html}</{tag}>");
        }
    }
    html
}

/// Something to press or choose.
fn element(element: &Value) -> String {
    if let Some(label) = button_label(element) {
        let style = match element["style"].as_str() {
            Some("primary") => " primary",
            Some("danger") => " danger",
            _ => "",
        };
        return format!("<span class=\"button{style}\">{}</span>", escaped(&label));
    }
    match element["type"].as_str().unwrap_or_default() {
        "overflow" => "<span class=\"button\">⋯</span>".to_owned(),
        "image" => "<span class=\"thumb\">🖼</span>".to_owned(),
        _ => {
            let initial = plain(&element["initial_option"]["text"]);
            let shown = if initial.is_empty() { plain(&element["placeholder"]) } else { initial };
            format!("<span class=\"select\">{}</span>", escaped(&shown))
        }
    }
}

/// A question of a form, with what is filled in and what is wrong with it.
fn question(block: &Value, view: &View) -> String {
    let sheet = view.sheet(Tz::UTC);
    let id = block["block_id"].as_str().unwrap_or_default();
    let Some(question) = sheet.questions.iter().find(|question| question.block_id == id) else {
        return String::new();
    };
    let optional = if question.optional { " <small>(optional)</small>" } else { "" };
    let element = &block["element"];
    let hint = plain(&block["hint"]);
    let mut html = format!("<div class=\"question\"><label>{}{optional}</label>", escaped(&question.label));
    let kind = match question.kind.as_str() {
        "plain_text_input" if element["multiline"] == true => "lines",
        "static_select" | "users_select" | "conversations_select" | "channels_select" => "select",
        "checkboxes" | "radio_buttons" => "boxes",
        _ => "line",
    };
    html.push_str(&filled(question, element, kind));
    if let Some(problem) = &question.problem {
        let _ = write!(html, "<p class=\"problem\">{}</p>", escaped(problem));
    }
    if !hint.is_empty() {
        let _ = write!(html, "<p class=\"hint\">{}</p>", escaped(&hint));
    }
    html.push_str("</div>");
    html
}

/// What stands in the field of a question.
fn filled(question: &Question, element: &Value, kind: &str) -> String {
    if kind == "boxes" {
        let chosen: Vec<&str> = question.value.split(',').collect();
        let one = |option: &Value| {
            let on = option["value"].as_str().is_some_and(|value| chosen.contains(&value));
            let mark = if on { "☑" } else { "☐" };
            format!("<div class=\"box\">{mark} {}</div>", escaped(&plain(&option["text"])))
        };
        return each(element, "options").map(one).collect();
    }
    let option = each(element, "options").find(|option| option["value"] == question.value);
    let (class, shown) = match option.map(|option| plain(&option["text"])) {
        Some(label) => ("", label),
        None if question.value.is_empty() => (" empty", plain(&element["placeholder"])),
        None => ("", question.value.clone()),
    };
    format!("<div class=\"{kind}{class}\">{}</div>", escaped(&shown).replace('\n', "<br>"))
}
