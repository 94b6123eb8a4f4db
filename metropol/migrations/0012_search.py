"""The site's search: entries, words, compound words, queries without results.

What finds and ranks entries is made by the database itself out of their terms: on PostgreSQL a
generated column with a GIN index, on SQLite an FTS5 table that triggers keep. A later migration
that alters the table of entries on SQLite must make the triggers anew: Django replaces the table.
"""

import django.utils.timezone
from django.db import migrations, models


TABLE = "metropol_searchentry"
POSTGRESQL = [
    f"""
    ALTER TABLE {TABLE} ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title_terms), 'A')
        || setweight(to_tsvector('simple', body_terms), 'D')
    ) STORED
    """,
    f"CREATE INDEX search_entry_vector ON {TABLE} USING gin (vector)",
]
DELETE = f"""
    INSERT INTO {TABLE}_fts ({TABLE}_fts, rowid, title_terms, body_terms)
    VALUES ('delete', old.id, old.title_terms, old.body_terms);
"""
INSERT = f"""
    INSERT INTO {TABLE}_fts (rowid, title_terms, body_terms)
    VALUES (new.id, new.title_terms, new.body_terms);
"""
SQLITE = [
    f"""
    CREATE VIRTUAL TABLE {TABLE}_fts USING fts5(
        title_terms, body_terms, content='{TABLE}', content_rowid='id', tokenize='ascii'
    )
    """,
    f"CREATE TRIGGER {TABLE}_added AFTER INSERT ON {TABLE} BEGIN {INSERT} END",
    f"CREATE TRIGGER {TABLE}_deleted AFTER DELETE ON {TABLE} BEGIN {DELETE} END",
    f"""
    CREATE TRIGGER {TABLE}_changed AFTER UPDATE OF title_terms, body_terms ON {TABLE}
    BEGIN {DELETE} {INSERT} END
    """,
]


def make_index(apps, schema_editor):
    statements = {"postgresql": POSTGRESQL, "sqlite": SQLITE}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    # On PostgreSQL it goes with the table, and so do triggers.
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TABLE {TABLE}_fts")


class Migration(migrations.Migration):

    dependencies = [
        ('metropol', '0011_machine_readable'),
    ]

    operations = [
        migrations.CreateModel(
            name='CompoundWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=40, unique=True, verbose_name='word')),
                ('role', models.CharField(choices=[('part', 'is found in longer words'), ('whole', 'is only found as a whole')], default='part', max_length=8, verbose_name='role')),
            ],
            options={
                'verbose_name': 'compound word',
                'verbose_name_plural': 'compound words',
                'ordering': ('word',),
            },
        ),
        migrations.CreateModel(
            name='FailedQuery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('de', 'German'), ('en', 'English')], max_length=2, verbose_name='language')),
                ('text', models.CharField(max_length=64, verbose_name='query')),
                ('times', models.PositiveIntegerField(default=1, verbose_name='times')),
                ('last_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='last')),
            ],
            options={
                'verbose_name': 'query without results',
                'verbose_name_plural': 'queries without results',
                'constraints': [models.UniqueConstraint(fields=('language', 'text'), name='failed_query_once')],
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=32)),
                ('key', models.BigIntegerField()),
                ('language', models.CharField(max_length=2)),
                ('kind', models.CharField(max_length=16)),
                ('title', models.CharField(max_length=255)),
                ('text', models.TextField()),
                ('title_terms', models.TextField()),
                ('body_terms', models.TextField()),
                ('day', models.IntegerField(null=True)),
                ('year', models.SmallIntegerField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source', 'key', 'language'), name='search_entry_once')],
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=2)),
                ('word', models.CharField(max_length=64)),
                ('folded', models.CharField(max_length=64)),
                ('entries', models.IntegerField()),
                ('capitals', models.IntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('language', 'word'), name='search_word_once')],
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]
