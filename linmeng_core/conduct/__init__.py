"""How the bodies of a compound must act under the packs: pure rules beside the count itself.

committee · assembly · ballots · sampling · fund, each apart from the others.
"""
