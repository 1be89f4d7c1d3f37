# Every text that people see. A text is named by a key; what stands in braces is filled in by the bot.
# Texts are shown with Discord's Markdown. Keep button labels under 80 characters and command descriptions under 100.
# Another language is another file beside this one, named by its Discord locale (de, ja, pt-BR). It gives commands and
# options names of its own, as an attribute:     command-rate = ...
#                                                    .name = bewerten
# Texts name commands as they are named here, in every language: **/rate genre**. Members read the names that they know.
# What is said in the terminal alone (play-...) is not translated.

### Commands, their options

command-start = Tell me your taste in under a minute
command-rate = Rate genres and titles
command-rate-genre = Rate a genre from 1 to 10
option-rate-genre-genre = The genre
option-rate-genre-rating = How much you like it, from 1 to 10
command-rate-genres = Rate many genres with a few presses
command-rate-title = Rate an anime from 1 to 10, or say that you have seen it
option-rate-title-title = Its name: Japanese, English or romaji, or a part of it
option-rate-title-rating = How much you liked it, from 1 to 10; leave it out if you have only seen it
command-recommend = What to watch next
option-recommend-type = Only this type: TV, Movie, OVA, ONA, Special, Music
option-recommend-since = First aired in this year or later
option-recommend-until = First aired in this year or earlier
option-recommend-length = How long it may be
option-recommend-genre = Only titles of this genre; several with commas between them
option-recommend-without = No titles of this genre; several with commas between them
option-recommend-reach = Rather what everybody knows, or rather what few have found
option-recommend-finished = Only what has aired to its end
option-recommend-visible = Who sees the list
option-recommend-adult = Also titles for adults, in age-restricted channels
command-title = All about one anime, and why you would like it
option-title-title = Its name: Japanese, English or romaji, or a part of it
option-title-visible = Who sees the answer
command-similar = What is like an anime
option-similar-title = Its name: Japanese, English or romaji, or a part of it
option-similar-visible = Who sees the list
command-random = Something that you will probably like, for when you cannot choose
option-random-visible = Who sees the answer
command-seen = Say that you have seen an anime, all of it or a part
option-seen-title = Its name: Japanese, English or romaji, or a part of it
option-seen-rating = How much you liked it, from 1 to 10
option-seen-status = How far you have come; completed, if you leave it out
command-watchlist = What you want to watch
menu-mentions = Find the anime in this message
command-together = What you can watch together, with how much each of you will like it
option-together-member1 = With whom
option-together-more = With whom else
option-together-seen-by-some = Also what some of you have seen, but not all
option-together-visible = Who sees the list
command-compare = How far your taste and another member's agree
option-compare-member = With whom
option-compare-visible = Who sees the answer
menu-recommend-for = Recommend for this member
command-profile = What I know about your taste, and how to change it
option-profile-search = Find a title in your list: a part of its name, in any language
command-settings = How titles are called, what lists hold, and what others may see
command-import = Bring your list from MyAnimeList, AniList, a file, or another Osusume
option-import-file = An export of MyAnimeList (XML), of AniList (JSON), mine, or a table (CSV)
option-import-anilist = Your name on AniList, if your list there is public
option-import-mal = Your name on MyAnimeList, if your list there is public
command-privacy = What I keep about you, and what becomes of it
command-mydata = Everything that I keep about you
command-mydata-export = Get everything that I keep about you, as a file
command-mydata-delete = Delete everything that I keep about you
command-help = What I can do
command-admin = For the people who run the bot
command-admin-status = How the bot stands
command-admin-reload = Load the model anew

### Buttons

button-start = Get started
button-recommend = Recommendations
button-genres = Rate genres
button-profile = My profile
button-all-titles = All my titles
button-find = Find
button-settings = Settings
button-watchlist = Watchlist
button-card-seen = Seen
button-want = Want
button-not-for-me = Not for me
button-card-like = Similar
button-about = Why?
button-previous = Previous
button-next = Next
button-seen = Seen, not rated
button-forget = Forget
button-undo = Undo
button-skip = Skip
button-stop = Stop here
button-delete = Delete everything
button-keep = Keep it
button-import = Import
button-cancel = Cancel
button-export = Get my data
button-privacy = Privacy policy
button-seen-by-some = Also what some have seen
button-seen-by-none = Only what nobody has seen
button-both = A list for both
button-show = Show it to me

