# Spanish, for Spain and Latin America alike. What the texts are for, and how long they may be, stands in en.ftl.

### Commands, their options

command-start = Cuéntame tus gustos en menos de un minuto
    .name = empezar
command-rate = Puntúa géneros y animes
    .name = puntuar
command-rate-genre = Puntúa un género del 1 al 10
    .name = género
option-rate-genre-genre = El género
    .name = género
option-rate-genre-rating = Cuánto te gusta, del 1 al 10
    .name = nota
command-rate-genres = Puntúa muchos géneros con unos pocos clics
    .name = géneros
command-rate-title = Puntúa un anime del 1 al 10, o di que ya lo viste
    .name = anime
option-rate-title-title = Su nombre, o una parte: japonés, inglés o romaji
    .name = anime
option-rate-title-rating = Cuánto te gustó, del 1 al 10; déjalo vacío si solo lo viste
    .name = nota
command-recommend = Qué ver ahora
    .name = recomendar
option-recommend-type = Solo de este tipo: TV, Movie, OVA, ONA, Special, Music
    .name = tipo
option-recommend-since = Estrenado este año o después
    .name = desde
option-recommend-until = Estrenado este año o antes
    .name = hasta
option-recommend-length = Cuánto puede durar
    .name = duración
option-recommend-genre = Solo animes de este género; si son varios, sepáralos con comas
    .name = género
option-recommend-without = Nada de este género; si son varios, sepáralos con comas
    .name = sin
option-recommend-reach = Más bien lo que todos conocen, o más bien lo que pocos han descubierto
    .name = popularidad
option-recommend-finished = Solo lo que ya se emitió hasta el final
    .name = terminado
option-recommend-visible = Quién ve la lista
    .name = visible
option-recommend-adult = También títulos para adultos, en canales con restricción de edad
    .name = adultos
command-title = Todo sobre un anime, y por qué te gustaría
    .name = anime
option-title-title = Su nombre, o una parte: japonés, inglés o romaji
    .name = anime
option-title-visible = Quién ve la respuesta
    .name = visible
command-similar = Animes que se parecen a otro
    .name = parecidos
option-similar-title = Su nombre, o una parte: japonés, inglés o romaji
    .name = anime
option-similar-visible = Quién ve la lista
    .name = visible
command-random = Un anime que seguramente te gustará, para cuando no sabes qué elegir
    .name = azar
option-random-visible = Quién ve la respuesta
    .name = visible
command-seen = Di que viste un anime, entero o en parte
    .name = visto
option-seen-title = Su nombre, o una parte: japonés, inglés o romaji
    .name = anime
option-seen-rating = Cuánto te gustó, del 1 al 10
    .name = nota
option-seen-status = Hasta dónde llegaste; vacío vale como completado
    .name = estado
command-watchlist = Lo que quieres ver
    .name = pendientes
menu-mentions = Buscar animes en este mensaje
command-together = Qué pueden ver en grupo, y cuánto le gustará a cada quien
    .name = juntos
option-together-member1 = Con quién
    .name = miembro1
option-together-more = Con quién más
option-together-seen-by-some = También lo que solo ha visto una parte del grupo
    .name = visto-por-algunos
option-together-visible = Quién ve la lista
    .name = visible
command-compare = Cuánto se parecen tus gustos a los de otra persona
    .name = comparar
option-compare-member = Con quién
    .name = miembro
option-compare-visible = Quién ve la respuesta
    .name = visible
menu-recommend-for = Recomendar a este miembro
command-profile = Lo que sé de tus gustos, y cómo cambiarlo
    .name = perfil
option-profile-search = Busca un título en tu lista: una parte del nombre, en cualquier idioma
    .name = buscar
command-settings = Cómo llamar a los títulos, qué entra en las listas y qué pueden ver los demás
    .name = ajustes
command-import = Trae tu lista de MyAnimeList, de AniList, de un archivo o de otro Osusume
    .name = importar
option-import-file = Una exportación de MyAnimeList (XML), de AniList (JSON), mía, o una tabla (CSV)
    .name = archivo
option-import-anilist = Tu nombre en AniList, si allí tu lista es pública
    .name = anilist
option-import-mal = Tu nombre en MyAnimeList, si allí tu lista es pública
    .name = mal
command-privacy = Lo que guardo sobre ti, y qué pasa con ello
    .name = privacidad
