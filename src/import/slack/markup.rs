//! What people wrote on Slack, from its markup into a [`Text`].
//!
//! Slack writes links, people and channels as `<…>` and escapes exactly `&`, `<` and `>`; the rest is markup as
//! people type it: `*bold*`, `_italic_`, `~struck~`, `` `code` ``, fences, and `>` in front of quotations
//! (<https://docs.slack.dev/messaging/formatting-message-text>). Whoever is mentioned becomes a name in plain words,
//! and so does `@here`: nothing that is imported can ping anybody. Whatever is no markup is words, and each
//! character is looked at a bounded number of times.

use stoa_chat::{Block, Span, Text};

/// The longest emphasis, code or tag within a line, in bytes; what is longer is no markup but an accident.
const LONGEST: usize = 2_000;

/// What people and channels are called.
pub(super) trait Names {
    /// The name of the person with this id.
    fn person(&self, id: &str) -> Option<&str>;

    /// The name of the public channel with this id.
    fn channel(&self, id: &str) -> Option<&str>;
}

/// Reads a message's markup.
pub(super) fn read(raw: &str, names: &dyn Names) -> Text {
    let mut blocks = Vec::new();
    let mut rest = raw;
    while let Some((words, code, after)) = fence(rest) {
        paragraphs(words, names, &mut blocks);
        blocks.push(Block::Code(flat(code.trim_matches('\n'), names)));
        rest = after;
    }
    paragraphs(rest, names, &mut blocks);
    Text { blocks }
}

/// What stands before a fence, between it and its twin, and behind that.
fn fence(text: &str) -> Option<(&str, &str, &str)> {
    let (words, after) = text.split_once("```")?;
    let (code, after) = after.split_once("```")?;
    (!code.trim().is_empty()).then_some((words, code, after))
}

/// Lines without fences: paragraphs are parted by empty lines, and quotations begin with `>`.
fn paragraphs(text: &str, names: &dyn Names, blocks: &mut Vec<Block>) {
    let mut lines: Vec<&str> = Vec::new();
    let mut quoting = false;
    for line in text.lines().chain([""]) {
        let quoted = line.strip_prefix("&gt;").or_else(|| line.strip_prefix('>'));
        if (line.trim().is_empty() || quoted.is_some() != quoting) && !lines.is_empty() {
            let paragraph = Block::Paragraph(spans(&lines.join("\n"), names));
            blocks.push(if quoting { Block::Quote(vec![paragraph]) } else { paragraph });
            lines.clear();
        }
        quoting = quoted.is_some();
        let line = quoted.unwrap_or(line).trim_end();
        if !line.trim().is_empty() {
            lines.push(if quoting { line.trim_start() } else { line });
        }
    }
}

/// The spans of a paragraph.
fn spans(text: &str, names: &dyn Names) -> Vec<Span> {
    let (mut found, mut plain, mut rest) = (Vec::new(), String::new(), text);
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        let (span, length) = match first {
            '<' => tag(rest, names),
            '&' => entity(rest),
            '`' | '*' | '_' | '~' => emphasis(rest, first, before, names),
            _ => None,
        }
        .unwrap_or_else(|| (Span::Plain(first.to_string()), first.len_utf8()));
        before = rest[..length].chars().next_back();
        rest = &rest[length..];
        match span {
            Span::Plain(words) => plain.push_str(&words),
            span => {
                if !plain.is_empty() {
                    found.push(Span::Plain(std::mem::take(&mut plain)));
                }
                found.push(span);
            }
        }
    }
    if !plain.is_empty() {
        found.push(Span::Plain(plain));
    }
    found
}

/// What is read, without any markup but the names: for code, labels and emphasised words.
fn flat(text: &str, names: &dyn Names) -> String {
    let (mut words, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(['<', '&']) {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        let read = if rest.starts_with('<') { tag(rest, names) } else { entity(rest) };
        let mut length = 1;
        if let Some((Span::Plain(read) | Span::Link { label: read, .. }, end)) = read {
            words.push_str(&read);
            length = end;
        } else {
            words.push_str(&rest[..length]);
        }
        rest = &rest[length..];
    }
    words.push_str(rest);
    words
}

/// One of the three escaped characters, and its length in the text.
fn entity(text: &str) -> Option<(Span, usize)> {
    let known = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")];
    let (entity, character) = known.into_iter().find(|(entity, _)| text.starts_with(entity))?;
    Some((Span::Plain(character.to_owned()), entity.len()))
}

/// `<…>` at the beginning of `text`, and its length there.
fn tag(text: &str, names: &dyn Names) -> Option<(Span, usize)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b'>')?;
    let inside = &text[1..end];
    if inside.is_empty() || inside.contains(['<', '\n']) {
        return None;
    }
    let (target, label) =
        inside.split_once('|').map_or((inside, None), |(target, label)| (target, Some(label)));
    let label = label.map(unescaped).filter(|label| !label.trim().is_empty());
    let span = match target.split_at_checked(1) {
        Some(("@", id)) => {
            let name = names.person(id).map(str::to_owned).or(label).unwrap_or_else(|| "someone".to_owned());
            Span::Plain(format!("@{}", name.trim_start_matches('@')))
        }
        Some(("#", id)) => {
            let name = label
                .or_else(|| names.channel(id).map(str::to_owned))
                .unwrap_or_else(|| "channel".to_owned());
            Span::Plain(format!("#{}", name.trim_start_matches('#')))
        }
        // `<!here>`, `<!date^1392734382^{date}|18 February>`, `<!subteam^S1|@admins>`.
        Some(("!", word)) => {
            let word = word.split('^').next().unwrap_or_default();
            Span::Plain(label.unwrap_or_else(|| format!("@{word}")))
        }
        _ => link(unescaped(target), label),
    };
    Some((span, end + 1))
}

