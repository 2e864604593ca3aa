"""Every address of the application; the access table of the tests reads the same list."""

from django.urls import include, path

from factchecks.views import (
    checks,
    files,
    health,
    help,
    home,
    intake,
    media,
    preview,
    profile,
    progress,
    public,
    quotations,
    replies,
    review,
    sources,
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
    path("checks/<int:check_id>/autosave/", workspace.autosave, name="workspace_autosave"),
    path("checks/<int:check_id>/claim/", workspace.claim_edit, name="claim_edit"),
    path("checks/<int:check_id>/hand-over/", workspace.hand_over, name="hand_over"),
    path("checks/<int:check_id>/review/", review.review, name="review"),
    path("checks/<int:check_id>/preview/", preview.preview, name="preview"),
    path("checks/<int:check_id>/preview/media/<str:sha256>.<str:extension>", media.preview_media, name="preview_media"),
    path("checks/<int:check_id>/do/<str:action>/", transitions.do, name="check_do"),
    path("checks/<int:check_id>/check-now/", progress.check_now, name="check_now"),
    path("checks/<int:check_id>/looking/", progress.looking, name="looking"),
    path("checks/<int:check_id>/reply/", replies.reply_record, name="reply_record"),
    path("checks/<int:check_id>/files/", files.files_upload, name="files_upload"),
    path("checks/<int:check_id>/sources/", sources.sources_add, name="sources_add"),
    path("checks/<int:check_id>/sources/describe/", sources.sources_describe, name="sources_describe"),
    path("checks/<int:check_id>/sources/<int:source_id>/put-back/", sources.source_put_back, name="source_put_back"),
    path("sources/<int:source_id>/", sources.source, name="source"),
    path("sources/<int:source_id>/edit/", sources.source_edit, name="source_edit"),
    path("sources/<int:source_id>/move/", sources.source_move, name="source_move"),
    path("sources/<int:source_id>/remove/", sources.source_remove, name="source_remove"),
    path("sources/<int:source_id>/copies/<int:snapshot_id>/", sources.copy_download, name="copy_download"),
    path("sources/<int:source_id>/quotations/", quotations.quotation_add, name="quotation_add"),
    path("quotations/<int:quotation_id>/", quotations.quotation_edit, name="quotation_edit"),
    path("quotations/<int:quotation_id>/look/", quotations.quotation_look, name="quotation_look"),
    path("quotations/<int:quotation_id>/remove/", quotations.quotation_remove, name="quotation_remove"),
    path("quotations/<int:quotation_id>/waive/", quotations.quotation_waive, name="quotation_waive"),
    path("files/<int:file_id>/", files.file, name="file"),
    path("files/<int:file_id>/picture/", files.file_picture, name="file_picture"),
    path("files/<int:file_id>/edit/", files.file_edit, name="file_edit"),
    path("files/<int:file_id>/remove/", files.file_remove, name="file_remove"),
    path("files/<int:file_id>/as-source/", files.file_as_source, name="file_as_source"),
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
