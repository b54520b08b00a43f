//! What is said: lost answers, delays, limits, long posts, pictures, places that the bot is not in.

use crate::hall::{Hall, Notebook, SlackClock, Way, adapter_to, perform_patiently};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;
use stoa_chat::{
    Action, Adapter, Clock as _, DirectPlace, EffectKey, ListenError, Lookup, MessageRef, Outcome, PlaceRef,
    Post, Text, UserRef,
};
use stoa_fake_slack::{Fault, NewChannel, NewPerson, Person, Slack};
use stoa_slack::SlackAdapter;
use tokio_util::sync::CancellationToken;

/// How time creeps on while answers are delayed.
const DELAYS: Duration = Duration::from_millis(10);

fn words(words: &str) -> Post {
    Post::of(Text::plain(words))
}

/// Where one queue of posts goes, and who can see it.
struct Lane {
    action: Box<dyn Fn(Post) -> Action<MessageRef> + Send + Sync>,
    reader: Person,
    channel: Option<String>,
    thread: Option<String>,
}

/// How many queues are waiting for time to pass, and until when.
#[derive(Default)]
struct Waiting {
    lanes: AtomicUsize,
    next: AtomicI64,
}

async fn pause(slack: &Slack, waiting: &Waiting, span: Duration) {
    let until = (slack.now() + span).millis();
    waiting.next.fetch_min(until, Ordering::SeqCst);
    waiting.lanes.fetch_add(1, Ordering::SeqCst);
    SlackClock(slack.clone()).wait(span).await;
    waiting.lanes.fetch_sub(1, Ordering::SeqCst);
}

/// Sends one post as the core's sender does: an unknown one is looked for after a minute.
async fn send(
    slack: &Slack,
    adapter: &SlackAdapter,
    key: &EffectKey,
    action: &Action<MessageRef>,
    waiting: &Waiting,
) {
    loop {
        match adapter.perform(key, action).await {
            Outcome::Sent(_) => return,
            Outcome::RetryAfter(wait) => {
                pause(slack, waiting, wait).await;
                continue;
            }
            Outcome::Unknown => {}
            other => panic!("{other:?}"),
        }
        pause(slack, waiting, Duration::from_mins(1)).await;
        loop {
            let place = match action {
                Action::Say { place, .. } => DirectPlace::At(place.clone()),
                Action::Direct { to, .. } => adapter.direct_place(std::slice::from_ref(to), key).await,
                Action::OpenConversation { with, .. } => adapter.direct_place(with, key).await,
                _ => DirectPlace::CannotAsk,
            };
            let found = match &place {
                DirectPlace::At(place) => adapter.find(place, action.target(), key).await,
                DirectPlace::Nowhere => Lookup::Absent,
                DirectPlace::CannotAsk => Lookup::CannotAsk,
            };
            match found {
                Lookup::Found(_) => return,
                Lookup::Absent => break,
                Lookup::RetryAfter(wait) => pause(slack, waiting, wait).await,
                Lookup::CannotAsk => pause(slack, waiting, Duration::from_mins(1)).await,
            }
        }
    }
}

/// Lets time pass: towards the next moment that everybody waits for, else by `creep` while calls are on their way. The
/// steps are short, so that what Slack does late is done in time.
async fn let_time_pass(slack: &Slack, waiting: &Waiting, creep: Duration, lanes: impl Fn() -> usize) {
    while lanes() > 0 {
        let now = slack.now().millis();
        if waiting.lanes.load(Ordering::SeqCst) >= lanes() {
            let next = waiting.next.swap(i64::MAX, Ordering::SeqCst);
            let span = u64::try_from(next.saturating_sub(now)).unwrap_or(0).clamp(10, 500);
            slack.advance(Duration::from_millis(span));
        } else {
            slack.advance(creep);
        }
        // What is in flight goes on meanwhile; this is no waiting for a result.
        let _ = tokio::time::timeout(Duration::from_millis(1), std::future::pending::<()>()).await;
    }
}

