"""What every kind of object is described with: one description for form, list, page and files.

Declare an object's fields once (``ObjectType`` and ``Field``), register it in the app's
``ready``, and form, list, page, export, import, history, API and search read that description.
"""

from comarca.base.objects.custom import CustomField, CustomValue
from comarca.base.objects.fields import Field, Place
from comarca.base.objects.kinds import Kind
from comarca.base.objects.registry import all_types, extend, find, register
from comarca.base.objects.sources import Computed, Own, Related, Worked
from comarca.base.objects.types import ObjectType

__all__ = [
    "Computed",
    "CustomField",
    "CustomValue",
    "Field",
    "Kind",
    "ObjectType",
    "Own",
    "Place",
    "Related",
    "Worked",
    "all_types",
    "extend",
    "find",
    "register",
]
