# Français. Une espace fine insécable (U+202F) précède ? ! ; et borde les guillemets, une insécable (U+00A0) précède les deux-points.

### Commands, their options

command-start = Dis-moi tes goûts en moins d’une minute
    .name = commencer
command-rate = Noter des genres et des titres
    .name = noter
command-rate-genre = Noter un genre de 1 à 10
    .name = genre
option-rate-genre-genre = Le genre
    .name = genre
option-rate-genre-rating = À quel point tu l’aimes, de 1 à 10
    .name = note
command-rate-genres = Noter plusieurs genres en quelques clics
    .name = genres
command-rate-title = Noter un anime de 1 à 10, ou dire que tu l’as vu
    .name = titre
option-rate-title-title = Son nom : japonais, anglais ou romaji, ou juste un bout
    .name = titre
option-rate-title-rating = À quel point tu as aimé, de 1 à 10 ; laisse vide si tu l’as seulement vu
    .name = note
command-recommend = Quoi regarder ensuite
    .name = recommander
option-recommend-type = Seulement ce type : TV, Movie, OVA, ONA, Special, Music
    .name = type
option-recommend-since = Première diffusion cette année-là ou après
    .name = depuis
option-recommend-until = Première diffusion cette année-là ou avant
    .name = jusque
option-recommend-length = La longueur maximale
    .name = longueur
option-recommend-genre = Seulement des titres de ce genre ; sépare plusieurs genres par des virgules
    .name = genre
option-recommend-without = Aucun titre de ce genre ; sépare plusieurs genres par des virgules
    .name = sans
option-recommend-reach = Plutôt ce que tout le monde connaît, ou plutôt des perles rares
    .name = notoriété
option-recommend-finished = Seulement ce dont la diffusion est terminée
    .name = terminé
option-recommend-visible = Qui voit la liste
    .name = visible
option-recommend-adult = Aussi des titres pour adultes, dans les salons soumis à une limite d’âge
    .name = adultes
command-title = Tout sur un anime, et pourquoi il te plairait
    .name = titre
option-title-title = Son nom : japonais, anglais ou romaji, ou juste un bout
    .name = titre
option-title-visible = Qui voit la réponse
    .name = visible
command-similar = Ce qui ressemble à un anime
    .name = similaire
option-similar-title = Son nom : japonais, anglais ou romaji, ou juste un bout
    .name = titre
option-similar-visible = Qui voit la liste
    .name = visible
command-random = Quelque chose qui te plaira sûrement, quand tu n’arrives pas à choisir
    .name = hasard
option-random-visible = Qui voit la réponse
    .name = visible
command-seen = Dire que tu as vu un anime, en entier ou en partie
    .name = vu
option-seen-title = Son nom : japonais, anglais ou romaji, ou juste un bout
    .name = titre
option-seen-rating = À quel point tu as aimé, de 1 à 10
    .name = note
option-seen-status = Où tu en es ; terminé, si tu ne précises rien
    .name = statut
command-watchlist = Ce que tu as envie de voir
    .name = envies
menu-mentions = Trouver les anime du message
command-together = Ce que vous pouvez regarder ensemble, et à quel point ça plairait à chacun
    .name = ensemble
option-together-member1 = Avec qui
    .name = membre1
option-together-more = Avec qui d’autre
option-together-seen-by-some = Aussi ce que certains d’entre vous ont vu, mais pas tous
    .name = vu-par-certains
option-together-visible = Qui voit la liste
    .name = visible
command-compare = À quel point tes goûts et ceux d’un autre membre se rejoignent
    .name = comparer
option-compare-member = Avec qui
    .name = membre
option-compare-visible = Qui voit la réponse
    .name = visible
menu-recommend-for = Recommander pour ce membre
command-profile = Ce que je sais de tes goûts, et comment le changer
    .name = profil
option-profile-search = Trouver un titre dans ta liste : un bout de son nom, dans n’importe quelle langue
    .name = recherche
command-settings = Le nom des titres, le contenu des listes, et ce que les autres peuvent voir
    .name = paramètres
command-import = Reprendre ta liste de MyAnimeList, d’AniList, d’un fichier ou d’un autre Osusume
    .name = importer
option-import-file = Un export de MyAnimeList (XML), d’AniList (JSON), de moi, ou un tableau (CSV)
    .name = fichier
option-import-anilist = Ton nom sur AniList, si ta liste y est publique
    .name = anilist
option-import-mal = Ton nom sur MyAnimeList, si ta liste y est publique
    .name = mal
command-privacy = Ce que je garde sur toi, et ce que j’en fais
    .name = confidentialité
