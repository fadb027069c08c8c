"""What a note is made of: everything else follows from this description."""

from comarca.base.objects import Field, ObjectType
from tests.notes.models import Note

NOTE = ObjectType(
    key="note",
    model=Note,
    icon="note",
    title="title",
    order="-follow_up",
    natural_key=("title",),
    write="comments.write",
    fields=(
        Field(key="title", column=True, search=True, headings=("titulo", "title", "asunto")),
        Field(key="account", column=True, headings=("cuenta", "account", "cliente")),
        Field(key="kind", column=True, headings=("tipo", "kind")),
        Field(key="follow_up", column=True, headings=("seguimiento", "follow up")),
        Field(key="text", search=True, headings=("texto", "text", "nota")),
    ),
)
