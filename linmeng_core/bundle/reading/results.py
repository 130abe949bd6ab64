"""result.json: the published result of each question."""

from collections.abc import Mapping

from linmeng_core.bundle.contents import Question
from linmeng_core.bundle.documents import RESULT
from linmeng_core.bundle.reading.strict_json import canonical_value
from linmeng_core.errors import BadInput, quoted
from linmeng_core.formats.fields import as_list, as_object, as_text, shape

RESULTS, A_RESULT = shape("questions"), shape("id", "result")


def read_results(text: bytes, questions: tuple[Question, ...]) -> Mapping[str, Mapping[str, object]]:
    """result.json: the published result of each question, in the manifest's order."""
    try:
        told = as_object(canonical_value(text), RESULTS)
        entries = [as_object(entry, A_RESULT) for entry in as_list(told["questions"], "questions")]
        if [entry["id"] for entry in entries] != [question.id for question in questions]:
            raise BadInput("not_a_list", "questions", given="…")
        for entry in entries:
            _check_lines(entry["result"])
    except BadInput as fault:
        raise fault.at(file=RESULT, line=1) from fault
    return {entry["id"]: entry["result"] for entry in entries}


def _check_lines(result: object) -> None:
    if not isinstance(result, dict):
        raise BadInput("not_an_object", "result", given=quoted(result))
    for sentence in as_list(result.get("lines"), "result", "lines"):
        as_text(sentence, "result", "lines")
