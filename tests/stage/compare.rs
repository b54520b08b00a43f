//! What is seen against what is expected: whoever sees it, its words, and its buttons.

use super::known::{Apart, Known, Thing};
use super::script::{Block, Content, Field, News};
use super::sight::{Name, Sheet, Snapshot, Stand};
use std::collections::BTreeSet;
use stoa_terminal::{Audience, Room};

/// The lines that would have been right: those of every block that was as expected, then what else there was.
pub struct Compared {
    pub lines: Vec<String>,
    /// Whether nothing can follow.
    pub stopped: bool,
}

impl Compared {
    /// The line could not happen.
    pub fn stopped(error: &anyhow::Error) -> Self {
        Self { lines: vec![format!("! {error:#}")], stopped: true }
    }
}

/// Compares `now` with `blocks`. `pressed` tells whether a button was pressed.
pub fn compare(
    story: &mut Known,
    apart: &dyn Apart,
    blocks: &[Block],
    now: &Snapshot,
    pressed: bool,
) -> Compared {
    let before = story.before.clone();
    let mut look = Look {
        story,
        apart,
        now,
        before: &before,
        known: BTreeSet::new(),
        pages: BTreeSet::new(),
        forms: BTreeSet::new(),
    };
    let (mut lines, mut at) = (Vec::new(), 0);
    while let Some(block) = blocks.get(at) {
        // What is changed again by the same line is seen as it is in the end.
        let later = blocks[at + 1..].iter().any(|later| renews(&later.news, &block.news));
        let last = last_content(&blocks[at..], &block.news);
        let right = if look.is_as_expected(&block.news, last, later, pressed) {
            1
        } else {
            look.parts(&blocks[at..])
        };
        lines.extend(blocks[at..at + right].iter().flat_map(|block| block.lines.iter().cloned()));
        at += right.max(1);
    }
    lines.extend(look.others());
    Compared { lines, stopped: false }
}

fn number(news: &News) -> Option<u64> {
    match news {
        News::Message { number, .. } | News::Now { number, .. } | News::Page { number, .. } => Some(*number),
        News::Said(_) | News::Gone(_) | News::Form { .. } => None,
    }
}

fn renews(later: &News, news: &News) -> bool {
    matches!(later, News::Now { .. } | News::Page { .. })
        && number(later).is_some()
        && number(later) == number(news)
}

/// The last content that `blocks` give to the message of `news`.
fn last_content<'a>(blocks: &'a [Block], news: &News) -> Option<&'a Content> {
    let mine = blocks
        .iter()
        .rev()
        .find(|block| number(&block.news).is_some() && number(&block.news) == number(news));
    match &mine?.news {
        News::Message { content, .. } | News::Now { content, .. } | News::Page { content, .. } => {
            Some(content)
        }
        _ => None,
    }
}

/// One comparison.
struct Look<'a> {
    story: &'a mut Known,
    apart: &'a dyn Apart,
    now: &'a Snapshot,
    before: &'a Snapshot,
    /// Messages that were expected to be as they are.
    known: BTreeSet<Name>,
    pages: BTreeSet<String>,
    forms: BTreeSet<String>,
}

