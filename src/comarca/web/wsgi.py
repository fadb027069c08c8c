"""The web server's entrance."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comarca.web.settings")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # now, so that nobody's first page waits for it
