about_flag = Tell the moderators about a question or an answer that should not stand as it is; nobody learns that it was you
about_repost = Put a post of yours that was hidden into other words, and show it again
about_flags = List what was flagged, with the notes (moderators)
about_hide = Hide a post for a day; a second moderator makes it stay hidden (moderators)
about_show = Show a hidden post again (moderators)
about_leave = Leave a flagged post as it is (moderators)
about_note = Write something about a flagged post for the other moderators (moderators)
about_pardon = Let somebody post again before their pause is over (moderators)

form_repost = Edit and repost
form_repost_submit = Repost
form_words = What should it say instead?
form_note = Note for the moderators
form_note_submit = Keep the note
form_note_words = What should the others know?
form_post = Which post?

flagged = Thank you for telling me. The moderators will look at **{ $post }**, and nobody learns that it was you.
flagged_already = Thank you, you have told me about **{ $post }** already: the moderators know.

hidden =
    { "" }**{ $post }** is hidden until { $until }, and its author knows how to repost it.

    It stays hidden if another moderator agrees: `hide { $post }`.
hidden_veiled =
    { "" }**{ $post }** is hidden until { $until }. Whoever wrote it is told, and nobody learns who that is.

    It stays hidden if another moderator agrees: `hide { $post }`.
confirmed = You agree, so **{ $post }** stays hidden.
paused = Since it is not the first time, { $author } cannot post until { $until }; `pardon { $author }` ends that sooner.
left = **{ $post }** stays as it is. Thank you for looking.
shown = **{ $post }** can be seen again.
hidden_by_you = You have hidden **{ $post }** until { $until }. For it to stay hidden, another moderator has to agree.
stays_hidden = Two moderators have hidden **{ $post }** already; it stays so.
hidden_once = You hid **{ $post }** before, and nobody agreed. Another moderator can hide it now; `note { $post } …` tells them what you think.
is_hidden = **{ $post }** is hidden. If it is fine as it is, `show { $post }` brings it back.
is_shown = Everybody can see **{ $post }** already.
noted = Noted about **{ $post }**; the other moderators can read it.

item =
    { "" }**{ $post }** by { $author }:

    > { $body }
withdrawn = **{ $post }** was taken back by its author.
flagged_by = { $count ->
        [one] Flagged by one person
       *[other] Flagged by { $count } people
    }.
flagged_because = { $count ->
        [one] Flagged by one person
       *[other] Flagged by { $count } people
    }: { $reasons }
reason = “{ $why }”
noted_by = { $name }, { $at }: { $words }
state_open = It waits for a decision.
state_lapsed = It waits for a decision: { $hider } had hidden it, and nobody agreed in time.
state_hidden = Hidden by { $hider } until { $until }; it stays hidden if another moderator agrees.
state_confirmed = Hidden by { $hider }, and { $confirmer } agreed.
state_left = Left as it is.
state_shown = Shown again.
state_mended = Edited by the author, and shown again.
own_message = The words also stand in a message of the author's own, which I cannot take away.
label_hide = Hide
label_confirm = Keep it hidden
label_leave = Leave it
label_show = Show it again
label_note = Note

queue = { $count ->
        [0] Nothing is flagged. How nice!
        [one] One post is in the queue, { $open ->
            [0] hidden.
           *[other] and it waits for a decision.
        }
       *[other] { $count } posts are in the queue{ $open ->
            [0] , all of them hidden.
            [one] ; one of them waits for a decision.
           *[other] ; { $open } of them wait for a decision.
        }
    }
entry = **{ $post }** by { $author }: “{ $words }”
queue_more = … and { $count } more; decide about some of these to see them.
queue_paused = { $name } cannot post until { $until }; `pardon { $name }` ends that sooner.
queue_how = What you can do: `hide`, `leave`, `show` or `note`, with the post's number.

notice_hidden = A moderator has put **{ $post }**, which you wrote, out of sight for now. Words easily come across in another way than they were meant, so please read it again with fresh eyes:
notice_confirmed = Two moderators have read **{ $post }**, which you wrote, and it stays out of sight as it is:
notice_guidelines = We go by this: __{ $guidelines }__
notice_way_back = In other words it is welcome, and shown again at once: press the button, or write `repost { $post }` and the new words.
notice_paused = You cannot post questions and answers until { $until }. If you would like to talk about it, please ask { $moderators }.
notice_shown = **{ $post }**, which you wrote, can be seen again as it is. Thank you for your patience.
notice_mended = Thank you for your new words: **{ $post }** can be seen again.
label_repost = Edit and repost
reposted = Thank you! **{ $post }** says it in your new words now, and everybody can see it again.
reposted_elsewhere = Your own message still has the old words. Please edit it as well; to delete it would take the post back.
your_words = These are your words; I have not posted them:

pardoned = { $name } can post again, and I tell them so.
pardoned_you = The moderators have ended your pause: you can post questions and answers again. Welcome back!
not_paused = { $name } does not pause.

refused_no_post = I don't know a post “{ $word }”. Questions and answers have numbers such as `Q17` and `A31`.
refused_flag_what = Which post do you mean? Write its number, as in `flag A31 it names a customer`, or `flag` in the thread of a question.
refused_own = **{ $post }** is your own. You can edit or delete your message, and `withdraw` takes a question back.
refused_own_decision = You wrote **{ $post }** yourself, so another moderator decides about it.
refused_own_pause = Please ask another moderator to end your own pause.
refused_not_moderator = Only moderators can do that. If a post should not stand as it is, `flag` and its number tells them: `flag A31`.
refused_not_flagged = Nobody has flagged **{ $post }**. `hide { $post }` hides it all the same.
refused_not_author = Only whoever wrote **{ $post }** can put it into other words.
refused_not_hidden = **{ $post }** is not hidden, so there is nothing to repost. To change it, edit your message.
refused_names_more = These words name somebody whom the tip does not name, and whoever is named is asked first. A new tip does that: `tip …`
refused_nobody = I don't know anybody called “{ $word }” here.
held_items = Posts of yours in the moderators' queue
held_decisions = Posts that you hid as a moderator
held_flags = Posts that you flagged (their authors never learn it)
held_notes = Notes that you wrote for the moderators
held_messages = Messages in which you have an item of the queue
held_slips = Posts of yours that two moderators hid
held_pauses = Pauses from posting
somebody = somebody
or = or
