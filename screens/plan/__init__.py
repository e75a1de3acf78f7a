"""The plan as a place: everything that was recorded, and the dialogs that change it by hand."""
