"""What each page of the site says: catalogue → HTML of the content area. No MkDocs, no page shell."""
