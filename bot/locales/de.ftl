# Deutsch

### Commands, their options

command-start = Verrate mir in einer knappen Minute deinen Geschmack
    .name = start
command-rate = Genres und Titel bewerten
    .name = bewerten
command-rate-genre = Ein Genre von 1 bis 10 bewerten
    .name = genre
option-rate-genre-genre = Das Genre
    .name = genre
option-rate-genre-rating = Wie gern du es magst, von 1 bis 10
    .name = bewertung
command-rate-genres = Viele Genres mit wenigen Klicks bewerten
    .name = genres
command-rate-title = Einen Anime von 1 bis 10 bewerten oder als gesehen eintragen
    .name = titel
option-rate-title-title = Sein Name: japanisch, englisch oder Romaji, gern auch nur ein Teil davon
    .name = titel
option-rate-title-rating = Wie gut er dir gefallen hat, von 1 bis 10; leer lassen, wenn du ihn nur gesehen hast
    .name = bewertung
command-recommend = Was du als Nächstes schauen kannst
    .name = empfehlen
option-recommend-type = Nur diese Art: TV, Movie, OVA, ONA, Special, Music
    .name = art
option-recommend-since = Erstausstrahlung in diesem Jahr oder später
    .name = ab
option-recommend-until = Erstausstrahlung in diesem Jahr oder früher
    .name = bis
option-recommend-length = Wie lang er sein darf
    .name = länge
option-recommend-genre = Nur Titel dieses Genres; mehrere mit Komma trennen
    .name = genre
option-recommend-without = Keine Titel dieses Genres; mehrere mit Komma trennen
    .name = ohne
option-recommend-reach = Lieber, was alle kennen, oder lieber Geheimtipps
    .name = bekanntheit
option-recommend-finished = Nur, was zu Ende ausgestrahlt ist
    .name = abgeschlossen
option-recommend-visible = Wer die Liste sieht
    .name = sichtbar
option-recommend-adult = Auch Titel für Erwachsene, in Kanälen mit Altersbeschränkung
    .name = ab-18
command-title = Alles über einen Anime, und warum er dir gefallen könnte
    .name = titel
option-title-title = Sein Name: japanisch, englisch oder Romaji, gern auch nur ein Teil davon
    .name = titel
option-title-visible = Wer die Antwort sieht
    .name = sichtbar
command-similar = Was einem Anime ähnelt
    .name = ähnlich
option-similar-title = Sein Name: japanisch, englisch oder Romaji, gern auch nur ein Teil davon
    .name = titel
option-similar-visible = Wer die Liste sieht
    .name = sichtbar
command-random = Etwas, das dir wahrscheinlich gefällt, falls du dich nicht entscheiden kannst
    .name = zufall
option-random-visible = Wer die Antwort sieht
    .name = sichtbar
command-seen = Einen Anime als gesehen eintragen, ganz oder zum Teil
    .name = gesehen
option-seen-title = Sein Name: japanisch, englisch oder Romaji, gern auch nur ein Teil davon
    .name = titel
option-seen-rating = Wie gut er dir gefallen hat, von 1 bis 10
    .name = bewertung
option-seen-status = Wie weit du gekommen bist; ohne Angabe abgeschlossen
    .name = status
command-watchlist = Was du sehen willst
    .name = merkliste
menu-mentions = Anime in dieser Nachricht finden
command-together = Was ihr zusammen schauen könnt, und wie sehr es jedem von euch gefallen wird
    .name = zusammen
option-together-member1 = Mit wem
    .name = mitglied1
option-together-more = Mit wem noch
option-together-seen-by-some = Auch, was einige von euch schon gesehen haben, aber nicht alle
    .name = teils-gesehen
option-together-visible = Wer die Liste sieht
    .name = sichtbar
command-compare = Wie weit dein Geschmack mit dem eines anderen Mitglieds übereinstimmt
    .name = vergleichen
option-compare-member = Mit wem
    .name = mitglied
option-compare-visible = Wer die Antwort sieht
    .name = sichtbar
menu-recommend-for = Für dieses Mitglied empfehlen
command-profile = Was ich über deinen Geschmack weiß, und wie du es änderst
    .name = profil
option-profile-search = Einen Titel in deiner Liste finden: ein Teil seines Namens, egal in welcher Sprache
    .name = suche
command-settings = Wie Titel heißen, was in Listen steht und was andere sehen dürfen
    .name = einstellungen
command-import = Deine Liste von MyAnimeList, AniList, aus einer Datei oder von einem anderen Osusume holen
    .name = importieren
option-import-file = Ein Export von MyAnimeList (XML), AniList (JSON) oder von mir, oder eine Tabelle (CSV)
    .name = datei
option-import-anilist = Dein Name auf AniList, wenn deine Liste dort öffentlich ist
    .name = anilist
option-import-mal = Dein Name auf MyAnimeList, wenn deine Liste dort öffentlich ist
    .name = mal
