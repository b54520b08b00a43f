//! Whether something that was written reads like a question.
//!
//! In chat many questions lack their question mark, and many question marks belong to addresses and code. So two
//! things are looked for outside of those: a question mark behind a word, and a sentence that begins as only
//! questions begin. It is a rule of thumb for English and German that would rather miss a question than take a
//! statement for one: *How do I …* counts, *How nice* does not; *Wie komme ich …* does, *Wie besprochen* does not.

/// Words before a question that do not belong to it: greetings, and what leads over to it.
const BEFORE: &[&str] = &[
    "aber",
    "all",
    "also",
    "and",
    "but",
    "eine",
    "everybody",
    "everyone",
    "folks",
    "frage",
    "guten",
    "guys",
    "hallo",
    "hello",
    "hey",
    "hi",
    "ihr",
    "kurze",
    "leute",
    "liebe",
    "moin",
    "morgen",
    "morning",
    "na",
    "now",
    "ok",
    "okay",
    "please",
    "question",
    "quick",
    "so",
    "tag",
    "team",
    "there",
    "tja",
    "und",
    "well",
    "zusammen",
];

/// What may follow a question word, or begin a question itself where somebody is addressed.
const AUXILIARIES: &[&str] = &[
    "are",
    "aren't",
    "can",
    "can't",
    "could",
    "did",
    "didn't",
    "do",
    "does",
    "doesn't",
    "don't",
    "has",
    "have",
    "is",
    "isn't",
    "may",
    "must",
    "should",
    "shouldn't",
    "was",
    "were",
    "will",
    "won't",
    "would",
];
const GERMAN_AUXILIARIES: &[&str] = &[
    "bin", "darf", "dürfen", "gibt", "geht", "hat", "habe", "haben", "habt", "heißt", "ist", "kann",
    "kannst", "können", "könnte", "könnt", "muss", "müssen", "mag", "sind", "soll", "sollen", "sollte",
    "war", "werden", "will", "wird", "würde",
];

const QUESTION_WORDS: &[&str] = &["how", "what", "when", "where", "which", "who", "whom", "whose", "why"];
const GERMAN_QUESTION_WORDS: &[&str] = &[
    "wann", "warum", "was", "welche", "welchem", "welchen", "welcher", "welches", "wem", "wen", "wer",
    "weshalb", "wessen", "wie", "wieso", "wo", "wodurch", "woher", "wohin", "womit", "woran", "worauf",
    "wozu",
];

/// Who is asked, or asks: behind a verb that stands first, they make it a question.
const SOMEBODY: &[&str] =
    &["anybody", "anyone", "i", "it", "one", "somebody", "someone", "there", "they", "this", "we", "you"];
const GERMAN_SOMEBODY: &[&str] =
    &["das", "du", "es", "euch", "ich", "ihr", "irgendwer", "jemand", "man", "mir", "sie", "uns", "wir"];

/// Beginnings that are a question as they stand.
const BEGINNINGS: &[&[&str]] = &[
    &["any", "advice"],
    &["any", "chance"],
    &["any", "hints"],
    &["any", "idea"],
    &["any", "ideas"],
    &["any", "pointers"],
    &["anybody", "know"],
    &["anybody", "knows"],
    &["anyone", "know"],
    &["anyone", "knows"],
    &["how", "come"],
    &["how", "long"],
    &["how", "many"],
    &["how", "much"],
    &["how", "often"],
    &["how", "to"],
    &["i", "am", "wondering"],
    &["i", "was", "wondering"],
    &["i", "wonder"],
    &["i'm", "wondering"],
    &["ich", "frage", "mich"],
    &["irgendwelche", "ideen"],
    &["jemand", "eine", "idee"],
    &["kennt", "jemand"],
    &["kennt", "wer"],
    &["was", "tun"],
    &["weiss", "jemand"],
    &["weiss", "wer"],
    &["weiß", "jemand"],
    &["weiß", "wer"],
    &["what", "to"],
    &["where", "to"],
    &["which", "one"],
    &["who", "knows"],
    &["who", "owns"],
    &["why", "not"],
];

