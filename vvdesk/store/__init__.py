"""Files and, later, servers: where a plan's data lives and how it is kept from harm."""
