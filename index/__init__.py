"""The ground floor: the model, the store and the text search."""
