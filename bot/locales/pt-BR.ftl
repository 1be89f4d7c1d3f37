# Brazilian Portuguese. What the texts are for, and how long they may be, stands in en.ftl.
# In this language 0 counts as one: a plural form [one] says its number as { $count }, never as 1.

### Commands, their options

command-start = Conte seu gosto em menos de um minuto
    .name = começar
command-rate = Dar nota para gêneros e animes
    .name = avaliar
command-rate-genre = Dar nota de 1 a 10 para um gênero
    .name = gênero
option-rate-genre-genre = O gênero
    .name = gênero
option-rate-genre-rating = Quanto você gosta dele, de 1 a 10
    .name = nota
command-rate-genres = Avaliar vários gêneros em poucos cliques
    .name = gêneros
command-rate-title = Dar nota de 1 a 10 para um anime, ou dizer que já viu
    .name = anime
option-rate-title-title = O nome, ou parte dele: japonês, inglês ou romaji
    .name = anime
option-rate-title-rating = Quanto você gostou, de 1 a 10; deixe em branco se você só viu
    .name = nota
command-recommend = O que assistir agora
    .name = recomendar
option-recommend-type = Só deste tipo: TV, Movie, OVA, ONA, Special, Music
    .name = tipo
option-recommend-since = Lançado a partir deste ano
    .name = desde
option-recommend-until = Lançado até este ano
    .name = até
option-recommend-length = Quanto pode durar
    .name = duração
option-recommend-genre = Só animes deste gênero; se forem vários, separe com vírgulas
    .name = gênero
option-recommend-without = Nada deste gênero; se forem vários, separe com vírgulas
    .name = sem
option-recommend-reach = Mais o que todo mundo conhece, ou mais o que pouca gente descobriu
    .name = popularidade
option-recommend-finished = Só o que já foi exibido até o fim
    .name = finalizado
option-recommend-visible = Quem vê a lista
    .name = visível
option-recommend-adult = Também títulos adultos, em canais com restrição de idade
    .name = adulto
command-title = Tudo sobre um anime, e por que você gostaria dele
    .name = anime
option-title-title = O nome, ou parte dele: japonês, inglês ou romaji
    .name = anime
option-title-visible = Quem vê a resposta
    .name = visível
command-similar = Animes parecidos com outro
    .name = parecidos
option-similar-title = O nome, ou parte dele: japonês, inglês ou romaji
    .name = anime
option-similar-visible = Quem vê a lista
    .name = visível
command-random = Um anime que você deve curtir, para quando não souber o que ver
    .name = aleatório
option-random-visible = Quem vê a resposta
    .name = visível
command-seen = Dizer que você viu um anime, inteiro ou só uma parte
    .name = assisti
option-seen-title = O nome, ou parte dele: japonês, inglês ou romaji
    .name = anime
option-seen-rating = Quanto você gostou, de 1 a 10
    .name = nota
option-seen-status = Até onde você chegou; em branco vale como completo
    .name = status
command-watchlist = O que você quer ver
    .name = quero-ver
menu-mentions = Achar os animes desta mensagem
command-together = O que vocês podem ver juntos, e quanto cada um vai gostar
    .name = juntos
option-together-member1 = Com quem
    .name = membro1
option-together-more = Com quem mais
option-together-seen-by-some = Também o que só uma parte do grupo já viu
    .name = visto-por-alguns
option-together-visible = Quem vê a lista
    .name = visível
command-compare = O quanto seu gosto combina com o de outra pessoa
    .name = comparar
option-compare-member = Com quem
    .name = membro
option-compare-visible = Quem vê a resposta
    .name = visível
menu-recommend-for = Recomendar para esta pessoa
command-profile = O que eu sei do seu gosto, e como mudar
    .name = perfil
option-profile-search = Achar um título na sua lista: parte do nome, em qualquer idioma
    .name = busca
command-settings = Como chamar os títulos, o que entra nas listas e o que os outros podem ver
    .name = configurações
command-import = Trazer sua lista do MyAnimeList, do AniList, de um arquivo ou de outro Osusume
    .name = importar
option-import-file = Uma exportação do MyAnimeList (XML), do AniList (JSON), minha, ou uma tabela (CSV)
    .name = arquivo
option-import-anilist = Seu nome no AniList, se a sua lista de lá for pública
    .name = anilist
