"""The termbase, the authority list of names and the timeline, and finding them in text."""
