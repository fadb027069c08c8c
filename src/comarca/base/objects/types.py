"""One kind of object: its model, its fields, its pages, and who may do what with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from comarca.base.objects.addresses import address_if_any
from comarca.base.objects.custom import custom_fields
from comarca.base.objects.fields import Field, Place, Text

Writer = Callable[..., Any]
EXTENSIONS: dict[str, list[Field]] = {}  # what upper apps add, by key of the kind of object
_bound: dict[str, tuple[list[Field], list[Field]]] = {}  # as added, and with the model's knowledge


@dataclass(frozen=True, slots=True)
class _Visible:
    """How a model is read: through its ``visible_to``."""

    model: type[models.Model]

    def __call__(self, user: Any) -> "models.QuerySet[Any]":
        manager: Any = self.model._default_manager
        found: models.QuerySet[Any] = manager.visible_to(user)
        return found


@dataclass(frozen=True, kw_only=True, repr=False)
class ObjectType:
    """One kind of object, declared once and registered in its app's ``ready``.

    Parameters
    ----------
    key
        Its name in addresses and in saved views: ``account``.
    fields
        Its fields in the order in which forms, pages and files show them.
    groups
        Headings of groups of fields by their key.
    title
        The key of the field that stands for the object.
    natural_key
        The keys that name one object in a file, best first; several together as a tuple.
    urls
        The namespace of its own pages (``index``, ``detail``, ``edit``, ``create``); without one,
        it has the general pages of every kind of object.
    pages
        Names of its own pages where they are called otherwise: ``{"detail": "team:person"}``.
    visible, write
        What a user may read (``visible_to`` of the model's manager); the action of the permissions
        table that lets them change what they read. Without one, nobody changes anything.
    change, create
        The verbs that write, in place of the general ones of ``base.writing``.
    complete
        Fills in what follows from other values (a name from its parts), given the values and the
        row that would change (None: a new one); before anything is held to a rule.
    alike
        Returns the keys of what a word of another system may mean, likeliest first, where a
        likeness of letters says nothing ("Closed Won" for the stage of what is won).
    duplicates
        Returns what a reader sees that values may mean already, likeliest first, each with its
        probability (0 to 1): the API asks before it makes another.
    found
        Makes what a company begins with, before a file names one of the kind: the first pipeline.
    expect
        Looks up together what ``complete`` will ask for the rows of a block of a file.
    clean
        Holds the values of a form to a rule over several fields; raises ``ValidationError``.
    touched
        Called within the transaction of each write, for what keeps copies (tiles, sums).
    """

    key: str
    model: type[models.Model]
    fields: tuple[Field, ...]
    label: Text = ""
    plural: Text = ""
    icon: str = "file"
    groups: Mapping[str, Text] = field(default_factory=dict)
    title: str = "name"
    natural_key: tuple[str | tuple[str, ...], ...] = ()
    order: str = ""
    urls: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)
    custom_fields: bool = True
    visible: Callable[[Any], "models.QuerySet[Any]"] | None = None
    write: str = ""
    change: Writer | None = None
    create: Writer | None = None
    complete: Callable[[dict[str, Any], Any], None] | None = None
    alike: Callable[[str], Sequence[int]] | None = None
    duplicates: Callable[[Mapping[str, Any], Any], Sequence[tuple[Any, float]]] | None = None
    found: Callable[[], Any] | None = None
    expect: Callable[[Sequence[Mapping[str, Any]]], None] | None = None
    clean: Callable[[dict[str, Any]], None] | None = None
    touched: Callable[[], None] | None = None

    def __repr__(self) -> str:
        return f"ObjectType({self.key!r})"

    def bound(self) -> "ObjectType":
        """Return the type with everything that its model knows filled in."""
        meta = self.model._meta
        return replace(
            self,
            label=self.label or meta.verbose_name or self.key,
            plural=self.plural or meta.verbose_name_plural or self.key,
            order=self.order or self.title,
            visible=self.visible or _Visible(self.model),
            fields=tuple(one.bound_to(self.model) for one in self.fields),
        )

    @property
    def heading(self) -> str:
        """Return the plural as a heading: with a capital letter."""
        text = str(self.plural)
        return text[:1].upper() + text[1:]

    @property
    def has_version(self) -> bool:
        """Return whether rows count their changes, so that nobody overwrites another's."""
        columns = self.model._meta.fields  # a text called so says which edition something is
        return any(
            column.name == "version" and isinstance(column, models.IntegerField)
            for column in columns
        )

    @property
    def can_archive(self) -> bool:
        """Return whether rows can be put aside and brought back."""
        return any(column.name == "archived_at" for column in self.model._meta.fields)

    def visible_to(self, user: Any) -> "models.QuerySet[Any]":
        """Return the rows a user may see."""
        assert self.visible is not None, "only registered types are read"  # noqa: S101
        return self.visible(user)

    @property
    def follows(self) -> str:
        """Return the key of the field whose object's readers read the rows, "" if there is none.

        Rows that point at something which is seen are seen themselves: nobody need ask again.
        """
        if getattr(self.visible, "model", None) is not self.model:
            return ""  # read by a rule of its own
        return str(getattr(self.model._default_manager.all(), "follows", ""))

    def may_write(self, user: Any) -> bool:
        """Return whether a user may change what they read, and make more of it."""
        return bool(self.write and user.may(self.write))

    @property
    def declared(self) -> list[Field]:
        """Return the fields that apps have declared: the kind's own and those added from above."""
        return [*self.fields, *_extensions(self)]

    def fields_for(self, user: Any, *places: Place) -> dict[str, Field]:
        """Return the fields a user may see in all of some places, custom ones included, by key."""
        return {one.key: one for one in fields_of(self) if one.is_in(*places) and one.may_see(user)}

    @property
    def index_url(self) -> str:
        """Return the address of its list."""
        return self.url("index")

    @property
    def create_url(self) -> str:
        """Return the address of its form for a new one."""
        return self.url("create")

    @property
    def search_hint(self) -> str:
        """Return where free words are looked for, in words."""
        words = ", ".join(str(one.label) for one in self.fields if one.search)
        return words[:1].upper() + words[1:]

    def group_label(self, group: str) -> Text:
        """Return the heading of a group of fields."""
        return _("Your own fields") if group == "custom" else self.groups.get(group, "")

    def url(self, page: str, *args: Any) -> str:
        """Return the address of one of its pages, or nothing if it has no such page."""
        if page in self.pages:
            return address_if_any(self.pages[page], *args)
        if self.urls:
            return address_if_any(f"{self.urls}:{page}", *args)
        return address_if_any(f"objects:{page}", self.key, *args)


def fields_of(object_type: ObjectType) -> list[Field]:
    """Return all fields of a kind of object: declared, added by upper apps, and custom ones."""
    custom = custom_fields(object_type.key) if object_type.custom_fields else []
    return [*object_type.declared, *custom]


def _extensions(object_type: ObjectType) -> list[Field]:
    """Return what upper apps added, bound to the model once and not in every request."""
    added = EXTENSIONS.get(object_type.key, [])
    known = _bound.get(object_type.key)
    if known is None or known[0] != added:
        known = list(added), [one.bound_to(object_type.model) for one in added]
        _bound[object_type.key] = known
    return known[1]
