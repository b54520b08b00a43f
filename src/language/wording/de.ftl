# Die Sätze der Tests.

-stoa = Stoa

took = { $advocate } übernimmt **Q{ $number }** und antwortet bis { $until }.
card =
    Frage **Q{ $number }**, { $answers ->
        [0] keine Antwort
        [one] eine Antwort
       *[other] { $answers } Antworten
    }:

    > { $question }

    Was du tun kannst:
    - `take Q{ $number }`, wenn du es weißt
    - { $hint }
echoed = Du sagtest **{ $words }** in [{ $words }](https://example.org/?q={ $words }), { $words }.
quoted = > > { $words }
welcomed = Willkommen bei { -stoa }, __{ $person }__!
label_take = Q{ $number } von { $name } übernehmen
