"""The glossary: what each label means, in which forms, and where a text has it."""
