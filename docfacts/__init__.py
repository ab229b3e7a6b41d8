"""Docfacts: facts from product docs in all their versions, and cited answers from them."""

__version__ = "0.1.0"