fn lanes(slack: &Slack, adapter: &SlackAdapter, count: usize) -> Vec<Lane> {
    let network = adapter.network().clone();
    let lane = |number: usize| {
        let reader = slack.hire(NewPerson::named(&format!("p{number}")));
        if number.is_multiple_of(3) {
            let to = UserRef::new(&network, reader.id());
            let action = move |post| Action::Direct { to: to.clone(), post };
            return Lane { action: Box::new(action), reader, channel: None, thread: None };
        }
        let name = format!("c{number}");
        let channel = slack.open_channel(NewChannel::public(&name).with(&[reader.id()]).with_bot());
        let place = PlaceRef::new(&network, &channel);
        let thread = (number % 3 == 1).then(|| reader.says(&channel, "the first"));
        let under = thread.as_ref().map(|ts| MessageRef::new(&place, ts));
        let action = move |post| Action::Say { place: place.clone(), thread: under.clone(), post };
        Lane { action: Box::new(action), reader, channel: Some(channel), thread }
    };
    (0..count).map(lane).collect()
}

/// The numbers of the posts that stand in a lane, in the order in which people see them.
fn arrived(lane: &Lane, bot: &str) -> Vec<usize> {
    let here = |sight: &stoa_fake_slack::Sight| {
        sight.author == bot
            && lane.channel.as_ref().is_none_or(|channel| *channel == sight.channel)
            && sight.thread == lane.thread
    };
    lane.reader
        .sees()
        .iter()
        .filter(|sight| here(sight))
        .filter_map(|sight| sight.words.parse().ok())
        .collect()
}

async fn nothing_lost_or_doubled(
    count: usize,
    posts: usize,
    creep: Duration,
    faults: impl Fn(&Slack),
) -> Hall {
    let hall = Hall::open(Way::Socket).await;
    let (slack, adapter) = (hall.slack.clone(), Arc::clone(&hall.adapter));
    let lanes: Arc<Vec<Lane>> = Arc::new(lanes(&slack, &adapter, count));
    faults(&slack);
    let (waiting, working) = (Arc::new(Waiting::default()), Arc::new(AtomicUsize::new(count)));
    waiting.next.store(i64::MAX, Ordering::SeqCst);
    for at in 0..count {
        let (slack, adapter, lanes) = (slack.clone(), Arc::clone(&adapter), Arc::clone(&lanes));
        let (waiting, working) = (Arc::clone(&waiting), Arc::clone(&working));
        tokio::spawn(async move {
            for number in 0..posts {
                let action = (lanes[at].action)(words(&number.to_string()));
                send(&slack, &adapter, &EffectKey(format!("{at:04}-{number:04}")), &action, &waiting).await;
            }
            working.fetch_sub(1, Ordering::SeqCst);
        });
    }
    let passing = let_time_pass(&slack, &waiting, creep, || working.load(Ordering::SeqCst));
    tokio::time::timeout(Duration::from_mins(9), passing).await.expect("it ends");
    let expected: Vec<usize> = (0..posts).collect();
    for (at, lane) in lanes.iter().enumerate() {
        assert_eq!(arrived(lane, &slack.bot_user()), expected, "lane {at}: each once, in order");
    }
    hall
}

