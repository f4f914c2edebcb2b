"""Pages in the forms that people take them in: a module a medium, a library each."""
