about_coffee = Alle zwei Wochen jemanden treffen, den du noch nicht kennst

joined =
    Du machst in { $place } mit. Die nächste Runde ist am { $due }; { $others ->
        [0] bisher macht sonst niemand mit
        [one] noch eine Person macht mit
       *[other] { $others } weitere machen mit
    }.

    `coffee skip` lässt eine Runde aus, `coffee leave` alle.
skipped = Du lässt die nächste Runde aus. Danach machst du wieder mit.
left = Du machst nicht mehr mit. `coffee join` holt dich zurück.
standing =
    Du machst hier mit:
    { $lines }
standing_nothing = Du machst nirgends mit. Sag `coffee join` an dem Ort, dessen Leute du treffen möchtest.
line_place = { $place }: die nächste Runde ist am { $due }
line_skips = { $place }: du lässt die Runde am { $due } aus

introduced = Trink einen Kaffee oder telefoniere mit **{ $names }**; in { $place } macht ihr alle mit. Schreibt euch und findet in den nächsten Tagen eine halbe Stunde.
on_network = { $name } (auf { $network })
because_new = Ihr seid einander zugeordnet, weil ihr euch in keiner Runde getroffen habt.
because_team = Ihr seid einander zugeordnet, weil ihr euch in keiner Runde getroffen habt und in verschiedenen Teams arbeitet.
because_again = Ihr habt euch schon in einer Runde getroffen: es war niemand mehr da, den ihr alle nicht kennt.
starter = Etwas für den Anfang: { $number ->
        [1] was hast du letzten Monat gelernt, das dich überrascht hat?
        [2] welchen Teil deiner Arbeit würdest du gern jemandem zeigen?
        [3] was würdest du hier als Erstes ändern, wenn du eines ändern könntest?
        [4] wie bist du zu dem gekommen, was du tust?
        [5] auf welches Werkzeug möchtest du nicht verzichten?
       *[other] wen sollten hier alle kennen, und warum?
    }
alone = Diesmal habe ich in { $place } niemanden für dich gefunden. Nächstes Mal suche ich für dich zuerst.
and = und
did_you_meet = Habt ihr euch getroffen, { $names } und du?
label_met = Ja, haben wir
label_not_met = Nein
met = Schön!
not_met = Macht nichts, bald kommt die nächste Runde. Magst du lieber nicht, beendet `coffee leave` es.

refused_word = Mit `coffee { $word }` weiß ich nichts anzufangen. Sag `coffee join`, `coffee skip` oder `coffee leave`.
refused_direct = Wo möchtest du Leute treffen? Sag `coffee join` an diesem Ort.
refused_no_round = Du warst noch in keiner Runde. `coffee join` an einem Ort bringt dich in die nächste.

held_places = Orte, deren Leute du treffen möchtest
held_rounds = Runden, in denen du vorgestellt wurdest
