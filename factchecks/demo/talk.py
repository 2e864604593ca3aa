"""The demo's discussions, each comment by the person who wrote it."""

from dataclasses import dataclass

from factchecks.demo.shapes import Check, Thread
from factchecks.models import User
from factchecks.services import discussion, settling
from factchecks.services.anchoring import About


@dataclass(frozen=True, kw_only=True)
class Talk:
    """The threads of one check, with its people and its sources by key."""

    row: Check
    check_id: int
    users: dict[str, User]
    sources: dict[str, int]

    def open(self) -> list[int]:
        """Starts the threads; their ids, in the order of the row."""
        return [self._start(thread) for thread in self.row.threads]

    def answer(self, thread_ids: list[int]) -> None:
        """Writes the replies, and resolves what is said to be resolved."""
        for thread, thread_id in zip(self.row.threads, thread_ids, strict=True):
            for reply in thread.comments[1:]:
                discussion.reply(thread_id=thread_id, by=self.users[reply.by], text=reply.text)
            if thread.resolved:
                settling.resolve(thread_id=thread_id, by=self.users[thread.comments[0].by])

    def _start(self, thread: Thread) -> int:
        about = About(exact=thread.words, source_id=self.sources.get(thread.source))
        first = thread.comments[0]
        by = self.users[first.by]
        made = discussion.start(check_id=self.check_id, by=by, text=first.text, about=about, blocking=thread.blocking)
        return made.thread_id
