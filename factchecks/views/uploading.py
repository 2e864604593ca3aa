"""How an upload comes in: onto disk inside the data folder, and cut off as soon as it is too large."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from factchecks.files.kinds import KINDS

# The largest kind; the limit of the file's own kind follows in `files.inspect`.
MAX_BYTES = max(kind.max_bytes for kind in KINDS.values())
# Longer than any upload takes.
LEFT_BEHIND_S = 86_400


def _sweep() -> None:
    """Removes what a process left that was killed in the middle of an upload."""
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*"):
        try:
            if path.stat().st_mtime < time.time() - LEFT_BEHIND_S:
                path.unlink()
        except FileNotFoundError:
            continue


class LimitedUpload(TemporaryFileUploadHandler):
    """Django's handler on disk, for people who are signed in, with a limit over all files of a request together.

    Every form that is posted comes through here, also that of a stranger, who must not fill the disk, nor keep a
    thread at a form as long as he likes.
    """

    taken = 0
    announced = 0

    def handle_raw_input(
        self, input_data: Any, META: dict[str, Any], content_length: int, boundary: str, encoding: str | None = None
    ) -> tuple[QueryDict, MultiValueDict[str, Any]] | None:
        """Nothing is read of a stranger's long form, which no page of ours sends: it counts as empty."""
        self.announced = content_length
        if content_length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and not self._is_known():
            return QueryDict(encoding=encoding), MultiValueDict()
        return None

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        """Before the first byte: no file of a stranger, and none of a form that says it is too long."""
        most = MAX_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if self.announced > most or not self._is_known():
            raise StopUpload(connection_reset=True)
        _sweep()
        # Django would put the ending of the sender's name into the name on the disk, however long it is.
        super().new_file(field_name, "upload", *args, **kwargs)
        self.file_name = self.file.name = file_name

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """To the disk, unless it is too much by now."""
        self.taken += len(raw_data)
        if self.taken > MAX_BYTES:
            raise StopUpload(connection_reset=True)
        super().receive_data_chunk(raw_data, start)

    def _is_known(self) -> bool:
        user = getattr(self.request, "user", None)
        return user is not None and user.is_authenticated
