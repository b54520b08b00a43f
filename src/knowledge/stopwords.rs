//! Words that say nothing about the subject of a text.
//!
//! Dropping them keeps the index small and a long question from matching everything. The lists are our own
//! and short on purpose: they leave out whatever is also the name of a tool or carries a meaning in a
//! question (*go*, *make*, *new*, *without*). Both are sorted for binary search; a test keeps them so.

/// English, with what remains when a contraction is cut at its apostrophe.
pub const ENGLISH: &[&str] = &[
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because",
    "been", "before", "but", "by", "can", "could", "d", "did", "do", "does", "doesn", "doing", "don", "for",
    "from", "get", "had", "has", "have", "having", "he", "her", "here", "him", "his", "how", "i", "if", "in",
    "into", "is", "isn", "it", "its", "just", "like", "ll", "m", "may", "me", "might", "more", "most", "my",
    "myself", "no", "not", "of", "on", "one", "only", "or", "other", "our", "out", "over", "own", "re", "s",
    "should", "so", "some", "such", "t", "than", "that", "the", "their", "them", "then", "there", "these",
    "they", "this", "those", "through", "to", "too", "up", "us", "ve", "very", "want", "was", "we", "were",
    "what", "when", "where", "which", "while", "who", "why", "will", "with", "would", "you", "your",
];

/// German.
pub const GERMAN: &[&str] = &[
    "aber", "alle", "als", "also", "am", "an", "auch", "auf", "aus", "bei", "bin", "bis", "bist", "da",
    "damit", "dann", "das", "dass", "dem", "den", "denn", "der", "des", "die", "dies", "diese", "diesem",
    "diesen", "dieser", "dieses", "doch", "dort", "du", "durch", "ein", "eine", "einem", "einen", "einer",
    "eines", "er", "es", "etwas", "für", "gibt", "habe", "haben", "hat", "hatte", "hier", "ich", "ihm",
    "ihn", "ihr", "ihre", "im", "in", "ist", "ja", "jede", "jeder", "jedes", "jetzt", "kann", "kein",
    "keine", "können", "man", "mehr", "mein", "meine", "mich", "mir", "mit", "muss", "nach", "nicht", "noch",
    "nur", "ob", "oder", "ohne", "schon", "sehr", "sein", "seine", "sich", "sie", "sind", "so", "soll",
    "sollte", "um", "und", "uns", "unser", "unter", "viel", "vom", "von", "vor", "war", "warum", "was",
    "weil", "welche", "welcher", "wenn", "wer", "werden", "wie", "wieder", "will", "wir", "wird", "wo",
    "wurde", "zu", "zum", "zur", "über",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_lists_are_sorted_and_without_doubles() {
        for list in [super::ENGLISH, super::GERMAN] {
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