command-privacy = Was ich über dich speichere, und was damit geschieht
    .name = datenschutz
command-mydata = Alles, was ich über dich speichere
    .name = meine-daten
command-mydata-export = Alles, was ich über dich speichere, als Datei bekommen
    .name = exportieren
command-mydata-delete = Alles löschen, was ich über dich speichere
    .name = löschen
command-help = Was ich kann
    .name = hilfe
command-admin = Für die Leute, die den Bot betreiben
    .name = admin
command-admin-status = Wie es dem Bot geht
    .name = status
command-admin-reload = Das Modell neu laden
    .name = neu-laden

### Buttons

button-start = Los geht’s
button-recommend = Empfehlungen
button-genres = Genres bewerten
button-profile = Mein Profil
button-all-titles = Alle meine Titel
button-find = Suchen
button-settings = Einstellungen
button-watchlist = Merkliste
button-card-seen = Gesehen
button-want = Vormerken
button-not-for-me = Nichts für mich
button-card-like = Ähnliche
button-about = Warum?
button-previous = Zurück
button-next = Weiter
button-seen = Gesehen, ohne Bewertung
button-forget = Vergessen
button-undo = Rückgängig
button-skip = Überspringen
button-stop = Hier aufhören
button-delete = Alles löschen
button-keep = Behalten
button-import = Importieren
button-cancel = Abbrechen
button-export = Meine Daten holen
button-privacy = Datenschutzerklärung
button-seen-by-some = Auch teils Gesehenes
button-seen-by-none = Nur Ungesehenes
button-both = Eine Liste für beide
button-show = Zeig es mir

### The first minute

start-heading = Was magst du?
start-introduction =
    Wähl ein paar Genres aus und sag dann, was du von zwölf bekannten Titeln hältst. Das dauert keine Minute.
    Jeder Klick wird sofort gespeichert, und du kannst jederzeit aufhören.
start-liked = Genres, die ich mag
start-disliked = Genres, die ich nicht mag
start-more-genres = { $count ->
    [one] 1 weiteres Genre und Bewertungen von 1 bis 10: **/rate genres**
   *[other] { $count } weitere Genres und Bewertungen von 1 bis 10: **/rate genres**
}
start-titles = Weiter zu den Titeln
start-progress = { $number } von { $total }
start-love = Liebe ich
start-like = Mag ich
start-meh = Geht so
start-dislike = Mag ich nicht
start-unseen = Nicht gesehen
start-want = Will ich sehen
start-end = Meine Empfehlungen

### Bringing a list

import-which = Gib mir genau eine Liste: eine Datei, einen Namen auf AniList oder einen Namen auf MyAnimeList.
import-no-download = Die Datei ist nicht von Discord bei mir angekommen: Schick sie noch einmal.
import-reading = Ich lese die Liste …
import-matching = Ich suche ihre Titel …
import-saving = Ich speichere die Liste …
import-heading = Deine Liste von { $source }
import-heading-other = Deine Liste
import-titles = { $count ->
    [one] **1** Titel
   *[other] **{ $count }** Titel
}
import-completed = { $count } abgeschlossen
import-watching = { $count } am Schauen
import-on-hold = { $count } pausiert
import-dropped = { $count } abgebrochen
import-planned = { $count } vorgemerkt
import-unwanted = { $count } uninteressant
import-scores-10 = { $count ->
    [one] 1 Bewertung von 10, unverändert übernommen
   *[other] { $count } Bewertungen von 10, unverändert übernommen
}
import-scores-decimal = { $count ->
    [one] 1 Bewertung von 10, gerundet
   *[other] { $count } Bewertungen von 10, gerundet
}
import-scores-100 = { $count ->
    [one] 1 Bewertung von 100, durch 10 geteilt
   *[other] { $count } Bewertungen von 100, durch 10 geteilt
}
import-scores-stars = { $count ->
    [one] 1 Bewertung in Sternen, verdoppelt
   *[other] { $count } Bewertungen in Sternen, verdoppelt
}
import-scores-smileys = { $count ->
    [one] 1 Bewertung in Smileys, als 4, 6 oder 9 von 10 übernommen
   *[other] { $count } Bewertungen in Smileys, als 4, 6 und 9 von 10 übernommen
}
import-genres = { $count ->
    [one] 🎭 1 Genrebewertung, neu oder geändert
   *[other] 🎭 { $count } Genrebewertungen, neu oder geändert
}
import-outcome = Neu: **{ $added }** · Geändert: **{ $changed }** · Wie bisher: **{ $unchanged }**
import-unlisted = { $count ->
    [one] 1 Titel fehlt in meinem Katalog. Ich behalte ihn, falls der Katalog wächst:
   *[other] { $count } Titel fehlen in meinem Katalog. Ich behalte sie, falls er wächst:
}
import-unclear = { $count ->
    [one] 1 Eintrag bleibt weg, weil ich nicht erkenne, welcher Titel gemeint ist:
   *[other] { $count } Einträge bleiben weg, weil ich nicht erkenne, welche Titel gemeint sind:
}
import-nameless = { $count ->
    [one] ❔ 1 Eintrag bleibt weg, weil er weder Namen noch ID hat.
   *[other] ❔ { $count } Einträge bleiben weg, weil sie weder Namen noch ID haben.
}
import-more = und { $count } weitere
import-nothing-new = Das weiß ich alles schon: Es gibt nichts zu importieren.
import-explained = Noch ist nichts gespeichert. Was in der Liste steht, ersetzt, was du mir früher gesagt hast; der Rest bleibt. Einen Tag lang kannst du es rückgängig machen.
import-cancelled = Es wurde nichts importiert.
import-undo-until = Rückgängig machen kannst du das bis { $when }.
import-undone = { $count ->
    [one] 1 Titel oder Bewertung ist wieder wie vor dem Import.
   *[other] { $count } Titel und Bewertungen sind wieder wie vor dem Import.
}

