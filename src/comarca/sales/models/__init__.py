"""What is sold: products and prices, opportunities, quotes, approvals, orders and their totals."""

from comarca.sales.models.approvals import Approval, ApprovalRule, Approver
from comarca.sales.models.opportunities import (
    DecisionRole,
    Opportunity,
    OpportunityCompetitor,
    OpportunityLine,
    OpportunityState,
)
from comarca.sales.models.orders import MonthlyTotal, Order, OrderBatch, OrderLine
from comarca.sales.models.pipelines import Competitor, Pipeline, Reason, Stage
from comarca.sales.models.preparation import Concession, Preparation
from comarca.sales.models.prices import Discount, DiscountProduct, Price, PriceList
from comarca.sales.models.products import (
    CustomerKind,
    CustomerTerms,
    Product,
    TaxClass,
    TaxRate,
)
from comarca.sales.models.quotes import (
    Numbers,
    Quote,
    QuoteAnswer,
    QuoteLine,
    QuoteLink,
    QuoteVersion,
)
from comarca.sales.models.stays import StageStay

__all__ = [
    "Approval",
    "ApprovalRule",
    "Approver",
    "Competitor",
    "Concession",
    "CustomerKind",
    "CustomerTerms",
    "DecisionRole",
    "Discount",
    "DiscountProduct",
    "MonthlyTotal",
    "Numbers",
    "Opportunity",
    "OpportunityCompetitor",
    "OpportunityLine",
    "OpportunityState",
    "Order",
    "OrderBatch",
    "OrderLine",
    "Pipeline",
    "Preparation",
    "Price",
    "PriceList",
    "Product",
    "Quote",
    "QuoteAnswer",
    "QuoteLine",
    "QuoteLink",
    "QuoteVersion",
    "Reason",
    "Stage",
    "StageStay",
    "TaxClass",
    "TaxRate",
]