/// Whether `text` reads like a question, in English or German: a question mark behind a word, or a sentence that
/// begins like a question. What stands in code and in addresses does not count.
pub fn reads_like_a_question(text: &str) -> bool {
    let words = without_code(text);
    let ends_in_mark = |word: &str| {
        let word =
            word.trim_end_matches(['"', '\'', ')', ']', '*', '_', '~', '”', '“', '«', '»', '!', '.', ':']);
        word.ends_with(['?', '？']) && word.chars().any(char::is_alphanumeric)
    };
    let mut previous = "";
    for word in words.split_whitespace().filter(|word| !is_address(word)) {
        // French habits, and those of hurried people: a blank before the mark.
        let alone =
            !previous.is_empty() && word.starts_with('?') && word.trim_end_matches(['?', '!']).is_empty();
        if ends_in_mark(word) || alone {
            return true;
        }
        previous = word;
    }
    words.split(['.', '!', ':', ';', ',', '\n', '–', '—']).any(begins_like_a_question)
}

fn begins_like_a_question(sentence: &str) -> bool {
    let own = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).replace('’', "'").to_lowercase();
    let name = |word: &&str| word.starts_with(['#', '@']);
    let words = sentence.split_whitespace().skip_while(name);
    let words: Vec<String> = words.map(own).filter(|word| !word.is_empty()).take(12).collect();
    let begin = words.iter().position(|word| !BEFORE.contains(&word.as_str())).unwrap_or(words.len());
    let words: Vec<&str> = words[begin..].iter().map(String::as_str).collect();
    if BEGINNINGS.iter().any(|beginning| words.starts_with(beginning)) {
        return true;
    }
    let [first, second, third, ..] = words[..] else { return false };
    let asks = QUESTION_WORDS.contains(&first) && AUXILIARIES.contains(&second);
    let addresses = AUXILIARIES.contains(&first) && SOMEBODY.contains(&second);
    let fragt = GERMAN_QUESTION_WORDS.contains(&first)
        && (GERMAN_AUXILIARIES.contains(&second)
            || !second.starts_with("ge") && GERMAN_SOMEBODY.contains(&third));
    let spricht_an = GERMAN_AUXILIARIES.contains(&first) && GERMAN_SOMEBODY.contains(&second);
    asks || addresses || fragt || spricht_an
}

/// `text` without what stands between backquotes.
fn without_code(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for (nth, block) in text.split("```").enumerate() {
        if nth % 2 == 1 {
            kept.push('\n');
            continue;
        }
        for (nth, words) in block.split('`').enumerate() {
            kept.push_str(if nth % 2 == 1 { " code" } else { words });
        }
    }
    kept
}

fn is_address(word: &str) -> bool {
    word.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_told_with_and_without_a_mark() {
        for question in [
            "Why is the build slow?",
            "the build is slow, why?",
            "Is it *this one?*",
            "(does this work?)",
            "Is it down ?",
            "Hi all, how do I restart the server",
            "Hey team! Does anyone know where the logs are",
            "quick question: where can I find the backups",
            "The deploy fails. Any idea what to do",
            "How to rotate the keys",
            "I was wondering if we still need this",
            "Could somebody look at my change",
            "Moin zusammen, weiß jemand wo die Logs liegen",
            "Wie komme ich an die Datenbank",
            "Kann mir jemand helfen",
            "Hat jemand das schon gemacht",
            "Weiß jemand, warum der Build rot ist",
            "#terraform @Ana how do I move the state",
            "Gibt es dafür eine Anleitung?",
            "Was ist mit dem Server los",
            "Look: https://a.example/x?y=1 – is that right?",
            "`x?` fails, what does that mean",
        ] {
            assert!(reads_like_a_question(question), "{question}");
        }
    }

    #[test]
    fn statements_are_not_taken_for_questions() {
        for statement in [
            "",
            "?",
            "??",
            "How nice!",
            "What a day",
            "When the deploy is done I will tell you",
            "Wie besprochen habe ich das erledigt",
            "Wie gesagt ist das fertig",
            "Was für ein Tag",
            "see https://a.example/search?",
            "see https://a.example/search?q=1",
            "```\nlet x = y?;\nwhat is this\n```",
            "I pushed `let x = y?` to main",
            "Done.",
            "Is fixed now",
            "Deploy at 9, standup at 10",
            "Can confirm",
        ] {
            assert!(!reads_like_a_question(statement), "{statement}");
        }
    }

    #[test]
    fn any_text_is_read() {
        for text in ["`", "```", "````", "\u{0}?", "？", "\u{ffff}?", "’’’ ’’ ’"] {
            reads_like_a_question(text);
        }
        assert!(!reads_like_a_question(&"x ".repeat(100_000)));
        assert!(reads_like_a_question("服务器为什么这么慢？"));
    }
}
