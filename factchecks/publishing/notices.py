"""What readers are told of a change of a published article."""

from dataclasses import dataclass
from datetime import datetime

SAID = {"correction": "Corrected", "clarification": "Clarified", "update": "Updated"}


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One correction as it is printed. `version` is the number of the edition that it made, 0 where there is none.

    `on_top`: above the article, because the verdict changed or something happened since; else below its text.
    """

    kind: str
    label: str
    wrong: str
    now: str
    at: datetime
    on_top: bool
    old_word: str = ""
    new_word: str = ""
    version: int = 0

    @property
    def verdict_changed(self) -> bool:
        return self.old_word != self.new_word

    @property
    def said(self) -> str:
        """The word beside the date of the article, e.g. `Corrected`."""
        return SAID[self.kind]

    @property
    def text(self) -> str:
        """All of it in one line, for data."""
        verdict = f" The verdict changed from “{self.old_word}” to “{self.new_word}”." if self.verdict_changed else ""
        parts = (f"{self.label}.", self.wrong, self.now)
        return " ".join(part for part in parts if part) + verdict