### The first minute

start-heading = What do you like?
start-introduction =
    Choose a few genres, then say what you think of twelve well-known titles. It takes less than a minute.
    Every press is saved at once, and you can stop at any time.
start-liked = Genres that I like
start-disliked = Genres that I do not like
start-more-genres = { $count ->
    [one] 1 more genre, and ratings from 1 to 10: **/rate genres**
   *[other] { $count } more genres, and ratings from 1 to 10: **/rate genres**
}
start-titles = On to the titles
start-progress = { $number } of { $total }
start-love = Love it
start-like = Like it
start-meh = Meh
start-dislike = Dislike it
start-unseen = Not seen
start-want = Want to watch
start-end = My recommendations

### Bringing a list

import-which = Give me one list, and only one: a file, a name on AniList, or a name on MyAnimeList.
import-no-download = The file did not reach me from Discord: send it again.
import-reading = Reading the list …
import-matching = Looking for its titles …
import-saving = Saving the list …
import-heading = Your list from { $source }
import-heading-other = Your list
import-titles = { $count ->
    [one] **1** title
   *[other] **{ $count }** titles
}
import-completed = { $count } completed
import-watching = { $count } watching
import-on-hold = { $count } on hold
import-dropped = { $count } dropped
import-planned = { $count } to watch
import-unwanted = { $count } not interested
import-scores-10 = { $count ->
    [one] 1 rating out of 10, taken as it is
   *[other] { $count } ratings out of 10, taken as they are
}
import-scores-decimal = { $count ->
    [one] 1 rating out of 10, rounded
   *[other] { $count } ratings out of 10, rounded
}
import-scores-100 = { $count ->
    [one] 1 rating out of 100, divided by 10
   *[other] { $count } ratings out of 100, divided by 10
}
import-scores-stars = { $count ->
    [one] 1 rating in stars, doubled
   *[other] { $count } ratings in stars, doubled
}
import-scores-smileys = { $count ->
    [one] 1 rating in smileys, taken as 4, 6 or 9 of 10
   *[other] { $count } ratings in smileys, taken as 4, 6 and 9 of 10
}
import-genres = { $count ->
    [one] 🎭 1 rating of a genre, new or changed
   *[other] 🎭 { $count } ratings of genres, new or changed
}
import-outcome = New: **{ $added }** · Changed: **{ $changed }** · As before: **{ $unchanged }**
import-unlisted = { $count ->
    [one] 1 title is not in my catalogue. I keep it in case the catalogue grows:
   *[other] { $count } titles are not in my catalogue. I keep them in case it grows:
}
import-unclear = { $count ->
    [one] 1 entry is left out, because I cannot tell which title it is:
   *[other] { $count } entries are left out, because I cannot tell which titles they are:
}
import-nameless = { $count ->
    [one] ❔ 1 entry is left out, because it has neither a name nor an id.
   *[other] ❔ { $count } entries are left out, because they have neither a name nor an id.
}
import-more = and { $count } more
import-nothing-new = I know all of this already: there is nothing to import.
import-explained = Nothing is saved yet. What the list says takes the place of what you told me before, and the rest stays. For a day you can undo it.
import-cancelled = Nothing was imported.
import-undo-until = Can be undone until { $when }.
import-undone = { $count ->
    [one] 1 title or rating is as it was before the import.
   *[other] { $count } titles and ratings are as they were before the import.
}

### Cards

card-episodes = { $count ->
    [one] 1 episode
   *[other] { $count } episodes
}
card-score = MAL { $score }
card-expected = **{ $rating } for you**
card-because = Because of { $causes }

### Recommendations

recommend-heading = For { $name }
recommend-newcomer =
    I do not know your taste yet, so this is what most people love.
    Press **{ button-start }**: in less than a minute, the list becomes yours.
recommend-nothing = Nothing fits all of this. Leave out an option or two, and try again.
recommend-no-more = That was the last page: use **/recommend** with other options for more.
recommend-choose = Seen one of these, or want to see it?
recommend-seen = { $title }: seen.
recommend-wanted = { $title } is on your watchlist.
recommend-unwanted = { $title } will not be recommended again.
wish-since = since { $year }
wish-until = until { $year }
wish-finished = finished
wish-popular = well known
wish-niche = little known
wish-wanted = with { $genre }
wish-unwanted = without { $genre }
length-single = One episode or a film
length-short = Up to 13 episodes
length-medium = 14 to 26 episodes
length-long = 27 episodes or more
reach-most-popular = What everybody knows
reach-popular = Rather well known
reach-neutral = As it comes
reach-niche = Rather little known
reach-most-niche = What few have found
visible-to-me = Me alone
visible-to-all = Everyone here
page = Page { $number } of { $last }

