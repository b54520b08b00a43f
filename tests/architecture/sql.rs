//! Reads SQL as words, and says which of them are not understood alike by both databases.

/// A word, a number or a mark, in capitals; what stood in quotation marks is `''`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    /// Counted from 0.
    pub line: usize,
}

/// Words with one meaning each on both databases stay; for these there is another way.
const WORDS: &[(&[&str], &str)] = &[
    (
        &["SERIAL", "BIGSERIAL", "AUTOINCREMENT", "ROWID"],
        "take a number from a counter row, or an id from the turn",
    ),
    (&["CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME"], "time is an input: bind turn.now()"),
    (
        &["LIKE", "ILIKE", "GLOB", "REGEXP", "SIMILAR"],
        "the databases differ over case: compare whole, or match in Rust",
    ),
    (&["NOCASE"], "the databases differ over case: fold it in Rust and store it"),
];

/// The same for functions, which may share their names with columns.
const FUNCTIONS: &[(&[&str], &str)] = &[
    (
        &[
            "NOW",
            "DATE",
            "TIME",
            "DATETIME",
            "STRFTIME",
            "JULIANDAY",
            "UNIXEPOCH",
            "DATE_TRUNC",
            "EXTRACT",
            "TO_TIMESTAMP",
        ],
        "time is an input, in epoch milliseconds: bind it, and reckon in Rust",
    ),
    (&["LOWER", "UPPER"], "the databases differ outside ASCII: fold case in Rust and store it"),
    (&["RANDOM", "GEN_RANDOM_UUID"], "chance is an input: bind what turn.rng() gives"),
    (&["IFNULL", "NVL"], "write COALESCE"),
    (&["IIF", "GREATEST", "LEAST"], "write CASE WHEN"),
    (&["GROUP_CONCAT", "STRING_AGG", "JSON_EXTRACT", "JSON_EACH"], "read the rows and do it in Rust"),
];

/// The types that both databases have; `DOUBLE` goes on with `PRECISION`.
pub const TYPES: &[&str] = &["TEXT", "BIGINT", "DOUBLE", "BOOLEAN", "BYTEA"];

/// The words of `sql`, without its comments.
pub fn words(sql: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let (mut rest, mut line) = (sql, 0);
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '-' if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
            '\'' => rest[1..].find('\'').map_or(rest.len(), |end| end + 2),
            '$' if rest.starts_with("$$") => 2,
            c if is_inner(c) => rest.find(|c| !is_inner(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let text = match first {
            '\'' => "''".to_owned(),
            '-' if taken > 1 => String::new(),
            _ => rest[..taken].trim().to_uppercase(),
        };
        if !text.is_empty() {
            words.push(Word { text, line });
        }
        line += rest[..taken].matches('\n').count();
        rest = &rest[taken..];
    }
    words
}

fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// What is not the dialect of the house: the line, counted from 0, and what to write instead.
pub fn strange(words: &[Word]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let (mut depth, mut read) = (0, false);
    for (at, word) in words.iter().enumerate() {
        let text = word.text.as_str();
        let after = |n: usize| words.get(at + n).map_or("", |word| word.text.as_str());
        let called = after(1) == "(";
        let known = |table: &[(&[&str], &'static str)]| {
            table.iter().find(|(names, _)| names.contains(&text)).map(|(_, advice)| *advice)
        };
        match text {
            "(" => depth += 1,
            ")" => depth -= 1,
            "SELECT" | "FROM" if depth == 0 => read = text == "SELECT",
            _ => {}
        }
        let advice = match text {
            "?" => Some("write `$1`, `$2` …: SQLite understands them too"),
            ":" if after(1) == ":" => Some("write CAST(… AS …)"),
            "SUM" if read && depth == 0 => Some("PostgreSQL makes it NUMERIC: write CAST(SUM(…) AS BIGINT)"),
            "AS" if [")", "("].contains(&after(2)) && is_a_strange_type(after(1)) => {
                Some("cast to TEXT, BIGINT or DOUBLE PRECISION")
            }
            _ => known(WORDS).or_else(|| known(FUNCTIONS).filter(|_| called)),
        };
        found.extend(
            advice.map(|advice| (word.line, format!("`{text}` is not of our one dialect: {advice}"))),
        );
    }
    found
}

fn is_a_strange_type(word: &str) -> bool {
    let numbers = ["INTEGER", "INT", "SMALLINT", "REAL", "FLOAT", "NUMERIC", "DECIMAL"];
    let others =
        ["VARCHAR", "CHAR", "BLOB", "JSON", "JSONB", "UUID", "DATE", "TIME", "TIMESTAMP", "TIMESTAMPTZ"];
    numbers.contains(&word) || others.contains(&word)
}
