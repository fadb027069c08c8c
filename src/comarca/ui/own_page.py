"""The page to go back to, as an address or a form says it: only ever one of this site."""

from django.utils.http import url_has_allowed_host_and_scheme


def page_of_ours(said: str) -> str:
    """Return an address that leads to a page of this site from its root, else nothing.

    >>> page_of_ours("/tasks/"), page_of_ours("tasks"), page_of_ours("//example.com/")
    ('/tasks/', '', '')
    """
    is_ours = said.startswith("/") and url_has_allowed_host_and_scheme(said, allowed_hosts=None)
    return said if is_ours else ""
