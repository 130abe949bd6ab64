"""The three ways in which the house says no, each with a sentence for the person who asked.

The sentence says what is wrong and what to do next; it is already in the reader's language.
"""


class Refused(Exception):
    """Base of every refusal: `str(refusal)` is the sentence shown to the person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowed(Refused):
    """This person, with the hat now on, may not do this."""


class NeedsSecondFactor(NotAllowed):
    """Allowed, but only after a fresh code was entered (roll, ballots, publication)."""


class WrongState(Refused):
    """Right person, wrong moment: the thing is not in a state that permits the step."""


class AgainstTheLaw(Refused):
    """The step would break a rule of law or of the compound; `article` names the rule."""

    def __init__(self, sentence: str, *, article: str) -> None:
        super().__init__(sentence)
        self.article = article
