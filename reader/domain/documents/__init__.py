"""Front matter, and Markdown as blocks and segments that lose no character."""
