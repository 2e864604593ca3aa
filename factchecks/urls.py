"""Every address of the application; the access table of the tests reads the same list."""

from django.urls import include, path

from factchecks.views import (
    checks,
    health,
    help,
    home,
    intake,
    media,
    preview,
    profile,
    public,
    review,
    transitions,
    workspace,
)

staff = [
    path("", home.home, name="home"),
    path("hide-note/", home.hide_note, name="home_hide_note"),
    path("checks/", checks.checks, name="checks"),
    path("checks/new/", intake.new, name="check_new"),
    path("checks/new/similar/", intake.similar, name="check_similar"),
    path("checks/<int:check_id>/", workspace.workspace, name="workspace"),
    path("checks/<int:check_id>/autosave/", workspace.autosave, name="autosave"),
    path("checks/<int:check_id>/claim/", workspace.claim_edit, name="claim_edit"),
    path("checks/<int:check_id>/hand-over/", workspace.hand_over, name="hand_over"),
    path("checks/<int:check_id>/review/", review.review, name="review"),
    path("checks/<int:check_id>/preview/", preview.preview, name="preview"),
    path(
        "checks/<int:check_id>/preview/media/<str:sha256>.<str:extension>", media.preview_media, name="preview_media"
    ),
    path("checks/<int:check_id>/do/<str:action>/", transitions.do, name="check_do"),
    path("help/", help.help_page, name="help"),
    path("profile/", profile.profile, name="profile"),
    path("profile/theme/", profile.theme, name="profile_theme"),
]

readers = [
    path("", public.public_home, name="public_home"),
    path("checks/<slug:slug>/", public.article, name="article"),
    path("checks/<slug:slug>/media/<str:sha256>.<str:extension>", media.article_media, name="article_media"),
    path("how-we-work/", public.how_we_work, name="how_we_work"),
    path("feeds/atom.xml", public.feed_atom, name="feed_atom"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
    path("robots.txt", public.robots, name="robots"),
    path("favicon.ico", public.favicon, name="favicon"),
]

machines = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]

urlpatterns = [path("newsroom/", include(staff)), *readers, *machines]
