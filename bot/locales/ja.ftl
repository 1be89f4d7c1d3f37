# Japanese. What the texts are for, and how long they may be, stands in en.ftl. A noun has no plural here, so only
# texts that say something else at none need to select.

### Commands, their options

command-start = 1分足らずで好みを伝えます
    .name = はじめる
command-rate = ジャンルやアニメを評価します
    .name = 評価
command-rate-genre = ジャンルを1〜10点で評価します
    .name = ジャンル
option-rate-genre-genre = ジャンル
    .name = ジャンル
option-rate-genre-rating = どのくらい好きか（1〜10点）
    .name = 点数
command-rate-genres = いくつものジャンルを数クリックでまとめて評価します
    .name = ジャンル一括
command-rate-title = アニメを1〜10点で評価するか、見たことを記録します
    .name = アニメ
option-rate-title-title = 作品名またはその一部（日本語・英語・ローマ字）
    .name = アニメ
option-rate-title-rating = どのくらい良かったか（1〜10点）。見ただけなら空欄のままで
    .name = 点数
command-recommend = 次に見るアニメをおすすめします
    .name = おすすめ
option-recommend-type = この種類だけ：TV、Movie、OVA、ONA、Special、Music
    .name = 種類
option-recommend-since = この年以降に始まった作品
    .name = 何年から
option-recommend-until = この年までに始まった作品
    .name = 何年まで
option-recommend-length = 作品の長さ
    .name = 長さ
option-recommend-genre = このジャンルの作品だけ（いくつかあればカンマで区切ります）
    .name = ジャンル
option-recommend-without = このジャンルは除く（いくつかあればカンマで区切ります）
    .name = 除くジャンル
option-recommend-reach = みんなが知っている作品か、知る人ぞ知る作品か
    .name = 知名度
option-recommend-finished = 最後まで放送された作品だけ
    .name = 完結
option-recommend-visible = リストを見られる人
    .name = 公開範囲
option-recommend-adult = 成人向け作品も含める（年齢制限チャンネルのみ）
    .name = 成人向け
command-title = アニメの詳しい情報と、あなたに合いそうな理由
    .name = アニメ
option-title-title = 作品名またはその一部（日本語・英語・ローマ字）
    .name = アニメ
option-title-visible = 返事を見られる人
    .name = 公開範囲
command-similar = あるアニメに似た作品を探します
    .name = 似たアニメ
option-similar-title = 作品名またはその一部（日本語・英語・ローマ字）
    .name = アニメ
option-similar-visible = リストを見られる人
    .name = 公開範囲
command-random = 迷ったときに、気に入りそうなアニメを1本選びます
    .name = ランダム
option-random-visible = 返事を見られる人
    .name = 公開範囲
command-seen = 見たアニメを記録します（途中まででもOK）
    .name = 見た
option-seen-title = 作品名またはその一部（日本語・英語・ローマ字）
    .name = アニメ
option-seen-rating = どのくらい良かったか（1〜10点）
    .name = 点数
option-seen-status = どこまで見たか。空欄なら視聴済み
    .name = 状態
command-watchlist = 見たいアニメのリスト
    .name = 見たい
menu-mentions = メッセージ内のアニメを探す
command-together = みんなで見られるアニメと、それぞれの予想評価
    .name = いっしょに
option-together-member1 = いっしょに見る人
    .name = メンバー1
option-together-more = ほかにいっしょに見る人
option-together-seen-by-some = 一部の人だけが見た作品も含める
    .name = 一部視聴済みも
option-together-visible = リストを見られる人
    .name = 公開範囲
command-compare = ほかの人と好みがどのくらい合うか
    .name = 比較
option-compare-member = 比べる相手
    .name = メンバー
option-compare-visible = 返事を見られる人
    .name = 公開範囲
menu-recommend-for = このメンバーへのおすすめ
command-profile = あなたの好みについて知っていることと、その変え方
    .name = プロフィール
option-profile-search = 自分のリストから作品を探します（名前の一部、どの言語でも）
    .name = 検索
