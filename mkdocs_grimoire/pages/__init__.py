"""What readers are shown: the glossary page, the entries on other pages, and the cards."""
