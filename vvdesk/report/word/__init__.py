"""The report as a Word document, on a template that a coordinator can change in Word."""
