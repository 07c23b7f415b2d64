"""`timeline browse`: the timeline on a screen, to look through and set right. Needs Textual.

`lines` says what stands in the list, `widgets` show lines, `loading` takes them from the store
beside the screen's own work, `screen` puts it together.
"""
