"""What an administrator says of a custom field."""

from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from comarca.base.objects.custom import PREFIX, CustomField
from comarca.base.objects.kinds import Kind
from comarca.base.objects.tidy import tidy
from comarca.base.objects.types import ObjectType
from comarca.base.writing import plain

MOST_OPTIONS = 200


class CustomFieldForm(forms.ModelForm[CustomField]):
    """Name, kind, help, choices, default, required, and who may see it."""

    options = forms.CharField(
        label=_("choices"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One a line; for the kinds “choice” and “several choices”."),
    )
    default = forms.CharField(
        label=_("default"), required=False, help_text=_("What a new record starts with.")
    )
    roles = forms.MultipleChoiceField(
        label=_("who may see it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nobody ticked: everybody. Administrators always see it."),
    )

    class Meta:
        model = CustomField
        fields = ("label", "kind", "help", "options", "default", "is_required", "roles", "position")

    def __init__(self, object_type: ObjectType, *args: Any, **kwargs: Any) -> None:
        instance: CustomField | None = kwargs.get("instance")
        if instance is not None:
            kwargs["initial"] = {
                "options": "\n".join(instance.options),
                "default": _as_typed(instance.default),
                "roles": instance.roles,
            }
        super().__init__(*args, **kwargs)
        self.object_type = object_type
        roles = apps.get_model(settings.AUTH_USER_MODEL)._meta.get_field("role").choices
        self.fields["roles"].choices = list(roles or ())  # type: ignore[attr-defined]
        if instance is not None:
            self.fields["kind"].disabled = True
            self.fields["kind"].help_text = _("The kind stays, so that no value is lost.")

    def clean_options(self) -> list[str]:
        """Return the choices, one a line, each once."""
        lines = [line.strip()[:120] for line in self.cleaned_data["options"].splitlines()]
        options = list(dict.fromkeys(line for line in lines if line))
        if len(options) > MOST_OPTIONS:
            raise ValidationError(_("At most %(most)d choices.") % {"most": MOST_OPTIONS})
        return options

    def clean_label(self) -> str:
        """Refuse a name that another field of the same records has."""
        label: str = self.cleaned_data["label"].strip()
        taken = {str(one.label).lower() for one in self.object_type.declared}
        others = CustomField.objects.filter(
            object_type=self.object_type.key, retired_at=None
        ).exclude(pk=self.instance.pk)
        taken |= {one.label.lower() for one in others}
        if label.lower() in taken:
            raise ValidationError(_("Another field has this name; choose another one."))
        return label

    def clean(self) -> dict[str, Any]:
        """Insist on choices where the kind needs them, and on a default of the kind."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        kind = values.get("kind") or self.instance.kind
        if kind in {Kind.CHOICE, Kind.CHOICES} and not values.get("options"):
            self.add_error("options", _("Write at least one choice."))
        elif kind and not self.errors:
            described = CustomField(
                kind=kind, label=values["label"], options=values["options"]
            ).described()
            try:
                value = tidy(described, values.get("default"))
                values["default"] = plain({"default": value})["default"]
            except ValidationError as error:
                self.add_error("default", error)
        return values

    def save(self, commit: bool = True) -> CustomField:
        """Write the field, with a key of its own if it is new."""
        self.instance.object_type = self.object_type.key
        self.instance.key = self.instance.key or self._new_key()
        made: CustomField = super().save(commit)
        return made

    def _new_key(self) -> str:
        """Return a key that no field of these records has had."""
        base = f"{PREFIX}{slugify(self.cleaned_data['label']).replace('-', '_')[:40] or 'field'}"
        taken = set(
            CustomField.objects.filter(object_type=self.object_type.key).values_list(
                "key", flat=True
            )
        )
        return next(
            key for n in range(1, 1000) if (key := base if n == 1 else f"{base}_{n}") not in taken
        )


def _as_typed(default: Any) -> str:
    """Return a default as it was typed."""
    if default is None:
        return ""
    return ", ".join(default) if isinstance(default, list) else str(default)
