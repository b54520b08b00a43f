//! The choices under a message: an emoji for each, and what one can type instead.
//!
//! The message itself carries which emoji means what, so that nothing has to be remembered. A choice keeps its emoji as
//! long as its message lives, and no emoji ever gets a second meaning there: whoever clicks late means what they saw.

use crate::decode::{BUTTONS, canonical, json};
use serde_json::{Value, json as object};
use stoa_chat::{Block, Button, Span, Text};

/// The emoji that choices get, in order; further ones can only be typed.
const EMOJI: [&str; 10] = [
    "1\u{fe0f}\u{20e3}",
    "2\u{fe0f}\u{20e3}",
    "3\u{fe0f}\u{20e3}",
    "4\u{fe0f}\u{20e3}",
    "5\u{fe0f}\u{20e3}",
    "6\u{fe0f}\u{20e3}",
    "7\u{fe0f}\u{20e3}",
    "8\u{fe0f}\u{20e3}",
    "9\u{fe0f}\u{20e3}",
    "🔟",
];

/// A choice that is or was under a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What stands for it as a reaction; empty if it can only be typed.
    pub emoji: String,
    /// What it says.
    pub label: String,
    /// What it means: the typed twin.
    pub value: String,
    /// Whether it can be chosen now.
    pub offered: bool,
}

impl Choice {
    /// Whether a reaction with `emoji`, in its one form, means this choice.
    pub fn is_meant_by(&self, emoji: &str) -> bool {
        !self.emoji.is_empty() && canonical(&self.emoji) == emoji
    }
}

/// The choices of a message that had those `before`: what is offered now first, in order.
pub fn choices(buttons: &[Button], before: &[Choice]) -> Vec<Choice> {
    let mut all: Vec<Choice> = Vec::new();
    let mut unused = EMOJI.into_iter().filter(|emoji| before.iter().all(|known| known.emoji != *emoji));
    for button in buttons {
        let known = before.iter().find(|known| known.value == button.value).map(|known| known.emoji.clone());
        let emoji = known.unwrap_or_else(|| unused.next().unwrap_or_default().to_owned());
        let (label, value) = (button.label.clone(), button.value.clone());
        all.push(Choice { emoji, label, value, offered: true });
    }
    for known in before {
        if all.iter().all(|choice| choice.value != known.value) {
            all.push(Choice { offered: false, ..known.clone() });
        }
    }
    all
}

/// The choices that a content of ours carries.
pub fn known_choices(content: &Value) -> Vec<Choice> {
    let choice = |item: &Value| {
        Some(Choice {
            emoji: json::text(item, &["emoji"])?.to_owned(),
            label: json::text(item, &["label"])?.to_owned(),
            value: json::text(item, &["value"])?.to_owned(),
            offered: json::is(item, &["offered"]),
        })
    };
    json::items(content, &[BUTTONS]).iter().filter_map(choice).collect()
}

/// The same as a value for a content.
pub fn written(choices: &[Choice]) -> Value {
    let item = |choice: &Choice| object!({ "emoji": choice.emoji, "label": choice.label, "value": choice.value, "offered": choice.offered });
    choices.iter().map(item).collect()
}

/// What people read of the choices: a line for each. `prefix` stands in front of what can be typed.
pub fn legend(choices: &[Choice], prefix: &str) -> Text {
    let mut spans = Vec::new();
    for choice in choices.iter().filter(|choice| choice.offered) {
        if !spans.is_empty() {
            spans.push(Span::Plain("\n".to_owned()));
        }
        if !choice.emoji.is_empty() {
            spans.push(Span::Plain(format!("{} ", choice.emoji)));
        }
        spans.push(Span::Bold(choice.label.clone()));
        spans.push(Span::Plain(" · ".to_owned()));
        spans.push(Span::Code(format!("{prefix}{}", choice.value)));
    }
    let blocks = if spans.is_empty() { Vec::new() } else { vec![Block::Paragraph(spans)] };
    Text { blocks }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn button(value: &str) -> Button {
        Button { label: value.to_uppercase(), value: value.to_owned() }
    }

    #[test]
    fn a_choice_keeps_its_emoji_and_no_emoji_gets_a_second_meaning() {
        let first = choices(&[button("take"), button("pass")], &[]);
        let then = choices(&[button("pass"), button("hand back")], &first);
        let shown: Vec<_> = then.iter().map(|c| (c.value.as_str(), c.emoji.as_str(), c.offered)).collect();
        assert_eq!(
            shown,
            [("pass", EMOJI[1], true), ("hand back", EMOJI[2], true), ("take", EMOJI[0], false)]
        );
        let again = choices(&[button("take")], &then);
        assert_eq!((again[0].emoji.as_str(), again[0].offered), (EMOJI[0], true));
        assert!(again[0].is_meant_by("1\u{20e3}"));
    }

    #[test]
    fn what_has_no_emoji_can_be_typed() {
        let many: Vec<_> = (0..12).map(|number| button(&format!("v{number}"))).collect();
        let all = choices(&many, &[]);
        assert_eq!(all[11].emoji, "");
        let content = object!({ BUTTONS: written(&all) });
        assert_eq!(known_choices(&content), all);
        assert!(legend(&all, "!stoa ").to_plain().ends_with("V11 · !stoa v11"));
    }
}
