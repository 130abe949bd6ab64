"""Papers that come in by a form: one PDF or picture each."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linmeng.ground.actions.documents import MAX_DOCUMENT_BYTES, Upload


class DocumentField(forms.FileField):
    """One PDF or picture, refused by its size before it is read into memory."""

    widget = forms.FileInput(attrs={"accept": ".pdf,image/*"})
    default_error_messages = {"empty": gettext_lazy("This file is empty. Please choose it again.")}

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        """The file as it came, or None."""
        file: UploadedFile | None = super().clean(data, initial)
        if file is None:
            return None
        if (file.size or 0) > MAX_DOCUMENT_BYTES:
            raise ValidationError(_("“%(name)s” is larger than 20 MB.") % {"name": file.name})
        return Upload(name=file.name or "", content=file.read())