/// Calls that came before Slack's `Retry-After` had passed, or with something wrong in them.
fn violations(slack: &Slack) -> Vec<String> {
    slack.violations().into_iter().map(|one| format!("{} {}: {}", one.method, one.rule, one.told)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_posts_and_a_tenth_of_the_answers_lost() {
    let hall = nothing_lost_or_doubled(100, 100, Duration::ZERO, |slack| {
        slack.often("chat.postMessage", 100, Fault::LoseAnswer { done_after: Duration::from_secs(4) });
        slack.often("conversations.history", 20, Fault::Fail { status: 503, done: false });
    })
    .await;
    assert_eq!(violations(&hall.slack), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_storm_of_limits_nothing_comes_early_and_order_is_kept() {
    let hall = nothing_lost_or_doubled(12, 40, Duration::ZERO, |slack| {
        slack.often("*", 300, Fault::RateLimit { seconds: 7 });
    })
    .await;
    assert_eq!(violations(&hall.slack), Vec::<String>::new(), "no call is early");
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_fail_or_are_slow_double_nothing() {
    let hall = nothing_lost_or_doubled(6, 20, DELAYS, |slack| {
        slack.often("chat.postMessage", 150, Fault::Fail { status: 500, done: true });
        slack.often("chat.postMessage", 150, Fault::Fail { status: 502, done: false });
        slack.often("chat.postMessage", 200, Fault::Delay { by: Duration::from_secs(4) });
        slack.often("conversations.replies", 100, Fault::LoseAnswer { done_after: Duration::ZERO });
    })
    .await;
    assert_eq!(violations(&hall.slack), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_post_comes_whole_even_if_answers_are_lost() {
    let hall = Hall::open(Way::Socket).await;
    let several = "a sentence that goes on. ".repeat(1_100);
    let book = "a sentence that goes on. ".repeat(4_000);
    for (key, words_of, messages) in [("k1", &several, 3), ("k2", &book, 2)] {
        let say = Action::Say { place: hall.place(), thread: None, post: words(words_of) };
        hall.slack.fault("chat.postMessage", Fault::LoseAnswer { done_after: Duration::ZERO });
        assert_eq!(hall.perform(key, &say).await, Outcome::Unknown);
        let found = hall.adapter.find(&hall.place(), None, &EffectKey(key.into())).await;
        assert_eq!(found, Lookup::Absent, "not all of it is there");
        let before = hall.ben.sees().len();
        let Outcome::Sent(receipt) = hall.perform(key, &say).await else { panic!("it is sent") };
        let sights = hall.ben.sees();
        assert_eq!(sights.len() - before, messages - 1, "only what was missing is sent");
        assert_eq!(
            receipt.message.unwrap().id,
            sights[sights.len() - messages].ts,
            "the receipt names the first"
        );
        let found = hall.adapter.find(&hall.place(), None, &EffectKey(key.into())).await;
        assert!(matches!(found, Lookup::Found(_)), "{found:?}");
    }
    let all: String = hall.ben.sees()[..3].iter().map(|sight| sight.words.clone()).collect();
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert_eq!(letters(&all), letters(&several));
    assert_eq!(violations(&hall.slack), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bot_joins_public_channels_and_asks_to_be_invited_to_others() {
    let hall = Hall::open(Way::Socket).await;
    let public = hall.slack.open_channel(NewChannel::public("open").with(&[hall.ana.id()]));
    let private = hall.slack.open_channel(NewChannel::private("closed").with(&[hall.ana.id()]));
    let say = |channel: &str| Action::Say {
        place: PlaceRef::new(hall.network(), channel),
        thread: None,
        post: words("hello"),
    };
    assert!(matches!(hall.perform("k1", &say(&public)).await, Outcome::Sent(_)));
    let outcome = hall.perform("k2", &say(&private)).await;
    assert!(matches!(outcome, Outcome::Gone | Outcome::Refused(_)), "{outcome:?}");
    // An answer to one person alone, where the bot cannot be: by the direct conversation instead.
    let (place, to) = (PlaceRef::new(hall.network(), &private), hall.user(&hall.ana));
    let reply = Action::ReplyPrivately { place, to, thread: None, post: words("between us") };
    assert!(matches!(hall.perform("k3", &reply).await, Outcome::Sent(_)));
    let sight = hall.ana.awaits("between us").await;
    assert_eq!(sight.channel, hall.slack.direct_with_bot(hall.ana.id()));
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_pages_and_conversations_of_several() {
    let hall = Hall::open(Way::Socket).await;
    let (ana, ben) = (hall.user(&hall.ana), hall.user(&hall.ben));
    let picture = Action::UploadPicture {
        place: hall.place(),
        thread: None,
        png: vec![0x89, 0x50],
        alt: "A chart <of> it".into(),
    };
    assert!(matches!(hall.perform("k1", &picture).await, Outcome::Sent(_)));
    assert!(hall.ben.awaits("[picture] A chart <of> it").await.channel == hall.help);
    let home = Action::SetHome {
        of: ana.clone(),
        parts: vec![
            words("welcome home").with_button("Ask", "ask"),
            words("two").with_button("Help", "help"),
        ],
    };
    assert!(matches!(hall.perform("k2", &home).await, Outcome::Sent(_)));
    assert_eq!(hall.ana.home().unwrap().words.trim(), "welcome home\n\ntwo");
    let together = Action::OpenConversation { with: vec![ana.clone(), ben], post: words("you two") };
    let Outcome::Sent(receipt) = hall.perform("k3", &together).await else { panic!("it is sent") };
    assert_eq!(hall.ben.awaits("you two").await.channel, receipt.message.unwrap().place.id);
    let crowd = (0..9).map(|at| UserRef::new(hall.network(), format!("U{at}"))).collect();
    let outcome = hall.perform("k4", &Action::OpenConversation { with: crowd, post: words("all") }).await;
    assert!(matches!(outcome, Outcome::Refused(ref why) if why.contains("eight")), "{outcome:?}");
    assert_eq!(violations(&hall.slack), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_hangs_is_given_up_and_holds_up_nothing_else() {
    let hall = Hall::open(Way::Socket).await;
    let other = hall.slack.open_channel(NewChannel::public("other").with(&[hall.ana.id()]).with_bot());
    hall.slack.fault("chat.postMessage", Fault::Hang { done: true });
    let say = Action::Say { place: hall.place(), thread: None, post: words("into the void") };
    let (slack, adapter) = (hall.slack.clone(), Arc::clone(&hall.adapter));
    let hanging =
        tokio::spawn(async move { perform_patiently(&slack, &adapter, &EffectKey("k1".into()), &say).await });
    hall.ben.awaits("into the void").await;
    let elsewhere =
        Action::Say { place: PlaceRef::new(hall.network(), &other), thread: None, post: words("meanwhile") };
    assert!(matches!(hall.perform("k2", &elsewhere).await, Outcome::Sent(_)));
    hall.slack.advance(Duration::from_secs(20));
    assert_eq!(hanging.await.unwrap(), Outcome::Unknown);
    let found = hall.adapter.find(&hall.place(), None, &EffectKey("k1".into())).await;
    assert!(matches!(found, Lookup::Found(_)), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_on_enterprise_grid_is_one_network() {
    let manifest = crate::hall::manifest(Way::Socket);
    let slack = Slack::builder().manifest(manifest).enterprise("E0GRID", "Grid").org_install().start().await;
    let ana = slack.hire(NewPerson::named("ana"));
    let help = slack.open_channel(NewChannel::public("help").with(&[ana.id()]).with_bot());
    let adapter = Arc::new(adapter_to(&slack, "E0GRID", Way::Socket));
    assert_eq!(adapter.network().as_str(), "slack:E0GRID");
    let (intake, stop) = (Arc::new(Notebook::default()), CancellationToken::new());
    let (hearing, book, token) = (Arc::clone(&adapter), Arc::clone(&intake), stop.clone());
    let listening = tokio::spawn(async move { hearing.listen(book, token).await });
    slack.sockets(2).await;
    ana.says(&help, "from the grid");
    slack.settled().await;
    assert_eq!(intake.said(), ["from the grid"]);
    let place = PlaceRef::new(adapter.network(), &help);
    let say = Action::Say { place, thread: None, post: words("hello grid") };
    assert!(matches!(
        perform_patiently(&slack, &adapter, &EffectKey("k".into()), &say).await,
        Outcome::Sent(_)
    ));
    ana.awaits("hello grid").await;
    stop.cancel();
    assert!(listening.await.unwrap().is_ok());
    let stranger = adapter_to(&slack, "T0OTHER", Way::Socket);
    let refused = stranger.listen(Arc::new(Notebook::default()), CancellationToken::new()).await;
    assert!(matches!(refused, Err(ListenError::Broken(ref why)) if why.contains("T0OTHER")), "{refused:?}");
}
