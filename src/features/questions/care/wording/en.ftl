about_helped = Say that an answer helped you (or react with 💡)
about_unhelped = Take that back
about_me_too = Say that you have the same question, and hear of its answers
about_follow = Hear of a question's answers, or find a topic's new questions in your digest
about_unfollow = Stop following a question or a topic
about_draft = Let somebody who knows read your answer before it is posted
about_comment = Comment on a draft that you were asked to read; only its author sees it
about_post = Post your draft, with new words if you like
about_correct = Propose a better text for an accepted answer
shortcut_ask = Ask a question
shortcut_turn = Turn into a question
shortcut_accept = Accept this answer
correct_title = Correct an answer
correct_submit = Propose
correct_which = Which answer, such as A31
correct_text = What it should say
correct_this =
    This is what **A{ $number }** says now:

    { $body }
button_correct = Correct A{ $number }
shortcut_correct = Correct this answer
about_stale = Say that an answer is out of date
about_fresh = Say that an answer is still right
about_duplicate = Say that a question was asked before (its asker, advocates, moderators)
about_retag = Give a question other topics (its asker, advocates, moderators)
about_close = Close a question (its asker, advocates, moderators)
about_reopen = Open a question again (its asker, advocates, moderators)
about_none = Say that no answer has helped yet
about_fine = Say that a draft looks right
about_change = See how to change your draft
about_apply = Accept a correction
about_decline = Decline a correction

held_not_my_topics = Topics that you said are not yours
held_thanks = Answers that helped you
held_followed = Questions you follow
held_followed_topics = Topics you follow
held_reviews = Drafts of answers that somebody reads first
held_comments = Drafts that you were asked to read
held_corrections = Corrections you proposed
held_decisions = Corrections you decided about
held_doubts = Answers you find out of date

mark_helped = 💡 { $count }
mark_community = 💡 { $count }, a community answer
mark_stale = ⚠️ may be out of date
signed_corrected = { $name }, corrected by { $others }
state_duplicate = This was asked before: see **Q{ $of }**.
state_closed = Closed.
state_closed_why = Closed: { $why }
has_it_too = { $count ->
        [one] one person has it too
       *[other] { $count } people have it too
    }
also_asked_as = also asked as { $questions }
could_be_better = Out of date, or not quite right? `stale A{ $answer }`, or `correct A{ $answer } …` with a better text.

which_helped =
    Your question **Q{ $number }** (“{ $title }”) has answers. Which one helped you?
label_which = A{ $answer } { $name }: { $words }
label_none = None yet
which_helped_this = **A{ $answer }** helped with **Q{ $number }**. Thank you for saying so!
none_helped = Thanks for telling me. **Q{ $number }** stays open, and I ask further.
none_helped_yet = None of the answers to **Q{ $number }** has helped yet.
which_helped_over = **Q{ $number }** is settled.

helped = Good to hear! **A{ $answer }** now says that it helped one more person.
unhelped = All right, **A{ $answer }** counts without you.
refused_helped_own = **A{ $answer }** is your own answer. Others say whether it helped them.

label_me_too = { $count ->
        [0] Me too
       *[other] Me too ({ $count })
    }
me_too =
    You have **Q{ $number }** too{ $others ->
        [0] { "" }
        [one] , like one other person
       *[other] , like { $others } others
    }. I'll tell you when there is an answer. `unfollow Q{ $number }` takes it back.
refused_me_too_own = **Q{ $number }** is your own question: its answers stand in its thread.
refused_me_too_closed = **Q{ $number }** is not open any more. `question Q{ $number }` shows what was said.
refused_follow_own = **Q{ $number }** is your own question: its answers stand in its thread.
following_question = You follow **Q{ $number }**: I'll tell you when there is an answer. `unfollow Q{ $number }` ends it.
following_topic = You follow #{ $topic }: new questions come with your digest. `unfollow #{ $topic }` ends it.
unfollowed_question = You no longer follow **Q{ $number }**.
unfollowed_topic = You no longer follow #{ $topic }.
followed_nothing = You follow nothing yet. For example: `follow #postgres`
followed_topics = You follow { $topics }.
followed_questions =
    You follow these questions:

    { $lines }
followed_line = **Q{ $number }** { $title }
followed_answered =
    { "" }**Q{ $number }** (“{ $title }”), which you follow, has an answer. **A{ $answer }** by { $author }:

    > { $words }
state_answered_veiled =
    { $count ->
        [one] One answer
       *[other] { $count } answers
    } · OP can accept one in private.
which_helped_veiled = **Q{ $number }** (“{ $title }”), which you follow, has answers. Did one of them help?
veiled_comment =
    __{ $pseudonym }:__

    > { $words }
label_veiled_accept = That helped
label_veiled_reply = Add something
anonymous_asker = OP (anonymous)
form_anonymously = Ask without my name
followed_accepted =
    { "" }**Q{ $number }** (“{ $title }”), which you follow, is solved. **A{ $answer }** by { $author }:

    > { $words }
followed_pointed =
    { "" }**Q{ $number }** (“{ $title }”) was asked before, as **Q{ $of }**. There { $author } has answered:

    > { $words }

    If that is not it, say so in the thread of **Q{ $number }**.
your_question_closed = { $by } has closed your question **Q{ $number }** (“{ $title }”). `reopen Q{ $number }` opens it again.
your_question_closed_why =
    { $by } has closed your question **Q{ $number }** (“{ $title }”):

    > { $why }

    `reopen Q{ $number }` opens it again.
new_on_topic = New on { $topics }: **Q{ $number }** { $title }