### Cards

card-episodes = { $count ->
    [one] 1 Folge
   *[other] { $count } Folgen
}
card-score = MAL { $score }
card-expected = **{ $rating } für dich**
card-because = Wegen { $causes }

### Recommendations

recommend-heading = Für { $name }
recommend-newcomer =
    Ich kenne deinen Geschmack noch nicht, darum steht hier, was die meisten lieben.
    Drück auf **{ button-start }**: In weniger als einer Minute wird es deine Liste.
recommend-nothing = Dazu passt nichts. Lass eine Angabe oder zwei weg und versuch es noch einmal.
recommend-no-more = Das war die letzte Seite: Mehr findest du mit **/recommend** und anderen Angaben.
recommend-choose = Schon gesehen, oder etwas vormerken?
recommend-seen = { $title }: gesehen.
recommend-wanted = { $title } steht auf deiner Merkliste.
recommend-unwanted = { $title } wird dir nicht mehr empfohlen.
wish-since = ab { $year }
wish-until = bis { $year }
wish-finished = abgeschlossen
wish-popular = bekannt
wish-niche = wenig bekannt
wish-wanted = mit { $genre }
wish-unwanted = ohne { $genre }
length-single = Eine Folge oder ein Film
length-short = Bis 13 Folgen
length-medium = 14 bis 26 Folgen
length-long = 27 Folgen und mehr
reach-most-popular = Was alle kennen
reach-popular = Eher bekannt
reach-neutral = Wie es kommt
reach-niche = Eher wenig bekannt
reach-most-niche = Geheimtipps
visible-to-me = Nur ich
visible-to-all = Alle hier
page = Seite { $number } von { $last }

### One title

similar-heading = Wie { $title }
similar-nothing = Mehr in dieser Art kenne ich nicht, was du nicht schon gesehen oder aussortiert hast.
status-completed = Abgeschlossen
status-watching = Schaue ich
status-on-hold = Pausiert
status-dropped = Abgebrochen
status-planned = Will ich sehen
status-unwanted = Kein Interesse
kept-rating = du hast **{ $rating }** vergeben
title-minutes = { $count ->
    [one] 1 Minute
   *[other] { $count } Minuten
}
title-minutes-each = { $count ->
    [one] 1 Minute je Folge
   *[other] { $count } Minuten je Folge
}
title-seen-it = Schon gesehen? Bewerte ihn von 1 bis 10.
title-guess = Nach allem anderen, was du mir gesagt hast, hätte ich auf { $rating } getippt.
title-why = Was dafür spricht
title-cause-rated = Du hast **{ $title }** { $rating } von 10 gegeben.
title-cause-seen = Du hast **{ $title }** gesehen.
title-cause-genre = Du hast dem Genre **{ $genre }** { $rating } von 10 gegeben.
title-cause-other-genre = Es ist nicht **{ $genre }**, ein Genre, dem du { $rating } von 10 gegeben hast.
title-newcomer = Ich kenne deinen Geschmack noch nicht, darum richte ich mich danach, was die meisten davon halten.
title-no-cause = Nichts von dem, was du mir gesagt hast, spricht besonders dafür.
title-goes-on = Setzt **{ $title }** fort, was du gesehen hast.
title-first = Schau zuerst **{ $title }**.
title-series = { $count ->
    [one] Die Reihe
   *[other] Die Reihe, { $count } Teile
}
title-beside = { $count ->
    [one] und 1 Special oder Nebengeschichte
   *[other] und { $count } Specials und Nebengeschichten
}
title-parts = Einen anderen Teil der Reihe zeigen
random-heading = Wie wäre es damit?
button-title = Mehr dazu
button-like = Mehr davon
button-another = Etwas anderes

### The watchlist

