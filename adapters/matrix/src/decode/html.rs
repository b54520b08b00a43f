//! The HTML of a message, read as [`Text`].
//!
//! The tokenizer of html5ever takes it apart; nothing of it is kept but the words and the few kinds of markup that the
//! port knows, so that whatever anybody wrote is words from here on.

use super::Rooms;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use matrix_sdk::ruma::matrix_uri::MatrixId;
use matrix_sdk::ruma::{MatrixToUri, MatrixUri};
use std::cell::RefCell;
use stoa_chat::{Block, PlaceRef, Span, Text, UserRef};

/// Quotes within quotes are kept to this depth; deeper ones are told as one.
const DEEPEST: usize = 4;

/// Reads `html`. The quotation of the message that it replies to, which old clients put in front, is left out.
pub fn read(html: &str, rooms: &Rooms) -> Text {
    let tokenizer = Tokenizer::new(Reader { rooms, page: RefCell::default() }, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut page = tokenizer.sink.page.into_inner();
    while page.quotes.len() > 1 {
        page.end_quote();
    }
    page.end_list();
    page.end_code();
    page.end_paragraph();
    Text { blocks: page.quotes.pop().unwrap_or_default() }
}

struct Reader<'a> {
    rooms: &'a Rooms,
    page: RefCell<Page>,
}

/// What was read so far.
#[derive(Default)]
struct Page {
    /// The blocks of the message, and of the quotes that are open in it.
    quotes: Vec<Vec<Block>>,
    /// Quotes beyond [`DEEPEST`].
    deeper: usize,
    spans: Vec<Span>,
    items: Option<Vec<Vec<Span>>>,
    code: Option<String>,
    link: Option<(String, String)>,
    bold: usize,
    italic: usize,
    mono: usize,
    /// How deep we are in what is not to be read.
    skipped: usize,
}

