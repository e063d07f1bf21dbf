"""Heavy machines behind domain protocols, each with a null twin."""
