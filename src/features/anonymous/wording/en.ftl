about_anon = Ask without your name, in private words to me: you see first who could still find out
about_anonreply = Add to a question without your name
about_approve = As a moderator, let something anonymous be posted
about_reject = As a moderator, keep something anonymous from being posted
shortcut_ask = Ask anonymously
shortcut_reply = Reply without my name
form_title = Ask without my name
form_submit = Preview
form_question = What would you like to know?
form_topics = Place and topics: #help #postgres
form_reply = Reply without name
form_which = To which question?
form_words = What would you like to say?
preview =
    This is how I would ask it in { $place }, as __OP__, on { $topics }:

    > { $body }
preview_plain =
    This is how I would ask it in { $place }, as __OP__:

    > { $body }
preview_reply =
    This is how I would add it to **Q{ $number }**, as __{ $pseudonym }__:

    > { $body }
preview_wait = Nothing is posted until you say so. I forget this draft after { $minutes } minutes.
traces = I have made plain what gives devices away: { $kinds }.
trace_skin_tones = skin tones of emoji
trace_invisible = invisible characters
trace_typography = curly quotes and dashes
trace_tracking = tracking in links
and = and
who_could_know = **Who could still find out that it was you:**
knows_colleagues = Colleagues and advocates never see your name.
knows_network = Slack or your homeserver can see that you used this bot, and keeps what I write to you here.
knows_server = Whoever runs this server could identify the asker of an open question, or change the code.
knows_backups = When the question closes we destroy its key; our backups cannot bring it back, only a copy of the whole machine taken while it was open could.
knows_style = Your writing style may give you away.
label_post = Post it
label_later = Post it in { $least }–{ $most } minutes
label_discard = Never mind
suggestions = Something like that was asked before:
known = **Q{ $number }** { $title } — { $answer }
posted =
    { "" }**Q{ $number }** is posted. I write here when there is an answer.

    `anon mine` lists what you have open, `anonreply Q{ $number } …` adds to it, `anon close Q{ $number }` destroys the way to you.
posted_later = All right, at some moment in { $least } to { $most } minutes. I tell you when it is posted.
posted_reply = It stands under **Q{ $number }** as **A{ $answer }**, by __{ $pseudonym }__.
added = It stands under **Q{ $number }**, by __OP__.
waits_already = It waits already. I tell you when it is posted.
discarded = Forgotten. Nothing was posted.
draft_lapsed = I heard nothing, so I have forgotten the draft. Nothing was posted.
held_place = In that place a moderator reads first what comes without a name. They see the words, not you. I tell you what they say.
held_names = It seems to name somebody, so a moderator reads it first. They see the words, not you. I tell you what they say.
held_blocked = One of its words makes a moderator read it first. They see the words, not you. I tell you what they say.
approval =
    { "" }**N{ $number }**, without a name, for { $place }:

    > { $body }

    It waits for a moderator because { $why }. Shall everybody read it?
why_place = everything anonymous does there
why_names = it seems to name somebody
why_blocked = it holds a word of your list
label_approve = Post it
label_reject = Do not post it
done = **N{ $number }** is done.
approval_lapsed = No moderator has read it in time, so I have forgotten it. These were your words:
rejected = A moderator would rather not post it. These were your words; you can try others:
rejected_why =
    A moderator would rather not post it:

    > { $why }

    These were your words; you can try others:
mine = { $count ->
        [one] One thing is open:
       *[other] { $count } things are open:
    }
mine_nothing = Nothing is open. `anon …` asks without your name.
mine_how = `anonreply Q17 …` adds, `anon accept A31` says what helped, `anon none Q17` that nothing did, `anon withdraw Q17` takes it back, `anon close Q17` destroys the way to you.
line_open = **Q{ $number }** { $title } · you can be reached until { $until }
line_reply = Your reply to **Q{ $number }** as __{ $pseudonym }__ · until { $until }
line_draft = **N{ $number }** { $title } · not posted: `anon post N{ $number }`, `anon discard N{ $number }`
line_waits = **N{ $number }** { $title } · waits: `anon discard N{ $number }` takes it back
closed = **Q{ $number }** has had its time: its key is destroyed within an hour of this reaching you, and from then on I know nothing of who asked. It stays where it is; so does what we wrote to each other here.
closed_now = Done: the key of **Q{ $number }** is destroyed within an hour of this reaching you. From then on I cannot reach you about it, and know nothing of who asked. What we wrote to each other here stays.
accepted = Thank you! **A{ $answer }** is marked as the answer.
unaccepted = **A{ $answer }** is not the accepted answer any more.
none_helped = Thanks for telling me. **Q{ $number }** stays open, and I ask further.
withdrawn = **Q{ $number }** is taken back.
reopened = **Q{ $number }** is open again.
hidden = Moderators have put **{ $post }** out of sight. They do not know who wrote it, and cannot find out.
again_question = In other words it is welcome in { $place }: write me `anon`, the place, and the new words. These were yours:
again_reply = In other words it is welcome: `anonreply Q{ $number } …`. These were yours:
shown = **{ $post }** can be seen again.
reply_how = Add to **Q{ $number }** without your name, by the button or with `anonreply Q{ $number } …`, here where only I read it.
label_reply = Write it
was_visible = I have posted nothing. What you typed could be read by everybody there, and I have deleted it where I may. Write it to me alone.
refused_no_vault = Nobody can ask without a name here yet: an admin has to set up the vault first (`secrets.vault_key_file`). I have posted nothing.
refused_empty = What would you like to say? `anon #help why is my query slow?`
refused_no_place = Where shall I ask it? Name the place in front: `anon #help …`. These were your words:
refused_off = Asking without a name is not switched on in { $place }.
refused_few = { $place } has fewer than { $fewest } people: they would guess who you are. Choose a larger place: `anon #help …`.
refused_uncounted = I cannot find out how many people are in { $place }, and so not whether you would be one of enough. Try it again later, or in another place.
refused_paused = Moderators have hidden anonymous posts of yours more than once, without knowing that they are yours. You can post without a name again from { $until }.
refused_too_many = That was a lot for one day without a name. Tomorrow you can go on.
refused_no_draft = You have no such draft any more. `anon mine` lists what is open.
refused_not_yours = You have nothing open at **Q{ $number }**. `anon mine` lists what is.
refused_not_your_question = **{ $post }** is not about a question that you asked without your name, or its time is over.
refused_own_answer = **A{ $answer }** is your own answer. Only you are told this.
refused_unknown = I know no question “{ $word }” that can be replied to. `anonreply Q17 …` names it first.
refused_no_post = That is no question of mine, and none of its answers.
refused_nothing_held = Nothing waits under that name: somebody may have decided already.
refused_not_moderator = That is for moderators.
