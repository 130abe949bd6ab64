"""Forms of the roll."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linmeng.people.bridge import MAX_UPLOAD_BYTES


class UploadForm(forms.Form):
    """The roll as a file."""

    file = forms.FileField(
        label=gettext_lazy("The roll as .xlsx or .csv"),
        max_length=120,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text=gettext_lazy("At most 20 MB. Nothing changes yet: first you see what would happen."),
        error_messages={"empty": gettext_lazy("This file is empty. Please choose it again.")},
    )

    def clean_file(self) -> UploadedFile:
        """Refused by its size before it is read into memory."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_UPLOAD_BYTES:
            raise ValidationError(
                _("The file is larger than 20 MB. Please upload the roll of one compound only.")
            )
        return file
