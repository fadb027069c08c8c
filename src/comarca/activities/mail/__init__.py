"""E-mail: read from mailboxes, put on accounts, written and sent."""
