"""Keeps child processes running: their lines on one screen, what dies restarted, all stopped in order."""

import os
import selectors
import signal
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Self

from newsroom.children import Child, Spec, Watcher

TICK_SECONDS = 0.2
FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 30.0
HEALTHY_SECONDS = 30.0
GRACE_SECONDS = 6.0
NAME_WIDTH = 6
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(kw_only=True)
class Post:
    """One place to fill: the child in it now, its unfinished line, and how often it died lately."""

    spec: Spec
    kept: bool = True
    child: Child | None = None
    rest: bytes = b""
    deaths: int = 0
    due_at: float = 0.0

    def wait_seconds(self) -> float:
        """How long to wait after the latest death: 0.5, 1, 2, ... at most 30 s."""
        return min(FIRST_WAIT_SECONDS * 2.0 ** (self.deaths - 1), LONGEST_WAIT_SECONDS)


class Keeper:
    """Use as a context: inside, SIGINT, SIGTERM and SIGHUP set `stopping`; leaving it stops every child.

    `on_change` is told the pids by name each time a child starts or dies.
    """

    def __init__(self, on_change: Callable[[Mapping[str, int]], None] = lambda pids: None) -> None:
        self._on_change = on_change
        self._posts: list[Post] = []
        self._signals = 0
        self._screen_gone = False
        self._selector = selectors.DefaultSelector()
        self._watcher = Watcher()
        self._handlers = {number: signal.getsignal(number) for number in STOP_SIGNALS}

    def __enter__(self) -> Self:
        for number in STOP_SIGNALS:
            signal.signal(number, self._note_signal)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._stop([post for post in self._posts if not post.spec.outlives_others])
        self._stop(self._posts)
        self._watcher.close()
        self._selector.close()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def _note_signal(self, number: int, frame: FrameType | None) -> None:
        self._signals += 1

    @property
    def stopping(self) -> bool:
        """Whether we were asked to stop, or nobody reads our lines any more."""
        return self._signals > 0 or self._screen_gone

    def say(self, line: str) -> None:
        """One line of our own, without a prefix, at once."""
        try:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        except BrokenPipeError:
            self._screen_gone = True
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def start(self, spec: Spec) -> None:
        """Start a process and keep it running until the end."""
        post = Post(spec=spec)
        self._posts.append(post)
        self._fill(post)

    def finish(self, spec: Spec) -> int:
        """Run a process to its end and return its exit code; 1 when we were asked to stop meanwhile."""
        post = Post(spec=spec, kept=False)
        self._posts.append(post)
        child = self._fill(post)
        while child.exit_code() is None and not self.stopping:
            self.step()
        code = child.exit_code()
        self._stop([post])
        self._posts.remove(post)
        return 1 if code is None else code

    def deaths(self, name: str) -> int:
        """How often the process of that name died since it last ran for 30 s."""
        return sum(post.deaths for post in self._posts if post.spec.name == name)

    def step(self) -> None:
        """Show new lines for at most 0.2 s, then restart what died and has waited long enough."""
        self._show_lines()
        for post in [post for post in self._posts if post.kept]:
            if post.child is not None and post.child.exit_code() is not None:
                self._mourn(post, post.child)
            if post.child is None and time.monotonic() >= post.due_at and not self.stopping:
                self._fill(post)

    def _fill(self, post: Post) -> Child:
        post.child = child = Child(post.spec)
        self._selector.register(child.output, selectors.EVENT_READ, post)
        self._tell()
        return child

    def _mourn(self, post: Post, child: Child) -> None:
        code = child.exit_code()
        lived = time.monotonic() - child.started_at
        post.deaths = 1 if lived >= HEALTHY_SECONDS else post.deaths + 1
        post.due_at = time.monotonic() + post.wait_seconds()
        self._bury(post, child)
        how = f"by signal {-code}" if code is not None and code < 0 else f"with code {code}"
        self.say(f"{post.spec.name} ended {how}; starting it again in {post.wait_seconds():g} s.")

    def _bury(self, post: Post, child: Child) -> None:
        child.end_group()
        while chunk := child.read():
            self._show(post, chunk)
        if post.rest:
            self._show(post, b"\n")
        if child.output in self._selector.get_map():
            self._selector.unregister(child.output)
        child.output.close()
        post.child = None
        self._tell()

    def _tell(self) -> None:
        pids = {post.spec.name: post.child.pid for post in self._posts if post.child}
        self._watcher.watch(pids.values())
        self._on_change(pids)

    def _show_lines(self) -> None:
        if not self._selector.get_map():
            time.sleep(TICK_SECONDS)
        for key, _ in self._selector.select(TICK_SECONDS):
            post: Post = key.data
            chunk = post.child.read() if post.child else b""
            if chunk:
                self._show(post, chunk)
            else:
                self._selector.unregister(key.fileobj)

    def _show(self, post: Post, chunk: bytes) -> None:
        *lines, post.rest = (post.rest + chunk).split(b"\n")
        for line in lines:
            self.say(f"{post.spec.name:<{NAME_WIDTH}} | {line.decode(errors='replace')}")

    def _stop(self, posts: Iterable[Post]) -> None:
        """SIGTERM to each, up to 6 s of patience (none after a second signal), then SIGKILL to what is left."""
        living = [post for post in posts if post.child is not None]
        for post in living:
            if post.child:
                post.child.ask_to_stop()
        deadline = time.monotonic() + GRACE_SECONDS
        while any(post.child and post.child.exit_code() is None for post in living):
            if time.monotonic() > deadline or self._signals > 1:
                break
            self._show_lines()
        for post in living:
            if post.child:
                self._bury(post, post.child)
