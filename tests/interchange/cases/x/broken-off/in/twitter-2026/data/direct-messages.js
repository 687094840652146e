window.YTD.direct_messages.part0 = [
  {
    "dmConversation": {
      "conversationId": "900000001-900000222",
      "messages": [
        {
          "messageCreate": {
            "recipientId": "900000001",
            "text": "Hello",
            "senderId": "900000222",
            "id": "9000002221",
            "createdAt": "2026-10-03T10:00:00.000Z"
          }
        }
      ]
    }
  },
  {
    "dmConversation": {
      "conversationId": "900000001-900000333",
      "messages": [
        {
          "messageCreate": {
            "recipientId": "900000001",
            "text": "Hello",
            "senderId": "900000333",
            "id": "9000003331",
            "createdAt": "2026-10-03T10:00:00.000Z"
          }
        }
      ]
    }
  }
]