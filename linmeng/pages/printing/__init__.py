"""Papers: frozen facts in, bytes out; no database, no HTTP, no clock.

Each paper is a dataclass of plain values, already in the reader's language, and a Typst template
in `typst/`. Figures arrive as the very strings the screen shows; whole numbers only draw lengths.
"""