draft_kept = I have kept your draft as **R{ $number }** and asked { $reviewer } to read it. Nobody else sees it. You can `post R{ $number }` any time.
draft_kept_alone = I have kept your draft as **R{ $number }**, but nobody who could read it is free now.
draft_fine = { $reviewer } has read your draft **R{ $number }**: it looks right.
draft_commented =
    { $reviewer } has read your draft **R{ $number }**:

    > { $comment }
draft_unread = Nobody has had the time to read your draft **R{ $number }**. It may be good enough as it is.
draft_how_to_change =
    Type `post R{ $number }` and your new words behind it. As it stands, **R{ $number }** says:

    > { $body }
label_post = Post it
label_change = Change it
review =
    { $author } would like to answer **Q{ $question }** (“{ $title }”) and asks you to read this first (**R{ $number }**):

    > { $body }

    Only { $author } will see what you say.
label_fine = Looks right
label_comment = Comment
review_fine = Thank you for reading **R{ $number }**!
review_commented = Thank you! Your comment on **R{ $number }** is with its author.
review_done = You have read **R{ $number }**.
review_over = { $author } has posted **R{ $number }** already. Thank you all the same.
review_gone = **R{ $number }** was taken back. Thank you all the same.
review_how_to_comment = Type `comment R{ $number }` and your words behind it, or reply to the message with the draft.
refused_no_review = I don't know a draft “{ $word }” of yours, or one that you were asked to read.
refused_posted = **R{ $number }** was posted already. You can still write in its question's thread.
refused_posted_own = You have posted **R{ $number }** already.

correction =
    { $proposer } proposes a correction to **A{ $answer }** (**Q{ $question }** “{ $title }”):

    > { $new }

    What changes:

    { $differences }
difference = “{ $old }” becomes “{ $new }”
difference_new = “{ $new }” is added
difference_gone = “{ $old }” goes
differences_more = and { $count } more
label_apply = Accept
label_decline = Decline
proposed_to = Thank you! I have asked { $judge } about your correction **C{ $number }** of A{ $answer }.
proposed = Thank you! Your correction **C{ $number }** of A{ $answer } is kept until somebody decides.
corrected_own = **A{ $answer }** says that now.
look_again = **A{ $answer }** has been changed in the meantime. Please look again:
applied = **C{ $number }** is accepted: **A{ $answer }** says that now.
declined = **C{ $number }** is declined: **A{ $answer }** stays as it is.
correction_done = **C{ $number }** is accepted.
correction_declined = **C{ $number }** is declined.
your_correction_applied = Your correction **C{ $number }** is accepted: **A{ $answer }** says that now. Thank you!
your_correction_declined = { $judge } would rather leave **A{ $answer }** as it is, without your correction **C{ $number }**. Thank you for the thought.
your_correction_declined_why =
    { $judge } would rather leave **A{ $answer }** as it is, without your correction **C{ $number }**:

    > { $why }
correction_gone = **C{ $number }** was taken back. Thank you all the same.
was_corrected =
    { "" }**A{ $answer }** to **Q{ $question }** (“{ $title }”), which helped you, was corrected. It says now:

    > { $new }
refused_not_settled = **A{ $answer }** is not an accepted answer. Write in the thread of **Q{ $question }** what would be better.
refused_same_text = That is what **A{ $answer }** says already.
refused_no_correction = I don't know a correction “{ $word }”.
refused_not_judge = About **C{ $number }** decides the answer's author, or an advocate of its topic.
refused_decided = **C{ $number }** is decided already.

still_right =
    You answered **Q{ $question }** (“{ $title }”) a while ago. Is **A{ $answer }** still right?

    > { $words }
still_right_other =
    { "" }**Q{ $question }** (“{ $title }”) was answered a while ago. You are an advocate for its topic: is **A{ $answer }** still right?

    > { $words }
label_fresh = Yes
label_stale = No
said_fresh = Thank you! **A{ $answer }** is still right.
said_stale = Thank you! If somebody else says so too, **A{ $answer }** is marked as out of date. A better text helps even more: `correct A{ $answer } …`
said_stale_marked = Thank you! **A{ $answer }** is marked as perhaps out of date. A better text helps even more: `correct A{ $answer } …`

joined = **Q{ $number }** now points to **Q{ $of }**, and whoever searches in its words finds that. `reopen Q{ $number }` undoes it.
asked_before = This was asked before, as **Q{ $of }** (“{ $title }”). Its answers will be there, and I tell those who wait here.
asked_before_answered =
    This was asked before, as **Q{ $of }** (“{ $title }”):

    > { $words }
closed = **Q{ $number }** is closed. `reopen Q{ $number }` opens it again.
reopened = **Q{ $number }** is open.
retagged = **Q{ $number }** is now on { $topics }.
retagged_nothing = **Q{ $number }** has no topics now.
refused_not_tended = That is for whoever asked **Q{ $number }**, for advocates of its topics, and for moderators.
refused_withdrawn = **Q{ $number }** was taken back, and only whoever asked it can open it again.
refused_duplicate_of_itself = **Q{ $number }** cannot be a duplicate of itself.
refused_points_here = **Q{ $other }** already points to **Q{ $number }**. `reopen Q{ $other }` undoes it.
refused_no_original = Nobody can look at **Q{ $number }**, so it is of no use to point to it.
refused_archived = **Q{ $number }** stands in the library, and nobody waits for an answer to it. Ask anew: `ask …`

news_answer = Q{ $number } · { $title } — **{ $name }**: { $words }
news_tip = Q{ $number } · A tip by **{ $name }**: { $words }
news_reused =
    { $people ->
        [one] One person says that
       *[other] { $people } people say that
    } { $answers ->
        [one] an answer of yours
       *[other] { $answers } answers of yours
    } helped them. Thank you!
