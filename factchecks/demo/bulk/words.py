"""Sentences made up from a seed: claims, headlines and articles that differ enough to be told apart."""

from dataclasses import dataclass
from random import Random

PLACES = (
    "Northgate", "Eastmere", "Westholm", "Southby", "Millbrook", "Harrowfield", "Oakhaven", "Larkhill", "Fenwick",
    "Stonebridge", "Ashdown", "Riverton", "Kingsport", "Dunmore", "Elmsworth", "Greycliff", "Penrose", "Thornley",
)  # fmt: skip
THINGS = (
    "bus lane", "primary school", "water pipe", "library card", "wind turbine", "housing permit", "hospital bed",
    "street lamp", "playground", "parking place", "recycling bin", "cycle path", "food bank", "flood barrier",
    "ferry crossing", "nursery place", "road repair", "solar roof", "care home", "broadband line",
)  # fmt: skip
DOINGS = ("was paid for", "has been repaired", "is in use", "was closed", "costs more", "has been counted", "is safe")
FIRST = (
    "Alma", "Bruno", "Clara", "Diego", "Edith", "Farid", "Greta", "Hugo", "Ivana", "Jonas", "Karin", "Leo", "Mina",
    "Nils", "Olga", "Pablo", "Ruth", "Selim", "Tessa", "Viktor",
)  # fmt: skip
LAST = (
    "Abbott", "Berger", "Castro", "Dahl", "Eriksen", "Fontaine", "Gruber", "Hale", "Ibsen", "Jansen", "Kovac", "Lund",
    "Marsh", "Novak", "Ortega", "Price", "Quist", "Reyes", "Stone", "Tran",
)  # fmt: skip
ROLES = ("Mayor", "Head of the council", "Member of the assembly", "Company spokesperson", "Chair of the association")
WHY = ("The register counts {a}, not {b}.", "{a} of {b} are in the books.", "The figure is from before the change.")


@dataclass(frozen=True, kw_only=True)
class Words:
    """What one check says. `paragraphs` are plain sentences."""

    claim: str
    headline: str
    standfirst: str
    explanation: str
    paragraphs: tuple[str, ...]


def name(random: Random) -> str:
    """A person's name."""
    return f"{random.choice(FIRST)} {random.choice(LAST)}"


def words(random: Random) -> Words:
    """The words of one check; no two draws of one seed are likely to be equal."""
    place, thing, doing = random.choice(PLACES), random.choice(THINGS), random.choice(DOINGS)
    count, year = random.randint(12, 98_000), random.randint(2004, 2025)
    why = random.choice(WHY).format(a=count // 2, b=count)
    return Words(
        claim=f"Every one of the {count} {thing}s in {place} {doing} since {year}.",
        headline=f"Is it true of every {thing} in {place} since {year}?",
        standfirst=f"A claim about {count} {thing}s in {place} leaves out what the records say.",
        explanation=why,
        paragraphs=(
            f"The claim names {count} {thing}s in {place}. We asked where the number comes from.",
            f"The records of {place} go back to {year}. {why}",
            f"Two surveys made since then count the {thing}s of {place} in the same way.",
        ),
    )
