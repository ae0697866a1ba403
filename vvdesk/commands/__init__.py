"""The verbs of the command line, one module each: parse, call the core, print."""
