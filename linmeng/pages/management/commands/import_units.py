import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from linmeng.alliance.models import Compound
from linmeng.common import clock
from linmeng.common.actor import Actor
from linmeng.common.errors import Refused
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.pages.people.readers import Preview, read_preview
from linmeng.people.actions import commit_roll, preview_roll
from linmeng.people.models import RollImport

MOST_PRINTED = 100
FAULTS_FOUND = 2


class Command(BaseCommand):
    help = "Read a compound's roll of owners from .xlsx or .csv: shows what would change; --commit carries it out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--slug", required=True, help="the alliance's address (a/<slug>/)")
        parser.add_argument("--compound", required=True, help="the compound's code")
        parser.add_argument("--commit", action="store_true", help="carry it out if there is no fault")

    def handle(self, *args: object, **options: object) -> None:
        file = Path(str(options["file"]))
        alliance = Alliance.objects.filter(slug=options["slug"]).first()
        if alliance is None:
            raise CommandError(f"没有这个联盟 / no such alliance: {options['slug']}", returncode=FAULTS_FOUND)
        if not file.is_file():
            raise CommandError(f"没有这个文件 / no such file: {file}", returncode=FAULTS_FOUND)
        with in_alliance(alliance.id):
            self._read(file, str(options["compound"]), commit=bool(options["commit"]))

    def _read(self, file: Path, code: str, *, commit: bool) -> None:
        compound = Compound.objects.filter(code=code).first()
        if compound is None:
            raise CommandError(f"没有这个小区 / no such compound: {code}", returncode=FAULTS_FOUND)
        actor = Actor(at=clock.now(), system="import-units")
        try:
            upload = preview_roll(actor, compound_id=compound.id, name=file.name, content=file.read_bytes())
            preview = read_preview(upload)
            self._show(upload, preview)
            if preview.faults:
                sys.exit(FAULTS_FOUND)
            if commit:
                commit_roll(actor, import_id=upload.id)
                self.stdout.write("已写入 / committed")
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages), returncode=FAULTS_FOUND) from fault
        except Refused as refusal:
            raise CommandError(refusal.sentence, returncode=FAULTS_FOUND) from refusal

    def _show(self, upload: RollImport, preview: Preview) -> None:
        self.stdout.write(
            f"{upload.rows} 行 lines · 新 new {upload.new} · 变 changed {upload.changed} · 减 gone {upload.gone}"
        )
        found = [*preview.faults, *preview.hints]
        for fault in found[:MOST_PRINTED]:
            mark = "✗" if fault.is_fault else "·"
            self.stderr.write(f"{mark} {fault.place}: {fault.sentence} {fault.remedy}")
        if len(found) > MOST_PRINTED:
            self.stderr.write(f"… {len(found) - MOST_PRINTED}")
