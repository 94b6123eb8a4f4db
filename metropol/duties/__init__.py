"""What the law asks of the portal again and again."""
