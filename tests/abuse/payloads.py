"""Texts that run something in a page that does not escape them: more than 300, each with the place it is made for.

All of them call `q(number)`, which the browser of these tests has. `PLACES` says how a careless page would carry
them: `test_xss` first shows that every one runs there, then that none runs in our pages.
"""

from dataclasses import dataclass
from itertools import cycle

from tests.publishing.payloads import PAYLOADS as OLD

# {} is the payload, as it was typed.
PLACES = {
    "text": "<div>{}</div>",
    "double": '<input value="{}">',
    "single": "<input value='{}'>",
    "bare": "<input value={}>",
    "link": '<a href="{}">x</a>',
    "frame": '<iframe src="{}"></iframe>',
    "string": "<script>window.typed = '{}';</script>",
    "data": '<script type="application/ld+json">{{"name": "{}"}}</script>',
    "title": "<title>{}</title>",
    "area": "<textarea>{}</textarea>",
    "style": "<style>p {{ content: '{}' }}</style>",
    "comment": "<!-- {} -->",
    "handler": "<p onclick=\"void '{}'\">x</p>",
}

# Ways of calling it. In all tables `#` is the payload's number, ¶ a line break.
CALLS = """
q(#)
window.q(#)
self['q'](#)
top.q(#)
globalThis.q(#)
q`#`
[#].map(q)
q.call(0,#)
eval('q(#)')
setTimeout('q(#)')
Function('q(#)')()
(0,eval)('q(#)')
Reflect.apply(q,0,[#])
\\u0071(#)
&#113;(#)
&#x71;&lpar;#&rpar;
&#0000113(#)
new(class{constructor(){q(#)}})
queueMicrotask(()=>q(#))
location='javascript:q(#)'
{onerror=q;throw#}
""".split()
TAGS = "p b a i div span img svg math input button video select details marquee dialog custom-tag".split()
EVENTS = """
click dblclick mousedown mouseup mouseover mouseout mousemove mouseenter mouseleave contextmenu auxclick wheel
pointerdown pointerup pointermove pointerover pointerout pointerenter pointerleave pointercancel gotpointercapture
keydown keyup keypress input beforeinput change focus focusin focusout blur select submit reset invalid formdata
copy cut paste drag dragstart dragend dragenter dragleave dragover drop scroll scrollend toggle beforetoggle
animationstart animationend animationiteration 
load error abort play pause ended progress canplay loadeddata loadstart volumechange seeked
cancel close cuechange selectstart  contentvisibilityautostatechange
""".split()
# How the attribute is written. {tag}, {event}.
SPELLINGS = (
    "<{tag} on{event}=q(#)>x</{tag}>",
    '<{tag} ON{event}="q(#)">x</{tag}>',
    "<{tag}/on{event}=q(#)//>x",
    "<{tag}\non{event}\n=\n'q(#)'>x",
    "<{tag} title='>' on{event}=q(#)>x",
    '<{tag} a="" on{event}=q(#) <b>x',
    "<{tag}\ton{event}=&#113;(#)>x",
)

