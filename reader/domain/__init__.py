"""The field's own rules: values in, values out, with no database, web, clock or files."""
