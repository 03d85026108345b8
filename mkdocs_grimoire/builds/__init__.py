"""One build: what the user decided, what is known, and the conversion of each document."""
