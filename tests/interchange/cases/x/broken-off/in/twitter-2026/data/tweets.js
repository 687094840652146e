window.YTD.tweets.part0 = [
  {
    "tweet": {
      "id_str": "1970000000000000001",
      "created_at": "Fri Oct 02 09:00:00 +0000 2026",
      "full_text": "The first of two",
      "entities": {
        "user_mentions": []
      }
    }
  },
  {
    "tweet": {
      "id_str": "1970000000000000002",
      "created_at": "Fri Oct 02 09