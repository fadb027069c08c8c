"""The form's field for several files at once."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile


class FilesInput(forms.FileInput):
    """A box that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files that are uploaded with a form; its value is the list of them."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":
        """Return the files that were sent; one that is empty is refused by its name."""
        given = data if isinstance(data, list | tuple) else [data]
        checked = [super(FilesField, self).clean(one, initial) for one in given]
        return [one for one in checked if one]