command-mydata = Todo lo que guardo sobre ti
    .name = mis-datos
command-mydata-export = Recibe en un archivo todo lo que guardo sobre ti
    .name = exportar
command-mydata-delete = Borra todo lo que guardo sobre ti
    .name = borrar
command-help = Lo que sé hacer
    .name = ayuda
command-admin = Para quienes administran el bot
    .name = admin
command-admin-status = Cómo está el bot
    .name = estado
command-admin-reload = Vuelve a cargar el modelo
    .name = recargar

### Buttons

button-start = Empezar
button-recommend = Recomendaciones
button-genres = Puntuar géneros
button-profile = Mi perfil
button-all-titles = Todos mis títulos
button-find = Buscar
button-settings = Ajustes
button-watchlist = Pendientes
button-card-seen = Ya lo vi
button-want = Quiero verlo
button-not-for-me = No es para mí
button-card-like = Similares
button-about = ¿Por qué?
button-previous = Anterior
button-next = Siguiente
button-seen = Visto, sin nota
button-forget = Olvidar
button-undo = Deshacer
button-skip = Saltar
button-stop = Parar aquí
button-delete = Borrar todo
button-keep = Dejarlo como está
button-import = Importar
button-cancel = Cancelar
button-export = Recibir mis datos
button-privacy = Política de privacidad
button-seen-by-some = Con lo visto por algunos
button-seen-by-none = Solo lo que nadie vio
button-both = Una lista para los dos
button-show = Mostrármelo

### The first minute

start-heading = ¿Qué te gusta?
start-introduction =
    Elige unos cuantos géneros y luego di qué te parecen doce animes conocidos. Te lleva menos de un minuto.
    Cada toque se guarda al momento, y puedes parar cuando quieras.
start-liked = Géneros que me gustan
start-disliked = Géneros que no me gustan
start-more-genres = { $count ->
    [one] 1 género más, y notas del 1 al 10: **/rate genres**
   *[other] { $count } géneros más, y notas del 1 al 10: **/rate genres**
}
start-titles = Pasar a los animes
start-progress = { $number } de { $total }
start-love = Me encanta
start-like = Me gusta
start-meh = Regular
start-dislike = No me gusta
start-unseen = No lo vi
start-want = Quiero verlo
start-end = Mis recomendaciones

### Bringing a list

import-which = Dame una lista, y solo una: un archivo, un nombre de AniList o un nombre de MyAnimeList.
import-no-download = El archivo no me llegó desde Discord: envíalo otra vez.
import-reading = Leyendo la lista…
import-matching = Buscando sus títulos…
import-saving = Guardando la lista…
import-heading = Tu lista de { $source }
import-heading-other = Tu lista
import-titles = { $count ->
    [one] **1** título
   *[other] **{ $count }** títulos
}
import-completed = { $count ->
    [one] 1 completado
   *[other] { $count } completados
}
import-watching = { $count } viendo
import-on-hold = { $count } en pausa
import-dropped = { $count ->
    [one] 1 abandonado
   *[other] { $count } abandonados
}
import-planned = { $count ->
    [one] 1 pendiente
   *[other] { $count } pendientes
}
import-unwanted = { $count } sin interés
import-scores-10 = { $count ->
    [one] 1 nota sobre 10, tal cual
   *[other] { $count } notas sobre 10, tal cual
}
import-scores-decimal = { $count ->
    [one] 1 nota sobre 10, redondeada
   *[other] { $count } notas sobre 10, redondeadas
}
import-scores-100 = { $count ->
    [one] 1 nota sobre 100, dividida entre 10
   *[other] { $count } notas sobre 100, divididas entre 10
}
import-scores-stars = { $count ->
    [one] 1 nota en estrellas, duplicada
   *[other] { $count } notas en estrellas, duplicadas
}
import-scores-smileys = { $count ->
    [one] 1 nota en caritas, tomada como 4, 6 o 9 sobre 10
   *[other] { $count } notas en caritas, tomadas como 4, 6 y 9 sobre 10
}
import-genres = { $count ->
    [one] 🎭 1 nota de un género, nueva o cambiada
   *[other] 🎭 { $count } notas de géneros, nuevas o cambiadas
}
import-outcome = Nuevos: **{ $added }** · Cambiados: **{ $changed }** · Sin cambios: **{ $unchanged }**
import-unlisted = { $count ->
    [one] 1 título no está en mi catálogo. Lo guardo por si el catálogo crece:
   *[other] { $count } títulos no están en mi catálogo. Los guardo por si crece:
}
import-unclear = { $count ->
    [one] 1 entrada queda fuera, porque no logro saber qué título es:
   *[other] { $count } entradas quedan fuera, porque no logro saber qué títulos son:
}
import-nameless = { $count ->
    [one] ❔ 1 entrada queda fuera, porque no tiene ni nombre ni ID.
   *[other] ❔ { $count } entradas quedan fuera, porque no tienen ni nombre ni ID.
}
import-more = y { $count } más
import-nothing-new = Todo esto ya lo sé: no hay nada que importar.
import-explained = Todavía no se ha guardado nada. Lo que dice la lista sustituye a lo que me contaste antes, y el resto se queda. Durante un día puedes deshacerlo.
import-cancelled = No se importó nada.
import-undo-until = Se puede deshacer hasta { $when }.
import-undone = { $count ->
    [one] 1 título o nota ha vuelto a estar como antes de importar.
   *[other] { $count } títulos y notas han vuelto a estar como antes de importar.
}

