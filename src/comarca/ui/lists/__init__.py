"""Lists of any described kind of object: filters, views, columns, editing, bulk changes, files."""