watchlist-heading = Deine Merkliste
watchlist-order = { $count ->
    [one] 1 Titel
   *[other] { $count } Titel; oben, was dir am besten gefallen müsste
}
watchlist-empty = Deine Merkliste ist noch leer: Drück bei einem Titel auf 🔖 **{ button-want }**, und er wartet hier auf dich.
watchlist-choose = Wähl einen aus, um alles über ihn zu sehen
watchlist-tonight = Für heute Abend
watchlist-exported = Deine Merkliste, ein Titel je Zeile.
button-tonight = Einen für heute Abend
button-export-watchlist = Als Datei

### Titles in a message

mentions-heading = { $count ->
    [one] 1 Anime in dieser Nachricht
   *[other] { $count } Anime in dieser Nachricht
}
mentions-none = In dieser Nachricht sehe ich keinen Anime. Ich finde ausgeschriebene Namen und Links zu MyAnimeList; ein Alltagswort nur in Anführungszeichen oder allein in seiner Zeile.

### Rating

title-question = Wie hat es dir gefallen?
title-question-again = Hier kannst du deine Bewertung ändern.
title-rated = { $title }: **{ $rating }** von 10.
title-seen = { $title }: gesehen. Wie hat es dir gefallen?
title-forgotten = { $title } ist vergessen.
genre-question = Wie gern magst du **{ $genre }**?
genre-rated = { $genre }: **{ $rating }** von 10.
genre-forgotten = Deine Bewertung von { $genre } ist vergessen.
rating-before = Vorher: { $rating }.
rating-now = Jetzt: { $rating }.
genres-heading = Deine Genres
genres-choose = Wähl bis zu { $most } Genres, die du magst oder nicht magst; danach bewertest du jedes mit einem Klick.
genres-menu = { $first } bis { $last }
genres-rated = Deine Bewertung: { $rating }
genres-none-chosen = Noch keins gewählt.
genres-start = { $count ->
    [0] Bewerten
    [one] 1 Genre bewerten
   *[other] { $count } Genres bewerten
}
genres-how-much = Wie gern magst du es?
genres-progress = Genre { $number } von { $total }. Jeder Klick wird sofort gespeichert.
genres-done = { $count ->
    [0] Noch kein Genre bewertet
    [one] Du hast 1 Genre bewertet
   *[other] Du hast { $count } Genres bewertet
}
genres-too-many = Wähl höchstens { $most } Genres auf einmal: Nimm zuerst welche weg.

### Profile

profile-heading = { $name }
profile-newcomer = Ich weiß noch nichts über deinen Geschmack. **/start** fragt in weniger als einer Minute danach, und dann empfehle ich dir, was dir gefallen wird.
profile-summary = Genres bewertet: **{ $genres }** · Titel bewertet: **{ $rated }** · Nur gesehen: **{ $seen }**
profile-planned = { $count ->
    [one] Merkliste: **1** Titel
   *[other] Merkliste: **{ $count }** Titel
}
profile-hidden = { $count ->
    [one] 1 Titel für Erwachsene wird nur in Kanälen mit Altersbeschränkung gezeigt.
   *[other] { $count } Titel für Erwachsene werden nur in Kanälen mit Altersbeschränkung gezeigt.
}
profile-unlisted = { $count ->
    [one] 1 Titel bleibt gespeichert, der zurzeit in meinem Katalog fehlt.
   *[other] { $count } Titel bleiben gespeichert, die zurzeit in meinem Katalog fehlen.
}
profile-genres = Genres
profile-more-genres = und { $count } weitere
profile-from-titles = { $count ->
    [one] aus 1 Titel
   *[other] aus { $count } Titeln
}
profile-latest = Neueste Titel
profile-seen = Gesehen, ohne Bewertung
profile-wanted = Auf deiner Merkliste
profile-unwanted = Nichts für dich
profile-change-genre = Ein Genre ändern oder vergessen
profile-change-title = Einen Titel ändern oder vergessen

### A member's own titles

own-titles-heading = Deine Titel
own-titles-none = Du hast mir noch von keinem Titel erzählt. Drück bei einem auf ✅ **{ button-card-seen }**, oder nimm **/rate title**.
own-titles-count = { $count ->
    [one] 1 Titel
   *[other] { $count } Titel
}
own-titles-found = { $count ->
    [0] In deiner Liste heißt nichts „{ $search }“.
    [one] 1 Titel passt zu „{ $search }“.
   *[other] { $count } Titel passen zu „{ $search }“.
}
own-titles-form = In meiner Liste suchen
own-titles-form-name = Der Name oder ein Teil davon
own-titles-form-hint = Englisch, japanisch oder Romaji
order-menu = Reihenfolge
order-fit = Beste Treffer zuerst
order-latest = Neueste zuerst
order-best = Beste Bewertung zuerst
order-name = Nach Namen

### The profile picture

