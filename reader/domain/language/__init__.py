"""Normal forms, sentences, words and their forms, numbers, names, typography."""
