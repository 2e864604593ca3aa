"""Sign-in through a house's identity provider (OpenID Connect): what we ask it, and what we believe. No Django."""