command-settings = 作品名の表示、リストの内容、ほかの人に見せるもの
    .name = 設定
command-import = MyAnimeList、AniList、ファイル、ほかのOsusumeからリストを取り込みます
    .name = インポート
option-import-file = MyAnimeList（XML）、AniList（JSON）、Osusumeのエクスポート、または表（CSV）
    .name = ファイル
option-import-anilist = AniListのユーザー名（リストが公開されている場合）
    .name = anilist
option-import-mal = MyAnimeListのユーザー名（リストが公開されている場合）
    .name = mal
command-privacy = あなたについて保存しているものと、その扱い
    .name = プライバシー
command-mydata = あなたについて保存しているすべてのデータ
    .name = マイデータ
command-mydata-export = 保存しているすべてのデータをファイルで受け取ります
    .name = エクスポート
command-mydata-delete = 保存しているすべてのデータを削除します
    .name = 削除
command-help = できること
    .name = ヘルプ
command-admin = Botを運営する人向け
    .name = 管理
command-admin-status = Botの状態
    .name = 状態
command-admin-reload = モデルを読み込み直します
    .name = 再読み込み

### Buttons

button-start = はじめる
button-recommend = おすすめ
button-genres = ジャンルを評価
button-profile = プロフィール
button-all-titles = すべての作品
button-find = 探す
button-settings = 設定
button-watchlist = 見たいリスト
button-card-seen = 見た
button-want = 見たい
button-not-for-me = 興味なし
button-card-like = 似た作品
button-about = なぜ？
button-previous = 前へ
button-next = 次へ
button-seen = 見た（評価なし）
button-forget = 記録を消す
button-undo = 元に戻す
button-skip = スキップ
button-stop = ここで終わる
button-delete = すべて削除
button-keep = そのままにする
button-import = 取り込む
button-cancel = キャンセル
button-export = データを受け取る
button-privacy = プライバシーポリシー
button-seen-by-some = 一部の人が見た作品も
button-seen-by-none = 誰も見ていない作品だけ
button-both = 2人向けのリスト
button-show = 結果を見る

### The first minute

start-heading = どんなアニメが好きですか？
start-introduction =
    ジャンルをいくつか選んでから、有名なアニメ12作品の感想を教えてください。1分もかかりません。
    押すたびに保存されるので、いつでもやめられます。
start-liked = 好きなジャンル
start-disliked = 苦手なジャンル
start-more-genres = ほかの{ $count }ジャンルや1〜10点の評価は**/rate genres**から
start-titles = アニメに進む
start-progress = { $number } / { $total }
start-love = 大好き
start-like = 好き
start-meh = まあまあ
start-dislike = いまいち
start-unseen = 見てない
start-want = 見たい
start-end = おすすめを見る

### Bringing a list

import-which = リストは1つだけ指定してください：ファイル、AniListのユーザー名、MyAnimeListのユーザー名のどれかです。
import-no-download = Discordからファイルが届きませんでした。もう一度送ってください。
import-reading = リストを読んでいます…
import-matching = 作品を探しています…
import-saving = リストを保存しています…
import-heading = { $source }のリスト
import-heading-other = あなたのリスト
import-titles = **{ $count }作品**
import-completed = 視聴済み { $count }
import-watching = 視聴中 { $count }
import-on-hold = 一時中断 { $count }
import-dropped = 視聴中止 { $count }
import-planned = 見たい { $count }
import-unwanted = 興味なし { $count }
import-scores-10 = 10点満点の評価{ $count }件（そのまま）
import-scores-decimal = 10点満点の評価{ $count }件（四捨五入）
import-scores-100 = 100点満点の評価{ $count }件（10で割ります）
import-scores-stars = 星の評価{ $count }件（2倍します）
import-scores-smileys = 顔マークの評価{ $count }件（4点・6点・9点とします）
import-genres = 🎭 ジャンルの評価{ $count }件（新規または変更）
import-outcome = 新規：**{ $added }** · 変更：**{ $changed }** · 変更なし：**{ $unchanged }**
import-unlisted = カタログにない作品が{ $count }件あります。いつか加わるときのために取っておきます：
import-unclear = どの作品かわからないため、{ $count }件を除きました：
import-nameless = ❔ 名前もIDもないため、{ $count }件を除きました。
import-more = ほか{ $count }件
import-nothing-new = すべて記録済みです。取り込むものはありません。
import-explained = まだ何も保存していません。リストにある作品は前の記録と置き換わり、ほかはそのまま残ります。1日以内なら元に戻せます。
import-cancelled = 何も取り込みませんでした。
import-undo-until = { $when }まで元に戻せます。
import-undone = { $count }件の作品や評価を、取り込む前の状態に戻しました。

