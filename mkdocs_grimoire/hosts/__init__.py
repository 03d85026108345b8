"""The hosts: MkDocs, and those without plugins; and the libraries that they hand to the core."""