# Each runs by itself, or when somebody clicks.
TEXT = """
<script>q(#)</script>
<script >q(#)</script >
<ScRiPt>q(#)</sCrIpT>
<script/a>q(#)</script/b>
<script¶>q(#)</script¶>
<script\x0c>q(#)</script>
<script type=module>q(#)</script>
<script type=text/javascript>q(#)</script>
<script type="">q(#)</script>
<script language=javascript>q(#)</script>
<script src=data:text/javascript,q(#)></script>
<script src="data:,q(#)"></script>
<script src=data:text/javascript;base64,cSgxKQ==></script>
<script>/*</b>*/q(#)</script>
<script><!--¶q(#)</script>
<svg><script>q(#)</script></svg>
<svg><script>q&#40;#)</script></svg>
<svg><script href=data:,q(#) /></svg>
<svg><script xlink:href=data:,q(#)></script></svg>
<svg><a href=javascript:q(#)><text y=20>x</text></a></svg>
<svg><a xlink:href=javascript:q(#)><text y=20>x</text></a></svg>
<svg><animate onbegin=q(#) attributeName=x dur=1s>
<svg><set onbegin=q(#) attributeName=x dur=1s>
<svg><animateTransform onbegin=q(#) attributeName=transform dur=1s>
<svg><animateMotion onbegin=q(#) dur=1s>
<svg><foreignObject><img src onerror=q(#)></foreignObject></svg>
<svg><desc><img src onerror=q(#)></desc></svg>
<svg><title><img src onerror=q(#)></title></svg>
<svg><style><img src onerror=q(#)></style></svg>
<svg/onload=q(#)>
<svg onload=q(#)//
<svg><g onload=q(#)></g></svg>
<svg><image href=x onerror=q(#) /></svg>
<math><mtext><img src onerror=q(#)></mtext></math>
<math><mi><script>q(#)</script></mi></math>
<math><annotation-xml encoding=text/html><img src onerror=q(#)></annotation-xml></math>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src onerror=q(#)&gt;"><img src onerror=q(#)>
<math><mtext><mglyph><svg><mtext><style><path id="</style><img src onerror=q(#)>">
<table><td><img src onerror=q(#)></table>
<table><script>q(#)</script></table>
<select><option><script>q(#)</script></select>
<select><script>q(#)</script></select>
<frameset><img src onerror=q(#)>
<noembed><p title="</noembed><img src onerror=q(#)>"></noembed>
<noframes><p title="</noframes><img src onerror=q(#)>"></noframes>
<noscript><p title="</noscript><img src onerror=q(#)>"></noscript>
<xmp><p title="</xmp><img src onerror=q(#)>"></xmp>
<textarea><p title="</textarea><img src onerror=q(#)>"></textarea>
<title><p title="</title><img src onerror=q(#)>"></title>
<style><p title="</style><img src onerror=q(#)>"></style>
<iframe><p title="</iframe><img src onerror=q(#)>"></iframe>
<!--><img src onerror=q(#)>-->
<!---><img src onerror=q(#)>-->
<!-- --!><img src onerror=q(#)>-->
<!-- a="--><img src onerror=q(#)>">
<![CDATA[><img src onerror=q(#)>]]>
<!doctype a [<!entity><img src onerror=q(#)>
<?php ><img src onerror=q(#)>
</p/><img src onerror=q(#)>
</ a><img src onerror=q(#)>
<a/><img src onerror=q(#)>
<img src onerror=q(#)>
<img src onerror=q(#)//
<img src=x: onerror=q(#)>
<img src=data:, onerror=q(#)>
<img srcset=, src onerror=q(#)>
<img srcset=data:, onerror=q(#)>
<image src onerror=q(#)>
<picture><source srcset=data:,><img onerror=q(#) src></picture>
<img src=data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA= onload=q(#)>
<video src onerror=q(#)></video>
<video><source onerror=q(#)></video>
<audio src onerror=q(#)>
<audio><source src onerror=q(#)></audio>
<object data=x: onerror=q(#)></object>
<link rel=stylesheet href=data:, onload=q(#) onerror=q(#)>
<style onload=q(#)></style>
<style>@keyframes a{}</style><b style="animation:a 1ms" onanimationstart=q(#)>
<style>@import url(data:,)</style><style onload=q(#)></style>
<body onload=q(#)>
<body onpageshow=q(#)>
<body onresize=q(#)><script>dispatchEvent(new Event('resize'))</script>
<body onhashchange=q(#)><script>dispatchEvent(new Event('hashchange'))</script>
<body onmessage=q(#)><script>postMessage(1)</script>
<body onpopstate=q(#)><script>dispatchEvent(new Event('popstate'))</script>
<iframe onload=q(#)></iframe>
<iframe src=javascript:parent.q(#)></iframe>
<iframe src="javascript:`<script>parent.q(#)<\\/script>`"></iframe>
<iframe srcdoc="<script>parent.q(#)</script>"></iframe>
<iframe srcdoc=&lt;script&gt;parent.q(#)&lt;/script&gt;></iframe>
<iframe srcdoc="<img src onerror=parent.q(#)>"></iframe>
<iframe srcdoc="<svg onload=parent.q(#)>"></iframe>
<iframe src="data:text/html,<script>q(#)</script>"></iframe>
<iframe src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='q(#)'/>"></iframe>
<object data="data:text/html,<script>q(#)</script>"></object>
<embed src="data:text/html,<script>q(#)</script>">
<embed src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='q(#)'/>">
<details open ontoggle=q(#)>x</details>
<input autofocus onfocus=q(#)>
<select autofocus onfocus=q(#)></select>
<textarea autofocus onfocus=q(#)></textarea>
<button autofocus onfocus=q(#)>x</button>
<a href autofocus onfocus=q(#)>x</a>
<b tabindex=1 autofocus onfocus=q(#)>x</b>
<svg tabindex=1 autofocus onfocus=q(#)></svg>
<b contenteditable autofocus onfocus=q(#)>x</b>
<dialog open onclose=q(#)><form method=dialog><button>x</button></form></dialog>
<button popovertarget=p#>x</button><p popover id=p# onbeforetoggle=q(#)>x
<form action=javascript:q(#)><button>x</button></form>
<form action=javascript:q(#)><input type=submit value=x></form>
<form action=javascript:q(#)><input type=image alt=x></form>
<form id=f#></form><button form=f# formaction=javascript:q(#)>x</button>
<form><input type=submit formaction=javascript:q(#) value=x></form>
<form onsubmit=q(#)><button>x</button></form>
<input type=image src onerror=q(#)>
<a href=javascript:q(#)>x</a>
<a href=JaVaScRiPt:q(#)>x</a>
<a href=" javascript:q(#)">x</a>
<a href="\x01javascript:q(#)">x</a>
<a href="java\tscript:q(#)">x</a>
<a href="java¶script:q(#)">x</a>
<a href=java&Tab;script:q(#)>x</a>
<a href=java&NewLine;script:q(#)>x</a>
<a href=java&#13;script:q(#)>x</a>
<a href=&#106;avascript&colon;q(#)>x</a>
<a href=&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;q(#)>x</a>
<a href=javascript:%71(#)>x</a>
<a href="javascript://a.example/%0Aq(#)">x</a>
<a href="javascript:/*https://a.example/*/q(#)">x</a>
<a href="javascript:'https://a.example/'&&q(#)">x</a>
<a href=javascript:q(#) target=_self>x</a>
<a href=javascript:q(#) rel=noopener>x</a>
<area href=javascript:q(#)>
<map><area shape=default href=javascript:q(#)></map>
<base href=javascript:/a/><a href=//q(#)>x</a><img src=data:, onerror=q(#)>
<template><b></b></template><img src onerror=q(#)>
<template shadowrootmode=open><img src onerror=q(#)></template>
<div><template shadowrootmode=open><script>q(#)</script></template></div>
<p hidden onbeforematch=q(#)>x</p><img src onerror=q(#)>
<cite data-source="1" onclick=q(#)>1</cite>
<cite data-source='1"><img src onerror=q(#)>'>1</cite><img src onerror=q(#)>
<a href='https://a.example' onclick=q(#)>x</a>
<a href='https://a.example" onclick="q(#)' onfocus=q(#)>x</a>
<p id='"><img src onerror=q(#)>'>x</p><img src onerror=q(#)>
<strong><script>q(#)</script></strong>
<ul><li><img src onerror=q(#)></li></ul>
<h2 onclick=q(#)>x</h2>
<blockquote cite=javascript:q(#) onclick=q(#)>x</blockquote>
<div hx-on:click=q(#)>x</div>
<div data-hx-on:click=q(#)>x</div>
<div hx-on--load=q(#) onclick=q(#)>x</div>
<div hx-get=/ hx-trigger=click hx-vals=js:{a:q(#)}>x</div>
<div hx-get=/ hx-trigger=click hx-headers=js:{a:q(#)}>x</div>
<div hx-get=/ hx-trigger=click[q(#)]>x</div>
{{constructor.constructor('q(#)')()}}<img src onerror=q(#)>
${q(#)}<img src onerror=q(#)>
{%load a%}<img src onerror=q(#)>
{{7*7}}{%endblock%}<script>q(#)</script>
<%=q(#)%><img src onerror=q(#)>
#{q(#)}<img src onerror=q(#)>
[[q(#)]]<img src onerror=q(#)>
</main><script>q(#)</script>
</body></html><script>q(#)</script>
<p>\u2028<script>q(#)</script>\u2029
\u202e<script>q(#)</script>
\ufeff<script>q(#)</script>
\u0130\u0131\u017f<img src onerror=q(#)>
&lt;img src onerror=q(#)&gt;<img src onerror=q(#)>
%3Cscript%3E<script>q(#)</script>
+ADw-script+AD4-<script>q(#)</script>
\\x3cscript\\x3e<script>q(#)</script>
![x](x"onerror="q(#))<img src onerror=q(#)>
[x](javascript:q(#))<a href=javascript:q(#)>x</a>
http://a.example/<img/src/onerror=q(#)>
https://a.example/?"><svg/onload=q(#)>
"x@a.example"<svg/onload=q(#)>
""".strip().split("\n")

