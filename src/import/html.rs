//! The HTML of a post as plain words.
//!
//! Stack Exchange lets through a few harmless tags, so this is no browser: tags become line breaks, bullets
//! and addresses in brackets, or nothing; blanks flow together except within `<pre>`; entities become
//! characters. Whatever is no tag is words, so nothing that somebody wrote is lost, and no input makes it
//! slow or large: every byte is looked at a fixed number of times.

use std::borrow::Cow;

/// How far the `;` of an entity may be from its `&`, in bytes.
const LONGEST_ENTITY: usize = 12;

/// The named entities that people use in prose and code; others are left as they stand.
const ENTITIES: [(&str, char); 30] = [
    ("amp", '&'),
    ("apos", '\''),
    ("asymp", '≈'),
    ("bull", '•'),
    ("copy", '©'),
    ("deg", '°'),
    ("euro", '€'),
    ("ge", '≥'),
    ("gt", '>'),
    ("hellip", '…'),
    ("laquo", '«'),
    ("larr", '←'),
    ("ldquo", '“'),
    ("le", '≤'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("micro", 'µ'),
    ("middot", '·'),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("ne", '≠'),
    ("plusmn", '±'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rarr", '→'),
    ("rdquo", '”'),
    ("reg", '®'),
    ("rsquo", '’'),
    ("times", '×'),
];

/// The tags that begin and end a paragraph.
const PARAGRAPHS: [&str; 14] =
    ["p", "div", "blockquote", "ul", "ol", "dl", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6"];

/// What stands between two visible characters; the greatest that was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Blank,
    Line,
    Paragraph,
}

/// The words so far.
#[derive(Debug, Default)]
struct Page {
    words: String,
    gap: Gap,
    /// Whether the next word begins an item of a list.
    item: bool,
    /// How many `<pre>` are open.
    fixed: usize,
    /// Where the open link leads, and where its label begins in `words`.
    link: Option<(String, usize)>,
}

/// The words of `html`.
pub(super) fn to_plain(html: &str) -> String {
    // Behind the last `>` there is no tag: so the search for one always succeeds, and quickly.
    let end = html.rfind('>').map_or(0, |last| last + 1);
    let (mut rest, tail) = html.split_at(end);
    let mut page = Page::default();
    while let Some(open) = rest.find('<') {
        let (words, markup) = rest.split_at(open);
        page.put(words);
        let (inside, after) = split_markup(markup);
        match inside {
            Some(inside) => page.tag(inside),
            None => page.put("<"),
        }
        rest = after;
    }
    page.put(rest);
    page.put(tail);
    page.words.trim_end().to_owned()
}

/// Splits what begins with `<` into the inside of the tag and what follows it; without an inside it is no tag.
fn split_markup(markup: &str) -> (Option<&str>, &str) {
    if let Some(comment) = markup.strip_prefix("<!--") {
        return (Some(""), comment.split_once("-->").map_or("", |(_, after)| after));
    }
    let inside = &markup[1..];
    if inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
        && let Some((inside, after)) = inside.split_once('>')
    {
        return (Some(inside), after);
    }
    (None, inside)
}

impl Page {
    /// Adds words.
    fn put(&mut self, words: &str) {
        let words = decode(words);
        if self.fixed > 0 && !words.is_empty() {
            self.close_gap();
            self.words.push_str(&words);
            return;
        }
        for c in words.chars() {
            if c.is_whitespace() {
                self.widen(Gap::Blank);
            } else {
                self.close_gap();
                self.words.push(c);
            }
        }
    }

    fn widen(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    fn close_gap(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if gap > Gap::Blank {
            self.words.truncate(self.words.trim_end().len());
        }
        if !self.words.is_empty() {
            self.words.push_str(match gap {
                Gap::None => "",
                Gap::Blank => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        if std::mem::take(&mut self.item) {
            self.words.push_str("• ");
        }
    }

    /// Follows a tag, of which the inside is given: `p`, `/p`, `a href="…"`.
    fn tag(&mut self, inside: &str) {
        let (name, opens) = inside.strip_prefix('/').map_or((inside, true), |name| (name, false));
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        match (&*name[..end].to_ascii_lowercase(), opens) {
            (name, _) if PARAGRAPHS.contains(&name) => self.widen(Gap::Paragraph),
            ("pre", opens) => {
                self.widen(Gap::Paragraph);
                self.fixed = if opens { self.fixed + 1 } else { self.fixed.saturating_sub(1) };
            }
            ("br" | "tr" | "dt" | "dd", _) => self.widen(Gap::Line),
            ("td" | "th", _) => self.widen(Gap::Blank),
            ("li", opens) => {
                self.widen(Gap::Line);
                self.item = opens;
            }
            ("a", true) => self.link = address(inside).map(|url| (url, self.words.len())),
            ("a", false) => self.end_link(),
            _ => {}
        }
    }

    /// Says where a link leads, unless its label does.
    fn end_link(&mut self) {
        let Some((url, begin)) = self.link.take() else { return };
        let label = self.words.get(begin..).unwrap_or_default().trim();
        if !label.is_empty() && label != url {
            self.words.push_str(" (");
            self.words.push_str(&url);
            self.words.push(')');
        }
    }
}

/// The address in the inside of an `<a>`, if it leads to the web.
fn address(inside: &str) -> Option<String> {
    let (_, value) = inside.split_once("href=")?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (url, _) = value[1..].split_once(quote)?;
    let url = decode(url.trim()).into_owned();
    let is_web =
        (url.starts_with("http://") || url.starts_with("https://")) && !url.contains(char::is_whitespace);
    is_web.then_some(url)
}

/// Puts characters for entities, as both HTML and XML mean them; what is no entity stays.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(begin) = rest.find('&') {
        decoded.push_str(&rest[..begin]);
        rest = &rest[begin..];
        let (c, length) = entity(rest).unwrap_or(('&', 1));
        decoded.push(c);
        rest = &rest[length..];
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// The character of the entity that `text` begins with, and the entity's length in bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let c = if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let code = hexadecimal.map_or_else(|| number.parse(), |digits| u32::from_str_radix(digits, 16));
        char::from_u32(code.ok()?).unwrap_or(char::REPLACEMENT_CHARACTER)
    } else {
        let place = ENTITIES.binary_search_by_key(&name, |(name, _)| name).ok()?;
        ENTITIES[place].1
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_lists_and_code_keep_their_shape() {
        let html = "<p>How do I\n <em>restart</em>&nbsp;it?</p>\n\n<ul>\n<li>one</li>\n<li><p>two</p></li>\n</ul>\n\
            <pre><code>if a &lt; b:\n    go()\n\n\nend\n</code></pre>\n<p>That's&#39; it.<br>Really &amp; &#x1F389;</p>";
        let plain = "How do I restart it?\n\n• one\n\n• two\n\nif a < b:\n    go()\n\n\nend\n\nThat's' it.\nReally & 🎉";
        assert_eq!(to_plain(html), plain);
    }

    #[test]
    fn links_say_where_they_lead() {
        assert_eq!(
            to_plain("see <a href=\"https://example.org/a?b=1&amp;c\" rel=\"x\">the docs</a>, please"),
            "see the docs (https://example.org/a?b=1&c), please"
        );
        assert_eq!(to_plain("<a href='https://example.org'>https://example.org</a>"), "https://example.org");
        assert_eq!(
            to_plain("<a href=\"javascript:x()\">no</a> <a>no</a> <a href=\"/q/1\">no</a>"),
            "no no no"
        );
    }

    #[test]
    fn what_is_no_markup_stays() {
        assert_eq!(to_plain("1 < 2 & 3 > 2 &bogus; &#xZZ; a<"), "1 < 2 & 3 > 2 &bogus; &#xZZ; a<");
        assert_eq!(to_plain("x <!-- gone --> y <!-- open > z"), "x y z");
        assert_eq!(to_plain("a &#xD800; &#1114112; &#0;"), "a \u{fffd} \u{fffd} \0");
        assert_eq!(to_plain("<p>never <b closed"), "never <b closed");
    }

    #[test]
    fn tables_and_headings_are_apart() {
        let html = "<h2>Sizes</h2><table><tr><th>a</th><td>1</td></tr><tr><th>b</th><td>2</td></tr></table>";
        assert_eq!(to_plain(html), "Sizes\n\na 1\nb 2");
    }

    #[test]
    fn hostile_markup_takes_no_time() {
        for piece in ["<a", "<", "&", "<!--", "<a href=\"", "<pre>", "</a>", "<li>", "&#", "<p> "] {
            let long = piece.repeat(300_000);
            assert!(to_plain(&long).len() <= 2 * long.len());
            assert!(to_plain(&format!("{long}>")).len() <= 2 * long.len());
        }
    }

    #[test]
    fn the_entities_are_sorted() {
        assert!(ENTITIES.is_sorted_by_key(|(name, _)| *name));
    }
}
