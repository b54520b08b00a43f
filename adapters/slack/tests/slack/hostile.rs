//! Hostile words on the make-believe Slack, which knows whom a message alerts.

use crate::hall::{Hall, Way};
use stoa_chat::{Action, Block, Outcome, Post, Span, Text};

const PIECES: [&str; 14] = [
    "<!channel>",
    "<!here|here>",
    "<@U0STOABOT01>",
    "<!subteam^S1|@ops>",
    "@channel",
    "@here",
    "@everyone",
    "@ana",
    "&lt;!here&gt;",
    "\u{200b}",
    "<",
    ">",
    "*_`~",
    "<https://x.example|<!here>>",
];

#[tokio::test(flavor = "multi_thread")]
async fn whatever_people_type_alerts_nobody() {
    let hall = Hall::open(Way::Socket).await;
    hall.slack.limit(false);
    let ana = format!("<@{}>", hall.ana.id());
    let mut number = 0_usize;
    for first in PIECES {
        for second in PIECES {
            number += 1;
            let typed = format!("{number} {first}{second} {ana}");
            let spans = vec![
                Span::Plain(typed.clone()),
                Span::Bold(typed.clone()),
                Span::Code(typed.clone()),
                Span::Link { label: typed.clone(), url: "https://x.example".into() },
            ];
            let quote = Block::Quote(vec![Block::Code(typed.clone())]);
            let text = Text { blocks: vec![Block::Paragraph(spans), quote, Block::Code(typed.clone())] };
            let post = Post::of(text).with_button(typed.clone(), "x");
            let say = Action::Say { place: hall.place(), thread: None, post };
            let outcome = hall.perform(&format!("k{number}"), &say).await;
            assert!(matches!(outcome, Outcome::Sent(_)), "{typed}: {outcome:?}");
        }
    }
    let sights = hall.ben.sees();
    assert_eq!(sights.len(), number);
    for sight in sights {
        assert_eq!(sight.alerts, Vec::<String>::new(), "{}", sight.words);
    }
    assert!(hall.slack.violations().is_empty(), "{:?}", hall.slack.violations());
}