### Cards

card-episodes = 全{ $count }話
card-score = MAL { $score }
card-expected = **予想 { $rating }点**
card-because = 決め手：{ $causes }

### Recommendations

recommend-heading = { $name }さんへのおすすめ
recommend-newcomer =
    まだ好みがわからないので、多くの人に愛されている作品を集めました。
    まずは「**{ button-start }**」を押してください。1分足らずで、あなただけのリストになります。
recommend-nothing = すべての条件に合う作品がありません。条件を1つ2つ減らして、もう一度試してください。
recommend-no-more = さっきのページが最後でした。条件を変えて**/recommend**を使うと、ほかの作品が見つかります。
recommend-choose = 見た作品や見たい作品はありますか？
recommend-seen = 「{ $title }」を見た作品に加えました。
recommend-wanted = 「{ $title }」を見たいリストに加えました。
recommend-unwanted = 「{ $title }」はもうおすすめしません。
wish-since = { $year }年以降
wish-until = { $year }年まで
wish-finished = 完結済み
wish-popular = 有名な作品
wish-niche = 知る人ぞ知る作品
wish-wanted = { $genre }あり
wish-unwanted = { $genre }なし
length-single = 1話だけ、または映画
length-short = 13話まで
length-medium = 14〜26話
length-long = 27話以上
reach-most-popular = みんなが知っている作品
reach-popular = どちらかといえば有名な作品
reach-neutral = こだわらない
reach-niche = どちらかといえばマイナーな作品
reach-most-niche = 知る人ぞ知る作品
visible-to-me = 自分だけ
visible-to-all = ここにいる全員
page = { $number } / { $last }ページ

### One title

similar-heading = 「{ $title }」に似たアニメ
similar-nothing = まだ見ていない似た作品は、もう見つかりません。
status-completed = 視聴済み
status-watching = 視聴中
status-on-hold = 一時中断
status-dropped = 視聴中止
status-planned = 見たい
status-unwanted = 興味なし
kept-rating = あなたの評価：**{ $rating }点**
title-minutes = { $count }分
title-minutes-each = 1話{ $count }分
title-seen-it = もう見ましたか？ 1〜10点で評価してください。
title-guess = ほかの記録からは、{ $rating }点と予想していました。
title-why = おすすめの理由
title-cause-rated = **{ $title }**に{ $rating }点をつけています。
title-cause-seen = **{ $title }**を見たことがあります。
title-cause-genre = ジャンル**{ $genre }**に{ $rating }点をつけています。
title-cause-other-genre = { $rating }点をつけたジャンル**{ $genre }**の作品ではありません。
title-newcomer = まだ好みがわからないので、多くの人の評価をもとにしています。
title-no-cause = 今ある記録には、特におすすめの理由になるものがありません。
title-goes-on = 見たことのある**{ $title }**の続きです。
title-first = 先に**{ $title }**を見てください。
title-series = シリーズ全{ $count }作
title-beside = ほかに特別編や番外編が{ $count }作
title-parts = シリーズの別の作品を見る
random-heading = これはどうですか？
button-title = 詳しく
button-like = 似たアニメ
button-another = 別のアニメ

### The watchlist

