user_pref("mail.smtpserver.smtp1.hostname", "smtp.qq.com");
user_pref("mail.smtpserver.smtp1.port", 465);
user_pref("mail.smtpservers", "smtp1");
