"""What sites lend each other: the terms that are borrowed, and those that are published."""
