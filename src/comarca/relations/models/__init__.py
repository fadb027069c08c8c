"""What is known of the relationship with an account, and what was agreed on."""

from comarca.relations.models.agreements import Agreement
from comarca.relations.models.lists import AccountTag, NeedFamily, ProductFamily, Tag
from comarca.relations.models.needs import Need
from comarca.relations.models.plans import AccountPlan, PlanStep
from comarca.relations.models.promises import Promise

__all__ = [
    "AccountPlan",
    "AccountTag",
    "Agreement",
    "Need",
    "NeedFamily",
    "PlanStep",
    "ProductFamily",
    "Promise",
    "Tag",
]
