"""What a question says: its words, the names in it, and how it is read."""
