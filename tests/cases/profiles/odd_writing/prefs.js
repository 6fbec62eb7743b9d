# a comment of old
/* one of
   several lines user_pref("mail.smtpservers", "smtp9"); */
user_pref( 'mail.smtpservers' , 'smtp1' ) ; user_pref("mail.smtpserver.smtp1.hostname","first.rothwell-pumps.com");
user_pref("mail.smtpserver.smtp1.hostname",
          "smtp.\x72othwell-pumps.com");
user_pref("mail.smtpserver.smtp1.description", "pump \uD83D\uDE80 \'n\' roll\n");
user_pref("mail.smtpserver.smtp1.port", 99999999999999999999);
user_pref("mail.smtpserver.smtp1.username", "half a surrogate \uD83D");
user_pref("mail.smtpserver.smtp1.try_ssl", "three");
user_pref("mail.smtpserver.smtp1.authMethod", -4)
nonsense;
user_pref("mail.smtpserver.smtp1.username", "bob");
user_pref("mail.smtpserver.smtp1.port", 2525);
user_pref("mail.smtpserver.smtp1.port", 70000;
user_pref("mail.smtpserver.smtp1.hostname", "never ended