command-mydata = Tout ce que je garde sur toi
    .name = mes-données
command-mydata-export = Recevoir tout ce que je garde sur toi, dans un fichier
    .name = exporter
command-mydata-delete = Supprimer tout ce que je garde sur toi
    .name = supprimer
command-help = Ce que je sais faire
    .name = aide
command-admin = Pour les personnes qui gèrent le bot
    .name = admin
command-admin-status = Comment va le bot
    .name = état
command-admin-reload = Recharger le modèle
    .name = recharger

### Buttons

button-start = C’est parti
button-recommend = Recommandations
button-genres = Noter des genres
button-profile = Mon profil
button-all-titles = Tous mes titres
button-find = Chercher
button-settings = Paramètres
button-watchlist = Mes envies
button-card-seen = Vu
button-want = Envie
button-not-for-me = Pas pour moi
button-card-like = Similaires
button-about = Pourquoi ?
button-previous = Précédent
button-next = Suivant
button-seen = Vu, sans note
button-forget = Oublier
button-undo = Annuler
button-skip = Passer
button-stop = M’arrêter là
button-delete = Tout supprimer
button-keep = Garder
button-import = Importer
button-cancel = Annuler
button-export = Recevoir mes données
button-privacy = Confidentialité
button-seen-by-some = Aussi le déjà vu
button-seen-by-none = Que du jamais vu
button-both = Une liste pour deux
button-show = Montre-moi

### The first minute

start-heading = Qu’est-ce que tu aimes ?
start-introduction =
    Choisis quelques genres, puis dis ce que tu penses de douze titres connus. Ça prend moins d’une minute.
    Chaque clic est enregistré aussitôt, et tu peux t’arrêter quand tu veux.
start-liked = Genres que j’aime
start-disliked = Genres que je n’aime pas
start-more-genres = { $count ->
    [one] { $count } autre genre, et des notes de 1 à 10 : **/rate genres**
   *[other] { $count } autres genres, et des notes de 1 à 10 : **/rate genres**
}
start-titles = Passer aux titres
start-progress = { $number } sur { $total }
start-love = J’adore
start-like = J’aime bien
start-meh = Bof
start-dislike = Je n’aime pas
start-unseen = Pas vu
start-want = Envie de voir
start-end = Mes recommandations

### Bringing a list

import-which = Donne-moi une liste, et une seule : un fichier, un nom sur AniList ou un nom sur MyAnimeList.
import-no-download = Le fichier ne m’est pas parvenu depuis Discord : renvoie-le.
import-reading = Je lis la liste…
import-matching = Je cherche ses titres…
import-saving = J’enregistre la liste…
import-heading = Ta liste de { $source }
import-heading-other = Ta liste
import-titles = { $count ->
    [one] **{ $count }** titre
   *[other] **{ $count }** titres
}
import-completed = { $count ->
    [one] { $count } terminé
   *[other] { $count } terminés
}
import-watching = { $count } en cours
import-on-hold = { $count } en pause
import-dropped = { $count ->
    [one] { $count } abandonné
   *[other] { $count } abandonnés
}
import-planned = { $count } à voir
import-unwanted = { $count } sans intérêt
import-scores-10 = { $count ->
    [one] { $count } note sur 10, reprise telle quelle
   *[other] { $count } notes sur 10, reprises telles quelles
}
import-scores-decimal = { $count ->
    [one] { $count } note sur 10, arrondie
   *[other] { $count } notes sur 10, arrondies
}
import-scores-100 = { $count ->
    [one] { $count } note sur 100, divisée par 10
   *[other] { $count } notes sur 100, divisées par 10
}
import-scores-stars = { $count ->
    [one] { $count } note en étoiles, doublée
   *[other] { $count } notes en étoiles, doublées
}
import-scores-smileys = { $count ->
    [one] { $count } note en smileys, comptée 4, 6 ou 9 sur 10
   *[other] { $count } notes en smileys, comptées 4, 6 et 9 sur 10
}
import-genres = { $count ->
    [one] 🎭 { $count } note de genre, nouvelle ou changée
   *[other] 🎭 { $count } notes de genres, nouvelles ou changées
}
import-outcome = Nouveau : **{ $added }** · Changé : **{ $changed }** · Comme avant : **{ $unchanged }**
import-unlisted = { $count ->
    [one] { $count } titre n’est pas dans mon catalogue. Je le garde au cas où le catalogue grandirait :
   *[other] { $count } titres ne sont pas dans mon catalogue. Je les garde au cas où il grandirait :
}
import-unclear = { $count ->
    [one] { $count } entrée est laissée de côté, car je ne sais pas de quel titre il s’agit :
   *[other] { $count } entrées sont laissées de côté, car je ne sais pas de quels titres il s’agit :
}
import-nameless = { $count ->
    [one] ❔ { $count } entrée est laissée de côté, car elle n’a ni nom ni identifiant.
   *[other] ❔ { $count } entrées sont laissées de côté, car elles n’ont ni nom ni identifiant.
}
import-more = et { $count } de plus
import-nothing-new = Je sais déjà tout ça : il n’y a rien à importer.
import-explained = Rien n’est encore enregistré. Ce que dit la liste remplace ce que tu m’avais dit, et le reste ne bouge pas. Pendant un jour, tu peux revenir en arrière.
import-cancelled = Rien n’a été importé.
import-undo-until = Tu peux revenir en arrière jusqu’au { $when }.
import-undone = { $count ->
    [one] { $count } titre ou note est de nouveau comme avant l’import.
   *[other] { $count } titres et notes sont de nouveau comme avant l’import.
}

