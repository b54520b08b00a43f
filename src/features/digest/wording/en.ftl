about_digest = Read what was worth reading, and say how often it comes to you or (moderators) to a place

title_place = **This week in { $place }**
title_mine = **Your digest**
heading_kept =
    { $count ->
        [one] I kept this for you, so as not to interrupt you:
       *[other] I kept these { $count } for you, so as not to interrupt you:
    }
kept_more =
    { $count ->
        [one] One more waits: `missed` shows it.
       *[other] { $count } more wait: `missed` shows them.
    }
heading_own = **What your help did**
heading_answers = **Answers that helped**
heading_open = **Still without an answer**
heading_yours = **You could answer**
heading_kudos = **Thanks**
heading_board = **{ $title }** ({ $note })
newcomers = **New here:** { $names }. { $count ->
        [one] Say hello!
       *[other] Say hello to them!
    }
and = and
call_to_answer = Do you know? Answer in the thread, or say `take { $question }`.
call_to_ask = Something you would like to know? `ask` it here.
hint_mine = `digest weekly`, `digest daily` or `digest off` says how often this comes.
label_missed = Show what was kept
label_now = Show it now

every_default = What your day has no room for comes in **one message the next morning**. With `digest weekly` or `digest daily` you also get the best of the places you are in, and questions that you could answer.
every_weekly = Your digest comes **once a week**: what I kept for you, the best of the places you are in, and questions that you could answer. `digest off` ends it.
every_daily = Your digest comes **every working day**, if there is something to say. `digest off` ends it.
every_off = No digest comes to you. What your day has no room for waits: `digest now` shows it, or `missed`.
waiting =
    { $count ->
        [0] Nothing waits for you now.
        [one] One message waits for you now.
       *[other] { $count } messages wait for you now.
    }
nothing_mine = There is nothing new for you. That is good news, too.
nothing_here = There is nothing worth a digest here yet: no new answers, no open questions, nobody new.
preview = The next digest of this place, as it stands now:
preview_picture = With it goes a picture: { $alt }
preview_next = It comes on { $at }. `digest here daily` or `digest here off` changes that.
preview_never = It does not come: `digest here weekly` switches it on.
place_set = This place's next digest comes on { $at }, if there is something to say.
place_off = This place gets no digest any more. `digest here weekly` brings it back.

refused_words = I know `digest now`, `digest here`, `digest weekly`, `digest daily` and `digest off`; moderators also have `digest preview` and `digest here weekly`.
refused_no_place = Say that in the place that it is about: here we are alone.
refused_not_moderator = Only moderators decide about a place's digest. `digest here` shows it to you.

held_presence = Places you were seen in: your digest speaks of these only
held_reader = How often you want a digest
held_told = What was in your digests, so that it is not told twice
