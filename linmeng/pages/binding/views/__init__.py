"""Views of binding, by who looks: the neighbour, the owner at home, the clerk at the counter."""