### Cards

card-episodes = { $count ->
    [one] { $count } épisode
   *[other] { $count } épisodes
}
card-score = MAL { $score }
card-expected = **{ $rating } pour toi**
card-because = À cause de { $causes }

### Recommendations

recommend-heading = Pour { $name }
recommend-newcomer =
    Je ne connais pas encore tes goûts, alors voici ce que la plupart des gens adorent.
    Appuie sur **{ button-start }** : en moins d’une minute, la liste devient la tienne.
recommend-nothing = Rien ne correspond à tout ça. Retire une option ou deux, et réessaie.
recommend-no-more = C’était la dernière page : utilise **/recommend** avec d’autres options pour en voir plus.
recommend-choose = Tu en as vu un, ou tu veux le voir ?
recommend-seen = { $title } : vu.
recommend-wanted = { $title } est dans tes envies.
recommend-unwanted = { $title } ne te sera plus recommandé.
wish-since = depuis { $year }
wish-until = jusqu’en { $year }
wish-finished = terminés
wish-popular = connus
wish-niche = peu connus
wish-wanted = avec { $genre }
wish-unwanted = sans { $genre }
length-single = Un épisode ou un film
length-short = Jusqu’à 13 épisodes
length-medium = De 14 à 26 épisodes
length-long = 27 épisodes ou plus
reach-most-popular = Ce que tout le monde connaît
reach-popular = Plutôt connu
reach-neutral = Comme ça vient
reach-niche = Plutôt peu connu
reach-most-niche = Des perles rares
visible-to-me = Moi uniquement
visible-to-all = Tout le monde ici
page = Page { $number } sur { $last }

### One title

similar-heading = Dans le genre de { $title }
similar-nothing = Je ne connais rien d’autre de semblable que tu n’aies déjà vu ou écarté.
status-completed = Terminé
status-watching = En cours
status-on-hold = En pause
status-dropped = Abandonné
status-planned = À voir
status-unwanted = Pas intéressé
kept-rating = ta note : **{ $rating }**
title-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
title-minutes-each = { $count ->
    [one] { $count } minute par épisode
   *[other] { $count } minutes par épisode
}
title-seen-it = Déjà vu ? Note-le de 1 à 10.
title-guess = D’après tout ce que tu m’as dit d’autre, j’aurais parié sur { $rating }.
title-why = Ce qui plaide pour lui
title-cause-rated = Tu as donné { $rating } sur 10 à **{ $title }**.
title-cause-seen = Tu as vu **{ $title }**.
title-cause-genre = Tu as donné { $rating } sur 10 au genre **{ $genre }**.
title-cause-other-genre = Ce n’est pas du **{ $genre }**, un genre auquel tu as donné { $rating } sur 10.
title-newcomer = Je ne connais pas encore tes goûts, alors je me fie à l’avis du plus grand nombre.
title-no-cause = Rien de ce que tu m’as dit ne plaide pour lui en particulier.
title-goes-on = C’est la suite de **{ $title }**, que tu as vu.
title-first = Regarde d’abord **{ $title }**.
title-series = { $count ->
    [one] La série
   *[other] La série, { $count } parties
}
title-beside = { $count ->
    [one] et { $count } spécial ou histoire annexe
   *[other] et { $count } spéciaux et histoires annexes
}
title-parts = Voir une autre partie de la série
random-heading = Que dirais-tu de ça ?
button-title = En savoir plus
button-like = Dans le même genre
button-another = Un autre

### The watchlist

