"""The shapes a verdict may have: silhouette is direction, fill is strength, tone is only the weakest signal."""

from enum import StrEnum


class Silhouette(StrEnum):
    """The outline of the mark: which way the verdict points."""

    CIRCLE = "circle"
    DIAMOND = "diamond"
    OCTAGON = "octagon"
    DASHED = "dashed"


class Fill(StrEnum):
    """How strongly: filled is full, outline is 'mostly'."""

    FILLED = "filled"
    OUTLINE = "outline"


class Tone(StrEnum):
    """The colour, named after the place on the ramp that the style sheet defines."""

    TRUE = "true"
    MOSTLY_TRUE = "mostly-true"
    MISLEADING = "misleading"
    MOSTLY_FALSE = "mostly-false"
    FALSE = "false"
    UNPROVEN = "unproven"


SILHOUETTE_WORDS: dict[Silhouette, str] = {
    Silhouette.CIRCLE: "Circle: holds up",
    Silhouette.DIAMOND: "Diamond: mixed or misleading",
    Silhouette.OCTAGON: "Octagon: does not hold up",
    Silhouette.DASHED: "Dashed circle: cannot say",
}
