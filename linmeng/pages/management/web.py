"""What the web server's process loads: the application, ended with the server that started it."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from linmeng.pages.management.supervisor import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linmeng.config.settings")
end_with_parent()
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  all pages are loaded before the first visitor, not while they wait
