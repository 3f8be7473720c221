"""What `manage.py check_installation` looks at, one module for each subject."""