watchlist-heading = 見たいリスト
watchlist-order = { $count }作品（気に入りそうな順）
watchlist-empty = 見たいリストはまだ空です。作品の🔖 **{ button-want }** を押すと、ここに並びます。
watchlist-choose = 詳しく見る作品を選んでください
watchlist-tonight = 今夜の1本
watchlist-exported = 見たいリストです（1行に1作品）。
button-tonight = 今夜の1本を選ぶ
button-export-watchlist = ファイルにする

### Titles in a message

mentions-heading = メッセージ内のアニメ：{ $count }作品
mentions-none = このメッセージにアニメは見つかりませんでした。正式な作品名とMyAnimeListのリンクを探します。ふつうの言葉と同じ作品名は、引用符で囲むか、その行に単独で書かれているときだけ見つかります。

### Rating

title-question = どうでしたか？
title-question-again = 評価はここで変えられます。
title-rated = 「{ $title }」：**{ $rating }点**
title-seen = 「{ $title }」を見た作品に加えました。どうでしたか？
title-forgotten = 「{ $title }」の記録を消しました。
genre-question = **{ $genre }** はどのくらい好きですか？
genre-rated = { $genre }：**{ $rating }点**
genre-forgotten = { $genre }の評価を消しました。
rating-before = （前は{ $rating }点）
rating-now = （今は{ $rating }点）
genres-heading = ジャンルの評価
genres-choose = 好きなジャンルや苦手なジャンルを{ $most }個まで選んでから、1クリックずつ評価します。
genres-menu = { $first } 〜 { $last }
genres-rated = あなたの評価：{ $rating }点
genres-none-chosen = まだ何も選ばれていません。
genres-start = { $count ->
    [0] 評価する
   *[other] { $count }個のジャンルを評価
}
genres-how-much = どのくらい好きですか？
genres-progress = ジャンル { $number } / { $total } · クリックするたびに保存されます。
genres-done = { $count ->
    [0] 評価したジャンルはまだありません
   *[other] 評価したジャンル：{ $count }個
}
genres-too-many = 一度に選べるジャンルは{ $most }個までです。先にいくつか外してください。

### Profile

profile-heading = { $name }さん
profile-newcomer = まだ好みがわかりません。**/start**で1分もかからずに好みを教えてもらえれば、ぴったりの作品をおすすめできます。
profile-summary = 評価したジャンル：**{ $genres }** · 評価した作品：**{ $rated }** · 見ただけ：**{ $seen }**
profile-planned = 見たいリスト：**{ $count }作品**
profile-hidden = 成人向けの{ $count }作品は、年齢制限チャンネルでだけ表示します。
profile-unlisted = 今のカタログにない{ $count }作品も記録しています。
profile-genres = ジャンル
profile-more-genres = ほか{ $count }個
profile-from-titles = { $count }作品から
profile-latest = 最近記録した作品
profile-seen = 見た（評価なし）
profile-wanted = 見たいリストにあり
profile-unwanted = 興味なし
profile-change-genre = ジャンルの評価を変える・消す
profile-change-title = 作品の記録を変える・消す

### A member's own titles

own-titles-heading = 記録した作品
own-titles-none = 記録した作品はまだありません。作品の✅ **{ button-card-seen }** を押すか、**/rate title**を使ってください。
own-titles-count = { $count }作品
own-titles-found = { $count ->
    [0] リストに「{ $search }」という作品はありません。
   *[other] 「{ $search }」に合う作品：{ $count }作品
}
own-titles-form = リストから探す
own-titles-form-name = 作品名またはその一部
own-titles-form-hint = 日本語・英語・ローマ字
order-menu = 並び順
order-fit = よく合う順
order-latest = 記録が新しい順
order-best = 評価の高い順
order-name = 名前順

### The profile picture