watchlist-heading = Tes envies
watchlist-order = { $count ->
    [one] { $count } titre
   *[other] { $count } titres, en commençant par ceux qui devraient le plus te plaire
}
watchlist-empty = Ta liste d’envies est encore vide : appuie sur 🔖 **{ button-want }** à côté d’un titre, et il t’attendra ici.
watchlist-choose = Choisis-en un pour tout savoir sur lui
watchlist-tonight = Pour ce soir
watchlist-exported = Tes envies, un titre par ligne.
button-tonight = Un pour ce soir
button-export-watchlist = En fichier

### Titles in a message

mentions-heading = { $count ->
    [one] { $count } anime dans ce message
   *[other] { $count } anime dans ce message
}
mentions-none = Je ne vois aucun anime dans ce message. Je trouve les noms écrits en entier et les liens vers MyAnimeList ; un mot de tous les jours, seulement entre guillemets ou seul sur sa ligne.

### Rating

title-question = Ça t’a plu ?
title-question-again = Tu peux changer ta note ici.
title-rated = { $title } : **{ $rating }** sur 10.
title-seen = { $title } : vu. Ça t’a plu ?
title-forgotten = { $title } est oublié.
genre-question = À quel point aimes-tu **{ $genre }** ?
genre-rated = { $genre } : **{ $rating }** sur 10.
genre-forgotten = Ta note pour { $genre } est oubliée.
rating-before = Avant : { $rating }.
rating-now = Maintenant : { $rating }.
genres-heading = Tes genres
genres-choose = Choisis jusqu’à { $most } genres que tu aimes ou non, puis note chacun d’un clic.
genres-menu = { $first } – { $last }
genres-rated = Ta note : { $rating }
genres-none-chosen = Aucun choisi pour l’instant.
genres-start = { $count ->
    [0] Les noter
    [one] Noter { $count } genre
   *[other] Noter { $count } genres
}
genres-how-much = À quel point l’aimes-tu ?
genres-progress = Genre { $number } sur { $total }. Chaque clic est enregistré aussitôt.
genres-done = { $count ->
    [0] Aucun genre noté pour l’instant
    [one] Tu as noté { $count } genre
   *[other] Tu as noté { $count } genres
}
genres-too-many = Choisis au plus { $most } genres à la fois : retires-en d’abord quelques-uns.

### Profile

profile-heading = { $name }
profile-newcomer = Je ne sais encore rien de tes goûts. **/start** te les demande en moins d’une minute, et je te recommanderai ce qui te plaira.
profile-summary = Genres notés : **{ $genres }** · Titres notés : **{ $rated }** · Seulement vus : **{ $seen }**
profile-planned = { $count ->
    [one] Envies : **{ $count }** titre
   *[other] Envies : **{ $count }** titres
}
profile-hidden = { $count ->
    [one] { $count } titre pour adultes ne s’affiche que dans les salons soumis à une limite d’âge.
   *[other] { $count } titres pour adultes ne s’affichent que dans les salons soumis à une limite d’âge.
}
profile-unlisted = { $count ->
    [one] { $count } titre est gardé, mais n’est pas dans mon catalogue actuel.
   *[other] { $count } titres sont gardés, mais ne sont pas dans mon catalogue actuel.
}
profile-genres = Genres
profile-more-genres = et { $count } de plus
profile-from-titles = { $count ->
    [one] d’après { $count } titre
   *[other] d’après { $count } titres
}
profile-latest = Derniers titres
profile-seen = Vu, sans note
profile-wanted = Dans tes envies
profile-unwanted = Pas pour toi
profile-change-genre = Changer ou oublier un genre
profile-change-title = Changer ou oublier un titre

### A member's own titles

own-titles-heading = Tes titres
own-titles-none = Tu ne m’as encore parlé d’aucun titre. Appuie sur ✅ **{ button-card-seen }** à côté d’un titre, ou utilise **/rate title**.
own-titles-count = { $count ->
    [one] { $count } titre
   *[other] { $count } titres
}
own-titles-found = { $count ->
    [0] Rien ne s’appelle « { $search } » dans ta liste.
    [one] { $count } titre correspond à « { $search } ».
   *[other] { $count } titres correspondent à « { $search } ».
}
own-titles-form = Chercher dans ma liste
own-titles-form-name = Nom, ou un bout du nom
own-titles-form-hint = En anglais, japonais ou romaji
order-menu = Ordre
order-fit = Les plus proches d’abord
order-latest = Les plus récents d’abord
order-best = Les mieux notés d’abord
order-name = Par nom

### The profile picture

