//! “Turn into a question”: somebody thinks that a message deserves an answer. Its author decides.

use super::ask::name_of;
use super::command::{says_something, shortened, split_topics};
use super::drafts_store::{self as store, Draft, End, Origin};
use super::{NAME, drafts, store as questions, wording};
use crate::engine::{Call, Failure, Turn};
use crate::people::{self, Member};
use stoa_chat::{Message, Post};

/// How much of a message its author is shown, to know which one is meant.
const EXCERPT: usize = 200;

/// `turn`, chosen in the menu of a message or written under it.
pub(super) async fn turn_into_question(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let Some(picked) = call.picked.as_deref() else {
        return Err(Failure::refused(wording::refused_nothing_picked(language)));
    };
    let message = &picked.message;
    refuse_ours(turn, call, message).await?;
    let author = people::meet(turn, &message.by).await?;
    if author.bot {
        return Err(Failure::refused(wording::refused_program(language)));
    }
    let (topics, body) = split_topics(message.text.clone());
    if !says_something(&body) {
        return Err(Failure::refused(wording::refused_wordless(language)));
    }
    let own = author.id == call.by.id;
    refuse_again(turn, call, message, own).await?;
    let draft = Draft {
        number: 0,
        origin: if own { Origin::Asked } else { Origin::Turned },
        asker: author.id,
        picker: (!own).then_some(call.by.id),
        place: message.message.place.clone(),
        direct: message.direct,
        message: Some(message.message.id.clone()),
        thread: thread_of(turn, message),
        body: people::naming(turn, body).await?,
        topics,
        language: author.language,
        shown: None,
    };
    if own {
        let place = (!call.direct).then(|| (call.place.clone(), call.thread.clone()));
        return drafts::show(turn, &call.account, place, draft).await;
    }
    ask_author(turn, call, &author, draft).await
}

/// The first message of the thread in which the card is to stand: where there are no threads, it stands alone.
pub(super) fn thread_of(turn: &Turn<'_>, message: &Message) -> Option<String> {
    let threads = turn.abilities(&message.by.network).is_some_and(|can| can.threads);
    let first = message.thread.as_ref().unwrap_or(&message.message);
    (threads && !message.direct).then(|| first.id.clone())
}

/// What we said ourselves is nobody's question.
async fn refuse_ours(turn: &mut Turn<'_>, call: &Call, message: &Message) -> Result<(), Failure> {
    match turn.sent_as(&message.message).await? {
        Some(_) => Err(Failure::refused(wording::refused_program(call.by.language))),
        None => Ok(()),
    }
}

/// A message is turned once; and one whose author did not want that stays as it is, whoever wishes it next.
async fn refuse_again(turn: &mut Turn<'_>, call: &Call, message: &Message, own: bool) -> Result<(), Failure> {
    let language = call.by.language;
    if let Some(number) = questions::question_of_message(turn.tx(), &message.message).await? {
        return Err(Failure::refused(wording::refused_turned(language, number)));
    }
    let Some((number, state)) = store::latest_of_message(turn.tx(), &message.message).await? else {
        return Ok(());
    };
    match state.as_str() {
        "open" if own => Err(Failure::refused(wording::refused_shown_already(language))),
        "open" => Err(Failure::refused(wording::refused_asking(language))),
        "declined" if !own => Err(Failure::refused(wording::stays(language))),
        "watched" => {
            if let Some(draft) = store::live(turn.tx(), number).await? {
                drafts::forget(turn, &draft).await?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Asks the author whether their words may become a question, and tells the picker that we do.
async fn ask_author(
    turn: &mut Turn<'_>,
    call: &Call,
    author: &Member,
    mut draft: Draft,
) -> Result<(), Failure> {
    let now = turn.now();
    draft.number = store::insert(turn.tx(), &draft, false, now).await?;
    let post = request(turn, &draft).await?;
    let told = people::tell(turn, author, NAME, post).await?;
    let Some(shown) = told.message() else {
        drafts::end(turn, &draft, End::Declined, wording::draft_lapsed(draft.language)).await?;
        turn.reply(call, Post::of(wording::stays(call.by.language))).await?;
        return Ok(());
    };
    store::set_open(turn.tx(), draft.number, Some(shown)).await?;
    drafts::plan_silence(turn, &draft).await?;
    turn.reply(call, Post::of(wording::author_asked(call.by.language, &author.name))).await?;
    Ok(())
}

/// What the author is asked.
pub(super) async fn request(turn: &mut Turn<'_>, draft: &Draft) -> Result<Post, Failure> {
    let (language, number) = (draft.language, draft.number);
    let picker = name_of(turn, language, draft.picker).await?;
    let body = shortened(&draft.body, EXCERPT);
    Ok(Post::of(wording::consent(language, &picker, &body))
        .with_button(wording::label_yes(language), format!("anyway D{number}"))
        .with_button(wording::label_no(language), format!("discard D{number}")))
}

/// The message stays as it is: its picker learns that, and not whether its author refused or said nothing.
pub(super) async fn tell_picker(turn: &mut Turn<'_>, draft: &Draft) -> Result<(), Failure> {
    let Some(picker) = draft.picker else { return Ok(()) };
    let defaults = &turn.settings().people;
    let picker = Member::read(turn.tx(), picker, defaults).await?;
    let words = super::command::title(&draft.body, 60);
    let post = Post::of(wording::stays_as_it_is(picker.language, &words));
    people::tell(turn, &picker, NAME, post).await?;
    Ok(())
}
