about_pair = Mit jemandem, der sich auskennt, zusammen an etwas arbeiten
about_shadow = Jemandem, der sich auskennt, über die Schulter sehen
about_session = Eine gemeinsame halbe Stunde übernehmen, ablehnen oder zurücknehmen

asking = Ich frage jemanden, der sich mit #{ $topic } auskennt (**{ $session }**). Sobald jemand Zeit hat, bringe ich euch zusammen. `session cancel { $session }` nimmt es zurück.
nobody = Gerade kann ich niemanden fragen, der sich mit #{ $topic } auskennt. Versuch es in der Arbeitszeit noch einmal, oder frag alle: `ask #{ $topic } …`
nobody_took_it = **{ $session }**: Im Moment hat niemand Zeit für #{ $topic }. Vielleicht hilft eine Frage: `ask #{ $topic } …`
asked_pair = **{ $name }** möchte mit jemandem, der sich auskennt, an #{ $topic } arbeiten, einmal und zusammen, { $minutes } Minuten lang ({ $session }).
asked_shadow = **{ $name }** möchte dir einmal über die Schulter sehen, während du an #{ $topic } arbeitest, { $minutes } Minuten lang ({ $session }).
because_answers = Ich frage dich, weil du { $answers ->
        [one] eine Frage
       *[other] { $answers } Fragen
    } zu #{ $topic } beantwortet hast.
because_helps = Ich frage dich, weil du bei #{ $topic } hilfst.
label_take = Gern
label_pass = Gerade nicht
taken = Danke! Ich habe dich und { $name } zusammengebracht.
passed = Kein Problem, ich frage jemand anderen.
cancelled = **{ $session }** ist zurückgenommen.
card_closed = **{ $session }** ist erledigt.
welcome_pair = { $asker } und { $name }: { $minutes } Minuten #{ $topic }, zusammen. { $asker }, sag, woran du hängst, damit { $name } schon darüber nachdenken kann.
welcome_shadow = { $asker } sieht { $name } über die Schulter: { $minutes } Minuten #{ $topic }. { $name }, tu einfach, was du ohnehin tätest, und denk laut.
slots =
    Zu diesen Zeiten arbeitet ihr beide:
    { $lines }
line_slot = { $at }
elsewhere = { $name } ist in einem anderen Netzwerk: Schreib dort an `{ $account }` ({ $network }), und trefft euch am Telefon oder per Video.

refused_open = Du hast schon nach #{ $topic } gefragt (**{ $session }**). `session cancel { $session }` nimmt es zurück.
refused_none = Eine offene Anfrage „{ $word }“ von dir gibt es nicht.

held_sessions = Gemeinsame halbe Stunden, um die du gebeten hast
held_asked = Gemeinsame halbe Stunden, um die du gebeten wurdest