option-import-mal = Seu nome no MyAnimeList, se a sua lista de lá for pública
    .name = mal
command-privacy = O que eu guardo sobre você, e o que acontece com isso
    .name = privacidade
command-mydata = Tudo o que eu guardo sobre você
    .name = meus-dados
command-mydata-export = Receber em um arquivo tudo o que eu guardo sobre você
    .name = exportar
command-mydata-delete = Apagar tudo o que eu guardo sobre você
    .name = apagar
command-help = O que eu sei fazer
    .name = ajuda
command-admin = Para quem administra o bot
    .name = admin
command-admin-status = Como está o bot
    .name = status
command-admin-reload = Carregar o modelo de novo
    .name = recarregar

### Buttons

button-start = Começar
button-recommend = Recomendações
button-genres = Avaliar gêneros
button-profile = Meu perfil
button-all-titles = Todos os títulos
button-find = Buscar
button-settings = Configurações
button-watchlist = Lista Quero ver
button-card-seen = Já vi
button-want = Quero ver
button-not-for-me = Não é pra mim
button-card-like = Parecidos
button-about = Por quê?
button-previous = Anterior
button-next = Próxima
button-seen = Já vi, sem nota
button-forget = Esquecer
button-undo = Desfazer
button-skip = Pular
button-stop = Parar aqui
button-delete = Apagar tudo
button-keep = Deixar como está
button-import = Importar
button-cancel = Cancelar
button-export = Baixar meus dados
button-privacy = Política de privacidade
button-seen-by-some = Incluir vistos por alguns
button-seen-by-none = Só o que ninguém viu
button-both = Uma lista para os dois
button-show = Mostrar para mim

### The first minute

start-heading = Do que você gosta?
start-introduction =
    Escolha alguns gêneros e depois diga o que achou de doze animes conhecidos. Leva menos de um minuto.
    Cada toque é salvo na hora, e você pode parar quando quiser.
start-liked = Gêneros de que eu gosto
start-disliked = Gêneros de que eu não gosto
start-more-genres = { $count ->
    [one] Mais { $count } gênero, e notas de 1 a 10: **/rate genres**
   *[other] Mais { $count } gêneros, e notas de 1 a 10: **/rate genres**
}
start-titles = Ir para os animes
start-progress = { $number } de { $total }
start-love = Amei
start-like = Gostei
start-meh = Mais ou menos
start-dislike = Não gostei
start-unseen = Não vi
start-want = Quero ver
start-end = Minhas recomendações

### Bringing a list

import-which = Me dê uma lista, e só uma: um arquivo, um nome no AniList ou um nome no MyAnimeList.
import-no-download = O arquivo não chegou do Discord até mim: envie de novo.
import-reading = Lendo a lista…
import-matching = Procurando os títulos…
import-saving = Salvando a lista…
import-heading = Sua lista do { $source }
import-heading-other = Sua lista
import-titles = { $count ->
    [one] **{ $count }** título
   *[other] **{ $count }** títulos
}
import-completed = { $count ->
    [one] { $count } completo
   *[other] { $count } completos
}
import-watching = { $count } assistindo
import-on-hold = { $count ->
    [one] { $count } pausado
   *[other] { $count } pausados
}
import-dropped = { $count ->
    [one] { $count } dropado
   *[other] { $count } dropados
}
import-planned = { $count } para ver
import-unwanted = { $count } sem interesse
import-scores-10 = { $count ->
    [one] { $count } nota de 0 a 10, mantida como está
   *[other] { $count } notas de 0 a 10, mantidas como estão
}
import-scores-decimal = { $count ->
    [one] { $count } nota de 0 a 10, arredondada
   *[other] { $count } notas de 0 a 10, arredondadas
}
import-scores-100 = { $count ->
    [one] { $count } nota de 0 a 100, dividida por 10
   *[other] { $count } notas de 0 a 100, divididas por 10
}
import-scores-stars = { $count ->
    [one] { $count } nota em estrelas, dobrada
   *[other] { $count } notas em estrelas, dobradas
}
import-scores-smileys = { $count ->
    [one] { $count } nota em carinhas, que virou 4, 6 ou 9
   *[other] { $count } notas em carinhas, que viraram 4, 6 e 9
}
import-genres = { $count ->
    [one] 🎭 { $count } nota de gênero, nova ou alterada
   *[other] 🎭 { $count } notas de gêneros, novas ou alteradas
}
import-outcome = Novos: **{ $added }** · Alterados: **{ $changed }** · Iguais: **{ $unchanged }**
import-unlisted = { $count ->
    [one] { $count } título não está no meu catálogo. Guardo para o caso de o catálogo crescer:
   *[other] { $count } títulos não estão no meu catálogo. Guardo para o caso de ele crescer:
}
import-unclear = { $count ->
    [one] { $count } item ficou de fora, porque não consigo saber que título é:
   *[other] { $count } itens ficaram de fora, porque não consigo saber que títulos são:
}
import-nameless = { $count ->
    [one] ❔ { $count } item ficou de fora, porque não tem nome nem ID.
   *[other] ❔ { $count } itens ficaram de fora, porque não têm nome nem ID.
}
import-more = e mais { $count }
import-nothing-new = Eu já sei tudo isso: não há nada para importar.
import-explained = Nada foi salvo ainda. O que está na lista substitui o que você me disse antes, e o resto fica. Você tem um dia para desfazer.
import-cancelled = Nada foi importado.
import-undo-until = Dá para desfazer até { $when }.
import-undone = { $count ->
    [one] { $count } título ou nota voltou a ser como antes da importação.
   *[other] { $count } títulos e notas voltaram a ser como antes da importação.
}

