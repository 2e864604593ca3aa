"""Everything about links: fetching safely, judging, reading and matching quotes. Knows no Django."""