picture-heading = Goûts en anime
picture-rated = { $count ->
    [one] { $count } noté
   *[other] { $count } notés
}
picture-seen = { $count ->
    [one] { $count } seulement vu
   *[other] { $count } seulement vus
}
picture-typed = { $count ->
    [one] { $count } genre noté
   *[other] { $count } genres notés
}
picture-liked = Genres préférés
picture-disliked = Moins aimés
picture-ratings = Notes
picture-mean = { $mean } en moyenne
picture-higher = { $by } de plus que MyAnimeList
picture-lower = { $by } de moins que MyAnimeList
picture-same = tout comme MyAnimeList
picture-years = Années
picture-most-from-years = surtout de { $first }–{ $last }
picture-most-from-year = surtout de { $year }
picture-count = { $count }
picture-titles = Les mieux notés
picture-empty = Note quelques genres ou titres, et cette page se remplira.
picture-alt = Les goûts en anime de { $name }.
picture-alt-counts = Titres notés : { $rated } ; seulement vus : { $seen } ; genres notés : { $genres }.
picture-alt-liked = Genres préférés : { $genres }.
picture-alt-disliked = Genres les moins aimés : { $genres }.
picture-alt-ratings = Notes des titres : { $habits }.
picture-alt-years = Années des titres : { $years }.
picture-alt-titles = Titres les mieux notés : { $titles }.

### Lists together

together-heading = Pour { $names }
together-seen-by-none = Rien que l’un de vous ait vu ou ne veuille pas voir.
together-seen-by-some = Aussi ce que certains d’entre vous ont vu, mais pas tous.
together-newcomers = { $count ->
    [one] { $names } ne m’a encore rien dit, alors je me fie à ce que la plupart des gens aiment : **/start** change ça.
   *[other] { $names } ne m’ont encore rien dit, alors je me fie à ce que la plupart des gens aiment : **/start** change ça.
}
together-nothing = Il ne reste rien qui vous convienne à tous.
together-no-more = C’était la dernière page.
together-goes-on = C’est la suite de **{ $title }**, que vous avez tous vu.
together-numbers = Les nombres sont les notes que j’attends de chacun de vous, de 1 à 10.
together-own-ratings = Si quelqu’un a déjà vu et noté un titre, le nombre est sa propre note.
together-with-whom = Qui regarde avec toi ?
together-alone = Nomme quelqu’un d’autre que toi : une liste commune est faite pour deux à huit membres.
together-bot = { $name } est un bot, et les bots ne regardent pas d’anime : choisis un membre.

### Comparing two members

compare-alone = Tu es d’accord avec toi sur tout, j’espère : choisis un autre membre.
compare-agreement = Entre deux titres que vous notez différemment, vous préférez tous deux le même dans **{ $share } cas sur 100**. Avec 95 % de certitude, c’est entre { $low } et { $high }.
compare-uncertain = Deux personnes au hasard arrivent à { $usual } : je ne peux pas encore dire si vous êtes plus ou moins d’accord qu’elles.
compare-more = Deux personnes au hasard arrivent à { $usual } : vous êtes plus d’accord que la plupart.
compare-less = Deux personnes au hasard arrivent à { $usual } : vous êtes moins d’accord que la plupart.
compare-explained = { $count ->
    [one] D’après { $count } titre que vous avez noté tous les deux. Plus il y en a, plus c’est sûr.
   *[other] D’après { $count } titres que vous avez notés tous les deux. Plus il y en a, plus c’est sûr.
}
compare-nothing-shared = Vous n’avez encore noté aucun titre en commun, je ne peux donc pas dire à quel point vous êtes d’accord. **/start** et **/import** changent ça.
compare-order = Les notes de { $one }, puis celles de { $other }
compare-loved = Vous adorez tous les deux
compare-disputed = Ce qui vous divise
compare-tips = À se faire découvrir
compare-tip = **{ $one }** devrait montrer { $title } à **{ $other }** : note d’un côté, { $rating } ; note attendue de l’autre, { $expected }.

### Asking others

invitation-list = { $name } veut trouver quelque chose pour vous tous
invitation-comparison = { $name } veut comparer vos goûts
invitation-press = Si tu ne l’as pas encore autorisé, appuie sur le bouton à ton nom.
invitation-meaning = En appuyant, tu permets aux autres de demander des listes avec toi et de comparer leurs goûts aux tiens. Qui voit la réponse voit alors ce que tu as vu, les notes que tu as données, ce que tu veux voir et les notes que j’attends de toi. **/settings** permet de revenir là-dessus.
invitation-allowed = Vous êtes tous d’accord maintenant. { $name } peut voir la réponse.

