"""What an oEmbed consumer asks, by the specification (https://oembed.com/)."""

import re
from urllib.parse import urlsplit

from django import forms

_CHECK = re.compile(r"/checks/([-\w]{1,200})/?", re.ASCII)


class OembedForm(forms.Form):
    """`url`: the page to embed; `maxwidth` and `maxheight`: pixels that there are for it."""

    url = forms.CharField(max_length=2000)
    maxwidth = forms.IntegerField(min_value=1, max_value=100_000, required=False)
    maxheight = forms.IntegerField(min_value=1, max_value=100_000, required=False)


def slug_in(url: str, *, site_url: str) -> str:
    """The slug of the check at this address of ours; empty for any other address."""
    try:
        asked, ours = urlsplit(url), urlsplit(site_url)
    except ValueError:
        return ""
    found = _CHECK.fullmatch(asked.path)
    return found[1] if found and asked.scheme in ("http", "https") and asked.netloc == ours.netloc else ""
