"""Packs of Shanghai: what differs from the national law, and what only Shanghai has."""