fn link(url: String, label: Option<String>) -> Span {
    if url.starts_with("https://") || url.starts_with("http://") {
        return Span::Link { label: label.unwrap_or_else(|| url.clone()), url };
    }
    let address = url.strip_prefix("mailto:").or_else(|| url.strip_prefix("tel:")).map(str::to_owned);
    Span::Plain(label.or(address).unwrap_or(url))
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Words between two of the same mark, on one line and with nothing else close to them; and their length.
fn emphasis(text: &str, mark: char, before: Option<char>, names: &dyn Names) -> Option<(Span, usize)> {
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let inside = &text[1..];
    let line = inside.bytes().take(LONGEST).take_while(|byte| *byte != b'\n');
    let code = mark == '`';
    let end = line.enumerate().find_map(|(at, byte)| {
        let ends = char::from(byte) == mark
            && at > 0
            && (code || !inside[..at].ends_with(char::is_whitespace))
            && !inside[at + 1..].starts_with(char::is_alphanumeric);
        ends.then_some(at)
    })?;
    let words = &inside[..end];
    if words.starts_with(mark) || !code && words.starts_with(char::is_whitespace) {
        return None;
    }
    let words = flat(words, names);
    let span = match mark {
        '`' => Span::Code(words),
        '*' => Span::Bold(words),
        '_' => Span::Italic(words),
        _ => Span::Plain(words),
    };
    Some((span, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Few;

    impl Names for Few {
        fn person(&self, id: &str) -> Option<&str> {
            (id == "U1").then_some("Ana")
        }

        fn channel(&self, id: &str) -> Option<&str> {
            (id == "C1").then_some("infra")
        }
    }

    fn plain(raw: &str) -> String {
        read(raw, &Few).to_plain()
    }

    fn paragraph(raw: &str) -> Vec<Span> {
        match read(raw, &Few).blocks.as_slice() {
            [Block::Paragraph(spans)] => spans.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn names_stand_for_people_and_channels_and_nobody_is_pinged() {
        let text = read(
            "<@U1>, <@U2>, <@U3|carla>: see <#C1>, <#C9|help>, <#C9> <!here> <!subteam^S1|@admins>",
            &Few,
        );
        assert_eq!(text.to_plain(), "@Ana, @someone, @carla: see #infra, #help, #channel @here @admins");
        assert!(text.mentions().is_empty());
        assert_eq!(plain("<!date^1392734382^{date}|18 February> <!channel>"), "18 February @channel");
    }

    #[test]
    fn links_lead_where_they_did_if_that_is_the_web() {
        let link = |label: &str, url: &str| Span::Link { label: label.into(), url: url.into() };
        assert_eq!(
            paragraph("<https://a.example/?a=1&amp;b=2|the &lt;docs&gt;><http://b.example>"),
            [link("the <docs>", "https://a.example/?a=1&b=2"), link("http://b.example", "http://b.example")]
        );
        assert_eq!(
            plain("<mailto:a@b.example|a@b.example> <javascript:alert(1)|x> <tel:+1|>"),
            "a@b.example x +1"
        );
    }

    #[test]
    fn markup_is_read_where_it_is_meant() {
        let spans = paragraph("*bold* _it_ ~gone~ `a &lt; *b*` 2*3*4 snake_case_name * no *");
        let expected = [
            Span::Bold("bold".into()),
            Span::Plain(" ".into()),
            Span::Italic("it".into()),
            Span::Plain(" gone ".into()),
            Span::Code("a < *b*".into()),
            Span::Plain(" 2*3*4 snake_case_name * no *".into()),
        ];
        assert_eq!(spans, expected);
    }

    #[test]
    fn fences_quotations_and_paragraphs_are_blocks() {
        let text = read(
            "see:\n```\nlet x = &lt;y&gt;;\n\n&gt; z```\n&gt; she said\n&gt;so\nand I\ndo not\n\nagree ``` open",
            &Few,
        );
        let words = |words: &str| Block::Paragraph(vec![Span::Plain(words.into())]);
        let expected = [
            words("see:"),
            Block::Code("let x = <y>;\n\n> z".into()),
            Block::Quote(vec![words("she said\nso")]),
            words("and I\ndo not"),
            words("agree ``` open"),
        ];
        assert_eq!(text.blocks, expected);
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_no_word_is_lost(raw in "(\\PC|[<>|*_~`&;@#!\n a]|```|&gt;|<@U1>|<https://x>){0,60}") {
            let text = read(&raw, &Few);
            prop_assert!(text.mentions().is_empty());
            let letters = |text: &str| text.chars().filter(|c| *c == 'a').count();
            // A label hides the address behind it.
            prop_assert!(raw.contains(['<', '|']) || letters(&text.to_plain()) == letters(&raw));
        }
    }

    #[test]
    fn hostile_text_takes_no_time() {
        for piece in ["<", "*a ", " *", "`", "```", "&gt;\n", "<a|", " _a*"] {
            read(&piece.repeat(40_000 / piece.len()), &Few);
        }
    }
}