### Cards

card-episodes = { $count ->
    [one] 1 episodio
   *[other] { $count } episodios
}
card-score = MAL { $score }
card-expected = **{ $rating } para ti**
card-because = Te lo sugiero por { $causes }

### Recommendations

recommend-heading = Para { $name }
recommend-newcomer =
    Aún no conozco tus gustos, así que esto es lo que más le encanta a la gente.
    Pulsa **{ button-start }**: en menos de un minuto, la lista será a tu medida.
recommend-nothing = Nada encaja con todo esto. Quita una o dos opciones e inténtalo de nuevo.
recommend-no-more = Esa era la última página: usa **/recommend** con otras opciones para ver más.
recommend-choose = ¿Ya viste alguno, o quieres verlo?
recommend-seen = { $title }: visto.
recommend-wanted = { $title } está en tus pendientes.
recommend-unwanted = No volveré a recomendarte { $title }.
wish-since = desde { $year }
wish-until = hasta { $year }
wish-finished = terminados
wish-popular = conocidos
wish-niche = poco conocidos
wish-wanted = con { $genre }
wish-unwanted = sin { $genre }
length-single = Un episodio o una película
length-short = Hasta 13 episodios
length-medium = De 14 a 26 episodios
length-long = 27 episodios o más
reach-most-popular = Lo que todos conocen
reach-popular = Más bien conocidos
reach-neutral = Me da igual
reach-niche = Más bien poco conocidos
reach-most-niche = Lo que pocos han descubierto
visible-to-me = Solo yo
visible-to-all = Todos aquí
page = Página { $number } de { $last }

### One title

similar-heading = Parecidos a { $title }
similar-nothing = No conozco nada más que se parezca y que no hayas visto o descartado.
status-completed = Completado
status-watching = Viendo
status-on-hold = En pausa
status-dropped = Abandonado
status-planned = Quiero verlo
status-unwanted = No me interesa
kept-rating = tu nota: **{ $rating }**
title-minutes = { $count ->
    [one] 1 minuto
   *[other] { $count } minutos
}
title-minutes-each = { $count ->
    [one] 1 minuto por episodio
   *[other] { $count } minutos por episodio
}
title-seen-it = ¿Lo viste? Ponle una nota del 1 al 10.
title-guess = Por todo lo demás que me contaste, habría apostado por un { $rating }.
title-why = Por qué te puede gustar
title-cause-rated = Le pusiste un { $rating } a **{ $title }**.
title-cause-seen = Viste **{ $title }**.
title-cause-genre = Le pusiste un { $rating } al género **{ $genre }**.
title-cause-other-genre = No es **{ $genre }**, un género al que le pusiste un { $rating }.
title-newcomer = Aún no conozco tus gustos, así que me guío por lo que opina la mayoría.
title-no-cause = Nada de lo que me contaste apunta a él en particular.
title-goes-on = Es la continuación de **{ $title }**, que ya viste.
title-first = Mira antes **{ $title }**.
title-series = { $count ->
    [one] La serie
   *[other] La serie, { $count } partes
}
title-beside = { $count ->
    [one] y 1 especial o historia paralela
   *[other] y { $count } especiales e historias paralelas
}
title-parts = Ver otra parte de la serie
random-heading = ¿Qué tal este?
button-title = Saber más
button-like = Más como este
button-another = Otro

