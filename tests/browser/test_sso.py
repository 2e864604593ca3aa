"""In a real browser: from the button to the provider and back, with our strict policy and without scripts too."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.sso.provider import CLIENT, Provider

pytestmark = [pytest.mark.browser]


@pytest.fixture(autouse=True, scope="session")
def _database_beside_the_browser():
    """The browser's loop runs in this thread, to the end; Django would refuse the database here for that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture
def provider(settings):
    """The provider, at another origin than the newsroom, and the settings that name it."""
    with Provider() as started:
        settings.OIDC_ISSUER, settings.OIDC_NAME = started.issuer, "Harbour House"
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT.values()
        yield started


@pytest.fixture
def newsroom(real_cast, live_server, settings):
    """The newsroom's address."""
    settings.SITE_URL = live_server.url
    return live_server.url


@pytest.fixture
def window(opened):
    """`window(...)` opens a page with nothing in its store."""
    contexts = []

    def fresh(**options):
        contexts.append(opened.new_context(**options))
        return contexts[-1].new_page()

    yield fresh
    for context in contexts:
        context.close()


NARROW = {"width": 320, "height": 700}


def come_in(page, newsroom):
    page.goto(f"{newsroom}/accounts/login/?next=/newsroom/profile/")
    page.get_by_role("button", name="Sign in with Harbour House").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "without"])
def test_from_the_button_to_the_page_asked_for(newsroom, provider, window, scripts):
    complaints, page = [], window(java_script_enabled=scripts)
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    come_in(page, newsroom)
    page.wait_for_url(f"{newsroom}/newsroom/profile/")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Rita")
    assert complaints == []
    assert provider.faults == []
    assert provider.asked.count("/authorize") == 1


def test_whoever_is_unknown_reads_why_and_goes_back(newsroom, provider, window):
    provider.person |= {"email": "nobody@newsroom.example"}
    page = window(viewport=NARROW)
    come_in(page, newsroom)
    expect(page.get_by_text("There is no open account here for you.")).to_be_visible()
    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.get_by_role("link", name="Back to sign-in").click()
    expect(page.get_by_role("button", name="Sign in with Harbour House")).to_be_visible()
    assert Axe().run(page).violations_count == 0


def test_a_redirect_of_the_form_would_be_stopped(newsroom, provider, window):
    """Why there is a page on the way: the browser holds every step after a form against the policy."""
    page = window()
    away = {"status": 302, "headers": {"Location": provider.discovery()["authorization_endpoint"]}}
    page.route("**/accounts/oidc/login/", lambda route: route.fulfill(**away))
    with page.expect_console_message(lambda said: "form-action" in said.text):
        come_in(page, newsroom)
    assert page.url.startswith(newsroom)
    assert "/authorize" not in provider.asked
