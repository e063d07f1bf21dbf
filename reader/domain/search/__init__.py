"""Queries in words, phrases and exclusions, and how a hit is marked."""
