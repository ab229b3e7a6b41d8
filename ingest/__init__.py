"""Reads docs pages in all their versions into facts, and settles what is the same between versions."""