### One title

similar-heading = Like { $title }
similar-nothing = I know nothing more like it that you have not seen or put aside.
status-completed = Completed
status-watching = Watching
status-on-hold = On hold
status-dropped = Dropped
status-planned = Want to watch
status-unwanted = Not interested
kept-rating = you gave it **{ $rating }**
title-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
title-minutes-each = { $count ->
    [one] 1 minute an episode
   *[other] { $count } minutes an episode
}
title-seen-it = Seen it? Rate it from 1 to 10.
title-guess = From everything else you told me, I would have guessed { $rating }.
title-why = What speaks for it
title-cause-rated = You gave **{ $title }** { $rating } of 10.
title-cause-seen = You have seen **{ $title }**.
title-cause-genre = You gave the genre **{ $genre }** { $rating } of 10.
title-cause-other-genre = It is not **{ $genre }**, a genre that you gave { $rating } of 10.
title-newcomer = I do not know your taste yet, so I go by what most people think of it.
title-no-cause = Nothing that you told me speaks for it in particular.
title-goes-on = It goes on from **{ $title }**, which you have seen.
title-first = Watch **{ $title }** first.
title-series = { $count ->
    [one] The series
   *[other] The series, { $count } parts
}
title-beside = { $count ->
    [one] and 1 special or side story
   *[other] and { $count } specials and side stories
}
title-parts = Show another part of the series
random-heading = How about this?
button-title = About it
button-like = More like this
button-another = Another

### The watchlist

watchlist-heading = Your watchlist
watchlist-order = { $count ->
    [one] 1 title
   *[other] { $count } titles, those first that you should like best
}
watchlist-empty = Nothing is on your watchlist yet: press 🔖 **{ button-want }** beside a title, and it waits for you here.
watchlist-choose = Choose one to see all about it
watchlist-tonight = For tonight
watchlist-exported = Your watchlist, a title on each line.
button-tonight = Pick one for tonight
button-export-watchlist = As a file

### Titles in a message

mentions-heading = { $count ->
    [one] 1 anime in that message
   *[other] { $count } anime in that message
}
mentions-none = I see no anime in that message. I find names written in full, and links to MyAnimeList; one that is an everyday word only in quotation marks or alone on its line.

### Rating

title-question = How did you like it?
title-question-again = You can change your rating here.
title-rated = { $title }: **{ $rating }** of 10.
title-seen = { $title }: seen. How did you like it?
title-forgotten = { $title } is forgotten.
genre-question = How much do you like **{ $genre }**?
genre-rated = { $genre }: **{ $rating }** of 10.
genre-forgotten = Your rating of { $genre } is forgotten.
rating-before = Before: { $rating }.
rating-now = Now: { $rating }.
genres-heading = Your genres
genres-choose = Choose the genres that you like or dislike, up to { $most }; then rate each with one press.
genres-menu = { $first } to { $last }
genres-rated = Your rating: { $rating }
genres-none-chosen = None chosen yet.
genres-start = { $count ->
    [0] Rate them
    [one] Rate 1 genre
   *[other] Rate { $count } genres
}
genres-how-much = How much do you like it?
genres-progress = Genre { $number } of { $total }. Every press is saved at once.
genres-done = { $count ->
    [0] No genre rated yet
    [one] You have rated 1 genre
   *[other] You have rated { $count } genres
}
genres-too-many = Choose at most { $most } genres at a time: take some away first.

### Profile

