import os
from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from linmeng.common.actor import Actor
from linmeng.common.clock import SHANGHAI
from linmeng.common.errors import NotAllowed
from linmeng.ground.models import Alliance, SearchEntry
from linmeng.ground.queries.search import entries_containing
from linmeng.ground.tenancy import in_alliance
from linmeng.people.actions import user_for_proved_phone
from linmeng.people.models import Seat
from linmeng.record.models import Entry
from linmeng.voices.actions import ImportedVoice, import_voices
from linmeng.voices.models import Outcome, Voice
from tests.cast import CAST, NOON, Cast
from tests.voices.saying import recorded

THEN = datetime(2019, 2, 28, 11, 25, 5, tzinfo=SHANGHAI)
COMMAND = Actor(at=NOON, system="load_messages")
ROWS = [
    ImportedVoice("1", "路灯不亮\u202e", THEN),
    ImportedVoice("2", "噪音扰民", THEN),
    ImportedVoice("3", "x", THEN),
]


def test_imported_voices_stand_as_they_came(cast: Cast) -> None:
    assert import_voices(COMMAND, compound_id=cast.compound.id, rows=ROWS, source="old") == 2
    rows = Voice.objects.order_by("id").values_list(
        "words", "channel", "author_id", "state", "received_at", "answer_by"
    )
    assert list(rows) == [
        ("路灯不亮", "import", None, "received", THEN, None),
        ("噪音扰民", "import", None, "received", THEN, None),
    ]
    assert list(Outcome.objects.values_list("step", "happened_at")) == [("received", THEN)] * 2
    assert [entry.title for entry in entries_containing("路灯")] == ["路灯不亮"]
    assert (Entry.objects.count(), recorded("voices_imported")) == (
        1,
        {"compound": "wt", "source": "old", "voices": 2},
    )


def test_import_twice_takes_in_once(cast: Cast) -> None:
    import_voices(COMMAND, compound_id=cast.compound.id, rows=ROWS[:1], source="old")
    assert import_voices(COMMAND, compound_id=cast.compound.id, rows=[*ROWS, ROWS[1]], source="old") == 1
    assert import_voices(COMMAND, compound_id=cast.compound.id, rows=ROWS, source="old") == 0
    assert (Voice.objects.count(), SearchEntry.objects.count(), Entry.objects.count()) == (2, 2, 2)
    assert import_voices(COMMAND, compound_id=cast.compound.id, rows=ROWS[:1], source="another") == 1


@pytest.mark.parametrize("who", CAST)
def test_import_is_no_persons_act(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        import_voices(cast.actor(who), compound_id=cast.compound.id, rows=ROWS, source="old")


def small_file(folder: Path, *rows: str) -> Path:
    path = folder / "messages.tsv"
    path.write_text("\n".join(["id\ttitle\ttime\tbody\tagainst\tlikes", *rows]), encoding="utf-8")
    return path


def test_command_loads_a_file_into_a_scratch_alliance(db: None, tmp_path: Path) -> None:
    path = small_file(
        tmp_path,
        "7\t咨询A6区道路命名\t2019/2/14 20:00:00\t道路什么时候命名？\t\t1",
        '8\t投诉"噪音"\t2020-01-05 03:20:01\t夜里施工\t2\t',
    )
    for _round in range(2):
        call_command("load_messages", path, slug="messages-scratch", clerk="13812340001")
    with in_alliance(Alliance.objects.get(slug="messages-scratch").id):
        clerk = user_for_proved_phone("13812340001")
        assert clerk is not None
        assert list(Seat.objects.values_list("person__user_id", "role")) == [(clerk.id, "clerk")]
        rows = Voice.objects.order_by("received_at").values_list(
            "words", "kind", "received_at", "compound__code"
        )
        assert list(rows) == [
            (
                "咨询A6区道路命名\n道路什么时候命名？",
                "question",
                datetime(2019, 2, 14, 20, tzinfo=SHANGHAI),
                "messages",
            ),
            (
                '投诉"噪音"\n夜里施工',
                "complaint",
                datetime(2020, 1, 5, 3, 20, 1, tzinfo=SHANGHAI),
                "messages",
            ),
        ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("no\theader\n1\t2", "id"),
        ("id\ttitle\ttime\tbody\tagainst\tlikes\n7\ta\tyesterday\tb\t\t", "yesterday"),
    ],
)
def test_command_names_what_is_wrong_with_a_file(db: None, tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "messages.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=says):
        call_command("load_messages", path, slug="messages-scratch")


def test_command_refuses_an_alliance_in_use(cast: Cast, tmp_path: Path) -> None:
    path = small_file(tmp_path, "7\t咨询\t2019/2/14 20:00:00\t道路\t\t1")
    with pytest.raises(CommandError, match="dongzhen"):
        call_command("load_messages", path, slug="dongzhen")


def test_real_messages_are_taken_in_and_found(db: None) -> None:
    home = os.environ.get("LINMENG_DATA")
    if not home:
        pytest.skip("LINMENG_DATA is not set: the real messages are not here")
    call_command("load_messages", Path(home) / "text" / "citizen_messages_2019.tsv", slug="messages-scratch")
    with in_alliance(Alliance.objects.get(slug="messages-scratch").id):
        assert (
            Voice.objects.count(),
            Outcome.objects.count(),
            Entry.objects.filter(kind="voices_imported").count(),
        ) == (
            4326,
            4326,
            1,
        )
        said = Voice.objects.filter(words__contains="噪音").count()
        assert entries_containing("噪音").count() == said > 100