picture-heading = Animegeschmack
picture-rated = { $count } bewertet
picture-seen = { $count } nur gesehen
picture-typed = { $count ->
    [one] 1 Genre bewertet
   *[other] { $count } Genres bewertet
}
picture-liked = Lieblingsgenres
picture-disliked = Weniger beliebt
picture-ratings = Bewertungen
picture-mean = { $mean } im Schnitt
picture-higher = { $by } über MyAnimeList
picture-lower = { $by } unter MyAnimeList
picture-same = genau wie MyAnimeList
picture-years = Jahre
picture-most-from-years = meist aus { $first }–{ $last }
picture-most-from-year = meist aus { $year }
picture-count = { $count }
picture-titles = Am besten bewertet
picture-empty = Bewerte ein paar Genres oder Titel, und diese Seite füllt sich.
picture-alt = Der Animegeschmack von { $name }.
picture-alt-counts = Bewertete Titel: { $rated }; nur gesehen: { $seen }; bewertete Genres: { $genres }.
picture-alt-liked = Lieblingsgenres: { $genres }.
picture-alt-disliked = Am wenigsten gemochte Genres: { $genres }.
picture-alt-ratings = Bewertungen der Titel: { $habits }.
picture-alt-years = Jahre der Titel: { $years }.
picture-alt-titles = Am besten bewertete Titel: { $titles }.

### Lists together

together-heading = Für { $names }
together-seen-by-none = Nichts, was jemand von euch gesehen hat oder nicht will.
together-seen-by-some = Auch, was einige von euch gesehen haben, aber nicht alle.
together-newcomers = { $count ->
    [one] { $names } hat mir noch nichts erzählt, da richte ich mich nach dem, was die meisten mögen: **/start** ändert das.
   *[other] { $names } haben mir noch nichts erzählt, da richte ich mich nach dem, was die meisten mögen: **/start** ändert das.
}
together-nothing = Es ist nichts mehr übrig, das euch allen passt.
together-no-more = Das war die letzte Seite.
together-goes-on = Setzt **{ $title }** fort, was ihr alle gesehen habt.
together-numbers = Die Zahlen sind die Bewertungen, die ich von jedem von euch erwarte, von 1 bis 10.
together-own-ratings = Wer einen Titel schon gesehen und bewertet hat, steht mit der eigenen Bewertung da.
together-with-whom = Wer ist außer dir dabei?
together-alone = Nenn jemand anderen als dich selbst: Eine gemeinsame Liste ist für zwei bis acht Mitglieder.
together-bot = { $name } ist ein Bot, und Bots schauen keine Anime: Wähl ein Mitglied.

### Comparing two members

compare-alone = Mit dir selbst bist du hoffentlich in allem einig: Wähl ein anderes Mitglied.
compare-agreement = Von zwei Titeln, die ihr verschieden bewertet, zieht ihr in **{ $share } von 100** Fällen beide denselben vor. Mit 95 % Sicherheit liegt es zwischen { $low } und { $high }.
compare-uncertain = Zwei beliebige Leute kommen auf { $usual }: Ob ihr euch öfter oder seltener einig seid als sie, kann ich noch nicht sagen.
compare-more = Zwei beliebige Leute kommen auf { $usual }: Ihr seid euch öfter einig als die meisten.
compare-less = Zwei beliebige Leute kommen auf { $usual }: Ihr seid euch seltener einig als die meisten.
compare-explained = { $count ->
    [one] Aus 1 Titel, den ihr beide bewertet habt. Je mehr es sind, desto sicherer ist es.
   *[other] Aus { $count } Titeln, die ihr beide bewertet habt. Je mehr es sind, desto sicherer ist es.
}
compare-nothing-shared = Es gibt noch keinen Titel, den ihr beide bewertet habt, also kann ich nicht sagen, wie weit ihr euch einig seid. **/start** und **/import** ändern das.
compare-order = Die Bewertungen von { $one }, dann die von { $other }
compare-loved = Das liebt ihr beide
compare-disputed = Umstritten
compare-tips = Zum gegenseitigen Zeigen
compare-tip = **{ $one }** sollte **{ $other }** { $title } zeigen: Dort gab es { $rating } dafür, hier erwarte ich { $expected }.

### Asking others

invitation-list = { $name } möchte etwas für euch alle finden
invitation-comparison = { $name } möchte euren Geschmack vergleichen
invitation-press = Wer das noch nicht erlaubt hat, drückt auf den Knopf mit dem eigenen Namen.
invitation-meaning = Damit erlaubst du anderen, um Listen mit dir zu bitten und ihren Geschmack mit deinem zu vergleichen. Wer die Antwort sieht, sieht dann, was du gesehen hast, wie du es bewertet hast, was du sehen willst und welche Bewertungen ich von dir erwarte. In **/settings** schaltest du es wieder aus.
invitation-allowed = Jetzt erlaubt ihr es alle. { $name } kann die Antwort sehen.

### A list for another member