picture-heading = アニメの好み
picture-rated = 評価 { $count }作品
picture-seen = 見ただけ { $count }作品
picture-typed = ジャンル評価 { $count }個
picture-liked = 好きなジャンル
picture-disliked = 評価の低いジャンル
picture-ratings = 評価
picture-mean = 平均{ $mean }点
picture-higher = MyAnimeListより{ $by }高め
picture-lower = MyAnimeListより{ $by }低め
picture-same = MyAnimeListとほぼ同じ
picture-years = 年代
picture-most-from-years = { $first }〜{ $last }年が最多
picture-most-from-year = { $year }年が最多
picture-count = { $count }
picture-titles = 高評価の作品
picture-empty = ジャンルやアニメをいくつか評価すると、このページが埋まっていきます。
picture-alt = { $name }さんのアニメの好み。
picture-alt-counts = 評価した作品：{ $rated }、見ただけ：{ $seen }、評価したジャンル：{ $genres }。
picture-alt-liked = 好きなジャンル：{ $genres }。
picture-alt-disliked = 評価の低いジャンル：{ $genres }。
picture-alt-ratings = 作品の評価：{ $habits }。
picture-alt-years = 作品の年代：{ $years }。
picture-alt-titles = 評価の高い作品：{ $titles }。

### Lists together

together-heading = { $names }へのおすすめ
together-seen-by-none = 誰かが見た作品や、興味のない作品は除いています。
together-seen-by-some = 一部の人だけが見た作品も含めています。
together-newcomers = まだ好みがわからない人が{ $count }人います（{ $names }）。そこは多くの人の評価をもとにしています。**/start**で好みを教えてください。
together-nothing = 全員に合う作品がもうありません。
together-no-more = さっきのページが最後でした。
together-goes-on = 全員が見た**{ $title }**の続きです。
together-numbers = 数字は、それぞれの予想評価です（1〜10点）。
together-own-ratings = すでに見て評価した人の数字は、本人の評価です。
together-with-whom = いっしょにいるのは誰ですか？
together-alone = 自分以外の人を選んでください。いっしょに見るリストは2〜8人向けです。
together-bot = { $name }はBotです。Botはアニメを見ないので、メンバーを選んでください。

### Comparing two members

compare-alone = 自分とは全部合うはずです。ほかのメンバーを選んでください。
compare-agreement = 評価の違う2作品のうち、どちらが好きかが2人で一致するのは**100回中{ $share }回**です（95%の確かさで{ $low }〜{ $high }回）。
compare-uncertain = ふつうの2人なら{ $usual }回です。それより合うのかどうかは、まだわかりません。
compare-more = ふつうの2人なら{ $usual }回です。好みはかなり合うほうです。
compare-less = ふつうの2人なら{ $usual }回です。好みはあまり合わないほうです。
compare-explained = 2人とも評価した{ $count }作品から計算しました。作品が増えるほど確かになります。
compare-nothing-shared = 2人とも評価した作品がまだないので、どのくらい合うかわかりません。**/start**や**/import**で増やせます。
compare-order = 左が{ $one }さん、右が{ $other }さんの評価
compare-loved = 2人とも大好き
compare-disputed = 意見が分かれる作品
compare-tips = お互いへのおすすめ
compare-tip = **{ $one }**さんから**{ $other }**さんへ：{ $title }（{ $one }さんの評価{ $rating }点、{ $other }さんの予想{ $expected }点）

### Asking others

invitation-list = { $name }さんが、みんなで見るアニメを探しています
invitation-comparison = { $name }さんが、好みを比べたがっています
invitation-press = まだ許可していない人は、自分の名前のボタンを押してください。
invitation-meaning = 押すと、ほかの人があなたを含むリストを頼んだり、好みを比べたりできるようになります。そのとき返事を見る人には、見た作品、つけた評価、見たい作品、予想評価が見えます。**/settings**でいつでもオフにできます。
invitation-allowed = 全員が許可しました。{ $name }さんが結果を見られます。

### A list for another member

