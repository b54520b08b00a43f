unknown_command =
    I don't know “{ $word }”. Did you mean `{ $usage }`?

    For example: `{ $example }`. Say `help` to see everything I can do.
usage =
    That needs a little more: `{ $usage }`.

    For example: `{ $example }`.
not_yet = `{ $verb }` comes a little later: it begins with the stage `{ $then }`, and we are at `{ $now }`. Moderators move on with `launch`.
off_here =
    `{ $verb }` is not switched on in this place. Write it to me directly, and it works.

    To have it here, ask a moderator to say `place here on { $feature }`.
for_colleagues = `{ $verb }` tells what is said in other places too, so it is for colleagues only. As a guest you can ask with `ask …`, and answer in the threads that you see.
fault_veiled = Something went wrong on my side; the log knows it as { $id }. Since nobody may know that it was you, I have kept nothing. Please try it again later. These were your words:
fault = Something went wrong on our side, not yours (fault { $id }). What you did is kept; please tell whoever runs me this number.
form_begun = One moment …
field_missing = Please fill this in.
field_too_long = Please keep this to { $most } characters.
field_not_a_choice = Please choose one of the options.
mistyped = I don't know “{ $word }”. Did you mean `{ $meant }`? Say `help` to see what I can do.
weekday = { $number ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    }
until = -
unreadable = I could not read this: the key to it never reached me. Please send it once more; if that does not help, tell whoever runs me.
dialogue_begins =
    { $questions ->
        [one] **{ $title }**: one question. Answer it with a message here; `cancel` stops it.
       *[other] **{ $title }**: { $questions } questions. Answer each with a message here; `cancel` stops it.
    }
dialogue_ended = Stopped: { $title }. Nothing was sent.
answer_given_back = The questions of **{ $title }** are over: they waited too long, or I was restarted. This looks like an answer to them, so I sent it to nobody. Give the command again to start over; here are your words.
answer_in_doubt = I cannot tell right now whether this is an answer to a question of mine, so I sent it to nobody. Please try again in a while; here are your words.
question = { $number }/{ $of } **{ $label }**
answer_by_number = Answer with the number, or with the words.
answer_yes_or_no = Answer with yes or no.
may_stay_open = `-` leaves it open.
filled_in = It says “{ $filled }” now; `ok` keeps that.
