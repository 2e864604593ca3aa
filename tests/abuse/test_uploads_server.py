"""The real web process under uploads without end: cut off, little memory, others are answered, nothing stays."""

import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from factchecks.models import Attachment
from newsroom.env import BASE_DIR
from tests.abuse import malice
from tests.abuse.tally import LONG, rounds, tell
from tests.abuse.webthere import BLOCK, MB, film, pour, status, upload_head, web_there
from tests.factories import make_check
from tests.files import hostile
from tests.files import makers as make
from tests.run.processes import eventually

pytestmark = pytest.mark.race

MOST_MB = 300
# What one parser may take for an honest picture of 40 million pixels: the limit of `files/sandbox.py`.
PARSER_MB = 1024
BOMBS = [malice.Malice(one.case, one.name, one.content, one.word) for one in hostile.BOMBS] + malice.BOMBS
# One thread of the four is left for everybody else.
SLOW = 3


class Sender:
    """People at the running web process, and the check whose form they use."""

    def __init__(self, web, cast):
        self.web, self.cast = web, cast
        self.path = f"/newsroom/checks/{make_check(cast).pk}/files/"

    def head(self, size, by, name="a.mp4"):
        """The head of a form that announces so many bytes of a file, and what stands after them."""
        before, after, length = film(size, name)
        return upload_head(self.path, by, length) + before, after

    def pours(self, size, by):
        """How many zeros of a file went out before the other side had enough, and the status."""
        head, after = self.head(size, by)
        with self.web.open() as line:
            line.sendall(head)
            sent = pour(line, size)
            if sent >= size:
                line.sendall(after)
            return sent, status(line)

    def pours_in_chunks(self, size):
        """The same without saying how many there will be."""
        with self.web.open() as line:
            line.sendall(upload_head(self.path, self.cast.rita, None))
            return pour(line, size, b"100000\r\n" + BLOCK + b"\r\n"), status(line)

    def sends(self, name, content):
        """The status of a whole file."""
        head, after = self.head(len(content), self.cast.rita, name)
        with self.web.open() as line:
            line.sendall(head + content + after)
            return status(line)


def left():
    """What lies in the folder of uploads."""
    return [path.name for path in (Path(settings.DATA_DIR) / "uploads").iterdir()]


def cut_off(sender):
    """Two gigabytes, in every way of sending them."""
    size, rita = 2048 * MB, sender.cast.rita
    answers = [sender.pours(size, rita), sender.pours(size, None), sender.pours_in_chunks(size)]
    through = [f"{sent} bytes, {said}" for sent, said in answers if sent > 32 * MB or said >= 500]
    if LONG:
        # As much as a form may announce: it is written down to the limit of a film, and no further.
        sent, said = sender.pours(502 * MB, rita)
        through += [] if said == 422 else [f"streamed: {sent} bytes, {said}"]
    case = "2 GB by raw sockets (announced, by a stranger, in chunks): cut off, nothing stays on the disk"
    tell(group="uploads", case=case, tried=3 + LONG, unit="uploads", through=through + left())


def slow(sender):
    """Uploads that send nothing more, while others read."""
    pages, through = rounds(3, 50), []
    with ExitStack() as lines:
        for _ in range(SLOW):
            lines.enter_context(sender.web.open()).sendall(sender.head(100 * MB, sender.cast.rita)[0] + bytes(1000))
        for path in ("/healthz", "/accounts/login/"):
            through += [f"{path}: {said}" for _ in range(pages) if (said := sender.web.get(path)) != 200]
    through += [] if eventually(lambda: not left()) else left()
    case = f"{SLOW} uploads that send nothing more, to four threads: everybody else is answered, nothing stays"
    tell(group="uploads", case=case, tried=2 * pages, unit="pages", through=through)


def heavy(sender):
    """Bombs and large files, and the memory of the process after all that came before."""
    film_mb = rounds(5, 190)
    files = [("a.mp4", make.boxes(media=BLOCK * film_mb))] * 2
    files += [(one.name, one.content()) for one in BOMBS[:: rounds(9, 1)]]
    through = [name for name, content in files if sender.sends(name, content) not in (302, 422)]
    peak = sender.web.peak_mb()
    case = f"Memory of the web process under 2 GB uploads, bombs and films of {film_mb} MB: at most {peak:.0f} MB"
    told = through + [f"{peak} MB"] * (not 0 < peak < MOST_MB)
    tell(group="uploads", case=case, tried=len(files), unit="files", through=told)


def test_the_web_process_bears_uploads_without_end(real_cast, tmp_path):
    with web_there(tmp_path, UPLOAD_QUOTA_PER_CHECK="1000000000") as web:
        sender = Sender(web, real_cast)
        cut_off(sender)
        slow(sender)
        heavy(sender)
    assert Attachment.objects.count() >= 2


def weighed(folder, files):
    """The most memory (MB) that a parser took for any of these (name, content) files."""
    folder.mkdir()
    for number, (name, content) in enumerate(files):
        (folder / f"{number} {name}").write_bytes(content)
    command = [sys.executable, "-m", "tests.abuse.weigh", str(folder)]
    answer = subprocess.run(command, cwd=BASE_DIR, capture_output=True, text=True, check=True)
    shutil.rmtree(folder)
    return int(answer.stdout)


def test_no_bomb_goes_off_in_a_parser(tmp_path):
    bombs = BOMBS[:: rounds(7, 1)]
    peak = weighed(tmp_path / "bombs", [(one.name, one.content()) for one in bombs])
    case = f"Bombs (pictures, archives, texts, nesting): their parsers take at most {peak} MB"
    tell(group="uploads", case=case, tried=len(bombs), unit="bombs", through=[peak] * (not 0 < peak < MOST_MB))


def test_the_largest_honest_pictures_stay_in_their_cage(tmp_path):
    size = (rounds(800, 8_000), rounds(500, 5_000))
    large = [
        ("a.jpg", make.picture("JPEG", Image.effect_noise(size, 60).convert("RGB"))),
        ("a.png", make.picture("PNG", Image.new("RGBA", size, (10, 20, 30, 128)))),
        ("a.webp", make.picture("WEBP", Image.new("RGB", size, (10, 20, 30)))),
    ]
    peak = weighed(tmp_path / "large", large)
    case = f"Honest pictures of {size[0] * size[1]:,} pixels: their parsers take at most {peak} MB, two at a time"
    tell(group="uploads", case=case, tried=len(large), unit="pictures", through=[peak] * (not 0 < peak < PARSER_MB))
