"""Many readers of one address, in one process: each asks again and again over a connection of its own."""

import asyncio
import hashlib
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp

# Seconds after which a crowd that was not answered gives up.
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """What one reader got. `asked`, `came`: seconds of this machine's clock; `status` is 0 where no answer came.

    `page` is the digest of the text; of a 304 that of the page which its ETag stands for.
    """

    reader: int
    asked: float
    came: float
    status: int
    etag: str = ""
    caching: str = ""
    page: str = ""


@dataclass(kw_only=True)
class Crowd:
    """`size` readers. The odd ones take packed pages and revalidate, as browsers do; the others take it whole.

    `texts`: each text that was read, by its digest. `began`, `ended`: when the change was asked for and made.
    """

    url: str
    size: int
    answers: list[Answer] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    began: float = 0.0
    ended: float = 0.0
    over: bool = False

    def __post_init__(self) -> None:
        self._waited, self._since, self._all = Counter[int](), 0.0, asyncio.Event()

    async def each(self, times: int) -> None:
        """Until every reader has had so many answers to what it asked from now on."""
        self._all.clear()
        self._waited, self._since = Counter(dict.fromkeys(range(self.size), times)), time.time()
        await self._all.wait()

    async def read(self, session: aiohttp.ClientSession, reader: int) -> None:
        """One reader, until it is over."""
        headers, known = {"Accept-Encoding": "gzip" if reader % 2 else "identity"}, ""
        while not self.over:
            answer = await self._ask(session, reader, headers, known)
            if reader % 2 and answer.status == 200:
                headers["If-None-Match"], known = answer.etag, answer.page
            self.answers.append(answer)
            self._heard(answer)

    async def _ask(self, session: aiohttp.ClientSession, reader: int, headers: dict[str, str], known: str) -> Answer:
        asked = time.time()
        try:
            async with session.get(self.url, headers=headers, allow_redirects=False) as response:
                text, told = await response.text(), response.headers
        except (aiohttp.ClientError, OSError):
            return Answer(reader, asked, time.time(), 0)
        page = hashlib.sha256(text.encode()).hexdigest() if response.status != 304 else known
        self.texts.setdefault(page, text)
        caching, etag = told.get("Cache-Control", ""), told.get("ETag", "")
        return Answer(reader, asked, time.time(), response.status, etag, caching, page)

    def _heard(self, answer: Answer) -> None:
        if answer.asked < self._since or answer.reader not in self._waited:
            return
        self._waited[answer.reader] -= 1
        if not self._waited[answer.reader]:
            del self._waited[answer.reader]
        if not self._waited:
            self._all.set()


async def _watch(url: str, size: int, change: Callable[[], object], linger: float) -> Crowd:
    crowd, plugs = Crowd(url=url, size=size), aiohttp.TCPConnector(limit=0)
    jar, patience = aiohttp.DummyCookieJar(), aiohttp.ClientTimeout(total=LONGEST)
    session = aiohttp.ClientSession(connector=plugs, cookie_jar=jar, timeout=patience)
    async with session, asyncio.timeout(LONGEST), asyncio.TaskGroup() as group:
        for reader in range(size):
            group.create_task(crowd.read(session, reader))
        await crowd.each(1)
        crowd.began = time.time()
        await asyncio.to_thread(change)
        crowd.ended = time.time()
        await asyncio.sleep(linger)
        await crowd.each(2)
        crowd.over = True
    return crowd


def watched(url: str, size: int, change: Callable[[], object], *, linger: float = 0.0) -> Crowd:
    """A crowd that reads before, while and after `change` runs, each reader twice more at least.

    It goes on for `linger` seconds longer. Raises TimeoutError where it lasts too long.
    """
    return asyncio.run(_watch(url, size, change, linger))
