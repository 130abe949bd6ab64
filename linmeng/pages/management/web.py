"""What the web server's process loads: the application, ended with the server that started it."""

import os

from django.core.wsgi import get_wsgi_application

from linmeng.pages.management.supervisor import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linmeng.config.settings")
end_with_parent()
application = get_wsgi_application()