### A list for another member

for-member-heading = Pour { $name }
for-member-introduction = Ce que je recommanderais à ce membre maintenant, avec les notes que j’attends de sa part. Personne d’autre ne le voit.
for-member-expected = **{ $rating } pour { $name }**
for-member-nothing = Je ne connais rien d’autre qui convienne à ses paramètres.
for-member-newcomer = { $name } ne m’a encore rien dit, je ne peux donc pas savoir ce qui lui plairait.
for-member-not-allowed = { $name } ne l’a pas autorisé : demande avec **/together** ou **/compare**, où c’est possible de l’autoriser.

### Settings

settings-heading = Tes paramètres
settings-introduction = Chaque choix est enregistré aussitôt.
settings-titles = Comment nommer les titres
titles-any = Comme sur le serveur
titles-romaji = Romaji : Shingeki no Kyojin
titles-english = Anglais : Attack on Titan
titles-japanese = Japonais : 進撃の巨人
settings-lists = Ce que contiennent tes listes
settings-reach = Connu ou peu connu
settings-length = Longueur
length-any = Toutes les longueurs
settings-types = Seulement ces types (aucun choisi : tous)
settings-unwanted = Jamais ces genres
settings-finished-on = Terminés seulement : oui
settings-finished-off = Terminés seulement : non
settings-public-on = Listes : vues par tous
settings-public-off = Listes : vues par moi
settings-together-on = Ensemble : autorisé
settings-together-off = Ensemble : non autorisé
settings-together = « Ensemble » permet aux autres de demander des listes pour toi et avec toi, et de comparer leurs goûts aux tiens. Qui voit la réponse voit alors ce que tu as vu, les notes que tu as données, ce que tu veux voir et les notes que j’attends de toi.
settings-server = Ce serveur
settings-server-titles = Comment nommer les titres pour les membres qui n’ont rien choisi
settings-not-manager = Seules les personnes qui gèrent ce serveur peuvent changer ça : demande à l’une d’elles.

### A member's data

export-done = Voilà tout ce que je garde sur toi. Personne d’autre ne peut le voir.
delete-question =
    Cela supprime tout ce que je garde sur toi : { $genres ->
        [one] { $genres } note de genre
       *[other] { $genres } notes de genres
    } et { $titles ->
        [one] { $titles } titre
       *[other] { $titles } titres
    }. Impossible de revenir en arrière ; **/mydata export** t’en donne d’abord une copie.
delete-done =
    Supprimé : { $genres ->
        [one] { $genres } note de genre
       *[other] { $genres } notes de genres
    } et { $titles ->
        [one] { $titles } titre
       *[other] { $titles } titres
    }. J’ai revérifié : il ne reste rien sur toi.
delete-more = Tes paramètres disparaissent aussi, tout comme les titres que tu n’as pas vus, les serveurs où l’on s’est croisés et ce qui permet d’annuler ton dernier import.
delete-kept = Rien n’a été supprimé.
delete-nothing = Je ne garde rien sur toi.

### Privacy

privacy-heading = Tes données
privacy-kept = **Ce que je garde**, sous ton identifiant Discord :
    • les genres et titres que tu as notés ou vus, que tu veux voir ou dont tu ne veux pas, et quand tu l’as dit
    • les titres que **/start** t’a montrés et que tu n’as pas vus
    • tes paramètres
    • les serveurs où tu m’as utilisé
    • pendant un jour, ce que ton dernier import a remplacé
privacy-use = **Pour quoi faire** : uniquement te recommander des anime. Rien de tout ça n’entraîne le modèle. Je ne demande une liste à AniList ou MyAnimeList que quand tu utilises **/import**.
privacy-seen = **Qui le voit** : toi, et qui me fait tourner. Les autres voient les listes que tu leur montres, et ne comparent leurs goûts aux tiens que si tu l’autorises dans **/settings**.
privacy-time = **Combien de temps** : jusqu’à ce que tu le supprimes, ou jusqu’à ce que j’aie quitté depuis { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} tous les serveurs où l’on s’est croisés.
privacy-rights = **/mydata export** te donne tout dans un fichier, **/mydata delete** supprime tout.

### Help

help-heading = Osusume
help-introduction = J’apprends quels anime tu aimes et je te dis quoi regarder ensuite. Commence par **/start** : cela prend moins d’une minute. Ensuite, utilise **/recommend**.
help-privacy = Je ne garde que ce que tu notes, sous ton identifiant Discord, pour te recommander des anime. **/mydata export** te le montre, **/mydata delete** le supprime.

