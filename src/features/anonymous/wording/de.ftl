about_anon = Ohne deinen Namen fragen, mit Worten nur an mich: Du siehst vorher, wer es noch herausfinden könnte
about_anonreply = Ohne deinen Namen etwas zu einer Frage sagen
about_approve = Als Moderation etwas Anonymes freigeben
about_reject = Als Moderation etwas Anonymes nicht freigeben
shortcut_ask = Anonym fragen
shortcut_reply = Ohne Namen antworten
form_title = Ohne Namen fragen
form_submit = Vorschau
form_question = Was möchtest du wissen?
form_topics = Ort und Themen: #help #postgres
form_reply = Ohne Namen antworten
form_which = Zu welcher Frage?
form_words = Was möchtest du sagen?
preview =
    So würde ich es in { $place } fragen, als __OP__, zu { $topics }:

    > { $body }
preview_plain =
    So würde ich es in { $place } fragen, als __OP__:

    > { $body }
preview_reply =
    So würde ich es zu **Q{ $number }** stellen, als __{ $pseudonym }__:

    > { $body }
preview_wait = Nichts erscheint, bevor du es sagst. Nach { $minutes } Minuten vergesse ich diesen Entwurf.
traces = Was Geräte verrät, habe ich vereinheitlicht: { $kinds }.
trace_skin_tones = Hauttöne von Emoji
trace_invisible = unsichtbare Zeichen
trace_typography = typografische Anführungszeichen und Striche
trace_tracking = Verfolgungsparameter in Links
and = und
who_could_know = **Wer noch herausfinden könnte, dass du es warst:**
knows_colleagues = Deine Kolleginnen und Kollegen sehen deinen Namen nie, auch nicht die, die gefragt werden.
knows_network = Slack oder euer Homeserver kann sehen, dass du diesen Bot benutzt hast, und behält, was ich dir hier schreibe.
knows_server = Wer diesen Server betreibt, könnte ermitteln, wer eine offene Frage gestellt hat, oder den Code ändern.
knows_backups = Wenn die Frage schließt, zerstören wir ihren Schlüssel; unsere Sicherungen bringen ihn nicht zurück, nur eine Kopie der ganzen Maschine aus der Zeit, in der sie offen war, könnte das.
knows_style = Dein Schreibstil kann dich verraten.
label_post = Stellen
label_later = In { $least }–{ $most } Minuten
label_discard = Doch nicht
suggestions = So etwas wurde schon einmal gefragt:
known = **Q{ $number }** { $title } — { $answer }
posted =
    { "" }**Q{ $number }** ist gestellt. Ich schreibe hier, wenn es eine Antwort gibt.

    `anon mine` zeigt, was offen ist, `anonreply Q{ $number } …` ergänzt etwas, `anon close Q{ $number }` zerstört den Weg zu dir.
posted_later = Gut, irgendwann in { $least } bis { $most } Minuten. Ich sage dir, wenn es so weit ist.
posted_reply = Es steht unter **Q{ $number }** als **A{ $answer }**, von __{ $pseudonym }__.
added = Es steht unter **Q{ $number }**, von __OP__.
waits_already = Es wartet schon. Ich sage dir, wenn es erscheint.
discarded = Vergessen. Nichts ist erschienen.
draft_lapsed = Ich habe nichts gehört und den Entwurf vergessen. Nichts ist erschienen.
held_place = Dort liest die Moderation zuerst, was ohne Namen kommt. Sie sieht die Worte, nicht dich. Ich sage dir, was dabei herauskommt.
held_names = Es scheint jemanden zu nennen, darum liest es zuerst die Moderation. Sie sieht die Worte, nicht dich. Ich sage dir, was dabei herauskommt.
held_blocked = Eines seiner Wörter lässt es zuerst die Moderation lesen. Sie sieht die Worte, nicht dich. Ich sage dir, was dabei herauskommt.
approval =
    { "" }**N{ $number }**, ohne Namen, für { $place }:

    > { $body }

    Es wartet auf die Moderation, weil { $why }. Sollen es alle lesen?
why_place = dort alles Anonyme zuerst gelesen wird
why_names = es jemanden zu nennen scheint
why_blocked = es ein Wort eurer Liste enthält
label_approve = Freigeben
label_reject = Nicht freigeben
done = **N{ $number }** ist erledigt.
approval_lapsed = Die Moderation hat es nicht rechtzeitig gelesen, darum habe ich es vergessen. Das waren deine Worte:
rejected = Die Moderation möchte es so nicht freigeben. Das waren deine Worte; du kannst es mit anderen versuchen:
rejected_why =
    Die Moderation möchte es so nicht freigeben:

    > { $why }

    Das waren deine Worte; du kannst es mit anderen versuchen:
