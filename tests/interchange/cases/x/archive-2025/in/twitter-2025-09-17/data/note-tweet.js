window.YTD.note_tweet.part0 = [
  {
    "noteTweet": {
      "noteTweetId": "77",
      "createdAt": "2025-09-01T09:00:01.000Z",
      "core": {
        "text": "The keeper wrote two ledgers, one for the owner and one that was true, one for the owner and one that was true, one for the owner and one that was true, one for the owner and one that was true, one for the owner and one that was true, which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read which nobody read "
      }
    }
  }
]