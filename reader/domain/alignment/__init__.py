"""Beads between the segments of two texts: finding them, judging them, changing them."""
