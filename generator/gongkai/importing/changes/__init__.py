"""What a row says otherwise than the catalogue, field by field, and how a file says it: an adjustment's steps, or the item's own fields."""
