"""What records prove, by rules that are the same for every source: conversations, sittings, minutes, people, hats."""
