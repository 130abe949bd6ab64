"""The pure calculations of 邻盟: exact numbers in, exact numbers and their explanation out.

No Django, no clock, no network. Files are read only in `law.load`, `formats` and the command line.
A module may import only from modules before it:

    errors → measures → lines → chain | share | marks → law → conduct → tally → election → formats → bundle
    → __main__
"""
