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
