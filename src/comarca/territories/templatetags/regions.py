"""Asks from a template whether a person plans the whole company: ``{% if user|plans_all %}``."""

from django import template

from comarca.territories.editing.region import plans_all

register = template.Library()
register.filter("plans_all", plans_all)
