"""Answers questions from the index, over HTTP and for people."""