for-member-heading = Für { $name }
for-member-introduction = Was ich diesem Mitglied jetzt empfehlen würde, und die Bewertungen, die ich erwarte. Nur du siehst das.
for-member-expected = **{ $rating } für { $name }**
for-member-nothing = Mehr kenne ich nicht, was zu den Einstellungen dort passt.
for-member-newcomer = { $name } hat mir noch nichts erzählt, also weiß ich nicht, was dort gefallen könnte.
for-member-not-allowed = { $name } hat das nicht erlaubt: Frag mit **/together** oder **/compare**, dort lässt es sich erlauben.

### Settings

settings-heading = Deine Einstellungen
settings-introduction = Jede Auswahl wird sofort gespeichert.
settings-titles = Wie Titel heißen
titles-any = Wie auf dem Server üblich
titles-romaji = Romaji: Shingeki no Kyojin
titles-english = Englisch: Attack on Titan
titles-japanese = Japanisch: 進撃の巨人
settings-lists = Was in deinen Listen steht
settings-reach = Bekannt oder wenig bekannt
settings-length = Länge
length-any = Beliebig lang
settings-types = Nur diese Arten (keine gewählt: alle)
settings-unwanted = Nie diese Genres
settings-finished-on = Nur Abgeschlossenes: an
settings-finished-off = Nur Abgeschlossenes: aus
settings-public-on = Listen: sehen alle
settings-public-off = Listen: sehe nur ich
settings-together-on = Zusammen: erlaubt
settings-together-off = Zusammen: nicht erlaubt
settings-together = „Zusammen“ lässt andere um Listen für dich und mit dir bitten und ihren Geschmack mit deinem vergleichen. Wer die Antwort sieht, sieht dann, was du gesehen hast, wie du es bewertet hast, was du sehen willst und welche Bewertungen ich von dir erwarte.
settings-server = Dieser Server
settings-server-titles = Wie Titel für Mitglieder heißen, die nichts gewählt haben
settings-not-manager = Das dürfen nur die ändern, die diesen Server verwalten: Frag jemanden von ihnen.

### A member's data

export-done = Das ist alles, was ich über dich speichere. Niemand sonst kann es sehen.
delete-question =
    Das löscht alles, was ich über dich speichere: { $genres ->
        [one] 1 Genrebewertung
       *[other] { $genres } Genrebewertungen
    } und { $titles ->
        [one] 1 Titel
       *[other] { $titles } Titel
    }. Es lässt sich nicht rückgängig machen; **/mydata export** gibt dir vorher eine Kopie.
delete-done =
    Gelöscht: { $genres ->
        [one] 1 Genrebewertung
       *[other] { $genres } Genrebewertungen
    } und { $titles ->
        [one] 1 Titel
       *[other] { $titles } Titel
    }. Ich habe noch einmal nachgesehen: Über dich ist nichts mehr da.
delete-more = Auch deine Einstellungen verschwinden, ebenso die Titel, die du nicht gesehen hast, die Server, auf denen wir uns begegnet sind, und was nötig ist, um deinen letzten Import rückgängig zu machen.
delete-kept = Es wurde nichts gelöscht.
delete-nothing = Ich speichere nichts über dich.

### Privacy

privacy-heading = Deine Daten
privacy-kept = **Was ich speichere**, unter deiner Discord-ID:
    • Genres und Titel, die du bewertet oder gesehen hast, sehen willst oder nicht magst, und wann du das gesagt hast
    • Titel, die **/start** dir gezeigt hat und die du nicht gesehen hast
    • deine Einstellungen
    • die Server, auf denen du mich benutzt hast
    • einen Tag lang das, was dein letzter Import ersetzt hat
privacy-use = **Wofür**: nur um dir Anime zu empfehlen. Nichts davon trainiert das Modell. Nach einer Liste frage ich AniList oder MyAnimeList nur, wenn du **/import** benutzt.
privacy-seen = **Wer es sieht**: du, und wer mich betreibt. Andere sehen die Listen, die du ihnen zeigst, und vergleichen ihren Geschmack mit deinem nur, wenn du es in **/settings** erlaubst.
privacy-time = **Wie lange**: bis du es löschst, oder bis ich seit { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
} auf keinem Server mehr bin, auf dem wir uns begegnet sind.
privacy-rights = **/mydata export** gibt dir alles als Datei, **/mydata delete** löscht alles.

### Help

help-heading = Osusume
help-introduction = Ich lerne, welche Anime du magst, und sage dir, was du als Nächstes schauen kannst. Fang mit **/start** an: Das dauert keine Minute. Danach zeigt **/recommend**, was zu dir passt.
help-privacy = Ich speichere nur, was du bewertest, unter deiner Discord-ID, um dir Anime zu empfehlen. **/mydata export** zeigt es dir, **/mydata delete** löscht es.

### For the people who run the bot