for-member-heading = { $name }さんへのおすすめ
for-member-introduction = 今おすすめする作品と、予想評価です。これはあなただけに見えています。
for-member-expected = **{ $name }さんの予想 { $rating }点**
for-member-nothing = この人の設定に合う作品は、もう見つかりません。
for-member-newcomer = { $name }さんの好みはまだわからないので、何が合うかお伝えできません。
for-member-not-allowed = { $name }さんはまだ許可していません。**/together**か**/compare**で頼むと、許可してもらえます。

### Settings

settings-heading = 設定
settings-introduction = 選ぶとすぐに保存されます。
settings-titles = 作品名の表示
titles-any = 指定なし（サーバーに合わせる）
titles-romaji = ローマ字：Shingeki no Kyojin
titles-english = 英語：Attack on Titan
titles-japanese = 日本語：進撃の巨人
settings-lists = リストの内容
settings-reach = 有名な作品か、マイナーな作品か
settings-length = 長さ
length-any = 長さは問わない
settings-types = この種類だけ（未選択ならすべて）
settings-unwanted = 出さないジャンル
settings-finished-on = 完結作品だけ：オン
settings-finished-off = 完結作品だけ：オフ
settings-public-on = リスト：全員に見せる
settings-public-off = リスト：自分だけ
settings-together-on = いっしょに：許可
settings-together-off = いっしょに：不可
settings-together = 「いっしょに」を許可すると、ほかの人があなた向けやあなたを含むリストを頼んだり、好みを比べたりできます。そのとき返事を見る人には、見た作品、つけた評価、見たい作品、予想評価が見えます。
settings-server = このサーバー
settings-server-titles = まだ選んでいないメンバー向けの作品名の表示
settings-not-manager = これを変えられるのはサーバーの管理者だけです。管理者に頼んでください。

### A member's data

export-done = あなたについて保存しているものは、これですべてです。ほかの人には見えません。
delete-question = あなたについて保存しているもの（ジャンルの評価{ $genres }件、作品{ $titles }件）をすべて削除します。元には戻せません。先に**/mydata export**で控えを受け取れます。
delete-done = ジャンルの評価{ $genres }件、作品{ $titles }件を削除しました。もう一度確かめましたが、あなたについてのデータは何も残っていません。
delete-more = 設定、見ていないと答えた作品、出会ったサーバーの記録、前回の取り込みを元に戻すための記録もいっしょに消えます。
delete-kept = 何も削除しませんでした。
delete-nothing = あなたについて保存しているものはありません。

### Privacy

privacy-heading = あなたのデータ
privacy-kept = **保存するもの**（あなたのDiscord IDとともに）：
    • 評価した・見た・見たい・見たくないジャンルや作品と、それを記録した日時
    • **/start**で見ていないと答えた作品
    • あなたの設定
    • このBotを使ったサーバー
    • 前回の取り込みで置き換わった記録（1日だけ）
privacy-use = **使いみち**：あなたにアニメをおすすめするためだけです。モデルの学習には使いません。AniListやMyAnimeListにリストを問い合わせるのは、**/import**を使ったときだけです。
privacy-seen = **見られる人**：あなたと、このBotを運営する人です。ほかの人に見えるのはあなたが見せたリストだけで、好みを比べられるのは**/settings**で許可したときだけです。
privacy-time = **期間**：あなたが削除するまで、または出会ったすべてのサーバーからこのBotがいなくなって{ $days }日たつまでです。
privacy-rights = **/mydata export**ですべてをファイルで受け取り、**/mydata delete**ですべてを削除できます。

### Help

help-heading = Osusume（おすすめ）
help-introduction = 名前のとおり、あなたの好みを覚えて、次に見るアニメを「おすすめ」します。まずは1分もかからない**/start**から。そのあとは**/recommend**を使ってみてください。
help-privacy = 保存するのはあなたの評価だけです。Discord IDとともに、アニメをおすすめするために使います。**/mydata export**で確かめ、**/mydata delete**で削除できます。

### For the people who run the bot

