"""A pytest plugin loaded first of all: the suite never touches the home of the checkout.

The settings read the environment once, before any conftest is read; so it must be set here.
"""

import atexit
import os
import shutil
import tempfile

_root = os.environ.get("LINMENG_TEST_ROOT")
_home = tempfile.mkdtemp(prefix="linmeng-test-", dir=_root)  # each worker of a parallel run has its own
if _root is None:
    os.environ["LINMENG_TEST_ROOT"] = _home
    atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["LINMENG_HOME"] = _home
os.environ["LINMENG_IN_USE"] = "own"
for _name in (
    "LINMENG_DEBUG",
    "LINMENG_GUARD",
    "LINMENG_SMS",
    "LINMENG_SITE",
    "LINMENG_HOSTS",
    "LINMENG_WEIXIN_ID",
    "LINMENG_WEIXIN_SECRET",
):
    os.environ.pop(_name, None)
if os.environ.pop("LINMENG_TEST_WEIXIN", ""):  # a run of its own, as a house whose operator has WeChat's keys
    os.environ["LINMENG_WEIXIN_ID"], os.environ["LINMENG_WEIXIN_SECRET"] = "wx-house", "wx-secret"
