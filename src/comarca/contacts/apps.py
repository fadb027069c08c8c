"""Django registration of the contacts app."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Registers comarca.contacts."""

    name = "comarca.contacts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make contacts known to lists, pages, forms, files and the API."""
        from comarca.base.objects import register
        from comarca.contacts.account_fields import describe
        from comarca.contacts.fields import CONSENT, CONTACT, CONTACT_LINK
        from comarca.contacts.privacy import own_parts, retention  # noqa: F401

        for one in (CONTACT, CONTACT_LINK, CONSENT):
            register(one)
        describe()
