"""Requirements on a database, checked before anything is stored in it."""

from django.db.backends.base.base import BaseDatabaseWrapper

FACTS = """
    SELECT
        current_database(),
        current_setting('server_encoding'),
        quote_ident(current_schema()),
        has_schema_privilege(current_schema(), 'CREATE'),
        quote_ident(current_user),
        (
            SELECT quote_ident(nspname)
            FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE pg_class.oid = to_regclass('django_migrations')
        )
"""


def find_obstacle(connection: BaseDatabaseWrapper) -> str | None:
    """Return why the product cannot use a database, with the remedy, in one sentence, or None."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute(FACTS)
        name, encoding, schema, may_create, role, home = cursor.fetchone()
    if encoding != "UTF8":
        return (
            f"The database {name} has the encoding {encoding}, which cannot store every text: make "
            "another with `createdb --encoding=UTF8 --template=template0 --locale=C.UTF-8 NAME`, "
            "and name it in DATABASE_URL."
        )
    if schema is None:
        return (
            f"search_path names no schema of the database {name} that the role {role} may use: "
            f"create one (CREATE SCHEMA …) or name one (ALTER ROLE {role} SET search_path = …)."
        )
    if home is None and not may_create:
        return (
            f"The role {role} may not create tables in the schema {schema} of the database {name}: "
            f"run `GRANT CREATE ON SCHEMA {schema} TO {role}` there as its owner."
        )
    if home not in (None, schema):
        return (
            f"search_path puts the schema {schema} first, but the tables are in {home}: for an "
            f"installation of its own in {schema} take {home} out of search_path, for the one in "
            f"{home} put {home} first (ALTER ROLE {role} SET search_path = …)."
        )
    return None
