window.YTD.tweets.part0 = [
  {
    "tweet": {
      "id_str": "1960000000000000001",
      "created_at": "Mon Sep 01 09:00:00 +0000 2025",
      "full_text": "The keeper wrote two ledgers, one for the owner and one that was true, one for the owner and one that was true, one for the owner and one that was true, one for the owner and one that was true, one for the owner and one that was true, and here the post is cut",
      "entities": {
        "user_mentions": []
      }
    }
  },
  {
    "tweet": {
      "id_str": "1960000000000000002",
      "created_at": "Wed Dec 31 23:59:59 +0000 1997",
      "full_text": "from before there was anything",
      "entities": {
        "user_mentions": []
      }
    }
  },
  {
    "tweet": {
      "id_str": "1960000000000000003",
      "created_at": "Wed Jan 01 00:00:00 +0000 2003",
      "full_text": "likewise",
      "entities": {
        "user_mentions": []
      }
    }
  },
  {
    "tweet": {
      "id_str": "1960000000000000004",
      "created_at": "Mon Sep 01 23:30:00 +0000 2025",
      "full_text": "@gone are you &lt;there&gt;?",
      "entities": {
        "user_mentions": []
      },
      "in_reply_to_status_id_str": "1950000000000000000",
      "in_reply_to_user_id_str": "900000444"
    }
  },
  {
    "tweet": {
      "id_str": "1960000000000000005",
      "created_at": "Tue Sep 02 08:00:00 +0100 2025",
      "full_text": "https://t.co/abc",
      "entities": {
        "user_mentions": [
          {
            "name": "x",
            "screen_name": "nobody",
            "id_str": "-1"
          }
        ]
      }
    }
  },
  {
    "tweet": {
      "id_str": "1960000000000000006",
      "created_at": "Tue Sep 32 08:00:00 +0000 2025",
      "full_text": "no such day",
      "entities": {
        "user_mentions": []
      }
    }
  },
  {
    "tweet": {
      "created_at": "Tue Sep 02 08:00:00 +0000 2025",
      "full_text": "no number"
    }
  }
]