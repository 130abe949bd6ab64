"""A process of its own that guesses codes: `python -m tests.binding.guesser PHONE ADDRESS TIMES`.

With `fill` instead: makes the house in which is guessed. Prints what each try was answered, as JSON.
"""

import json
import sys


def fill() -> None:
    """The cast, and a log-in that lives nowhere."""
    from django.core.management import call_command

    from linmeng.ground.tenancy import in_alliance
    from tests.binding.asking import letter_for, log_in
    from tests.cast import build_cast

    call_command("migrate", verbosity=0)
    cast = build_cast()
    with in_alliance(cast.alliance.id):
        log_in("13700000001")
        letter_for(cast, "3-103")


def guess(phone: str, address: str, times: int) -> list[str]:
    """So many wrong codes for one door, one after the other, as fast as they are answered."""
    from linmeng.alliance.models import Unit
    from linmeng.ground.models import Alliance
    from linmeng.ground.tenancy import in_alliance
    from linmeng.people.models import User
    from tests.binding.asking import ask

    user = User.objects.filter(phone=phone).first() or User.objects.create(phone=phone, phone_verified=True)
    with in_alliance(Alliance.objects.get().id):
        door = Unit.objects.get(code="3-103", compound__code="wt")
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()  # both begin at once
        return [
            ask(user, door, "猜的人", "owner", f"0000-0000-{n:04d}", address=address).kind
            for n in range(times)
        ]


if __name__ == "__main__":
    import django

    django.setup()
    if sys.argv[1] == "fill":
        fill()
    else:
        sys.stdout.write(json.dumps(guess(sys.argv[1], sys.argv[2], int(sys.argv[3]))) + "\n")