### For the people who run the bot

status-heading = État
status-since = Démarré { $when }
status-memory = { $memory } Mo de mémoire
status-connected = connectés : { $shards }
status-latency = { $ms } ms jusqu’à Discord
status-answers = 5 dernières minutes : { $answers ->
    [one] { $answers } réponse
   *[other] { $answers } réponses
}, la moitié en { $median } s, 95 % en { $p95 } s
status-no-answers = 5 dernières minutes : aucune demande
status-ended = Depuis le démarrage · réponses : { $answered } · refus : { $refused } · reports : { $held } · échecs : { $failed }
status-database = { $kind } : { $size } Mo
status-members = { $members ->
    [one] { $members } membre
   *[other] { $members } membres
} · { $genres ->
    [one] { $genres } note de genre
   *[other] { $genres } notes de genres
} · { $titles ->
    [one] { $titles } titre
   *[other] { $titles } titres
}
status-servers = { $servers ->
    [one] { $servers } serveur
   *[other] { $servers } serveurs
} · { $shards ->
    [one] { $shards } shard
   *[other] { $shards } shards
}
status-catalogue = Catalogue : { $titles ->
    [one] { $titles } titre
   *[other] { $titles } titres
}
status-loaded = Modèle chargé { $when } depuis { $path }
model-version = **Modèle { $version }**
model-trained = Entraîné le { $when } sur { $facts }
reload-changed = Un autre modèle répond désormais.
reload-same = Le même modèle a été rechargé.
reload-before = Avant
reload-after = Maintenant

### Refusals

not-yours = Ça appartient à quelqu’un d’autre : **/help** te dit comment avoir le tien.
not-admin = Seules les personnes qui gèrent ce bot peuvent faire ça : demande à son propriétaire d’ajouter ton identifiant à ADMIN_IDS.
adult-elsewhere = Les titres pour adultes ne s’affichent que dans les salons soumis à une limite d’âge : demande là-bas, ou retire cette option.
button-outdated = Ce bouton date d’avant mon changement de modèle : relance la commande.
command-outdated = Discord t’affiche encore une ancienne version de cette commande : attends une minute, redémarre Discord et réessaie.
limit-member = Ça fait beaucoup d’un coup, et je dois aussi suivre les autres : on reprend <t:{ $at }:R>.
limit-server = Il se passe tant de choses sur ce serveur que je dois souffler un peu : on reprend <t:{ $at }:R>.
limit-unanswered = Tant de gens me parlent en ce moment que je n’ai pas pu te répondre à temps : réessaie dans quelques secondes.
error-database = Je n’arrive pas à accéder à ce que je garde sur les membres, alors je n’ai pas pu faire ça. Réessaie dans quelques minutes ; si ça continue, préviens les personnes qui me gèrent.
error-unexpected = Quelque chose s’est mal passé de mon côté. Réessaie ; si ça recommence, donne le code `{ $reference }` aux personnes qui me gèrent.
error-undelivered = Discord n’a pas accepté ma réponse, elle est perdue ; ce que tu m’as dit est peut-être gardé malgré tout. Redemande-moi : rien ne compte deux fois.
problem-rating-range = Une note va de { $lowest } à { $highest }, ce qui n’est pas le cas de { NUMBER($rating, useGrouping: 0) } : choisis un nombre entier entre les deux.
problem-unknown-genre = Le genre « { $genre } » n’existe pas. { $nearest ->
    [none] Choisis-en un dans la liste qui s’affiche pendant que tu écris.
   *[other] Tu voulais dire { $nearest } ?
}
problem-genre-both-ways = Tu demandes { $genre }, et pas de { $genre } : retire l’un des deux.
problem-genre-not-rated = Tu n’as pas noté { $genre }, il n’y a donc rien à oublier.
problem-no-genres = Aucun genre n’a été choisi : choisis-en au moins un.
problem-unknown-title = Je ne connais aucun titre comme « { $title } » : essaie un bout plus court de son nom.
problem-unclear-title = « { $title } » peut désigner plusieurs titres. Choisis-en un dans la liste qui s’affiche pendant que tu écris, ou donne son numéro : { $nearest }.
problem-title-not-rated = Tu ne m’as rien dit sur { $title }, il n’y a donc rien à oublier.
problem-text-too-long = Ça fait { $length } caractères, et j’en lis au plus { $longest } : raccourcis.
problem-unknown-type = Le type « { $type } » n’existe pas : choisis parmi { $known }.
problem-year-range = L’année { NUMBER($year, useGrouping: 0) } n’est pas entre { NUMBER($first, useGrouping: 0) } et { NUMBER($last, useGrouping: 0) } : choisis-en une autre.
problem-years-reversed = La liste ne peut pas commencer en { NUMBER($since, useGrouping: 0) } et finir en { NUMBER($until, useGrouping: 0) } : inverse les années.
problem-no-such-page = Il n’y a pas de page { NUMBER($page, useGrouping: 0) } ; la dernière est la { $last }.
problem-not-allowed = Vous n’êtes plus tous d’accord : redemande avec **/together** ou **/compare**.
problem-import-gone = Cette liste n’attend plus : elle a déjà été importée, plus de 15 minutes ont passé, ou tu as tout supprimé depuis. Relance **/import**.
problem-import-past = Cet import ne peut plus être annulé : c’est déjà fait, un jour a passé, ou tu as apporté une autre liste depuis. **/profile** permet de changer un titre à la fois.
problem-import-running = Tu es déjà en train d’apporter une liste : attends que ce soit fini, et réessaie.
problem-imports-busy = Beaucoup de membres apportent leurs listes en ce moment : réessaie dans quelques minutes.
problem-import-too-slow = Cette liste a pris trop de temps : réessaie plus tard, ou envoie un fichier avec les identifiants de MyAnimeList.
problem-reload-refused = Le modèle n’a pas été rechargé, et l’actuel continue de répondre. { $reason }
problem-reload-running = Un modèle est déjà en cours de chargement : attends que ce soit fini.

