"""The admin's form for a site page: what may stand in its text."""

from django import forms

from factchecks.models import SitePage
from factchecks.publishing.body import clean_body, plain_text


class SitePageForm(forms.ModelForm):  # type: ignore[type-arg]
    """Title and text; the text passes the allow-list of the articles."""

    class Meta:
        model = SitePage
        fields = ("slug", "title", "body")

    def clean_body(self) -> str:
        body = clean_body(str(self.cleaned_data["body"]))
        if not plain_text(body):
            raise forms.ValidationError("Write the text of the page: nothing readable is left of this.")
        return body
