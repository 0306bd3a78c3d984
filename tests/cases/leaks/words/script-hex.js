let said = 'M\xfcller tells the people in Leeds on \x22Friday\x22, at\x20noon';
