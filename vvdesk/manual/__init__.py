"""The parts of the Dutch manual that follow from the dictionary and the rules."""
