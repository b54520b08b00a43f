unknown_command =
    „{ $word }“ kenne ich nicht. Meinst du `{ $usage }`?

    Zum Beispiel: `{ $example }`. Mit `help` siehst du alles, was ich kann.
usage =
    Da fehlt noch etwas: `{ $usage }`.

    Zum Beispiel: `{ $example }`.
not_yet = `{ $verb }` kommt etwas später: Das beginnt mit der Stufe `{ $then }`, und wir sind bei `{ $now }`. Die Moderation geht mit `launch` weiter.
off_here =
    `{ $verb }` ist an diesem Ort nicht eingeschaltet. Schreib es mir direkt, dann geht es.

    Soll es hier gehen, bitte die Moderation um `place here on { $feature }`.
for_colleagues = `{ $verb }` erzählt auch, was an anderen Orten gesagt wird, und ist deshalb nur für Kolleginnen und Kollegen. Als Gast kannst du mit `ask …` fragen und in den Threads antworten, die du siehst.
fault_veiled = Bei mir ist etwas schiefgegangen; im Protokoll heißt es { $id }. Weil niemand wissen darf, dass du es warst, habe ich nichts behalten. Bitte versuch es später noch einmal. Das waren deine Worte:
fault = Bei uns ist etwas schiefgegangen, nicht bei dir (Fehler { $id }). Was du getan hast, bleibt erhalten; bitte nenne diese Nummer der Person, die mich betreibt.
form_begun = Einen Augenblick …
field_missing = Bitte ausfüllen.
field_too_long = Bitte höchstens { $most } Zeichen.
field_not_a_choice = Bitte eine der Möglichkeiten wählen.
mistyped = „{ $word }“ kenne ich nicht. Meinst du `{ $meant }`? Mit `help` siehst du, was ich kann.
weekday = { $number ->
        [1] Mo
        [2] Di
        [3] Mi
        [4] Do
        [5] Fr
        [6] Sa
       *[7] So
    }
until = –
unreadable = Das konnte ich nicht lesen: Der Schlüssel dazu ist nie angekommen. Bitte schick es noch einmal; hilft das nicht, sag es der Person, die mich betreibt.
dialogue_begins =
    { $questions ->
        [one] **{ $title }**: eine Frage. Antworte hier mit einer Nachricht; `cancel` bricht ab.
       *[other] **{ $title }**: { $questions } Fragen. Antworte hier auf jede mit einer Nachricht; `cancel` bricht ab.
    }
dialogue_ended = Abgebrochen: { $title }. Es wurde nichts abgeschickt.
answer_given_back = Die Fragen von **{ $title }** sind vorbei: Sie haben zu lange gewartet, oder ich wurde neu gestartet. Das hier sieht nach einer Antwort darauf aus, deshalb habe ich es niemandem geschickt. Mit dem Befehl fängst du neu an; hier sind deine Worte.
answer_in_doubt = Ich weiß gerade nicht, ob das eine Antwort auf eine Frage von mir ist, deshalb habe ich es niemandem geschickt. Versuch es bitte etwas später noch einmal; hier sind deine Worte.
question = { $number }/{ $of } **{ $label }**
answer_by_number = Antworte mit der Zahl oder mit den Worten.
answer_yes_or_no = Antworte mit ja oder nein.
may_stay_open = `-` lässt es offen.
filled_in = Dort steht jetzt „{ $filled }“; `ok` lässt es so.
