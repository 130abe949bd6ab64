"""What the web server's process loads: the application, ended with the server that started it."""

from linmeng.config.wsgi import application
from linmeng.pages.management.supervisor import end_with_parent

__all__ = ["application"]

end_with_parent()
