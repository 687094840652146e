window.YTD.account.part0 = [
  {
    "account": {
      "username": "maraquill",
      "accountId": "900000001"
    }
  }
]