shortcut_keep = In die Bibliothek
message_gone = „{ $words }“ wird nicht aufgehoben: Eine Nachricht davon gibt es nicht mehr. Danke, dass du an andere denkst!
tip_gone =
    Die Nachricht mit deinem Tipp gibt es nicht mehr, deshalb habe ich ihn nicht aufgehoben.

    > { $tip }
tip_names_more =
    Dein Tipp nennt jemand Neues, und wer genannt wird, wird zuerst gefragt. Den alten habe ich deshalb fallen lassen; bitte gib ihn neu: `tip …`

    > { $tip }
refused_names_more = Diese Worte nennen jemanden, den der Tipp nicht nennt, und wer genannt wird, wird zuerst gefragt. Ein neuer Tipp tut das: `tip …`
tip_names_you_no_more = Dieser Tipp nennt dich nicht mehr und braucht dein Wort nicht. Danke trotzdem.
tip_changed = Du hast einem Tipp zugestimmt, der jetzt etwas anderes sagt. Deshalb frage ich dich noch einmal.
kept_taken_back = **Q{ $number }** wird nicht mehr aufgehoben: Jemand, der es geschrieben hat, hat es zurückgezogen.
