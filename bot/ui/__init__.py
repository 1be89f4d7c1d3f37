"""What members see: messages, cards, menus and buttons."""
