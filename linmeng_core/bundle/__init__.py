"""The bundle of a vote: everything a stranger needs to count it again, in one file that nobody can alter unseen.

The format is docs/formats/bundle.md. Order inside:

    contents → container | commitments | signature → documents → reading | law_files → recounting → verifying
    → writing
"""

from linmeng_core.bundle.contents import Bundle, BundleContents
from linmeng_core.bundle.verifying import Verdict, verify_bundle
from linmeng_core.bundle.writing import read_bundle, write_bundle

__all__ = ["Bundle", "BundleContents", "Verdict", "read_bundle", "verify_bundle", "write_bundle"]
