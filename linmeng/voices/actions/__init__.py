from linmeng.voices.actions.answer import answer, decline
from linmeng.voices.actions.edit import edit_matter
from linmeng.voices.actions.imports import ImportedVoice, import_voices
from linmeng.voices.actions.say import say
from linmeng.voices.actions.sort import join_matter, move_voice, take_up
from linmeng.voices.actions.steps import record_step
from linmeng.voices.actions.support import support
from linmeng.voices.actions.wording import clean_line, clean_words

__all__ = [
    "ImportedVoice",
    "answer",
    "clean_line",
    "clean_words",
    "decline",
    "edit_matter",
    "import_voices",
    "join_matter",
    "move_voice",
    "record_step",
    "say",
    "support",
    "take_up",
]