# The end of the attribute, and what may follow it.
AFTER = """
><script>q(#)</script>
><img src onerror=q(#)>
><svg/onload=q(#)>
/><svg onload=q(#)>
></p><body onload=q(#)>
><iframe onload=q(#)>
><a href=javascript:q(#)>x</a>
><details open ontoggle=q(#)>
><!--><img src onerror=q(#)>
""".strip().split("\n")
# Attributes that follow in the same tag; {} is the quotation mark.
BESIDE = """
 autofocus onfocus={}q(#)
 onclick={}q(#)
 onmouseover={}q(#)
 onpointerenter={}q(#)
\tonfocus\t=\t{}q(#)
/onclick={}q(#)
 type=image src onerror={}q(#)
 hx-on:click={}q(#)
 oninput={}q(#)//
 a={0}{0} onclick=q(#) b={0}
 style={0}{0} onmousedown=q(#) c={0}
""".strip("\n").split("\n")
# Of a link and of a frame.
ADDRESSES = """
javascript:q(#)
JAVASCRIPT:q(#)
jAvAsCrIpT:q(#)
 javascript:q(#)
\tjavascript:q(#)
\x01javascript:q(#)
\x1fjavascript:q(#)
java\tscript:q(#)
javascript\t:q(#)
j¶a¶v¶a¶s¶c¶r¶i¶p¶t:q(#)
javascript:%71(#)
javascript:%20q(#)
javascript:void(q(#))
javascript:/*https://a.example/*/q(#)
javascript://a.example/%0Aq(#)
javascript://a.example/%0Dq(#)
javascript://a.example/%E2%80%A8q(#)
javascript:https://a.example/%0Aq(#)
javascript:q(#)//https://a.example/
javascript:q(#)//mailto:reader@a.example
javascript:`https://a.example/${q(#)}`
javascript:new%20Function`q\\x28#\\x29```
&#106;avascript:q(#)
javascript&colon;q(#)
java&Tab;script:q(#)
&#1;javascript:q(#)
""".strip("\n").split("\n")
FRAMES = """
javascript:parent.q(#)
data:text/html,<script>q(#)</script>
data:text/html;charset=utf-8,<script>q(#)</script>
data:text/html;base64,PHNjcmlwdD5xKDEpPC9zY3JpcHQ+
data:text/html,%3Cscript%3Eq(#)%3C/script%3E
data:application/xhtml+xml,<html xmlns='http://www.w3.org/1999/xhtml'><script>q(#)</script></html>
data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><script>q(#)</script></svg>
data:text/xml,<script xmlns='http://www.w3.org/1999/xhtml'>q(#)</script>
DATA:TEXT/HTML,<svg onload=q(#)>
""".strip().split("\n")
STRINGS = """
';q(#);'
';q(#)//
'-q(#)-'
'+q(#)+'
'**q(#)**'
';q(#)<!--
',q(#),'
'in q(#)in'
'?'':q(#)+'
'||q(#)||'
';[#].map(q);'
';eval('q(#)');'
'\u2028;q(#)//
</script><script>q(#)</script>
</SCRIPT ><svg onload=q(#)>
</script/><img src onerror=q(#)>
<!--<script></script><script>q(#)</script>--></script><img src onerror=q(#)>
""".strip().split("\n")
CLOSED = """
</{end}><script>q(#)</script>
</{end}><img src onerror=q(#)>
</{END} ><svg onload=q(#)>
</{end}/><iframe onload=q(#)>
</{end}¶><body onload=q(#)>
</{end} a='>'><img src onerror=q(#)>
""".strip().split("\n")
COMMENTS = ("--><img src onerror=q(#)>", "--!><svg onload=q(#)>", "><img src onerror=q(#)>--><script>q(#)</script>")
HANDLERS = (
    "'-q(#)-'",
    "';q(#);'",
    "&#39;;q(#)//",
    "&apos;-q(#)-&apos;",
    "'+q(#)+'",
    "\\&quot;';q(#)//",
    "&#x27;,q(#),&#x27;",
)
# Old spellings that no browser of today runs, and markup that only leads away: tried like all others.
INERT = [one.replace("alert(1)", "q(#)") for one in OLD]


