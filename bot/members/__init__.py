"""Who likes what: the tables, the store over them, and its migrations."""
