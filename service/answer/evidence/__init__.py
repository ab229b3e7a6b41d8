"""What the docs hold for a question: the facts that bear on it, and what they say to it."""
