"""For migrations that change rows and then the table: PostgreSQL refuses while checks wait."""

from typing import Any


def settle(schema_editor: Any) -> None:
    """Check at once what was left for the end of the transaction, so that DDL may follow."""
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
