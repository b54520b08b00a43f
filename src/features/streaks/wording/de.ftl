about_streak = Sieh, in wie vielen Wochen hintereinander du geholfen hast; sonst sieht es niemand

none = Deine erste Serie beginnt in der Woche, in der du jemandem hilfst: mit einer Antwort, einem Tipp, einer Verbesserung oder einer Stunde als Mentorin oder Mentor.
streak =
    { $weeks ->
        [one] Du hast in **einer Woche** geholfen; mit der nächsten wird es eine Serie.
       *[other] Du hast in **{ $weeks } Wochen hintereinander** geholfen.
    }
longest = Deine längste Serie hat { $weeks } Wochen.
ended =
    { $weeks ->
        [one] Du hast gerade keine Serie. Die nächste beginnt, wenn du wieder hilfst.
       *[other] Du hast gerade keine Serie; deine längste hat **{ $weeks } Wochen**. Die nächste beginnt, wenn du wieder hilfst.
    }
week_counts = Diese Woche zählt schon.
week_open = Diese Woche zählt noch nicht: Du hast bis Sonntag Zeit.
week_away = Diese Woche bist du nicht da; sie nimmt dir nichts.
saved =
    { $weeks ->
        [one] Ein Joker hat eine Woche gerettet, in der du nicht geholfen hast.
       *[other] Joker haben { $weeks } Wochen gerettet, in denen du nicht geholfen hast.
    }
freezes_all =
    { $count ->
        [one] Du hast einen Joker: Er rettet von selbst eine verpasste Woche.
       *[other] Du hast { $count } Joker: Jeder rettet von selbst eine verpasste Woche.
    }
freezes_some =
    { $count ->
        [0] Du hast keinen Joker mehr.
        [one] Du hast noch einen Joker: Er rettet von selbst eine verpasste Woche.
       *[other] Du hast noch { $count } Joker: Jeder rettet von selbst eine verpasste Woche.
    } { $weeks ->
        [one] Noch eine Woche hintereinander bringt einen weiteren.
       *[other] Noch { $weeks } Wochen hintereinander bringen einen weiteren.
    }

refused_others = Serien sind privat: Mit `serie` allein siehst du deine.

held_deeds = An welchen Tagen du geholfen hast
held_away = Wann du nicht da warst
