"""Two hundred hostile file names, and a form that carries a name exactly as it is written."""

from urllib.parse import quote

BOUNDARY = "name-by-name"
DEVICES = [
    "CON",
    "PRN",
    "AUX",
    "NUL",
    "CLOCK$",
    "CONIN$",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10)),
]
STEPS = ("../", "..\\", "..%2f", "..%5c", "....//", "..;/", "/", "\\", "C:\\", "\\\\host\\share\\", "file:///", "~/")
PLACES = ("etc/passwd", "newsroom.sqlite3", "static/js/app.js", ".ssh/authorized_keys", "files/ab/cd")
BREAKS = ("\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
INJECTED = ("Set-Cookie: a=b", "Content-Type: text/html", "\r\n<script>ran()</script>")
HIDDEN = "\u202e\u202d\u202a\u202b\u2066\u2067\u2068\u2069\u200b\u200e\u200f\u2060\ufeff\u00ad\u061c\u180e\U000e0041"
CONTROLS = [chr(number) for number in (0, 1, 7, 8, 9, 27, 127, 128, 155, 159)]
MARKUP = (
    "<img src=x onerror=ran()>", "<script>ran()</script>", '"><svg onload=ran()>', "' onmouseover='ran()",
    "{{7*7}}", "{% debug %}", "${7*7}", "javascript:ran()", "data:text/html,ran", "&lt;b&gt;", "--><b>", "]]>",
)  # fmt: skip
QUOTES = (
    'a"; filename="b.exe', "a'; b", "a;b;c", 'a\\"b', "a\\", "a%00b", "a%0d%0aSet-Cookie:b", "a%22b", "a+b", "a&b=c",
    "=?utf-8?b?YS5leGU=?=", "utf-8''a%2fb", "a,b", "a\tb", "`id`", "$(id)", "; rm -rf x", "| cat", "-rf", "--help",
    "*", "?",
)  # fmt: skip
LETTERS = (
    "\u2215etc\u2215passwd", "\uff0f\uff0e\uff0e\uff0f", "\u29f8a", "\uff0eexe", "e\u0301" * 140, "\u0344" * 200,
    "ß" * 200,
    "Z\u0351\u036b\u0343" * 60, "\U0001f469\u200d\U0001f4bb" * 60, "\u0430dmin", "\u3000", "\ufdfa" * 80,
    "\u1e9e" * 150,
    "\U0001f600" * 300, "a" * 300, "a" * 5000, "." * 300 + "a", " " * 300 + "a", "a" + " " * 300,
)  # fmt: skip
DOTS = (
    ".",
    "..",
    "...",
    ". . .",
    ".txt",
    "..txt",
    ". .txt",
    " .txt",
    "a..txt",
    "a.txt.",
    "a.txt. .",
    "a.txt::$DATA",
    "",
)

NAMES = list(
    dict.fromkeys(
        [f"{step * 3}{place}.txt" for step in STEPS for place in PLACES]
        + [f"a{line}{said}.txt" for line in BREAKS for said in INJECTED]
        + [f"a{mark}txt.exe.txt" for mark in HIDDEN]
        + [f"a{mark}b.txt" for mark in CONTROLS]
        + [f"{device}.txt" for device in DEVICES]
        + [f"{stem}.txt" for stem in (*MARKUP, *QUOTES, *LETTERS)]
        + list(DOTS)
        + [
            "x." + "y" * 300,
            "a.txt/",
            "a.txt\x00.exe",
            "a.exe\x00.txt",
            "a.t\u200bxt",
            "a.\u202etxt",
            "a.TXT",
            "a.txt\u3000",
        ]
    )
)


def form(name: str, content: bytes, *, starred: bool) -> tuple[bytes, str]:
    """A form with one file, and its type; `starred`: the name percent-encoded, so that any letter comes through."""
    said = f"filename*=UTF-8''{quote(name, safe='')}" if starred else f'filename="{name}"'
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; {said}\r\n\r\n'
    whole = head.encode("utf-8", "surrogatepass") + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    return whole, f"multipart/form-data; boundary={BOUNDARY}"