### The watchlist

watchlist-heading = Tus pendientes
watchlist-order = { $count ->
    [one] 1 título
   *[other] { $count } títulos, primero los que más deberían gustarte
}
watchlist-empty = Todavía no tienes pendientes: pulsa 🔖 **{ button-want }** junto a un anime, y te esperará aquí.
watchlist-choose = Elige uno para saberlo todo sobre él
watchlist-tonight = Para esta noche
watchlist-exported = Tus pendientes, un título por línea.
button-tonight = Elegir para hoy
button-export-watchlist = Como archivo

### Titles in a message

mentions-heading = { $count ->
    [one] 1 anime en ese mensaje
   *[other] { $count } animes en ese mensaje
}
mentions-none = No veo ningún anime en ese mensaje. Encuentro nombres escritos completos y enlaces a MyAnimeList; un nombre que es también una palabra corriente, solo si va entre comillas u ocupa su propia línea.

### Rating

title-question = ¿Qué te pareció?
title-question-again = Aquí puedes cambiar tu nota.
title-rated = { $title }: un **{ $rating }**.
title-seen = { $title }: visto. ¿Qué te pareció?
title-forgotten = He olvidado { $title }.
genre-question = ¿Cuánto te gusta **{ $genre }**?
genre-rated = { $genre }: un **{ $rating }**.
genre-forgotten = He olvidado tu nota de { $genre }.
rating-before = Antes: { $rating }.
rating-now = Ahora: { $rating }.
genres-heading = Tus géneros
genres-choose = Elige los géneros que te gustan o no te gustan, hasta { $most }; luego ponle nota a cada uno con un clic.
genres-menu = De { $first } a { $last }
genres-rated = Tu nota: { $rating }
genres-none-chosen = Aún no has elegido ninguno.
genres-start = { $count ->
    [0] Puntuar
    [one] Puntuar 1 género
   *[other] Puntuar { $count } géneros
}
genres-how-much = ¿Cuánto te gusta?
genres-progress = Género { $number } de { $total }. Cada clic se guarda al momento.
genres-done = { $count ->
    [0] Ningún género puntuado todavía
    [one] Has puntuado 1 género
   *[other] Has puntuado { $count } géneros
}
genres-too-many = Elige como mucho { $most } géneros a la vez: quita antes algunos.

### Profile

profile-heading = { $name }
profile-newcomer = Aún no sé nada de tus gustos. **/start** te pregunta por ellos en menos de un minuto, y podré recomendarte lo que te va a gustar.
profile-summary = Géneros con nota: **{ $genres }** · Títulos con nota: **{ $rated }** · Solo vistos: **{ $seen }**
profile-planned = { $count ->
    [one] Pendientes: **1** título
   *[other] Pendientes: **{ $count }** títulos
}
profile-hidden = { $count ->
    [one] 1 título para adultos solo se muestra en canales con restricción de edad.
   *[other] { $count } títulos para adultos solo se muestran en canales con restricción de edad.
}
profile-unlisted = { $count ->
    [one] 1 título está guardado, pero por ahora no forma parte de mi catálogo.
   *[other] { $count } títulos están guardados, pero por ahora no forman parte de mi catálogo.
}
profile-genres = Géneros
profile-more-genres = y { $count } más
profile-from-titles = { $count ->
    [one] de 1 título
   *[other] de { $count } títulos
}
profile-latest = Últimos títulos
profile-seen = Visto, sin nota
profile-wanted = En tus pendientes
profile-unwanted = No es para ti
profile-change-genre = Cambiar u olvidar un género
profile-change-title = Cambiar u olvidar un título

### A member's own titles

own-titles-heading = Tus títulos
own-titles-none = Todavía no me has hablado de ningún título. Pulsa ✅ **{ button-card-seen }** junto a uno, o usa **/rate title**.
own-titles-count = { $count ->
    [one] 1 título
   *[other] { $count } títulos
}
own-titles-found = { $count ->
    [0] Nada en tu lista se llama “{ $search }”.
    [one] 1 título encaja con “{ $search }”.
   *[other] { $count } títulos encajan con “{ $search }”.
}
own-titles-form = Buscar en mi lista
own-titles-form-name = Nombre, o una parte
own-titles-form-hint = Inglés, japonés o romaji
order-menu = Orden
order-fit = Primero lo que mejor encaja
order-latest = Primero los más recientes
order-best = Primero las mejores notas
order-name = Por nombre

