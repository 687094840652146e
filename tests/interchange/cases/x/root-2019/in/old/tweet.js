window.YTD.tweet.part0 = [
  {
    "id_str": "1100000000000000001",
    "created_at": "Mon Feb 25 11:20:00 +0000 2019",
    "full_text": "No wrapper stood around a post in those days",
    "entities": {
      "user_mentions": []
    }
  },
  {
    "id": 1100000000000000002,
    "created_at": "Mon Feb 25 11:40:00 +0000 2019",
    "text": "a number as a number",
    "in_reply_to_user_id": 900000001,
    "in_reply_to_screen_name": "MaraQuill"
  }
]