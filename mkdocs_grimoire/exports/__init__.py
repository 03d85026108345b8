"""The glossary for other tools: each module here is a format, found by being there."""
