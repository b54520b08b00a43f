//! Whatever the bytes, a reader comes to the end of them.

use super::super::dump::Dump;
use super::super::html;
use super::super::jsonl::JsonLines;
use super::super::lines::Lines;
use super::super::rows::{Post, Reject};
use super::{TWO, all};
use proptest::prelude::*;
use std::collections::HashMap;

/// Pieces that a reader might stumble over, so that chance finds more than noise.
const PIECES: [&[u8]; 24] = [
    b"<row ",
    b"Id=\"1\" ",
    b"PostTypeId=\"1\" ",
    b"PostTypeId='2' ",
    b"ParentId=\"1\" ",
    b"CreationDate=\"2017-03-01T08:00:00\" ",
    b"Title=\"x&amp;\xc3\xb6\" ",
    b"Body=\"&lt;pre&gt;&#0;&#xD800;\" ",
    b"Tags=\"|a|\" ",
    b"/>",
    b"\n",
    b"\0",
    b"\xff",
    b"&",
    b"<!--",
    b"-->",
    b"{\"id\":1,",
    b"\"t\":\"2017-03-01T08:00:00\",",
    b"\"title\":\"\\u0000x\",",
    b"\"user\":1e99,",
    b"\"tags\":[null,\"a\"],",
    b"\"answers\":[{",
    b"}]}",
    b"\"\"",
];

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => prop::sample::select(&PIECES[..]).prop_map(<[u8]>::to_vec),
        1 => prop::collection::vec(any::<u8>(), 0..20),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A sound file in which a few bytes were changed.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec((0..TWO.len(), any::<u8>()), 0..6).prop_map(|changes| {
        let mut bytes = TWO.as_bytes().to_vec();
        for (place, byte) in changes {
            bytes[place] = byte;
        }
        bytes
    })
}

/// What was read is fit to be stored.
fn is_fit((posts, rejects): (Vec<Post>, Vec<Reject>)) {
    for post in posts {
        let shown = format!("{post:?}");
        assert!(!shown.contains("\\0"), "{shown}");
        let (again, removed) = post.clone().tidied().unwrap();
        assert_eq!((again, removed), (post, false));
    }
    assert!(rejects.iter().all(|reject| reject.line > 0));
}

proptest! {
    #[test]
    fn json_lines_of_any_bytes_are_read(bytes in prop_oneof![bytes(), damaged()]) {
        is_fit(all(JsonLines::new(Lines::of("any", bytes), HashMap::new())));
    }

    #[test]
    fn dumps_of_any_bytes_are_read(posts in bytes(), users in bytes()) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("Posts.xml"), posts).unwrap();
        std::fs::write(folder.path().join("Users.xml"), users).unwrap();
        // Bytes that look like a packed file are refused as a whole.
        if let Ok(dump) = Dump::open(&folder.path().join("Posts.xml")) {
            is_fit(all(dump));
        }
    }

    #[test]
    fn html_of_any_words_is_read(html in "([<>&;/a-z \"=#x!-]|\\PC|<pre>|</a>|<a href=\"http://x\">|&#x0;|<li>){0,80}") {
        let plain = html::to_plain(&html);
        prop_assert!(plain.len() <= 2 * html.len());
    }
}
