"""States of a passage and the decisions that change them."""