impl TokenSink for Reader<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        if page.quotes.is_empty() {
            page.quotes.push(Vec::new());
        }
        match token {
            Token::CharacterTokens(words) => page.words(&words),
            Token::TagToken(tag) => match tag.kind {
                TagKind::StartTag => page.open(&tag, self.rooms),
                TagKind::EndTag => page.close(&tag.name, self.rooms),
            },
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page {
    fn open(&mut self, tag: &Tag, rooms: &Rooms) {
        let name: &str = &tag.name;
        if self.skipped > 0 || name == "mx-reply" {
            self.skipped += usize::from(name == "mx-reply");
            return;
        }
        match name {
            "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr" | "table" => self.end_paragraph(),
            "br" | "tr" => self.line_break(),
            "td" | "th" => self.push(" "),
            "strong" | "b" => self.bold += 1,
            "em" | "i" => self.italic += 1,
            "code" if self.code.is_none() => self.mono += 1,
            "pre" => {
                self.end_paragraph();
                self.code = Some(String::new());
            }
            "ul" | "ol" => {
                self.end_paragraph();
                self.items.get_or_insert_default();
            }
            "li" => self.end_item(),
            "blockquote" => self.begin_quote(),
            "a" => {
                self.end_link(rooms);
                self.link = attribute(tag, "href").map(|url| (url, String::new()));
            }
            "img" => {
                let alt = attribute(tag, "alt").or_else(|| attribute(tag, "title"));
                self.push(&alt.unwrap_or_default());
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str, rooms: &Rooms) {
        if self.skipped > 0 {
            self.skipped -= usize::from(name == "mx-reply");
            return;
        }
        match name {
            "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.end_paragraph(),
            "strong" | "b" => self.bold = self.bold.saturating_sub(1),
            "em" | "i" => self.italic = self.italic.saturating_sub(1),
            "code" => self.mono = self.mono.saturating_sub(1),
            "pre" => self.end_code(),
            "ul" | "ol" => self.end_list(),
            "li" => self.end_item(),
            "blockquote" => self.end_quote(),
            "a" => self.end_link(rooms),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.skipped > 0 {
            return;
        }
        if let Some(code) = &mut self.code {
            code.push_str(words);
            return;
        }
        let mut collapsed = String::with_capacity(words.len());
        let mut spaced = self.ends_spaced();
        for c in words.chars() {
            let space = c.is_ascii_whitespace();
            if !(space && spaced) {
                collapsed.push(if space { ' ' } else { c });
            }
            spaced = space;
        }
        self.push(&collapsed);
    }

    /// Whether a space more would not be seen.
    fn ends_spaced(&self) -> bool {
        if let Some((_, label)) = self.link.as_ref().filter(|(_, label)| !label.is_empty()) {
            return label.ends_with([' ', '\n']);
        }
        match self.spans.last() {
            None => true,
            Some(Span::Plain(words) | Span::Bold(words) | Span::Italic(words)) => {
                words.ends_with([' ', '\n'])
            }
            Some(_) => false,
        }
    }

    fn push(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if let Some((_, label)) = &mut self.link {
            label.push_str(words);
            return;
        }
        let kind = if self.mono > 0 {
            Span::Code
        } else if self.bold > 0 {
            Span::Bold
        } else if self.italic > 0 {
            Span::Italic
        } else {
            Span::Plain
        };
        let new = kind(words.to_owned());
        match (self.spans.last_mut(), new) {
            (Some(Span::Plain(last)), Span::Plain(more))
            | (Some(Span::Bold(last)), Span::Bold(more))
            | (Some(Span::Italic(last)), Span::Italic(more))
            | (Some(Span::Code(last)), Span::Code(more)) => last.push_str(&more),
            (_, new) => self.spans.push(new),
        }
    }

    fn line_break(&mut self) {
        if let Some(Span::Plain(last)) = self.spans.last_mut() {
            last.truncate(last.trim_end_matches(' ').len());
        }
        match &mut self.code {
            Some(code) => code.push('\n'),
            None if self.spans.is_empty() => {}
            None => self.push("\n"),
        }
    }

    fn end_link(&mut self, rooms: &Rooms) {
        let Some((url, label)) = self.link.take() else { return };
        match target(&url, &label, rooms) {
            Some(span) => self.spans.push(span),
            None => self.push(&label),
        }
    }

    fn end_paragraph(&mut self) {
        if self.items.is_some() {
            // Paragraphs within an item are its lines.
            self.line_break();
            return;
        }
        let spans = trimmed(std::mem::take(&mut self.spans));
        if !spans.is_empty() {
            self.block(Block::Paragraph(spans));
        }
    }

    fn end_item(&mut self) {
        if self.items.is_none() {
            return;
        }
        let spans = trimmed(std::mem::take(&mut self.spans));
        if let (false, Some(items)) = (spans.is_empty(), &mut self.items) {
            items.push(spans);
        }
    }

    fn end_list(&mut self) {
        self.end_item();
        if let Some(items) = self.items.take().filter(|items| !items.is_empty()) {
            self.block(Block::List(items));
        }
    }

    fn end_code(&mut self) {
        if let Some(code) = self.code.take() {
            self.block(Block::Code(code.trim_matches('\n').to_owned()));
        }
    }

    fn begin_quote(&mut self) {
        self.end_list();
        self.end_paragraph();
        if self.quotes.len() > DEEPEST {
            self.deeper += 1;
        } else {
            self.quotes.push(Vec::new());
        }
    }

    fn end_quote(&mut self) {
        self.end_list();
        self.end_paragraph();
        if self.deeper > 0 {
            self.deeper -= 1;
        } else if self.quotes.len() > 1
            && let Some(blocks) = self.quotes.pop().filter(|blocks| !blocks.is_empty())
        {
            self.block(Block::Quote(blocks));
        }
    }

    fn block(&mut self, block: Block) {
        if let Some(blocks) = self.quotes.last_mut() {
            blocks.push(block);
        }
    }
}

/// What a link leads to: a person or a room if it names one; `None` if it leads nowhere that we would follow.
fn target(url: &str, label: &str, rooms: &Rooms) -> Option<Span> {
    let named = MatrixToUri::parse(url).map(|uri| uri.id().clone());
    let named = named.or_else(|_| MatrixUri::parse(url).map(|uri| uri.id().clone()));
    match named {
        Ok(MatrixId::User(user)) => return Some(Span::Mention(UserRef::new(&rooms.network, user.as_str()))),
        Ok(MatrixId::Room(room)) => {
            let place = PlaceRef::new(&rooms.network, room.as_str());
            return Some(Span::Place { place, name: label.trim_start_matches('#').to_owned() });
        }
        Ok(MatrixId::RoomAlias(alias)) => return rooms.named(alias.as_str()),
        _ => {}
    }
    let safe = ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
    safe.then(|| Span::Link {
        label: if label.is_empty() { url } else { label }.to_owned(),
        url: url.to_owned(),
    })
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| attribute.value.to_string())
}

/// Without space around the words.
fn trimmed(mut spans: Vec<Span>) -> Vec<Span> {
    if let Some(Span::Plain(first)) = spans.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(Span::Plain(last)) = spans.last_mut() {
        last.truncate(last.trim_end().len());
    }
    spans.retain(|span| !matches!(span, Span::Plain(words) if words.is_empty()));
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa_chat::Network;

    fn rooms() -> Rooms {
        let mut rooms = Rooms::of(Network::new("matrix:example.org"));
        rooms.know("#help:example.org", "!help:example.org");
        rooms
    }

    fn blocks(html: &str) -> Vec<Block> {
        read(html, &rooms()).blocks
    }

    fn plain(words: &str) -> Span {
        Span::Plain(words.to_owned())
    }

    #[test]
    fn paragraphs_lists_code_and_quotes_are_blocks() {
        let html = "<p>Why is <strong>this</strong>\n <em>slow</em>?</p><ul>\n<li>one</li><li><p>two</p></li></ul>\
            <pre><code class=\"language-sh\">ls &lt;x&gt;\n</code></pre><blockquote><p>he said</p></blockquote>after<br/>all";
        assert_eq!(
            blocks(html),
            [
                Block::Paragraph(vec![
                    plain("Why is "),
                    Span::Bold("this".into()),
                    plain(" "),
                    Span::Italic("slow".into()),
                    plain("?"),
                ]),
                Block::List(vec![vec![plain("one")], vec![plain("two")]]),
                Block::Code("ls <x>".into()),
                Block::Quote(vec![Block::Paragraph(vec![plain("he said")])]),
                Block::Paragraph(vec![plain("after\nall")]),
            ]
        );
    }

    #[test]
    fn people_and_rooms_are_known_by_their_links() {
        let html = "thanks <a href=\"https://matrix.to/#/@ben:example.org\">Ben</a>, see \
            <a href=\"https://matrix.to/#/%23help%3Aexample.org\">#help</a> and <a href=\"https://x.org/a?b=1&amp;c\">this</a>\
            <a href=\"javascript:alert(1)\">!</a>";
        let network = Network::new("matrix:example.org");
        assert_eq!(
            blocks(html),
            [Block::Paragraph(vec![
                plain("thanks "),
                Span::Mention(UserRef::new(&network, "@ben:example.org")),
                plain(", see "),
                Span::Place { place: PlaceRef::new(&network, "!help:example.org"), name: "help".into() },
                plain(" and "),
                Span::Link { label: "this".into(), url: "https://x.org/a?b=1&c".into() },
                plain("!"),
            ])]
        );
    }

    #[test]
    fn what_a_message_replies_to_is_not_read_again() {
        let html = "<mx-reply><blockquote><a href=\"https://matrix.to/#/@ben:example.org\">Ben</a><br>old</blockquote></mx-reply>new";
        assert_eq!(blocks(html), [Block::Paragraph(vec![plain("new")])]);
    }

    #[test]
    fn scripts_are_words_and_depth_has_an_end() {
        assert_eq!(read("<script>alert(1)</script> <b>x", &rooms()).to_plain(), "alert(1) x");
        let deep = format!("{}words{}", "<blockquote>".repeat(5_000), "</blockquote>".repeat(5_000));
        let text = read(&deep, &rooms());
        assert_eq!(text.to_plain(), "words");
        let mut depth = 0;
        let mut blocks = &text.blocks;
        while let Some(Block::Quote(inner)) = blocks.first() {
            (depth, blocks) = (depth + 1, inner);
        }
        assert_eq!(depth, DEEPEST);
    }
}
