"""How every form looks: one renderer, one field template, no classes in the forms themselves."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

TICKS = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)


def css_class(widget: forms.Widget) -> str:
    """Return the class that gives a widget its look.

    >>> css_class(forms.Select()), css_class(forms.CheckboxInput())
    ('form-select', 'form-check-input')
    """
    if isinstance(widget, TICKS):  # before Select, of which RadioSelect is a kind to Django
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


class Field(forms.BoundField):
    """A field on a page, with the look of its kind beside whatever class its form gives it."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Add the look, and the mark of a value that was refused."""
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        kind = widget or self.field.widget
        own = f"{kind.attrs.get('class', '')} {built.get('class', '')}".split()
        look = [css_class(kind), *(["is-invalid"] if self.errors else [])]
        return {**built, "class": " ".join(dict.fromkeys([*look, *own]))}


class Renderer(TemplatesSetting):
    """Renders forms and fields with the templates of ``ui/forms``; the default of every form."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = Field
