"""What each verdict does to the state of a link: every verdict belongs to exactly one kind."""

from factchecks.links.observations import Verdict

# The page is there and was seen; its copy may be kept.
GOOD = frozenset(
    {
        Verdict.OK,
        Verdict.REDIRECTED,
        Verdict.MOVED_PERMANENTLY,
        Verdict.CHANGED,
        Verdict.CHANGED_HEAVILY,
        Verdict.QUOTE_MISSING,
        Verdict.QUOTE_UNVERIFIABLE,
        Verdict.QUOTE_DIFFERS,
        Verdict.QUOTE_DIFFERS_IN_MEANING,
    }
)
# The page is there, but what came is not the page: as good for the state, nothing to keep.
WALLED = frozenset({Verdict.LOGIN_WALL, Verdict.PAYWALL})
DEFINITE = frozenset({Verdict.NOT_FOUND, Verdict.GONE, Verdict.DNS_GONE, Verdict.SOFT_404, Verdict.PARKED})
TEMPORARY = frozenset(
    {
        Verdict.DNS_ERROR,
        Verdict.SERVER_ERROR,
        Verdict.TIMEOUT,
        Verdict.CONNECT,
        Verdict.PROTOCOL,
        Verdict.REDIRECT_LOOP,
        Verdict.EMPTY,
    }
)
# They say something about us: they neither count nor reset.
NEUTRAL = frozenset({Verdict.BLOCKED, Verdict.RATE_LIMITED, Verdict.UNCLEAR, Verdict.TLS_PROBLEM, Verdict.DEFERRED})
IMPOSSIBLE = frozenset({Verdict.UNSAFE, Verdict.INVALID})