profile-heading = { $name }
profile-newcomer = I know nothing about your taste yet. **/start** asks for it in under a minute, and then I can recommend what you will like.
profile-summary = Genres rated: **{ $genres }** · Titles rated: **{ $rated }** · Only seen: **{ $seen }**
profile-planned = { $count ->
    [one] Watchlist: **1** title
   *[other] Watchlist: **{ $count }** titles
}
profile-hidden = { $count ->
    [one] 1 title for adults is shown only in age-restricted channels.
   *[other] { $count } titles for adults are shown only in age-restricted channels.
}
profile-unlisted = { $count ->
    [one] 1 title is kept that my catalogue does not hold at present.
   *[other] { $count } titles are kept that my catalogue does not hold at present.
}
profile-genres = Genres
profile-more-genres = and { $count } more
profile-from-titles = { $count ->
    [one] from 1 title
   *[other] from { $count } titles
}
profile-latest = Latest titles
profile-seen = Seen, not rated
profile-wanted = On your watchlist
profile-unwanted = Not for you
profile-change-genre = Change or forget a genre
profile-change-title = Change or forget a title

### A member's own titles

own-titles-heading = Your titles
own-titles-none = You have told me of no title yet. Press ✅ **{ button-card-seen }** beside one, or use **/rate title**.
own-titles-count = { $count ->
    [one] 1 title
   *[other] { $count } titles
}
own-titles-found = { $count ->
    [0] Nothing in your list is called “{ $search }”.
    [one] 1 title fits “{ $search }”.
   *[other] { $count } titles fit “{ $search }”.
}
own-titles-form = Find in my list
own-titles-form-name = Name, or a part of it
own-titles-form-hint = English, Japanese or romaji
order-menu = Order
order-fit = Best match first
order-latest = Latest first
order-best = Best rated first
order-name = By name

### The profile picture

picture-heading = Taste in anime
picture-rated = { $count } rated
picture-seen = { $count } only seen
picture-typed = { $count ->
    [one] 1 genre rated
   *[other] { $count } genres rated
}
picture-liked = Favourite genres
picture-disliked = Least liked
picture-ratings = Ratings
picture-mean = { $mean } on average
picture-higher = { $by } above MyAnimeList
picture-lower = { $by } below MyAnimeList
picture-same = just as MyAnimeList
picture-years = Years
picture-most-from-years = most from { $first }–{ $last }
picture-most-from-year = most from { $year }
picture-count = { $count }
picture-titles = Highest rated
picture-empty = Rate a few genres or titles, and this page fills.
picture-alt = The taste in anime of { $name }.
picture-alt-counts = Titles rated: { $rated }; only seen: { $seen }; genres rated: { $genres }.
picture-alt-liked = Favourite genres: { $genres }.
picture-alt-disliked = Least liked genres: { $genres }.
picture-alt-ratings = Ratings of titles: { $habits }.
picture-alt-years = Years of titles: { $years }.
picture-alt-titles = Titles rated highest: { $titles }.

### Lists together

together-heading = For { $names }
together-seen-by-none = Nothing that one of you has seen or does not want.
together-seen-by-some = Also what some of you have seen, but not all.
together-newcomers = { $count ->
    [one] { $names } has told me nothing yet, so there I go by what most people like: **/start** changes that.
   *[other] { $names } have told me nothing yet, so there I go by what most people like: **/start** changes that.
}
together-nothing = Nothing is left that suits all of you.
together-no-more = That was the last page.
together-goes-on = It goes on from **{ $title }**, which all of you have seen.
together-numbers = The numbers are the ratings that I expect of each of you, from 1 to 10.
together-own-ratings = Where somebody has seen and rated it, the number is their own rating.
together-with-whom = Who is there beside you?
together-alone = Name somebody other than yourself: a list together is for two to eight members.
together-bot = { $name } is a bot, and bots do not watch anime: choose a member.

### Comparing two members

compare-alone = You agree with yourself in everything, I hope: choose another member.
compare-agreement = Of two titles that you rate differently, you both prefer the same one in **{ $share } of 100** cases. With 95 % certainty, it is between { $low } and { $high }.
compare-uncertain = Any two people come to { $usual }: I cannot say yet whether you agree more or less than they do.
compare-more = Any two people come to { $usual }: you agree more than most.
compare-less = Any two people come to { $usual }: you agree less than most.
compare-explained = { $count ->
    [one] From 1 title that both of you have rated. The more there are, the surer it is.
   *[other] From { $count } titles that both of you have rated. The more there are, the surer it is.
}
compare-nothing-shared = There is no title yet that both of you have rated, so I cannot say how far you agree. **/start** and **/import** change that.
compare-order = The ratings of { $one }, then those of { $other }
compare-loved = Both love
compare-disputed = Disputed
compare-tips = To show each other
compare-tip = **{ $one }** should show **{ $other }** { $title }: it got { $rating } there, and I expect { $expected } here.

