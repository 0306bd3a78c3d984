var __index = {"docs": [{"location": "x/", "text": "<p>Ask</p> <p>M\u00fcller tells the people in Leeds on &quot;Friday&quot;, at noon, and nobody before?</p>"}]}
