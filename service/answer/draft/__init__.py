"""Answers in the making: claims on citations, what is said where the docs are silent, and words for facts."""