### The profile picture

picture-heading = Gustos en anime
picture-rated = { $count } con nota
picture-seen = { $count ->
    [one] 1 solo visto
   *[other] { $count } solo vistos
}
picture-typed = { $count ->
    [one] 1 género con nota
   *[other] { $count } géneros con nota
}
picture-liked = Géneros favoritos
picture-disliked = Menos favoritos
picture-ratings = Notas
picture-mean = { $mean } de media
picture-higher = { $by } sobre MyAnimeList
picture-lower = { $by } bajo MyAnimeList
picture-same = igual que MyAnimeList
picture-years = Años
picture-most-from-years = la mayoría de { $first }–{ $last }
picture-most-from-year = la mayoría de { $year }
picture-count = { $count }
picture-titles = Las mejores notas
picture-empty = Puntúa unos cuantos géneros o animes, y esta página se llenará.
picture-alt = Los gustos en anime de { $name }.
picture-alt-counts = Títulos con nota: { $rated }; solo vistos: { $seen }; géneros con nota: { $genres }.
picture-alt-liked = Géneros favoritos: { $genres }.
picture-alt-disliked = Géneros menos favoritos: { $genres }.
picture-alt-ratings = Notas de los títulos: { $habits }.
picture-alt-years = Años de los títulos: { $years }.
picture-alt-titles = Títulos con las mejores notas: { $titles }.

### Lists together

together-heading = Para { $names }
together-seen-by-none = Nada que alguien del grupo haya visto o no quiera ver.
together-seen-by-some = También lo que solo ha visto una parte del grupo.
together-newcomers = { $count ->
    [one] { $names } todavía no me ha contado nada, así que ahí me guío por lo que le gusta a la mayoría: **/start** lo cambia.
   *[other] { $names } todavía no me han contado nada, así que ahí me guío por lo que le gusta a la mayoría: **/start** lo cambia.
}
together-nothing = No queda nada que encaje con todo el grupo.
together-no-more = Esa era la última página.
together-goes-on = Es la continuación de **{ $title }**, que ya vio todo el grupo.
together-numbers = Los números son las notas que espero de cada miembro del grupo, del 1 al 10.
together-own-ratings = Si alguien ya lo vio y le puso nota, el número es su propia nota.
together-with-whom = ¿Quién está contigo?
together-alone = Nombra a alguien además de ti: una lista en grupo es para entre dos y ocho miembros.
together-bot = { $name } es un bot, y los bots no ven anime: elige a un miembro.

### Comparing two members

compare-alone = Contigo espero que coincidas en todo: elige a otro miembro.
compare-agreement = Entre dos títulos con notas distintas, ambos prefieren el mismo en **{ $share } de cada 100** casos. Con un 95 % de certeza, son entre { $low } y { $high }.
compare-uncertain = Entre dos personas cualesquiera son { $usual }: todavía no puedo decir si estos gustos coinciden más o menos que eso.
compare-more = Entre dos personas cualesquiera son { $usual }: estos gustos coinciden más que la mayoría.
compare-less = Entre dos personas cualesquiera son { $usual }: estos gustos coinciden menos que la mayoría.
compare-explained = { $count ->
    [one] A partir de 1 título con nota de ambos. Cuantos más haya, más seguro es.
   *[other] A partir de { $count } títulos con nota de ambos. Cuantos más haya, más seguro es.
}
compare-nothing-shared = Todavía no hay ningún título con nota de ambos, así que no puedo decir cuánto coinciden los gustos. **/start** y **/import** lo cambian.
compare-order = Las notas de { $one }, luego las de { $other }
compare-loved = A ambos les encanta
compare-disputed = Aquí hay desacuerdo
compare-tips = Para recomendarse
compare-tip = **{ $one }** debería enseñarle { $title } a **{ $other }**: { $one } le puso un { $rating }, y de { $other } espero un { $expected }.

### Asking others

