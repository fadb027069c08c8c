"""The web server's entrance."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comarca.web.settings")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # now, so that nobody's first page waits for it
# What is loaded by now stays: searching it for rubbish again and again cost a tenth of each page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
