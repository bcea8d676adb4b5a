"""An article with its notes in place, from which every output starts."""
