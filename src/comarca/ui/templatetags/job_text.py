"""Says in templates how far a job is."""

from django import template

from comarca.ui import job_text

register = template.Library()
register.filter("job_stage", job_text.stage)