### Asking others

invitation-list = { $name } wants to find something for all of you
invitation-comparison = { $name } wants to compare your tastes
invitation-press = Whoever has not allowed that yet: press the button with your name.
invitation-meaning = By pressing it you let others ask for lists with you, and compare their taste with yours. Whoever sees the answer then sees what you have seen, how you rated it, what you want to watch, and which ratings I expect of you. **/settings** turns it off again.
invitation-allowed = All of you allow it now. { $name } can see the answer.

### A list for another member

for-member-heading = For { $name }
for-member-introduction = What I would recommend to them now, and the ratings that I expect of them. Only you see this.
for-member-expected = **{ $rating } for { $name }**
for-member-nothing = I know nothing more that fits their settings.
for-member-newcomer = { $name } has told me nothing yet, so I cannot say what they would like.
for-member-not-allowed = { $name } has not allowed that: ask them with **/together** or **/compare**, where they can allow it.

### Settings

settings-heading = Your settings
settings-introduction = Every choice is saved at once.
settings-titles = How titles are called
titles-any = As the server calls them
titles-romaji = Romaji: Shingeki no Kyojin
titles-english = English: Attack on Titan
titles-japanese = Japanese: 進撃の巨人
settings-lists = What your lists hold
settings-reach = Well known or little known
settings-length = Length
length-any = Any length
settings-types = Only these types (none chosen: all)
settings-unwanted = Never these genres
settings-finished-on = Only finished: on
settings-finished-off = Only finished: off
settings-public-on = Lists: seen by all
settings-public-off = Lists: seen by me
settings-together-on = Together: allowed
settings-together-off = Together: not allowed
settings-together = “Together” lets others ask for lists for you and with you, and compare their taste with yours. Whoever sees the answer then sees what you have seen, how you rated it, what you want to watch, and which ratings I expect of you.
settings-server = This server
settings-server-titles = How titles are called for members who have not chosen
settings-not-manager = Only those who manage this server may change that: ask one of them.

### A member's data

export-done = This is everything that I keep about you. Nobody else can see it.
delete-question =
    This deletes everything that I keep about you: { $genres ->
        [one] 1 rating of a genre
       *[other] { $genres } ratings of genres
    } and { $titles ->
        [one] 1 title
       *[other] { $titles } titles
    }. It cannot be undone; **/mydata export** gives you a copy first.
delete-done =
    Deleted: { $genres ->
        [one] 1 rating of a genre
       *[other] { $genres } ratings of genres
    } and { $titles ->
        [one] 1 title
       *[other] { $titles } titles
    }. I have looked again, and nothing about you is left.
delete-more = Your settings go too, and so do the titles that you have not seen, the servers where we met and what it takes to undo your last import.
delete-kept = Nothing was deleted.
delete-nothing = I keep nothing about you.

### Privacy

privacy-heading = Your data
privacy-kept = **What I keep**, under your Discord id:
    • genres and titles that you rated, have seen, want to see or do not want, and when you said so
    • titles that **/start** showed you and you have not seen
    • your settings
    • the servers in which you used me
    • for a day, what your last import took the place of
privacy-use = **What for**: only to recommend anime to you. Nothing of it trains the model. I ask AniList or MyAnimeList for a list only when you use **/import**.
privacy-seen = **Who sees it**: you, and whoever runs me. Others see the lists that you show them, and compare their taste with yours only if you allow it in **/settings**.
privacy-time = **How long**: until you delete it, or until I have been away for { $days ->
    [one] 1 day
   *[other] { $days } days
} from every server where we met.
privacy-rights = **/mydata export** gives you everything as a file, **/mydata delete** deletes everything.

### Help

help-heading = Osusume
help-introduction = I learn what anime you like and tell you what to watch next. Begin with **/start**: it takes under a minute. Then **/recommend** is yours.
help-privacy = I keep only what you rate, under your Discord id, to recommend anime to you. **/mydata export** shows it, **/mydata delete** deletes it.

### For the people who run the bot