status-heading = 状態
status-since = 起動：{ $when }
status-memory = メモリ{ $memory }MB
status-connected = 接続中{ $shards }個
status-latency = Discordまで{ $ms }ミリ秒
status-answers = 直近5分：返答{ $answers }件、半数は{ $median }秒以内、95%は{ $p95 }秒以内
status-no-answers = 直近5分：依頼なし
status-ended = 起動後：返答{ $answered }件 · お断り{ $refused }件 · 待機のお願い{ $held }件 · 失敗{ $failed }件
status-database = { $kind }：{ $size }MB
status-members = メンバー{ $members }人 · ジャンルの評価{ $genres }件 · 作品{ $titles }件
status-servers = サーバー{ $servers }件 · シャード{ $shards }個
status-catalogue = カタログ：{ $titles }作品
status-loaded = { $when }に{ $path }からモデルを読み込みました
model-version = **モデル { $version }**
model-trained = { $when }に学習：{ $facts }
reload-changed = これからは別のモデルが答えます。
reload-same = 同じモデルを読み込み直しました。
reload-before = 前
reload-after = 今

### Refusals

not-yours = これはほかの人のものです。**/help**で自分用の出し方を確かめてください。
not-admin = これができるのは、このBotを運営する人だけです。オーナーに、あなたのIDをADMIN_IDSに加えてもらってください。
adult-elsewhere = 成人向け作品は年齢制限チャンネルでだけ表示します。そこで使うか、この条件を外してください。
button-outdated = モデルが変わる前のボタンです。もう一度コマンドを使ってください。
command-outdated = Discordにこのコマンドの古い形が残っています。1分待ってDiscordを再起動し、もう一度試してください。
limit-member = 一度にたくさんの操作があり、追いつけませんでした。<t:{ $at }:R>にまた続けてください。
limit-server = このサーバーは今とてもにぎやかなので、少し休ませてください。<t:{ $at }:R>にまた続けてください。
limit-unanswered = 今は多くの人から頼まれていて、時間内に答えられませんでした。数秒後にもう一度試してください。
error-database = 今はメンバーの記録を読み書きできず、処理できませんでした。数分後にもう一度試してください。続くようなら、Botを運営する人に知らせてください。
error-unexpected = こちらで問題が起きました。もう一度試してください。また起きたら、コード `{ $reference }` をBotを運営する人に伝えてください。
error-undelivered = Discordが返事を受け取らなかったため、返事は届いていません。伝えてくれた内容は保存されているかもしれません。もう一度試してください。二重に数えられることはありません。
problem-rating-range = 評価は{ $lowest }〜{ $highest }点です。{ NUMBER($rating, useGrouping: 0) }ではなく、その間の整数を選んでください。
problem-unknown-genre = 「{ $genre }」というジャンルはありません。{ $nearest ->
    [none] 入力中に出る一覧から選んでください。
   *[other] もしかして：{ $nearest }
}
problem-genre-both-ways = { $genre }が「含める」と「除く」の両方に入っています。どちらかを外してください。
problem-genre-not-rated = { $genre }はまだ評価していないので、消すものがありません。
problem-no-genres = ジャンルが選ばれていません。1つ以上選んでください。
problem-unknown-title = 「{ $title }」のような作品は見つかりません。作品名の一部など、もっと短い言葉で試してください。
problem-unclear-title = 「{ $title }」に当てはまる作品がいくつかあります。入力中に出る候補から選ぶか、番号を入力してください：{ $nearest }
problem-title-not-rated = 「{ $title }」の記録はないので、消すものがありません。
problem-text-too-long = { $length }文字あります。読めるのは{ $longest }文字までです。短くしてください。
problem-unknown-type = 「{ $type }」という種類はありません。{ $known }から選んでください。
problem-year-range = { NUMBER($year, useGrouping: 0) }年は{ NUMBER($first, useGrouping: 0) }〜{ NUMBER($last, useGrouping: 0) }年の間にありません。別の年を選んでください。
problem-years-reversed = { NUMBER($since, useGrouping: 0) }年から{ NUMBER($until, useGrouping: 0) }年までのリストは作れません。年を入れ替えてください。
problem-no-such-page = { NUMBER($page, useGrouping: 0) }ページはありません。最後は{ $last }ページです。
problem-not-allowed = 許可を取り消した人がいます。**/together**か**/compare**でもう一度頼んでください。
problem-import-gone = そのリストはもうありません。すでに取り込んだか、15分以上たったか、その後にすべてを削除しました。もう一度**/import**を使ってください。
problem-import-past = その取り込みはもう元に戻せません。すでに戻したか、1日たったか、その後に別のリストを取り込んでいます。**/profile**で作品を1つずつ変えられます。
problem-import-running = 今リストを取り込んでいます。終わってから、もう一度試してください。
problem-imports-busy = 今は多くの人がリストを取り込んでいます。数分後にもう一度試してください。
problem-import-too-slow = リストの処理に時間がかかりすぎました。あとで試すか、MyAnimeListのIDが入ったファイルで送ってください。
problem-reload-refused = モデルを読み込み直せませんでした。今のモデルが引き続き答えます。{ $reason }
problem-reload-running = すでにモデルを読み込んでいます。終わるまで待ってください。

