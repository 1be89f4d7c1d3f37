"""Text that nobody types in good faith."""

from __future__ import annotations

from hypothesis import strategies as st

LONGEST = 6_000  # characters in a command's option, says Discord
HOSTILE = (
    *(
        "",
        " ",
        "\0",
        "a\0b",
        "\ud800",
        "\udfff\ud800",
        "\ufeff",
        "\u202e\u2066abc",
        "\u0627" * 40,
        "\u05e9\u202e",
    ),
    *("'; DROP TABLE members; --", '"', "\\", "%s%n", "{0}", "{ $x }", "../../etc/passwd", "C:\\con"),
    *("@everyone", "<@10002>", "```", "||", "[a](https://example.org)", "<t:1>", "https://" + "a" * 500),
    *(
        "#1",
        "#0",
        "#-1",
        "#99999999999999999999",
        "1" * 5_000,
        "1e400",
        "nan",
        "-0",
        "\u0661\u0662",
        "²",
        "Ⅷ",
    ),
    *(
        "👩‍👩‍👧‍👦" * 60,
        "a\u0301" * 300,
        "ﷺ" * 300,
        "İ" * 300,
        "ß" * 300,
        "\n" * 600,
        "\u200b" * 300,
        "🇩🇪" * 99,
    ),
    *("a " * 2_999, "a" * LONGEST, "の" * LONGEST, "ab " * 2_000, "-" * LONGEST, "the of and " * 500),
    *("https://myanimelist.net/anime/" + "9" * 400, "myanimelist.net/anime/1/x" * 200, "Action", "hentai"),
)


def hostile(longest: int = LONGEST) -> st.SearchStrategy[str]:
    """Texts of at most so many characters, lone surrogates among them: JSON can carry those."""
    characters = st.characters(min_codepoint=0, max_codepoint=0x10FFFF)
    free = st.text(characters, max_size=60)
    long = st.builds(
        lambda text, times: text * times, st.text(characters, min_size=1, max_size=9), st.integers(1, 900)
    )
    mixed = st.builds(
        lambda left, right, at: left[:at] + right + left[at:],
        st.sampled_from(HOSTILE),
        free,
        st.integers(0, 20),
    )
    return (st.sampled_from(HOSTILE) | free | long | mixed).map(lambda text: text[:longest])