### Cards

card-episodes = { $count ->
    [one] { $count } episódio
   *[other] { $count } episódios
}
card-score = MAL { $score }
card-expected = **{ $rating } para você**
card-because = Por causa de { $causes }

### Recommendations

recommend-heading = Para { $name }
recommend-newcomer =
    Ainda não conheço seu gosto, então aqui vai o que quase todo mundo ama.
    Toque em **{ button-start }**: em menos de um minuto, a lista fica com a sua cara.
recommend-nothing = Nada combina com tudo isso. Tire uma opção ou duas e tente de novo.
recommend-no-more = Essa foi a última página: use **/recommend** com outras opções para ver mais.
recommend-choose = Já viu algum destes, ou quer ver?
recommend-seen = { $title }: visto.
recommend-wanted = { $title } entrou na sua lista “Quero ver”.
recommend-unwanted = Não vou mais recomendar { $title }.
wish-since = a partir de { $year }
wish-until = até { $year }
wish-finished = já finalizados
wish-popular = conhecidos
wish-niche = pouco conhecidos
wish-wanted = com { $genre }
wish-unwanted = sem { $genre }
length-single = Um episódio ou um filme
length-short = Até 13 episódios
length-medium = De 14 a 26 episódios
length-long = 27 episódios ou mais
reach-most-popular = O que todo mundo conhece
reach-popular = De preferência, conhecidos
reach-neutral = Tanto faz
reach-niche = De preferência, pouco conhecidos
reach-most-niche = O que pouca gente descobriu
visible-to-me = Só eu
visible-to-all = Todos aqui
page = Página { $number } de { $last }

### One title

similar-heading = Parecidos com { $title }
similar-nothing = Não conheço mais nada parecido que você não tenha visto ou descartado.
status-completed = Completo
status-watching = Assistindo
status-on-hold = Pausado
status-dropped = Dropado
status-planned = Quero ver
status-unwanted = Sem interesse
kept-rating = sua nota: **{ $rating }**
title-minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
title-minutes-each = { $count ->
    [one] { $count } minuto por episódio
   *[other] { $count } minutos por episódio
}
title-seen-it = Já viu? Dê uma nota de 1 a 10.
title-guess = Pelo resto que você me contou, eu teria chutado { $rating }.
title-why = Por que você pode gostar
title-cause-rated = Você deu nota { $rating } para **{ $title }**.
title-cause-seen = Você viu **{ $title }**.
title-cause-genre = Você deu nota { $rating } para o gênero **{ $genre }**.
title-cause-other-genre = Não é **{ $genre }**, um gênero que recebeu { $rating } de você.
title-newcomer = Ainda não conheço seu gosto, então vou pelo que a maioria acha.
title-no-cause = Nada do que você me contou aponta para ele em especial.
title-goes-on = É a continuação de **{ $title }**, que você já viu.
title-first = Veja **{ $title }** primeiro.
title-series = { $count ->
    [one] A série
   *[other] A série, { $count } partes
}
title-beside = { $count ->
    [one] e { $count } especial ou história paralela
   *[other] e { $count } especiais e histórias paralelas
}
title-parts = Ver outra parte da série
random-heading = Que tal este?
button-title = Saiba mais
button-like = Mais como este
button-another = Outro

