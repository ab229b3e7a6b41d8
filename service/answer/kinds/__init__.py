"""The kinds of answers: a handler a file, which answers from the evidence or leaves nothing behind."""
