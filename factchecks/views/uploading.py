"""How an upload comes in: onto disk inside the data folder, and cut off as soon as it is too large."""

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from factchecks.files.kinds import KINDS

# The largest kind; the limit of the file's own kind follows in `files.inspect`.
MAX_BYTES = max(kind.max_bytes for kind in KINDS.values())


class LimitedUpload(TemporaryFileUploadHandler):
    """Django's handler on disk, with a limit that holds while bytes arrive."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > MAX_BYTES:
            raise StopUpload(connection_reset=True)
        super().receive_data_chunk(raw_data, start)
