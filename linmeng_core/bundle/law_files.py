"""The law of a bundle: read from the files it carries, never from those of this program."""

from linmeng_core.bundle.contents import BundleContents
from linmeng_core.bundle.documents import LAWS
from linmeng_core.law.body import law_from_files
from linmeng_core.law.packs import Pack


def law_of(contents: BundleContents) -> Pack:
    """The law in force at the vote's place on its day of notice; raises BadInput."""
    files = {path.removeprefix(LAWS): content for path, content in contents.laws.items()}
    return law_from_files(files).pack(contents.about.place, contents.about.day)
