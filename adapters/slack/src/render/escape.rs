//! The fallback: a post's words as Slack's markup, for notifications and for clients that show no blocks.

use chrono::DateTime;
use stoa_chat::{Block, Span, Text, Timestamp};

/// The most characters of a fallback: a notification shows fewer, and the blocks hold everything.
const MOST: usize = 3_000;

/// How a moment is shown to each reader in their own zone.
pub const DATE_FORMAT: &str = "{date_short_pretty} {time}";

/// The words of `text` as markup in which only a mention alerts anybody.
pub fn fallback(text: &Text) -> String {
    let mut parts = Vec::new();
    for block in &text.blocks {
        parts.push(block_of(block));
    }
    let whole = parts.join("\n\n");
    if whole.chars().count() <= MOST {
        return whole;
    }
    shortened(&whole)
}

/// The beginning of a long fallback, cut where no entity and no mention is cut in two.
fn shortened(whole: &str) -> String {
    let end = whole.char_indices().nth(MOST).map_or(whole.len(), |(at, _)| at);
    let cut = &whole[..end];
    let entity = cut.rfind('&').filter(|at| !cut[*at..].contains(';'));
    let reference = cut.rfind('<').filter(|at| !cut[*at..].contains('>'));
    let end = [entity, reference].into_iter().flatten().min().unwrap_or(end);
    format!("{}…", &cut[..end])
}

fn block_of(block: &Block) -> String {
    match block {
        Block::Paragraph(spans) => spans.iter().map(span_of).collect(),
        Block::List(items) => {
            let line = |item: &Vec<Span>| format!("• {}", item.iter().map(span_of).collect::<String>());
            items.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        Block::Quote(blocks) => blocks.iter().map(block_of).collect::<Vec<_>>().join("\n\n"),
        Block::Code(code) => escape(code),
    }
}

fn span_of(span: &Span) -> String {
    match span {
        Span::Plain(words) | Span::Bold(words) | Span::Italic(words) | Span::Code(words) => escape(words),
        Span::Link { label, url } if label == url => escape(url),
        Span::Link { label, url } => format!("{} ({})", escape(label), escape(url)),
        Span::Mention(user) if is_account(&user.id) => format!("<@{}>", user.id),
        Span::Mention(user) => escape(&format!("@{}", user.id)),
        Span::Place { place, .. } if is_channel(&place.id) => format!("<#{}>", place.id),
        Span::Place { .. } => escape(&span.to_plain()),
        Span::Time(at) => format!("<!date^{}^{DATE_FORMAT}|{}>", seconds(*at), moment(*at)),
    }
}

/// Takes from `words` what Slack reads as markup for references, and characters that it does not show.
pub fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\0' => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// Whether Slack takes `id` for an account; with anything else in a mention it refuses the whole message.
pub fn is_account(id: &str) -> bool {
    is_id(id, &['U', 'W'])
}

/// Whether Slack takes `id` for a channel.
pub fn is_channel(id: &str) -> bool {
    is_id(id, &['C', 'G'])
}

fn is_id(id: &str, begins: &[char]) -> bool {
    id.starts_with(begins) && id.len() > 1 && id.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

/// Whole seconds since 1970, as Slack counts them.
pub fn seconds(at: Timestamp) -> i64 {
    at.millis().div_euclid(1000)
}

/// A moment for those whose client cannot show it in their own zone.
pub fn moment(at: Timestamp) -> String {
    let moment = DateTime::from_timestamp_millis(at.millis());
    moment.map_or_else(|| "?".to_owned(), |moment| moment.format("%Y-%m-%d %H:%M UTC").to_string())
}
