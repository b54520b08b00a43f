//! Blocks as a person sees them: words, buttons, menus and questions.

use super::mrkdwn::Reading;
use super::{Shown, mrkdwn, rich, unescape};
use chrono_tz::Tz;
use serde_json::Value;

/// What one sees of some blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Laid {
    /// The words and whom they alert.
    pub shown: Shown,
    /// The labels of the buttons, in order.
    pub buttons: Vec<String>,
}

/// Shows blocks to a reader in `zone`.
pub fn show(blocks: &[Value], zone: Tz) -> Laid {
    let mut laid = Laid::default();
    for block in blocks {
        let shown = block_words(block, zone);
        laid.shown.append("\n\n", &shown);
        laid.buttons.extend(acting_elements(block).filter_map(button_label));
    }
    laid
}

/// The elements of a block that one can act on.
pub fn acting_elements(block: &Value) -> impl Iterator<Item = &Value> {
    let several = (block["type"] == "actions").then(|| block["elements"].as_array()).flatten();
    let one = block.get("accessory").filter(|accessory| accessory["type"] != "image");
    several.into_iter().flatten().chain(one)
}

/// What stands on a button.
pub fn button_label(element: &Value) -> Option<String> {
    (element["type"] == "button").then(|| plain(&element["text"]))
}

/// The words of a `plain_text` or a `mrkdwn` object, without those it alerts.
pub fn plain(text: &Value) -> String {
    unescape(text["text"].as_str().unwrap_or_default())
}

/// Shows a text object.
pub fn text_object(text: &Value, zone: Tz) -> Shown {
    let words = text["text"].as_str().unwrap_or_default();
    if text["type"] == "mrkdwn" {
        // Unless told to take a text verbatim, Slack looks for mentions in it by itself.
        let looks_up = text["verbatim"] != true;
        return mrkdwn::show(words, Reading { formatted: true, looks_up, zone });
    }
    Shown::plain(&unescape(words))
}

fn block_words(block: &Value, zone: Tz) -> Shown {
    let mut shown = Shown::default();
    let each = |key: &str| block[key].as_array().cloned().unwrap_or_default();
    match block["type"].as_str().unwrap_or_default() {
        "section" => {
            if block["text"].is_object() {
                shown = text_object(&block["text"], zone);
            }
            for field in each("fields") {
                shown.append("\n", &text_object(&field, zone));
            }
        }
        "header" => shown = text_object(&block["text"], zone),
        "context" => {
            for element in each("elements") {
                let words =
                    if element["type"] == "image" { picture(&element) } else { text_object(&element, zone) };
                shown.append(" ", &words);
            }
        }
        "rich_text" => shown = rich::show(block, zone),
        "image" => shown = picture(block),
        "markdown" => shown = Shown::plain(block["text"].as_str().unwrap_or_default()),
        "input" => {
            shown = Shown::plain(&plain(&block["label"]));
            shown.append("\n", &Shown::plain(&plain(&block["hint"])));
        }
        _ => {}
    }
    shown
}

fn picture(element: &Value) -> Shown {
    Shown::plain(&format!("[picture] {}", element["alt_text"].as_str().unwrap_or_default()))
}
