"""Who is who: mentions of people in a roll, gathered into persons, some of them known already.

One buyer with several units is one person (judicial interpretation art. 9), so this decides heads.
Mentions are one person when they share a token: company name; name and phone; name and owner code;
name and unit. A phone or a code alone never joins two names.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from linmeng.people.bridge.roll import PresentRoll, RollPerson, RollRow

Token = tuple[str, ...]
SUREST = {"company": 0, "code": 1, "phone": 2, "unit": 3}


@dataclass(slots=True)
class PlannedPerson:
    """A person the roll needs: `known_id` when they are known already, `stated` all that the file says of them."""

    known_id: int | None
    stated: RollPerson


def tokens_of(person: RollPerson, unit_code: str, *, namesake: bool = False) -> list[Token]:
    """By what a mention is recognised, the surest first.

    `namesake`: another owner of this unit has the same name, so the unit tells nothing; the code does.
    """
    if person.company:
        return [("company", person.name)]
    tokens: list[Token] = []
    if person.owner_code:
        tokens.append(("code", person.name, person.owner_code))
    if person.phone:
        tokens.append(("phone", person.name, person.phone))
    if not (namesake and person.owner_code):
        tokens.append(("unit", person.name, unit_code))
    return tokens


class Gathering:
    """Groups of tokens that mean the same person (a disjoint-set forest)."""

    def __init__(self) -> None:
        self.above: dict[Token, Token] = {}

    def root(self, token: Token) -> Token:
        """The token that stands for the group."""
        self.above.setdefault(token, token)
        while self.above[token] != token:
            self.above[token] = self.above[self.above[token]]
            token = self.above[token]
        return token

    def join(self, tokens: Iterable[Token]) -> None:
        """These tokens mean one person."""
        roots = [self.root(token) for token in tokens]
        for other in roots[1:]:
            self.above[self.root(other)] = self.root(roots[0])


def known_tokens(present: PresentRoll) -> dict[Token, int]:
    """Tokens of the people known already; of two with the same token the one entered first."""
    known: dict[Token, int] = {}
    for person in sorted(present.people.values(), key=lambda person: person.id, reverse=True):
        if person.company:
            known["company", person.name] = person.id
        for phone in person.phones:
            known["phone", person.name, phone] = person.id
    for unit in present.units.values():
        for owner in present.owners.get(unit.id, []):
            name = present.people[owner.person_id].name
            known["unit", name, unit.code] = owner.person_id
            if owner.owner_code:
                known["code", name, owner.owner_code] = owner.person_id
        for resident in present.residents.get(unit.id, []):
            known.setdefault(("unit", present.people[resident.person_id].name, unit.code), resident.person_id)
    return known


def gather(rows: Iterable[RollRow], present: PresentRoll) -> tuple[list[PlannedPerson], dict[Token, int]]:
    """All persons of the rows, and for each token the place of its person in that list."""
    gathering = Gathering()
    mentions = list(_mentions(rows))
    for _person, tokens in mentions:
        gathering.join(tokens)
    groups: dict[Token, Group] = {}
    for person, tokens in mentions:
        root = gathering.root(tokens[0])
        group = groups.get(root)
        groups[root] = Group(person, set(tokens)) if group is None else group.with_mention(person, tokens)
    return _recognised(list(groups.values()), known_tokens(present))


def _mentions(rows: Iterable[RollRow]) -> Iterator[tuple[RollPerson, list[Token]]]:
    for row in rows:
        names = [owner.person.name for owner in row.owners]
        for owner in row.owners:
            namesake = names.count(owner.person.name) > 1
            yield owner.person, tokens_of(owner.person, row.unit_code, namesake=namesake)
        for resident in row.residents or ():
            namesake = names.count(resident.person.name) > 1
            yield resident.person, tokens_of(resident.person, row.unit_code, namesake=namesake)


@dataclass(slots=True)
class Group:
    """All mentions of one person."""

    stated: RollPerson
    tokens: set[Token]

    def with_mention(self, person: RollPerson, tokens: list[Token]) -> "Group":
        """What was not known of the person yet is taken from another mention."""
        self.tokens.update(tokens)
        first = self.stated
        if first is not person:
            self.stated = replace(
                first,
                phone=first.phone or person.phone,
                contact=first.contact or person.contact,
                owner_code=first.owner_code or person.owner_code,
                born_year=first.born_year or person.born_year,
                large_print=first.large_print or person.large_print,
            )
        return self

    @property
    def only_unit(self) -> bool:
        """Nothing but name and unit is known: then the present owner of that name is meant."""
        return len(self.tokens) == 1 and next(iter(self.tokens))[0] == "unit"


def _recognised(groups: list[Group], known: dict[Token, int]) -> tuple[list[PlannedPerson], dict[Token, int]]:
    """Match groups with people known already, the surest token first; no person is two groups."""
    matches = [
        (SUREST[token[0]], token, place)
        for place, group in enumerate(groups)
        for token in group.tokens
        if token in known
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _sureness, token, place in sorted(matches):
        if place not in found and (known[token] not in taken or groups[place].only_unit):
            found[place] = known[token]
            taken.add(known[token])
    people = [PlannedPerson(found.get(place), group.stated) for place, group in enumerate(groups)]
    return people, {token: place for place, group in enumerate(groups) for token in group.tokens}
