//! From what people write to the terms that the index counts.
//!
//! A question and its answer rarely use the same words in the same form: *containers*, *Container* and *the
//! container's* should meet. So a text is cut into tokens, words that carry no subject are dropped, and the
//! rest is reduced to its stem by the rules of the language it is written in.
//!
//! Three decisions are for technical talk. `c++` and `c#` are words. `node.js` and `docker-compose` count
//! whole *and* in parts, because people write `node` and `compose` too. And any run of letters or digits of
//! any script is a token, so that nothing anybody writes becomes unfindable.

use super::language::Language;

/// Longer tokens are cut here: nobody searches for them, and a pasted key must not swell the index.
const LONGEST_TOKEN: usize = 64;

/// The terms of `text`, in order and with repetitions: tokens less stopwords, stemmed for `language`.
pub fn terms(text: &str, language: Language) -> Vec<String> {
    let stemmer = language.stemmer();
    tokens(text)
        .into_iter()
        .filter(|token| !language.is_stopword(token))
        .map(|token| stemmer.stem(&token).into_owned())
        .collect()
}

/// The tokens of `text` in lower case: words, and the parts of dotted and hyphenated words after the whole.
pub fn tokens(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for chunk in text.split(|c: char| !is_inside_a_word(c)) {
        let word = chunk.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end_matches(['.', '-']);
        if word.is_empty() {
            continue;
        }
        let word = word.to_lowercase();
        let parts: Vec<&str> =
            word.split(['.', '-']).map(|part| part.trim_start_matches(['+', '#'])).collect();
        if parts.len() > 1 {
            found.push(shortened(&word));
        }
        found.extend(parts.into_iter().filter(|part| !part.is_empty()).map(shortened));
    }
    found
}

fn is_inside_a_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '+' | '#' | '.' | '-')
}

fn shortened(token: &str) -> String {
    token.chars().take(LONGEST_TOKEN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compound_words_count_whole_and_in_parts() {
        assert_eq!(
            tokens("node.js, docker-compose."),
            ["node.js", "node", "js", "docker-compose", "docker", "compose"]
        );
    }

    #[test]
    fn signs_belong_to_the_names_of_languages_but_do_not_begin_a_word() {
        assert_eq!(tokens("C++ and c# on #rust, --verbose"), ["c++", "and", "c#", "on", "rust", "verbose"]);
    }

    #[test]
    fn every_script_has_words() {
        assert_eq!(tokens("Größe 数据库 база\0данных 🎉"), ["größe", "数据库", "база", "данных"]);
    }

    #[test]
    fn a_pasted_key_is_cut() {
        assert_eq!(tokens(&"ä".repeat(100_000)), ["ä".repeat(64)]);
    }

    #[test]
    fn inflections_meet() {
        let terms = |text| terms(text, Language::English);
        assert_eq!(terms("How do I restart the containers?"), terms("restarting a container"));
        let begriffe = |text| super::terms(text, Language::German);
        assert_eq!(begriffe("Wie sichere ich die Datenbanken?"), begriffe("Sichern einer Datenbank"));
    }
}