status-heading = Status
status-since = Started { $when }
status-memory = { $memory } MB of memory
status-connected = { $shards } connected
status-latency = { $ms } ms to Discord
status-answers = Last 5 minutes: { $answers ->
    [one] 1 answer
   *[other] { $answers } answers
}, half of them within { $median } s, 95 % within { $p95 } s
status-no-answers = Last 5 minutes: nobody asked
status-ended = Since the start: { $answered } answered · { $refused } refused · { $held } held back · { $failed } failed
status-database = { $kind }: { $size } MB
status-members = { $members ->
    [one] 1 member
   *[other] { $members } members
} · { $genres ->
    [one] 1 rating of a genre
   *[other] { $genres } ratings of genres
} · { $titles ->
    [one] 1 title
   *[other] { $titles } titles
}
status-servers = { $servers ->
    [one] 1 server
   *[other] { $servers } servers
} · { $shards ->
    [one] 1 shard
   *[other] { $shards } shards
}
status-catalogue = Catalogue: { $titles ->
    [one] 1 title
   *[other] { $titles } titles
}
status-loaded = Model loaded { $when } from { $path }
model-version = **Model { $version }**
model-trained = Trained { $when } on { $facts }
reload-changed = Another model answers from now on.
reload-same = The same model was loaded again.
reload-before = Before
reload-after = Now

### Refusals

not-yours = That one belongs to another member: use **/help** to see how to get your own.
not-admin = Only the people who run this bot may do that: ask its owner to put your id into ADMIN_IDS.
adult-elsewhere = Titles for adults are shown only in age-restricted channels: ask there, or leave the option out.
button-outdated = That button is from before my model changed: use the command again.
command-outdated = Discord still shows you an older form of that command: wait a minute, restart Discord, and try again.
limit-member = That was a lot at once, and I have to keep up with others, too: go on <t:{ $at }:R>.
limit-server = So much is going on in this server that I need a breath: go on <t:{ $at }:R>.
limit-unanswered = So many people ask me something right now that I could not answer you in time: try again in a few seconds.
error-database = I cannot reach what I keep about members at the moment, so I could not do that. Try again in a few minutes; if it goes on, tell the people who run me.
error-unexpected = Something went wrong on my side. Try again; if it happens again, tell the people who run me the code `{ $reference }`.
error-undelivered = Discord did not take my answer, so it is lost; whatever you told me may well be kept. Ask me again: nothing is counted twice.
problem-rating-range = A rating goes from { $lowest } to { $highest }, and { NUMBER($rating, useGrouping: 0) } does not: choose a whole number between them.
problem-unknown-genre = There is no genre “{ $genre }”. { $nearest ->
    [none] Choose one from the list that appears while you type.
   *[other] Did you mean { $nearest }?
}
problem-genre-both-ways = You asked for { $genre } and for none of it: take one of the two away.
problem-genre-not-rated = You have not rated { $genre }, so there is nothing to forget.
problem-no-genres = No genre was chosen: choose at least one.
problem-unknown-title = I know no title like “{ $title }”: try a shorter part of its name.
problem-unclear-title = “{ $title }” could be several titles. Choose one from the list that appears while you type, or give its number: { $nearest }.
problem-title-not-rated = You have told me nothing about { $title }, so there is nothing to forget.
problem-text-too-long = That is { $length } characters, and I read at most { $longest }: make it shorter.
problem-unknown-type = There is no type “{ $type }”: choose one of { $known }.
problem-year-range = The year { NUMBER($year, useGrouping: 0) } is not between { NUMBER($first, useGrouping: 0) } and { NUMBER($last, useGrouping: 0) }: choose another.
problem-years-reversed = The list cannot begin in { NUMBER($since, useGrouping: 0) } and end in { NUMBER($until, useGrouping: 0) }: swap the years.
problem-no-such-page = There is no page { NUMBER($page, useGrouping: 0) }; the last is { $last }.
problem-not-allowed = Not all of you allow that any more: use **/together** or **/compare** to ask them again.
problem-import-gone = That list does not wait any more: it was imported already, more than 15 minutes have passed, or you have deleted everything since. Use **/import** again.
problem-import-past = That import cannot be undone any more: it was undone already, a day has passed, or you have brought another list since. **/profile** changes single titles.
problem-import-running = You are bringing a list at this moment: wait until that has ended, and try again.
problem-imports-busy = Many members are bringing their lists at this moment: try again in a few minutes.
problem-import-too-slow = That list took too long: try again later, or send it as a file with MyAnimeList's ids.
problem-reload-refused = The model was not reloaded, and the present one goes on answering. { $reason }
problem-reload-running = A model is being loaded already: wait until that has ended.

