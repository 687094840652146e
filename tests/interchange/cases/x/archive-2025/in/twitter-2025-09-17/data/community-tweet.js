window.YTD.community_tweet.part0 = [
  {
    "tweet": {
      "id_str": "1960000000000000009",
      "created_at": "Wed Sep 03 08:00:00 +0000 2025",
      "full_text": "Does anybody here write by hand?",
      "entities": {
        "user_mentions": []
      }
    }
  }
]