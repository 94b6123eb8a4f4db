"""What reviewers see and what mails tell them: the changes of a draft, language by language."""
