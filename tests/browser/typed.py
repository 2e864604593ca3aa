"""Every value that the journey types; each is looked for again in the page, the data and the feed."""

CLAIM = "All 54 tram stops are step-free now, every single one."
SHORT = "All 54 Harbourmouth tram stops are step-free"
CLAIMANT = "Dana Whitcombe"
ROLE = "Chair of the transport committee in her second term"
PLACE = "Evening round-up of the council"
SAID_ON = "2026-11-21"
HEADLINE = "Are all 54 Harbourmouth tram stops step-free now?"
STANDFIRST = "Nine stops still have a step or a closed lift, says the register of the operator."
EXPLANATION = "Forty-five stops are step-free; nine are not, so “every single one” does not hold."
PARAGRAPH = "The claim was made in the evening round-up and names every stop of the network."
HEADING = "What the register counts"
SECOND = "The register counts forty-five stops without a step."
BLOCK = "Six platforms await raising and three lifts await parts."
QUOTE = "Forty-five of the 54 stops are step-free."
WRONG_QUOTE = "Forty-five of the 54 stops are not step-free and never will be."
CAPTION = "A tram stands at a raised platform."
CREDIT = "Illustration: The Newsroom"
ALTERNATIVE = "A red tram at a platform with a ramp"
REPLY_FROM = "Office of the transport committee"
REPLY = "The remark referred to the two central lines."
FIRST_NOTE = "The register is source 2, please look at its date."
BACK = "Please say when the register was last changed."
ANSWER = "Added: the edition is of 2 November."
ADDED = "The edition of the register is of 2 November."

ON_THE_PAGE = (
    CLAIM,
    CLAIMANT,
    ROLE,
    PLACE,
    HEADLINE,
    STANDFIRST,
    EXPLANATION,
    PARAGRAPH,
    HEADING,
    SECOND,
    BLOCK,
    QUOTE,
    CAPTION,
    CREDIT,
    ADDED,
)