### Refusals of lists that are brought

problem-list-too-large = Le fichier dépasse { $most } Mo : envoies-en un plus petit, par exemple l’export tel que tu l’as téléchargé.
problem-list-unfolds-too-large = Une fois décompressé, le fichier dépasse { $most } Mo, et aucune liste n’est si longue : envoie l’export tel que tu l’as téléchargé.
problem-list-archive = L’archive ne contient pas une liste unique que je puisse ouvrir : décompresse-la, et envoie-moi le fichier de la liste elle-même.
problem-list-broken-archive = Le fichier ne se décompresse pas : télécharge-le de nouveau, et envoie-le sans y toucher.
problem-list-unknown-format = Je ne vois aucune liste dans « { $file } » : envoie le fichier XML exporté par MyAnimeList, un export JSON d’AniList, mon propre export ou un tableau CSV.
problem-list-broken = Le { $format } de ce fichier est abîmé : exporte-le ou télécharge-le de nouveau, et envoie-le sans y toucher.
problem-list-forbidden-xml = Le XML de ce fichier définit des entités ou un type de document, ce qu’aucun export ne fait : envoie l’export tel que tu l’as téléchargé.
problem-list-encoding = Des lettres de ce fichier sont abîmées : enregistre-le en UTF-8, et renvoie-le.
problem-list-manga = C’est une liste de mangas : choisis la liste d’anime au moment d’exporter, et envoie-moi celle-là.
problem-list-empty = Il n’y a aucun anime dans cette liste : ajoutes-y-en d’abord, ou envoies-en une autre.
problem-list-too-many = Cette liste a plus de { $most } entrées : envoies-en une plus courte.
problem-list-columns = Le tableau a besoin de noms de colonnes sur sa première ligne, dont id ou title, et score ou status : ajoute-les, et renvoie-le.
problem-list-score = La note « { $score } » de { $title } n’est pas un nombre de 0 à 100 : corrige-la dans le fichier, et renvoie-le.
problem-list-status = Je ne connais pas le statut « { $status } » de { $title } : écris watching, completed, on hold, dropped, planned ou unwanted, et renvoie le fichier.
problem-list-version = Ce fichier vient d’un Osusume plus récent que moi : demande aux personnes qui me gèrent de me mettre à jour, ou envoie un autre export.
problem-list-user-name = « { $user } » n’est pas un nom sur { $service } : donne-le exactement comme dans l’adresse du profil là-bas.
problem-list-unknown-user = { $service } ne connaît personne du nom de « { $user } » : vérifie le nom, ou envoie-moi la liste en fichier.
problem-list-private = Sur { $service }, la liste de « { $user } » est privée : rends-la publique un moment, ou envoie-moi la liste en fichier.
problem-list-busy = { $service } reçoit trop de demandes en ce moment : réessaie dans quelques minutes, ou envoie-moi la liste en fichier.
problem-list-down = { $service } ne répond pas comme il devrait : réessaie plus tard, ou envoie-moi la liste en fichier.
problem-list-not-set-up = Je ne suis pas configuré pour interroger { $service } : envoie-moi plutôt la liste en fichier.
