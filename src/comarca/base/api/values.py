"""Values that the API takes: within what a database can hold."""

from typing import Annotated

from ninja import Field

Id = Annotated[int, Field(ge=0, le=2**63 - 1)]
Version = Annotated[int, Field(ge=0, le=2**31 - 1)]
