//! The readers, without a database.

use super::super::dump::Dump;
use super::super::jsonl::JsonLines;
use super::super::lines::{LONGEST_LINE, Lines};
use super::super::rows::{Answer, Author, Post, Question, Reason, moment};
use super::{Source, TWO, all, reasons};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::HashMap;
use std::io::Write as _;
use std::path::Path;
use stoa_chat::{Text, Timestamp};

fn json(text: impl Into<Vec<u8>>) -> (Vec<Post>, Vec<(u64, Reason)>) {
    let (posts, rejects) = all(JsonLines::new(Lines::of("lines", text), HashMap::new()));
    (posts, reasons(&rejects))
}

fn at(text: &str) -> Timestamp {
    moment(text).unwrap()
}

fn somebody(id: &str, name: &str) -> Author {
    Author { id: id.into(), name: name.into(), active: true }
}

#[test]
fn json_lines_are_questions_followed_by_their_answers() {
    let (posts, rejects) = json(TWO);
    assert_eq!(rejects, []);
    assert_eq!(
        posts[0],
        Post::Question(Question {
            id: 7,
            at: at("2017-02-28T16:47:57"),
            author: Some(somebody("3", "user3")),
            title: "How do I restart it?".into(),
            body: Text::plain("It hangs.\n\nFor hours."),
            topics: vec!["ci".into()],
        })
    );
    let Post::Question(second) = &posts[1] else { panic!("{posts:?}") };
    assert_eq!((second.id, &second.author), (8, &None));
    let answer = |id, author, hour: &str, body: &str, helped| {
        let (question, accepted, body) = (8, true, Text::plain(body));
        Post::Answer(Answer {
            id,
            question,
            at: at(&format!("2017-03-01T{hour}:00:00")),
            author: Some(author),
            body,
            helped,
            accepted,
        })
    };
    let answers = [
        answer(9, somebody("3", "user3"), "09", "Mit pg_dump.", 0),
        answer(10, somebody("ana", "ana"), "10", "Anders.", 5),
    ];
    assert_eq!(posts[2..], answers);
}

