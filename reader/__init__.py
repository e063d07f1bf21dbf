"""Razvorot: a bilingual reader with a translation memory."""
