"""The subjects of `manage.py check_installation`, one module for each."""