status-heading = Status
status-since = Gestartet { $when }
status-memory = { $memory } MB Arbeitsspeicher
status-connected = { $shards } verbunden
status-latency = { $ms } ms bis Discord
status-answers = Letzte 5 Minuten: { $answers ->
    [one] 1 Antwort
   *[other] { $answers } Antworten
}, die Hälfte in { $median } s, 95 % in { $p95 } s
status-no-answers = Letzte 5 Minuten: keine Anfragen
status-ended = Seit dem Start: { $answered } beantwortet · { $refused } abgelehnt · { $held } zurückgehalten · { $failed } fehlgeschlagen
status-database = { $kind }: { $size } MB
status-members = { $members ->
    [one] 1 Mitglied
   *[other] { $members } Mitglieder
} · { $genres ->
    [one] 1 Genrebewertung
   *[other] { $genres } Genrebewertungen
} · { $titles ->
    [one] 1 Titel
   *[other] { $titles } Titel
}
status-servers = { $servers ->
    [one] 1 Server
   *[other] { $servers } Server
} · { $shards ->
    [one] 1 Shard
   *[other] { $shards } Shards
}
status-catalogue = Katalog: { $titles ->
    [one] 1 Titel
   *[other] { $titles } Titel
}
status-loaded = Modell { $when } geladen, aus { $path }
model-version = **Modell { $version }**
model-trained = Trainiert am { $when } mit { $facts }
reload-changed = Ab jetzt antwortet ein anderes Modell.
reload-same = Dasselbe Modell wurde noch einmal geladen.
reload-before = Vorher
reload-after = Jetzt

### Refusals

not-yours = Das gehört jemand anderem: **/help** zeigt dir, wie du dein eigenes bekommst.
not-admin = Das dürfen nur die Leute, die diesen Bot betreiben: Bitte seinen Besitzer, deine ID in ADMIN_IDS einzutragen.
adult-elsewhere = Titel für Erwachsene zeige ich nur in Kanälen mit Altersbeschränkung: Frag dort, oder lass diese Angabe weg.
button-outdated = Dieser Knopf stammt aus der Zeit vor einem neuen Modell: Ruf den Befehl noch einmal auf.
command-outdated = Discord zeigt dir noch eine ältere Form dieses Befehls: Warte eine Minute, starte Discord neu und versuch es noch einmal.
limit-member = Das war viel auf einmal, und ich muss auch bei anderen mitkommen: Weiter geht es <t:{ $at }:R>.
limit-server = Auf diesem Server ist gerade so viel los, dass ich kurz Luft holen muss: Weiter geht es <t:{ $at }:R>.
limit-unanswered = Gerade fragen mich so viele, dass ich dir nicht rechtzeitig antworten konnte: Versuch es in ein paar Sekunden noch einmal.
error-database = Ich komme gerade nicht an das heran, was ich über Mitglieder speichere, darum ging das nicht. Versuch es in ein paar Minuten noch einmal; wenn es so bleibt, sag es den Leuten, die mich betreiben.
error-unexpected = Bei mir ist etwas schiefgegangen. Versuch es noch einmal; wenn es wieder passiert, nenn den Leuten, die mich betreiben, den Code `{ $reference }`.
error-undelivered = Discord hat meine Antwort nicht angenommen, sie ist verloren; was du mir gesagt hast, kann trotzdem gespeichert sein. Frag mich noch einmal: Nichts zählt doppelt.
problem-rating-range = Eine Bewertung geht von { $lowest } bis { $highest }, und { NUMBER($rating, useGrouping: 0) } liegt außerhalb: Wähl eine ganze Zahl dazwischen.
problem-unknown-genre = Es gibt kein Genre „{ $genre }“. { $nearest ->
    [none] Wähl eins aus der Liste, die beim Tippen erscheint.
   *[other] Meintest du { $nearest }?
}
problem-genre-both-ways = Du willst { $genre } und zugleich nichts davon: Nimm eins von beiden weg.
problem-genre-not-rated = Du hast { $genre } nicht bewertet, also gibt es nichts zu vergessen.
problem-no-genres = Es ist kein Genre gewählt: Wähl mindestens eins.
problem-unknown-title = Ich kenne keinen Titel wie „{ $title }“: Versuch es mit einem kürzeren Teil des Namens.
problem-unclear-title = „{ $title }“ könnten mehrere Titel sein. Wähl einen aus der Liste, die beim Tippen erscheint, oder gib seine Nummer an: { $nearest }.
problem-title-not-rated = Du hast mir nichts über { $title } gesagt, also gibt es nichts zu vergessen.
problem-text-too-long = Das sind { $length } Zeichen, und ich lese höchstens { $longest }: Fass dich kürzer.
problem-unknown-type = Es gibt keine Art „{ $type }“: Wähl eine von { $known }.
problem-year-range = Das Jahr { NUMBER($year, useGrouping: 0) } liegt nicht zwischen { NUMBER($first, useGrouping: 0) } und { NUMBER($last, useGrouping: 0) }: Wähl ein anderes.
problem-years-reversed = Die Liste kann nicht { NUMBER($since, useGrouping: 0) } beginnen und { NUMBER($until, useGrouping: 0) } enden: Tausch die Jahre.
problem-no-such-page = Es gibt keine Seite { NUMBER($page, useGrouping: 0) }; die letzte ist { $last }.
problem-not-allowed = Nicht mehr alle von euch erlauben das: Frag mit **/together** oder **/compare** noch einmal.
problem-import-gone = Diese Liste wartet nicht mehr: Sie wurde schon importiert, es sind mehr als 15 Minuten vergangen, oder du hast seitdem alles gelöscht. Nimm noch einmal **/import**.
problem-import-past = Dieser Import lässt sich nicht mehr rückgängig machen: Das ist schon geschehen, ein Tag ist vergangen, oder du hast seither eine andere Liste gebracht. Mit **/profile** änderst du einzelne Titel.
problem-import-running = Du bringst gerade eine Liste: Warte, bis das fertig ist, und versuch es dann noch einmal.
problem-imports-busy = Gerade bringen viele ihre Listen: Versuch es in ein paar Minuten noch einmal.
problem-import-too-slow = Diese Liste hat zu lange gebraucht: Versuch es später noch einmal, oder schick sie als Datei mit den IDs von MyAnimeList.
problem-reload-refused = Das Modell wurde nicht neu geladen, das bisherige antwortet weiter. { $reason }
problem-reload-running = Es wird schon ein Modell geladen: Warte, bis das fertig ist.

