"""Who may open which address: written by hand, one line an address. The tests try every one with everybody.

public: everybody. staff: anybody signed in. check: who may read the check (404 for others).
post: changes something, so a GET is 405. loopback: machines on this computer, or with the token.
"""

ACCESS = {
    "": "public",
    "checks/<slug:slug>/": "public",
    "checks/<slug:slug>/media/<str:sha256>.<str:extension>": "public",
    "how-we-work/": "public",
    "feeds/atom.xml": "public",
    "sitemap.xml": "public",
    "robots.txt": "public",
    "favicon.ico": "public",
    "healthz": "public",
    "readyz": "public",
    "metrics": "loopback",
    "newsroom/": "staff",
    "newsroom/hide-note/": "staff post",
    "newsroom/checks/": "staff",
    "newsroom/checks/new/": "staff",
    "newsroom/checks/new/similar/": "staff",
    "newsroom/help/": "staff",
    "newsroom/profile/": "staff",
    "newsroom/profile/theme/": "staff post",
    "newsroom/checks/<int:check_id>/": "check",
    "newsroom/checks/<int:check_id>/review/": "check",
    "newsroom/checks/<int:check_id>/preview/": "check",
    "newsroom/checks/<int:check_id>/preview/media/<str:sha256>.<str:extension>": "check",
    "newsroom/checks/<int:check_id>/do/<str:action>/": "check post",
    "newsroom/checks/<int:check_id>/autosave/": "check post",
    "newsroom/checks/<int:check_id>/claim/": "check",
    "newsroom/checks/<int:check_id>/hand-over/": "check",
}
