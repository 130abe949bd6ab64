"""Make a home with the standing cast in it: `LINMENG_HOME=… python -m tests.browser.prepare cast|sample`."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linmeng.config.settings")


def main(what: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    if what == "sample":
        call_command("build_sample")
        return
    from tests.cast import build_cast

    build_cast()


if __name__ == "__main__":
    main(sys.argv[1])
