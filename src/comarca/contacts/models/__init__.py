"""The people at the customers, how they stand to each other, and what they said about privacy."""

from comarca.contacts.models.contact import Contact
from comarca.contacts.models.links import ContactLink
from comarca.contacts.models.privacy import Channel, Consent, RetentionRule

__all__ = ["Channel", "Consent", "Contact", "ContactLink", "RetentionRule"]