### The watchlist

watchlist-heading = Sua lista “Quero ver”
watchlist-order = { $count ->
    [one] { $count } título
   *[other] { $count } títulos, começando pelos que você mais deve curtir
}
watchlist-empty = Sua lista ainda está vazia: toque em 🔖 **{ button-want }** em um anime, e ele espera por você aqui.
watchlist-choose = Escolha um para saber tudo sobre ele
watchlist-tonight = Para hoje à noite
watchlist-exported = Sua lista “Quero ver”, um título por linha.
button-tonight = Escolher para hoje
button-export-watchlist = Como arquivo

### Titles in a message

mentions-heading = { $count ->
    [one] { $count } anime nessa mensagem
   *[other] { $count } animes nessa mensagem
}
mentions-none = Não vejo nenhum anime nessa mensagem. Encontro nomes escritos por inteiro e links do MyAnimeList; um nome que também é palavra comum, só entre aspas ou sozinho na linha.

### Rating

title-question = O que você achou?
title-question-again = Aqui você pode mudar sua nota.
title-rated = { $title }: nota **{ $rating }**.
title-seen = { $title }: visto. O que você achou?
title-forgotten = Esqueci { $title }.
genre-question = Quanto você gosta de **{ $genre }**?
genre-rated = { $genre }: nota **{ $rating }**.
genre-forgotten = Esqueci sua nota para { $genre }.
rating-before = Antes: { $rating }.
rating-now = Agora: { $rating }.
genres-heading = Seus gêneros
genres-choose = Escolha até { $most } gêneros de que você gosta ou não gosta; depois, dê nota a cada um com um clique.
genres-menu = De { $first } a { $last }
genres-rated = Sua nota: { $rating }
genres-none-chosen = Nenhum escolhido ainda.
genres-start = { $count ->
    [0] Dar notas
    [one] Dar nota a { $count } gênero
   *[other] Dar nota a { $count } gêneros
}
genres-how-much = Quanto você gosta?
genres-progress = Gênero { $number } de { $total }. Cada clique é salvo na hora.
genres-done = { $count ->
    [0] Nenhum gênero avaliado ainda
    [one] Você avaliou { $count } gênero
   *[other] Você avaliou { $count } gêneros
}
genres-too-many = Escolha no máximo { $most } gêneros por vez: tire alguns primeiro.

### Profile

profile-heading = { $name }
profile-newcomer = Ainda não sei nada do seu gosto. O **/start** pergunta em menos de um minuto, e eu recomendo o que você vai curtir.
profile-summary = Gêneros com nota: **{ $genres }** · Títulos com nota: **{ $rated }** · Só vistos: **{ $seen }**
profile-planned = { $count ->
    [one] Quero ver: **{ $count }** título
   *[other] Quero ver: **{ $count }** títulos
}
profile-hidden = { $count ->
    [one] { $count } título adulto só aparece em canais com restrição de idade.
   *[other] { $count } títulos adultos só aparecem em canais com restrição de idade.
}
profile-unlisted = { $count ->
    [one] { $count } título está guardado, mas não faz parte do meu catálogo no momento.
   *[other] { $count } títulos estão guardados, mas não fazem parte do meu catálogo no momento.
}
profile-genres = Gêneros
profile-more-genres = e mais { $count }
profile-from-titles = { $count ->
    [one] de { $count } título
   *[other] de { $count } títulos
}
profile-latest = Últimos títulos
profile-seen = Visto, sem nota
profile-wanted = Na sua lista “Quero ver”
profile-unwanted = Não é para você
profile-change-genre = Mudar ou esquecer um gênero
profile-change-title = Mudar ou esquecer um título

### A member's own titles

own-titles-heading = Seus títulos
own-titles-none = Você ainda não me contou de nenhum título. Toque em ✅ **{ button-card-seen }** em um anime, ou use **/rate title**.
own-titles-count = { $count ->
    [one] { $count } título
   *[other] { $count } títulos
}
own-titles-found = { $count ->
    [0] Nada na sua lista se chama “{ $search }”.
    [one] { $count } título combina com “{ $search }”.
   *[other] { $count } títulos combinam com “{ $search }”.
}
own-titles-form = Buscar na minha lista
own-titles-form-name = Nome, ou parte dele
own-titles-form-hint = Inglês, japonês ou romaji
order-menu = Ordem
order-fit = Mais parecidos com a busca primeiro
order-latest = Mais recentes primeiro
order-best = Maiores notas primeiro
order-name = Por nome

