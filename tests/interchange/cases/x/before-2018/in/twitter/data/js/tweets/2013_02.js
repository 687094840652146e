Grailbird.data.tweets_2013_02 = 
 [ {"id_str": "300000000000000000", "created_at": "2013-02-01 08:00:00 +0000", "text": "an old one"} ]