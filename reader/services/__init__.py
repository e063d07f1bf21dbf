"""Use cases, a verb a function: they are given a session and never commit."""