mine = { $count ->
        [one] Eines ist offen:
       *[other] { $count } sind offen:
    }
mine_nothing = Nichts ist offen. `anon …` fragt ohne deinen Namen.
mine_how = `anonreply Q17 …` ergänzt, `anon accept A31` sagt, was geholfen hat, `anon none Q17`, dass nichts half, `anon withdraw Q17` nimmt sie zurück, `anon close Q17` zerstört den Weg zu dir.
line_open = **Q{ $number }** { $title } · du bist erreichbar bis { $until }
line_reply = Deine Antwort auf **Q{ $number }** als __{ $pseudonym }__ · bis { $until }
line_draft = **N{ $number }** { $title } · nicht gestellt: `anon post N{ $number }`, `anon discard N{ $number }`
line_waits = **N{ $number }** { $title } · wartet: `anon discard N{ $number }` nimmt es zurück
closed = **Q{ $number }** hatte ihre Zeit: Ihr Schlüssel wird zerstört, spätestens eine Stunde nachdem du das hier bekommen hast, und von da an weiß ich nichts mehr davon, wer gefragt hat. Sie bleibt, wo sie ist; was wir uns hier geschrieben haben, auch.
closed_now = Erledigt: Der Schlüssel von **Q{ $number }** wird zerstört, spätestens eine Stunde nachdem du das hier bekommen hast. Von da an kann ich dich dazu nicht mehr erreichen, und weiß nichts davon, wer gefragt hat. Was wir uns hier geschrieben haben, bleibt.
accepted = Danke! **A{ $answer }** ist als Antwort markiert.
unaccepted = **A{ $answer }** ist nicht mehr die akzeptierte Antwort.
none_helped = Danke, dass du es sagst. **Q{ $number }** bleibt offen, und ich frage weiter.
withdrawn = **Q{ $number }** ist zurückgenommen.
reopened = **Q{ $number }** ist wieder offen.
hidden = Die Moderation hat **{ $post }** ausgeblendet. Sie weiß nicht, wer es geschrieben hat, und kann es nicht herausfinden.
again_question = In anderen Worten ist es in { $place } willkommen: Schreib mir `anon`, den Ort und die neuen Worte. Das waren deine:
again_reply = In anderen Worten ist es willkommen: `anonreply Q{ $number } …`. Das waren deine:
shown = **{ $post }** ist wieder zu sehen.
reply_how = Sag etwas zu **Q{ $number }**, ohne deinen Namen: über den Knopf oder mit `anonreply Q{ $number } …`, hier, wo nur ich es lese.
label_reply = Schreiben
was_visible = Ich habe nichts gestellt. Was du getippt hast, konnten dort alle lesen; ich habe es gelöscht, wo ich darf. Schreib es nur an mich.
refused_no_vault = Hier kann noch niemand ohne Namen fragen: Die Administration muss zuerst den Tresor einrichten (`secrets.vault_key_file`). Ich habe nichts gestellt.
refused_empty = Was möchtest du sagen? `anon #help warum ist meine Abfrage langsam?`
refused_no_place = Wo soll ich es fragen? Nenn den Ort davor: `anon #help …`. Das waren deine Worte:
refused_off = In { $place } ist das Fragen ohne Namen nicht eingeschaltet.
refused_few = { $place } hat weniger als { $fewest } Leute: Sie würden erraten, wer du bist. Nimm einen größeren Ort: `anon #help …`.
refused_uncounted = Ich kann nicht herausfinden, wie viele Leute in { $place } sind, und darum nicht, ob ihr genug wärt. Versuch es später noch einmal oder an einem anderen Ort.
refused_paused = Die Moderation hat mehr als einmal anonyme Beiträge von dir ausgeblendet, ohne zu wissen, dass sie von dir sind. Ab { $until } kannst du wieder ohne Namen schreiben.
refused_too_many = Das war viel für einen Tag ohne Namen. Morgen geht es weiter.
refused_no_draft = Diesen Entwurf hast du nicht mehr. `anon mine` zeigt, was offen ist.
refused_not_yours = Bei **Q{ $number }** hast du nichts offen. `anon mine` zeigt, was offen ist.
refused_not_your_question = **{ $post }** gehört zu keiner Frage, die du ohne Namen gestellt hast, oder ihre Zeit ist vorbei.
refused_own_answer = **A{ $answer }** ist deine eigene Antwort. Das erfährst nur du.
refused_unknown = Ich kenne keine Frage „{ $word }“, auf die man antworten kann. `anonreply Q17 …` nennt sie zuerst.
refused_no_post = Das ist keine meiner Fragen, und keine Antwort darauf.
refused_nothing_held = Unter diesem Namen wartet nichts: Vielleicht hat schon jemand entschieden.
refused_not_moderator = Das ist für die Moderation.
