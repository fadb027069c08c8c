"""The conventions of the JSON API: one shape of error, paging, versions, idempotent writes."""
