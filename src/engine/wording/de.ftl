unknown_command =
    „{ $word }“ kenne ich nicht. Meinst du `{ $usage }`?

    Zum Beispiel: `{ $example }`. Mit `help` siehst du alles, was ich kann.
usage =
    Da fehlt noch etwas: `{ $usage }`.

    Zum Beispiel: `{ $example }`.
fault = Bei uns ist etwas schiefgegangen, nicht bei dir (Fehler { $id }). Was du getan hast, bleibt erhalten; bitte nenne diese Nummer der Person, die mich betreibt.
field_missing = Bitte ausfüllen.
field_too_long = Bitte höchstens { $most } Zeichen.
field_not_a_choice = Bitte eine der Möglichkeiten wählen.
