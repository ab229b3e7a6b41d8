"""Measurements: quality on the gold sets, speed on the sample docset multiplied."""
