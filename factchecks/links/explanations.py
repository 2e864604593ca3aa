"""Each rule and each verdict in plain words, for "why?" on the screen."""

from collections.abc import Mapping
from types import MappingProxyType

from factchecks.links.observations import Rule, Verdict

RULES: Mapping[Rule, str] = MappingProxyType(
    {
        Rule.POLITENESS: "We ask a site at most once a second; this link waits for its turn.",
        Rule.UNSAFE: "The address, or one it leads to, is not on the public web. Nothing was sent to it.",
        Rule.INVALID: "The text cannot be read as a web address.",
        Rule.CHALLENGE: "The answer is a test for humans. It says nothing about the page.",
        Rule.LOGIN: "The site answered 401: it wants a login. It says nothing about the page.",
        Rule.LEGAL: "The site answered 451: the page is withheld for legal reasons.",
        Rule.REGION: "The answer only says that the page is not shown in our part of the world.",
        Rule.FORBIDDEN: "The site refused our request (403, 406 or 999). It says nothing about the page.",
        Rule.RATE_LIMITED: "The site answered 429, or 503 with a time to come back.",
        Rule.GONE: "The site answered 410: removed for good. Two such answers a day apart mean dead.",
        Rule.NOT_FOUND: "The site answered 404: no such page. Three such answers over six days mean dead.",
        Rule.DNS_GONE: "The name of the site is not registered any more, by the word of the name service.",
        Rule.DNS_ERROR: "The name service gave no answer. That passes, as a rule.",
        Rule.TRANSPORT: "No whole answer came: too slow, no connection, or against the rules of the web.",
        Rule.SERVER_ERROR: "The site answered with a fault of its own (500 to 599).",
        Rule.TLS: "The site's certificate could not be trusted, so the page was not read.",
        Rule.PAYMENT: "The site answered 402: it wants to be paid first.",
        Rule.TRY_AGAIN: "The site asked us to try again (408, 421 or 425).",
        Rule.CLIENT_ERROR: "The answer is an error that does not say whether the page is there.",
        Rule.REDIRECT_LOOP: "The page redirects in a circle or more than ten times.",
        Rule.NO_LOCATION: "The answer neither holds a page nor says where it is.",
        Rule.NOT_MODIFIED: "The site says that the page is the same as at our last look.",
        Rule.SOFT_404: "The site says that all is well, but at least two signs speak for a page that is gone.",
        Rule.PARKED: "The page bears the marks of a domain for sale, shows the same text for any address, "
        "and has nothing of the kept copy.",
        Rule.LOGIN_WALL: "The page is there, behind a login or a consent.",
        Rule.PAYWALL: "The page says of itself that it is not free to read.",
        Rule.QUOTE_MISSING: "The page could be read whole, and a quotation does not stand on it.",
        Rule.QUOTE_UNVERIFIABLE: "A quotation was not found, but we did not see enough of the page to be sure.",
        Rule.QUOTE_DIFFERS: "A quotation stands on the page with other words or in another order.",
        Rule.QUOTE_DIFFERS_IN_MEANING: "A quotation stands on the page with other numbers or negations.",
        Rule.CHANGED: "Less than 80 % of the text is that of the kept copy; the quotations stand.",
        Rule.CHANGED_HEAVILY: "Less than half of the text is that of the kept copy; the quotations stand.",
        Rule.MOVED: "Every redirect says that the page has moved for good. The address should be updated.",
        Rule.REDIRECTED: "The page leads on to another address. The cited one stays.",
        Rule.OK: "The page opens at its address.",
        Rule.EMPTY: "The answer is a success without a page.",
        Rule.NOT_READ: "The file is there, but it is too large and holds no text; only its beginning was read.",
    }
)
VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.OK: "Works",
        Verdict.REDIRECTED: "Redirected",
        Verdict.MOVED_PERMANENTLY: "Moved for good",
        Verdict.UNSAFE: "Not a public address",
        Verdict.INVALID: "Not an address",
        Verdict.BLOCKED: "Refused to us",
        Verdict.RATE_LIMITED: "Asks us to wait",
        Verdict.GONE: "Removed",
        Verdict.NOT_FOUND: "Not found",
        Verdict.DNS_GONE: "Site is gone",
        Verdict.DNS_ERROR: "Name not looked up",
        Verdict.SERVER_ERROR: "Fault of the site",
        Verdict.TIMEOUT: "Too slow",
        Verdict.CONNECT: "No connection",
        Verdict.PROTOCOL: "Unreadable answer",
        Verdict.TLS_PROBLEM: "Certificate problem",
        Verdict.PAYWALL: "Behind a payment",
        Verdict.UNCLEAR: "Unclear",
        Verdict.REDIRECT_LOOP: "Redirects without end",
        Verdict.SOFT_404: "Gone without saying so",
        Verdict.PARKED: "Domain for sale",
        Verdict.LOGIN_WALL: "Behind a login",
        Verdict.QUOTE_MISSING: "Quotation missing",
        Verdict.QUOTE_UNVERIFIABLE: "Quotation cannot be verified",
        Verdict.QUOTE_DIFFERS: "Quotation differs",
        Verdict.QUOTE_DIFFERS_IN_MEANING: "Quotation differs in meaning",
        Verdict.CHANGED: "Changed",
        Verdict.CHANGED_HEAVILY: "Changed heavily",
        Verdict.EMPTY: "Empty",
        Verdict.DEFERRED: "Waits for its turn",
    }
)
