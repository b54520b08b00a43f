//! What a text in quotation marks says once its escapes are read.

/// The text of a literal as it is written: `"a\n"`, `r#"a"#`, `b"a"`; `None` for numbers and characters.
pub fn text(written: &str) -> Option<String> {
    let bare = written.trim_start_matches(['b', 'c']);
    if let Some(raw) = bare.strip_prefix('r') {
        let inside = raw.trim_matches('#').strip_prefix('"')?.strip_suffix('"')?;
        return Some(inside.to_owned());
    }
    let inside = bare.strip_prefix('"')?.strip_suffix('"')?;
    let mut said = String::new();
    let mut rest = inside.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\\' {
            said.push(c);
            continue;
        }
        match rest.next() {
            // The line goes on where the next word begins.
            Some('\n') => while rest.next_if(|c| c.is_whitespace()).is_some() {},
            Some('n') => said.push('\n'),
            Some('t') => said.push('\t'),
            Some(other) => said.push(other),
            None => {}
        }
    }
    Some(said)
}

#[test]
fn escapes_are_read() {
    assert_eq!(text(r#""a \"b\"\n""#).as_deref(), Some("a \"b\"\n"));
    assert_eq!(text("\"SELECT \\\n      1\"").as_deref(), Some("SELECT 1"));
    assert_eq!(text(r##"r#"a "b" \n"#"##).as_deref(), Some("a \"b\" \\n"));
    assert_eq!(text("17"), None);
}
