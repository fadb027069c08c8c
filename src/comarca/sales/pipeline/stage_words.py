"""What other systems call the stages of a sale, and which of ours they may mean."""

from collections.abc import Sequence

from comarca.base.search.folding import fold
from comarca.sales.models import Stage

WON = frozenset(
    ["won", "closed won", "ganada", "ganado", "cerrada ganada", "cerrado ganado", "win", "gewonnen",
     "gagnee", "ganha", "vinta", "success", "order", "pedido"]
)  # fmt: skip
LOST = frozenset(
    ["lost", "closed lost", "perdida", "perdido", "cerrada perdida", "cerrado perdido", "dead",
     "verloren", "perdue", "abandoned", "abandonada", "rejected", "descartada", "no sale"]
)  # fmt: skip
# Of the open stages, by how far a sale is: begun, understood, offered, bargained over.
BEGUN = frozenset(
    ["prospecting", "prospeccion", "new", "nueva", "lead", "contacto", "contacted", "appointment",
     "appointment scheduled", "qualification", "qualified", "cualificacion", "open", "abierta"]
)  # fmt: skip
UNDERSTOOD = frozenset(
    ["engaging", "needs analysis", "analisis de necesidades", "discovery", "demo", "presentation",
     "qualified to buy", "perception analysis", "value proposition", "id decision makers"]
)  # fmt: skip
OFFERED = frozenset(
    ["proposal", "propuesta", "quote", "oferta", "presupuesto", "proposal price quote",
     "proposal sent", "presentation scheduled", "decision maker bought in"]
)  # fmt: skip
BARGAINED = frozenset(
    ["negotiation", "negociacion", "negotiation review", "contract sent", "contrato enviado",
     "closing", "cierre", "verbal agreement"]
)  # fmt: skip
STEPS = (BEGUN, UNDERSTOOD, OFFERED, BARGAINED)


def alike(text: str) -> Sequence[int]:
    """Return the stages that a word of another system may mean, the likeliest first.

    Won and lost are known by what the stage means here, whatever it is called; an open one by how
    far along the pipeline it stands.
    """
    word = fold(text)
    stages = Stage.objects.filter(pipeline__archived_at=None).order_by("pipeline", "position")
    for words, kind in ((WON, Stage.Kind.WON), (LOST, Stage.Kind.LOST)):
        if word in words:
            return list(stages.filter(kind=kind).values_list("pk", flat=True))
    step = next((at for at, words in enumerate(STEPS) if word in words), None)
    if step is None:
        return []
    opened: dict[int, list[int]] = {}
    for pk, pipeline in stages.filter(kind=Stage.Kind.OPEN).values_list("pk", "pipeline"):
        opened.setdefault(pipeline, []).append(pk)
    return [pks[min(step * len(pks) // len(STEPS), len(pks) - 1)] for pks in opened.values()]
