"""What the site pages say until an admin has written them: title and HTML by slug."""

TEXTS = {
    "who-pays": (
        "Who pays",
        "<p>Readers should know where our money comes from. No funder chooses what we check or sees a check "
        "before it is published.</p>"
        "<h2>Where the money comes from</h2>"
        "<p>Our figures for this year have not been published yet. Ask us for them through the contact page.</p>"
        "<h2>What funders may not do</h2>"
        "<ul><li>Choose, stop or delay a check.</li><li>Read a check before readers do.</li>"
        "<li>Take part in deciding on a verdict.</li></ul>",
    ),
    "accessibility": (
        "Accessibility",
        "<p>We want everybody to be able to read our checks. We aim for the Web Content Accessibility Guidelines "
        "(WCAG) 2.2, level AA.</p>"
        "<h2>What we do</h2>"
        "<ul><li>Every verdict has a word and a shape, so that nothing depends on colour.</li>"
        "<li>Every page works with the keyboard, with a screen reader and without scripts.</li>"
        "<li>Pages follow the light or dark setting of your device and can be printed.</li></ul>"
        "<h2>Something does not work?</h2>"
        "<p>Tell us through the contact page which page it was and what you use to read it.</p>",
    ),
    "contact": (
        "Contact",
        "<p>We read everything that is sent to us. A person answers when there is something to answer.</p>"
        "<h2>You found a security hole?</h2>"
        "<p>Write to the address in /.well-known/security.txt: what you did, what happened, what you expected. Leave "
        "other people's data alone, and give us time to mend it before you tell others. You get an answer within "
        "three working days.</p>",
    ),
    "how-we-work": ("How we work", "<p>What our verdicts mean, how a claim becomes a check, and who decides.</p>"),
}