invitation-list = { $name } quiere encontrar algo para todo el grupo
invitation-comparison = { $name } quiere comparar gustos
invitation-press = Quien aún no lo haya permitido: pulsa el botón con tu nombre.
invitation-meaning = Al pulsarlo permites que los demás pidan listas contigo y comparen sus gustos con los tuyos. Quien vea la respuesta verá entonces qué viste, qué notas pusiste, qué quieres ver y qué notas espero de ti. En **/settings** puedes desactivarlo.
invitation-allowed = Ya lo permite todo el grupo. { $name } puede ver la respuesta.

### A list for another member

for-member-heading = Para { $name }
for-member-introduction = Lo que le recomendaría ahora, y las notas que espero de esa persona. Solo tú ves esto.
for-member-expected = **{ $rating } para { $name }**
for-member-nothing = No conozco nada más que encaje con sus ajustes.
for-member-newcomer = { $name } todavía no me ha contado nada, así que no puedo decir qué le gustaría.
for-member-not-allowed = { $name } no lo ha permitido: pídeselo con **/together** o **/compare**, donde puede hacerlo.

### Settings

settings-heading = Tus ajustes
settings-introduction = Cada elección se guarda al momento.
settings-titles = Cómo llamar a los títulos
titles-any = Como prefiera el servidor
titles-romaji = Romaji: Shingeki no Kyojin
titles-english = Inglés: Attack on Titan
titles-japanese = Japonés: 進撃の巨人
settings-lists = Qué entra en tus listas
settings-reach = Conocidos o poco conocidos
settings-length = Duración
length-any = Cualquier duración
settings-types = Solo estos tipos (ninguno elegido: todos)
settings-unwanted = Nunca estos géneros
settings-finished-on = Solo terminados: sí
settings-finished-off = Solo terminados: no
settings-public-on = Listas: para todos
settings-public-off = Listas: solo para mí
settings-together-on = Juntos: sí
settings-together-off = Juntos: no
settings-together = Con “Juntos”, los demás pueden pedir listas para ti y contigo, y comparar sus gustos con los tuyos. Quien vea la respuesta verá entonces qué viste, qué notas pusiste, qué quieres ver y qué notas espero de ti.
settings-server = Este servidor
settings-server-titles = Cómo llamar a los títulos para quienes no han elegido
settings-not-manager = Solo quienes gestionan este servidor pueden cambiar eso: pídeselo a una de esas personas.

### A member's data

export-done = Esto es todo lo que guardo sobre ti. Nadie más puede verlo.
delete-question =
    Esto borra todo lo que guardo sobre ti: { $genres ->
        [one] 1 nota de un género
       *[other] { $genres } notas de géneros
    } y { $titles ->
        [one] 1 título
       *[other] { $titles } títulos
    }. No se puede deshacer; **/mydata export** te da antes una copia.
delete-done =
    Borrado: { $genres ->
        [one] 1 nota de un género
       *[other] { $genres } notas de géneros
    } y { $titles ->
        [one] 1 título
       *[other] { $titles } títulos
    }. He vuelto a mirar, y no queda nada sobre ti.
delete-more = También se van tus ajustes, los títulos que no viste, los servidores donde nos encontramos y lo necesario para deshacer tu última importación.
delete-kept = No se borró nada.
delete-nothing = No guardo nada sobre ti.

### Privacy

privacy-heading = Tus datos
privacy-kept = **Qué guardo**, con tu ID de Discord:
    • los géneros y títulos que puntuaste, viste, quieres ver o no quieres, y cuándo lo dijiste
    • los títulos que **/start** te mostró y no viste
    • tus ajustes
    • los servidores donde me usaste
    • durante un día, lo que sustituyó tu última importación
privacy-use = **Para qué**: solo para recomendarte anime. Nada de ello entrena el modelo. Pido una lista a AniList o a MyAnimeList únicamente cuando usas **/import**.
privacy-seen = **Quién lo ve**: tú, y quien administra el bot. Los demás ven las listas que les muestras, y comparan sus gustos con los tuyos solo si lo permites en **/settings**.
privacy-time = **Cuánto tiempo**: hasta que lo borres, o hasta que yo lleve { $days ->
    [one] 1 día
   *[other] { $days } días
} fuera de todos los servidores donde nos encontramos.
privacy-rights = **/mydata export** te lo da todo en un archivo, **/mydata delete** lo elimina todo.

### Help