### The profile picture

picture-heading = Gosto em animes
picture-rated = { $count } com nota
picture-seen = { $count ->
    [one] { $count } só visto
   *[other] { $count } só vistos
}
picture-typed = { $count ->
    [one] { $count } gênero com nota
   *[other] { $count } gêneros com nota
}
picture-liked = Gêneros favoritos
picture-disliked = Menos curtidos
picture-ratings = Notas
picture-mean = { $mean } em média
picture-higher = { $by } acima do MyAnimeList
picture-lower = { $by } abaixo do MyAnimeList
picture-same = igual ao MyAnimeList
picture-years = Anos
picture-most-from-years = a maioria de { $first }–{ $last }
picture-most-from-year = a maioria de { $year }
picture-count = { $count }
picture-titles = Maiores notas
picture-empty = Dê nota para alguns gêneros ou animes, e esta página vai se enchendo.
picture-alt = O gosto de { $name } em animes.
picture-alt-counts = Títulos com nota: { $rated }; só vistos: { $seen }; gêneros com nota: { $genres }.
picture-alt-liked = Gêneros favoritos: { $genres }.
picture-alt-disliked = Gêneros menos curtidos: { $genres }.
picture-alt-ratings = Notas dos títulos: { $habits }.
picture-alt-years = Anos dos títulos: { $years }.
picture-alt-titles = Títulos com as maiores notas: { $titles }.

### Lists together

together-heading = Para { $names }
together-seen-by-none = Nada que alguém do grupo já tenha visto ou não queira.
together-seen-by-some = Também o que só uma parte do grupo já viu.
together-newcomers = { $count ->
    [one] { $names } ainda não me contou nada, então aí eu vou pelo que a maioria curte: **/start** muda isso.
   *[other] { $names } ainda não me contaram nada, então aí eu vou pelo que a maioria curte: **/start** muda isso.
}
together-nothing = Não sobrou nada que combine com todos vocês.
together-no-more = Essa foi a última página.
together-goes-on = É a continuação de **{ $title }**, que todos vocês já viram.
together-numbers = Os números são as notas que espero de cada um de vocês, de 1 a 10.
together-own-ratings = Onde alguém já viu e deu nota, o número é a nota dessa pessoa.
together-with-whom = Quem está aí com você?
together-alone = Escolha alguém além de você: uma lista em grupo é para dois a oito membros.
together-bot = { $name } é um bot, e bots não veem anime: escolha um membro.

### Comparing two members

compare-alone = Com você mesmo, espero que haja acordo em tudo: escolha outro membro.
compare-agreement = Entre dois títulos com notas diferentes, vocês dois preferem o mesmo em **{ $share } de cada 100** casos. Com 95% de certeza, são entre { $low } e { $high }.
compare-uncertain = Entre duas pessoas quaisquer, são { $usual }: ainda não sei dizer se vocês combinam mais ou menos do que isso.
compare-more = Entre duas pessoas quaisquer, são { $usual }: vocês combinam mais do que a maioria.
compare-less = Entre duas pessoas quaisquer, são { $usual }: vocês combinam menos do que a maioria.
compare-explained = { $count ->
    [one] A partir de { $count } título com nota dos dois. Quanto mais houver, mais certo fica.
   *[other] A partir de { $count } títulos com nota dos dois. Quanto mais houver, mais certo fica.
}
compare-nothing-shared = Ainda não há nenhum título com nota dos dois, então não sei dizer o quanto vocês combinam. **/start** e **/import** mudam isso.
compare-order = As notas de { $one }, depois as de { $other }
compare-loved = Os dois amam
compare-disputed = Aqui vocês discordam
compare-tips = Para mostrar um ao outro
compare-tip = **{ $one }** deveria mostrar { $title } para **{ $other }**: { $one } deu nota { $rating }, e de { $other } espero { $expected }.

### Asking others