### Refusals of lists that are brought

problem-list-too-large = The file is larger than { $most } MB: send a smaller one, such as the export as it was downloaded.
problem-list-unfolds-too-large = The file unpacks to more than { $most } MB, and no list is that large: send the export as it was downloaded.
problem-list-archive = The archive does not hold just one list that I can open: unpack it, and send me the file with the list itself.
problem-list-broken-archive = The file cannot be unpacked: download it again, and send it unchanged.
problem-list-unknown-format = I see no list in “{ $file }”: send the XML file that MyAnimeList exports, a JSON export of AniList, my own export, or a CSV table.
problem-list-broken = The { $format } in that file is damaged: export or download it again, and send it unchanged.
problem-list-forbidden-xml = The XML in that file defines entities or a document type, which no export does: send the export as it was downloaded.
problem-list-encoding = Some letters in that file are damaged: save it as UTF-8, and send it again.
problem-list-manga = That is a list of manga: choose the anime list when you export, and send me that one.
problem-list-empty = There is no anime in that list: add some there first, or send another.
problem-list-too-many = That list has more than { $most } entries: send a shorter one.
problem-list-columns = The table needs column names in its first line, one of them id or title and one score or status: add them, and send it again.
problem-list-score = The score “{ $score }” of { $title } is no number from 0 to 100: correct it in the file, and send it again.
problem-list-status = The status “{ $status }” of { $title } is none that I know: write watching, completed, on hold, dropped, planned or unwanted, and send it again.
problem-list-version = That file is from a newer Osusume than I am: ask the people who run me to update, or send another export.
problem-list-user-name = “{ $user }” is no name on { $service }: give it just as it stands in the address of the profile there.
problem-list-unknown-user = { $service } knows nobody called “{ $user }”: check the name, or send me the list as a file.
problem-list-private = { $service } keeps the list of “{ $user }” private: make it public there for a moment, or send me the list as a file.
problem-list-busy = { $service } is asked too often at present: try again in a few minutes, or send me the list as a file.
problem-list-down = { $service } does not answer as it should: try again later, or send me the list as a file.
problem-list-not-set-up = I am not set up to ask { $service }: send me the list as a file instead.

### The playground in the terminal

play-greeting = Osusume's playground. Begin with **/start**, or try **/rate genre genre:Action rating:9** and then **/recommend**. **/help** lists the commands; **/press 1** presses a button, **/choose 1 Action, Drama** chooses in a menu, **/fill some text** fills a form in, **/as NAME** plays another member, **/quit** ends.
play-server = Playground
play-public = Osusume
play-private = Osusume · only you see this
play-menu = Menu { $number }: { $placeholder }
play-form = A form: { $title }. Write /fill and what to fill in.
play-no-form = There is no form to fill in, or nothing to write into it: press the button that opens one, then write /fill and a text.
play-as = You play { $name } now.
play-as-whom = Say whom to play: /as NAME.
play-no-slash = Commands begin with a slash: /help lists them.
play-no-answer = The bot gave no answer.
play-no-button = { $count ->
    [0] The last message has no buttons.
    [one] The last message has 1 button: /press 1.
   *[other] The last message has { $count } buttons: /press and a number from 1 to { $count }.
}
play-no-menu = { $count ->
    [0] The last message has no menus.
    [one] The last message has 1 menu: /choose 1 and what to choose.
   *[other] The last message has { $count } menus: /choose, a number from 1 to { $count }, and what to choose.
}
play-no-choice = “{ $typed }” is not in that menu.
play-choices = Choose between { $least } and { $most }, separated by commas.
play-no-options = none
play-unknown-command = There is no command { $typed }: /help lists them.
play-which-command = Which of them: { $commands }?
play-hidden = /{ $command } is not for { $name }: Discord would hide it.
play-unknown-option = “{ $typed }” is no option of /{ $command }. Its options: { $options }. Write name:value.
play-option-twice = The option { $option } is given twice.
play-option-missing = /{ $command } needs the option { $option }: write { $option }:value.
play-whole-number = The option { $option } takes a whole number.
play-range = The option { $option } goes from { $least } to { $most }.
play-yes-or-no = The option { $option } takes yes or no.
play-no-file = There is no file { $path } that I can read: give the path of one.
play-cannot-type = The option { $option } can only be given on Discord.