help-heading = Osusume
help-introduction = Aprendo qué anime te gusta y te digo qué ver después. Empieza con **/start**: tardas menos de un minuto. Después usa **/recommend**.
help-privacy = Solo guardo lo que puntúas, con tu ID de Discord, para recomendarte anime. **/mydata export** te lo muestra, **/mydata delete** lo elimina.

### For the people who run the bot

status-heading = Estado
status-since = Iniciado { $when }
status-memory = { $memory } MB de memoria
status-connected = conectados: { $shards }
status-latency = { $ms } ms hasta Discord
status-answers = Últimos 5 minutos: { $answers ->
    [one] 1 respuesta
   *[other] { $answers } respuestas
}, la mitad en { $median } s, el 95 % en { $p95 } s
status-no-answers = Últimos 5 minutos: ninguna petición
status-ended = Desde el inicio · respuestas: { $answered } · rechazos: { $refused } · aplazamientos: { $held } · fallos: { $failed }
status-database = { $kind }: { $size } MB
status-members = { $members ->
    [one] 1 miembro
   *[other] { $members } miembros
} · { $genres ->
    [one] 1 nota de un género
   *[other] { $genres } notas de géneros
} · { $titles ->
    [one] 1 título
   *[other] { $titles } títulos
}
status-servers = { $servers ->
    [one] 1 servidor
   *[other] { $servers } servidores
} · { $shards ->
    [one] 1 shard
   *[other] { $shards } shards
}
status-catalogue = Catálogo: { $titles ->
    [one] 1 título
   *[other] { $titles } títulos
}
status-loaded = Modelo cargado { $when } desde { $path }
model-version = **Modelo { $version }**
model-trained = Entrenado el { $when } con { $facts }
reload-changed = A partir de ahora responde otro modelo.
reload-same = Se volvió a cargar el mismo modelo.
reload-before = Antes
reload-after = Ahora

### Refusals

not-yours = Eso es de otra persona: usa **/help** para ver cómo conseguir el tuyo.
not-admin = Solo quienes administran este bot pueden hacer eso: pide a su dueño que ponga tu ID en ADMIN_IDS.
adult-elsewhere = Los títulos para adultos solo se muestran en canales con restricción de edad: pídelos allí, o quita la opción.
button-outdated = Ese botón es de antes de que cambiara mi modelo: usa el comando otra vez.
command-outdated = Discord aún te muestra una versión antigua de ese comando: espera un minuto, reinicia Discord e inténtalo de nuevo.
limit-member = Eso fue mucho de golpe, y también tengo que atender a los demás: sigue <t:{ $at }:R>.
limit-server = Hay tanto movimiento en este servidor que necesito un respiro: sigue <t:{ $at }:R>.
limit-unanswered = Tanta gente me pide algo ahora mismo que no pude responderte a tiempo: inténtalo de nuevo en unos segundos.
error-database = Ahora mismo no llego a lo que guardo sobre los miembros, así que no pude hacerlo. Inténtalo de nuevo en unos minutos; si sigue igual, avisa a quien administra el bot.
error-unexpected = Algo salió mal de mi lado. Inténtalo de nuevo; si vuelve a pasar, dale el código `{ $reference }` a quien administra el bot.
error-undelivered = Discord no aceptó mi respuesta y se perdió; lo que me contaste puede haber quedado guardado igualmente. Vuelve a preguntarme: nada cuenta dos veces.
problem-rating-range = La nota va del { $lowest } al { $highest }, y { NUMBER($rating, useGrouping: 0) } queda fuera: elige un número entero entre ambos.
problem-unknown-genre = No existe el género “{ $genre }”. { $nearest ->
    [none] Elige uno de la lista que aparece mientras escribes.
   *[other] ¿Querías decir { $nearest }?
}
problem-genre-both-ways = Pediste { $genre } y también nada de { $genre }: quita uno de los dos.
problem-genre-not-rated = No has puntuado { $genre }, así que no hay nada que olvidar.
problem-no-genres = No se eligió ningún género: elige al menos uno.
problem-unknown-title = No conozco ningún título como “{ $title }”: prueba con una parte más corta del nombre.
problem-unclear-title = “{ $title }” podría ser más de un título. Elige uno de la lista que aparece mientras escribes, o da su número: { $nearest }.
problem-title-not-rated = No me has contado nada de { $title }, así que no hay nada que olvidar.
problem-text-too-long = Son { $length } caracteres, y leo como mucho { $longest }: acórtalo.
problem-unknown-type = No existe el tipo “{ $type }”: elige uno de { $known }.
problem-year-range = El año { NUMBER($year, useGrouping: 0) } no está entre { NUMBER($first, useGrouping: 0) } y { NUMBER($last, useGrouping: 0) }: elige otro.
problem-years-reversed = La lista no puede empezar en { NUMBER($since, useGrouping: 0) } y terminar en { NUMBER($until, useGrouping: 0) }: intercambia los años.
problem-no-such-page = No existe la página { NUMBER($page, useGrouping: 0) }; la última es la { $last }.
problem-not-allowed = Ya no lo permite todo el grupo: usa **/together** o **/compare** para volver a pedirlo.
problem-import-gone = Esa lista ya no está esperando: ya se importó, pasaron más de 15 minutos, o lo borraste todo después. Usa **/import** otra vez.
problem-import-past = Esa importación ya no se puede deshacer: ya se deshizo, pasó un día, o trajiste otra lista después. Con **/profile** cambias títulos sueltos.
problem-import-running = Estás trayendo una lista en este momento: espera a que termine e inténtalo de nuevo.
problem-imports-busy = Mucha gente está trayendo sus listas en este momento: inténtalo de nuevo en unos minutos.
problem-import-too-slow = Esa lista tardó demasiado: inténtalo más tarde, o envíala como archivo con los ID de MyAnimeList.
problem-reload-refused = El modelo no se recargó, y el actual sigue respondiendo. { $reason }
problem-reload-running = Ya se está cargando un modelo: espera a que termine.

