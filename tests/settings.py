"""The product's own settings, and the example app of the guide beside its apps."""

from comarca.web.settings import *  # noqa: F403
from comarca.web.settings import INSTALLED_APPS as PRODUCT

INSTALLED_APPS = ["tests.notes", *PRODUCT]
