"""The command `grimoire`, and what it answers."""