### Refusals of lists that are brought

problem-list-too-large = El archivo supera los { $most } MB: envía uno más pequeño, como la exportación tal y como se descargó.
problem-list-unfolds-too-large = Descomprimido, el archivo supera los { $most } MB, y ninguna lista es tan grande: envía la exportación tal y como se descargó.
problem-list-archive = El archivo comprimido no contiene exactamente una lista que pueda abrir: descomprímelo y envíame el archivo de la lista.
problem-list-broken-archive = No se puede descomprimir el archivo: descárgalo otra vez y envíalo sin cambios.
problem-list-unknown-format = No veo ninguna lista en “{ $file }”: envía el archivo XML que exporta MyAnimeList, una exportación JSON de AniList, una mía o una tabla CSV.
problem-list-broken = El { $format } de ese archivo está dañado: expórtalo o descárgalo otra vez y envíalo sin cambios.
problem-list-forbidden-xml = El XML de ese archivo define entidades o un tipo de documento, cosa que ninguna exportación hace: envía la exportación tal y como se descargó.
problem-list-encoding = Algunas letras de ese archivo están dañadas: guárdalo en UTF-8 y envíalo otra vez.
problem-list-manga = Esa es una lista de manga: elige la lista de anime al exportar y envíame esa.
problem-list-empty = No hay ningún anime en esa lista: añade algunos allí primero, o envía otra.
problem-list-too-many = Esa lista tiene más de { $most } entradas: envía una más corta.
problem-list-columns = La tabla necesita nombres de columnas en su primera línea, entre ellos id o title, y score o status: añádelos y envíala otra vez.
problem-list-score = La nota “{ $score }” de { $title } no es un número del 0 al 100: corrígela en el archivo y envíalo otra vez.
problem-list-status = No conozco el estado “{ $status }” de { $title }: escribe watching, completed, on hold, dropped, planned o unwanted y envíalo otra vez.
problem-list-version = Ese archivo viene de un Osusume más nuevo que yo: pide a quien administra el bot que me actualice, o envía otra exportación.
problem-list-user-name = “{ $user }” no es un nombre de { $service }: escríbelo tal como aparece en la dirección del perfil.
problem-list-unknown-user = { $service } no conoce a nadie llamado “{ $user }”: revisa el nombre, o envíame la lista como archivo.
problem-list-private = En { $service }, la lista de “{ $user }” es privada: hazla pública por un momento, o envíame la lista como archivo.
problem-list-busy = { $service } recibe demasiadas peticiones ahora mismo: inténtalo en unos minutos, o envíame la lista como archivo.
problem-list-down = { $service } no responde como debería: inténtalo más tarde, o envíame la lista como archivo.
problem-list-not-set-up = No estoy configurado para consultar { $service }: envíame la lista como archivo.
