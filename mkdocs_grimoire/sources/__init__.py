"""From source text to entries: the files of a glossary, and each form that they may have."""