impl Look<'_> {
    fn is_as_expected(&mut self, news: &News, content: Option<&Content>, later: bool, pressed: bool) -> bool {
        match (news, content) {
            (News::Said(number), _) => self.story.said.contains(number),
            (News::Message { number, audience, .. }, Some(content)) => {
                self.appeared(*number, audience, content)
            }
            (News::Now { number, .. }, Some(content)) => later || self.is_now(*number, content, pressed),
            (News::Gone(number), _) => self.is_gone(*number),
            (News::Page { number, of, .. }, Some(content)) => self.page(*number, of, content),
            (News::Form { to, title, fields }, _) => self.form(to, title, fields),
            _ => false,
        }
    }

    /// Finds the new message with this content, seen by these people.
    fn appeared(&mut self, number: u64, audience: &Audience, content: &Content) -> bool {
        let new = self.now.appeared(self.before);
        let found = new.into_iter().find(|stand| {
            !self.known.contains(&stand.name) && self.is_for(stand, audience) && self.says(stand, content)
        });
        let Some(stand) = found else { return false };
        self.learn(number, stand, content);
        true
    }

    /// What is too long for one message comes in several, and is cut where the network wants. Tells how many of
    /// `blocks` are there in other pieces.
    fn parts(&mut self, blocks: &[Block]) -> usize {
        let mut expected: Vec<(u64, &Content)> = Vec::new();
        let Some(News::Message { audience, .. }) = blocks.first().map(|block| &block.news) else { return 0 };
        let rooms = self.apart.rooms_of_long_posts(audience);
        for block in blocks {
            match &block.news {
                News::Message { number, audience: same, content } if same == audience => {
                    expected.push((*number, content));
                }
                _ => break,
            }
            let there: Vec<&str> = expected.iter().map(|(_, content)| content.words.as_str()).collect();
            let Some(parts) = self.pieces(&there.join("\n"), &rooms) else { continue };
            let last = &parts[parts.len() - 1];
            let (number, content) = expected[expected.len() - 1];
            if self.same_buttons(&last.buttons, content) {
                self.story.apart.push(format!("{number} is long, and stands in {} messages", parts.len()));
                self.known.extend(parts.iter().map(|stand| stand.name.clone()));
                for (number, content) in &expected {
                    self.learn(*number, last, content);
                }
                return expected.len();
            }
        }
        0
    }

    /// New messages in one of `rooms` that say `words` together.
    fn pieces(&self, words: &str, rooms: &[Room]) -> Option<Vec<Stand>> {
        let new =
            self.now.appeared(self.before).into_iter().filter(|stand| !self.known.contains(&stand.name));
        let new: Vec<_> = new.filter(|stand| rooms.contains(&stand.room) && stand.alone.is_none()).collect();
        for first in 0..new.len() {
            for last in first..new.len() {
                let parts = &new[first..=last];
                let together: Vec<&str> = parts.iter().map(|stand| stand.words.as_str()).collect();
                if self.same_words(&together.join("\n"), words) {
                    return Some(parts.iter().map(|stand| (*stand).clone()).collect());
                }
            }
        }
        None
    }

    fn is_now(&mut self, number: u64, content: &Content, pressed: bool) -> bool {
        let Some(Thing::Message(name)) = self.story.things.get(&number).cloned() else { return false };
        let Some(stand) = self.now.messages.get(&name) else { return false };
        if self.says(stand, content) {
            self.learn(number, stand, content);
            return true;
        }
        let stays = self.apart.why_it_stays(stand, pressed);
        self.story.apart.extend(stays.map(|why| format!("{number} {why}")));
        stays.is_some()
    }

    fn is_gone(&mut self, number: u64) -> bool {
        let Some(Thing::Message(name)) = self.story.things.get(&number) else { return false };
        self.known.insert(name.clone());
        let Some(stand) = self.now.messages.get(name) else { return true };
        let why = self.apart.why_it_is_not_gone(stand);
        self.story.apart.extend(why.map(|why| format!("{number} {why}")));
        why.is_some()
    }

    fn page(&mut self, number: u64, of: &str, content: &Content) -> bool {
        let Some(sheet) = self.now.pages.get(of) else { return false };
        let same =
            self.same_words(&sheet.words, &content.words) && self.same_buttons(&sheet.buttons, content);
        if same {
            self.pages.insert(of.to_owned());
            self.story.things.insert(number, Thing::Page(of.to_owned()));
            self.learn_buttons(number, &sheet.buttons, content);
        }
        same
    }

    fn form(&mut self, to: &str, title: &str, fields: &[Field]) -> bool {
        let Some(sheet) = self.now.forms.get(to) else { return self.came_back(to, title, fields) };
        let titled = sheet.title == title || sheet.words.contains(title);
        let asked = if self.apart.asks_one_by_one() {
            self.asks_first(sheet, fields)
        } else {
            self.asks_all(sheet, fields)
        };
        if titled && asked {
            self.forms.insert(to.to_owned());
            let open = fields.iter().filter(|field| field.filled.is_empty());
            self.story.asked.insert(to.to_owned(), open.map(|field| field.name.clone()).collect());
        }
        titled && asked
    }

    fn asks_all(&self, sheet: &Sheet, fields: &[Field]) -> bool {
        let same = |here: &str, there: &str| self.same_words(here, there);
        sheet.questions.len() == fields.len()
            && sheet.questions.iter().zip(fields).all(|(question, field)| {
                question.name == field.name
                    && same(&question.asked, &field.asked)
                    && same(&question.filled, &field.filled)
                    && same(&question.problem, &field.problem)
            })
    }

    /// The question that is open is the first whose answer is not known.
    fn asks_first(&self, sheet: &Sheet, fields: &[Field]) -> bool {
        let first = fields.iter().find(|field| field.filled.is_empty());
        // What the terminal says in brackets about the answer is said in other words.
        let asked = first.map(|field| field.asked.split(" (").next().unwrap_or_default());
        asked.is_some_and(|asked| self.story.names.flat(&sheet.words).contains(&self.story.names.flat(asked)))
    }

    /// A form that was sent off and refused may be closed by then, so that its answers come as a message.
    fn came_back(&mut self, to: &str, title: &str, fields: &[Field]) -> bool {
        let Some(why) = self.apart.why_it_comes_back() else { return false };
        let new = self.now.appeared(self.before).into_iter();
        let mut new = new.filter(|stand| stand.room == Room::Direct(to.to_owned()));
        let names = &self.story.names;
        let holds = |stand: &&Stand| {
            let words = names.flat(&stand.words);
            let said = fields.iter().flat_map(|field| [&field.filled, &field.problem]);
            stand.buttons == [title] && said.into_iter().all(|said| words.contains(&names.flat(said)))
        };
        let Some(stand) = new.find(holds) else { return false };
        self.known.insert(stand.name.clone());
        self.story.closed.insert(to.to_owned(), (stand.name.clone(), title.to_owned()));
        self.story.apart.push(format!("the form for {to} {why}"));
        true
    }

    /// What else became visible, in the grammar of transcripts.
    fn others(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        for stand in
            self.now.appeared(self.before).into_iter().filter(|stand| !self.known.contains(&stand.name))
        {
            let under =
                stand.thread.as_ref().map(|thread| self.number_of(&(stand.name.0.clone(), thread.clone())));
            let audience = Audience { room: stand.room.clone(), thread: None, alone: stand.alone.clone() };
            let under = under.map(|under| format!(", under {under}")).unwrap_or_default();
            lines.push(format!("? · {audience}{under}"));
            lines.extend(shown(&stand.words, &stand.buttons));
        }
        for stand in
            self.now.changed(self.before).into_iter().filter(|stand| !self.known.contains(&stand.name))
        {
            lines.push(format!("{} is now", self.number_of(&stand.name)));
            lines.extend(shown(&stand.words, &stand.buttons));
        }
        for stand in self.now.gone(self.before).into_iter().filter(|stand| !self.known.contains(&stand.name))
        {
            lines.push(format!("{} is gone", self.number_of(&stand.name)));
        }
        for (of, sheet) in self.now.pages.iter().filter(|(of, _)| !self.pages.contains(*of)) {
            let old = self.before.pages.get(of);
            if old.is_none_or(|old| (&old.words, &old.buttons) != (&sheet.words, &sheet.buttons)) {
                lines.push(format!("? · page of {of}"));
                lines.extend(shown(&sheet.words, &sheet.buttons));
            }
        }
        for (to, sheet) in self.now.forms.iter().filter(|(to, _)| !self.forms.contains(*to)) {
            if self.before.forms.get(to) != Some(sheet) {
                lines.extend(form_lines(to, sheet));
            }
        }
        lines
    }

    fn number_of(&self, name: &Name) -> String {
        let thing = Thing::Message(name.clone());
        let found = self.story.things.iter().find(|(_, known)| **known == thing);
        found.map_or_else(|| format!("?{}", name.1), |(number, _)| number.to_string())
    }

    fn is_for(&self, stand: &Stand, audience: &Audience) -> bool {
        let thread = match audience.thread.map(|number| self.story.things.get(&number)) {
            None => None,
            Some(Some(Thing::Message((_, ts)))) => Some(ts.clone()),
            Some(_) => return false,
        };
        let (room, alone) = self.apart.stands(audience);
        // What is for one person alone elsewhere stands in no thread there.
        let same_thread = stand.thread == thread || room != audience.room;
        stand.room == room && stand.alone == alone && same_thread
    }

    fn says(&self, stand: &Stand, content: &Content) -> bool {
        // Nobody is alerted whom the transcript does not name.
        let named = |id: &String| {
            let mut people = self.story.names.people.iter();
            people.any(|(name, known)| known == id && content.words.contains(&format!("@{name}")))
        };
        stand.alerts.iter().all(named)
            && self.same_words(&stand.words, &content.words)
            && self.same_buttons(&stand.buttons, content)
    }

    fn same_words(&self, here: &str, there: &str) -> bool {
        let names = &self.story.names;
        self.apart.told(&names.flat(here)) == self.apart.told(&names.flat(there))
    }

    fn same_buttons(&self, here: &[String], content: &Content) -> bool {
        here.len() == content.buttons.len()
            && here.iter().zip(&content.buttons).all(|(here, (_, there))| self.same_words(here, there))
    }

    /// The message is as expected: it bears this number from now on, and so do its buttons.
    fn learn(&mut self, number: u64, stand: &Stand, content: &Content) {
        self.known.insert(stand.name.clone());
        self.story.things.insert(number, Thing::Message(stand.name.clone()));
        self.learn_buttons(number, &stand.buttons, content);
    }

    fn learn_buttons(&mut self, number: u64, here: &[String], content: &Content) {
        for ((button, _), label) in content.buttons.iter().zip(here) {
            self.story.buttons.insert(*button, (number, label.clone()));
        }
    }
}

/// Words and buttons as lines of a transcript.
fn shown(words: &str, buttons: &[String]) -> Vec<String> {
    let words = words.lines().map(|line| format!("    {line}"));
    let buttons = buttons.iter().map(|label| format!("    [?] {label}"));
    words.chain(buttons).map(|line| line.trim_end().to_owned()).collect()
}

fn form_lines(to: &str, sheet: &Sheet) -> Vec<String> {
    let mut lines = vec![format!("form for {to} · {}", sheet.title)];
    for field in &sheet.questions {
        lines.push(format!("    {}: {}", field.name, field.asked));
        for (mark, words) in [("=", &field.filled), ("!", &field.problem)] {
            if !words.is_empty() {
                lines.push(format!("    {mark} {words}"));
            }
        }
    }
    lines
}