/// Lines, and why they or their answers are left out.
const LINES: [(&str, &[Reason]); 9] = [
    ("no json", &[Reason::NotJson]),
    (r#"["an array"]"#, &[Reason::NotJson]),
    (r#"{"t": "2017-03-01T08:00:00", "title": "no id"}"#, &[Reason::NoId]),
    (r#"{"id": -1, "t": "2017-03-01T08:00:00", "title": "bad id"}"#, &[Reason::NoId]),
    (r#"{"id": 1, "t": "1 March", "title": "bad date"}"#, &[Reason::NoDate]),
    (r#"{"id": 2, "title": "no date"}"#, &[Reason::NoDate]),
    (r#"{"id": 3, "t": "2017-03-01T08:00:00", "title": " "}"#, &[Reason::NoWords]),
    ("", &[]),
    (
        r#"{"id": 4, "t": "2017-03-01T08:00:00", "title": "good", "answers": [{"id": "x"}, 5, {"id": 5, "t": ""},
            {"id": 6, "t": "2017-03-01T08:00:00", "body": "good"}]}"#,
        &[Reason::NoId, Reason::NoId, Reason::NoDate],
    ),
];

fn ids(posts: &[Post]) -> Vec<i64> {
    let id = |post: &Post| match post {
        Post::Question(question) => question.id,
        Post::Answer(answer) => answer.id,
    };
    posts.iter().map(id).collect()
}

#[test]
fn bad_rows_are_told_apart_and_spoil_nothing_else() {
    let lines: Vec<_> = LINES.iter().map(|(line, _)| line.replace('\n', " ")).collect();
    let (posts, rejects) = json(lines.join("\n"));
    assert_eq!(ids(&posts), [4, 6]);
    let expected =
        (1..).zip(LINES).flat_map(|(line, (_, reasons))| reasons.iter().map(move |why| (line, *why)));
    assert_eq!(rejects, expected.collect::<Vec<_>>());
}

#[test]
fn lines_that_nobody_wrote_are_left_out() {
    let lines = [
        b"{\"id\": 1, \"title\": \"\xff\"}".to_vec(),
        format!(r#"{{"id": 2, "title": "{}"}}"#, "x".repeat(LONGEST_LINE)).into(),
        "[".repeat(500_000).into(),
        br#"{"id": 4, "t": "2017-03-01T08:00:00", "title": "good", "user": [], "tags": 7, "answers": {}}"#
            .to_vec(),
    ];
    let (posts, rejects) = json(lines.join(&b'\n'));
    assert_eq!(ids(&posts), [4]);
    assert_eq!(rejects, [(1, Reason::NotUtf8), (2, Reason::TooLong), (3, Reason::NotJson)]);
}

/// A dump in which an answer stands before its question, as after a merge.
const POSTS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<posts>
  <row Id="2" PostTypeId="2" ParentId="4" CreationDate="2017-03-01T09:00:00.123" Score="7" Body="&lt;p&gt;Use &lt;code&gt;a &amp;lt; b&lt;/code&gt;:&lt;/p&gt;&#xA;&lt;pre&gt;&lt;code&gt;x&#xA;  y&#xA;&lt;/code&gt;&lt;/pre&gt;" OwnerUserId="3" />
  <row Id="4" PostTypeId="1" AcceptedAnswerId="2" CreationDate="2017-03-01T08:00:00.000" Score="1" Body="" OwnerUserId="5" Title="Less &amp; more?" Tags="&lt;c++&gt;&lt;CI&gt;" />
  <row Id="5" PostTypeId="2" ParentId="4" CreationDate="2017-03-01T10:00:00.000" Score="-3" Body="No&amp;#0;." OwnerDisplayName="gone" />
  <row Id="6" PostTypeId="1" CreationDate="2017-03-01T08:00:00.000" Body="x" OwnerUserId="-1" Title="Pipes" Tags="|a|b-c|" />
  <row Id="7" PostTypeId="5" CreationDate="2017-03-01T08:00:00.000" Body="a wiki of a tag" />
  <row Id="8" PostTypeId="2" ParentId="99" CreationDate="2017-03-01T08:00:00.000" Body="lost" />
  <row Id="9" PostTypeId="1" CreationDate="someday" Title="x" />
  <row Id="10" PostTypeId="2" ParentId="9" CreationDate="2017-03-01T08:00:00.000" Body="its question is bad" />
  <row Id="11" PostTypeId="2" ParentId="4" CreationDate="" Body="x" />
  <row Id="12" PostTypeId="1" Title="never closed
  <row PostTypeId="1" CreationDate="2017-03-01T08:00:00.000" Title="no id" />
  stray words
  <row Id="13" PostTypeId="2" ParentId="4" CreationDate="2017-03-01T11:00:00.000" Body="&lt;br&gt;" />
</posts>
"#;

const USERS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<users>
  <row Id="-1" DisplayName="Community" />
  <row Id="3" DisplayName="Ann &quot;A&quot; Ö." />
  <row Id="4" DisplayName="never wrote" />
  <row DisplayName="no id" />
</users>
"#;

fn dump_in(folder: &Path) {
    std::fs::write(folder.join("Posts.xml"), POSTS).unwrap();
    std::fs::write(folder.join("Users.xml"), USERS).unwrap();
}

#[test]
fn a_dump_gives_all_questions_and_then_all_answers() {
    let folder = tempfile::tempdir().unwrap();
    dump_in(folder.path());
    let (posts, _) = all(Dump::open(&folder.path().join("Posts.xml")).unwrap());
    let question = |id, author, title: &str, body: &str, topics: [&str; 2]| {
        let topics = topics.map(String::from).into();
        Post::Question(Question {
            id,
            at: at("2017-03-01T08:00:00"),
            author,
            title: title.into(),
            body: Text::plain(body),
            topics,
        })
    };
    let answer = |id, time: &str, author, body: &str, helped, accepted| {
        Post::Answer(Answer {
            id,
            question: 4,
            at: at(time),
            author,
            body: Text::plain(body),
            helped,
            accepted,
        })
    };
    let expected = [
        question(4, Some(somebody("5", "user5")), "Less & more?", "", ["c++", "ci"]),
        question(6, None, "Pipes", "x", ["a", "b-c"]),
        answer(
            2,
            "2017-03-01T09:00:00.123",
            Some(somebody("3", "Ann \"A\" Ö.")),
            "Use a < b:\n\nx\n  y",
            7,
            true,
        ),
        answer(5, "2017-03-01T10:00:00", None, "No.", 0, false),
    ];
    assert_eq!(posts, expected);
}

#[test]
fn bad_rows_of_a_dump_are_left_out_once() {
    let folder = tempfile::tempdir().unwrap();
    dump_in(folder.path());
    let (_, rejects) = all(Dump::open(&folder.path().join("Posts.xml")).unwrap());
    let expected = [
        (9, Reason::NoDate),
        (12, Reason::NotXml),
        (13, Reason::NoId),
        (14, Reason::NotXml),
        (6, Reason::NoId),
        (8, Reason::NoQuestion),
        (10, Reason::NoQuestion),
        (11, Reason::NoDate),
        (15, Reason::NoWords),
    ];
    assert_eq!(reasons(&rejects), expected);
    let files: Vec<_> = rejects.iter().map(|reject| reject.file.as_str()).collect();
    assert_eq!(files.iter().filter(|file| **file == "Users.xml").count(), 1);
    assert!(rejects[3].text.contains("stray words"));
}

/// Rows need not stand alone: what matters is that none is broken by the end of a line.
#[test]
fn rows_may_share_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let row = r#"<row Id="1" PostTypeId="1" CreationDate="2017-03-01T08:00:00" Title="x"></row>"#;
    let other = row.replace("\"1\" P", "\"2\" P");
    std::fs::write(folder.path().join("Posts.xml"), format!("<posts>{row}{other}</posts>")).unwrap();
    let (posts, rejects) = all(Dump::open(&folder.path().join("Posts.xml")).unwrap());
    assert_eq!((posts.len(), rejects.len()), (2, 0));
}

fn first_title(source: &Source) -> String {
    let mut rows = source.open().unwrap();
    loop {
        match rows.step().unwrap() {
            super::Step::Post(Post::Question(question), _) => return question.title,
            super::Step::End => panic!("no question"),
            _ => {}
        }
    }
}

#[test]
fn what_a_file_is_shows_in_its_content() {
    let folder = tempfile::tempdir().unwrap();
    dump_in(folder.path());
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(TWO.as_bytes()).unwrap();
    std::fs::write(folder.path().join("packed"), packed.finish().unwrap()).unwrap();
    std::fs::write(folder.path().join("plain"), TWO).unwrap();
    let title = |name: &str| first_title(&Source::at(folder.path().join(name)));
    assert_eq!(title("packed"), "How do I restart it?");
    assert_eq!(title("plain"), "How do I restart it?");
    for dump in ["", "Posts.xml", "Users.xml"] {
        assert_eq!(title(dump), "Less & more?");
    }
    std::fs::write(folder.path().join("a.7z"), b"7z\xbc\xaf\x27\x1c").unwrap();
    let error = Source::at(folder.path().join("a.7z")).open().err().unwrap();
    assert!(error.to_string().contains("unpack it first"), "{error}");
}
