about_coffee = Meet a colleague whom you do not know yet, every other week

joined =
    You take part in { $place }. The next round is on { $due }; { $others ->
        [0] so far nobody else takes part
        [one] one colleague takes part, too
       *[other] { $others } colleagues take part, too
    }.

    `coffee skip` leaves out one round, `coffee leave` all of them.
skipped = You leave out the next round. After that you take part again.
left = You take part no more. `coffee join` brings you back.
standing =
    You take part here:
    { $lines }
standing_nothing = You take part nowhere. Say `coffee join` in the place whose people you would like to meet.
line_place = { $place }: the next round is on { $due }
line_skips = { $place }: you leave out the round on { $due }

introduced = In { $place } it is time for a coffee, or a call, with **{ $names }**. Write to each other and find half an hour within the next days.
on_network = { $name } (on { $network })
because_new = You were matched because you have not met in a round yet.
because_team = You were matched because you have not met in a round yet, and work in different teams.
because_again = You have met in a round before: there was nobody left whom all of you did not know.
starter = Something to begin with: { $number ->
        [1] what did you learn last month that surprised you?
        [2] which part of your work would you gladly show to somebody?
        [3] what would you change first if you could change one thing here?
        [4] how did you come to do what you do?
        [5] which tool would you not want to work without?
       *[other] whom here should everybody know, and why?
    }
alone = This time I found nobody for you in { $place }. Next time you are the first for whom I look.
and = and
did_you_meet = Did you and { $names } meet?
label_met = Yes, we met
label_not_met = No
met = Good to hear!
not_met = Never mind, there is another round soon. If you would rather not, `coffee leave` ends it.

refused_word = I do not know what to do with `coffee { $word }`. Say `coffee join`, `coffee skip` or `coffee leave`.
refused_direct = Where would you like to meet people? Say `coffee join` in that place.
refused_no_round = You were in no round yet. `coffee join` in a place brings you into the next one.

held_places = Places whose people you want to meet
held_rounds = Rounds in which you were introduced
