# The sentences of the tests, and an example of what a catalogue can hold.

-stoa = Stoa

took = { $advocate } takes **Q{ $number }** and answers by { $until }.
card =
    Question **Q{ $number }**, { $answers ->
        [0] no answer
        [one] one answer
       *[other] { $answers } answers
    }:

    > { $question }

    What you can do:
    - `take Q{ $number }` if you know it
    - { $hint }
echoed = You said **{ $words }** in [{ $words }](https://example.org/?q={ $words }), { $words }.
quoted = > > { $words }
welcomed = Welcome to { -stoa }, __{ $person }__!
label_take = Take Q{ $number } of { $name }
only_english = Good morning.
