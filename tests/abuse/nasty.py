"""Values, headers, methods and files that some reader of forms, columns or headers takes badly."""

NUMBERS = """-1 0 1 2 3 00 1.5 1e3 1e308 1e999 NaN inf -inf 0x10 1_000 2147483648 9223372036854775807
9223372036854775808 -9223372036854775809 ٣ １２ ² true null"""
DAYS = """9999-99-99 0000-00-00 0001-01-01 10000-01-01 2026-02-30 9999-12-31 9999-12-31T23:59 0001-01-01T00:00
2026-03-29T02:30 25:61 99999999999999999999-01-01"""
PLACES = r"""http://[::1 http://[ http://a..b/ http:///x //evil.example /\evil.example javascript:alert(1)
data:text/html,x mailto:a@b a@b ../../etc/passwd ..%2f..%2f file:///etc/passwd http://127.0.0.1:1/ http://[fe80::1%25x]/
https://user:pw@a.example:99999/ https://xn--a/ https://ﬀ.example/"""
WORDS = [
    *("", " ", "\t", "\x00", "a\x00b", "\x1b[31m", "\r\nSet-Cookie: a=b", "\u202e", "\u2028", "\ufeff", "\ud800"),
    *(
        "[]",
        "{}",
        "[1,[2,[3]]]",
        '{"a":{"b":1}}',
        "' OR 1=1 --",
        "{{7*7}}{% x %}",
        "%s%n%d",
        "<script>alert(1)</script>",
    ),
    *("a" * 300, "a" * 5_000, "9" * 40, "9" * 5_000, "😀" * 60, "e\u0301" * 200, "-" * 300, "(" * 500, '"', "* NEAR("),
    *("<p>" * 800, "<a href='//evil'>", "&#0;", "&" * 300, "|", "\\", "%", "_", ";", ",", "=1+1", "__class__", "None"),
]
BYTES = [b"\xff\xfe", b"\x00", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf5\x80\x80\x80", b"%", b"%zz", b"\xe2\x28\xa1"]
ALL = [*NUMBERS.split(), *DAYS.split(), *PLACES.split(), *WORDS, *BYTES]
METHODS = (
    ["GET"] * 7 + ["POST"] * 10 + ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "XYZZY", "PROPFIND"]
)
HEADERS = {
    "host": ["", "evil.example", "testserver:99999", "testserver:x", "[::1", "a" * 3_000, "testserver\x00", "тест"],
    "range": ["bytes=0-", "bytes=-1", "bytes=9-1", "bytes=a-b", "bytes=0-0,1-1", "x", "bytes=" + "0-1," * 500],
    "if-none-match": ["*", '"', 'W/"x"', '"\x00"', "a" * 3_000, '"a", ' * 500],
    "if-match": ["*", '"x"', "\xff"],
    "if-modified-since": ["x", "Fri, 99 Foo 9999 99:99:99 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "9" * 50],
    "accept": ["", "*/*;q=NaN", "a/b;q=9999999999", ";" * 500, "text/html;level=" + "1" * 3_000, "\xff/\xfe"],
    "accept-language": ["x" * 600, "de;q=x", "../../etc", "\x00", "en-" * 300],
    "accept-encoding": ["gzip;q=x", "*", "\x00", "br, gzip, " * 200],
    "content-encoding": ["gzip", "x"],
    "referer": ["", "http://[", "//evil.example", "javascript:x", "\xff", "http://testserver/\x00", "a" * 5_000],
    "origin": ["null", "http://evil.example", "http://[", "\xff"],
    "user-agent": ["", "\x00\x1b[2J", "a" * 8_000, "\xff", "${jndi:ldap://evil}"],
    "authorization": ["Basic", "Basic !!!", "Bearer \x00", "Bearer ", "Digest x", "\xff"],
    "cookie": [
        "",
        "=",
        "a",
        "newsroom_session=\x00",
        "newsroom_session=" + "a" * 4_000,
        "newsroom_csrf=x; ; ;=;",
        "\xff=\xfe",
    ],
    "x-forwarded-for": ["evil", "127.0.0.1, ::1", "\x00", "," * 500],
    "x-forwarded-host": ["evil.example"],
    "x-forwarded-proto": ["https", "\x00", "https,http"],
    "x-request-id": ["\r\n", "a" * 5_000, "\x1b[31m"],
    "x-csrftoken": ["", "\x00", "a" * 64, "é"],
    "hx-request": ["true", "false", "1", "\xff"],
    "hx-target": ["\x00", "a" * 3_000, "#x"],
    "hx-current-url": ["http://[", "//evil.example", "\xff", "javascript:x"],
    "hx-current-url-uri-autoencoded": ["true"],
    "hx-trigger": ["%ff", "\x00"],
    "hx-trigger-name": ["%zz"],
    "hx-prompt": ["%ff%fe", "\x00", "a" * 3_000],
    "hx-prompt-uri-autoencoded": ["true"],
    "hx-boosted": ["true"],
    "content-length": ["-1", "abc", "0", "1"],
}
KINDS = [
    "application/json",
    "text/plain",
    "text/xml",
    "application/x-www-form-urlencoded;charset=utf-7",
    "multipart/form-data",
    "multipart/form-data;boundary=",
    "application/x-www-form-urlencoded;charset=nonsense",
    "image/png",
    "x",
] + [
    "multipart/form-data; boundary=" + "b" * 300,
    'multipart/form-data; boundary="é"',
    "",
]
FILES = [
    "a.jpg",
    "",
    "../../x.pdf",
    "a" * 400 + ".png",
    "x\x00.csv",
    "con.txt",
    "é\u202egpj.exe",
    ".htaccess",
    'q".docx',
]
CONTENTS = [
    b"",
    b"\xff\xd8\xff\xe0",
    b"%PDF-1.7",
    b"PK\x03\x04",
    b"<svg onload=alert(1)>",
    b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
]
EXTRA = """
_save _continue _addanother _popup _to_field _changelist_filters action _selected_action select_across
index o p
all e date__gte at__year at__month at__day state__exact is_active__exact groups__id__exact q term app_label model_name
field_name login password password1 password2 oldpassword code remember session uidb36 key credential
csrfmiddlewaretoken
next page after before tab show from to looks typed website opened origin file files
"""