### Refusals of lists that are brought

problem-list-too-large = ファイルが{ $most }MBを超えています。ダウンロードしたままのエクスポートなど、もっと小さいものを送ってください。
problem-list-unfolds-too-large = 展開すると{ $most }MBを超えます。リストがそこまで大きくなることはありません。ダウンロードしたままのエクスポートを送ってください。
problem-list-archive = この圧縮ファイルには、開けるリストがちょうど1つ入っていません。展開して、リストのファイルそのものを送ってください。
problem-list-broken-archive = ファイルを展開できません。もう一度ダウンロードして、そのまま送ってください。
problem-list-unknown-format = 「{ $file }」にリストが見つかりません。MyAnimeListのXML、AniListのJSON、Osusumeのエクスポート、CSVの表のどれかを送ってください。
problem-list-broken = ファイルの{ $format }が壊れています。もう一度エクスポートかダウンロードをして、そのまま送ってください。
problem-list-forbidden-xml = ファイルのXMLに、エクスポートにはないはずのエンティティか文書型の定義があります。ダウンロードしたままのエクスポートを送ってください。
problem-list-encoding = ファイルの一部の文字が壊れています。UTF-8で保存して、もう一度送ってください。
problem-list-manga = これはマンガのリストです。エクスポートするときにアニメのリストを選んで、送ってください。
problem-list-empty = リストにアニメがありません。先に作品を加えるか、別のリストを送ってください。
problem-list-too-many = リストが{ $most }件を超えています。もっと短いものを送ってください。
problem-list-columns = 表の1行目に列の名前が必要です。idかtitleのどちらかと、scoreかstatusのどちらかを加えて、もう一度送ってください。
problem-list-score = { $title }の点数「{ $score }」は0〜100の数ではありません。ファイルを直して、もう一度送ってください。
problem-list-status = { $title }の状態「{ $status }」は知りません。watching、completed、on hold、dropped、planned、unwantedのどれかにして、もう一度送ってください。
problem-list-version = このファイルは、もっと新しいOsusumeのものです。Botを運営する人に更新を頼むか、別のエクスポートを送ってください。
problem-list-user-name = 「{ $user }」は{ $service }のユーザー名ではありません。プロフィールのアドレスにあるとおりに書いてください。
problem-list-unknown-user = { $service }に「{ $user }」という人はいません。名前を確かめるか、リストをファイルで送ってください。
problem-list-private = { $service }で「{ $user }」のリストは非公開です。少しの間だけ公開するか、リストをファイルで送ってください。
problem-list-busy = 今は{ $service }への問い合わせが多すぎます。数分後にもう一度試すか、リストをファイルで送ってください。
problem-list-down = { $service }が正しく応答しません。あとで試すか、リストをファイルで送ってください。
problem-list-not-set-up = このBotは{ $service }に問い合わせる設定になっていません。リストをファイルで送ってください。
