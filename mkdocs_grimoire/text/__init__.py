"""Text by itself: words and their inflection, what in it is code or formula, and its tree."""
