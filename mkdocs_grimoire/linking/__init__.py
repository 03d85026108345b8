"""What a text does with the glossary: the links, the uses, and what it says against it."""
