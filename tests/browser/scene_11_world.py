"""What stands before count night: a vote on the wall of building 3, announced, its papers issued."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linmeng.config.settings")


def build() -> int:
    """From the home's standing cast; answers the number of the vote."""
    from linmeng.alliance.models import Compound
    from linmeng.assembly import actions
    from linmeng.ground.models import Alliance
    from linmeng.ground.tenancy import in_alliance
    from linmeng.people.models import Person
    from tests.assembly.votes import WHILE_OPEN, noticed_vote
    from tests.cast import NAMES, Cast

    alliance = Alliance.objects.get(slug="dongzhen")
    with in_alliance(alliance.id):
        cast = Cast(
            alliance=alliance,
            compound=Compound.objects.get(code="wt"),
            next_door=Compound.objects.get(code="ht"),
            people={short: Person.objects.get(name=name) for short, name in NAMES.items()},
        )
        vote = noticed_vote(cast)
        actions.print_papers(cast.actor("sun", at=WHILE_OPEN), vote_id=vote.id)
        return int(vote.id)


if __name__ == "__main__":
    import django

    django.setup()
    print(build())
