"""A scanner of our own that speaks as clamd does, well or badly."""

import socketserver
import struct
import threading
from contextlib import contextmanager, suppress

# The test file of the makers of scanners (eicar.org), in two pieces so that no scanner stops at this one.
TEST_VIRUS = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.BaseRequestHandler):
    """Speaks INSTREAM as clamd does."""

    def handle(self):
        assert self.take(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack(">I", self.take(4))[0]:
            content += self.take(length)
        self.server.seen.append(content)
        found = b"Test.Marker FOUND" if TEST_VIRUS in content else b"OK"
        answer = self.server.answer
        self.request.sendall(b"stream: " + found + b"\0" if answer is None else answer)
        # A byte now and then, until nobody listens any more.
        with suppress(OSError):
            while self.server.dawdling and not self.server.ended.wait(0.02):
                self.request.sendall(b".")

    def take(self, count):
        taken = b""
        while len(taken) < count and (piece := self.request.recv(count - len(taken))):
            taken += piece
        return taken


@contextmanager
def clamd(answer=None, *, dawdling=False):
    """A scanner that finds the test file, or always gives `answer`, then a byte now and then if it is dawdling."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        server.answer, server.seen, server.dawdling, server.ended = answer, [], dawdling, threading.Event()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            server.shutdown()
            thread.join()
