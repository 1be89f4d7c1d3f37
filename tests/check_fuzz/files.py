"""Files that are said to be lists: exports that somebody took a hammer to, and bombs."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from functools import partial

from hypothesis import strategies as st

from tests.bot.lists.exports import (
    anilist,
    anilist_flat,
    anilist_own,
    mal_load,
    mal_pages,
    mal_xml,
    osusume,
    table,
)
from tests.check_fuzz.texts import hostile

EXPORTS = tuple(
    write()
    for write in (
        *(mal_xml, partial(mal_xml, bare=True), partial(mal_xml, numbers=True, cdata=False)),
        *(anilist, anilist_flat, anilist_own, mal_pages, mal_load),
        *(partial(osusume, genres={"Action": 9, "Drama": 1}), table),
        *(partial(table, separator=";"), partial(table, separator="\t")),
    )
)
VALUE = re.compile(
    r'(?<=[:\[, ])(?:"[^"\n]*"|-?\d+(?:\.\d+)?|null|true|false)|(?<=>)[^<\n]*(?=<)|[^,;\t\n<>{}]+'
)
NUMBERS = (
    *(
        "0",
        "-0",
        "-1",
        "11",
        "101",
        "1e999",
        "-1e999",
        "1e-400",
        "NaN",
        "Infinity",
        "-Infinity",
        "0x10",
        "1_0",
    ),
    *(
        "9" * 19,
        "9" * 4_300,
        "9" * 4_301,
        "9" * 20_000,
        "0." + "9" * 5_000,
        "2147483648",
        "5114.0",
        "1,5",
        "٣",
        "²",
    ),
)
JSON = (
    *(
        "null",
        "true",
        "[]",
        "{}",
        '""',
        '"\\ud800"',
        '"\\u0000"',
        '"\\udc00\\ud800"',
        "[" * 900,
        "[" * 100_000,
    ),
    *('{"romaji":' * 300 + '"x"' + "}" * 300, "[" * 400 + "]" * 400, '{"a":' * 90_000, '{"id":1,"id":2}'),
    *('"' + "a" * 70_000 + '"', '{"status":{}}', '"format":"osusume-member"', '{"media":{"idMal":[1]}}'),
)
MARKUP = (
    *(
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        "&x;",
        "&#0;",
        "&#xD800;",
        "&#x110000;",
        "&amp",
    ),
    *(
        '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?x ?>",
    ),
    *(
        "<anime>",
        "</anime>",
        "<manga/>",
        "<myanimelist>",
        "</myanimelist>",
        "<a" + " b='1'" * 50 + "/>",
        "<" * 500,
    ),
    *(
        "<a>" * 5_000,
        '<?xml version="1.0" encoding="utf-7"?>',
        '<xi:include href="file:///etc/passwd"/>',
        "\x0b",
    ),
)
TABLES = (
    '"',
    '""',
    '"\n',
    "\r",
    ",,,,,",
    "a" * 140_000,
    '"' + "a\n" * 70_000 + '"',
    "sep=;\n",
    "=1+1",
    "\t",
    ";",
)
NAMES = (
    "list.xml",
    "../../etc/passwd.xml",
    "/etc/cron.d/x.csv",
    "C:\\x.json",
    "a\0.csv",
    "__MACOSX/l.xml",
    "x.exe",
    "",
)
ENCODINGS = (
    "utf-8",
    "utf-8",
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "utf-7",
)
BOMB = gzip.compress(bytes(60 << 20), 9)
LETTERS = gzip.compress(b'[{"title":"' + b"a" * (45 << 20) + b'"}]', 9)


@st.composite
def list_files(draw: st.DrawFn) -> tuple[bytes, str]:
    """A file and what it is called."""
    name = draw(st.sampled_from(NAMES) | hostile(60))
    if not draw(st.integers(0, 30)):
        return draw(st.binary(max_size=400)), name
    if not draw(st.integers(0, 400)):
        return draw(
            st.sampled_from((BOMB, LETTERS, gzip.compress(BOMB), gzip.compress(gzip.compress(LETTERS))))
        ), name
    text = draw(st.sampled_from(EXPORTS))
    for _ in range(draw(st.integers(0, 4))):
        text = draw(_changed(text))
    encoding = draw(st.sampled_from(ENCODINGS))
    strict = encoding.startswith("utf") and encoding != "utf-7" and draw(st.booleans())
    content = text.encode(encoding, "surrogatepass" if strict else "replace")
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2, 6)))):
        content = draw(_damaged(content))
    for _ in range(draw(st.sampled_from((0, 0, 0, 0, 1, 1, 2, 3)))):
        content = draw(_packed(content))
    return content, name


@st.composite
def _changed(draw: st.DrawFn, text: str) -> str:
    """A text with one value, or what stands at one place, in another form."""
    odd = draw(st.sampled_from(NUMBERS + JSON + MARKUP + TABLES) | hostile(2_000))
    values = list(VALUE.finditer(text))
    if values and draw(st.integers(0, 3)):
        found = draw(st.sampled_from(values))
        return text[: found.start()] + odd + text[found.end() :]
    at = draw(st.integers(0, len(text)))
    match draw(st.integers(0, 3)):
        case 0:
            return text[:at]
        case 1:
            return text + text[at:]
        case _:
            return text[:at] + odd + text[at:]


@st.composite
def _damaged(draw: st.DrawFn, content: bytes) -> bytes:
    at, new = draw(st.integers(0, max(len(content) - 1, 0))), draw(st.binary(max_size=4))
    return content[:at] + new + content[at + draw(st.integers(0, 3)) :]


@st.composite
def _packed(draw: st.DrawFn, content: bytes) -> bytes:
    """The same in an archive, which may be damaged, too, and whose bytes do not tell the time."""
    if draw(st.booleans()):
        packed = gzip.compress(content, 1, mtime=0)
    else:
        file = io.BytesIO()
        method = draw(
            st.sampled_from((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
        )
        with zipfile.ZipFile(file, "w", method) as archive:
            for name in draw(
                st.lists(st.sampled_from([n for n in NAMES if n and "\0" not in n]), min_size=1, max_size=2)
            ):
                archive.writestr(zipfile.ZipInfo(name), content, method)
        packed = file.getvalue()
    return draw(_damaged(packed)) if not draw(st.integers(0, 3)) else packed
