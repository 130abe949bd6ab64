"""Emptying the words of a person (PIPL 47): the matter that came of them stays, edited and without names."""

from django.db.models import Q

from linmeng.common.actor import Actor
from linmeng.common.forgotten import FORGOTTEN
from linmeng.ground.actions.documents import forget_document
from linmeng.ground.actions.search import forget_things
from linmeng.ground.acts import action
from linmeng.ground.models import StoredFile
from linmeng.voices.models import Outcome, SkillRequest, Ticket, Voice, VoicePhoto


@action
def erase_person(actor: Actor, person_id: int) -> dict[str, int]:
    """Words, photos and places go, and what was answered to this person alone; days and states stay."""
    voices = Voice.objects.filter(author_id=person_id)
    ids = list(voices.values_list("id", flat=True))
    photos = VoicePhoto.objects.filter(voice_id__in=ids).select_related("file")
    for photo in photos:
        forget_document(photo.file)
    files = [photo.file_id for photo in photos]
    StoredFile.objects.filter(id__in=files).update(name=FORGOTTEN)
    forget_things(kind="voice", object_ids=ids)
    Outcome.objects.filter(voice_id__in=ids).update(words=FORGOTTEN)
    Ticket.objects.filter(voice_id__in=ids).update(caller="", phone="")
    asked = SkillRequest.objects.filter(Q(by_id=person_id) | Q(asked_id=person_id))
    asked.filter(state="asked").update(state="taken_back", answered_at=actor.at)
    return {
        "photos": photos.delete()[0],
        "voices": voices.update(words=FORGOTTEN, place="", worry=None, words_public=False),
        "requests_for_help": asked.update(words=FORGOTTEN, contact=""),
    }
