"""gongkai: a county's standard catalogue of grassroots disclosure, from YAML to a searchable static site."""

__version__ = "0.1.0"