### Refusals of lists that are brought

problem-list-too-large = Die Datei ist größer als { $most } MB: Schick eine kleinere, am besten den Export, wie du ihn heruntergeladen hast.
problem-list-unfolds-too-large = Ausgepackt hat die Datei mehr als { $most } MB, und so groß ist keine Liste: Schick den Export, wie du ihn heruntergeladen hast.
problem-list-archive = In dem Archiv liegt nicht genau eine Liste, die ich öffnen kann: Pack es aus und schick mir die Datei mit der Liste selbst.
problem-list-broken-archive = Die Datei lässt sich nicht auspacken: Lad sie noch einmal herunter und schick sie unverändert.
problem-list-unknown-format = In „{ $file }“ sehe ich keine Liste: Schick die XML-Datei, die MyAnimeList exportiert, einen JSON-Export von AniList, meinen eigenen Export oder eine CSV-Tabelle.
problem-list-broken = Das { $format } in dieser Datei ist beschädigt: Exportier sie neu oder lad sie noch einmal herunter, und schick sie unverändert.
problem-list-forbidden-xml = Das XML in dieser Datei definiert Entitäten oder einen Dokumenttyp, was kein Export tut: Schick den Export, wie du ihn heruntergeladen hast.
problem-list-encoding = In dieser Datei sind Buchstaben beschädigt: Speicher sie als UTF-8 und schick sie noch einmal.
problem-list-manga = Das ist eine Liste von Manga: Wähl beim Exportieren die Animeliste und schick mir die.
problem-list-empty = In dieser Liste steht kein Anime: Trag dort erst welche ein, oder schick eine andere.
problem-list-too-many = Diese Liste hat mehr als { $most } Einträge: Schick eine kürzere.
problem-list-columns = Die Tabelle braucht Spaltennamen in der ersten Zeile, einen davon id oder title und einen score oder status: Ergänz sie und schick sie noch einmal.
problem-list-score = Die Bewertung „{ $score }“ von { $title } ist keine Zahl von 0 bis 100: Korrigier sie in der Datei und schick sie noch einmal.
problem-list-status = Den Status „{ $status }“ von { $title } kenne ich nicht: Schreib watching, completed, on hold, dropped, planned oder unwanted, und schick die Datei noch einmal.
problem-list-version = Diese Datei stammt von einem neueren Osusume als mir: Bitte die Leute, die mich betreiben, um ein Update, oder schick einen anderen Export.
problem-list-user-name = „{ $user }“ ist kein Name auf { $service }: Gib ihn genau so an, wie er dort in der Adresse des Profils steht.
problem-list-unknown-user = { $service } kennt niemanden namens „{ $user }“: Prüf den Namen, oder schick mir die Liste als Datei.
problem-list-private = { $service } hält die Liste von „{ $user }“ privat: Mach sie dort für einen Moment öffentlich, oder schick mir die Liste als Datei.
problem-list-busy = { $service } wird gerade zu oft gefragt: Versuch es in ein paar Minuten noch einmal, oder schick mir die Liste als Datei.
problem-list-down = { $service } antwortet nicht, wie es sollte: Versuch es später noch einmal, oder schick mir die Liste als Datei.
problem-list-not-set-up = Ich bin nicht dafür eingerichtet, { $service } zu fragen: Schick mir die Liste als Datei.
