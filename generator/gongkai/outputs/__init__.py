"""The catalogue as files for programs and offices: the API, tables, the sitemap."""
