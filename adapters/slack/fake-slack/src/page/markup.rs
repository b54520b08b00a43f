//! Slack's markup as HTML.

use super::blocks::Painter;
use crate::words::mrkdwn::{closing, date_words};
use crate::words::unescape;
use std::fmt::Write as _;

/// Characters that stand for a piece of finished HTML. Nobody writes them: they have no meaning of their own.
const HELD: std::ops::RangeInclusive<char> = '\u{f0000}'..='\u{ffffd}';

/// Emoji that Slack has words for and that pages show, as far as Stoa uses them.
const EMOJI: &[(&str, &str)] = &[
    ("+1", "👍"),
    ("bulb", "💡"),
    ("eyes", "👀"),
    ("hand", "✋"),
    ("heart", "❤️"),
    ("palm_tree", "🌴"),
    ("question", "❓"),
    ("raised_hands", "🙌"),
    ("star", "⭐"),
    ("tada", "🎉"),
    ("taco", "🌮"),
    ("thumbsup", "👍"),
    ("trophy", "🏆"),
    ("warning", "⚠️"),
    ("wave", "👋"),
    ("white_check_mark", "✅"),
    ("x", "❌"),
];

/// Text as it is safe in a page.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// An emoji by its name.
pub fn emoji(name: &str) -> String {
    let known = EMOJI.iter().find(|(known, _)| *known == name);
    known.map_or_else(|| escaped(&format!(":{name}:")), |(_, emoji)| (*emoji).to_owned())
}

impl Painter<'_> {
    /// A text of Slack's markup as HTML.
    pub fn markup(&self, text: &str) -> String {
        let mut held: Vec<String> = Vec::new();
        let mut plain = String::new();
        let clean: String = text.chars().filter(|c| !HELD.contains(c)).collect();
        let mut rest = clean.as_str();
        while let Some((before, after)) = rest.split_once('<') {
            plain.push_str(&unescape(before));
            let Some((inside, behind)) = after.split_once('>') else {
                rest = after;
                break;
            };
            let at = u32::try_from(held.len()).unwrap_or(0);
            plain.extend(char::from_u32(u32::from(*HELD.start()) + at));
            held.push(self.angle(inside));
            rest = behind;
        }
        plain.push_str(&unescape(rest));
        let html = paragraphs(&plain);
        html.chars().map(|c| filled(c, &held)).collect()
    }

    fn angle(&self, inside: &str) -> String {
        let (what, label) =
            inside.split_once('|').map_or((inside, None), |(what, label)| (what, Some(label)));
        let label = label.map(unescape);
        if let Some(user) = what.strip_prefix('@') {
            return mention(&format!("@{}", self.name(user)));
        }
        if let Some(channel) = what.strip_prefix('#') {
            let place = self.world.channels.get(channel).map_or(channel, |place| &place.name);
            return mention(&format!(
                "#{}",
                label.as_deref().filter(|label| !label.is_empty()).unwrap_or(place)
            ));
        }
        if let Some(date) = what.strip_prefix("!date^") {
            return escaped(&date_words(date, self.zone).or(label).unwrap_or_default());
        }
        if let Some(special) = what.strip_prefix('!') {
            return mention(&label.unwrap_or_else(|| format!("@{special}")));
        }
        link(&unescape(what), label.as_deref())
    }
}

/// A person, group or channel.
pub fn mention(words: &str) -> String {
    format!("<span class=\"mention\">{}</span>", escaped(words))
}

/// A link that leads nowhere on the page, so that a picture of it does no harm.
pub fn link(url: &str, label: Option<&str>) -> String {
    format!("<span class=\"link\" title=\"{}\">{}</span>", escaped(url), escaped(label.unwrap_or(url)))
}

fn filled(c: char, held: &[String]) -> String {
    let at = u32::from(c).checked_sub(u32::from(*HELD.start())).and_then(|at| usize::try_from(at).ok());
    at.and_then(|at| held.get(at)).cloned().unwrap_or_else(|| c.to_string())
}

/// Code between fences, quotations, and lines.
fn paragraphs(text: &str) -> String {
    let mut html = String::new();
    for (at, part) in text.split("```").enumerate() {
        if at % 2 == 1 {
            let _ = write!(html, "<pre>{}</pre>", escaped(part.trim_matches('\n')));
            continue;
        }
        let part = if at == 0 { part } else { part.strip_prefix('\n').unwrap_or(part) };
        let lines: Vec<&str> = part.split('\n').collect();
        for (number, line) in lines.iter().enumerate() {
            match line.strip_prefix('>') {
                Some(quoted) => {
                    let _ = write!(html, "<blockquote>{}</blockquote>", marked(quoted.trim_start()));
                }
                None if number + 1 == lines.len() => html.push_str(&marked(line)),
                None => {
                    let _ = write!(html, "{}<br>", marked(line));
                }
            }
        }
    }
    html
}

/// Bold, italic, struck and code within a line.
fn marked(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let (mut html, mut at) = (String::new(), 0);
    while at < chars.len() {
        let Some(end) = closing(&chars, at) else {
            html.push_str(&escaped(&chars[at].to_string()));
            at += 1;
            continue;
        };
        let inside: String = chars[at + 1..end].iter().collect();
        let _ = match chars[at] {
            '*' => write!(html, "<b>{}</b>", marked(&inside)),
            '_' => write!(html, "<i>{}</i>", marked(&inside)),
            '~' => write!(html, "<s>{}</s>", marked(&inside)),
            _ => write!(html, "<code>{}</code>", escaped(&inside)),
        };
        at = end + 1;
    }
    html
}