invitation-list = { $name } quer achar algo para todos vocês
invitation-comparison = { $name } quer comparar o gosto de vocês
invitation-press = Quem ainda não permitiu isso: aperte o botão com o seu nome.
invitation-meaning = Ao apertar, você permite que os outros peçam listas com você e comparem o gosto deles com o seu. Quem vê a resposta vê então o que você viu, que notas deu, o que quer ver e que notas espero de você. Em **/settings** dá para desligar de novo.
invitation-allowed = Agora todos vocês permitem. { $name } pode ver a resposta.

### A list for another member

for-member-heading = Para { $name }
for-member-introduction = O que eu recomendaria agora a essa pessoa, e as notas que espero dela. Só você vê isto.
for-member-expected = **{ $rating } para { $name }**
for-member-nothing = Não conheço mais nada que combine com as configurações dessa pessoa.
for-member-newcomer = { $name } ainda não me contou nada, então não sei dizer o que iria curtir.
for-member-not-allowed = { $name } não permitiu isso: peça com **/together** ou **/compare**, onde dá para permitir.

### Settings

settings-heading = Suas configurações
settings-introduction = Cada escolha é salva na hora.
settings-titles = Como chamar os títulos
titles-any = Como o servidor preferir
titles-romaji = Romaji: Shingeki no Kyojin
titles-english = Inglês: Attack on Titan
titles-japanese = Japonês: 進撃の巨人
settings-lists = O que entra nas suas listas
settings-reach = Conhecidos ou pouco conhecidos
settings-length = Duração
length-any = Qualquer duração
settings-types = Só estes tipos (nenhum escolhido: todos)
settings-unwanted = Nunca estes gêneros
settings-finished-on = Só finalizados: sim
settings-finished-off = Só finalizados: não
settings-public-on = Listas: todos veem
settings-public-off = Listas: só eu vejo
settings-together-on = Juntos: sim
settings-together-off = Juntos: não
settings-together = Com “Juntos”, outras pessoas podem pedir listas para você e com você, e comparar o gosto delas com o seu. Quem vê a resposta vê então o que você viu, que notas deu, o que quer ver e que notas espero de você.
settings-server = Este servidor
settings-server-titles = Como chamar os títulos para quem ainda não escolheu
settings-not-manager = Só quem gerencia este servidor pode mudar isso: peça a uma dessas pessoas.

### A member's data

export-done = Isto é tudo o que eu guardo sobre você. Mais ninguém pode ver.
delete-question =
    Isto apaga tudo o que eu guardo sobre você: { $genres ->
        [one] { $genres } nota de gênero
       *[other] { $genres } notas de gêneros
    } e { $titles ->
        [one] { $titles } título
       *[other] { $titles } títulos
    }. Não dá para desfazer; **/mydata export** dá uma cópia antes.
delete-done =
    Apagado: { $genres ->
        [one] { $genres } nota de gênero
       *[other] { $genres } notas de gêneros
    } e { $titles ->
        [one] { $titles } título
       *[other] { $titles } títulos
    }. Conferi de novo, e não sobrou nada sobre você.
delete-more = Suas configurações também vão embora, assim como os títulos que você não viu, os servidores em que nos encontramos e o que é preciso para desfazer sua última importação.
delete-kept = Nada foi apagado.
delete-nothing = Não guardo nada sobre você.

### Privacy

privacy-heading = Seus dados
privacy-kept = **O que eu guardo**, junto ao seu ID do Discord:
    • gêneros e títulos que você avaliou, viu, quer ver ou não quer, e quando você disse isso
    • títulos que o **/start** mostrou e que você não viu
    • suas configurações
    • os servidores em que você me usou
    • por um dia, o que a sua última importação substituiu
privacy-use = **Para quê**: só para recomendar animes a você. Nada disso treina o modelo. Só peço uma lista ao AniList ou ao MyAnimeList quando você usa **/import**.
privacy-seen = **Quem vê**: você, e quem administra o bot. Os outros veem as listas que você mostrar, e só comparam o gosto deles com o seu se você permitir em **/settings**.
privacy-time = **Por quanto tempo**: até você apagar, ou até eu passar { $days ->
    [one] { $days } dia
   *[other] { $days } dias
} fora de todos os servidores em que nos encontramos.
privacy-rights = **/mydata export** entrega tudo em um arquivo, **/mydata delete** exclui tudo.

### Help