@dataclass(frozen=True, kw_only=True)
class Payload:
    """`place`: the key of PLACES in which it runs; empty when browsers of today run it nowhere."""

    number: int
    text: str
    place: str


def _shapes() -> list[tuple[str, str]]:
    tags, spellings, calls = cycle(TAGS), cycle(SPELLINGS), CALLS
    made = [("text", one) for one in TEXT]
    made += [("text", f'<img src onerror="{call}">') for call in calls]
    made += [("text", next(spellings).format(tag=next(tags), event=event)) for event in EVENTS]
    for place, mark in (("double", '"'), ("single", "'")):
        made += [(place, mark + one) for one in AFTER] + [(place, mark + one.format(mark)) for one in BESIDE]
    made += [("bare", f"a{one}") for one in AFTER] + [
        ("bare", f"a{one.format('')}") for one in BESIDE if one[0].isspace() and "{0}" not in one
    ]
    return made


def _elsewhere() -> list[tuple[str, str]]:
    made = [("link", one) for one in ADDRESSES] + [("frame", one) for one in FRAMES]
    made += [("string", one) for one in STRINGS] + [("comment", one) for one in COMMENTS]
    made += [("handler", one) for one in HANDLERS]
    for place, end in (("title", "title"), ("area", "textarea"), ("style", "style"), ("data", "script")):
        made += [(place, one.format(end=end, END=end.upper())) for one in CLOSED]
    return made


def _numbered() -> list[Payload]:
    shapes = [*_shapes(), *_elsewhere(), *(("", one) for one in INERT)]
    once = {text: place for place, text in reversed(shapes)}
    return [
        Payload(number=number, text=_put(text, number), place=place)
        for number, (text, place) in enumerate(reversed(once.items()), 1)
    ]


def _put(text: str, number: int) -> str:
    """The number in the places of `#` that do not begin a character reference, and the line breaks."""
    return text.replace("¶", "\n").replace("&#", "\0").replace("#", str(number)).replace("\0", "&#")


PAYLOADS = _numbered()
