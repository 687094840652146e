window.YTD.direct_messages.part0 = [
  {
    "dmConversation": {
      "conversationId": "900000001-900000555",
      "messages": [
        {
          "messageCreate": {
            "recipientId": "900000001",
            "text": "A word &amp; a half",
            "senderId": "900000555",
            "id": "1961000000000000002",
            "createdAt": "2025-09-03T10:00:00.999Z"
          }
        },
        {
          "messageCreate": {
            "text": "without a recipient",
            "senderId": "900000001",
            "id": "1961000000000000001",
            "createdAt": "2025-09-03T09:00:00.000Z"
          }
        },
        {
          "messageCreate": {
            "recipientId": "900000001",
            "text": "when?",
            "senderId": "900000555",
            "id": "1961000000000000000",
            "createdAt": "then"
          }
        }
      ]
    }
  },
  {
    "dmConversation": {
      "conversationId": "900000001-900000001",
      "messages": [
        {
          "messageCreate": {
            "recipientId": "900000001",
            "text": "note",
            "senderId": "900000001",
            "id": "1961000000000000009",
            "createdAt": "2025-09-03T10:00:00.999Z"
          }
        }
      ]
    }
  }
]