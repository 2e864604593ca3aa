"""How allauth signs people in through the house's identity provider: docs/how-to/sso.md."""
