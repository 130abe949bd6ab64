"""What the web server's process loads: the application, ended with the server that started it."""

import atexit
import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from linmeng.pages.management.supervisor import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linmeng.config.settings")
end_with_parent()
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  all pages are loaded before the first visitor, not while they wait
gc.collect()
gc.freeze()  # what is loaded stays: looking through it for garbage would hold up a visitor by a tenth of a second
atexit.register(gc.unfreeze)
