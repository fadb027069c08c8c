"""The base tables: change history, jobs and the organisation."""

from comarca.base.history import Change
from comarca.base.jobs import Job
from comarca.base.organisation import Organisation

__all__ = ["Change", "Job", "Organisation"]