help-heading = Osusume
help-introduction = Eu aprendo de que animes você gosta e digo o que assistir depois. Comece com **/start**: leva menos de um minuto. Depois, use **/recommend**.
help-privacy = Só guardo o que você avalia, junto ao seu ID do Discord, para recomendar animes a você. **/mydata export** mostra tudo, **/mydata delete** exclui tudo.

### For the people who run the bot

status-heading = Status
status-since = Iniciado { $when }
status-memory = { $memory } MB de memória
status-connected = conectados: { $shards }
status-latency = { $ms } ms até o Discord
status-answers = Últimos 5 minutos: { $answers ->
    [one] { $answers } resposta
   *[other] { $answers } respostas
}, metade em { $median } s, 95% em { $p95 } s
status-no-answers = Últimos 5 minutos: nenhum pedido
status-ended = Desde o início · respostas: { $answered } · recusas: { $refused } · adiamentos: { $held } · falhas: { $failed }
status-database = { $kind }: { $size } MB
status-members = { $members ->
    [one] { $members } membro
   *[other] { $members } membros
} · { $genres ->
    [one] { $genres } nota de gênero
   *[other] { $genres } notas de gêneros
} · { $titles ->
    [one] { $titles } título
   *[other] { $titles } títulos
}
status-servers = { $servers ->
    [one] { $servers } servidor
   *[other] { $servers } servidores
} · { $shards ->
    [one] { $shards } shard
   *[other] { $shards } shards
}
status-catalogue = Catálogo: { $titles ->
    [one] { $titles } título
   *[other] { $titles } títulos
}
status-loaded = Modelo carregado { $when } de { $path }
model-version = **Modelo { $version }**
model-trained = Treinado em { $when } com { $facts }
reload-changed = Daqui em diante, outro modelo responde.
reload-same = O mesmo modelo foi carregado de novo.
reload-before = Antes
reload-after = Agora

### Refusals

not-yours = Isso é de outra pessoa: use **/help** para ver como ter o seu.
not-admin = Só quem administra este bot pode fazer isso: peça ao dono que ponha seu ID em ADMIN_IDS.
adult-elsewhere = Títulos adultos só aparecem em canais com restrição de idade: peça lá, ou tire essa opção.
button-outdated = Esse botão é de antes de o meu modelo mudar: use o comando de novo.
command-outdated = O Discord ainda mostra a você uma versão antiga desse comando: espere um minuto, reinicie o Discord e tente de novo.
limit-member = Foi muita coisa de uma vez, e também preciso atender os outros: continue <t:{ $at }:R>.
limit-server = Tem tanta coisa acontecendo neste servidor que preciso de um fôlego: continue <t:{ $at }:R>.
limit-unanswered = Tanta gente está me pedindo algo agora que não deu para responder a tempo: tente de novo em alguns segundos.
error-database = No momento não consigo acessar o que guardo sobre os membros, então não deu para fazer isso. Tente de novo em alguns minutos; se continuar, avise quem administra o bot.
error-unexpected = Algo deu errado do meu lado. Tente de novo; se acontecer outra vez, passe o código `{ $reference }` a quem administra o bot.
error-undelivered = O Discord não aceitou minha resposta e ela se perdeu; o que você me contou pode ter ficado guardado mesmo assim. Peça de novo: nada conta duas vezes.
problem-rating-range = A nota vai de { $lowest } a { $highest }, e { NUMBER($rating, useGrouping: 0) } fica fora disso: escolha um número inteiro nesse intervalo.
problem-unknown-genre = Não existe o gênero “{ $genre }”. { $nearest ->
    [none] Escolha um da lista que aparece enquanto você digita.
   *[other] Você quis dizer { $nearest }?
}
problem-genre-both-ways = Você pediu { $genre } e também nada de { $genre }: tire um dos dois.
problem-genre-not-rated = Você não deu nota para { $genre }, então não há o que esquecer.
problem-no-genres = Nenhum gênero foi escolhido: escolha pelo menos um.
problem-unknown-title = Não conheço nenhum título como “{ $title }”: tente uma parte mais curta do nome.
problem-unclear-title = “{ $title }” pode ser mais de um título. Escolha um na lista que aparece enquanto você digita, ou informe o número: { $nearest }.
problem-title-not-rated = Você não me disse nada sobre { $title }, então não há o que esquecer.
problem-text-too-long = São { $length } caracteres, e eu leio no máximo { $longest }: encurte.
problem-unknown-type = Não existe o tipo “{ $type }”: escolha entre { $known }.
problem-year-range = O ano { NUMBER($year, useGrouping: 0) } não está entre { NUMBER($first, useGrouping: 0) } e { NUMBER($last, useGrouping: 0) }: escolha outro.
problem-years-reversed = A lista não pode começar em { NUMBER($since, useGrouping: 0) } e terminar em { NUMBER($until, useGrouping: 0) }: troque os anos.
problem-no-such-page = Não existe a página { NUMBER($page, useGrouping: 0) }; a última é a { $last }.
problem-not-allowed = Nem todos vocês permitem mais isso: use **/together** ou **/compare** para pedir de novo.
problem-import-gone = Essa lista não está mais esperando: já foi importada, se passaram mais de 15 minutos, ou você apagou tudo depois. Use **/import** de novo.
problem-import-past = Essa importação não pode mais ser desfeita: já foi desfeita, passou um dia, ou você trouxe outra lista depois. Com **/profile** você muda títulos um por um.
problem-import-running = Você está trazendo uma lista neste momento: espere terminar e tente de novo.
problem-imports-busy = Muita gente está trazendo listas neste momento: tente de novo em alguns minutos.
problem-import-too-slow = Essa lista demorou demais: tente mais tarde, ou envie como arquivo com os IDs do MyAnimeList.
problem-reload-refused = O modelo não foi recarregado, e o atual continua respondendo. { $reason }
problem-reload-running = Um modelo já está sendo carregado: espere terminar.

