"""Rows and queries, on SQLite and PostgreSQL alike."""