### Refusals of lists that are brought

problem-list-too-large = O arquivo passa de { $most } MB: envie um menor, como a exportação do jeito que foi baixada.
problem-list-unfolds-too-large = Descompactado, o arquivo passa de { $most } MB, e nenhuma lista é tão grande: envie a exportação do jeito que foi baixada.
problem-list-archive = O arquivo compactado não contém exatamente uma lista que eu possa abrir: descompacte e me envie o arquivo da lista.
problem-list-broken-archive = Não consigo descompactar o arquivo: baixe de novo e envie sem mudar nada.
problem-list-unknown-format = Não vejo uma lista em “{ $file }”: envie o arquivo XML que o MyAnimeList exporta, uma exportação JSON do AniList, uma exportação minha ou uma tabela CSV.
problem-list-broken = O { $format } desse arquivo está danificado: exporte ou baixe de novo e envie sem mudar nada.
problem-list-forbidden-xml = O XML desse arquivo define entidades ou um tipo de documento, o que nenhuma exportação faz: envie a exportação do jeito que foi baixada.
problem-list-encoding = Algumas letras desse arquivo estão danificadas: salve em UTF-8 e envie de novo.
problem-list-manga = Essa é uma lista de mangás: escolha a lista de animes ao exportar e me envie essa.
problem-list-empty = Não há nenhum anime nessa lista: adicione alguns por lá primeiro, ou envie outra.
problem-list-too-many = Essa lista tem mais de { $most } itens: envie uma mais curta.
problem-list-columns = A tabela precisa de nomes de colunas na primeira linha, com id ou title e com score ou status: inclua-os e envie de novo.
problem-list-score = A nota “{ $score }” de { $title } não é um número de 0 a 100: corrija no arquivo e envie de novo.
problem-list-status = Não conheço o status “{ $status }” de { $title }: escreva watching, completed, on hold, dropped, planned ou unwanted e envie de novo.
problem-list-version = Esse arquivo vem de um Osusume mais novo do que eu: peça a quem administra o bot que me atualize, ou envie outra exportação.
problem-list-user-name = “{ $user }” não é um nome no { $service }: escreva como aparece no endereço do perfil de lá.
problem-list-unknown-user = O { $service } não conhece ninguém chamado “{ $user }”: confira o nome, ou me envie a lista como arquivo.
problem-list-private = No { $service }, a lista de “{ $user }” é privada: deixe-a pública por um momento, ou me envie a lista como arquivo.
problem-list-busy = O { $service } está recebendo pedidos demais agora: tente de novo em alguns minutos, ou me envie a lista como arquivo.
problem-list-down = O { $service } não está respondendo direito: tente mais tarde, ou me envie a lista como arquivo.
problem-list-not-set-up = Não fui configurado para consultar o { $service }: me envie a lista como arquivo.
